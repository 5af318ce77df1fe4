"""An IMAP server that says what it is told to, true or not."""

import re
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Self

from tests.servers.scripted import HANG_UP, HOST, SILENCE


class Liar:
    """`replies`: what it says to a command (`UID FETCH`), lines with TAG for the tag; without one: OK.

    A reply may begin with what is said and end in HANG_UP or SILENCE.
    """

    def __init__(
        self,
        replies: Mapping[str, bytes] | None = None,
        *,
        capabilities: str = "IMAP4rev1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`tls`: from the first byte, or from STARTTLS on where that is among the capabilities."""
        self._tls = tls
        self._at_once = tls is not None and "STARTTLS" not in capabilities
        self.replies = {
            "CAPABILITY": f"* CAPABILITY {capabilities}\r\nTAG OK\r\n".encode(),
            "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4] x\r\nTAG OK\r\n",
            "LIST": b'* LIST () "/" INBOX\r\nTAG OK\r\n',
            "LOGOUT": b"* BYE\r\nTAG OK\r\n",
        } | dict(replies or {})
        self.heard: list[bytes] = []
        self.greeting = b"* OK hello\r\n"

    def __enter__(self) -> Self:
        self._socket = socket.create_server((HOST, 0))
        self.port = self._socket.getsockname()[1]
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        socket.create_connection((HOST, self.port)).close()
        self._thread.join(10)
        self._socket.close()

    def _serve(self) -> None:
        while not self._end.is_set():
            connection, _ = self._socket.accept()
            connection.settimeout(5)
            with connection:
                try:
                    if self._at_once:
                        connection = self._tls.wrap_socket(connection, server_side=True)
                    connection.sendall(self.greeting)
                    while self._talk(connection):
                        connection = self._tls.wrap_socket(connection, server_side=True)
                except OSError:
                    continue
                finally:
                    connection.close()

    def _talk(self, connection: socket.socket) -> bool:
        """Until the client leaves; True if it asked for TLS."""
        lines = connection.makefile("rb")
        while line := lines.readline():
            while size := re.search(rb"\{(\d+)\+?\}\r\n$", line):
                if not line.endswith(b"+}\r\n"):
                    connection.sendall(b"+ go\r\n")
                line = line[: size.start()] + lines.read(int(size[1])) + lines.readline()
            tag, _, command = line.strip().partition(b" ")
            self.heard.append(command)
            name = re.match(rb"(?:UID )?\w+", command)
            reply = (
                self.replies.get(name[0].decode().upper() if name else "", b"TAG OK\r\n")
                .replace(b"TAG OK", b"TAG OK done")
                .replace(b"TAG", tag)
            )
            for end in (HANG_UP, SILENCE):
                if end in reply:
                    connection.sendall(reply.replace(end, b""))
                    if end is SILENCE:
                        self._end.wait(3)
                    return False
            connection.sendall(reply)
            if command == b"STARTTLS":
                return True
        return False
