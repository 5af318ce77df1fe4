"""An IMAP server as a value: folders with UIDVALIDITY and UIDs, and a connection that may fail at any command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.simulation.post import message_id_of
from tests.simulation.weather import Crash, Weather

from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Broken, Fetched, Garbled, Selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message in a folder; `which` stays the same when UIDs change."""

    which: int
    received_at: datetime
    raw: bytes
    message_id: str = ""


@dataclass
class Folder:
    """One folder."""

    uidvalidity: int
    uid_next: int = 1
    mails: dict[int, Kept] = field(default_factory=dict)

    def add(self, mail: Kept) -> None:
        """The next UID is its own."""
        self.mails[self.uid_next] = mail
        self.uid_next += 1

    def renumber(self) -> None:
        """All get new UIDs in their order, under a new UIDVALIDITY."""
        kept = list(self.mails.values())
        self.uidvalidity += 1
        self.uid_next, self.mails = 1, {}
        for mail in kept:
            self.add(mail)


class MailServer:
    """The helpdesk's account. What was ever delivered is remembered in `arrived`, also when it is expunged."""

    def __init__(self) -> None:
        self.inbox = Folder(uidvalidity=1000)
        self.folders: dict[str, Folder] = {"INBOX": self.inbox}
        self.arrived: list[Kept] = []
        self.read_under = 0
        """UIDVALIDITY of the inbox when it was last read to its end."""
        self._restored = False
        self.gone: set[int] = set()
        """Which of them the server lost."""

    def deliver(self, raw: bytes, at: datetime) -> None:
        """A mail comes in. What takes a UID that was given back before anybody looked, nobody could tell by its UID."""
        if self._restored:
            self._restored = False
            self.inbox.renumber()
        mail = Kept(
            which=len(self.arrived), received_at=at.replace(microsecond=0), raw=raw, message_id=message_id_of(raw)
        )
        self.arrived.append(mail)
        self.inbox.add(mail)

    def looked_at(self) -> None:
        """The desk has read the inbox to its end."""
        self.read_under, self._restored = self.inbox.uidvalidity, False

    def lose(self, uid: int) -> None:
        """A message is gone, by no act of ours."""
        if (mail := self.inbox.mails.pop(uid, None)) is not None:
            self.gone.add(mail.which)

    def rewind(self) -> None:
        """A lower UIDVALIDITY, maybe one that was there before, with other UIDs."""
        self.inbox.renumber()
        self.inbox.uidvalidity -= 2

    def restore(self) -> None:
        """Back from a backup that lacks the last mails, with the same UIDVALIDITY."""
        for uid in list(self.inbox.mails)[-2:]:
            self.lose(uid)
        self.inbox.uid_next = max(self.inbox.mails, default=0) + 1
        self._restored = True


class Mailbox:
    """A connection, with what `inbox.imap.Mailbox` offers."""

    def __init__(self, server: MailServer, weather: Weather, now: Callable[[], datetime]) -> None:
        self._server = server
        self._weather = weather
        self._now = now
        self._folder = Folder(uidvalidity=1)

    def _ask(self, command: str) -> None:
        match self._weather.strikes("imap", command):
            case "imap crash":
                raise Crash
            case "imap away" | "imap away for long":
                raise MailboxAway(f"{command}: the connection is lost")
            case "imap garbled":
                raise Garbled(f"{command}: BAD")

    def close(self) -> None: ...

    def select(self, folder: str) -> Selected:
        self._ask("select")
        if folder not in self._server.folders:
            raise MailboxAway(f"no folder {folder}")
        self._folder = self._server.folders[folder]
        if self._weather.strikes("select", folder) == "renumbered":
            self._folder.renumber()
        return Selected(
            uidvalidity=self._folder.uidvalidity, uid_next=self._folder.uid_next, exists=len(self._folder.mails)
        )

    def uids_above(self, uid: int, exists: int) -> list[int]:
        self._ask("search")
        return [one for one in self._folder.mails if one > uid]

    def sizes(self, uids: Sequence[int]) -> Mapping[int, int]:
        self._ask("sizes")
        return {uid: len(self._folder.mails[uid].raw) for uid in uids if uid in self._folder.mails}

    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]:
        self._ask("fetch")
        broken: set[int] = set()
        order = list(uids)
        match self._weather.strikes("fetch"):
            case "expunged":
                self._server.lose(uids[0])
            case "nil":
                broken.add(uids[-1])
            case "shuffled":
                order.reverse()
        return [self._read(uid, uid in broken) for uid in order if uid in self._folder.mails]

    def abridged(self, uids: Sequence[int], most_bytes: int) -> list[Fetched | Broken]:
        return self.fetch(uids, first_bytes=most_bytes)

    def _read(self, uid: int, broken: bool) -> Fetched | Broken:
        if broken:
            return Broken(uid=uid, raw=b"", why="NIL")
        mail = self._folder.mails[uid]
        return Fetched(uid=uid, received_at=mail.received_at, raw=mail.raw, size_bytes=len(mail.raw), complete=True)

    def ensure(self, folder: str) -> None:
        self._ask("create")
        self._server.folders.setdefault(folder, Folder(uidvalidity=2000))

    def append(self, folder: str, mails: Sequence[tuple[bytes, datetime]]) -> None:
        self._ask("append")
        for raw, at in mails:
            self._server.folders[folder].add(Kept(which=-1, received_at=at, raw=raw))
        if self._weather.strikes("imap after", "append"):
            raise MailboxAway("append: the answer is lost")

    def move(self, uids: Sequence[int], folder: str, to: str) -> bool:
        self._ask("move")
        here, there = self._server.folders[folder], self._server.folders[to]
        moved = [uid for uid in uids if uid in here.mails]
        for uid in moved:
            there.add(here.mails[uid])
        if self._weather.strikes("move") == "half moved":
            raise MailboxAway("move: the connection is lost")
        for uid in moved:
            del here.mails[uid]
        if self._weather.strikes("imap after", "move"):
            raise MailboxAway("move: the answer is lost")
        return True

    def with_message_id(self, message_id: str, above: int = 0) -> list[int]:
        self._ask("search header")
        line = f"Message-ID: {message_id}".encode()
        return [uid for uid, mail in self._folder.mails.items() if uid > above and line in mail.raw]

    def unread_junk(self) -> int:
        return 0
