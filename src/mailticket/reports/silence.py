"""Reminders sent in a ticket's latest silence, also after it closed: the `reminders_sent` of spec 4.4."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from mailticket.store.engine import Transaction
from mailticket.store.tables import journal, one_of

if TYPE_CHECKING:
    from mailticket.ticket.effects import Fact  # a class of each fact is a tenth of the start of `list`

_REMINDED: Final = "Reminded"
_ENDS: Final = ("Answered", "Progressed", "CustomerReplied", "Released", "Held", "Reopened")
"""Facts after which a silence begins anew, or is over. A close is not among them: it is what the silence led to."""
_FACTS: Final = (
    select(journal.c.ticket, journal.c.fact)
    .where(journal.c.ticket.in_(bindparam("numbers", expanding=True)), one_of(journal.c.fact, _REMINDED, *_ENDS))
    .order_by(journal.c.id)
)
_AT_ONCE: Final = 1000


def of_many(tx: Transaction, numbers: Sequence[int]) -> Mapping[int, int]:
    """The count by ticket number; a ticket without reminders may be missing."""
    found: dict[int, int] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        rows = tx.rows(_FACTS, {"numbers": list(numbers[start : start + _AT_ONCE])})
        found |= _count((number, fact) for number, fact in rows)
    return found


def of_one(facts: Iterable["Fact"]) -> int:
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
