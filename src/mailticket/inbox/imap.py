"""One IMAP connection: select, new UIDs, fetch, append, idle. The only user of imapclient (RFC 9051; spec 2.1).

A `Mailbox` connects when it is first used and drops the connection at any trouble, so the next use starts afresh.
It is blocking and belongs to one thread.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError
from imapclient.response_parser import parse_fetch_response

from mailticket.errors import MailboxAway, TokenAway
from mailticket.inbox.connect import UNREADABLE, ImapAccount, connect, hang_up, one_line, root
from mailticket.inbox.structure import outline

SEARCHED_AT_ONCE = 50_000
"""Messages that one SEARCH looks at: its answer is one line, and imaplib takes no line over 1,000,000 bytes."""

_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[AUTHENTICATIONFAILED]")
"""Response codes that speak of the server's day, not of one message (RFC 9051 section 7.1)."""


HELD_MAX: Final = 10_000_000
"""Messages that a folder may claim to hold; each search piece is a command."""

_YEARS: Final = (1990, 9000)
"""An INTERNALDATE outside of them was never written by a server that knew the time: 1 January 1970 is nobody's."""


class Garbled(MailboxAway):
    """The server is there, but its answer to a command was a refusal or can't be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What EXAMINE said of a folder (RFC 9051 section 6.3.3)."""

    uidvalidity: int
    uid_next: int
    exists: int
    """How many messages it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One message as the server gave it."""

    uid: int
    received_at: datetime
    """INTERNALDATE, aware, UTC."""
    raw: bytes
    size_bytes: int
    """RFC822.SIZE: the whole message, also where `raw` is only its beginning."""
    complete: bool
    """False: over `max_message`, `raw` is the header and what follows up to the limit of a partial FETCH."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A message that is in the folder, but whose answer had a hole (NIL, a missing key)."""

    uid: int
    raw: bytes
    """What there was of it; may be empty."""
    why: str


class Mailbox:
    """A mailbox on an IMAP server. Every method raises MailboxAway (ConfigError where the password can't be read)."""

    def __init__(self, account: ImapAccount) -> None:
        self._account = account
        self._client: IMAPClient | None = None
        self._root: tuple[str, str | None] = ("", "/")
        self._known: set[str] = set()

    def close(self) -> None:
        """Take leave of the server. Never raises; the next use connects again."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(IMAPClientError, OSError, *UNREADABLE):
                client.logout()
            hang_up(client)

    def select(self, folder: str) -> Selected:
        """Open a folder for reading only (EXAMINE). Names are ours (`a/b`); the server's own are found from them."""
        with self._speaking() as client:
            name = self._named(folder)
            said = client.select_folder(name, readonly=True)
            if b"UIDNEXT" not in said:  # seen in practice with old servers
                said |= client.folder_status(name, ["UIDNEXT"])
            return Selected(
                uidvalidity=_number(said[b"UIDVALIDITY"]),
                uid_next=_number(said[b"UIDNEXT"]),
                exists=_number(said[b"EXISTS"], most=HELD_MAX),
            )

    def uids_above(self, uid: int, exists: int) -> list[int]:
        """The UIDs above this one in the selected folder, ascending. `exists`: what `select` said.

        A large folder is searched in pieces, from the end: where messages vanish meanwhile the rest moves down, into
        pieces that are still to be searched, so none is passed over.
        """
        with self._speaking() as client:
            found: set[int] = set()
            for last in range(exists, 0, -SEARCHED_AT_ONCE) or (0,):
                first = max(last - SEARCHED_AT_ONCE + 1, 1)
                self._ask()
                piece = [] if exists <= SEARCHED_AT_ONCE else [f"{first}:{'*' if last == exists else last}"]
                found.update(client.search([*piece, "UID", f"{uid + 1}:*"]))
            # "n:*" always names the last message, even where it lies below n (RFC 9051 section 9).
            return sorted(_number(each) for each in found if each > uid)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """RFC822.SIZE in bytes by UID; a message that has no readable size is left out."""
        with self._speaking() as client:
            said = _fetch(client, uids, "RFC822.SIZE")
            sizes = {uid: said[uid].get(b"RFC822.SIZE") for uid in uids if uid in said}
            return {uid: size for uid, size in sizes.items() if isinstance(size, int) and _is_size(size)}

    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]:
        """The messages, unchanged on the server (BODY.PEEK); what vanished meanwhile is left out.

        `first_bytes`: only that much of each (partial FETCH, RFC 9051 section 6.4.5); None: all of it.
        """
        part = "" if first_bytes is None else f"<0.{first_bytes}>"
        key = b"BODY[]" if first_bytes is None else b"BODY[]<0>"
        with self._speaking() as client:
            said = _fetch(client, uids, f"BODY.PEEK[]{part} INTERNALDATE RFC822.SIZE")
            silent = [uid for uid in uids if uid not in said]
            here = set(client.search(["UID", ",".join(map(str, silent))])) if silent else set()
            read = [_read(uid, said[uid], key, first_bytes) for uid in uids if uid in said]
            return read + [Broken(uid=uid, raw=b"", why="the server gives no answer") for uid in silent if uid in here]

    def abridged(self, uids: Sequence[int], most_bytes: int) -> list[Fetched | Broken]:
        """Of each message the header, the first text, and of the rest the names, so that it can be read (spec 2.1).

        Where the server's word on its structure is of no use: the beginning, `most_bytes` of it.
        """
        found = self.fetch(uids, first_bytes=most_bytes)
        with self._speaking() as client:
            return [_abridged(client, one, most_bytes) if isinstance(one, Fetched) else one for one in found]

    def append(self, folder: str, mails: Sequence[tuple[bytes, datetime]]) -> None:
        """Put mails, each with its instant, into a folder, marked as seen; the folder is created where it is missing.

        All in one command where the server can (MULTIAPPEND, RFC 3502: all of them or none).
        """
        with self._speaking() as client:
            name = self._existing(folder)
            if client.has_capability("MULTIAPPEND"):
                rows = [{"msg": raw, "flags": (b"\\Seen",), "date": at} for raw, at in mails]
                status, said = client.multiappend(name, rows)
                if status != "OK":  # imapclient doesn't look
                    raise IMAPClientError(f"append failed: {said!r}")
                return
            for raw, at in mails:
                client.append(name, raw, (b"\\Seen",), at)

    def ensure(self, folder: str) -> None:
        """Create a folder where it is missing."""
        with self._speaking():
            self._existing(folder)

    def with_message_id(self, message_id: str, above: int = 0) -> list[int]:
        """UIDs above `above` in the selected folder that carry this Message-ID."""
        with self._speaking() as client:
            found = client.search(["UID", f"{above + 1}:*", "HEADER", "Message-ID", message_id])
            return sorted(uid for uid in found if uid > above)

    def move(self, uids: Sequence[int], folder: str, to: str) -> bool:
        """Move messages (`after = "move"`), by copy and delete where the server has no MOVE (RFC 6851).

        False: it has no UIDPLUS (RFC 4315) either, and nothing was done; a bare EXPUNGE would take others along.
        """
        with self._speaking() as client:
            can_move = client.has_capability("MOVE")
            if not can_move and not client.has_capability("UIDPLUS"):
                return False
            target = self._existing(to)
            client.select_folder(self._named(folder))
            if can_move:
                client.move(uids, target)
            else:
                client.copy(uids, target)
                client.delete_messages(uids, silent=True)
                client.uid_expunge(uids)
            return True

    def unread_junk(self) -> int:
        """Unread mails in the folder that the server marks as Junk (RFC 6154) or calls so; 0 where there is none."""
        with self._speaking() as client:
            folder = client.find_special_folder(b"\\Junk")
            return int(client.folder_status(folder, ["UNSEEN"])[b"UNSEEN"]) if folder else 0

    def idle(self, seconds: int, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Wait until the server tells something of the selected folder; a hint only: look by UID whatever it says.

        True: it told something. False: silence for so long, or `stopped` said so (asked once a second). Where the
        server has no IDLE (RFC 2177): False at once. Keep `seconds` short: imapclient sleeps through what comes
        together with the continuation line.
        """
        with self._speaking() as client:
            if not client.has_capability("IDLE"):
                return False
            self._ask(seconds)
            client.idle()
            told = False
            for _ in range(seconds):
                if told or stopped():
                    break
                told = bool(client.idle_check(timeout=1))
            # A peer that went away looks like silence above; here it is an error.
            return bool(client.idle_done()[1]) or told

    def can_idle(self) -> bool:
        """Whether the server offers IDLE."""
        with self._speaking() as client:
            return bool(client.has_capability("IDLE"))

    @contextmanager
    def _speaking(self) -> Iterator[IMAPClient]:
        try:
            if self._client is None:
                self._client = connect(self._account)
                self._root = root(self._client)
            self._ask()
            yield self._client
        except BaseException as error:
            self._drop()
            if isinstance(error, (IMAPClientError, OSError, TokenAway, *UNREADABLE)):
                raise _what_it_means(error)(f"{self._account.host}: {one_line(error)}") from error
            raise

    def _ask(self, seconds: float = 0.0) -> None:
        """Before a question: from here on its answer is measured. `seconds`: how long we mean to wait for it."""
        assert self._client is not None  # noqa: S101 - only called while speaking
        account = self._account
        self._client.socket().expect(seconds + account.answer_seconds, account.answer_bytes)

    def _drop(self) -> None:
        client, self._client = self._client, None
        self._known.clear()
        if client is not None:
            hang_up(client)

    def _named(self, folder: str) -> str:
        """Our name of a folder in the server's own spelling: its separator, and the prefix that some hosts ask for."""
        prefix, separator = self._root
        if folder.upper() == "INBOX":
            return folder
        name = folder.replace("/", separator or "-")
        return name if name.upper().startswith(prefix.upper()) else prefix + name

    def _existing(self, folder: str) -> str:
        assert self._client is not None  # noqa: S101 - only called while speaking
        name = self._named(folder)
        if name not in self._known:
            if not self._client.folder_exists(name):
                self._client.create_folder(name)
                self._client.subscribe_folder(name)
            self._known.add(name)
        return name


def batches(sizes: Mapping[int, int], *, bytes_max: int, count_max: int) -> Iterator[list[int]]:
    """UIDs in ascending order, in batches of at most so many bytes (a single one may be larger) and messages."""
    batch: list[int] = []
    total = 0
    for uid in sorted(sizes):
        if batch and (len(batch) == count_max or total + sizes[uid] > bytes_max):
            yield batch
            batch, total = [], 0
        batch.append(uid)
        total += sizes[uid]
    if batch:
        yield batch


def _what_it_means(error: Exception) -> type[MailboxAway]:
    """Whether the server is gone, or there and garbled. imaplib calls both of them an abort."""
    said = str(error)
    if isinstance(error, OSError | LoginError | TokenAway) or any(code in said for code in _PASSING):
        return MailboxAway
    if isinstance(error, IMAPClientAbortError) and "unexpected response" not in said:
        return MailboxAway
    return Garbled


def _fetch(client: IMAPClient, uids: Sequence[int], items: str) -> dict[int, dict[bytes, Any]]:
    """What the server says of each UID; an answer that names no UID says nothing of any.

    imapclient's own takes the sequence number for a UID that is left out: one mail would be kept as another.
    """
    status, said = client._imap.uid("FETCH", ",".join(map(str, uids)), f"({items})")  # noqa: SLF001
    if status != "OK":
        raise IMAPClientError(f"fetch failed: {said[0]!r}")
    found: dict[int, dict[bytes, Any]] = {}
    for answer in _answers(said):
        item: dict[bytes, Any]
        for item in parse_fetch_response(answer, normalise_times=False, uid_is_key=False).values():
            found.setdefault(_number(item.pop(b"UID", 0)), {}).update(item)
    return found


def _abridged(client: IMAPClient, begun: Fetched, most_bytes: int) -> Fetched:
    header, gap, _ = begun.raw.partition(b"\r\n\r\n")
    if begun.complete or not gap:
        return begun
    said = _fetch(client, [begun.uid], "BODYSTRUCTURE").get(begun.uid, {})
    plan = outline(said.get(b"BODYSTRUCTURE"))
    if plan is None:
        return begun
    raw = plan.abridged(header + gap, _fetch(client, [begun.uid], plan.items(most_bytes)).get(begun.uid, {}))
    return begun if raw is None else replace(begun, raw=raw)


def _answers(said: Sequence[Any]) -> Iterator[list[Any]]:
    """Each FETCH answer by itself, as imaplib has them: (text, literal) pairs, and the text that ends it."""
    answer: list[Any] = []
    for piece in said:
        answer.append(piece)
        if isinstance(piece, bytes):
            yield answer
            answer = []


def _number(said: object, most: int = 2**32 - 1) -> int:
    """A number as IMAP has them; ValueError where it is none, or larger than can be."""
    if not isinstance(said, int) or not 0 <= said <= most:
        raise ValueError(f"the server says {str(said)[:40]!r} where only a number up to {most} makes sense")
    return said


def _is_size(said: object) -> bool:
    return isinstance(said, int) and 0 <= said < 2**63


def _read(uid: int, item: Mapping[bytes, Any], key: bytes, first_bytes: int | None) -> Fetched | Broken:
    raw, at, size = item.get(key), item.get(b"INTERNALDATE"), item.get(b"RFC822.SIZE")
    if not isinstance(raw, bytes):
        return Broken(uid=uid, raw=b"", why="the server gives no body")
    if not isinstance(at, datetime) or at.tzinfo is None or not _YEARS[0] <= at.year <= _YEARS[1]:
        return Broken(uid=uid, raw=raw, why="the server gives no INTERNALDATE that can be")
    if not isinstance(size, int) or not _is_size(size):
        return Broken(uid=uid, raw=raw, why="the server gives no size that can be")
    complete = first_bytes is None or len(raw) < first_bytes  # whatever size it claims to have
    return Fetched(uid=uid, received_at=at.astimezone(UTC), raw=raw, size_bytes=size, complete=complete)
