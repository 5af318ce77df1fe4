"""The facts of a ticket, append-only (I16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailticket.ids import TicketNumber
from mailticket.store.engine import Transaction
from mailticket.ticket.effects import Fact


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
    raise NotImplementedError


def read(tx: Transaction, ticket: TicketNumber) -> list[JournalEntry]:
    """All facts of a ticket in their order."""
    raise NotImplementedError
