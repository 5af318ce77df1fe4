"""Spec 2.1: `after = "move"` moves what has been decided, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mailticket.inbox.archive import archive
from mailticket.inbox.imap import Selected
from mailticket.store import inbound
from mailticket.store.engine import open_store
from mailticket.store.inbound import Arrival, InboundState
from mailticket.store.schema import upgrade

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Folder:
    def __init__(self) -> None:
        self.moved: list[int] = []

    def select(self, folder: str) -> Selected:
        return Selected(uidvalidity=7, uid_next=5, exists=4)

    def ensure(self, folder: str) -> None:
        assert folder == "archive"

    def move(self, uids: Sequence[int], folder: str, to: str) -> bool:
        self.moved += uids
        return True


def test_decided_messages_move_and_those_that_wait_or_are_set_aside_stay(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(store)
    arrivals = [
        Arrival(folder="INBOX", uidvalidity=7, uid=uid, received_at=AT, size_bytes=1, raw=b"x") for uid in (1, 2, 3, 4)
    ]
    with store.transaction() as tx:
        inbound.add(tx, arrivals, AT)
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
    store.close()
