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
    """One server's trouble, from the first failure to the next success. `seconds` runs on a clock of its own."""

    def __init__(self, what: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._seconds = seconds
        self._failures = 0
        self._not_before = 0.0

    @property
    def failed(self) -> bool:
        """The last attempt failed."""
        return self._failures > 0

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
            if self._failures:
                log.info("%s: working again", self._what)
            self._failures = 0

    def _note(self, error: Exception) -> None:
        if not self._failures:
            log.warning("%s: %s; retrying", self._what, error)
        self._failures += 1
        wait = min(_FIRST * 2 ** (self._failures - 1), _MOST)
        self._not_before = self._seconds() + wait * (0.5 + random.random() / 2)  # noqa: S311 -- jitter
