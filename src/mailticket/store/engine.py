"""One engine a database: how a unit of work begins, ends, and fails (house 10).

On SQLite a writing transaction begins immediate: a deferred one reads first and then finds the file locked. On
PostgreSQL the ticket's row is locked instead (`tickets.load(lock=True)`).
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    ExceptionContext,
    Executable,
    Row,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mailticket.errors import ConfigError, StoreAway

Values = Mapping[str, Any]
AnyRow = Row[*tuple[Any, ...]]
Answer = CursorResult[*tuple[Any, ...]]

_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000")
_PASSING_SQLITE: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOMEM,
}
_PASSING_POSTGRES: Final = ("08", "25P03", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connection, idle too long, rolled back, resources, lock, operator's intervention, system."""


class Transaction:
    """A unit of work: all of it is kept, or nothing. The only thing that the functions of this room ask for."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def on_sqlite(self) -> bool:
        """True on SQLite, where the whole database has one writer."""
        return self._connection.dialect.name == "sqlite"

    def run(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> Answer:
        """Execute; a sequence of values runs the statement once for each. StoreAway if the database is away."""
        return self._connection.execute(statement, values)

    def add(self, statement: Executable, values: Values) -> int:
        """Insert one row into a table that numbers its rows; returns the number."""
        key: Sequence[int] = self._connection.execute(statement, values).inserted_primary_key or ()
        return key[0]

    def rows(self, statement: Executable, values: Values | None = None) -> Sequence[AnyRow]:
        """All rows of the answer."""
        return self._connection.execute(statement, values).all()

    def first(self, statement: Executable, values: Values | None = None) -> AnyRow | None:
        """The first row, or None."""
        return self._connection.execute(statement, values).first()

    def value(self, statement: Executable, values: Values | None = None) -> Any:  # noqa: ANN401
        """The first column of the first row, or None."""
        return self._connection.execute(statement, values).scalar()

    def has_table(self, name: str) -> bool:
        """True if the database has that table."""
        return self._connection.dialect.has_table(self._connection, name)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside is undone by itself; the rest of the transaction goes on."""
        with self._connection.begin_nested():
            yield


class Store:
    """A database, ready for use. Safe to share among threads; a `Transaction` belongs to one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine.execution_options(sqlite_begin="DEFERRED", postgresql_readonly=True)

    @property
    def on_sqlite(self) -> bool:
        """True for a file, False for a server."""
        return self.engine.dialect.name == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database; None on a server."""
        return Path(self.engine.url.database) if self.on_sqlite and self.engine.url.database else None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A unit of work that writes: committed at the end, rolled back by any exception."""
        with self.engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A unit of work that only reads, all of it at one instant; it never waits for a writer on SQLite."""
        with self._reader.connect() as connection, connection.begin() as unit:
            yield Transaction(connection)
            unit.rollback()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """A store on `sqlite:///path` or `postgresql://…`. Connects only at the first use.

    ConfigError if the address isn't one of those or its driver isn't installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise ConfigError('[database] url must begin with "sqlite:///" or "postgresql://"')
        on_sqlite = parsed.get_backend_name() == "sqlite"
        engine = create_engine(parsed, pool_pre_ping=not on_sqlite, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError('[database] url must begin with "sqlite:///" or "postgresql://"') from error
    except ModuleNotFoundError as error:
        raise ConfigError(f'[database] url needs {error.name}: pip install "mailticket[postgres]"') from error
    if on_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _translate, retval=True)
    return Store(engine)


def _set_up_sqlite(driver: Any, _record: object) -> None:  # noqa: ANN401
    driver.isolation_level = None  # the driver shall not begin transactions by itself
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'IMMEDIATE')}")


def _translate(context: ExceptionContext) -> StoreAway | None:
    """What may pass by itself becomes StoreAway; everything else is a bug and stays as it is."""
    error = context.original_exception
    if context.is_disconnect or _may_pass(error):
        said = " ".join(str(error).split())
        return StoreAway(f"the database is away: {said}")
    return None


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING_SQLITE
    state = getattr(error, "sqlstate", None)
    if state is None:  # psycopg without a server: nothing was ever said
        return type(error).__name__ == "OperationalError"
    return str(state).startswith(_PASSING_POSTGRES)
