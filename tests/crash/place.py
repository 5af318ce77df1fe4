"""Where a daemon that is killed keeps its desk, and what stands there, read past the product."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, RowMapping, create_engine, text
from tests.store.databases import a_database, a_server

from mailticket.store import lease
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade


class Place:
    """A database by its address. `after_seconds`: how long a new life waits for a dead one's place there, at most."""

    def __init__(self, url: str, after_seconds: float) -> None:
        self.url = url
        self.after_seconds = after_seconds
        self._engine = create_engine(url, poolclass=NullPool)

    def rows(self, sql: str) -> Sequence[RowMapping]:
        """The answer, by names of columns."""
        with self._engine.connect() as connection:
            return connection.execute(text(sql)).mappings().all()

    def values(self, sql: str) -> frozenset[Any]:
        """The answer's first column."""
        return frozenset(next(iter(row.values())) for row in self.rows(sql))

    def count(self, what: str) -> int:
        """How many rows: `deliveries WHERE attempts > 1`."""
        (found,) = self.values(f"SELECT COUNT(*) FROM {what}")
        return found

    def harm(self, sql: str) -> None:
        """Change what nobody may change."""
        with self._engine.begin() as connection:
            connection.execute(text(sql))


def sqlite(folder: Path) -> Place:
    """A file that the first life makes; its lock ends with whoever held it."""
    return Place(f"sqlite:///{folder / 'mailticket.db'}", 0.0)


@contextmanager
def postgresql(folder: Path) -> Iterator[Place]:
    """A server of its own, until the end; a dead holder's lease has to run out."""
    with a_server(folder) as server, a_database(server) as url:
        with closing(open_store(url)) as store:
            upgrade(store)
        yield Place(url, lease.SECONDS)
