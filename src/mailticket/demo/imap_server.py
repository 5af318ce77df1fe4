"""An IMAP server inside this process, on loopback, for `mailticket demo` and for tests without Dovecot.

It is pymap with its in-memory store, on a thread with an event loop of its own. An account exists from the first mail
that it gets, or from `open_account`; every password is the same. It has IDLE, UIDPLUS and MOVE, but neither
NAMESPACE nor CONDSTORE, and forgets keywords.
"""

import asyncio
import logging
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self, cast

from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

HOST = "127.0.0.1"
PASSWORD = "secret"  # noqa: S105

logging.getLogger("pymap").setLevel(logging.ERROR)


class ImapServer:
    """Accounts and their folders, in memory. Use it as a context; on leaving, all connections end."""

    host = HOST
    password = PASSWORD

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        """`now` gives the INTERNALDATE of what is delivered."""
        self._now = now
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="imap-server", daemon=True)
        self._config = _config()
        self._backend = DictBackend(Login(self._config), self._config)
        self._connections: set[asyncio.Task[None]] = set()
        self.port = 0
        """The port it listens on; chosen by the system."""

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def open_account(self, account: str) -> None:
        """Make the account if there is none; its login name is `account`."""
        users = self._backend.login.users_dict
        users.setdefault(account, UserMetadata(self._config, account, password=PASSWORD))

    def deliver(self, account: str, mail_from: str, raw: bytes) -> None:
        """Put one mail into the INBOX, with the Return-Path that the last server adds (RFC 5321 section 4.4)."""
        self.open_account(account)
        arriving = f"Return-Path: <{mail_from}>\r\n".encode() + raw
        self._run(self._append(account, AppendMessage(arriving, self._now(), frozenset())))

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._config.apply_context()
        self._serve = IMAPServer(self._backend.login, self._config)
        self._server = await asyncio.start_server(self._connected, HOST, 0, limit=2**22)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        whole = cast("asyncio.StreamWriter", _WholeResponses(writer))  # it has all that pymap uses
        task = asyncio.ensure_future(self._serve(reader, whole, SocketInfoLocal(writer)))
        self._connections.add(task)
        try:
            await task
        except ConnectionError:
            pass  # the client went away in the middle of a line
        finally:
            self._connections.discard(task)

    async def _close(self) -> None:
        self._server.close()
        open_now = list(self._connections)
        for connection in open_now:
            connection.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)
        await self._server.wait_closed()

    async def _append(self, account: str, message: AppendMessage) -> None:
        async with Identity(account, self._backend.login, None, frozenset()).new_session() as session:
            inbox = await session.mailbox_set.get_mailbox("INBOX")
            await inbox.append(message, recent=True)


class _WholeResponses:
    """A stream that holds back what is written until `drain`.

    pymap writes a line and its line end apart, which imapclient takes for a broken connection when it reads in between,
    as it does while idling.
    """

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._held = bytearray()

    def write(self, part: bytes) -> None:
        self._held += part

    def writelines(self, parts: Iterable[bytes]) -> None:
        self._held += b"".join(parts)

    async def drain(self) -> None:
        self._writer.write(bytes(self._held))
        self._held.clear()
        await self._writer.drain()

    def close(self) -> None:
        self._writer.close()


def _config() -> Config:
    """No TLS and clear passwords: nothing leaves the machine."""
    arguments = Namespace(passlib_cfg=None, proxy_protocol=None)
    return Config(
        arguments,
        host=HOST,
        port=0,
        tls_enabled=False,
        hash_context=Cleartext(),
        demo_data=False,
        demo_user="",
        demo_password="",
        invalid_user_sleep=0.0,
        cpu_subsystem=Subsystem.for_asyncio(),  # clear passwords need no threads, which pymap would leave behind
    )
