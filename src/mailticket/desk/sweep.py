"""The sweep pass: one due ticket, one event, one transaction (spec 1.5)."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mailticket.desk import vouch, words
from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.paper import Thread, write
from mailticket.desk.perform import enqueue, perform
from mailticket.errors import TemporaryError
from mailticket.ids import TicketNumber
from mailticket.store import desk as kept
from mailticket.store import inbound, mailbox, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.ticket import deadlines
from mailticket.ticket.assignment import turn
from mailticket.ticket.audience import audience
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.events import TimePassed
from mailticket.ticket.model import Status, Ticket

log: Final = logging.getLogger(__name__)

_STILL_OPEN: Final = tuple(status for status in Status if status is not Status.CLOSED)
_ALL: Final = 1_000_000_000
_RULES: Final = "rules"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a pass did."""

    acted: int = 0

    def __bool__(self) -> bool:
        return bool(self.acted)


def sweep(store: Store, desk: Desk, now: datetime, limit: int) -> Tally:
    """Let the clocks act that had run out when the mailbox was last read to its end (house rule 1).

    A timer never acts on an instant from which mail may still lie unread: it sees the horizon, the beginning of the
    last good poll, and waits while a stored message is undecided. Opening hours are judged by `now`.
    """
    with store.reading() as tx:
        horizon = mailbox.horizon(tx, desk.folders)
        if horizon is None or inbound.count_new(tx):
            return Tally()
        waking = tickets.waking(tx, min(horizon, now), limit)
    event = TimePassed(at=min(horizon, now))
    acted, called = _together(store, desk, waking, event, now)
    for number in waking:
        if number not in called:
            acted += _alone(store, desk, number, event, now)
    return Tally(acted=acted + vouch.ask(store, desk, event.at, now))


def reckon(store: Store, desk: Desk, rules: str, now: datetime) -> int:
    """Compute every open ticket's next instant anew if the policy is another one than last time; how many moved.

    `rules`: the policy in any words that change when it does.
    """
    changed = 0
    with store.transaction() as tx:
        if kept.get(tx, _RULES) == rules:
            return 0
        kept.put(tx, _RULES, rules)
        for one in tickets.listing(tx, tickets.Filter(statuses=_STILL_OPEN), _ALL):
            agenda = deadlines.agenda(one.ticket, desk.policy, now)
            what, at = (agenda.due.what.value, agenda.due.at) if agenda.due else (None, None)
            if (what, at, agenda.wake_at) != (one.due_what, one.due_at, one.wake_at):
                tickets.save(tx, one.ticket, due_what=what, due_at=at, wake_at=agenda.wake_at)
                changed += 1
    return changed


def _together(
    store: Store, desk: Desk, waking: list[TicketNumber], event: TimePassed, now: datetime
) -> tuple[int, set[TicketNumber]]:
    """`unclaimed` for all at once; where a bug that one of them meets prevents that, for each by itself."""
    try:
        with store.transaction() as tx:
            return _call_again(tx, desk, waking, event, now)
    except TemporaryError:
        raise
    except Exception:
        if len(waking) == 1:
            log.exception("ticket %d: its clock could not act", waking[0])
            return 0, set(waking)
    each = [_together(store, desk, [number], event, now) for number in waking]
    return sum(acted for acted, _ in each), set().union(*(called for _, called in each))


def _alone(store: Store, desk: Desk, number: TicketNumber, event: TimePassed, now: datetime) -> int:
    """One ticket; a bug that it meets must not keep the clocks of the others from acting."""
    try:
        with store.transaction() as tx:
            return wake(tx, desk, number, event, now)
    except TemporaryError:
        raise
    except Exception:
        log.exception("ticket %d: its clock could not act", number)
        return 0


def wake(tx: Transaction, desk: Desk, number: TicketNumber, event: TimePassed, now: datetime) -> int:
    """Let the clocks of one ticket act; 1 if they did."""
    ticket = tickets.load(tx, number, lock=True)
    if ticket is None:
        return 0
    effects = decide(ticket, event, desk.policy, now)
    perform(tx, desk, ticket, effects, _cause(desk, event, now))
    return 1 if effects else 0


def _call_again(
    tx: Transaction, desk: Desk, waking: list[TicketNumber], event: TimePassed, now: datetime
) -> tuple[int, set[TicketNumber]]:
    """One mail for all tickets that nobody claimed (`unclaimed`), in one transaction with their facts."""
    called: list[tuple[Ticket, Send]] = []
    for number in waking:
        ticket = tickets.load(tx, number, lock=True)
        if ticket is None or ticket.status is not Status.OPEN:
            continue
        effects = decide(ticket, event, desk.policy, now)
        sends = [one for one in effects if isinstance(one, Send)]
        after = perform(
            tx, desk, ticket, [one for one in effects if not isinstance(one, Send)], _cause(desk, event, now)
        )
        called += [(after or ticket, one) for one in sends if one.mail is Mail.UNCLAIMED]
    if called:
        _unclaimed(tx, desk, called, _cause(desk, event, now))
    return len(called), {ticket.number for ticket, _ in called}


def _unclaimed(tx: Transaction, desk: Desk, called: list[tuple[Ticket, Send]], cause: Cause) -> None:
    """A reply to a mail that names one ticket belongs to that one, so it carries that ticket's thread."""
    send = Send(mail=Mail.UNCLAIMED, n=max(one.n for _, one in called))
    ticket = called[0][0] if len(called) == 1 else None
    to = audience(send, ticket, desk.addresses)
    if to is None:
        return
    rows = tuple(words.row(one) for one in sorted((one for one, _ in called), key=turn))
    values = replace(words.values(tx, desk, send, ticket, to, cause), tickets=rows)
    written = write(desk, send, ticket, to, values, cause, Thread())
    enqueue(tx, desk, send, ticket, to, written, cause.now)


def _cause(desk: Desk, event: TimePassed, now: datetime) -> Cause:
    read = event.at.astimezone(desk.policy.tz).isoformat(timespec="seconds")
    return Cause(at=now, now=now, why=f"the clock; the mailbox is read up to {read}", read_until=event.at)
