"""All that is known of one ticket, read at one instant: what `show`, `why` and their JSON are made of (spec 4.4)."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailticket.ids import TicketNumber
from mailticket.reports.due import due_of
from mailticket.store import journal, outbox, threads, tickets
from mailticket.store.engine import Transaction
from mailticket.store.journal import JournalEntry
from mailticket.store.parcels import Delivery, DeliveryStatus
from mailticket.store.threads import StoredMessage
from mailticket.ticket.deadlines import Due, agenda
from mailticket.ticket.evolve import replay
from mailticket.ticket.model import Ticket
from mailticket.ticket.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A ticket, what happens next, its thread and its journal."""

    ticket: Ticket
    due: Due | None
    """None for a closed ticket."""
    messages: tuple[StoredMessage, ...]
    deliveries: Mapping[int, Sequence[Delivery]]
    """By the id of the outbox row."""
    journal: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A mail with what was decided on it, or what was decided without one: by the clock, or at the command line."""

    at: datetime
    message: StoredMessage | None
    entries: tuple[JournalEntry, ...]


def tell(tx: Transaction, number: int, policy: Policy, now: datetime) -> Story | None:
    """Read a ticket as it stands; None if there is none of that number."""
    found = tickets.look_up(tx, number)
    if found is None:
        return None
    known = TicketNumber(number)
    return Story(
        ticket=found.ticket,
        due=due_of(found, policy, now),
        messages=tuple(threads.of_ticket(tx, known)),
        deliveries=outbox.of_ticket(tx, known),
        journal=tuple(journal.read(tx, known)),
    )


def as_of(story: Story, policy: Policy, at: datetime) -> Story | None:
    """The same ticket as it stood at an instant, from its journal alone (spec 4.5); None if it wasn't open yet."""
    entries = tuple(entry for entry in story.journal if entry.at <= at)
    if not entries:
        return None
    ticket = replay((entry.fact, entry.at) for entry in entries)
    return Story(
        ticket=ticket,
        due=agenda(ticket, policy, at).due,
        messages=tuple(one for one in story.messages if one.at <= at),
        deliveries={row: [_delivery_then(one, at) for one in many] for row, many in story.deliveries.items()},
        journal=entries,
    )


def _delivery_then(delivery: Delivery, at: datetime) -> Delivery:
    """What ended later was still waiting."""
    if delivery.ended_at is None or delivery.ended_at <= at:
        return delivery
    return replace(delivery, status=DeliveryStatus.QUEUED, detail="", ended_at=None)


def moments(story: Story) -> Sequence[Moment]:
    """Return everything that happened, in its order.

    The server's times of arrival have no fractions of a second, ours have: within one second the order of record says
    what followed from what, and what no mail caused stands before the mails that it sent.
    """
    caused: dict[int, list[JournalEntry]] = {}
    alone: dict[datetime, list[JournalEntry]] = {}
    known = {one.id for one in story.messages}
    for entry in story.journal:
        if entry.message in known:
            caused.setdefault(entry.message or 0, []).append(entry)
        else:
            alone.setdefault(entry.at, []).append(entry)
    waiting = deque(Moment(at=at, message=None, entries=tuple(alone[at])) for at in sorted(alone))
    told: list[Moment] = []
    for message in sorted(story.messages, key=lambda one: (_second(one.at), one.id)):
        while waiting and _comes_before(waiting[0], message):
            told.append(waiting.popleft())
        told.append(Moment(at=message.at, message=message, entries=tuple(caused.get(message.id, ()))))
    return [*told, *waiting]


def _comes_before(moment: Moment, message: StoredMessage) -> bool:
    if _second(moment.at) != _second(message.at):
        return moment.at < message.at
    return message.direction == "out" and moment.at <= message.at


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
