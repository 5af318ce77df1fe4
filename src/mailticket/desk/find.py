"""Which ticket a message belongs to (spec 2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from mailticket.desk.letter import Letter
from mailticket.ids import TicketNumber
from mailticket.mail.thread import subject_tags
from mailticket.mail.token import read_own
from mailticket.store import threads, tickets
from mailticket.store.engine import Transaction
from mailticket.store.threads import ThreadRow
from mailticket.ticket.model import Reason, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a message belongs."""

    ticket: Ticket | None
    parent: ThreadRow | None = None
    """The recorded message that it answers most directly; also of no ticket (talk, `unclaimed`)."""
    referred: tuple[ThreadRow, ...] = ()
    """Every recorded message that it refers to."""
    why: str = ""
    """The evidence: which header named the ticket."""


def find(tx: Transaction, letter: Letter) -> Found:
    """Return the ticket that the message belongs to: by its parents, by our own tokens, by the subject tag last."""
    rows = threads.find(tx, letter.parents)
    nearest = _nearest(letter.parents, rows)
    on_ticket = next((one for one in nearest if one.ticket is not None), None)
    if on_ticket is not None and on_ticket.ticket is not None:
        ticket = _load(tx, on_ticket.ticket)
        why = f"answers {on_ticket.message_id}"
        return Found(ticket=ticket, parent=on_ticket, referred=tuple(rows), why=why)
    for parent in letter.parents:
        own = read_own(letter.desk.key, parent)
        ticket = _load(tx, own.ticket) if own and own.ticket else None
        if ticket is not None:
            return Found(ticket=ticket, referred=tuple(rows), why=f"our token in {parent}")
    for number in subject_tags(letter.message.subject):
        ticket = _load(tx, number)
        if ticket is not None and takes_part(letter, ticket):
            return Found(ticket=ticket, referred=tuple(rows), why=f"[#{number}] in the subject, from one of its people")
    return Found(ticket=None, parent=nearest[0] if nearest else None, referred=tuple(rows))


def takes_part(letter: Letter, ticket: Ticket) -> bool:
    """Whether the author is part of the ticket already: its customer, a participant, or staff."""
    return letter.author is not None and (
        letter.staff or letter.author == ticket.customer or letter.author in ticket.participants
    )


def _nearest(parents: Sequence[str], rows: Sequence[ThreadRow]) -> list[ThreadRow]:
    order = {parent: at for at, parent in enumerate(parents)}
    return sorted(rows, key=lambda row: order.get(row.message_id, len(order)))


def _load(tx: Transaction, number: int) -> Ticket | None:
    return tickets.load(tx, TicketNumber(number), lock=True)


def followed(tx: Transaction, ticket: Ticket) -> Ticket:
    """Return the ticket that a customer's mail to a duplicate goes to (row 17)."""
    seen = {ticket.number}
    while ticket.closed_reason is Reason.DUPLICATE and ticket.duplicate_of is not None:
        other = _load(tx, ticket.duplicate_of)
        if other is None or other.number in seen:
            break
        seen.add(other.number)
        ticket = other
    return ticket
