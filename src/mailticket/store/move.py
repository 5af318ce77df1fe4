"""A whole desk from one database into another, empty one: from SQLite to PostgreSQL (spec 4.4, `db copy`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import LargeBinary, Table, func, insert, select, text

from mailticket.errors import Refused
from mailticket.store import words
from mailticket.store.engine import AnyRow, Store, Transaction
from mailticket.store.schema import is_current, revision, upgrade
from mailticket.store.tables import lease, metadata

_TABLES: Final = [table for table in metadata.sorted_tables if table is not lease]
"""What refers to another row stands behind it. The lease is the daemons', not the desk's."""
_ROWS: Final = 1_000
_LARGE_ROWS: Final = 16
"""Rows of a table with whole mails in it: all of a batch is in memory."""
_INDEXED: Final = 500

Progress = Callable[[int, int], None]
"""Told how many rows are there, and how many there will be."""


def copy(source: Store, target: Store, progress: Progress) -> Mapping[str, int]:
    """Copy everything, all or nothing; returns the number of rows of each table.

    The caller holds the daemon's place on `source`. Tables that aren't there yet are made. Refused if there is anything
    in them, or if either database isn't up to date, or if a count differs at the end.
    """
    if not is_current(source):
        raise Refused("this database is not up to date; `mailticket db upgrade` does that")
    _make_tables(target)
    with source.reading() as old, target.transaction() as new:
        _require_empty(new)
        counts = {table.name: _count(old, table) for table in _TABLES}
        done, whole = 0, sum(counts.values())
        for table in _TABLES:
            for batch in _batches(old, table):
                new.run(insert(table), [_fit(row) for row in batch])
                done += len(batch)
                progress(done, whole)
            _number_on(new, table)
        differing = [table.name for table in _TABLES if _count(new, table) != counts[table.name]]
        if differing:
            raise Refused(f"nothing was copied: other counts in {', '.join(differing)}")
        words.forget(new)
    _index(target)
    return counts


def make_empty(target: Store) -> None:
    """Let a new database have our tables. Refused if it has older ones, or anything in them."""
    _make_tables(target)
    with target.reading() as tx:
        _require_empty(tx)


def _make_tables(target: Store) -> None:
    if revision(target) is None:
        upgrade(target)
    if not is_current(target):
        raise Refused("the other database is not up to date; drop its tables, they are made anew")


def _require_empty(tx: Transaction) -> None:
    filled = [table.name for table in _TABLES if _count(tx, table)]
    if filled:
        raise Refused(f"the other database isn't empty: there are rows in {', '.join(filled)}")


def _batches(tx: Transaction, table: Table) -> Iterator[Sequence[AnyRow]]:
    large = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return tx.batches(select(table).order_by(*table.primary_key.columns), _LARGE_ROWS if large else _ROWS)


def _fit(row: AnyRow) -> dict[str, Any]:
    """A row's values; PostgreSQL keeps no NUL in a text."""
    return {key: _without_nul(value) for key, value in row._mapping.items()}  # noqa: SLF001 -- the name is public


def _without_nul(value: object) -> object:
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _count(tx: Transaction, table: Table) -> int:
    return int(tx.value(select(func.count()).select_from(table)))


def _number_on(tx: Transaction, table: Table) -> None:
    """New rows get numbers after those that came along."""
    column = table.autoincrement_column
    if column is not None and not tx.on_sqlite and (last := tx.value(select(func.max(column)))):
        tx.run(
            text("SELECT setval(pg_get_serial_sequence(:of, :column), :last)"),
            {"of": table.name, "column": column.name, "last": last},
        )


def _index(target: Store) -> None:
    waits = True
    while waits:
        with target.transaction() as tx:
            words.index(tx, _INDEXED)
            waits = words.wait(tx, _INDEXED)
