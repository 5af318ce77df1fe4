"""The sweep pass: one due ticket, one event, one transaction (spec 1.5)."""

from dataclasses import dataclass, replace
from datetime import datetime

from mailticket.desk import words
from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.paper import Thread, write
from mailticket.desk.perform import enqueue, perform
from mailticket.ids import TicketNumber
from mailticket.store import inbound, mailbox, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.ticket.audience import audience
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.events import TimePassed
from mailticket.ticket.model import Status, Ticket


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
    with store.transaction() as tx:
        acted, called = _call_again(tx, desk, waking, event, now)
    for number in waking:
        if number not in called:
            with store.transaction() as tx:
                acted += _wake(tx, desk, number, event, now)
    return Tally(acted=acted)


def _wake(tx: Transaction, desk: Desk, number: TicketNumber, event: TimePassed, now: datetime) -> int:
    ticket = tickets.load(tx, number, lock=True)
    if ticket is None:
        return 0
    effects = decide(ticket, event, desk.policy, now)
    perform(tx, desk, ticket, effects, _cause(event, now))
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
        after = perform(tx, desk, ticket, [one for one in effects if not isinstance(one, Send)], _cause(event, now))
        called += [(after or ticket, one) for one in sends if one.mail is Mail.UNCLAIMED]
    if called:
        _unclaimed(tx, desk, called, _cause(event, now))
    return len(called), {ticket.number for ticket, _ in called}


def _unclaimed(tx: Transaction, desk: Desk, called: list[tuple[Ticket, Send]], cause: Cause) -> None:
    """A reply to a mail that names one ticket belongs to that one, so it carries that ticket's thread."""
    send = Send(mail=Mail.UNCLAIMED, n=max(one.n for _, one in called))
    ticket = called[0][0] if len(called) == 1 else None
    to = audience(send, ticket, desk.addresses)
    if to is None:
        return
    rows = tuple(words.row(one) for one, _ in called)
    values = replace(words.values(tx, desk, send, ticket, to, cause), tickets=rows)
    written = write(desk, send, ticket, to, values, cause, Thread())
    enqueue(tx, desk, send, ticket, to, written, cause.now)


def _cause(event: TimePassed, now: datetime) -> Cause:
    return Cause(at=now, now=now, why=f"the clock; the mailbox is read up to {event.at.isoformat(timespec='seconds')}")
