"""One SMTP connection to the relay (RFC 5321; spec 2.8). The only async file, and the only user of aiosmtplib.

The rest of the house is sync: a `Carrier` owns an event loop and runs it for one mail at a time, so that every answer
can be written down before the next mail is spoken of.
"""

import asyncio
import base64
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, Self

import aiosmtplib

from mailticket.bearer import bearer, no_way
from mailticket.errors import RelayAway, TokenAway
from mailticket.mail import clean

Tls = Literal["implicit", "starttls", "none"]

_PLAIN_ADDRESS = re.compile(r'[^\s<>()\[\]@,;:\\"\x00-\x20\x7f]+@[^\s<>()@,;:\\"\x00-\x20\x7f]+')
"""What may stand between < and >: aiosmtplib's own reader turns some malformed strings into other addresses."""

_NO_ADDRESS = "5.1.3 not a mail address; never sent"
_NO_UTF8 = "5.6.7 the relay takes no international addresses (SMTPUTF8, RFC 6531)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Where the relay is and how to get in. `username` None: no login. Password and token are never kept here."""

    host: str
    port: int
    tls: Tls
    username: str | None = None
    password: Callable[[], str] | None = field(default=None, repr=False)
    renew: Callable[[str], str] | None = field(default=None, repr=False)
    """None: `password` is a password. Else it is an access token, and this gives another for one that was refused."""
    ca_file: str | None = None
    """None: the system's certificates."""
    greeting: str | None = None
    """The name that we give in EHLO; None: the machine's own."""
    timeout: float = 60.0
    """Seconds for each answer."""
    final_timeout: float = 300.0
    """Seconds for the text and its answer: the server may examine and file it first (RFC 5321 section 4.5.3.2.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail and its envelope: frozen bytes, the same at every attempt (I04)."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes = field(repr=False)
    smtputf8: bool = False
    """Addresses in its header are not ASCII."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took the mail for this recipient."""

    said: str


@dataclass(frozen=True, slots=True)
class Denied:
    """The server did not, or we didn't ask: 4xx for now, 5xx for good (RFC 5321 section 4.2.1)."""

    code: int
    said: str

    @property
    def for_good(self) -> bool:
        """Whether trying again is pointless."""
        return self.code >= 500


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The answer after the final dot was lost: the server may have the mail, or not."""

    why: str


_TOO_BIG = 552
"""MAIL with SIZE: this mail is over the server's limit (RFC 1870 section 6.1); the next one may go."""
_TAKEN = (aiosmtplib.SMTPStatus.completed, aiosmtplib.SMTPStatus.will_forward, aiosmtplib.SMTPStatus.cannot_vrfy)
_TROUBLE = (aiosmtplib.SMTPException, OSError, ValueError, TokenAway)
_LINE_MAX = 512
"""Bytes of a command line; an AUTH that is longer says its first word when it is asked for it (RFC 4954 section 4)."""

Outcome = Accepted | Denied | Doubtful


class _Connection(aiosmtplib.SMTP):
    """The library's connection. What is said about a mail is said by ourselves, at less than half the cost.

    The library's way to limit a wait takes one more turn of the loop for each answer, it mends the line ends of every
    text, though ours are frozen with the right ones (`mail/verify.py`), and it reads each command for line breaks,
    though an address with one is never said.
    """

    async def say(self, octets: bytes, seconds: float | None = None) -> aiosmtplib.SMTPResponse:
        """What is sent, ready for the wire, and the answer to it. `seconds` None: as long as any answer may take.

        SMTPException, and OSError for silence: the connection is of no more use, and nothing was said where there was
        more to hear already: the library would take that for the answer.
        """
        if self.protocol is None:
            raise aiosmtplib.SMTPServerDisconnected("Connection lost")
        if self.protocol._buffer:  # noqa: SLF001 - the library has no other word for it
            raise aiosmtplib.SMTPServerDisconnected("the relay says more than it was asked")
        async with asyncio.timeout(self.timeout if seconds is None else seconds):
            self.protocol.write(octets)
            answer = await self.protocol.read_response()
        if answer.code == aiosmtplib.SMTPStatus.domain_unavailable:
            self.close()
        return answer

    def close(self) -> None:
        """At once: TLS would wait for the relay's own farewell, longer than the loop lives that waits."""
        wire = self.transport
        super().close()
        if isinstance(wire, asyncio.WriteTransport):
            wire.abort()


class Carrier:
    """Carries letters to the relay over one kept connection. Belongs to one thread; use as a context manager."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._runner = asyncio.Runner()
        self._loop = self._runner.get_loop()  # `Runner.run` sets up and takes down more than a mail costs
        self._smtp: _Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Connect and log in, unless that is done. RelayAway where it can't be; ConfigError without a password."""
        self._loop.run_until_complete(self._open())

    @property
    def smtputf8(self) -> bool:
        """Whether the relay takes international addresses; False while there is no connection."""
        return self._smtp is not None and self._smtp.supports_extension("smtputf8")

    def carry(self, letter: Letter) -> Mapping[str, Outcome]:
        """Hand one letter over; every recipient gets an outcome.

        Raises RelayAway where nobody got it and nobody is to blame: no connection, no login, our sender refused, 421,
        or a connection lost before the text was sent. ConfigError where the password can't be read.
        """
        return self._loop.run_until_complete(self._carry(letter))

    def close(self) -> None:
        """Take leave of the relay and end the event loop. Never raises."""
        self._loop.run_until_complete(self._leave())
        self._runner.close()

    async def _open(self) -> None:
        try:
            if self._smtp is None or not self._smtp.is_connected:
                await self._connect()
        except _TROUBLE as error:
            raise await self._away(error) from error

    async def _carry(self, letter: Letter) -> Mapping[str, Outcome]:
        kept = self._smtp is not None and self._smtp.is_connected
        try:
            return await self._attempt(letter)
        except RelayAway:
            if not kept:
                raise
            # A relay closes what was silent for minutes: that is no fault, a new connection will do.
            return await self._attempt(letter)

    async def _attempt(self, letter: Letter) -> Mapping[str, Outcome]:
        try:
            smtp = self._smtp if self._smtp is not None and self._smtp.is_connected else await self._connect()
            if not _PLAIN_ADDRESS.fullmatch(letter.sender):
                raise ValueError(f"no address to send from: {letter.sender!r}")
            denied = _unspeakable(letter, utf8=smtp.supports_extension("smtputf8"))
            asked = [each for each in letter.recipients if each not in denied]
            return {**denied, **(await _transaction(smtp, letter, asked, self._relay.final_timeout) if asked else {})}
        except _TROUBLE as error:
            raise await self._away(error) from error

    async def _connect(self) -> _Connection:
        """Connect and log in; where a token is refused, once more with another one."""
        relay = self._relay
        secret = relay.password() if relay.username is not None and relay.password is not None else ""
        try:
            return await self._enter(secret)
        except aiosmtplib.SMTPAuthenticationError:
            another = relay.renew(secret) if relay.renew is not None else secret
            if another == secret:
                raise
        await self._drop()
        return await self._enter(another)

    async def _enter(self, secret: str) -> _Connection:
        relay = self._relay
        smtp = _Connection(
            hostname=relay.host,
            port=relay.port,
            timeout=relay.timeout,
            local_hostname=relay.greeting,
            use_tls=relay.tls == "implicit",
            start_tls=relay.tls == "starttls",  # never None: that would go on in clear text
            tls_context=None if relay.tls == "none" else ssl.create_default_context(cafile=relay.ca_file),
        )
        self._smtp = smtp
        await smtp.connect()
        if smtp.is_ehlo_or_helo_needed:
            await smtp.ehlo()
        if relay.username is not None and relay.renew is not None:
            await _log_in_by_token(smtp, relay.username, secret)
        elif relay.username is not None:
            await smtp.login(relay.username, secret)
        return smtp

    async def _away(self, error: Exception) -> RelayAway:
        # Also after an error that isn't SMTP's: with the envelope half said, the next mail would be refused for it.
        await self._drop()
        return RelayAway(f"{self._relay.host}: {_one_line(error)}")

    async def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()
            await asyncio.sleep(0)  # the transport closes in the next turn of the loop

    async def _leave(self) -> None:
        if self._smtp is not None and self._smtp.is_connected:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self._smtp.quit(timeout=5)
        await self._drop()


async def _log_in_by_token(smtp: aiosmtplib.SMTP, username: str, token: str) -> None:
    offered = [each.upper() for each in smtp.server_auth_methods]
    exchange = bearer(offered, username, token)
    if exchange is None:
        raise aiosmtplib.SMTPNotSupported(no_way(offered))
    name, first = exchange.mechanism.encode(), base64.b64encode(exchange.first)
    if len(b"AUTH " + name + b" " + first + b"\r\n") <= _LINE_MAX:
        answer = await smtp.execute_command(b"AUTH", name, first)
    else:
        answer = await smtp.execute_command(b"AUTH", name)
        if answer.code == aiosmtplib.SMTPStatus.auth_continue:
            answer = await smtp.execute_command(first)
    if answer.code == aiosmtplib.SMTPStatus.auth_continue:
        answer = await smtp.execute_command(base64.b64encode(exchange.refused))
    if answer.code != aiosmtplib.SMTPStatus.auth_successful:
        raise aiosmtplib.SMTPAuthenticationError(answer.code, answer.message)


async def _transaction(
    smtp: _Connection, letter: Letter, asked: Sequence[str], final_timeout: float
) -> dict[str, Outcome]:
    """MAIL, RCPT …, DATA (RFC 5321 section 3.3). An SMTPException means that the text was not sent."""
    # sendmail() would do the same, but can't tell a connection lost before the text from one lost after it; mail() and
    # rcpt() read each address anew, as much work as all the rest, though it is known by now to be a plain one.
    encoding = "utf-8" if smtp.supports_extension("smtputf8") else "ascii"
    opening = f"MAIL FROM:<{letter.sender}>{_options(smtp, letter)}\r\n"
    answer = await smtp.say(opening.encode(encoding))
    if answer.code != aiosmtplib.SMTPStatus.completed:
        refused = aiosmtplib.SMTPSenderRefused(answer.code, answer.message, letter.sender)
        if answer.code == _TOO_BIG:
            return dict.fromkeys(asked, Denied(answer.code, _one_line(refused)))
        raise refused
    outcomes: dict[str, Outcome] = {}
    taken = []
    for recipient in asked:
        answer = await smtp.say(f"RCPT TO:<{recipient}>\r\n".encode(encoding))
        if answer.code in _TAKEN:
            taken.append(recipient)
            continue
        unwanted = aiosmtplib.SMTPRecipientRefused(answer.code, answer.message, recipient)
        if answer.code == aiosmtplib.SMTPStatus.domain_unavailable or not _refuses(answer):
            raise unwanted
        outcomes[recipient] = Denied(answer.code, _one_line(unwanted))
    if not taken:
        await _reset(smtp)
        return outcomes
    outcome = await _text(smtp, letter.raw, final_timeout)
    return outcomes | dict.fromkeys(taken, outcome)


async def _text(smtp: _Connection, raw: bytes, final_timeout: float) -> Outcome:
    """DATA, the text, and its answer; once the text is on its way a lost connection leaves a doubt."""
    answer = await smtp.say(b"DATA\r\n")
    if answer.code == aiosmtplib.SMTPStatus.start_input:
        try:
            answer = await smtp.say(_stuffed(raw), final_timeout)
        except (aiosmtplib.SMTPException, OSError) as error:
            smtp.close()
            return Doubtful(_one_line(error))
        said = _one_line(aiosmtplib.SMTPResponseException(answer.code, answer.message))
        if answer.code == aiosmtplib.SMTPStatus.completed:
            return Accepted(said)
        if not _refuses(answer):
            smtp.close()
            return Doubtful(said)
    refused = aiosmtplib.SMTPDataError(answer.code, answer.message)
    if not _refuses(answer):
        raise refused
    await _reset(smtp)
    return Denied(answer.code, _one_line(refused))


async def _reset(smtp: _Connection) -> None:
    """Set the envelope aside; where the relay can't even do that, the next mail gets a new connection."""
    try:
        answer = await smtp.say(b"RSET\r\n")
    except (aiosmtplib.SMTPException, OSError):
        smtp.close()
    else:
        if answer.code != aiosmtplib.SMTPStatus.completed:
            smtp.close()


def _refuses(answer: aiosmtplib.SMTPResponse) -> bool:
    """Whether it is a refusal; what is neither that nor what was expected says nothing at all."""
    return 400 <= answer.code < 600


def _stuffed(raw: bytes) -> bytes:
    """The text with dots at line starts doubled, and the final dot (RFC 5321 section 4.5.2)."""
    doubled = raw.replace(b"\r\n.", b"\r\n..")
    return (b"." if raw.startswith(b".") else b"") + doubled + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n")


def _options(smtp: _Connection, letter: Letter) -> str:
    options = ""
    if smtp.supports_extension("size"):
        options += f" SIZE={len(letter.raw)}"
    if not letter.raw.isascii() and smtp.supports_extension("8bitmime"):
        options += " BODY=8BITMIME"
    if _needs_utf8(letter) and smtp.supports_extension("smtputf8"):
        options += " SMTPUTF8"
    return options


def _needs_utf8(letter: Letter) -> bool:
    return letter.smtputf8 or not all(each.isascii() for each in (letter.sender, *letter.recipients))


def _unspeakable(letter: Letter, *, utf8: bool) -> dict[str, Outcome]:
    """The recipients that the server must not be asked for, each with why.

    Without SMTPUTF8 the others get the mail all the same, unless its header needs it.
    """
    denied: dict[str, Outcome] = {}
    for each in letter.recipients:
        if not _PLAIN_ADDRESS.fullmatch(each):
            denied[each] = Denied(553, _NO_ADDRESS)
        elif not utf8 and (letter.smtputf8 or not (each + letter.sender).isascii()):
            denied[each] = Denied(553, _NO_UTF8)
    return denied


def _one_line(error: BaseException) -> str:
    """A reply or an error as one line without control characters: a server's words end up in a log."""
    text = f"{error.code} {error.message}" if isinstance(error, aiosmtplib.SMTPResponseException) else str(error)
    if isinstance(error, UnicodeError):  # its own words would quote what could not be sent: a password, perhaps
        text = "something in it can't be sent to this server"
    return clean.line(text or type(error).__name__)
