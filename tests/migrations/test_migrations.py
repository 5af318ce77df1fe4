"""Up, down, and equal to tables.py, on each database (spec 4.3)."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect, text

from mailticket.errors import ConfigError, Refused
from mailticket.store import desk, inbound, schema, tickets, words
from mailticket.store.engine import Store, open_store
from mailticket.store.tables import metadata

AN_OLD_MESSAGE = """
    INSERT INTO inbound (folder, uidvalidity, uid, received_at, size_bytes, raw, state, attempts, stored_at)
    VALUES ('INBOX', 1, 1, 0, 17, :raw, 'new', 0, 0)
"""
AN_OLD_TICKET = """
    INSERT INTO tickets (number, subject, customer_address, customer_key, status, priority, opened_at, state)
    VALUES (1, 'Printer', :key, :key, 'open', 'normal', 1, '{}')
"""
A_MESSAGE = """
    INSERT INTO messages (id, ticket, direction, kind, message_id, via_list, recipients, subject, at, text, attachments,
        why, reached_customer)
    VALUES (:id, 1, 'in', 'question', '<1@example.net>', false, '{}', '', 1, :text, '[]', '', true)
"""


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations_folder()).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


@pytest.fixture
def empty(empty_url: str) -> Store:
    return open_store(empty_url)


def test_head_is_the_newest_revision_and_each_is_numbered_and_named() -> None:
    assert script().get_heads() == [schema.HEAD]
    revisions = list(script().walk_revisions())
    assert all(len(one.revision) == 4 and one.revision.isdigit() for one in revisions)
    assert all(Path(one.path).name.startswith(f"{one.revision}_") for one in revisions)


def test_what_the_migrations_make_is_what_tables_py_says(empty: Store) -> None:
    schema.migrate(empty)
    with empty.engine.connect() as connection:
        ours = MigrationContext.configure(connection, opts={"include_name": without_full_text})
        assert compare_metadata(ours, metadata) == []
    assert partial_indexes(empty) == partial_indexes_of_tables(empty)
    empty.close()


def test_a_new_file_has_at_once_what_the_migrations_make(tmp_path: Path) -> None:
    made, migrated = (open_store(f"sqlite:///{tmp_path / name}.db") for name in ("made", "migrated"))
    assert schema.upgrade(made) is None
    schema.migrate(migrated)
    assert schema.revision(made) == schema.revision(migrated) == schema.HEAD
    assert everything_of(made) == everything_of(migrated)
    assert partial_indexes(made) == partial_indexes(migrated)
    for one in (made, migrated):
        one.close()


def test_the_bytes_of_messages_and_the_domains_of_customers_come_along(empty: Store) -> None:
    with empty.engine.begin() as connection:
        command.upgrade(alembic(connection), "0002")
        connection.execute(text(AN_OLD_MESSAGE), {"raw": b"Subject: 1\r\n\r\n\xff"})
        connection.execute(text(AN_OLD_TICKET), {"key": "ani@sub.example.net"})
    schema.migrate(empty)
    with empty.reading() as tx:
        assert [one.raw for one in inbound.next_new(tx, 9)] == [b"Subject: 1\r\n\r\n\xff"]
        assert tickets.count_opened_from(tx, "sub.example.net", datetime(1970, 1, 1, tzinfo=UTC)) == 1
    with empty.engine.begin() as connection:
        command.downgrade(alembic(connection), "0002")
        assert connection.execute(text("SELECT raw FROM inbound")).scalar_one() == b"Subject: 1\r\n\r\n\xff"
    empty.close()


def test_down_again_leaves_nothing(empty: Store) -> None:
    schema.migrate(empty)
    with empty.engine.begin() as connection:
        command.downgrade(alembic(connection), "base")
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    empty.close()


def test_a_second_upgrade_does_nothing(empty: Store) -> None:
    assert schema.revision(empty) is None
    assert not schema.is_current(empty)
    schema.upgrade(empty)
    with empty.transaction() as tx:
        desk.put(tx, "digest", "today")
    assert schema.upgrade(empty) == schema.HEAD
    with empty.reading() as tx:
        assert desk.get(tx, "digest") == "today"
    empty.close()


def test_tables_that_another_process_made_since_we_looked_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}")
    schema.upgrade(store)
    with monkeypatch.context() as before:
        before.setattr(schema, "revision", lambda _store: None)
        assert schema.upgrade(store) is None
    assert schema.is_current(store)
    store.close()


def test_a_newer_database_is_refused(empty: Store) -> None:
    schema.upgrade(empty)
    with empty.transaction() as tx:
        tx.run(text("UPDATE alembic_version SET version_num = '9999'"))
    for look in (schema.is_current, schema.upgrade):
        with pytest.raises(ConfigError, match=r"newer mailticket.*9999"):
            look(empty)
    empty.close()


def test_looking_makes_no_file(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path / 'desk.db'}")
    assert not schema.is_current(opened)
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_is_copied_before_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opened_at_an_older_revision(tmp_path)
    monkeypatch.setattr(command, "upgrade", lambda config, revision: None)
    assert schema.upgrade(opened) == "0000"
    opened.close()
    copy = sqlite3.connect(tmp_path / f"desk.db.before-{schema.HEAD}")
    assert copy.execute("SELECT value FROM desk WHERE key = 'digest'").fetchall() == [("today",)]
    copy.close()


def test_an_upgrade_that_loses_rows_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opened_at_an_older_revision(tmp_path)

    def orphan(config: Config, revision: str) -> None:
        config.attributes["connection"].execute(
            text("INSERT INTO journal (ticket, at, fact, why, payload) VALUES (7, 0, 'Closed', '', '{}')")
        )

    monkeypatch.setattr(command, "upgrade", orphan)
    with pytest.raises(Refused, match="undone"):
        schema.upgrade(opened)
    with opened.transaction() as tx:
        assert tx.value(text("SELECT count(*) FROM journal")) == 0
        assert tx.value(text("PRAGMA foreign_keys")) == 1
    opened.close()


def test_messages_of_an_older_desk_are_found_by_their_words(empty: Store) -> None:
    """4.4: the upgrade fills the index; what comes after it is found too."""
    with empty.engine.begin() as connection:
        command.upgrade(alembic(connection), "0003")
        connection.execute(text(AN_OLD_TICKET), {"key": "ani@sub.example.net"})
        for number, said in enumerate(("The lamp is 100% red: \\o/", "Toner's gone"), 1):
            connection.execute(text(A_MESSAGE), {"id": number, "text": said})
    schema.migrate(empty)
    with empty.transaction() as tx:
        assert desk.get(tx, "indexed") == "2"
        assert [one for ids in words.matching(tx, ["printer ani@sub.example.net"]) for one in ids] == [2, 1]
        assert [one for ids in words.matching(tx, ["RED"]) for one in ids] == [1]
        tx.run(text(A_MESSAGE), {"id": 3, "text": "Red again"})
        words.index(tx, 1)
        assert [one for ids in words.matching(tx, ["red"]) for one in ids] == [3, 1]
    with empty.engine.begin() as connection:
        command.downgrade(alembic(connection), "0003")
        assert not {"words", "lease"} & set(inspect(connection).get_table_names())
    empty.close()


def test_a_current_database_is_recognised_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    opened = open_store(url)
    schema.upgrade(opened)
    opened.close()
    look = (
        "import sys; from mailticket.store import engine, schema; store = engine.open_store(sys.argv[1]); "
        "assert schema.is_current(store); store.close(); "
        "sys.exit(sum(name in sys.modules for name in ('alembic', 'sqlalchemy.orm')))"
    )
    assert subprocess.run([sys.executable, "-c", look, url], check=False, timeout=60).returncode == 0


def without_full_text(name: str | None, kind: str, _parents: object) -> bool:
    """What finds words is each database's own (`store/words.py`)."""
    return not (kind == "table" and name is not None and name.partition("_")[0] == "words")


def opened_at_an_older_revision(folder: Path) -> Store:
    opened = open_store(f"sqlite:///{folder / 'desk.db'}")
    schema.upgrade(opened)
    with opened.transaction() as tx:
        desk.put(tx, "digest", "today")
        tx.run(text("UPDATE alembic_version SET version_num = '0000'"))
    return opened


def alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations_folder()))
    config.attributes["connection"] = connection
    return config


def everything_of(store: Store) -> dict[str, dict[str, object]]:
    """Each table as SQLite itself tells it: columns by name, since an added one stands last, keys and indexes."""
    found: dict[str, dict[str, object]] = {}
    with store.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            indexes = connection.exec_driver_sql(f"PRAGMA index_list({name})").all()
            keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({name})").all()
            columns = connection.exec_driver_sql(f"PRAGMA table_xinfo({name})").all()
            found[name] = {
                "columns": sorted(tuple(row)[1:] for row in columns),
                "keys": sorted(tuple(row)[2:] for row in keys),
                "indexes": sorted(
                    (*tuple(row)[2:], *(one[2] for one in connection.exec_driver_sql(f"PRAGMA index_info({row[1]})")))
                    for row in indexes
                ),
                "names": sorted(row[1] for row in indexes if row[3] == "c"),
            }
    return found


def partial_indexes(store: Store) -> dict[str, str]:
    """Name and condition, as the database has them."""
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
    if not store.on_sqlite:
        found = "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '% WHERE %' AND schemaname = 'public'"
    with store.reading() as tx:
        return {name: sql.partition(" WHERE ")[2] for name, sql in tx.rows(text(found))}


def partial_indexes_of_tables(store: Store) -> dict[str, str]:
    """The same from tables.py, by making all of it anew. It says the conditions for SQLite alone."""
    copied = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        for index in table.to_metadata(copied).indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    with store.engine.begin() as connection:
        copied.drop_all(connection)
        copied.create_all(connection)
    return partial_indexes(store)
