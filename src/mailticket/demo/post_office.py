"""An SMTP server for loopback: it takes every mail, expands lists, delivers, and remembers all of it.

It behaves as a mail server on the path does: Received on top (RFC 5321 section 4.4), the envelope honoured, one copy a
recipient. A `fault` may be set to make it misbehave at any step of a transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import count
from types import TracebackType
from typing import AnyStr, Literal, Self
from weakref import WeakSet

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from mailticket.demo.mailing_list import MailingList

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd reports each odd client; the faults are meant

HOST = "127.0.0.1"

Stage = Literal["mail", "rcpt", "data", "dot"]
"""Where in a transaction: MAIL FROM, RCPT TO, DATA, and the final dot (RFC 5321 section 3.3)."""

Deliver = Callable[[str, str, bytes], None]
"""(recipient, envelope sender, message): put one copy into a mailbox; recipients without one are no error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One transaction that ended in 250."""

    mail_from: str
    rcpt_tos: tuple[str, ...]
    raw: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One copy to one person, after lists were expanded."""

    recipient: str
    mail_from: str
    raw: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the server does in place of a plain 250."""

    reply: str | None
    """The reply line; 421 also ends the connection. None: the connection ends without a word."""
    delay: float = 0.0
    """Seconds before the reply."""
    accept: bool = False
    """The step is taken all the same; with a dropped connection at the dot the sender cannot know that it was."""


Misbehave = Callable[[Stage, str, Sequence[str]], Fault | None]
"""(stage, envelope sender, recipients): the fault at this step, or None. At `rcpt` the recipients are the one asked."""


class PostOffice:
    """The server and its memory. `lists` may be changed while it runs; so may `fault`."""

    def __init__(self, *, now: Callable[[], datetime], deliver: Deliver, name: str = "mail.example.org") -> None:
        self.lists: dict[str, MailingList] = {}
        self.fault: Misbehave = lambda _stage, _sender, _recipients: None
        self.smtputf8 = True
        """Whether international addresses are taken (RFC 6531)."""
        self.accepted: list[Accepted] = []
        self.delivered: list[Delivered] = []
        self._now = now
        self._deliver = deliver
        self._name = name
        self._ids = count(1)
        self._controller: _Controller | None = None
        self.port = 0
        """The port it listens on; chosen by the system at the first start, kept at the next."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Open, or open again after `stop`."""
        self._controller = _Controller(self)
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        """Close: connections end, new ones are refused. Nothing that was accepted is forgotten."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def accept(self, mail_from: str, rcpt_tos: Sequence[str], raw: bytes) -> None:
        """Take one mail: remember it, and bring a copy to each recipient, through the lists."""
        self.accepted.append(Accepted(mail_from=mail_from, rcpt_tos=tuple(rcpt_tos), raw=raw, at=self._now()))
        for recipient in dict.fromkeys(rcpt_tos):
            arriving = self._received(recipient) + raw
            mailing_list = self.lists.get(recipient.lower())
            if mailing_list is None:
                self._bring(recipient, mail_from, arriving)
                continue
            for member, copy in mailing_list.expand(arriving, mail_from):
                self._bring(member, mailing_list.bounces, self._received(member) + copy)

    def _bring(self, recipient: str, mail_from: str, raw: bytes) -> None:
        self._deliver(recipient, mail_from, raw)
        self.delivered.append(Delivered(recipient=recipient, mail_from=mail_from, raw=raw, at=self._now()))

    def _received(self, recipient: str) -> bytes:
        stamp = format_datetime(self._now())
        by = f"\tby {self._name} with ESMTP id {next(self._ids)}"
        return f"Received: from client ([{HOST}])\r\n{by}\r\n\tfor <{recipient}>; {stamp}\r\n".encode()

    # What aiosmtpd calls; the names are its own.

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """MAIL FROM."""
        fault = self.fault("mail", _sender(address), ())
        if fault is None or fault.accept:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return "250 2.1.0 Ok" if fault is None else await _misbehave(server, fault)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """RCPT TO; a refused recipient does not refuse the others."""
        fault = self.fault("rcpt", _sender(envelope.mail_from), (address,))
        if fault is None or fault.accept:
            envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok" if fault is None else await _misbehave(server, fault)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The final dot."""
        sender, recipients = _sender(envelope.mail_from), tuple(envelope.rcpt_tos)
        fault = self.fault("dot", sender, recipients)
        if fault is None or fault.accept:
            self.accept(sender, recipients, bytes(envelope.original_content or b""))
        return "250 2.0.0 Ok: queued" if fault is None else await _misbehave(server, fault)

    async def before_data(self, server: SMTP, envelope: Envelope) -> str | None:
        """The reply to DATA in place of 354; None to go on."""
        fault = self.fault("data", _sender(envelope.mail_from), tuple(envelope.rcpt_tos))
        reply = None if fault is None else await _misbehave(server, fault)
        return None if fault is None or fault.accept else reply


def _sender(address: str | None) -> str:
    """The envelope sender; empty for a null one, which aiosmtpd keeps with its brackets."""
    return "" if address in (None, "<>") else str(address)


async def _misbehave(server: SMTP, fault: Fault) -> str:
    await asyncio.sleep(fault.delay)
    if fault.reply is None:
        _hang_up(server)
        raise asyncio.CancelledError
    return fault.reply


def _hang_up(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.close()


class _Smtp(SMTP):
    """aiosmtpd's protocol, with a say before DATA and a 421 that means it."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.envelope is not None and self.envelope.rcpt_tos:
            refusal = await self.event_handler.before_data(self, self.envelope)
            if refusal is not None:
                await self.push(refusal)
                return
        await super().smtp_DATA(arg)

    async def push(self, status: AnyStr) -> None:
        await super().push(status)
        if status[:3] in ("421", b"421"):
            _hang_up(self)


class _Controller(Controller):
    """Listens on a free port; takes any login, in clear, for it never leaves the machine."""

    def __init__(self, office: PostOffice) -> None:
        super().__init__(office, hostname=HOST, port=office.port)
        self._office = office
        self._servers: WeakSet[SMTP] = WeakSet()

    def factory(self) -> SMTP:
        server = _Smtp(
            self.handler,
            hostname="mail.example.org",
            ident="ESMTP",
            enable_SMTPUTF8=self._office.smtputf8,
            data_size_limit=64 * 1024 * 1024,
            auth_require_tls=False,
            authenticator=lambda *_: AuthResult(success=True),
        )
        self._servers.add(server)
        return server

    def cancel_tasks(self, stop_loop: bool = True) -> None:  # noqa: FBT001, FBT002
        """Hang up on everybody first: a client that keeps its connection would leave it open for ever."""
        for server in list(self._servers):
            _hang_up(server)
        super().cancel_tasks(stop_loop)

    def _trigger_server(self) -> None:
        """Learn the port that the system chose, before aiosmtpd knocks there to see that the server lives."""
        if isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]
