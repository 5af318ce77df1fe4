"""A duration as people write it: a number and a unit (spec 1.5)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, cast, get_args

Unit = Literal["s", "m", "h", "d", "bh", "bd"]
"""Seconds, minutes, hours, days on the wall clock; opening hours, business days on the calendar."""

_WALL: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "bh": timedelta(hours=1),
    "bd": timedelta(days=1),
}
_LONGEST: Final = timedelta(days=3660)
_WRITTEN: Final = re.compile(r"([0-9]{1,9})\s*([A-Za-z]*)")


@dataclass(frozen=True, slots=True)
class Span:
    """So much time; only a calendar knows when it is over (`BusinessCalendar.add`)."""

    amount: int
    unit: Unit

    @property
    def on_calendar(self) -> bool:
        """True for opening hours and business days; False for the wall clock."""
        return self.unit in ("bh", "bd")

    @property
    def nominal(self) -> timedelta:
        """The length with a business day counted as 24 hours and an opening hour as one: to compare, not to add."""
        return self.amount * _WALL[self.unit]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def parse_span(text: str) -> Span:
    """Read `24h`, `1bd`, `90s` …; ValueError with a sentence that says how to mend it.

    A number without a unit is refused: nobody can tell hours from days by looking at it (spec 4.2).
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text}" is not a duration; write a whole number and a unit: "90s", "24h", "1bd"')
    amount, unit = int(match[1]), match[2].lower()
    if not unit:
        raise ValueError(f'"{text}" has no unit; write "{amount}h" or "1bd"')
    if unit not in get_args(Unit):
        raise ValueError(f'"{text}" has an unknown unit; known are {", ".join(get_args(Unit))}')
    span = Span(amount, cast("Unit", unit))
    if not timedelta(0) < span.nominal <= _LONGEST:
        raise ValueError(f'"{text}" is out of bounds; the shortest is "1s", the longest "3660d"')
    return span
