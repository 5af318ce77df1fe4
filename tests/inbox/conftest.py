"""A fresh store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailticket.store.engine import Store, open_store
from mailticket.store.tables import metadata


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    each = open_store(f"sqlite:///{tmp_path}/desk.db")
    metadata.create_all(each.engine)
    yield each
    each.close()
