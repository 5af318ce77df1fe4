"""One daemon a database (spec 4.3)."""

from pathlib import Path

import pytest
from sqlalchemy import text

from mailticket.errors import Refused, StoreAway
from mailticket.store.alone import alone
from mailticket.store.engine import Store, open_store


def test_a_second_one_is_refused_until_the_first_has_ended(store: Store) -> None:
    with alone(store), pytest.raises(Refused, match="another mailticket runs"), alone(store):
        pass
    with alone(store):
        pass


def test_its_place_keeps_no_transaction_open(store: Store) -> None:
    if store.path is not None:
        pytest.skip("SQLite's place is a lock on a file")
    idle = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'")
    with alone(store), store.engine.connect() as other:
        assert other.execute(idle).scalar() == 0


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be", encoding="utf-8")
    store = open_store(f"sqlite:///{tmp_path / 'state' / 'desk.db'}")
    with pytest.raises(StoreAway, match="desk"), alone(store):
        pass
