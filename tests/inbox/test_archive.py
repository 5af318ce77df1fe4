"""Spec 2.1: `after = "move"` moves what has been decided, and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailticket.inbox.archive import archive
from mailticket.inbox.imap import Selected
from mailticket.store import inbound
from mailticket.store.engine import Store, Transaction, open_store
from mailticket.store.inbound import Arrival, InboundState
from mailticket.store.mailbox import set_position
from mailticket.store.schema import upgrade

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Folder:
    def __init__(self) -> None:
        self.moved: list[int] = []
        self.uid_next = 5

    def select(self, folder: str) -> Selected:
        return Selected(uidvalidity=7, uid_next=self.uid_next, exists=4)

    def ensure(self, folder: str) -> None:
        assert folder == "archive"

    def move(self, uids: Sequence[int], folder: str, to: str) -> bool:
        self.moved += uids
        return True


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(opened)
    yield opened
    opened.close()


def stored(tx: Transaction, uidvalidity: int, *uids: int) -> None:
    inbound.add(
        tx,
        [
            Arrival(folder="INBOX", uidvalidity=uidvalidity, uid=uid, received_at=AT, size_bytes=1, raw=b"x")
            for uid in uids
        ],
        AT,
    )
    set_position(tx, "INBOX", uidvalidity, max(uids), AT)


def test_decided_messages_move_and_those_that_wait_or_are_set_aside_stay(store: Store) -> None:
    with store.transaction() as tx:
        stored(tx, 7, 1, 2, 3, 4)
        inbound.decided(tx, 1, InboundState.DECIDED, AT)
        inbound.quarantine(tx, 2, "broken")
        inbound.decided(tx, 3, InboundState.COPY, AT)
    folder = Folder()
    assert archive(store, folder, "INBOX", "archive", 10) == 2
    assert folder.moved == [1, 3]
    assert archive(store, folder, "INBOX", "archive", 10) == 0
    with store.transaction() as tx:
        inbound.decided(tx, 4, InboundState.DECIDED, AT)
    assert archive(store, folder, "INBOX", "archive", 10) == 1
    assert folder.moved == [1, 3, 4]


def test_from_a_mailbox_that_came_back_from_a_backup_they_move_as_well(store: Store) -> None:
    """It has given UIDs twice under one UIDVALIDITY: the desk tells them apart by bits of its own (2.1)."""
    with store.transaction() as tx:
        stored(tx, 7 + (1 << 32), 1)
        inbound.decided(tx, 1, InboundState.DECIDED, AT)
    folder = Folder()
    assert archive(store, folder, "INBOX", "archive", 10) == 1


def test_nothing_moves_that_may_have_the_uid_of_another(store: Store) -> None:
    """The mailbox came back from a backup after it was read last: what bears this UID now nobody has read."""
    with store.transaction() as tx:
        stored(tx, 7, 1, 2, 3, 4)
        inbound.decided(tx, 1, InboundState.DECIDED, AT)
    folder = Folder()
    folder.uid_next = 2
    assert archive(store, folder, "INBOX", "archive", 10) == 0
    assert folder.moved == []
