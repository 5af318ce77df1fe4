"""One pass of a kind at a time, and no wake-up lost (house 10)."""

import threading
import time
from collections.abc import Callable
from typing import Final

HUNG_SECONDS: Final = 600.0
"""A pass that has done nothing for so long hangs: every server's silence ends it sooner."""


class Turns:
    """One pass at a time. Who asks while it runs gets another one right after it: no wake-up is lost."""

    def __init__(self, run: Callable[[], None], seconds: Callable[[], float] = time.monotonic) -> None:
        self._run = run
        self._seconds = seconds
        self._lock = threading.Lock()
        self._wanted = False
        self._running = False
        self._moved_at = 0.0

    def take(self) -> None:
        """Run until nobody has asked meanwhile; returns at once where another thread runs.

        What fails is raised at the end, the last of it: who asked meanwhile gets their pass all the same.
        """
        with self._lock:
            self._wanted = True
            if self._running:
                return
            self._running = True
        failure: BaseException | None = None
        while self._again():
            try:
                self._run()
            except BaseException as error:  # noqa: BLE001 -- raised below
                failure = error
        if failure is not None:
            raise failure

    def moved(self, _checkpoint: str = "") -> None:
        """The pass has got somewhere: a long backlog is no trouble."""
        self._moved_at = self._seconds()

    def hangs(self) -> bool:
        """A pass runs and has got nowhere for ten minutes."""
        with self._lock:
            return self._running and self._seconds() - self._moved_at > HUNG_SECONDS

    def _again(self) -> bool:
        with self._lock:
            self._running, self._wanted = self._wanted, False
            self.moved()
            return self._running
