"""When something happens next, computed from the ticket and the policy and never kept in it (spec 1.5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mailticket.ticket.model import Deadline, Response, Spell, Status, Ticket
from mailticket.ticket.policy import Policy
from mailticket.ticket.span import Span

_APART: Final = timedelta(hours=20)
"""Least time between two reminders whose interval is a day or more (I08)."""


class What(StrEnum):
    """What happens next (spec 4.4, `due.what`)."""

    UNCLAIMED = "unclaimed"
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    UPDATE = "update"
    REMINDER = "reminder"
    CLOSE = "close"
    CONFIRM = "confirm"
    HOLD = "hold"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What happens next and when."""

    what: What
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a reader is shown, and when the sweep has to look."""

    due: Due | None
    """None only for a closed ticket (I21)."""
    wake_at: datetime | None
    """None: nothing happens by itself before a message or the digest."""


def agenda(ticket: Ticket, policy: Policy, now: datetime) -> Agenda:
    """Return the ticket's next instant; where no clock runs, the digest names the ticket (spec 1.2)."""
    if ticket.status is Status.CLOSED:
        return Agenda(due=None, wake_at=None)
    due = _due(ticket, policy)
    if due is None:
        return Agenda(due=Due(what=What.DIGEST, at=digest_after(policy, now)), wake_at=None)
    if _is_queued(ticket, due):
        return Agenda(due=due, wake_at=None)
    warning = _warning_from(ticket, policy, now)
    wake_at = _reminder_from(ticket, due, policy, now)
    return Agenda(due=due, wake_at=min(wake_at, warning) if warning else wake_at)


def digest_after(policy: Policy, now: datetime) -> datetime:
    """Return the next instant at which a digest goes out: daily, moved forward into opening hours."""
    return policy.calendar.next_open(policy.calendar.next_daily(now, policy.digest_at))


def response_due(response: Response, policy: Policy) -> datetime:
    """Return the instant after which an answer is late (spec 1.5); time on hold doesn't count."""
    span = policy.first_response if response.deadline is Deadline.FIRST_RESPONSE else policy.next_response
    return policy.calendar.add(response.started_at, span) + response.held


def warning_at(ticket: Ticket, policy: Policy) -> datetime | None:
    """Return when the owner is warned: three quarters into the deadline, in opening hours only.

    Where that instant is outside them it is the next opening instant before the deadline, else the last one that the
    wait has seen. None: no deadline runs, it was warned of or has passed, the desk has the mail switched off, or the
    desk isn't open once before the deadline.
    """
    response = ticket.response
    if (
        response is None
        or ticket.hold is not None
        or response.warned_at
        or response.breached_at
        or "deadline_warning" in policy.mails_off
    ):
        return None
    due = response_due(response, policy)
    wanted = response.started_at + (due - response.started_at) * 3 / 4
    opening = policy.calendar.next_open(wanted)
    if opening < due:
        return opening
    before = policy.calendar.last_open_before(wanted)
    return before if before > response.started_at else None


def breach_at(ticket: Ticket, policy: Policy) -> datetime | None:
    """Return when the running response deadline is breached; None without one, on hold, or once it is."""
    response = ticket.response
    if response is None or response.breached_at or ticket.hold is not None or ticket.owner is None:
        return None
    return response_due(response, policy)


def reminder_at(ticket: Ticket, spell: Spell, policy: Policy) -> datetime:
    """Return when the next reminder of a spell is due: in opening hours, one a ticket on a local day (I08)."""
    calendar = policy.calendar
    if spell.accepted_at is None:
        due = calendar.add(spell.started_at, policy.reminder_after)
    else:
        due = calendar.add(spell.accepted_at, policy.reminder_every)
        if _daily(policy.reminder_every):
            due = max(due, spell.accepted_at + _APART)
    return _another_day(ticket, _not_quiet(ticket, spell, due), policy)


def reminder_may_leave(ticket: Ticket, spell: int, policy: Policy, now: datetime) -> datetime | None:
    """Return when a queued reminder of that spell may go out, `now` or later; None: it is withdrawn.

    Opening hours, day and spell are checked again at the moment of sending (spec 1.5). Not for `closed_no_reply`: that
    one ends its spell.
    """
    present = ticket.spell
    if present is None or present.number != spell or ticket.status is not Status.WAITING or present.content_at:
        return None
    return _another_day(ticket, _not_quiet(ticket, present, now), policy)


def reminded_lately(ticket: Ticket, at: datetime, policy: Policy) -> bool:
    """True if the local day (for intervals below 20 h: the interval) of `at` has had its reminder (row 11, I08)."""
    if ticket.reminded_at is None:
        return False
    if _daily(policy.reminder_every):
        return policy.calendar.local_date(ticket.reminded_at) == policy.calendar.local_date(at)
    return at < policy.calendar.add(ticket.reminded_at, policy.reminder_every)


def reopens_until(ticket: Ticket, policy: Policy) -> datetime | None:
    """Return the last instant at which the customer's mail reopens the ticket (row 17); None if it isn't closed."""
    return policy.calendar.add(ticket.closed_at, policy.reopen_within) if ticket.closed_at else None


def close_at(ticket: Ticket, spell: Spell, policy: Policy) -> datetime:
    """Return when a silent (or content) ticket closes by itself."""
    start = spell.content_at or spell.accepted_at or spell.started_at
    due = policy.calendar.add(start, policy.close_after)
    later = _not_quiet(ticket, spell, due)
    return due if later == due else policy.calendar.next_open(later)


def _not_quiet(ticket: Ticket, spell: Spell, at: datetime) -> datetime:
    """`at`, or when what silences the reminders is over: the other account (2.3), the absence (row 5)."""
    return max(at, spell.quiet_until or at, ticket.away_until or at)


def _due(ticket: Ticket, policy: Policy) -> Due | None:
    match ticket.status:
        case Status.OPEN:
            return _unclaimed(ticket, policy)
        case Status.IN_PROGRESS:
            return _earliest(_response(ticket, policy), _update(ticket, policy))
        case Status.WAITING:
            return _silence(ticket, policy)
        case Status.ON_HOLD:
            return _hold(ticket, policy)
        case Status.RESOLVED:
            asked = ticket.asked_at or ticket.opened_at
            return Due(what=What.CONFIRM, at=policy.calendar.add(asked, policy.confirm_within))
        case Status.CLOSED:
            return None


def _unclaimed(ticket: Ticket, policy: Policy) -> Due | None:
    if ticket.calls >= 2 or "unclaimed" in policy.mails_off:
        return None
    start = ticket.called_at or ticket.queued_at
    return Due(what=What.UNCLAIMED, at=policy.calendar.add(start, policy.claim_within))


def _response(ticket: Ticket, policy: Policy) -> Due | None:
    at = breach_at(ticket, policy)
    if at is None or ticket.response is None:
        return None
    return Due(what=What(ticket.response.deadline.value), at=at)


def _update(ticket: Ticket, policy: Policy) -> Due | None:
    if ticket.update_from is None:
        return None
    return Due(what=What.UPDATE, at=policy.calendar.add(ticket.update_from, policy.update_within))


def _silence(ticket: Ticket, policy: Policy) -> Due | None:
    """A waiting ticket without an address to remind, or silenced by a loop (spec 2.5), has no clock but the digest."""
    spell = ticket.spell
    if spell is None or ticket.customer is None or ticket.silenced:
        return None
    if spell.content_at or (spell.accepted >= policy.reminders and spell.queued <= spell.accepted):
        return Due(what=What.CLOSE, at=close_at(ticket, spell, policy))
    if spell.queued > spell.accepted:
        return Due(what=What.REMINDER, at=spell.queued_at or spell.started_at)
    return Due(what=What.REMINDER, at=reminder_at(ticket, spell, policy))


def _hold(ticket: Ticket, policy: Policy) -> Due | None:
    if ticket.hold is None:
        return None
    update = Due(what=What.UPDATE, at=policy.calendar.add(ticket.hold.updated_at, policy.on_hold_update))
    ends = Due(what=What.HOLD, at=ticket.hold.until) if ticket.hold.until else None
    return _earliest(ends, update)


def _earliest(*candidates: Due | None) -> Due | None:
    known = [due for due in candidates if due is not None]
    return min(known, key=lambda due: due.at) if known else None


def _warning_from(ticket: Ticket, policy: Policy, now: datetime) -> datetime | None:
    """When the sweep can warn: a warning that was missed goes out at the next opening, if that is in time."""
    at = warning_at(ticket, policy)
    if at is None or ticket.response is None:
        return None
    at = policy.calendar.next_open(max(at, now))
    return at if at < response_due(ticket.response, policy) else None


def _reminder_from(ticket: Ticket, due: Due, policy: Policy, now: datetime) -> datetime:
    """When the sweep can act: a reminder that is overdue while the desk is closed waits for the next opening."""
    if due.what is not What.REMINDER or ticket.spell is None:
        return due.at
    return reminder_may_leave(ticket, ticket.spell.number, policy, max(now, due.at)) or due.at


def _is_queued(ticket: Ticket, due: Due) -> bool:
    """The reminder lies in the outbox: the server's answer comes next, not the clock."""
    spell = ticket.spell
    return due.what is What.REMINDER and spell is not None and spell.queued > spell.accepted


def _daily(interval: Span) -> bool:
    return interval.nominal >= _APART


def _another_day(ticket: Ticket, at: datetime, policy: Policy) -> datetime:
    """`at`, or the first opening instant later, on a day that has had no reminder (for intervals of 20 h and more)."""
    calendar = policy.calendar
    opening = calendar.next_open(at)
    while _daily(policy.reminder_every) and reminded_lately(ticket, opening, policy):
        opening = calendar.next_open(calendar.midnight(calendar.local_date(opening) + timedelta(days=1)))
    return opening
