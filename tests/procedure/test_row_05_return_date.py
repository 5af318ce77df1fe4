"""Row 5: a return date in the customer's vacation notice pauses the reminders and the close (`respect_absence`)."""

from datetime import date, timedelta

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import received
from tests.procedure.seen import answered, facts
from tests.procedure.test_three_reminders_then_close import days_pass, reminded_on
from tests.servers.machines import vacation_reply

from mailticket.ticket.model import Status


def notice(desk: DeskAtWork, text: str, who: str = "ani") -> None:
    vacation_reply(desk.town, desk.town.mails_to("ani")[0], who, text)
    desk.step()


def test_di_tengah_pengingat_sampai_tanggal_kembali(open_slow_desk: Open, clock: SetClock) -> None:
    """Reminded on Tuesday, the responder says 'back on Thursday 12 March': reminded on again from then, then closed."""
    desk = open_slow_desk(desk={"locale": "id"})
    answered(desk)
    days_pass(desk, clock, 1)
    assert reminded_on(desk) == [date(2026, 3, 3)]
    notice(desk, "Saya sedang cuti dan kembali bekerja Kamis, 12 Maret 2026. Hal mendesak: Omar.")
    days_pass(desk, clock, 8)
    assert reminded_on(desk) == [date(2026, 3, 3)]
    assert desk.ticket().status is Status.WAITING
    days_pass(desk, clock, 5)
    assert reminded_on(desk)[1] == date(2026, 3, 12)
    assert len(reminded_on(desk)) == 3
    days_pass(desk, clock, 3)
    assert desk.ticket().status is Status.CLOSED


def test_the_notice_that_answers_received_counts_after_the_answer(open_slow_desk: Open, clock: SetClock) -> None:
    """A responder writes once to one address, so its only notice may come before the ticket waits for anybody."""
    desk = open_slow_desk()
    answered(desk)
    notice(desk, "I am away until Friday, 6 March.")
    days_pass(desk, clock, 4)
    assert reminded_on(desk) == []
    days_pass(desk, clock, 4)
    assert reminded_on(desk)[0] > date(2026, 3, 6)


@pytest.mark.parametrize(
    ("settings", "who"),
    [({"policy": {"respect_absence": False}}, "ani"), ({}, "budi")],
    ids=["respect_absence = false", "an operator's notice"],
)
def test_else_the_reminders_go_on(open_slow_desk: Open, clock: SetClock, settings: dict, who: str) -> None:
    desk = open_slow_desk(**settings)
    answered(desk)
    notice(desk, "I am on leave and back on 12 March 2026.", who)
    days_pass(desk, clock, 2)
    assert reminded_on(desk) == [date(2026, 3, 3), date(2026, 3, 4)]
    assert "WentAway" not in facts(desk)


def test_why_names_the_words(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    answered(desk)
    notice(desk, "Thank you for your mail. I am on leave, back on 12 March 2026.")
    said = received(desk)[-1][1]
    assert "back on 2026-03-12: 'I am on leave, back on 12 March 2026'" in said
    away = desk.ticket().away_until
    assert away is not None
    assert away - clock.now() > timedelta(days=9)
