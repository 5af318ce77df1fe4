"""Tickets: load, save, the next number, and what must be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailticket.ids import Address, TicketNumber
from mailticket.store.engine import Transaction
from mailticket.ticket.model import Status, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A ticket and the next instant at which something happens to it."""

    ticket: Ticket
    due_what: str | None
    """A word of spec 4.4; None for a closed ticket."""
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which tickets to list; None and empty mean all."""

    statuses: tuple[Status, ...] = ()
    operator: Address | None = None
    customer: Address | None = None
    overdue_at: datetime | None = None
    """Those whose next instant is past by then."""
    since: datetime | None = None
    """Those opened since then."""
    search: tuple[str, ...] = ()
    """Words that all occur in subject or customer, or in the text of one message."""
    department: str | None = None


def load(tx: Transaction, number: int, *, lock: bool = False) -> Ticket | None:
    """The ticket, or None. `lock`: nobody else changes it until this transaction ends."""
    raise NotImplementedError


def look_up(tx: Transaction, number: int) -> Listed | None:
    """The ticket with its next instant, or None."""
    raise NotImplementedError


def save(
    tx: Transaction, ticket: Ticket, *, due_what: str | None, due_at: datetime | None, wake_at: datetime | None
) -> None:
    """Insert or update. `due`: what people are shown; `wake_at`: when the sweep must look; None: never by itself."""
    raise NotImplementedError


def next_number(tx: Transaction) -> TicketNumber:
    """The number of the ticket that this transaction opens."""
    raise NotImplementedError


def waking(tx: Transaction, until: datetime, limit: int) -> list[TicketNumber]:
    """Tickets that the sweep must look at by then, the longest overdue first."""
    raise NotImplementedError


def next_wake_at(tx: Transaction) -> datetime | None:
    """When the sweep must look next; None: never by itself."""
    raise NotImplementedError


def open_of_customer(tx: Transaction, customer: Address, limit: int = 20) -> list[Ticket]:
    """Their tickets that aren't closed, newest first."""
    raise NotImplementedError


def recent_of_customer(tx: Transaction, customer: Address, since: datetime, limit: int = 20) -> list[Listed]:
    """Their tickets that were opened since then, newest first."""
    raise NotImplementedError


def count_opened_by(tx: Transaction, customer: Address, since: datetime) -> int:
    """How many tickets one address opened since then (spec 2.5)."""
    raise NotImplementedError


def count_opened_from(tx: Transaction, domain: str, since: datetime) -> int:
    """How many tickets one domain opened since then (spec 2.5)."""
    raise NotImplementedError


def count_open_by_owner(tx: Transaction) -> dict[str, int]:
    """How many tickets that aren't closed each owner has, by address in lower case."""
    raise NotImplementedError


def listing(tx: Transaction, chosen: Filter, limit: int) -> list[Listed]:
    """Tickets that fit, newest first."""
    raise NotImplementedError


def queue(tx: Transaction, limit: int) -> Sequence[Listed]:
    """Tickets that nobody owns, the oldest first."""
    raise NotImplementedError
