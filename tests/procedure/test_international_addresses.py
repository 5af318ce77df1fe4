"""2.6: addresses beyond ASCII work where the mail server offers SMTPUTF8, and are reported where it doesn't."""

from collections.abc import Callable

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, got, names, only, prose

from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

ASCII_DOMAIN = "xn--exmple-cua.net"
QUESTION = (
    "From: Änni <{}>\r\nTo: helpdesk@example.org\r\nSubject: Drucker\r\nMessage-ID: <q1@example.net>\r\n"
    "Date: Mon, 2 Mar 2026 10:00:00 +0700\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nEr druckt nicht.\r\n"
)


@pytest.fixture
def asked(open_slow_desk: Open) -> Callable[..., DeskAtWork]:
    """A question from that address has come in, and Budi has claimed it."""

    def ask(address: str, *, smtputf8: bool) -> DeskAtWork:
        desk = open_slow_desk()
        desk.town.post_office.smtputf8 = smtputf8
        desk.town.put("helpdesk", QUESTION.format(address).encode(), "anni@example.net")
        desk.town.reply(desk.until(lambda: got(desk, "budi", "announcement"))[0], "budi")
        desk.until(lambda: got(desk, "budi", "assigned"))
        return desk

    return ask


def to_outside(desk: DeskAtWork) -> list[str]:
    return [one.recipient for one in desk.town.post_office.delivered if one.recipient.endswith(ASCII_DOMAIN)]


def test_where_the_server_offers_it(asked: Callable[..., DeskAtWork]) -> None:
    desk = asked("änni@exämple.net", smtputf8=True)
    assert to_outside(desk) == [f"änni@{ASCII_DOMAIN}"]
    assigned = next(one.raw for one in desk.town.mails_to("budi") if b".assigned." in one.raw.partition(b"\r\n\r\n")[0])
    assert f"<änni@{ASCII_DOMAIN}>".encode() in assigned.partition(b"Reply-To:")[2].partition(b"Subject:")[0]


def test_where_it_does_not_the_desk_hears_of_it_and_goes_on(asked: Callable[..., DeskAtWork]) -> None:
    desk = asked("änni@exämple.net", smtputf8=False)
    assert to_outside(desk) == []
    assert "takes no international addresses" in prose(only(desk, "budi", "undeliverable"))
    assert addresses(only(desk, "budi", "assigned"), "Reply-To") == {HELPDESK, LIST}, (
        "the owner's mail doesn't fail for it"
    )
    desk.town.reply(only(desk, "budi", "assigned"), "budi", "#send\nAus- und wieder einschalten.", everybody=False)
    desk.until(lambda: got(desk, "sari", "sent_on"))
    assert to_outside(desk) == []
    assert names(desk, "budi").count("undeliverable") == 2, "once a try"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert names(desk, "pic") == []


@pytest.mark.parametrize("smtputf8", [True, False])
def test_an_international_domain_needs_nothing_of_the_server(
    asked: Callable[..., DeskAtWork], *, smtputf8: bool
) -> None:
    desk = asked("anni@exämple.net", smtputf8=smtputf8)
    assert to_outside(desk) == [f"anni@{ASCII_DOMAIN}"]
    assert addresses(only(desk, "budi", "assigned"), "Reply-To") == {HELPDESK, f"anni@{ASCII_DOMAIN}", LIST}
