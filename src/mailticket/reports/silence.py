"""Reminders sent in a ticket's latest silence, also after it closed: the `reminders_sent` of spec 4.4."""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import select

from mailticket.store.engine import Transaction
from mailticket.store.tables import journal, one_of
from mailticket.ticket.effects import Fact

_REMINDED: Final = "Reminded"
_ENDS: Final = ("Answered", "Progressed", "CustomerReplied", "Released", "Held", "Reopened")
"""Facts after which a silence begins anew, or is over. A close is not among them: it is what the silence led to."""
_FACTS: Final = (
    select(journal.c.ticket, journal.c.fact).where(one_of(journal.c.fact, _REMINDED, *_ENDS)).order_by(journal.c.id)
)


def of_all(tx: Transaction) -> Mapping[int, int]:
    """The count by ticket number; a ticket without reminders may be missing."""
    return _count((number, fact) for number, fact in tx.rows(_FACTS))


def of_one(facts: Iterable[Fact]) -> int:
    """The count in the journal of one ticket."""
    return _count((0, type(fact).__name__) for fact in facts).get(0, 0)


def _count(facts: Iterable[tuple[int, str]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, fact in facts:
        if fact == _REMINDED:
            found[number] = found.get(number, 0) + 1
        elif fact in _ENDS:
            found[number] = 0
    return found
