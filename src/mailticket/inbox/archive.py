"""Archiving pass, for `after = "move"`: what has been decided leaves the folder (spec 2.1)."""

import logging
from collections.abc import Sequence
from typing import Protocol

from mailticket.inbox.imap import Selected
from mailticket.inbox.poll import server_validity
from mailticket.store import inbound
from mailticket.store.engine import Store
from mailticket.store.mailbox import Position, position

log = logging.getLogger(__name__)

ASKED_AT_ONCE = 500


class Mailbox(Protocol):
    """What the pass needs of `inbox.imap.Mailbox`."""

    def select(self, folder: str) -> Selected: ...  # noqa: D102
    def uids_above(self, uid: int, exists: int) -> list[int]: ...  # noqa: D102
    def move(self, uids: Sequence[int], folder: str, to: str) -> bool: ...  # noqa: D102


def archive(store: Store, mailbox: Mailbox, folders: Sequence[str], to: str, limit: int) -> int:
    """Move at most `limit` decided messages of each folder; returns how many were moved. Idle when run twice.

    What waits, what lies in quarantine and what arrived before the start stay where they are. MailboxAway: do it again.
    """
    moved = 0
    for folder in folders:
        with store.reading() as tx:
            at = position(tx, folder)
        uids = _done_with(store, mailbox, at)[:limit] if at is not None else []
        if uids and not mailbox.move(uids, folder, to):
            log.warning("the server can't move mail", extra={"folder": folder})
        elif uids:
            moved += len(uids)
    if moved:
        log.info("archived", extra={"moved": moved})
    return moved


def _done_with(store: Store, mailbox: Mailbox, at: Position) -> list[int]:
    """The UIDs in the folder that may leave it; none where it was renumbered, until it has been polled again."""
    with store.reading() as tx:
        first = inbound.first_uid(tx, at.folder, at.uidvalidity)
    seen = mailbox.select(at.folder)
    if first is None or not seen.exists or seen.uidvalidity != server_validity(at):
        return []
    here = mailbox.uids_above(first - 1, seen.exists)
    with store.reading() as tx:
        pieces = (here[n : n + ASKED_AT_ONCE] for n in range(0, len(here), ASKED_AT_ONCE))
        return [uid for piece in pieces for uid in inbound.done_with(tx, at.folder, at.uidvalidity, piece)]
