"""The database with its commits under the weather: a real SQLite file, without waiting for the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from tests.simulation.weather import Crash, Weather

from mailticket.errors import StoreAway
from mailticket.store.engine import Store, Transaction, open_store


class WeatheredStore(Store):
    """`committed` is called after each commit, `failed` where one didn't come about."""

    def __init__(
        self,
        path: Path,
        weather: Weather,
        committed: Callable[[], None] = lambda: None,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        engine = open_store(f"sqlite:///{path}").engine
        event.listen(engine, "connect", _hurry)
        super().__init__(engine)
        self._weather = weather
        self._committed = committed
        self._failed = failed

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        try:
            self._strike("begin")
            with super().transaction() as tx:
                yield tx
                self._strike("commit")
        except BaseException:
            self._failed()
            raise
        self._committed()
        self._strike("committed")

    def _strike(self, seam: str) -> None:
        match self._weather.strikes(seam):
            case "busy":
                raise StoreAway("the database is away: database is locked")
            case "full" | "full for long":
                raise StoreAway("the database is away: database or disk is full")
            case "crash at begin" | "crash at commit" | "crash after commit":
                raise Crash


def _hurry(driver: Any, _record: object) -> None:
    """No wait for the disk, and none for another writer: there is one thread."""
    driver.execute("PRAGMA synchronous=OFF")
    driver.execute("PRAGMA busy_timeout=0")
