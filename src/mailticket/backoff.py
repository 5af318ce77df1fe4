"""Trouble with a server: said once, retried ever less often, and said again when it is over (spec 5.4)."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from mailticket.errors import ConfigError, TemporaryError

log: Final = logging.getLogger(__name__)

_FIRST: Final = 1.0
_MOST: Final = 300.0


class Backoff:
    """One server's trouble, from the first failure to the next success. `seconds` runs on a clock of its own.

    `said`: what is in the journal already; several that meet the same trouble (a full disk) share it, and say it once.
    """

    def __init__(
        self, what: str, seconds: Callable[[], float] = time.monotonic, *, said: set[str] | None = None
    ) -> None:
        self.what = what
        self.trouble = ""
        """What went wrong at the last attempt; empty: nothing."""
        self._seconds = seconds
        self._said: set[str] = set() if said is None else said
        self._mine = ""
        self._failures = 0
        self._not_before = 0.0
        self._well_at: float | None = None

    @property
    def failed(self) -> bool:
        """The last attempt failed."""
        return self._failures > 0

    @property
    def well_seconds(self) -> float | None:
        """How long ago an attempt went well; None: none has yet."""
        return None if self._well_at is None else self._seconds() - self._well_at

    @contextmanager
    def attempt(self) -> Iterator[bool]:
        """Yield True if it is time to try; what fails inside for a time is noted, said once, and not raised."""
        if self._seconds() < self._not_before:
            yield False
            return
        try:
            yield True
        except (TemporaryError, ConfigError) as error:
            self._note(error)
        else:
            self._well()

    def _note(self, error: Exception) -> None:
        self.trouble = str(error)
        if not self._failures and self.trouble not in self._said:
            log.warning("%s: %s; retrying", self.what, error)
            self._mine = self.trouble
            self._said.add(self._mine)
        self._failures += 1
        wait = min(_FIRST * 2 ** (self._failures - 1), _MOST)
        self._not_before = self._seconds() + wait * (0.5 + random.random() / 2)  # noqa: S311 -- jitter

    def _well(self) -> None:
        if self._mine:
            log.info("%s: working again", self.what)
            self._said.discard(self._mine)
            self._mine = ""
        self._failures = 0
        self.trouble = ""
        self._well_at = self._seconds()
