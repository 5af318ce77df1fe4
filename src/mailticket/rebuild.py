"""A new database from the mailbox and its `sent` folder (spec 2.6, 4.5). Nothing is sent.

Sending stays held in it unless nothing at all is left in doubt (spec 5.4, docs/decisions/0018).
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mailticket.assemble import Works
from mailticket.desk.past import Arrived, Done, Told, arrived, remembered
from mailticket.desk.replay import Outcome, Step, replay
from mailticket.errors import Refused
from mailticket.inbox import whole
from mailticket.inbox.imap import Broken, Fetched, Mailbox
from mailticket.inbox.poll import CLOCK_SKEW, begin_at
from mailticket.mail.parse import parse
from mailticket.mail.token import read_header
from mailticket.reports.reconcile import Discrepancy, Held, inbox_differences, sent_differences
from mailticket.store import desk as kept
from mailticket.store import inbound, outbox
from mailticket.store.inbound import Arrival
from mailticket.store.mailbox import mark_polled, position, set_position
from mailticket.store.records import Act

_HEAD_BYTES: Final = 64 * 1024
"""As much of each message is read at first: who wrote it, what it answers."""
_WHOLE: Final = 2**40
_AHEAD: Final = 50
"""Messages fetched together."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

HELD: Final = (
    "the database was rebuilt from the mailbox, and something is left in doubt. Look at `mailticket list` and "
    "`mailticket outbox`, then say `mailticket outbox release`"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One folder as it was read."""

    name: str
    uidvalidity: int
    last_uid: int
    messages: tuple[Arrived, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a desk began with a folder: what came before isn't its own."""

    at: datetime
    uidvalidity: int = 0
    last_uid: int = 0

    def covers(self, message: Arrived) -> bool:
        """Whether the message is the desk's; under the first UIDVALIDITY its number says so, later only the clock."""
        if message.uidvalidity == self.uidvalidity:
            return message.uid > self.last_uid and message.received_at >= self.at - CLOCK_SKEW
        return message.received_at >= self.at.replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the mailbox remembers."""

    read_at: datetime
    """Before it was looked at: what arrives later is the next poll's."""
    folders: tuple[Folder, ...]
    mails: tuple[Told, ...]
    acts: tuple[Done, ...]
    copies: Mapping[str, int]
    """UIDs in the `sent` folder of the mails that were sent, by Message-ID."""


def rebuild(works: Works, mailbox: Mailbox, since: datetime | None, step: Step) -> Outcome:
    """Fill the empty store of `works`. `since`: what arrived earlier isn't the desk's; None: the mailbox remembers.

    Refused if it doesn't, or if the secret is another one. MailboxAway: begin again with an empty store.
    """
    into = works.store
    memory = recall(works, mailbox)
    starts = {one.name: Start(at=since) if since else _start(works, memory, one.name) for one in memory.folders}
    polled = [one for one in memory.folders if one.name in works.inbox.folders]
    with into.transaction() as tx:
        for one in polled:
            begin_at(tx, one.name, one.uidvalidity, 0, starts[one.name].at)
        kept.put(tx, kept.SENDING_HELD, HELD)
    outcome = replay(
        into,
        works.desk,
        [message for one in memory.folders for message in one.messages if starts[one.name].covers(message)],
        memory.mails,
        memory.acts,
        _Reader(works, mailbox, memory.folders).fetch,
        step,
    )
    _put_bytes(works, mailbox)
    with into.transaction() as tx:
        for one in polled:
            set_position(tx, one.name, one.uidvalidity, one.last_uid, starts[one.name].at)
            mark_polled(tx, one.name, memory.read_at)
    outcome.held = outcome.in_doubt or bool(_differences(works, memory))
    if not outcome.held:
        with into.transaction() as tx:
            kept.put(tx, kept.SENDING_HELD, None)
    return outcome


def reconcile(works: Works, mailbox: Mailbox) -> list[Discrepancy]:
    """Every message that isn't in exactly one place, on either side; empty where all is well. MailboxAway."""
    return _differences(works, recall(works, mailbox))


def _differences(works: Works, memory: Memory) -> list[Discrepancy]:
    imap, key = works.config.imap, works.desk.key
    archived = {
        one.message_id or "" for folder in memory.folders if folder.name == imap.archive for one in folder.messages
    }

    def is_ours(row: int, _name: str) -> bool:
        with works.store.reading() as tx:
            raw = inbound.raw(tx, row)
        keyed = parse(raw).header("x-mailticket") if raw else None
        return keyed is not None and read_header(key, keyed) is not None

    found: list[Discrepancy] = []
    for folder in memory.folders:
        if folder.name in works.inbox.folders:
            with works.store.reading() as tx:
                at = position(tx, folder.name)
            start = Start(at=at.started_at if at else _EPOCH)
            there = {one.uid: one.message_id or "" for one in folder.messages if start.covers(one)}
            held = Held(folder=folder.name, uidvalidity=folder.uidvalidity, messages=there)
            found += inbox_differences(works.store, held, archived, is_ours)
    return [*found, *sent_differences(works.store, imap.sent, memory.copies)]


def recall(works: Works, mailbox: Mailbox) -> Memory:
    """Read the beginning of every message, of ours and of others."""
    imap, read_at = works.config.imap, works.clock.now()
    mails: dict[str, Told] = {}
    acts: list[Done] = []
    copies: dict[str, int] = {}
    foreign = 0
    mailbox.ensure(imap.sent)
    for one in whole.beginnings(mailbox, whole.uids(mailbox, mailbox.select(imap.sent)), _HEAD_BYTES):
        told = remembered(works.desk.key, one.raw, one.received_at) if isinstance(one, Fetched) else None
        if isinstance(told, Told):
            mails.setdefault(told.message_id, told)
            copies.setdefault(told.message_id, one.uid)
        elif told is None:
            foreign += 1
        elif told not in acts:
            acts.append(told)
    if foreign and not mails and not acts:
        raise Refused(f"none of the {foreign} mails in {imap.sent} bears this desk's secret; bring back the old secret")
    folders = []
    for name in (*imap.folders, *((imap.archive,) if imap.after == "move" else ())):
        mailbox.ensure(name)
        folder, echoes = _folder(works, mailbox, name)
        folders.append(folder)
        for echo in echoes:
            mails.setdefault(echo.message_id, echo)
    return Memory(read_at=read_at, folders=tuple(folders), mails=tuple(mails.values()), acts=tuple(acts), copies=copies)


def _folder(works: Works, mailbox: Mailbox, name: str) -> tuple[Folder, list[Told]]:
    """Its messages; and mails of ours that came back, for what left just before the end has no other copy."""
    seen = mailbox.select(name)
    uids = whole.uids(mailbox, seen)
    found: list[Arrived] = []
    echoes: list[Told] = []
    for one in whole.beginnings(mailbox, uids, _HEAD_BYTES):
        at = one.received_at if isinstance(one, Fetched) else _EPOCH
        size = one.size_bytes if isinstance(one, Fetched) else len(one.raw)
        found.append(arrived(name, seen.uidvalidity, one.uid, at, size, one.raw))
        told = remembered(works.desk.key, one.raw, at)
        if isinstance(told, Told):
            echoes.append(told)
    last = max(uids, default=seen.uid_next - 1)
    return Folder(name=name, uidvalidity=seen.uidvalidity, last_uid=last, messages=tuple(found)), echoes


def _start(works: Works, memory: Memory, folder: str) -> Start:
    """Where the desk began: the first record of it; of the archive, of any folder."""
    told = [one for one in memory.acts if one.said["record"] == Act.START]
    own = [one for one in told if one.said["folder"] == folder or folder not in works.inbox.folders]
    if own:
        first = min(own, key=lambda one: one.at)
        same = first.said["folder"] == folder
        return Start(
            at=_EPOCH if works.inbox.start == "all" else first.at,
            uidvalidity=int(first.said["uidvalidity"]) if same else 0,
            last_uid=int(first.said["last_uid"]) if same else 0,
        )
    if works.inbox.start == "all":
        return Start(at=_EPOCH)
    raise Refused(f"no record in {works.config.imap.sent} says since when {folder} is read; say --since 2026-01-31")


class _Reader:
    """Gives one message after the other, and fetches some ahead: they are asked for nearly in order."""

    def __init__(self, works: Works, mailbox: Mailbox, folders: tuple[Folder, ...]) -> None:
        self._mailbox = mailbox
        self._max_bytes = works.inbox.max_message_bytes
        self._uids: Mapping[str, list[int]] = {one.name: [each.uid for each in one.messages] for one in folders}
        self._ahead: dict[tuple[str, int], Fetched | Broken] = {}

    def fetch(self, message: Arrived) -> Arrival | None:
        """The whole message; None if it is gone."""
        place = (message.folder, message.uid)
        if place not in self._ahead:
            uids = self._uids[message.folder]
            first = bisect_left(uids, message.uid)
            whole.unchanged(self._mailbox, message.folder, message.uidvalidity)
            for one in whole.messages(self._mailbox, uids[first : first + _AHEAD], self._max_bytes):
                self._ahead[message.folder, one.uid] = one
        found = self._ahead.pop(place, None)
        if found is None:
            return None
        cut = isinstance(found, Fetched) and not found.complete
        return Arrival(
            folder=message.folder,
            uidvalidity=message.uidvalidity,
            uid=message.uid,
            received_at=message.received_at,
            size_bytes=message.size_bytes if cut else len(found.raw),
            raw=found.raw,
        )


def _put_bytes(works: Works, mailbox: Mailbox) -> None:
    """The outbox keeps of each mail the bytes that were sent (I04)."""
    seen = mailbox.select(works.config.imap.sent)
    for one in whole.messages(mailbox, whole.uids(mailbox, seen), _WHOLE):
        told = remembered(works.desk.key, one.raw, _EPOCH) if isinstance(one, Fetched) else None
        if isinstance(told, Told):
            with works.store.transaction() as tx:
                outbox.put_raw(tx, told.message_id, one.raw)
