"""Spec 5.5: no statement of a message, a sweep or a drain gets slower as the desk gets older: each has its index."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.dialects import sqlite

from mailticket.store import desk, inbound, journal, mailbox, outbox_sql, schema, threads, tickets, told, unproven
from mailticket.store.engine import open_store

READS_MANY = {
    "tickets._ALL", "tickets._COUNT", "threads._LEAD", "threads._WHOLE", "outbox_sql.ALL",  # what others begin with
    "mailbox._FOLDERS",
    "tickets._LAST", "tickets._ONE_OPENS", "unproven._ALL",
}  # fmt: skip
SETS = {
    "inbound._CHANGE": "state",
    "mailbox._MARK": "polled_at",
    "threads._REPLACE": "why",
    "outbox_sql.AWAIT_ECHO": "next_at",
    "outbox_sql.ECHOED": "echoed_at",
    "outbox_sql.FILE": "filed_at",
}
"""What an update without values of its own is given."""
STATEMENTS = {
    f"{room.__name__.rpartition('.')[2]}.{name}": statement
    for room in (desk, inbound, journal, mailbox, outbox_sql, threads, tickets, told, unproven)
    for name, statement in vars(room).items()
    if isinstance(statement, Select | Update | Delete | Insert)
}


@pytest.fixture(scope="module", params=[schema.upgrade, schema.migrate], ids=["new file", "upgraded file"])
def plans(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The query plan of every statement on an empty database, line by line."""
    folder: Path = tmp_path_factory.mktemp("plans")
    opened = open_store(f"sqlite:///{folder / 'desk.db'}")
    request.param(opened)
    found = {}
    with opened.engine.connect() as connection:
        for name, statement in STATEMENTS.items():
            if name not in READS_MANY and not isinstance(statement, Insert):
                keys = [SETS.get(name, "ended_at")] if isinstance(statement, Update) else None
                sql = str(statement.compile(dialect=sqlite.dialect(), column_keys=keys))
                sql = re.sub(r"__\[POSTCOMPILE_\w+\]", "?", sql)
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (0,) * sql.count("?"))
                found[name] = [row[3] for row in rows]
    opened.close()
    return found


def test_no_statement_reads_a_whole_table(plans: dict[str, list[str]]) -> None:
    slow = {
        name: lines
        for name, lines in plans.items()
        if any(line.startswith("SCAN") and "USING" not in line and "CONSTANT" not in line for line in lines)
    }
    assert slow == {}


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("inbound._NEXT", "ix_inbound_new"),
        ("inbound._QUARANTINED", "ix_inbound_quarantined"),
        ("tickets._WAKING", "ix_tickets_wake_at"),
        ("tickets._NEXT_WAKE", "ix_tickets_wake_at"),
        ("outbox_sql.DUE", "ix_deliveries_waiting"),
        ("outbox_sql.DUE", "ix_deliveries_in_line"),
        ("outbox_sql.NEXT_DUE", "ix_deliveries_waiting"),
        ("outbox_sql.RECOVER", "ix_deliveries_sending"),
        ("outbox_sql.UNREPORTED", "ix_deliveries_unheard"),
        ("outbox_sql.UNFILED", "ix_outbox_unfiled"),
        ("outbox_sql.COUNT_TO", "ix_deliveries_outside"),
        ("outbox_sql.COUNT_SENT", "ix_deliveries_ended_at"),
        ("threads._FIND", "ix_messages_message_id"),
        ("threads._BY_FINGERPRINT", "ix_messages_fingerprint"),
        ("journal._READ", "ix_journal_ticket"),
        ("unproven._UNASKED", "ix_unproven_unasked"),
    ],
)
def test_what_every_pass_asks_has_its_index(plans: dict[str, list[str]], statement: str, index: str) -> None:
    assert any(index in line for line in plans[statement]), plans[statement]
