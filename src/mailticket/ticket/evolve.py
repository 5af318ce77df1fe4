"""Apply one fact to a ticket. Knows no policy, so a journal replays to the same ticket for ever (house 5, I16)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from mailticket.ids import Address
from mailticket.ticket import effects as fx
from mailticket.ticket.model import Breach, Deadline, Hold, Reason, Response, Spell, Status, Survey, Ticket


def begin(fact: fx.Opened, at: datetime) -> Ticket:
    """Return the ticket that a question opens."""
    return Ticket(
        number=fact.number,
        subject=fact.subject,
        customer=fact.customer,
        follows=fact.follows,
        opened_at=at,
        queued_at=at,
    )


def replay(facts: Iterable[tuple[fx.Fact, datetime]]) -> Ticket:
    """Return the ticket after its whole journal, oldest fact first; the first has to be `Opened`.

    Raises ValueError if it isn't.
    """
    ticket: Ticket | None = None
    for fact, at in facts:
        if ticket is not None:
            ticket = evolve(ticket, fact, at)
        elif isinstance(fact, fx.Opened):
            ticket = begin(fact, at)
        else:
            raise ValueError(f"a journal starts with Opened, not {type(fact).__name__}")
    if ticket is None:
        raise ValueError("an empty journal is no ticket")
    return ticket


def evolve(ticket: Ticket, fact: fx.Fact, at: datetime) -> Ticket:  # noqa: C901, PLR0911, PLR0912 -- one arm a fact
    """Return the ticket after the fact, which happened at `at`."""
    match fact:
        case fx.Opened():
            return ticket
        case fx.Claimed():
            claimed = replace(ticket, claimed_at=ticket.claimed_at or at)
            return _owned(claimed, fact.by, at)
        case fx.Assigned():
            return _owned(replace(ticket, claimed_at=ticket.claimed_at or at), fact.to, at)
        case fx.Released():
            return _queued(ticket, at)
        case fx.Answered():
            return _answered(ticket, at)
        case fx.ResponseMet():
            return _met(replace(ticket, answered_at=ticket.answered_at or at), at)
        case fx.Progressed():
            met = _met(replace(ticket, answered_at=ticket.answered_at or at), at)
            return replace(met, status=Status.IN_PROGRESS, spell=None, update_from=at)
        case fx.CustomerReplied():
            return _customer_replied(ticket, fact, at)
        case fx.Thanked():
            return _thanked(ticket, fact, at)
        case fx.ReminderQueued():
            accepted = min(ticket.spell.accepted, fact.n - 1) if ticket.spell else 0  # less: it came back (2.8)
            return _in_spell(ticket, queued=fact.n, queued_at=at, accepted=accepted)
        case fx.Reminded():
            reminded = replace(ticket, reminded_at=at)
            return _in_spell(reminded, queued=fact.n, accepted=fact.n, accepted_at=at)
        case fx.ReminderDropped():
            return _in_spell(ticket, queued=fact.n - 1, accepted_at=at)
        case fx.Quieted():
            return _in_spell(ticket, quiet_until=fact.until)
        case fx.WentAway():
            return replace(ticket, away_until=fact.until)
        case fx.Warned():
            return _in_response(ticket, warned_at=at)
        case fx.Breached():
            return _breached(ticket, fact, at)
        case fx.Excused():
            *older, last = ticket.breaches
            return replace(ticket, breaches=(*older, replace(last, excused_at=at)))
        case fx.CalledAgain():
            return replace(ticket, calls=fact.n, called_at=at)
        case fx.UpdateAsked():
            if ticket.hold:
                return replace(ticket, hold=replace(ticket.hold, updated_at=at))
            return replace(ticket, update_from=at)
        case fx.Held():
            return _held(ticket, fact, at)
        case fx.Resumed():
            return _resumed(ticket, fact, at)
        case fx.Resolved():
            resolved = replace(_met(ticket, at), status=Status.RESOLVED, pending_reason=fact.reason, asked_at=at)
            return replace(resolved, spell=None, hold=None, update_from=None)
        case fx.ConfirmAsked():
            return replace(ticket, asked_at=at)
        case fx.Closed():
            return _closed(ticket, fact.reason, at)
        case fx.Merged():
            return replace(_closed(ticket, Reason.DUPLICATE, at), duplicate_of=fact.into)
        case fx.Reopened():
            return _reopened(ticket, fact, at)
        case fx.Bounced():
            return _bounced(ticket, fact)
        case fx.Labelled():
            return _labelled(ticket, fact)
        case fx.CustomerNamed():
            return _named(ticket, fact.customer)
        case fx.ParticipantJoined():
            return replace(ticket, participants=(*ticket.participants, fact.participant))
        case fx.Surveyed():
            return replace(ticket, survey=Survey(score=fact.score, comment=fact.comment, at=at))
        case fx.NoteExplained():
            return replace(ticket, note_explained_at=at)
        case fx.Looped():
            return replace(ticket, loops=ticket.loops + 1, silenced=ticket.loops + 1 >= 3)
        case fx.Noted():
            return ticket
        case _:
            assert_never(fact)


def _named(ticket: Ticket, customer: Address) -> Ticket:
    """Whose ticket it was takes part from now on: often it is the same person on another account (spec 2.3)."""
    before = (ticket.customer,) if ticket.customer is not None else ()
    others = tuple(dict.fromkeys(one for one in (*ticket.participants, *before) if one != customer))
    return replace(ticket, customer=customer, participants=others, undeliverable=False, away_until=None)


def _owned(ticket: Ticket, owner: Address, at: datetime) -> Ticket:
    """A new owner gets a fresh deadline where the customer waits (spec 1.5)."""
    owned = replace(ticket, owner=owner, owned_at=at, calls=0, called_at=None)
    if ticket.status is Status.OPEN:
        fresh = Response(deadline=Deadline.FIRST_RESPONSE, started_at=at)
        return replace(owned, status=Status.IN_PROGRESS, response=fresh)
    if ticket.response is not None:
        return replace(owned, response=Response(deadline=ticket.response.deadline, started_at=at))
    return owned


def _queued(ticket: Ticket, at: datetime) -> Ticket:
    """Back in the queue: no owner, no clock but `claim_within`."""
    queued = replace(ticket, status=Status.OPEN, owner=None, owned_at=None, queued_at=at, calls=0, called_at=None)
    return replace(queued, response=None, spell=None, hold=None, update_from=None, pending_reason=None, asked_at=None)


def _met(ticket: Ticket, at: datetime) -> Ticket:
    """The response deadline is met; a breach of it notes when."""
    if ticket.response is None:
        return ticket
    breaches = ticket.breaches
    if ticket.response.breached_at and breaches and breaches[-1].met_at is None:
        breaches = (*breaches[:-1], replace(breaches[-1], met_at=at))
    return replace(ticket, response=None, breaches=breaches)


def _answered(ticket: Ticket, at: datetime) -> Ticket:
    met = _met(replace(ticket, answered_at=ticket.answered_at or at, update_from=None), at)
    if met.hold is not None:
        return replace(met, hold=replace(met.hold, updated_at=at, customer_wrote=False))
    if met.status in (Status.OPEN, Status.CLOSED):
        return met
    number = ticket.spells + 1
    spell = Spell(number=number, started_at=at)
    return replace(met, status=Status.WAITING, spell=spell, spells=number, pending_reason=None, asked_at=None)


def _customer_replied(ticket: Ticket, fact: fx.CustomerReplied, at: datetime) -> Ticket:
    heard = replace(_heard_of(ticket, fact.by), spell=None, undeliverable=False)
    if heard.status is Status.OPEN:
        return heard
    if heard.hold is not None:
        return replace(heard, hold=replace(heard.hold, customer_wrote=True))
    response = Response(deadline=Deadline.NEXT_RESPONSE, started_at=at) if fact.starts else heard.response
    awake = replace(heard, status=Status.IN_PROGRESS, response=response, update_from=None)
    return replace(awake, pending_reason=None, asked_at=None)


def _thanked(ticket: Ticket, fact: fx.Thanked, at: datetime) -> Ticket:
    heard = _heard_of(ticket, fact.by)
    return _in_spell(heard, content_at=at) if fact.content else heard


def _heard_of(ticket: Ticket, author: Address) -> Ticket:
    """A customer who writes is there."""
    return replace(ticket, away_until=None) if author == ticket.customer else ticket


def _in_spell(ticket: Ticket, **changes: object) -> Ticket:
    if ticket.spell is None:
        return ticket
    return replace(ticket, spell=replace(ticket.spell, **changes))  # type: ignore[arg-type]


def _in_response(ticket: Ticket, **changes: datetime) -> Ticket:
    if ticket.response is None:
        return ticket
    return replace(ticket, response=replace(ticket.response, **changes))  # type: ignore[arg-type]


def _breached(ticket: Ticket, fact: fx.Breached, at: datetime) -> Ticket:
    breach = Breach(
        deadline=fact.deadline,
        operator=fact.operator,
        started_at=fact.started_at,
        due_at=fact.due_at,
        held=fact.held,
        calendar=fact.calendar,
    )
    return replace(_in_response(ticket, breached_at=at), breaches=(*ticket.breaches, breach))


def _held(ticket: Ticket, fact: fx.Held, at: datetime) -> Ticket:
    before = ticket.hold.before if ticket.hold else ticket.status
    since = ticket.hold.since if ticket.hold else at
    wrote = ticket.hold.customer_wrote if ticket.hold else False
    hold = Hold(since=since, before=before, updated_at=at, until=fact.until, customer_wrote=wrote)
    return replace(ticket, status=Status.ON_HOLD, hold=hold, spell=None, update_from=None)


def _resumed(ticket: Ticket, fact: fx.Resumed, at: datetime) -> Ticket:
    """The deadline that stood still moves back by the time on hold; a wait for the customer begins anew."""
    response = ticket.response
    if response is not None and ticket.hold is not None:
        held = at - max(ticket.hold.since, response.started_at)
        response = replace(response, held=response.held + held)
    if fact.starts and response is None:
        response = Response(deadline=Deadline.NEXT_RESPONSE, started_at=at)
    resumed = replace(ticket, status=fact.to, hold=None, response=response)
    if fact.to is Status.WAITING:
        number = ticket.spells + 1
        return replace(resumed, spell=Spell(number=number, started_at=at), spells=number)
    if fact.to is Status.RESOLVED:
        return resumed
    return replace(resumed, pending_reason=None, asked_at=None)


def _closed(ticket: Ticket, reason: Reason, at: datetime) -> Ticket:
    closed = replace(ticket, status=Status.CLOSED, closed_reason=reason, closed_at=at)
    return replace(closed, response=None, spell=None, hold=None, update_from=None, pending_reason=None, asked_at=None)


def _reopened(ticket: Ticket, fact: fx.Reopened, at: datetime) -> Ticket:
    open_again = replace(_heard_of(ticket, fact.by), closed_reason=None, closed_at=None, duplicate_of=None)
    open_again = replace(open_again, pending_reason=None, asked_at=None)
    if fact.to is Status.OPEN:
        return _queued(open_again, at)
    response = Response(deadline=Deadline.NEXT_RESPONSE, started_at=at) if fact.starts else None
    return replace(open_again, status=Status.IN_PROGRESS, response=response, spell=None)


def _bounced(ticket: Ticket, fact: fx.Bounced) -> Ticket:
    if not fact.customer:
        return ticket
    hold = ticket.hold
    if hold is not None and hold.before is Status.WAITING:
        hold = replace(hold, before=Status.IN_PROGRESS)
    status = Status.IN_PROGRESS if ticket.status is Status.WAITING else ticket.status
    return replace(ticket, status=status, hold=hold, spell=None, undeliverable=True)


def _labelled(ticket: Ticket, fact: fx.Labelled) -> Ticket:
    match fact.label:
        case "priority":
            return replace(ticket, priority=fact.value)
        case "category":
            return replace(ticket, category=fact.value or None)
        case "branch":
            return replace(ticket, branch=fact.value or None)
        case "tags":
            return replace(ticket, tags=tuple(word for word in fact.value.split(",") if word))
        case _:
            return ticket
