"""Spec 2.1: `after = "move"` moves what has been decided, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime

from mailticket.inbox.archive import archive
from mailticket.inbox.imap import Selected
from mailticket.store import inbound
from mailticket.store.engine import Store
from mailticket.store.inbound import Arrival, InboundState
from mailticket.store.mailbox import set_position

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)


class Folder:
    def __init__(self, *uids: int, uidvalidity: int = 7) -> None:
        self.uids = list(uids)
        self.uidvalidity = uidvalidity
        self.archived: list[int] = []
        self.able = True

    def select(self, folder: str) -> Selected:
        return Selected(uidvalidity=self.uidvalidity, uid_next=100, exists=len(self.uids))

    def uids_above(self, uid: int, exists: int) -> list[int]:
        return [each for each in self.uids if each > uid]

    def move(self, uids: Sequence[int], folder: str, to: str) -> bool:
        assert (folder, to) == ("INBOX", "mailticket/archive")
        if self.able:
            self.archived += uids
            self.uids = [each for each in self.uids if each not in uids]
        return self.able


def fill(store: Store) -> None:
    """UIDs 3 to 6: decided, a copy, quarantined, new; what is below came before the start."""
    with store.transaction() as tx:
        set_position(tx, "INBOX", 7, 6, T0)
        rows = [
            Arrival(folder="INBOX", uidvalidity=7, uid=uid, received_at=T0, size_bytes=0, raw=b"")
            for uid in (3, 4, 5, 6)
        ]
        inbound.add(tx, rows, T0)
        first, second, third, _ = (row.id for row in inbound.next_new(tx, 10))
        inbound.decided(tx, first, InboundState.DECIDED, T0)
        inbound.decided(tx, second, InboundState.COPY, T0)
        inbound.quarantine(tx, third, "odd")


def run(store: Store, folder: Folder, limit: int = 50) -> int:
    return archive(store, folder, ["INBOX"], "mailticket/archive", limit)


def test_what_is_decided_is_moved_once_and_the_rest_stays(store) -> None:
    fill(store)
    folder = Folder(1, 2, 3, 4, 5, 6)
    assert (run(store, folder), folder.archived, folder.uids) == (2, [3, 4], [1, 2, 5, 6])
    assert run(store, folder) == 0


def test_the_pass_is_bounded(store) -> None:
    fill(store)
    folder = Folder(3, 4)
    assert (run(store, folder, limit=1), folder.archived) == (1, [3])


def test_a_renumbered_folder_is_left_alone_until_it_was_polled(store) -> None:
    fill(store)
    assert run(store, Folder(3, 4, uidvalidity=8)) == 0


def test_a_server_that_cannot_move_keeps_its_mail(store) -> None:
    fill(store)
    folder = Folder(3, 4)
    folder.able = False
    assert (run(store, folder), folder.uids) == (0, [3, 4])


def test_before_the_first_poll_there_is_nothing_to_do(store) -> None:
    assert run(store, Folder(1)) == 0
