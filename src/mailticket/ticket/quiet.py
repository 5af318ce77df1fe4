"""Facts after which nobody is reminded for a while (spec 1.3 row 5, 2.3)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quieted:
    """No reminder and no close before `until`."""

    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WentAway:
    """The customer's vacation notice names the day of return: no reminder and no close before `until` (row 5)."""

    until: datetime
