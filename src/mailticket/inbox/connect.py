"""The way into a mailbox: TLS, login, namespace (RFC 9051; spec 2.1). Beside `imap.py` the only user of imapclient."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from imaplib import IMAP4
from typing import Final, Literal

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from mailticket.bearer import bearer, no_way
from mailticket.inbox.wire import Bounded, context
from mailticket.mail import clean

Tls = Literal["implicit", "starttls", "none"]

UNREADABLE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    MemoryError,
    RecursionError,
)
"""What the parsers of imapclient and imaplib raise on an answer that is no IMAP, beside their own errors."""

_GREETING_BYTES: Final = 1024 * 1024
_NO_LIMIT: Final = float("inf")


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
    answer_seconds: float = 500.0
    """How long one answer may take however much is said; less than what the daemon takes for a pass that hangs."""
    answer_bytes: int = 64 * 1024 * 1024
    """How long one answer may be: it is in memory. Twice what is asked for at once, since servers estimate sizes."""


def connect(account: ImapAccount) -> IMAPClient:
    """Connect and log in; where an access token is refused, once more with another one.

    Raises what imapclient, the socket and the parsers raise; ConfigError and TokenAway from the account.
    """
    secret = account.password()
    try:
        return _enter(account, secret)
    except LoginError:
        another = account.renew(secret) if account.renew is not None else secret
        if another == secret:
            raise
    return _enter(account, another)


def root(client: IMAPClient) -> tuple[str, str | None]:
    """Prefix and separator of our own folders (NAMESPACE, RFC 2342). A separator None: folders lie flat."""
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            return str(personal[0][0] or ""), personal[0][1]
    listed = client.list_folders("", "")
    delimiter = listed[0][1] if listed else b"/"
    return "", None if delimiter is None else bytes(delimiter).decode("ascii")


def hang_up(client: IMAPClient) -> None:
    """End the connection without a word. Never raises."""
    with suppress(OSError, AttributeError):
        client.shutdown()


def one_line(error: BaseException) -> str:
    """An error as a short line without control characters: a server's words end up in a log."""
    return clean.line(str(error) or type(error).__name__, 200)


class _Client(IMAPClient):
    """imapclient with bounds on what it hears, from the greeting on."""

    def _create_IMAP4(self) -> IMAP4:  # noqa: N802 - imapclient's name for it
        limit = getattr(self._timeout, "connect", None)
        if self.ssl:
            return _ImapTls(self.host, self.port, self.ssl_context, limit)
        return _ImapPlain(self.host, self.port, limit)


class _Literals(IMAP4):
    def read(self, size: int) -> bytes:
        """A literal of so many bytes, if it may have so many."""
        if isinstance(self.sock, Bounded):
            self.sock.foresee(size)
        return super().read(size)


class _ImapPlain(_Literals, IMAP4WithTimeout):
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return _set_up(Bounded.of(super()._create_socket(timeout)))


class _ImapTls(_Literals, IMAP4_TLS):
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return _set_up(super()._create_socket(timeout))


def _set_up(wire: socket.socket) -> socket.socket:
    """Bounds for the greeting; and a command that is written in two pieces waits for no acknowledgement of the first.

    Servers put that off by 40 ms (RFC 896, RFC 1122 section 4.2.3.2), and imapclient writes every search so.
    """
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if isinstance(wire, Bounded):
        wire.expect(wire.gettimeout() or _NO_LIMIT, _GREETING_BYTES)
    return wire


def _enter(account: ImapAccount, secret: str) -> IMAPClient:
    tls = None if account.tls == "none" else context(account.ca_file)
    implicit = account.tls == "implicit"
    client = _Client(
        account.host,
        account.port,
        ssl=implicit,
        ssl_context=tls if implicit else None,
        timeout=SocketTimeout(account.connect_timeout, account.read_timeout),  # type: ignore[arg-type]
    )
    try:
        client.normalise_times = False  # else instants come back naive and local
        if account.tls == "starttls":
            client.starttls(tls)  # raises where it isn't offered: never in clear text by accident
        client.socket().expect(account.answer_seconds, account.answer_bytes)
        if account.renew is None:
            _log_in(client, account.username, secret)
        else:
            _log_in_by_token(client, account.username, secret)
    except BaseException:
        hang_up(client)
        raise
    return client


def _log_in(client: IMAPClient, username: str, password: str) -> None:
    # LOGIN carries ASCII only; AUTHENTICATE PLAIN carries UTF-8 (RFC 4616). A server that says LOGINDISABLED must not
    # be told a password by LOGIN (RFC 9051 section 6.2.3).
    try:
        if (username + password).isascii() and not client.has_capability("LOGINDISABLED"):
            client.login(username, password)
        elif client.has_capability("LOGINDISABLED") and not client.has_capability("AUTH=PLAIN"):
            raise LoginError("the server takes no password on this connection (LOGINDISABLED)")
        else:
            client.plain_login(username, password)
    except UNREADABLE:
        raise LoginError("the password can't be sent to this server") from None  # its error would quote it


def _log_in_by_token(client: IMAPClient, username: str, token: str) -> None:
    offered = [each[5:].decode("ascii") for each in client.capabilities() if each.startswith(b"AUTH=")]
    exchange = bearer(offered, username, token)
    if exchange is None:
        raise CapabilityError(no_way(offered))
    answers = iter((exchange.first, exchange.refused))
    try:
        client.sasl_login(exchange.mechanism, lambda _: next(answers, None))
    except (IMAPClientError, *UNREADABLE) as error:
        raise LoginError(one_line(error)) from None
