"""The only reader of the wall clock (house rule 2). Everybody else is given `now`."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC)


class FastClock:
    """Starts at an instant of its own and runs `factor` times as fast as the computer's: for a demonstration."""

    def __init__(self, factor: float, start: datetime) -> None:
        self._factor = factor
        self._start = start.astimezone(UTC)
        self._begun = time.monotonic()

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return self._start + timedelta(seconds=(time.monotonic() - self._begun) * self._factor)
