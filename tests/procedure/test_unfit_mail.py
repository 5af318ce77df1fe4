"""2.6, I03, I18, I21: what can't be written or fails its own examination fails once, where people see it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, got, names, prose

from mailticket.cli.main import main
from mailticket.desk import paper
from mailticket.ids import Address
from mailticket.mail.outbound import OutboundMessage
from mailticket.store import outbox, tickets
from mailticket.store.parcels import Delivery, DeliveryStatus, Role
from mailticket.ticket.model import Status

NOBODY = Address("ani at home@example.net, mallory@evil.example\r\nBcc: x", "Ani")


@pytest.fixture
def waiting(open_slow_desk: Open) -> DeskAtWork:
    """Budi has answered; Ani is silent."""
    desk = open_slow_desk()
    answered(desk)
    return desk


def deliveries(desk: DeskAtWork, mail: str) -> list[Delivery]:
    with desk.works.store.reading() as tx:
        found = outbox.listing(tx, list(DeliveryStatus), 1000)
    return [one for parcel in found if parcel.mail.mail == mail for one in parcel.deliveries]


def days_pass(desk: DeskAtWork, clock: SetClock, days: int = 3) -> None:
    for _ in range(4 * days):
        clock.forward(hours=6)
        desk.step()


def test_an_address_that_cannot_be_written_is_a_dead_one(
    waiting: DeskAtWork, clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = waiting
    with desk.works.store.transaction() as tx:
        ticket = replace(desk.ticket(), customer=NOBODY)
        tickets.save(tx, ticket, due_what=None, due_at=None, wake_at=clock.now())
    days_pass(desk, clock)
    (to_ani,) = (one for one in deliveries(desk, "reminder") if one.role is Role.CUSTOMER)
    assert (to_ani.status, to_ani.attempts) == (DeliveryStatus.FAILED, 0)
    assert "no address" in to_ani.detail
    assert names(desk, "budi").count("undeliverable") == 1
    assert "no address" in prose(got(desk, "budi", "undeliverable")[0])
    assert not any("mallory" in copy.recipient for copy in desk.town.post_office.delivered)
    ticket = desk.ticket()
    assert (ticket.status, ticket.undeliverable) == (Status.IN_PROGRESS, True)
    assert names(desk, "pic").count("digest") >= 1
    assert "reminder" in prose(got(desk, "pic", "digest")[0])
    assert main(["--config", str(desk.config.file), "show", "1"]) == 0
    assert "no address" in capsys.readouterr().out


def smuggled(change: Callable[[bytes], bytes]) -> Callable[[OutboundMessage], bytes]:
    """A composer with a fault, as CVE-2024-6923 was one."""

    def compose(mail: OutboundMessage, written: Callable[[OutboundMessage], bytes] = paper.compose) -> bytes:
        raw = written(mail)
        return change(raw) if mail.kind == "reminder" else raw

    return compose


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda raw: raw.replace(b"Subject:", b"Bcc: x@evil.example\r\nSubject:"), id="a header too many"),
        pytest.param(lambda raw: raw.replace(b"\r\n\r\n", b"\r\n\r\n" + b"x" * 2000, 1), id="an endless line"),
    ],
)
def test_i18_a_mail_that_fails_its_examination_reaches_nobody_and_its_ticket_goes_on(
    waiting: DeskAtWork, clock: SetClock, monkeypatch: pytest.MonkeyPatch, fault: Callable[[bytes], bytes]
) -> None:
    desk = waiting
    monkeypatch.setattr(paper, "compose", smuggled(fault))
    days_pass(desk, clock)
    assert names(desk, "ani") == ["received"]
    reminder = deliveries(desk, "reminder")
    assert [(one.role, one.status) for one in reminder] == [
        (Role.CUSTOMER, DeliveryStatus.FAILED),
        (Role.LIST, DeliveryStatus.FAILED),
    ], "once, and not at each look at the clock"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert names(desk, "budi").count("undeliverable") == 1
    assert names(desk, "pic").count("alarm") == 1, "the list didn't get it either"
