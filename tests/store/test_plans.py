"""Spec 5.5: no statement of a message, a sweep or a drain gets slower as the desk gets older: each has its index."""

import ast
import importlib
import pkgutil
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Delete, Insert, Select, TextClause, Update
from sqlalchemy.dialects import sqlite

from mailticket import reports, store
from mailticket.ids import Address
from mailticket.store import schema, tickets, words
from mailticket.store.engine import open_store
from mailticket.store.tickets import Filter
from mailticket.ticket.model import Status

ROOMS = (store, reports)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BUDI = Address("budi@example.org", "Budi")

READS_MANY = {
    "tickets._ALL", "tickets._COUNT", "threads._LEAD", "threads._WHOLE", "outbox_sql.ALL",  # what others begin with
    "mailbox._FOLDERS",
    "reconcile._FILED", "reconcile._PLACES", "reconcile._ROWS",  # compares the whole desk with the whole mailbox
    "schema._REVISION",  # one row
    "tickets._LAST", "tickets._ONE_OPENS", "unproven._ALL", "words._ENDINGS",
}  # fmt: skip
SETS = {
    "inbound": "state",
    "inbound_raw": "raw",
    "mailboxes": "polled_at",
    "messages": "why",
    "outbox": "filed_at",
    "records": "filed_at",
}
"""What an update without values of its own is given, by table; elsewhere `ended_at`."""
NOT_ON_SQLITE = {"_TAKE", "_HOLDER", "_RENEW", "_GIVE_BACK", "_CHECK", "_ADD_VECTOR", "_EMPTY_VECTOR", "_MATCH_VECTOR"}
"""The lease is one row; the vectors of the words are PostgreSQL's."""
BUILT_AS_THEY_RUN = {
    ("move.py", "copy"), ("move.py", "_batches"), ("move.py", "_count"), ("move.py", "_number_on"),  # whole tables
    ("schema.py", "_make"), ("tickets.py", "_saving"), ("desk.py", "_putting"),  # inserts
}  # fmt: skip
STATEMENTS = {
    f"{module.name}.{name}": statement
    for room in ROOMS
    for module in pkgutil.iter_modules(room.__path__)
    for name, statement in vars(importlib.import_module(f"{room.__name__}.{module.name}")).items()
    if isinstance(statement, Select | Update | Delete | Insert | TextClause) and name not in NOT_ON_SQLITE
}
"""All that the daemon and the command line ask of a database: the store writes SQL, the reports read it."""


@pytest.fixture(scope="module", params=[schema.upgrade, schema.migrate], ids=["new file", "upgraded file"])
def plans(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The query plan of every statement on an empty database, line by line."""
    folder: Path = tmp_path_factory.mktemp("plans")
    opened = open_store(f"sqlite:///{folder / 'desk.db'}")
    request.param(opened)
    found = {}
    with opened.engine.connect() as connection:
        connection.execute(words._ENDINGS)
        for name, statement in STATEMENTS.items():
            if name not in READS_MANY and not isinstance(statement, Insert):
                keys = [SETS.get(statement.table.name, "ended_at")] if isinstance(statement, Update) else None
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
        if any(
            line.startswith("SCAN")
            and "USING" not in line
            and "CONSTANT" not in line
            and "VIRTUAL TABLE INDEX" not in line
            for line in lines
        )
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
        ("outbox_sql.KNOW_ITS_MESSAGE", "ix_messages_message_id"),
    ],
)
def test_what_every_pass_asks_has_its_index(plans: dict[str, list[str]], statement: str, index: str) -> None:
    assert any(index in line for line in plans[statement]), plans[statement]


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(),
        Filter(statuses=(Status.CLOSED,)),
        Filter(statuses=(Status.CLOSED, Status.RESOLVED)),
        Filter(operator=BUDI),
        Filter(customer=BUDI),
        Filter(since=NOON),
    ],
    ids=repr,
)
def test_of_a_listing_the_newest_are_read_first_and_not_all_of_them_sorted(tmp_path: Path, chosen: Filter) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'desk.db'}")) as opened:
        schema.upgrade(opened)
        asked = tickets._fitting(chosen).compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
        with opened.engine.connect() as connection:
            found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (0,) * str(asked).count("?")).all()
    assert "TEMP B-TREE" not in str(found)
    assert "USING INDEX" in str(found)


def test_no_function_makes_a_statement_of_its_own() -> None:
    """What is built as it runs would be in none of the plans above."""
    built = {
        (path.name, one.name)
        for room in ROOMS
        for path in Path(str(room.__file__)).parent.glob("*.py")
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.FunctionDef) and any(_is_statement(node) for node in ast.walk(one))
    }
    assert built == BUILT_AS_THEY_RUN


def _is_statement(node: ast.AST) -> bool:
    made_by = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return made_by in ("select", "update", "delete", "insert", "text")
