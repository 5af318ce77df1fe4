"""Tickets: load, save, the next number, and what must be looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Insert, Select, bindparam, func, select

from mailticket.ids import Address, TicketNumber
from mailticket.store import words
from mailticket.store.engine import AnyRow, Transaction
from mailticket.store.tables import messages, one_of, tickets
from mailticket.ticket.model import Reason, Status, Ticket
from mailticket.ticket.record import ticket_from_json, ticket_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A ticket and the next instant at which something happens to it."""

    ticket: Ticket
    due_what: str | None
    """A word of spec 4.4; None for a closed ticket."""
    due_at: datetime | None
    wake_at: datetime | None
    """When the sweep must look; None: never by itself."""


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
    """Words that all occur in one message together with number, subject and customer (`words.py`)."""
    department: str | None = None


_ALL: Final = select(tickets)
_LOAD: Final = _ALL.where(tickets.c.number == bindparam("which"))
_LOCKED: Final = _LOAD.with_for_update()
_TICKETS_OF: Final = (
    select(messages.c.ticket)
    .where(messages.c.id.in_(bindparam("ids", expanding=True)), messages.c.ticket.is_not(None))
    .distinct()
)
_DIGITS: Final = 16
"""A number with so many is nobody's ticket."""
_LAST: Final = select(func.max(tickets.c.number))
_ONE_OPENS: Final = select(func.pg_advisory_xact_lock(0x7469636B))
_STILL_OPEN: Final = one_of(tickets.c.status, *(status for status in Status if status is not Status.CLOSED))
_WAKING: Final = (
    select(tickets.c.number)
    .where(tickets.c.wake_at <= bindparam("until"))
    .order_by(tickets.c.wake_at, tickets.c.number)
    .limit(bindparam("limit"))
)
_NEXT_WAKE: Final = select(tickets.c.wake_at).where(tickets.c.wake_at.is_not(None)).order_by(tickets.c.wake_at).limit(1)
_OF_CUSTOMER: Final = tickets.c.customer_key == bindparam("customer")
_SINCE: Final = tickets.c.opened_at >= bindparam("since")
_NEWEST_FIRST: Final = (tickets.c.opened_at.desc(), tickets.c.number.desc())
_OPEN_OF: Final = _ALL.where(_OF_CUSTOMER, _STILL_OPEN).order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
_RECENT_OF: Final = _ALL.where(_OF_CUSTOMER, _SINCE).order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
_COUNT: Final = select(func.count()).select_from(tickets)
_COUNT_BY: Final = _COUNT.where(_OF_CUSTOMER, _SINCE)
_COUNT_FROM: Final = _COUNT.where(tickets.c.customer_domain == bindparam("domain"), _SINCE)
_OLDEST_OPEN: Final = _ALL.where(_STILL_OPEN).order_by(tickets.c.opened_at, tickets.c.number).limit(bindparam("limit"))


def load(tx: Transaction, number: int, *, lock: bool = False) -> Ticket | None:
    """The ticket, or None. `lock`: nobody else changes it until this transaction ends."""
    row = tx.first(_LOCKED if lock else _LOAD, {"which": number})
    return None if row is None else _ticket(row)


def look_up(tx: Transaction, number: int) -> Listed | None:
    """The ticket with its next instant, or None."""
    row = tx.first(_LOAD, {"which": number})
    return None if row is None else _listed(row)


def save(
    tx: Transaction, ticket: Ticket, *, due_what: str | None, due_at: datetime | None, wake_at: datetime | None
) -> None:
    """Insert or update. `due`: what people are shown; `wake_at`: when the sweep must look; None: never by itself."""
    tx.run(_saving(), _values(ticket) | {"due_what": due_what, "due_at": due_at, "wake_at": wake_at})


@cache
def _saving() -> Insert:
    """Built at the first save: who only reads is spared PostgreSQL's dialect, a tenth of the start of `list`."""
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415

    new = insert(tickets)
    changed = {column.name: new.excluded[column.name] for column in tickets.c if not column.primary_key}
    return new.on_conflict_do_update(index_elements=[tickets.c.number], set_=changed)


def next_number(tx: Transaction) -> TicketNumber:
    """The number of the ticket that this transaction opens."""
    if not tx.on_sqlite:  # there the whole database has one writer
        tx.run(_ONE_OPENS)
    return TicketNumber(int(tx.value(_LAST) or 0) + 1)


def waking(tx: Transaction, until: datetime, limit: int) -> list[TicketNumber]:
    """Tickets that the sweep must look at by then, the longest overdue first."""
    return [TicketNumber(row[0]) for row in tx.rows(_WAKING, {"until": until, "limit": limit})]


def next_wake_at(tx: Transaction) -> datetime | None:
    """When the sweep must look next; None: never by itself."""
    at: datetime | None = tx.value(_NEXT_WAKE)
    return at


def open_of_customer(tx: Transaction, customer: Address, limit: int = 20) -> list[Ticket]:
    """Their tickets that aren't closed, newest first."""
    return [_ticket(row) for row in tx.rows(_OPEN_OF, {"customer": customer.key, "limit": limit})]


def recent_of_customer(tx: Transaction, customer: Address, since: datetime, limit: int = 20) -> list[Listed]:
    """Their tickets that were opened since then, newest first."""
    return [_listed(row) for row in tx.rows(_RECENT_OF, {"customer": customer.key, "since": since, "limit": limit})]


def count_opened_by(tx: Transaction, customer: Address, since: datetime) -> int:
    """How many tickets one address opened since then (spec 2.5)."""
    return int(tx.value(_COUNT_BY, {"customer": customer.key, "since": since}))


def count_opened_from(tx: Transaction, domain: str, since: datetime) -> int:
    """How many tickets one domain opened since then (spec 2.5)."""
    return int(tx.value(_COUNT_FROM, {"domain": domain.lower(), "since": since}))


def listing(tx: Transaction, chosen: Filter, limit: int) -> list[Listed]:
    """Tickets that fit, newest first."""
    chosen_rows = _fitting(chosen)
    if chosen.search:
        return _saying(tx, chosen_rows, chosen.search, limit)
    return [_listed(row) for row in tx.rows(chosen_rows.limit(limit))]


def still_open(tx: Transaction, limit: int) -> list[Listed]:
    """Tickets that aren't closed, oldest first: those who have waited longest are not the ones to be left out."""
    return [_listed(row) for row in tx.rows(_OLDEST_OPEN, {"limit": limit})]


def _fitting(chosen: Filter) -> Select[Any]:
    return _ALL.where(*_conditions(chosen)).order_by(*_NEWEST_FIRST)


def _conditions(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    if chosen.statuses:
        yield _having(chosen.statuses)
    if chosen.operator is not None:
        yield tickets.c.owner_key == chosen.operator.key
    if chosen.customer is not None:
        yield tickets.c.customer_key == chosen.customer.key
    if chosen.overdue_at is not None:
        yield tickets.c.due_at <= chosen.overdue_at
        yield _STILL_OPEN
    if chosen.since is not None:
        yield tickets.c.opened_at >= chosen.since
    if chosen.department is not None:
        yield tickets.c.department == chosen.department


def _having(statuses: Sequence[Status]) -> ColumnElement[bool]:
    """Most tickets are closed: beside other statuses these are read from the newest on, not all of them sorted."""
    if Status.CLOSED in statuses and len(statuses) > 1:
        return tickets.c.status.not_in([status.value for status in Status if status not in statuses])
    return tickets.c.status.in_([status.value for status in statuses])


def _saying(tx: Transaction, chosen_rows: Select[Any], wanted: Sequence[str], limit: int) -> list[Listed]:
    """Those with the words; the ticket whose number is looked for alone is always among them."""
    these = chosen_rows.where(tickets.c.number.in_(bindparam("these", expanding=True))).limit(limit)
    found: dict[int, Listed] = {}
    for ids in _numbers(tx, wanted):
        found |= {row.number: _listed(row) for row in tx.rows(these, {"these": ids})}
        if len(found) >= limit:
            break
    return sorted(found.values(), key=lambda one: (one.ticket.opened_at, one.ticket.number), reverse=True)[:limit]


def _numbers(tx: Transaction, wanted: Sequence[str]) -> Iterator[list[int]]:
    looked_for = words.words_of(" ".join(wanted))
    if len(looked_for) == 1 and looked_for[0].isdecimal() and len(looked_for[0]) < _DIGITS:
        yield [int(looked_for[0])]
    for ids in words.matching(tx, wanted):
        yield [row[0] for row in tx.rows(_TICKETS_OF, {"ids": ids})]


def _listed(row: AnyRow) -> Listed:
    return Listed(ticket=_ticket(row), due_what=row.due_what, due_at=row.due_at, wake_at=row.wake_at)


def _ticket(row: AnyRow) -> Ticket:
    return ticket_from_json(
        row.state,
        {
            "number": TicketNumber(row.number),
            "department": row.department,
            "subject": row.subject,
            "customer": _address(row.customer_address, row.customer_name),
            "status": Status(row.status),
            "closed_reason": None if row.closed_reason is None else Reason(row.closed_reason),
            "owner": _address(row.owner_address, row.owner_name),
            "priority": row.priority,
            "opened_at": row.opened_at,
            "closed_at": row.closed_at,
        },
    )


def _address(address: str | None, name: str | None) -> Address | None:
    return None if address is None else Address(address, name or "")


def _values(ticket: Ticket) -> dict[str, object]:
    customer, owner = ticket.customer, ticket.owner
    return {
        "number": ticket.number,
        "department": ticket.department,
        "subject": ticket.subject,
        "customer_address": customer and customer.address,
        "customer_name": customer and customer.name,
        "customer_key": customer and customer.key,
        "customer_domain": customer and customer.domain,
        "status": ticket.status.value,
        "closed_reason": ticket.closed_reason and ticket.closed_reason.value,
        "owner_address": owner and owner.address,
        "owner_name": owner and owner.name,
        "owner_key": owner and owner.key,
        "priority": ticket.priority,
        "opened_at": ticket.opened_at,
        "closed_at": ticket.closed_at,
        "state": ticket_to_json(ticket),
    }
