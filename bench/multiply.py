"""A desk of any age: the rows of a small one's day, copied again and again by SQL, a copy for each day since.

Copies have ids, Message-IDs and customers of their own, so every index is as full as it would be; `ref17` stands in
each text of the 17th copy, a word as rare as a name. Of raw bytes, which only the daemon's way in and out reads, copies
keep the beginning. All but the last days' tickets are closed. Facts are copied as they stand.
"""

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Column

from bench.measure import progress
from mailticket.stations import INDEXED
from mailticket.store import words
from mailticket.store.engine import open_store
from mailticket.store.tables import Instant, metadata

AT_ONCE: Final = 50_000
"""Messages indexed in one transaction."""
DAY: Final = 86_400_000_000
COPIED: Final = ("tickets", "inbound", "inbound_raw", "outbox", "messages", "journal", "deliveries")
_PERSON: Final = "replace({0}, 'customer', 'customer' || :copy || '-')"
_ID: Final = "replace({0}, '<', '<' || :copy || '.')"
_ANOTHER: Final = {
    "customer_address": _PERSON,
    "customer_key": _PERSON,
    "author_address": _PERSON,
    "recipient": _PERSON,
    "message_id": _ID,
    "parent": _ID,
    "fingerprint": "{0} || :copy",
    "uid": "{0} + :copy * 1000000",
    "raw": "substr({0}, 1, 200)",
    "text": "{0} || ' ref' || :copy",
}
"""What is different in each copy, beside numbers and instants."""
_AHEAD: Final = {"due_at", "wake_at"}
"""Instants that have not come: they move into the week after next."""
_ONCE_CLOSED: Final = {
    '"status"': "'closed'",
    '"closed_reason"': "'satisfied'",
    '"closed_at"': f"opened_at - (:last - :copy) * {DAY}",
    '"due_what"': "NULL",
    '"due_at"': "NULL",
    '"wake_at"': "NULL",
}


def multiply(file: Path, tickets: int, still_open: int) -> None:
    """Let the desk in an SQLite file have at least so many tickets, and at least so many of them open."""
    base = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000"):
        base.execute(f"PRAGMA {pragma}")
    spans = {}
    for name in COPIED:
        (key,) = metadata.tables[name].primary_key
        spans[name] = base.execute(f"SELECT max({key.name}) FROM {name}").fetchone()[0]  # noqa: S608
    copies, opened = (-(-wanted // spans["tickets"]) for wanted in (tickets, still_open))
    for copy in (*range(1, copies), 0):  # the first day itself at last: it is what is copied
        base.execute("BEGIN")
        for name in COPIED:
            statement = _statement(name, spans, first=copy == 0, closed=copy < copies - opened)
            base.execute(statement, {"copy": copy, "last": copies - 1})
        base.execute("COMMIT")
        progress("filling the store", copy or copies, copies)
    base.close()
    index(file)


def index(file: Path) -> None:
    """Put the words of all messages into the index, as the daemon does by and by."""
    store = open_store(f"sqlite:///{file}")
    for together in (AT_ONCE, INDEXED):
        waiting = True
        while waiting:
            with store.transaction() as tx:
                words.index(tx, together)
                waiting = words.wait(tx, together)
    store.close()


def _statement(name: str, spans: dict[str, int], *, first: bool, closed: bool) -> str:
    table = metadata.tables[name]
    values = {f'"{column.name}"': _copied(column, spans) for column in table.columns}
    if closed and name == "tickets":
        values |= _ONCE_CLOSED
    if first:
        return f"UPDATE {name} SET {', '.join(f'{column} = {value}' for column, value in values.items())}"  # noqa: S608
    (key,) = table.primary_key
    chosen = f"SELECT {', '.join(values.values())} FROM {name} WHERE {key.name} <= {spans[name]}"  # noqa: S608
    return f"INSERT INTO {name} ({', '.join(values)}) {chosen}"


def _copied(column: Column[object], spans: dict[str, int]) -> str:
    """The value of a column in a copy, in SQL; NULL stays NULL."""
    name = f'"{column.name}"'
    target = next((key.column.table.name for key in column.foreign_keys), column.table.name)
    if column.foreign_keys or column.primary_key:
        return f"{name} + :copy * {spans[target]}"
    if isinstance(column.type, Instant):
        return f"{name} + 14 * {DAY}" if column.name in _AHEAD else f"{name} - (:last - :copy) * {DAY}"
    return _ANOTHER.get(column.name, "{0}").format(name)
