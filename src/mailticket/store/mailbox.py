"""Per mailbox: how far it has been read, since when, and when last (spec 2.1)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from mailticket.store import desk
from mailticket.store.engine import Transaction
from mailticket.store.tables import mailboxes

SERVERS: Final = 2**32
"""A UIDVALIDITY of the server's is below this (RFC 9051, 2.3.1.1); above, we count how often it gave UIDs back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a folder has been read."""

    folder: str
    uidvalidity: int
    last_uid: int
    """0: nothing read yet."""
    started_at: datetime
    """Mail that arrived earlier is never decided."""
    polled_at: datetime | None = None
    """When the last good poll began; None before the first."""


_POSITION: Final = select(mailboxes).where(mailboxes.c.folder == bindparam("folder"))
_SET: Final = insert(mailboxes).on_conflict_do_update(
    index_elements=[mailboxes.c.folder],
    set_={
        "uidvalidity": insert(mailboxes).excluded.uidvalidity,
        "last_uid": insert(mailboxes).excluded.last_uid,
    },
)
_MARK: Final = update(mailboxes).where(mailboxes.c.folder == bindparam("which"))
_FOLDERS: Final = select(mailboxes.c.folder, mailboxes.c.polled_at)


def position(tx: Transaction, folder: str) -> Position | None:
    """Where the last poll ended; None for a folder that was never read."""
    row = tx.first(_POSITION, {"folder": folder})
    return None if row is None else Position(**row._asdict())


def set_position(tx: Transaction, folder: str, uidvalidity: int, last_uid: int, started_at: datetime) -> None:
    """Note how far the folder is read; `started_at` counts the first time only."""
    tx.run(
        _SET,
        {"folder": folder, "uidvalidity": uidvalidity, "last_uid": last_uid, "started_at": started_at},
    )


def mark_polled(tx: Transaction, folder: str, at: datetime) -> None:
    """Note a good poll that began at `at`: all that had arrived by then is stored."""
    tx.run(_MARK, {"which": folder, "polled_at": at})


def horizon(tx: Transaction, folders: frozenset[str] | None = None) -> datetime | None:
    """The instant up to which all folders have been read (house rule 1); None if one of them never was.

    `folders`: those of the configuration; None means all that were ever read.
    """
    polled = {row.folder: row.polled_at for row in tx.rows(_FOLDERS)}
    instants = [polled.get(folder) for folder in (polled if folders is None else folders)]
    known = [instant for instant in instants if instant is not None]
    return min(known) if known and len(known) == len(instants) else None


def want(tx: Transaction, folder: str, uidvalidity: int, uid: int) -> None:
    """Let the next poll fetch this message, wherever the folder has been read to."""
    _put_wanted(tx, folder, uidvalidity, wanted(tx, folder, uidvalidity) | {uid})


def wanted(tx: Transaction, folder: str, uidvalidity: int) -> frozenset[int]:
    """The UIDs that somebody wants fetched; none of an older UIDVALIDITY: all is read again under the new one."""
    kept = json.loads(desk.get(tx, _wanted_key(folder)) or "{}")
    return frozenset(kept["uids"] if kept.get("uidvalidity") == uidvalidity else ())


def got(tx: Transaction, folder: str, uidvalidity: int, uids: Iterable[int]) -> None:
    """They were looked for: want them no more."""
    _put_wanted(tx, folder, uidvalidity, wanted(tx, folder, uidvalidity).difference(uids))


def _put_wanted(tx: Transaction, folder: str, uidvalidity: int, uids: frozenset[int]) -> None:
    kept = json.dumps({"uidvalidity": uidvalidity, "uids": sorted(uids)})
    desk.put(tx, _wanted_key(folder), kept if uids else None)


def _wanted_key(folder: str) -> str:
    return f"wanted {folder}"
