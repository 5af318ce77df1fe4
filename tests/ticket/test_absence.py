"""Spec 1.3 row 5: a return date in the customer's vacation notice pauses the reminders and the close."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.ticket.desk_words import (
    ANI,
    BUDI,
    CLOSED,
    CONTENT,
    FRIEND,
    HELD,
    OFFICE,
    OPEN,
    OWNED,
    RESOLVED,
    WAITING,
    after,
    answer,
    customer_writes,
    facts,
    row,
    then,
)

from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.deadlines import agenda, close_at, reminder_at, reminder_may_leave
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Kind
from mailticket.ticket.events import Content
from mailticket.ticket.evolve import evolve


def jakarta(day: int, hour: int, month: int = 11, year: int = 2026) -> datetime:
    """An instant by the desk's wall; 23 November 2026 is a Monday."""
    return datetime(year, month, day, hour, tzinfo=OFFICE.tz)


def notice(back_on: date | None, hours: float = 1) -> ev.MachineWrote:
    return ev.MachineWrote(at=after(hours), kind=Kind.AUTO_REPLY, row=5, back_on=back_on)


def away(ticket, back_on: date):
    for fact in decide(ticket, notice(back_on), OFFICE, after(1)):
        ticket = evolve(ticket, fact, after(1)) if not isinstance(fact, fx.Filed) else ticket
    return ticket


@pytest.mark.parametrize(
    ("back_on", "until"),
    [
        pytest.param(date(2026, 12, 3), jakarta(3, 8, 12), id="the opening of that day"),
        pytest.param(date(2026, 11, 28), jakarta(30, 8), id="the next opening after a Saturday"),
        pytest.param(date(2027, 5, 3), jakarta(22, 10, 1, 2027), id="at most 60 days"),
    ],
)
def test_the_pause_ends_at_the_next_opening(back_on, until):
    assert decide(WAITING, notice(back_on), OFFICE, after(1)) == (row("auto_reply", 5), fx.WentAway(until=until))


@pytest.mark.parametrize(
    ("ticket", "event", "policy"),
    [
        pytest.param(WAITING, notice(None), OFFICE, id="no day named"),
        pytest.param(WAITING, notice(date(2026, 11, 23)), OFFICE, id="back already"),
        pytest.param(CLOSED, notice(date(2026, 12, 3)), OFFICE, id="closed"),
        pytest.param(
            WAITING, notice(date(2026, 12, 3)), replace(OFFICE, respect_absence=False), id="respect_absence = false"
        ),
    ],
)
def test_else_it_is_recorded_only(ticket, event, policy):
    assert decide(ticket, event, policy, after(1)) == (row("auto_reply", 5),)


@pytest.mark.parametrize("ticket", [OPEN, OWNED, WAITING, CONTENT, HELD, RESOLVED])
def test_it_changes_no_status_and_no_running_clock(ticket):
    changed = away(ticket, date(2026, 12, 3))
    assert replace(changed, away_until=None) == ticket


def test_no_reminder_before_the_return_and_then_one_a_day():
    ticket = away(WAITING, date(2026, 12, 3))
    assert reminder_at(ticket, ticket.spell, OFFICE) == jakarta(3, 8, 12)
    assert decide(ticket, ev.TimePassed(at=jakarta(2, 15, 12)), OFFICE, jakarta(2, 15, 12)) == ()
    assert facts(decide(ticket, ev.TimePassed(at=jakarta(3, 8, 12)), OFFICE, jakarta(3, 8, 12))) == [fx.ReminderQueued]


def test_a_queued_reminder_waits_too():
    queued = evolve(WAITING, fx.ReminderQueued(n=1), after(24))
    assert reminder_may_leave(away(queued, date(2026, 12, 3)), 1, OFFICE, after(25)) == jakarta(3, 8, 12)


def test_no_close_before_the_return():
    ticket = WAITING
    for n in (1, 2, 3):
        ticket = evolve(ticket, fx.Reminded(n=n), after(0.5))
    ticket = away(ticket, date(2026, 12, 3))
    assert close_at(ticket, ticket.spell, OFFICE) == jakarta(3, 8, 12)
    content = away(CONTENT, date(2026, 12, 3))
    assert close_at(content, content.spell, OFFICE) == jakarta(3, 8, 12)


def test_a_notice_that_came_before_the_answer_counts():
    """A responder answers once: its one notice often answers `received`."""
    ticket = then(away(OWNED, date(2026, 12, 3)), answer(BUDI, hours=2))
    assert agenda(ticket, OFFICE, after(2)).wake_at == jakarta(3, 8, 12)


@pytest.mark.parametrize("content", [Content.TEXT, Content.COURTESY])
def test_a_customer_who_writes_is_there(content):
    ticket = away(WAITING, date(2026, 12, 3))
    assert then(ticket, customer_writes(content, 2)).away_until is None
    friends = customer_writes(content, 2, author=FRIEND, participant=True)
    assert then(ticket, friends).away_until == jakarta(3, 8, 12)


def test_the_absence_is_the_customers():
    ticket = away(WAITING, date(2026, 12, 3))
    assert evolve(ticket, fx.CustomerNamed(customer=FRIEND, by=BUDI), after(2)).away_until is None
    assert evolve(ticket, fx.CustomerReplied(by=ANI, starts=True), after(2)).away_until is None


def test_a_later_notice_counts_instead():
    ticket = away(away(WAITING, date(2026, 12, 3)), date(2026, 11, 26))
    assert reminder_at(ticket, ticket.spell, OFFICE) == jakarta(26, 8)
