"""One IMAP connection: select, new UIDs, fetch, append, idle. The only user of imapclient (RFC 9051; spec 2.1).

A `Mailbox` connects when it is first used and drops the connection at any trouble, so the next use starts afresh.
It is blocking and belongs to one thread.
"""

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, LoginError

from mailticket.bearer import bearer
from mailticket.errors import MailboxAway, TokenAway

Tls = Literal["implicit", "starttls", "none"]

SEARCHED_AT_ONCE = 50_000
"""Messages that one SEARCH looks at: its answer is one line, and imaplib takes no line over 1,000,000 bytes."""

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, AssertionError, MemoryError, RecursionError)
"""What the parsers of imapclient and imaplib raise on an answer that is no IMAP, beside their own errors."""

_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[AUTHENTICATIONFAILED]")
"""Response codes that speak of the server's day, not of one message (RFC 9051 section 7.1)."""


class Garbled(MailboxAway):
    """The server is there, but its answer to a command was a refusal or can't be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAccount:
    """Where the mailbox is and how to get in. The password or token is asked for at each login and never kept here."""

    host: str
    port: int
    tls: Tls
    username: str
    password: Callable[[], str] = field(repr=False)
    renew: Callable[[str], str] | None = field(default=None, repr=False)
    """None: `password` is a password. Else it is an access token, and this gives another for one that was refused."""
    ca_file: str | None = None
    """None: the system's certificates."""
    connect_timeout: float = 20.0
    """Seconds; imapclient has no limit of its own."""
    read_timeout: float = 60.0
    """Seconds of silence after which the server counts as gone."""


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
            with suppress(IMAPClientError, OSError, *_UNREADABLE):
                client.logout()
            _hang_up(client)

    def select(self, folder: str) -> Selected:
        """Open a folder for reading only (EXAMINE). Names are ours (`a/b`); the server's own are found from them."""
        with self._speaking() as client:
            name = self._named(folder)
            said = client.select_folder(name, readonly=True)
            if b"UIDNEXT" not in said:  # seen in practice with old servers
                said |= client.folder_status(name, ["UIDNEXT"])
            return Selected(uidvalidity=said[b"UIDVALIDITY"], uid_next=said[b"UIDNEXT"], exists=said[b"EXISTS"])

    def uids_above(self, uid: int, exists: int) -> list[int]:
        """The UIDs above this one in the selected folder, ascending. `exists`: what `select` said.

        A large folder is searched in pieces, from the end: where messages vanish meanwhile the rest moves down, into
        pieces that are still to be searched, so none is passed over.
        """
        with self._speaking() as client:
            found: set[int] = set()
            for last in range(exists, 0, -SEARCHED_AT_ONCE) or (0,):
                first = max(last - SEARCHED_AT_ONCE + 1, 1)
                piece = [] if exists <= SEARCHED_AT_ONCE else [f"{first}:{'*' if last == exists else last}"]
                found.update(client.search([*piece, "UID", f"{uid + 1}:*"]))
            # "n:*" always names the last message, even where it lies below n (RFC 9051 section 9).
            return sorted(each for each in found if each > uid)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """RFC822.SIZE in bytes by UID; a message that has no readable size is left out."""
        with self._speaking() as client:
            said = client.fetch(uids, ["RFC822.SIZE"])
            sizes = {uid: item.get(b"RFC822.SIZE") for uid, item in said.items()}
            return {uid: size for uid, size in sizes.items() if isinstance(size, int)}

    def fetch(self, uids: Sequence[int], *, first_bytes: int | None = None) -> list[Fetched | Broken]:
        """The messages, unchanged on the server (BODY.PEEK); what vanished meanwhile is left out.

        `first_bytes`: only that much of each (partial FETCH, RFC 9051 section 6.4.5); None: all of it.
        """
        part = "" if first_bytes is None else f"<0.{first_bytes}>"
        key = b"BODY[]" if first_bytes is None else b"BODY[]<0>"
        with self._speaking() as client:
            said = client.fetch(uids, [f"BODY.PEEK[]{part}", "INTERNALDATE", "RFC822.SIZE"])
            silent = [uid for uid in uids if uid not in said]
            here = set(client.search(["UID", ",".join(map(str, silent))])) if silent else set()
            read = [_read(uid, said[uid], key, complete=first_bytes is None) for uid in uids if uid in said]
            return read + [Broken(uid=uid, raw=b"", why="the server gives no answer") for uid in silent if uid in here]

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
                self._client = self._connect()
            yield self._client
        except BaseException as error:
            self._drop()
            if isinstance(error, (IMAPClientError, OSError, TokenAway, *_UNREADABLE)):
                raise _what_it_means(error)(f"{self._account.host}: {_one_line(error)}") from error
            raise

    def _connect(self) -> IMAPClient:
        """Connect and log in; where a token is refused, once more with another one."""
        secret, renew = self._account.password(), self._account.renew
        try:
            return self._enter(secret)
        except LoginError:
            another = renew(secret) if renew is not None else secret
            if another == secret:
                raise
        return self._enter(another)

    def _enter(self, secret: str) -> IMAPClient:
        account = self._account
        context = None if account.tls == "none" else ssl.create_default_context(cafile=account.ca_file)
        implicit = account.tls == "implicit"
        client = IMAPClient(
            account.host,
            account.port,
            ssl=implicit,
            ssl_context=context if implicit else None,
            timeout=SocketTimeout(account.connect_timeout, account.read_timeout),  # type: ignore[arg-type]
        )
        try:
            client.normalise_times = False  # else instants come back naive and local
            if account.tls == "starttls":
                client.starttls(context)  # raises where it isn't offered: never in clear text by accident
            if account.renew is None:
                _log_in(client, account.username, secret)
            else:
                _log_in_by_token(client, account.username, secret)
            self._root = _root(client)
        except BaseException:
            _hang_up(client)
            raise
        return client

    def _drop(self) -> None:
        client, self._client = self._client, None
        self._known.clear()
        if client is not None:
            _hang_up(client)

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


def _log_in(client: IMAPClient, username: str, password: str) -> None:
    # LOGIN carries ASCII only; AUTHENTICATE PLAIN carries UTF-8 (RFC 4616).
    try:
        if (username + password).isascii():
            client.login(username, password)
        else:
            client.plain_login(username, password)
    except _UNREADABLE:
        raise LoginError("the password can't be sent to this server") from None  # its error would quote it


def _log_in_by_token(client: IMAPClient, username: str, token: str) -> None:
    offered = [each[5:].decode("ascii") for each in client.capabilities() if each.startswith(b"AUTH=")]
    exchange = bearer(offered, username, token)
    if exchange is None:
        raise CapabilityError(f"the server takes no access token (XOAUTH2, OAUTHBEARER) {_offers(offered)}")
    answers = iter((exchange.first, exchange.refused))
    try:
        client.sasl_login(exchange.mechanism, lambda _: next(answers, None))
    except (IMAPClientError, *_UNREADABLE) as error:
        raise LoginError(_one_line(error)) from None


def _offers(mechanisms: Sequence[str]) -> str:
    return f"but {', '.join(mechanisms)}" if mechanisms else "and names no other way to log in"


def _root(client: IMAPClient) -> tuple[str, str | None]:
    """Prefix and separator of our own folders (NAMESPACE, RFC 2342). A separator None: folders lie flat."""
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            return str(personal[0][0] or ""), personal[0][1]
    listed = client.list_folders("", "")
    delimiter = listed[0][1] if listed else b"/"
    return "", None if delimiter is None else bytes(delimiter).decode("ascii")


def _read(uid: int, item: Mapping[bytes, Any], key: bytes, *, complete: bool) -> Fetched | Broken:
    raw, at, size = item.get(key), item.get(b"INTERNALDATE"), item.get(b"RFC822.SIZE")
    if not isinstance(raw, bytes):
        return Broken(uid=uid, raw=b"", why="the server gives no body")
    if not isinstance(at, datetime) or at.tzinfo is None:
        return Broken(uid=uid, raw=raw, why="the server gives no INTERNALDATE")
    if not isinstance(size, int):
        return Broken(uid=uid, raw=raw, why="the server gives no size")
    return Fetched(uid=uid, received_at=at.astimezone(UTC), raw=raw, size_bytes=size, complete=complete)


def _hang_up(client: IMAPClient) -> None:
    with suppress(OSError, AttributeError):
        client.shutdown()


def _one_line(error: BaseException) -> str:
    """An error as a short line without control characters: a server's words end up in a log."""
    text = str(error) or type(error).__name__
    return "".join(c if c.isprintable() else " " for c in text)[:200]
