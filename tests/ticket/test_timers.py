"""Spec 1.5: every clock at its instant, and the rules that hold whatever happens."""
# ruff: noqa: E501 -- tables: one clause a line

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.ticket.desk_words import (
    ALWAYS,
    ANI,
    BUDI,
    CLOSED,
    CONTENT,
    DESK,
    HELD,
    OFFICE,
    OPEN,
    OWNED,
    PROGRESSED,
    REMINDED,
    RESOLVED,
    SARI,
    START,
    WAITING,
    after,
    answer,
    applied,
    customer_writes,
    facts,
    mails,
    note,
    order,
    ordered,
    send,
    then,
    time_passes,
    told,
    what_follows,
    wrote,
)

from mailticket.ticket import effects as fx
from mailticket.ticket import events as ev
from mailticket.ticket.audience import audience
from mailticket.ticket.deadlines import (
    What,
    agenda,
    breach_at,
    reminder_at,
    reminder_may_leave,
    reopens_until,
    warning_at,
)
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.evolve import evolve
from mailticket.ticket.model import Deadline, Reason, Status
from mailticket.ticket.span import parse_span

SECOND = timedelta(seconds=1)
QUEUED = told(OPEN, fx.CalledAgain(n=1), hours=4)
ONCE = told(WAITING, fx.ReminderQueued(n=1), fx.Reminded(n=1), hours=24)
UNTIL = told(WAITING, fx.Held(by=BUDI, until=after(30)), hours=1)
WROTE_ON_HOLD = told(UNTIL, fx.CustomerReplied(by=ANI, starts=False), hours=2)
REPLIED = told(WAITING, fx.CustomerReplied(by=ANI, starts=True), hours=5)
NO_REMINDERS = replace(ALWAYS, reminders=0)
SHORT_NOTICE = replace(ALWAYS, claim_within=parse_span("90m"))


def breached(deadline, who, start, due):
    return fx.Breached(
        deadline=Deadline(deadline),
        operator=who,
        started_at=after(start),
        due_at=after(due),
        held=timedelta(),
        calendar=f"{deadline} = 24h, wall clock, UTC",
    )


CLOCKS = [
    # 1.5, row by row: the ticket, the hour, and what happens then
    ("claim_within", OPEN, 4, (fx.CalledAgain(n=1), send("unclaimed", n=1))),
    ("claim_within: the second time to the supervisor too", QUEUED, 8, (fx.CalledAgain(n=2), send("unclaimed", n=2))),
    ("first_response: a warning at three quarters", OWNED, 18, (fx.Warned(deadline=Deadline.FIRST_RESPONSE), send("deadline_warning"))),
    ("first_response: a breach against the owner", told(OWNED, fx.Warned(deadline=Deadline.FIRST_RESPONSE), hours=18), 24, (breached("first_response", BUDI, 0, 24), send("breach", BUDI))),
    ("first_response: for a new owner from the change", told(OWNED, fx.Assigned(to=SARI), fx.Warned(deadline=Deadline.FIRST_RESPONSE), hours=10), 34, (breached("first_response", SARI, 10, 34), send("breach", SARI))),
    ("next_response: a warning", REPLIED, 23, (fx.Warned(deadline=Deadline.NEXT_RESPONSE), send("deadline_warning"))),
    ("next_response: a breach", told(REPLIED, fx.Warned(deadline=Deadline.NEXT_RESPONSE), hours=23), 29, (breached("next_response", BUDI, 5, 29), send("breach", BUDI))),
    ("update_within: from a progress note", PROGRESSED, 48, (fx.UpdateAsked(), send("update_due"))),
    ("update_within: from the last update_due", told(PROGRESSED, fx.UpdateAsked(), hours=48), 96, (fx.UpdateAsked(), send("update_due"))),
    ("reminder_after: the first reminder", WAITING, 24, (fx.ReminderQueued(n=1), send("reminder", n=1))),
    ("reminder_every: from when the server took the one before", told(ONCE, fx.Reminded(n=1), hours=25), 49, (fx.ReminderQueued(n=2), send("reminder", n=2))),
    ("close_after: from when the server took the last", REMINDED, 24, (fx.Closed(reason=Reason.NO_REPLY), send("closed_no_reply"))),
    ("close_after: from the customer's thanks", CONTENT, 24, (fx.Closed(reason=Reason.SATISFIED), send("closed"))),
    ("confirm_within: asked again", RESOLVED, 24, (fx.ConfirmAsked(), send("confirm_closing"))),
    ("confirm_within: each time", told(RESOLVED, fx.ConfirmAsked(), hours=24), 48, (fx.ConfirmAsked(), send("confirm_closing"))),
    ("on_hold_update", HELD, 48, (fx.UpdateAsked(), send("update_due"))),
    ("on_hold_update: from the last update", told(HELD, fx.Answered(by=BUDI), hours=3), 51, (fx.UpdateAsked(), send("update_due"))),
    ("#hold until ends in the status before it", UNTIL, 30, (fx.Resumed(to=Status.WAITING),)),
    ("#hold until: the owner's turn if the customer wrote", WROTE_ON_HOLD, 30, (fx.Resumed(to=Status.IN_PROGRESS, starts=True),)),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "hour", "follows"), [pytest.param(*rest, id=name) for name, *rest in CLOCKS])
def test_a_clock_strikes_at_its_instant_and_not_a_second_before(ticket, hour, follows):
    at = after(hour)
    assert decide(ticket, ev.TimePassed(at=at - SECOND), ALWAYS, at - SECOND) == ()
    assert agenda(ticket, ALWAYS, at - SECOND).wake_at == at, "the sweep looks then"
    assert decide(ticket, ev.TimePassed(at=at), ALWAYS, at) == follows
    assert decide(applied(ticket, follows, at), ev.TimePassed(at=at), ALWAYS, at) == (), "idle when asked twice"


def test_reopen_within():
    assert reopens_until(CLOSED, ALWAYS) == after(30 * 24)
    assert reopens_until(WAITING, ALWAYS) is None


def test_after_two_calls_only_the_digest_speaks_of_it():
    shown = agenda(told(QUEUED, fx.CalledAgain(n=2), hours=8), OFFICE, after(8))
    assert (shown.due.what, shown.due.at, shown.wake_at) == (What.DIGEST, jakarta(24, 8), None)


def test_without_reminders_a_silent_ticket_closes_after_close_after():
    assert mails(decide(WAITING, time_passes(24), NO_REMINDERS, after(24))) == [Mail.CLOSED_NO_REPLY]


# --- breaches --------------------------------------------------------------------------------------------------------


def test_a_late_answer_is_a_breach_even_before_the_sweep():
    late = answer(BUDI, hours=25)
    assert facts(what_follows(OWNED, late)) == [fx.Breached, fx.Answered]
    (breach,) = then(OWNED, late).breaches
    assert (breach.operator, breach.due_at, breach.met_at) == (BUDI, after(24), after(25))


def test_i15_an_answer_that_arrived_before_the_deadline_is_in_time_however_late_it_is_read():
    assert facts(decide(OWNED, answer(BUDI, hours=23.99), ALWAYS, after(60))) == [fx.Answered]


def test_a_take_over_after_the_deadline_leaves_the_breach_with_the_one_who_was_late():
    effects = what_follows(OWNED, ordered(SARI, order("take"), hours=25))
    taken = applied(OWNED, effects, after(25))
    (mail,) = (one for one in effects if isinstance(one, Send) and one.mail is Mail.BREACH)
    assert audience(mail, taken, DESK).to == (BUDI,)
    assert (taken.breaches[0].operator, taken.owner, taken.response.started_at) == (BUDI, SARI, after(25))


def test_one_breach_a_wait():
    late = then(OWNED, time_passes(25))
    for event in (time_passes(500), customer_writes(hours=30), note(BUDI, hours=40), answer(BUDI, hours=50)):
        assert fx.Breached not in facts(what_follows(late, event))


def test_a_hold_stops_the_deadline_and_nothing_else_does():
    held = told(OWNED, fx.Held(by=BUDI, until=after(30)), hours=10)
    assert breach_at(held, ALWAYS) is None
    back = then(held, time_passes(30))
    assert (back.status, breach_at(back, ALWAYS)) == (Status.IN_PROGRESS, after(44))
    assert breach_at(
        told(OWNED, fx.Noted(by=BUDI), fx.CustomerReplied(by=ANI, starts=False), hours=3), ALWAYS
    ) == after(24)


def test_a_hold_that_a_new_owner_takes_over_counts_from_the_change():
    held = told(told(OWNED, fx.Held(by=BUDI, until=after(30)), hours=10), fx.Assigned(to=SARI), hours=20)
    assert breach_at(then(held, time_passes(30)), ALWAYS) == after(20 + 24 + 10)


@pytest.mark.parametrize("event", [answer(SARI), wrote(BUDI, Content.PROGRESS), ordered(BUDI, order("answered"))])
def test_a_deadline_is_met_by_any_operators_answer_progress_note_or_answered(event):
    assert then(OWNED, event).response is None


# --- opening hours ---------------------------------------------------------------------------------------------------


def jakarta(day, hour, minute=0):
    """An instant of November 2026 by the desk's wall; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=OFFICE.tz)


@pytest.mark.parametrize(
    ("claimed", "warned"),
    [
        pytest.param(jakarta(23, 9), jakarta(24, 8), id="at three quarters the desk is closed: at the next opening"),
        pytest.param(jakarta(23, 15), jakarta(24, 9), id="at three quarters"),
        pytest.param(jakarta(27, 15), jakarta(27, 15, 59), id="the deadline falls on Saturday: before the desk closes"),
        pytest.param(jakarta(28, 10), None, id="claimed and due on a weekend: no opening hour between"),
    ],
)  # fmt: skip
def test_the_warning_comes_in_opening_hours(claimed, warned):
    ticket = evolve(OPEN, fx.Claimed(by=BUDI), claimed)
    assert warning_at(ticket, OFFICE) == warned


def test_a_warning_that_an_outage_swallowed_is_not_waited_for():
    ticket = evolve(OPEN, fx.Claimed(by=BUDI), jakarta(27, 15))
    assert agenda(ticket, OFFICE, jakarta(27, 18)).wake_at == jakarta(28, 15), (
        "no opening hour left: the breach is next"
    )
    assert decide(ticket, ev.TimePassed(at=jakarta(27, 18)), OFFICE, jakarta(27, 18)) == ()


@pytest.mark.parametrize(
    ("answered", "reminded"),
    [
        pytest.param(jakarta(23, 10), jakarta(24, 10), id="the next business day at the same time"),
        pytest.param(jakarta(27, 10), jakarta(30, 10), id="over the weekend"),
        pytest.param(jakarta(23, 20), jakarta(25, 8), id="never outside opening hours"),
    ],
)
def test_the_first_reminder(answered, reminded):
    ticket = evolve(OWNED, fx.Answered(by=BUDI), answered)
    assert reminder_at(ticket, ticket.spell, OFFICE) == reminded


def test_a_reminder_that_is_overdue_while_the_desk_is_closed_waits_for_the_next_opening():
    ticket = evolve(OWNED, fx.Answered(by=BUDI), jakarta(23, 10))
    night = jakarta(26, 22)
    assert decide(ticket, ev.TimePassed(at=night), OFFICE, night) == ()
    assert agenda(ticket, OFFICE, night).wake_at == jakarta(27, 8)


def test_what_the_mailbox_has_not_been_read_for_does_not_happen_yet():
    assert decide(WAITING, time_passes(23), ALWAYS, after(40)) == ()


def test_a_queued_reminder_is_checked_again_as_it_leaves():
    queued = evolve(evolve(OWNED, fx.Answered(by=BUDI), jakarta(23, 10)), fx.ReminderQueued(n=1), jakarta(24, 10))
    assert reminder_may_leave(queued, 1, OFFICE, jakarta(24, 10)) == jakarta(24, 10)
    assert reminder_may_leave(queued, 1, OFFICE, jakarta(24, 20)) == jakarta(25, 8), "opening hours"
    assert reminder_may_leave(queued, 0, OFFICE, jakarta(24, 10)) is None, "an older silence"
    by_hand = evolve(queued, fx.Reminded(n=1, by=BUDI), jakarta(24, 11))
    assert reminder_may_leave(by_hand, 1, OFFICE, jakarta(24, 12)) == jakarta(25, 8), "one a day"
    for fact in (fx.CustomerReplied(by=ANI, starts=True), fx.Thanked(by=ANI, content=True), fx.Progressed(by=BUDI)):
        assert reminder_may_leave(evolve(queued, fact, jakarta(24, 11)), 1, OFFICE, jakarta(24, 12)) is None, fact


def test_one_reminder_a_day_for_the_ticket_not_for_the_silence():
    hasty = replace(OFFICE, reminder_after=parse_span("1bh"))
    ticket = evolve(OWNED, fx.Answered(by=BUDI), jakarta(23, 8))
    ticket = evolve(ticket, fx.Reminded(n=1), jakarta(23, 9))
    ticket = evolve(ticket, fx.CustomerReplied(by=ANI, starts=True), jakarta(23, 10))
    ticket = evolve(ticket, fx.Answered(by=BUDI), jakarta(23, 11))
    assert reminder_at(ticket, ticket.spell, hasty) == jakarta(24, 8)


def test_no_close_before_the_server_took_the_last_reminder():
    queued = told(told(WAITING, fx.Reminded(n=1), fx.Reminded(n=2), hours=0), fx.ReminderQueued(n=3), hours=48)
    assert decide(queued, time_passes(1000), ALWAYS, after(1000)) == ()
    taken = then(queued, ev.ReminderAccepted(at=after(1000), spell=1, n=3))
    assert decide(taken, time_passes(1023.9), ALWAYS, after(1023.9)) == ()
    assert mails(decide(taken, time_passes(1024), ALWAYS, after(1024))) == [Mail.CLOSED_NO_REPLY]


def test_a_dropped_reminder_is_put_off_by_one_interval_and_never_closes_the_ticket():
    queued = told(ONCE, fx.ReminderQueued(n=2), hours=48)
    dropped = then(queued, ev.ReminderDropped(at=after(60), spell=1, n=2))
    assert decide(dropped, time_passes(83.9), ALWAYS, after(83.9)) == ()
    assert decide(dropped, time_passes(84), ALWAYS, after(84)) == (fx.ReminderQueued(n=2), send("reminder", n=2))
    assert what_follows(dropped, ev.ReminderDropped(at=after(61), spell=1, n=2)) == ()
    assert what_follows(queued, ev.ReminderDropped(at=after(61), spell=0, n=2)) == ()


def test_the_servers_word_for_an_older_silence_changes_nothing():
    again = then(told(WAITING, fx.ReminderQueued(n=1), hours=24), answer(BUDI, hours=25))
    assert what_follows(again, ev.ReminderAccepted(at=after(26), spell=1, n=1)) == ()


def test_after_five_days_away_one_reminder_now_and_the_rest_one_a_day():
    ticket, now, reminded = evolve(OWNED, fx.Answered(by=BUDI), jakarta(16, 10)), jakarta(23, 9, 30), []
    while ticket.status is Status.WAITING:
        effects = decide(ticket, ev.TimePassed(at=now), OFFICE, now)
        ticket = applied(ticket, effects, now)
        if Mail.REMINDER in mails(effects):
            reminded.append(now.astimezone(OFFICE.tz))
            ticket = evolve(ticket, fx.Reminded(n=len(reminded)), now)
        now += timedelta(minutes=30)
    assert reminded == [jakarta(23, 9, 30), jakarta(24, 9, 30), jakarta(25, 9, 30)]
    assert ticket.closed_at == jakarta(26, 9, 30)


def test_after_an_outage_everything_overdue_happens_at_once():
    held = told(RESOLVED, fx.Held(by=BUDI, until=after(60)), hours=1)
    assert facts(what_follows(held, time_passes(500))) == [fx.UpdateAsked, fx.Resumed, fx.ConfirmAsked]
    assert then(held, time_passes(500)).status is Status.RESOLVED


def test_minutes_count():
    assert agenda(OPEN, SHORT_NOTICE, START).wake_at == after(1.5)
