"""Spec 5.4, 2.8, I08: the computer's clock jumps, and the relay's quota is over for a while."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import answers, mail_name
from tests.servers.smtp_faults import ALWAYS, Script, refuse

from mailticket.demo.people import read
from mailticket.demo.town import Town
from mailticket.errors import RelayAway
from mailticket.store import outbox
from mailticket.store.parcels import DeliveryStatus
from mailticket.ticket.model import Status

HOUR = timedelta(hours=1)
DAY = 24 * HOUR


class Clock:
    ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(small_town: Town, tmp_path: Path, clock: Clock) -> Iterator[DeskAtWork]:
    opened = DeskAtWork(small_town, tmp_path, clock=clock)
    yield opened
    opened.close()


def names(desk: DeskAtWork) -> Counter[str]:
    """What the daemon sent to the customer, by name."""
    return Counter(mail_name(desk, read(one.raw)) for one in desk.town.mails_to("ani") if b"<mt." in one.raw)


def answered(desk: DeskAtWork) -> None:
    """Ani asks, Budi claims and answers: her silence begins."""
    answers(desk)
    assert desk.ticket().status is Status.WAITING


def test_i08_a_clock_that_jumps_ahead_brings_one_reminder_a_day_and_no_close(desk: DeskAtWork, clock: Clock) -> None:
    answered(desk)
    clock.ahead = 30 * DAY
    desk.step()
    desk.step()
    assert names(desk)["reminder"] == 1
    assert desk.ticket().status is Status.WAITING


def test_i08_a_clock_that_jumps_back_repeats_no_reminder(desk: DeskAtWork, clock: Clock) -> None:
    answered(desk)
    clock.ahead = 25 * HOUR
    desk.step()
    assert names(desk)["reminder"] == 1
    clock.ahead = -2 * DAY
    for _ in range(4):
        clock.ahead += 6 * HOUR
        desk.step()
    assert names(desk)["reminder"] == 1
    assert desk.ticket().status is Status.WAITING
    desk.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    desk.step()
    assert len(desk.tickets()) == 2, "mail is read and answered whatever the clock says"
    clock.ahead = 50 * HOUR
    desk.step()
    assert names(desk)["reminder"] == 2


@pytest.mark.parametrize(
    "reply",
    [
        "452 4.3.1 too many messages, hourly quota exceeded",
        "550 Domain example.org has exceeded the max emails per hour (500/500) allowed. Message discarded.",
        "451 4.7.0 rate limit, try again later",
        "554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded.",
    ],
)
@pytest.mark.parametrize("stage", ["mail", "rcpt", "dot"])
def test_2_8_a_quota_that_is_over_holds_everything_and_lets_all_go_when_it_is_back(
    desk: DeskAtWork, clock: Clock, stage, reply: str
) -> None:
    desk.town.send("ani", subject="Printer", text="Printer saya rusak.")
    desk.town.send("ani", subject="Sandi", text="Saya lupa kata sandi.")
    desk.town.post_office.fault = Script(refuse(stage, reply, times=ALWAYS))
    for hour in range(4):
        clock.ahead = hour * HOUR
        with pytest.raises(RelayAway):
            desk.step()
    with desk.works.store.reading() as tx:
        (*waiting,) = (one for parcel in outbox.listing(tx, list(DeliveryStatus), 99) for one in parcel.deliveries)
    assert {one.status for one in waiting} == {DeliveryStatus.QUEUED}
    desk.town.post_office.fault = lambda *_: None
    clock.ahead = 9 * HOUR
    desk.step()
    assert names(desk)["received"] == 2
