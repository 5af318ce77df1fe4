"""One engine a database: how a unit of work begins, ends, and fails (house 10).

On SQLite a writing transaction begins immediate: a deferred one reads first and then finds the file locked. On
PostgreSQL the ticket's row is locked instead (`tickets.load(lock=True)`).
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    Executable,
    Row,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mailticket.errors import ConfigError, MailticketError, StoreAway
from mailticket.store.prepared import KINDS, Prepared, Statement, Values, prepared

AnyRow = Row[*tuple[Any, ...]]
NOTHING: Final[Values] = MappingProxyType({})

_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "cache_size=-8000")
"""The cache, 8 MB a connection, holds the inner pages of every index: with 2 MB they are read again and again."""

_PATIENCE: Final = {"connect_timeout": 10, "tcp_user_timeout": 10_000, "keepalives_idle": 10, "keepalives_interval": 5}
"""When a silent server counts as away, where its address doesn't say: seconds, in `tcp_user_timeout` milliseconds."""
_IDLE_MAX: Final = "20s"
"""Between two statements of a unit of work lies one message at most: two seconds (spec 5.3)."""

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
_RUINED_SQLITE: Final = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_PASSING_POSTGRES: Final = ("08", "25P03", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connection, idle too long, rolled back, resources, lock, operator's intervention, system."""


class Transaction:
    """A unit of work: all of it is kept, or nothing. The only thing that the functions of this room ask for.

    On SQLite statements go to the driver itself (`prepared.py`); `text()` and PostgreSQL go through SQLAlchemy.
    """

    __slots__ = ("_connection", "_driver")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        driver = connection.connection.driver_connection
        self._driver = driver if isinstance(driver, sqlite3.Connection) else None

    @property
    def on_sqlite(self) -> bool:
        """True on SQLite, where the whole database has one writer."""
        return self._driver is not None

    def run(self, statement: Executable, values: Values | Sequence[Values] = NOTHING) -> None:
        """Execute; a sequence of values runs the statement once for each. StoreAway if the database is away."""
        if self._driver is None or not isinstance(statement, KINDS):
            self._connection.execute(statement, values)
        elif isinstance(values, Mapping):
            self._execute(self._driver, statement, values)
        elif values:
            ready = prepared(statement, tuple(values[0]), self._connection.dialect)
            with _translated():
                ready.execute_each(self._driver, values)

    def add(self, statement: Executable, values: Values) -> int:
        """Insert one row into a table that numbers its rows; returns the number."""
        if self._driver is not None and isinstance(statement, KINDS):
            _, cursor = self._execute(self._driver, statement, values)
            return cursor.lastrowid or 0
        key: Sequence[int] = self._connection.execute(statement, values).inserted_primary_key or ()
        return key[0]

    def rows(self, statement: Executable, values: Values = NOTHING) -> Sequence[AnyRow]:
        """All rows of the answer."""
        if self._driver is None or not isinstance(statement, KINDS):
            return self._connection.execute(statement, values).all()
        ready, cursor = self._execute(self._driver, statement, values)
        with _translated():
            return [ready.row(found) for found in cursor.fetchall()]

    def batches(self, statement: Executable, size: int) -> Iterator[Sequence[AnyRow]]:
        """The rows of a long answer, so many at a time."""
        answer = self._connection.execute(statement, execution_options={"yield_per": size})
        yield from answer.partitions()

    def first(self, statement: Executable, values: Values = NOTHING) -> AnyRow | None:
        """The first row, or None."""
        if self._driver is None or not isinstance(statement, KINDS):
            return self._connection.execute(statement, values).first()
        found = self.rows(statement, values)
        return found[0] if found else None

    def value(self, statement: Executable, values: Values = NOTHING) -> Any:  # noqa: ANN401
        """The first column of the first row, or None."""
        row = self.first(statement, values)
        return None if row is None else row[0]

    def has_table(self, name: str) -> bool:
        """True if the database has that table."""
        return self._connection.dialect.has_table(self._connection, name)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside is undone by itself; the rest of the transaction goes on."""
        with self._connection.begin_nested() if self._driver is None else _savepoint(self._driver):
            yield

    def _execute(
        self, driver: sqlite3.Connection, statement: Statement, values: Values
    ) -> tuple[Prepared, sqlite3.Cursor]:
        ready = prepared(statement, tuple(values), self._connection.dialect)
        with _translated():
            return ready, ready.execute(driver, values)


class Fence(Protocol):
    """Lets one daemon write, the one that holds the place (I19)."""

    def check(self, tx: Transaction) -> None:
        """PlaceLost unless this unit of work may be committed; asked as its last statement."""
        ...

    def assure(self) -> None:
        """PlaceLost unless the place is ours for long enough to begin what can't be taken back."""
        ...


class Store:
    """A database, ready for use. Safe to share among threads; a `Transaction` belongs to one."""

    def __init__(self, engine: Engine, fence: Fence | None = None) -> None:
        """`fence`: a daemon's, on a server. None: whoever writes needs no place (the command line; a file's lock)."""
        self.engine = engine
        self._fence = fence
        self._reader = engine
        if not self.on_sqlite:  # one instant for all statements, as SQLite has it
            self._reader = engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
        self._idle: list[Connection] = []  # SQLite's: the pool takes longer than a small transaction

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
        if self.on_sqlite:
            with self._on_sqlite("IMMEDIATE") as tx:
                yield tx
        else:
            with self.engine.begin() as connection:
                tx = Transaction(connection)
                yield tx
                if self._fence is not None:
                    self._fence.check(tx)

    @contextmanager
    def at_once(self) -> Iterator[Transaction]:
        """No unit of work: on a server each statement is kept by itself, and holds no lock once it is done."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield Transaction(connection)

    def assure_place(self) -> None:
        """PlaceLost where another daemon may write by now: nothing may be sent (I19)."""
        if self._fence is not None:
            self._fence.assure()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A unit of work that only reads, all of it at one instant; it never waits for a writer on SQLite."""
        if self.on_sqlite:
            with self._on_sqlite("DEFERRED") as tx:
                yield tx
        else:
            with self._reader.begin() as connection:
                yield Transaction(connection)

    @contextmanager
    def _on_sqlite(self, mode: str) -> Iterator[Transaction]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self.engine.connect()
        driver: Any = connection.connection.driver_connection
        try:
            with _translated():
                driver.execute(f"BEGIN {mode}")
            yield Transaction(connection)
            with _translated():
                driver.execute("COMMIT")
        except BaseException:
            connection.close()  # rolls back
            raise
        self._idle.append(connection)

    def close(self) -> None:
        """Give all connections back."""
        while self._idle:
            self._idle.pop().close()
        self.engine.dispose()


def open_store(url: str, fence: Fence | None = None) -> Store:
    """A store on `sqlite:///path` or `postgresql://…`, for a daemon with its fence. Connects only at the first use.

    ConfigError if the address isn't one of those or its driver isn't installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise ConfigError('[database] url must begin with "sqlite:///" or "postgresql://"')
        on_sqlite = parsed.get_backend_name() == "sqlite"
        known = {} if on_sqlite else {key: value for key, value in _PATIENCE.items() if key not in parsed.query}
        engine = create_engine(parsed, pool_pre_ping=not on_sqlite, hide_parameters=True, connect_args=known)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError('[database] url must begin with "sqlite:///" or "postgresql://"') from error
    except ModuleNotFoundError as error:
        raise ConfigError(f'[database] url needs {error.name}: pip install "mailticket[postgres]"') from error
    if on_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgres)
    event.listen(engine, "handle_error", _translate, retval=True)
    return Store(engine, fence)


def shown(url: str) -> str:
    """A database's address as it may be shown: without a password."""
    return make_url(url).render_as_string(hide_password=True)


def _set_up_sqlite(driver: Any, _record: object) -> None:  # noqa: ANN401
    driver.isolation_level = None  # the driver shall not begin transactions by itself
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")


def _set_up_postgres(driver: Any, _record: object) -> None:  # noqa: ANN401
    """Who is stopped in the middle of a unit of work, or whose host is gone, must not keep its locks."""
    driver.execute(f"SET idle_in_transaction_session_timeout = '{_IDLE_MAX}'")
    driver.commit()


def _begin_sqlite(connection: Connection) -> None:
    """For what goes through SQLAlchemy; inside a unit of work the transaction has begun already."""
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction:
        with _translated():
            driver.execute("BEGIN IMMEDIATE")


@contextmanager
def _savepoint(driver: sqlite3.Connection) -> Iterator[None]:
    with _translated():
        driver.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if driver.in_transaction:  # a full disk ends the whole transaction, and its savepoints with it
            driver.execute("ROLLBACK TO part")
            driver.execute("RELEASE part")
        raise
    with _translated():
        driver.execute("RELEASE part")


class _translated:  # noqa: N801 (reads as a word; a class because a generator costs more than the statement)
    """What may pass by itself becomes StoreAway."""

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None and _may_pass(error):
            raise _away(error) from error


def _translate(context: ExceptionContext) -> MailticketError | None:
    """The same for what goes through SQLAlchemy; everything else is a bug and stays as it is."""
    error = context.original_exception
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _RUINED_SQLITE:
        return ConfigError(f"the database can't be used: {error}; restore it from the backup, or name another")
    return _away(error) if context.is_disconnect or _may_pass(error) else None


def _away(error: BaseException) -> StoreAway:
    said = " ".join(str(error).split())
    return StoreAway(f"the database is away: {said}")


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING_SQLITE
    state = getattr(error, "sqlstate", None)
    if state is None:  # psycopg without a server: nothing was ever said
        return type(error).__name__ == "OperationalError"
    return str(state).startswith(_PASSING_POSTGRES)
