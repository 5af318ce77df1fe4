"""All that a folder holds, or what is asked for of it: for who reads a mailbox again (spec 4.5, 5.4)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Broken, Fetched, Selected, batches
from mailticket.inbox.poll import BATCH_BYTES, BATCH_COUNT, CUT_BYTES, SIZES_AT_ONCE


class Readable(Protocol):
    """What is needed of `inbox.imap.Mailbox`."""

    def ensure(self, folder: str) -> None: ...  # noqa: D102
    def select(self, folder: str) -> Selected: ...  # noqa: D102
    def uids_above(self, uid: int, exists: int) -> list[int]: ...  # noqa: D102
    def sizes(self, uids: Sequence[int]) -> Mapping[int, int]: ...  # noqa: D102
    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]: ...  # noqa: D102
    def abridged(self, uids: Sequence[int], most_bytes: int) -> list[Fetched | Broken]: ...  # noqa: D102


def uids(mailbox: Readable, seen: Selected, above: int = 0) -> list[int]:
    """The UIDs of the selected folder, ascending."""
    return mailbox.uids_above(above, seen.exists) if seen.exists else []


def beginnings(mailbox: Readable, wanted: Sequence[int], first_bytes: int) -> Iterator[Fetched | Broken]:
    """The first bytes of messages of the selected folder, in order."""
    for start in range(0, len(wanted), BATCH_COUNT):
        yield from sorted(
            mailbox.fetch(wanted[start : start + BATCH_COUNT], first_bytes=first_bytes), key=lambda one: one.uid
        )


def messages(mailbox: Readable, wanted: Sequence[int], max_bytes: int) -> Iterator[Fetched | Broken]:
    """The same messages whole, as a poll reads them: over `max_bytes` without their attachments."""
    for start in range(0, len(wanted), SIZES_AT_ONCE):
        sizes = mailbox.sizes(wanted[start : start + SIZES_AT_ONCE])
        weights = {uid: min(size, CUT_BYTES) if size > max_bytes else size for uid, size in sizes.items()}
        for batch in batches(weights, bytes_max=BATCH_BYTES, count_max=BATCH_COUNT):
            whole = [uid for uid in batch if sizes[uid] <= max_bytes]
            large = [uid for uid in batch if sizes[uid] > max_bytes]
            found = mailbox.fetch(whole) if whole else []
            found += mailbox.abridged(large, CUT_BYTES) if large else []
            yield from sorted(found, key=lambda one: one.uid)


def unchanged(mailbox: Readable, folder: str, uidvalidity: int) -> None:
    """Open the folder again. MailboxAway if it was renumbered while it was being read."""
    if mailbox.select(folder).uidvalidity != uidvalidity:
        raise MailboxAway(f"{folder}: renumbered while it was being read")
