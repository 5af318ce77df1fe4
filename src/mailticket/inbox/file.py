"""Filing pass: every sent mail, and every act that no mail tells of, goes to the `sent` folder (spec 2.6).

So the mailbox alone rebuilds the desk.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mailticket.inbox.imap import Selected
from mailticket.inbox.whole import Readable, beginnings, uids
from mailticket.store import desk, outbox, records
from mailticket.store.engine import Store
from mailticket.store.parcels import Copy
from mailticket.store.records import Record

log = logging.getLogger(__name__)

_MARK = "filed up to"
_HEAD_BYTES = 16 * 1024


class SentFolder(Protocol):
    """What the pass needs of `inbox.imap.Mailbox`."""

    def ensure(self, folder: str) -> None: ...  # noqa: D102
    def select(self, folder: str) -> Selected: ...  # noqa: D102
    def with_message_id(self, message_id: str, above: int = 0) -> list[int]: ...  # noqa: D102
    def append(self, folder: str, mails: Sequence[tuple[bytes, datetime]]) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTally:
    """What the pass did."""

    appended: int = 0
    found: int = 0
    """Already there: filed by a run that died before it could write that down."""


def file(
    store: Store,
    mailbox: SentFolder,
    folder: str,
    now: datetime,
    limit: int,
    *,
    on_paper: Callable[[Record], Copy],
    checkpoint: Callable[[str], None] = lambda _name: None,
) -> FileTally:
    """Append the copies of at most `limit` sent mails, fewer where they are large, and of as many records.

    `on_paper`: a record as a mail. Idle when nothing is left. MailboxAway: nothing is lost, file again.

    An append can't be part of a transaction. So the end of the folder (UIDVALIDITY, UIDNEXT) is written down with each
    commit: where the folder has grown beyond it, somebody else or a dead run was there, and each mail is looked for
    before it is appended.
    """
    with store.reading() as tx:
        sent = outbox.unfiled(tx, limit)
        acts = [on_paper(one) for one in records.unfiled(tx, limit)]
        mark = desk.get(tx, _MARK)
    rows = [*sent, *acts]
    if not rows:
        return FileTally()
    mailbox.ensure(folder)
    there = _already_there(mailbox, mailbox.select(folder), mark, rows)
    missing = [row for row in rows if row.message_id not in there]
    if missing:
        mailbox.append(folder, [(row.raw, row.taken_at) for row in missing])
        checkpoint("appended")
    end = mailbox.select(folder)
    with store.transaction() as tx:
        outbox.mark_filed(tx, [row.id for row in sent], now)
        records.mark_filed(tx, [row.id for row in acts], now)
        desk.put(tx, _MARK, _end(end))
    checkpoint("filed")
    tally = FileTally(appended=len(missing), found=len(there))
    log.info("filed", extra={"tally": tally})
    return tally


def grown(store: Store, mailbox: Readable, folder: str, is_ours: Callable[[bytes], str | None]) -> bytes | None:
    """The beginning of a mail of ours in the folder that the database doesn't know; None if it knows them all.

    Only what was appended since the last filing is looked at. `is_ours`: the Message-ID, if the mail is one that this
    desk sent. A database that never filed anything has no past to be behind of.
    """
    with store.reading() as tx:
        mark = desk.get(tx, _MARK)
    if mark is None:
        return None
    mailbox.ensure(folder)
    now = mailbox.select(folder)
    if mark == _end(now):
        return None
    appended = uids(mailbox, now, _filed_up_to(mark, now))
    for one in beginnings(mailbox, appended, _HEAD_BYTES):
        name = is_ours(one.raw)
        with store.reading() as tx:
            if name is not None and outbox.find_by_message_id(tx, name) is None:
                return one.raw
    return None


def _filed_up_to(mark: str | None, now: Selected) -> int:
    validity, _, uid_next = (mark or "0 1").partition(" ")
    return int(uid_next) - 1 if int(validity) == now.uidvalidity else 0


def _already_there(mailbox: SentFolder, now: Selected, mark: str | None, rows: Sequence[Copy]) -> set[str]:
    if mark == _end(now):
        return set()
    above = _filed_up_to(mark, now)
    return {row.message_id for row in rows if mailbox.with_message_id(row.message_id, above)}


def _end(folder: Selected) -> str:
    return f"{folder.uidvalidity} {folder.uid_next}"
