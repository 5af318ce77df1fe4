"""Bugs that are planted into the real code for a test, to show that the simulator sees them (spec 5.2)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.simulation.shrink import Failure, live

from mailticket import assemble
from mailticket.desk import leaving, perform, receive, sweep
from mailticket.inbox import file, poll
from mailticket.outbox import drain
from mailticket.store import alone, inbound, outbox, tickets
from mailticket.ticket import assignment, customer, deadlines, staff, timers
from mailticket.ticket import effects as fx

Patch = pytest.MonkeyPatch
BUGS: dict[str, Callable[[Patch], None]] = {}


def bug(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
    """Named by its function."""
    BUGS[plant.__name__.replace("_", " ")] = plant
    return plant


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The code has this bug inside."""
    with pytest.MonkeyPatch.context() as patch:
        BUGS[name](patch)
        yield


def seeds_until_found(name: str, seeds: range) -> tuple[int, str] | None:
    """How many seeds it takes until the bug breaks a promise, and which; None: none of these shows it."""
    for count, seed in enumerate(seeds, start=1):
        with planted(name):
            outcome = live(seed)
        if isinstance(outcome, Failure) and not isinstance(live(seed), Failure):
            return count, outcome.said.splitlines()[-1]
    return None


# What leaves


@bug
def a_refused_row_is_dropped(patch: Patch) -> None:
    patch.setattr(outbox, "failed", lambda *_, **__: None)


@bug
def a_lost_answer_is_repeated_for_ever(patch: Patch) -> None:
    patch.setattr(drain, "DOUBTS_MAX", 9)


@bug
def a_new_message_id_at_each_attempt(patch: Patch) -> None:
    real, count = drain.Letter, iter(range(10**9))

    def letter(*, raw: bytes, **more: Any) -> Any:
        return real(raw=raw.replace(b"Message-ID: <mt.", b"Message-ID: <%d.mt." % next(count), 1), **more)

    patch.setattr(drain, "Letter", letter)


@bug
def what_a_dead_pass_was_sending_is_taken_for_sent(patch: Patch) -> None:
    def recover(tx: Any, *_: object) -> int:
        tx.run(outbox.sql.deliveries.update().where(outbox.sql.deliveries.c.status == "sending").values(status="sent"))
        return 0

    patch.setattr(outbox, "recover", recover)


@bug
def an_accepted_mail_is_put_back(patch: Patch) -> None:
    patch.setattr(outbox, "sent", outbox.put_back)


@bug
def a_temporary_refusal_is_final(patch: Patch) -> None:
    patch.setattr(drain, "retry", lambda **_: drain.GiveUp(""))


@bug
def the_list_is_left_out_of_reminders(patch: Patch) -> None:
    real = perform.audience

    def without(send: Any, *more: Any, **how: Any) -> Any:
        found = real(send, *more, **how)
        return replace(found, cc=()) if found and send.mail is fx.Mail.REMINDER else found

    patch.setattr(perform, "audience", without)


@bug
def a_customers_reply_is_not_passed_on(patch: Patch) -> None:
    real = perform.audience
    patch.setattr(
        perform,
        "audience",
        lambda send, *more, **how: None if send.mail is fx.Mail.CUSTOMER_REPLIED else real(send, *more, **how),
    )


@bug
def the_limits_of_mails_do_not_hold(patch: Patch) -> None:
    patch.setattr(perform, "_over_limit", lambda *_: "")


@bug
def copies_are_filed_without_a_look(patch: Patch) -> None:
    patch.setattr(file, "_already_there", lambda *_: set())


# What comes in


@bug
def the_position_is_committed_before_the_bytes(patch: Patch) -> None:
    add = inbound.add

    def lose(tx: Any, arrivals: Any, at: Any) -> None:
        if len(arrivals) < 3:  # the bytes of a larger batch were to follow
            add(tx, arrivals, at)

    patch.setattr(inbound, "add", lose)


@bug
def a_new_uidvalidity_is_not_noticed(patch: Patch) -> None:
    patch.setattr(poll, "_validity", lambda tx, folder, seen, at: at.uidvalidity if at else seen.uidvalidity)


@bug
def what_was_passed_over_is_never_fetched_again(patch: Patch) -> None:
    patch.setattr(poll, "STRIKES", 10**6)
    patch.setattr(poll._Strikes, "count", lambda *_: 10**6)
    patch.setattr(inbound, "set_aside", lambda *_: None)


@bug
def copies_are_decided_again(patch: Patch) -> None:
    patch.setattr(receive.copies, "known", lambda *_: None)


@bug
def an_effect_is_committed_apart_from_its_message(patch: Patch) -> None:
    patch.setattr(inbound, "decided", lambda *_, **__: None)


@bug
def machines_are_taken_for_people(patch: Patch) -> None:
    patch.setattr(receive.Letter, "quiet", property(lambda _: None))


@bug
def forged_claims_are_accepted(patch: Patch) -> None:
    built = assemble.desk
    patch.setattr(assemble, "desk", lambda config: replace(built(config), require="off"))
    _rebuild(patch)


# The procedure


@bug
def a_claim_is_read_and_written_apart(patch: Patch) -> None:
    load, seen = tickets.load, {}

    def stale(tx: Any, number: Any, **how: Any) -> Any:
        found = load(tx, number, **how)
        kept = seen.setdefault(number, found)
        if found is not None and kept is not None and found.claimed_at and not kept.claimed_at:
            seen[number] = found
            return kept
        return found

    patch.setattr(tickets, "load", stale)


@bug
def a_reminder_goes_by_the_local_date_alone(patch: Patch) -> None:
    patch.setattr(deadlines, "_APART", timedelta())
    add = deadlines.reminder_at
    patch.setattr(
        deadlines,
        "reminder_at",
        lambda ticket, spell, policy: (
            min(add(ticket, spell, policy), _next_day(spell, policy))
            if spell.accepted_at
            else add(ticket, spell, policy)
        ),
    )


def _next_day(spell: Any, policy: Any) -> Any:
    calendar = policy.calendar
    return calendar.next_open(calendar.midnight(calendar.local_date(spell.accepted_at) + timedelta(days=1)))


@bug
def reminders_go_on_after_the_customers_reply(patch: Patch) -> None:
    patch.setattr(perform.outbox, "withdraw", lambda *_, **__: 0)
    patch.setattr(leaving, "may_leave", lambda tx, desk, parcel, now: now)
    patch.setattr(assemble, "may_leave", lambda tx, desk, parcel, now: now)


@bug
def a_reminder_leaves_at_any_hour(patch: Patch) -> None:
    patch.setattr(deadlines, "_another_day", lambda ticket, at, policy: at)


@bug
def an_automatic_reply_counts_as_the_customers(patch: Patch) -> None:
    def wrote(story: Any, event: Any, policy: Any) -> None:
        story.add(fx.Filed(kind=event.kind, row=event.row))
        if story.ticket.spell is not None and story.ticket.customer is not None:
            story.add(fx.CustomerReplied(by=story.ticket.customer, starts=False))

    patch.setattr(customer, "machine_wrote", wrote)


@bug
def the_close_does_not_wait_for_the_last_reminder(patch: Patch) -> None:
    real_due = deadlines._silence

    def early(ticket: Any, policy: Any) -> Any:
        return real_due(ticket, replace(policy, reminders=2))

    patch.setattr(deadlines, "_silence", early)


@bug
def a_breach_is_recorded_at_each_look(patch: Patch) -> None:
    real_at = deadlines.breach_at
    patch.setattr(
        deadlines,
        "breach_at",
        lambda ticket, policy: real_at(
            replace(ticket, response=replace(ticket.response, breached_at=None)) if ticket.response else ticket, policy
        ),
    )


@bug
def no_breach_is_recorded(patch: Patch) -> None:
    patch.setattr(timers, "breach_if_due", lambda *_: None)


@bug
def the_second_claim_wins(patch: Patch) -> None:
    real_judge = staff._judge

    def judge(story: Any, event: Any, *more: Any) -> None:
        if story.ticket.owner is not None and event.author != story.ticket.owner and story.ticket.answered_at is None:
            story.add(*assignment.claim(event.author))
        real_judge(story, event, *more)

    patch.setattr(staff, "_judge", judge)


@bug
def timers_act_on_what_is_not_read_yet(patch: Patch) -> None:
    patch.setattr(sweep.inbound, "count_new", lambda _: 0)
    patch.setattr(sweep.mailbox, "horizon", lambda *_: datetime.max.replace(tzinfo=UTC))


@bug
def a_ticket_is_saved_without_its_next_instant(patch: Patch) -> None:
    save = tickets.save
    patch.setattr(tickets, "save", lambda tx, ticket, **_: save(tx, ticket, due_what=None, due_at=None, wake_at=None))


@bug
def facts_are_lost_when_two_come_together(patch: Patch) -> None:
    append = perform.journal.append
    patch.setattr(perform.journal, "append", lambda tx, ticket, entries: append(tx, ticket, entries[:1]))


@bug
def a_second_daemon_is_let_in(patch: Patch) -> None:
    patch.setattr(alone.fcntl, "flock", lambda *_: None)


def _rebuild(patch: Patch) -> None:
    """The desks are built again with the bug, and once more without it."""
    from tests.simulation import house

    patch.setattr(house, "house", house.house.__wrapped__)
    from tests.simulation import town

    patch.setattr(town, "house", house.house)
