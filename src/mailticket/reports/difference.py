"""What two databases say differently of the same desk: a rebuilt one and the one before it (spec 4.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from typing import Final

from mailticket.ids import Address, TicketNumber
from mailticket.store import journal, threads, tickets
from mailticket.store.engine import Store
from mailticket.ticket.model import Ticket

_ALL: Final = 1_000_000_000
NEAR: Final = timedelta(minutes=1)
"""Instants so close are the same: a clock acts at the next look, and the dates in a mailbox count seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that isn't the same."""

    ticket: int
    what: str
    """Which field; `ticket` if one of the two hasn't got it at all."""
    before: str
    after: str


def differences(before: Store, after: Store) -> list[Difference]:
    """Every ticket that is in one of them only, and every field that differs."""
    old, new = _tickets(before), _tickets(after)
    found: list[Difference] = []
    for number in sorted(old.keys() | new.keys()):
        one, other = old.get(number), new.get(number)
        if one is None or other is None:
            there = [each.subject if each else "-" for each in (one, other)]
            found.append(Difference(ticket=number, what="ticket", before=there[0], after=there[1]))
        else:
            pairs = [*_unlike("", one, other), *_unlike_past(_past(before, number), _past(after, number))]
            found += [
                Difference(ticket=number, what=name, before=_shown(was), after=_shown(now)) for name, was, now in pairs
            ]
    return found


def _past(store: Store, number: int) -> tuple[list[str], list[str]]:
    """The facts of a ticket in their order, and the Message-IDs of its thread in any."""
    with store.reading() as tx:
        facts = [type(one.fact).__name__ for one in journal.read(tx, TicketNumber(number))]
        return facts, sorted(one.message_id for one in threads.of_ticket(tx, TicketNumber(number)))


def _unlike_past(
    one: tuple[list[str], list[str]], other: tuple[list[str], list[str]]
) -> Iterator[tuple[str, object, object]]:
    for name, before, after in zip(("history", "thread"), one, other, strict=True):
        if before != after:
            yield name, " ".join(before), " ".join(after)


def _tickets(store: Store) -> dict[int, Ticket]:
    with store.reading() as tx:
        return {one.ticket.number: one.ticket for one in tickets.listing(tx, tickets.Filter(), _ALL)}


def _unlike(name: str, one: object, other: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(one, datetime) and isinstance(other, datetime):
        if abs(one - other) > NEAR:
            yield name, one, other
    elif is_dataclass(one) and type(one) is type(other) and not isinstance(one, Address):
        for each in fields(one):
            inner = f"{name}.{each.name}" if name else each.name
            yield from _unlike(inner, getattr(one, each.name), getattr(other, each.name))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for n, (first, second) in enumerate(zip(one, other, strict=True), 1):
            yield from _unlike(f"{name}.{n}", first, second)
    elif one != other:
        yield name, one, other


def _shown(value: object) -> str:
    return "-" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)
