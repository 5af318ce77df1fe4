"""Units of work: all or nothing, one writer, and errors that say what may pass by itself (I06, spec 5.4)."""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError, StatementError

from mailticket.errors import ConfigError, StoreAway
from mailticket.store import desk, mailbox
from mailticket.store.engine import Store, Transaction, open_store
from mailticket.store.schema import upgrade


def test_an_exception_takes_everything_back(store: Store) -> None:
    def interrupted() -> None:
        with store.transaction() as tx:
            desk.put(tx, "digest", "today")
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    with store.reading() as tx:
        assert desk.get(tx, "digest") is None


def test_a_statement_by_hand_belongs_to_its_own_unit_of_work(store: Store) -> None:
    def interrupted() -> None:
        with store.transaction() as tx:
            tx.run(text("INSERT INTO desk (key, value) VALUES ('lost', '')"))
            desk.put(tx, "lost too", "")
            raise KeyError

    with store.transaction() as tx:
        tx.run(text("INSERT INTO desk (key, value) VALUES ('kept', '')"))
        desk.put(tx, "kept too", "")
    with pytest.raises(KeyError):
        interrupted()
    with store.transaction() as tx:
        assert [row[0] for row in tx.rows(text("SELECT key FROM desk ORDER BY key"))] == ["kept", "kept too"]


def test_units_inside_units_dont_share_a_connection(store: Store) -> None:
    with store.reading() as outer:
        with store.transaction() as tx:
            desk.put(tx, "digest", "today")
        with store.reading() as inner:
            assert desk.get(inner, "digest") == "today"
        outer.first(text("SELECT 1"))


def test_a_savepoint_takes_back_its_own_part_only(store: Store) -> None:
    def interrupted(tx: Transaction) -> None:
        with tx.savepoint():
            desk.put(tx, "second", "lost")
            raise KeyError

    with store.transaction() as tx:
        desk.put(tx, "first", "kept")
        with pytest.raises(KeyError):
            interrupted(tx)
        with tx.savepoint():
            desk.put(tx, "third", "kept")
    with store.reading() as tx:
        assert [desk.get(tx, key) for key in ("first", "second", "third")] == ["kept", None, "kept"]


def test_read_then_write_from_many_threads_loses_nothing(store: Store) -> None:
    with store.transaction() as tx:
        desk.put(tx, "count", "0")

    def count() -> None:
        for _ in range(10):
            with store.transaction() as tx:
                if not tx.on_sqlite:
                    tx.run(text("SELECT 1 FROM desk WHERE key = 'count' FOR UPDATE"))
                desk.put(tx, "count", str(int(desk.get(tx, "count") or 0) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as tx:
        assert desk.get(tx, "count") == "40"


def test_reading_goes_on_while_somebody_writes(store: Store) -> None:
    with store.transaction() as tx:
        desk.put(tx, "digest", "today")
        with store.reading() as reader:
            assert desk.get(reader, "digest") is None


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises((StatementError, ValueError), match="without a time zone"), store.transaction() as tx:
        mailbox.set_position(tx, "INBOX", 1, 1, datetime(2026, 11, 20, 12))


def test_a_locked_database_is_away_for_now(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(opened)
    with opened.reading() as tx:
        tx.run(text("PRAGMA busy_timeout=10"))
    other = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreAway, match="locked"), opened.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with opened.transaction() as tx:
        desk.put(tx, "digest", "today")
    opened.close()


def test_a_missing_folder_is_away_for_now(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path / 'unmounted' / 'desk.db'}")
    with pytest.raises(StoreAway, match="unable to open"), opened.reading():
        pass


def test_a_server_that_doesnt_answer_is_away_for_now() -> None:
    pytest.importorskip("psycopg")
    opened = open_store("postgresql+psycopg://mailticket@127.0.0.1:1/desk?connect_timeout=2")
    with pytest.raises(StoreAway), opened.reading():
        pass


def test_a_wrong_statement_is_a_bug_not_the_weather(store: Store) -> None:
    with pytest.raises((OperationalError, ProgrammingError)), store.reading() as tx:
        tx.run(text("SELECT nothing FROM nowhere"))


@pytest.mark.parametrize("url", ["mysql://x/y", "desk.db", "nonsense://", "postgresql+unknown://x/y"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="url"):
        open_store(url)


def test_values_never_reach_the_text_of_an_error(store: Store) -> None:
    with pytest.raises((StatementError, sqlite3.IntegrityError)) as caught, store.transaction() as tx:
        mailbox.set_position(tx, "secret-folder", None, 1, datetime(2026, 11, 20, 12, tzinfo=UTC))  # type: ignore[arg-type]
    assert "secret-folder" not in str(caught.value).partition("DETAIL")[0]
