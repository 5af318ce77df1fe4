"""The daemon's lease on a PostgreSQL database: who holds it writes, the others stand by (spec 4.3, I19).

The lease is one row. Its *number* grows by one with each take-over, and is the row's primary key, so that the locks
fit: the holder's commits lock the key alone (FOR KEY SHARE), which a renewal doesn't touch; a take-over changes it, so
it waits for a commit under way, and every commit after it finds another number and fails. The time in the row only says
when somebody else may try; it is the server's, so that no two hosts need agree on theirs.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import text

from mailticket.errors import PlaceLost, Refused, StoreAway, TemporaryError
from mailticket.store.engine import Store, Transaction
from mailticket.store.schema import require_current

log: Final = logging.getLogger(__name__)

SECONDS: Final = 4.0
"""How long a lease lasts that isn't renewed: what a standby waits at most after the holder's end."""
RENEW_SECONDS: Final = 1.0
ENOUGH_SECONDS: Final = 1.5
"""What must be left of it for a mail to be handed over."""

_NOW: Final = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_LATER: Final = f"{_NOW} + {int(SECONDS * 1_000_000)}"
_TAKE: Final = text(
    f"UPDATE lease SET number = number + 1, holder = :holder, until_at = {_LATER}"  # noqa: S608 -- words of our own
    f" WHERE until_at < {_NOW} RETURNING number"
)
_HOLDER: Final = text("SELECT holder FROM lease")
_RENEW: Final = text(f"UPDATE lease SET until_at = {_LATER} WHERE number = :number RETURNING number")  # noqa: S608
_GIVE_BACK: Final = text("UPDATE lease SET until_at = 0 WHERE number = :number")
_CHECK: Final = text("SELECT number FROM lease WHERE number = :number FOR KEY SHARE")

Waits = Callable[[str], bool]
"""Told, about once a second, why the place isn't free; False: no need to wait any longer."""


class Lease:
    """A lease that was taken: renewed by a thread of its own until `give_back`. The fence of a `Store`."""

    def __init__(self, store: Store, number: int, taken_at: float, on_loss: Callable[[], None]) -> None:
        """`taken_at`: seconds of our own, from before it was asked for.

        `on_loss` is called once, in that thread: the lease is somebody else's, or can't be renewed for a fault of ours.
        """
        self.number = number
        self._store = store
        self._until = taken_at + SECONDS
        self._on_loss = on_loss
        self._ended = threading.Event()
        self._renewing = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._renewing.start()

    def check(self, tx: Transaction) -> None:
        """The last statement of a unit of work: nobody takes the lease between this and its commit.

        PlaceLost where somebody has.
        """
        if tx.first(_CHECK, {"number": self.number}) is None:
            raise PlaceLost("another mailticket has taken this database over")

    def assure(self) -> None:
        """PlaceLost unless the lease is ours for long enough to begin what can't be taken back."""
        if self._until - seconds() < ENOUGH_SECONDS:
            raise PlaceLost("our lease on the database has run out, or is about to")

    def give_back(self) -> None:
        """Free the place at once; nothing if it is somebody else's by now, or the database is away."""
        self._ended.set()
        self._renewing.join()
        self._until = 0.0
        try:
            with self._store.transaction() as tx:
                tx.run(_GIVE_BACK, {"number": self.number})
        except TemporaryError as away:
            log.warning("the lease on the database couldn't be given back, it will run out: %s", away)

    def _renew(self) -> None:
        try:
            while not self._ended.wait(RENEW_SECONDS):
                if not self._renewed():
                    log.error("another mailticket has taken this database over")
                    self._on_loss()
                    return
        except Exception:
            log.exception("the lease on the database can't be renewed")
            self._on_loss()

    def _renewed(self) -> bool:
        """Ask for more time; False where the lease is another daemon's."""
        asked_at = seconds()
        try:
            with self._store.at_once() as tx:
                kept = tx.first(_RENEW, {"number": self.number})
        except TemporaryError:  # whoever uses the database says so; meanwhile nothing is sent
            return True
        if kept is not None:
            self._until = asked_at + SECONDS
        return kept is not None


@contextmanager
def leased(store: Store, waits: Waits, on_loss: Callable[[], None]) -> Iterator[Lease]:
    """Hold the lease, once it is free.

    Refused if another one has it and `waits` says no; ConfigError where the tables are not up to date; StoreAway where
    the database is away before we began to wait.
    """
    require_current(store)
    asked_at, number = _taken(store, waits)
    lease = Lease(store, number, asked_at, on_loss)
    try:
        yield lease
    finally:
        lease.give_back()


def _taken(store: Store, waits: Waits) -> tuple[float, int]:
    us = f"{socket.gethostname()} (process {os.getpid()})"
    waited = False
    while True:
        asked_at = seconds()
        try:
            with store.at_once() as tx:
                number = tx.value(_TAKE, {"holder": us})
                why = f"another mailticket runs on this database: {tx.value(_HOLDER)}"
        except StoreAway as away:
            if not waited:
                raise
            number, why = None, str(away)
        if number is not None:
            return asked_at, int(number)
        if not waits(why):
            raise Refused(why)
        waited = True


def seconds() -> float:
    """A clock that runs on while the process is stopped and while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
