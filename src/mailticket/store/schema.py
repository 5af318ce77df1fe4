"""Which revision of the tables a database has, and how it gets the newest (spec 4.3).

Looking is cheap and done at every start; Alembic is imported only where something has to change.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Text, insert, select
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import column, table

from mailticket.errors import ConfigError, Refused
from mailticket.store.engine import Store, Transaction
from mailticket.store.tables import FTS5, lease, metadata

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD: Final = "0005"
"""The newest revision in `migrations/versions`; a test keeps it so. Revisions are numbered and sort as text."""

_VERSIONS: Final = table("alembic_version", column("version_num", Text))
_REVISION: Final = select(_VERSIONS.c.version_num)


def revision(store: Store) -> str | None:
    """The revision of the database; None for one without tables. An SQLite file isn't made by looking for it."""
    if store.path is not None and not store.path.exists():
        return None
    with store.reading() as tx:
        if not tx.has_table("alembic_version"):
            return None
        found: str | None = tx.value(_REVISION)
        return found


def is_current(store: Store) -> bool:
    """True if the tables are what this version needs. ConfigError if a newer version made them."""
    found = revision(store)
    if found is not None and found > HEAD:
        raise ConfigError(
            f"the database was made by a newer mailticket: it has revision {found}, this one knows {HEAD}"
        )
    return found == HEAD


def require_current(store: Store) -> None:
    """ConfigError unless the tables are what this version needs: a server's are upgraded by command (spec 4.3)."""
    if not is_current(store):
        raise ConfigError("the database has no or older tables; run `mailticket db upgrade`")


def upgrade(store: Store) -> str | None:
    """Bring the tables to the newest revision; returns the revision they had, None for a new database.

    An SQLite file with older tables is copied first, beside it. ConfigError as in `is_current`; Refused if the
    upgraded rows contradict each other, which undoes the upgrade.
    """
    if is_current(store):
        return HEAD
    before = revision(store)
    if before is None and store.on_sqlite:
        _make(store)
        return None
    if store.path is not None:
        back_up(store.path, store.path.with_name(f"{store.path.name}.before-{HEAD}"))
    migrate(store)
    return before


def migrate(store: Store) -> None:
    """Bring the tables to the newest revision by Alembic, from whichever they have. Refused as in `upgrade`."""
    from alembic import command  # noqa: PLC0415 (costs 0.3 s)

    with _alone(store) as connection:
        command.upgrade(_alembic(connection), "head")


def _make(store: Store) -> None:
    """All tables at once, in a file that has none: what the migrations would make, without Alembic."""
    with _alone(store) as connection:
        if Transaction(connection).has_table(_VERSIONS.name):  # another process made them since we looked
            return
        for each in metadata.sorted_tables:
            connection.execute(CreateTable(each))
            # In one order: between two indexes that seem equally good SQLite goes by which was made first.
            for index in sorted(each.indexes, key=lambda one: str(one.name)):
                connection.execute(CreateIndex(index))
        connection.exec_driver_sql(FTS5)
        connection.execute(insert(lease).values(number=0, holder="", until_at=datetime.fromtimestamp(0, UTC)))
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute(insert(_VERSIONS).values(version_num=HEAD))


def back_up(path: Path, copy: Path) -> None:
    """Copy an SQLite database as it is at one instant, also while others write to it."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def migrations_folder() -> Path:
    """Inside the installed package, else at the top of the checkout."""
    installed = Path(str(files("mailticket") / "_migrations"))
    return installed if installed.is_dir() else Path(__file__).parents[3] / "migrations"


@contextmanager
def _alone(store: Store) -> Iterator["Connection"]:
    """A writing transaction in which tables may be made anew: on SQLite keys are checked at its end instead."""
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is not None and store.on_sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction began
        try:
            with connection.begin():
                yield connection
                if store.on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Refused("the upgrade was undone: rows would refer to rows that don't exist")
        finally:
            connection.invalidate()  # the next one sets its pragmas again


def _alembic(connection: "Connection") -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
