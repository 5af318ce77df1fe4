"""Up, down, and equal to tables.py, on each database (spec 4.3)."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from mailticket.errors import ConfigError, Refused
from mailticket.store import desk, schema
from mailticket.store.engine import Store, open_store
from mailticket.store.tables import metadata


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
    assert schema.upgrade(empty) is None
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert partial_indexes(empty) == partial_indexes_of_tables(empty)
    empty.close()


def test_down_again_leaves_nothing(empty: Store) -> None:
    schema.upgrade(empty)
    with empty.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(schema.migrations_folder()))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
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


def opened_at_an_older_revision(folder: Path) -> Store:
    opened = open_store(f"sqlite:///{folder / 'desk.db'}")
    schema.upgrade(opened)
    with opened.transaction() as tx:
        desk.put(tx, "digest", "today")
        tx.run(text("UPDATE alembic_version SET version_num = '0000'"))
    return opened


def partial_indexes(store: Store) -> dict[str, str]:
    """Name and condition, as the database has them."""
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
    if not store.on_sqlite:
        found = "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '% WHERE %' AND schemaname = 'public'"
    with store.reading() as tx:
        return {name: sql.partition(" WHERE ")[2] for name, sql in tx.rows(text(found))}


def partial_indexes_of_tables(store: Store) -> dict[str, str]:
    """The same from tables.py, by making all of it anew. It says the conditions for SQLite alone."""
    for index in (index for table in metadata.sorted_tables for index in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    with store.engine.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    return partial_indexes(store)
