"""I05 on real servers: the answer to a mail is lost, and the list's own copy of it says that it was taken."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.servers.smtp_faults import Script, drop, take_and_drop

from mailticket.cli.main import main
from mailticket.demo.people import read
from mailticket.demo.town import LIST, Town
from mailticket.store import outbox
from mailticket.store.parcels import Delivery, DeliveryStatus

pytestmark = pytest.mark.servers

MINUTE = timedelta(minutes=1)


class Clock:
    ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(town: Town, tmp_path: Path, clock: Clock) -> Iterator[DeskAtWork]:
    """A desk whose list has echoed once."""
    opened = DeskAtWork(town, tmp_path, clock=clock)
    town.send("ani", subject="Printer", text="Printer saya rusak.")
    opened.step()
    opened.step()
    yield opened
    opened.close()


def announcements(desk: DeskAtWork, subject: str) -> Counter[str]:
    """Bytes of the announcements that the relay took -> how often."""
    taken = [one for one in desk.town.post_office.accepted if LIST in one.rcpt_tos]
    return Counter(str(read(one.raw)["Message-ID"]) for one in taken if subject in str(read(one.raw)["Subject"]))


def to_list(desk: DeskAtWork) -> Delivery:
    with desk.works.store.reading() as tx:
        return [d for p in outbox.listing(tx, list(DeliveryStatus), 99) for d in p.deliveries if d.recipient == LIST][
            -1
        ]


def asks_with_the_answer_lost(desk: DeskAtWork, fault: Script) -> None:
    desk.town.post_office.fault = fault
    desk.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    desk.step()


def test_the_lists_copy_settles_it_and_nothing_is_sent_again(desk: DeskAtWork, clock: Clock) -> None:
    asks_with_the_answer_lost(desk, Script(take_and_drop(to=LIST)))
    desk.step()
    assert (to_list(desk).status, to_list(desk).detail) == (DeliveryStatus.SENT, "the list delivered it")
    clock.ahead = 11 * MINUTE
    desk.step()
    assert set(announcements(desk, "Sandi").values()) == {1}


def test_without_its_copy_it_goes_out_once_more_after_echo_wait_under_the_same_message_id(
    desk: DeskAtWork, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    asks_with_the_answer_lost(desk, Script(drop("dot", to=LIST)))
    assert to_list(desk).status is DeliveryStatus.IN_DOUBT
    assert main(["--config", str(desk.config.file), "outbox", "list", "--json"]) == 0
    told = capsys.readouterr().out
    assert '"in_doubt"' in told
    assert "was sent if the list's copy comes back, else the same mail goes out once more" in told
    clock.ahead = 9 * MINUTE
    desk.step()
    assert not announcements(desk, "Sandi")
    clock.ahead = 11 * MINUTE
    desk.step()
    desk.step()
    assert list(announcements(desk, "Sandi").values()) == [1]
    assert to_list(desk).status is DeliveryStatus.SENT


def test_a_list_that_has_never_echoed_is_not_waited_for(town: Town, tmp_path: Path, clock: Clock) -> None:
    town.mailing_list = replace(town.mailing_list, echo=False)
    desk = DeskAtWork(town, tmp_path, clock=clock)
    asks_with_the_answer_lost(desk, Script(take_and_drop(to=LIST)))
    assert to_list(desk).status is DeliveryStatus.IN_DOUBT
    clock.ahead = MINUTE + timedelta(seconds=1)
    desk.step()
    assert (to_list(desk).status, list(announcements(desk, "Sandi").values())) == (DeliveryStatus.SENT, [2])
    desk.close()
