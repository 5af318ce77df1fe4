"""The facts of a ticket, append-only (I16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import bindparam, func, insert, literal_column, select

from mailticket.ids import TicketNumber
from mailticket.store.engine import Transaction
from mailticket.store.prepared import Values
from mailticket.store.tables import journal
from mailticket.ticket.effects import Breached, Fact
from mailticket.ticket.facts import PUBLIC, fact_from_json, fact_to_json

_APPEND: Final = insert(journal)
_READ: Final = (
    select(journal.c.at, journal.c.fact, journal.c.payload, journal.c.by, journal.c.why, journal.c.message)
    .where(journal.c.ticket == bindparam("number"))
    .order_by(journal.c.id)
)

_BREACHED: Final = (
    select(journal.c.ticket, journal.c.payload)
    .where(journal.c.id > bindparam("after"), journal.c.fact == literal_column("'Breached'"))
    .order_by(journal.c.id)
)
_LAST_ID: Final = select(func.max(journal.c.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """A fact, when it happened, and why."""

    at: datetime
    fact: Fact
    by: str | None = None
    """Name or address of who did it; None: the clock."""
    why: str = ""
    message: int | None = None
    """The id of the message that caused it (`threads.add`); None: the clock or the command line."""


def append(tx: Transaction, ticket: TicketNumber, entries: Sequence[JournalEntry]) -> None:
    """Add facts in their order."""
    if entries:
        tx.run(_APPEND, [_values(ticket, entry) for entry in entries])


def read(tx: Transaction, ticket: TicketNumber) -> list[JournalEntry]:
    """All facts of a ticket in their order."""
    return [
        JournalEntry(at=at, fact=fact_from_json(name, payload), by=by, why=why, message=message)
        for at, name, payload, by, why, message in tx.rows(_READ, {"number": ticket})
    ]


def breached(tx: Transaction, after: int) -> list[tuple[TicketNumber, Breached]]:
    """The breaches recorded behind that row, in their order, with their tickets."""
    rows = tx.rows(_BREACHED, {"after": after})
    return [(TicketNumber(ticket), cast("Breached", fact_from_json("Breached", payload))) for ticket, payload in rows]


def last_id(tx: Transaction) -> int:
    """The last row; 0 where there is none."""
    return int(tx.value(_LAST_ID) or 0)


def _values(ticket: TicketNumber, entry: JournalEntry) -> Values:
    return {
        "ticket": ticket,
        "at": entry.at,
        "type": PUBLIC[type(entry.fact)],
        "fact": type(entry.fact).__name__,
        "by": entry.by,
        "why": entry.why,
        "payload": fact_to_json(entry.fact),
        "message": entry.message,
    }
