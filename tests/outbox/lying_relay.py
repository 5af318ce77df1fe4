"""An SMTP server that takes mail honestly, except where a lie is told; what it took stands in its ledger."""

import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from tests.inbox.liar import HANG_UP, HOST, SILENCE
from tests.inbox.lying_server import DRIP, FLOOD

GREETING, EHLO, AUTH, MAIL, RCPT, DATA, DOT, RSET = "GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT", "RSET"
TAKEN = b"250 2.0.0 taken\r\n"


@dataclass(kw_only=True)
class Lie:
    """What is said in place of the answer at this step, so often. `takes`: at the dot, whether the mail is taken."""

    at: str
    say: bytes
    times: int
    about: bytes
    takes: bool


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One copy that it answers for: to this recipient, these bytes."""

    recipient: str
    raw: bytes


@dataclass
class LyingRelay:
    """One thread for each client, so that one that hangs keeps nobody."""

    extensions: tuple[str, ...] = ("SIZE 10000000", "8BITMIME")
    lies: list[Lie] = field(default_factory=list)
    ledger: list[Taken] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0

    def lies_that(self, at: str, say: bytes, times: int = 1, *, about: str = "", takes: bool = False) -> None:
        self.lies.append(Lie(at=at, say=say, times=times, about=about.encode(), takes=takes))

    def __enter__(self) -> Self:
        self._socket = socket.create_server((HOST, 0))
        self.port = self._socket.getsockname()[1]
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        with suppress(OSError):
            socket.create_connection((HOST, self.port)).close()
        for each in self._threads:
            each.join(10)
        self._socket.close()

    def _accept(self) -> None:
        while not self._end.is_set():
            connection, _ = self._socket.accept()
            connection.settimeout(5)
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, ValueError):
            if self._answer(connection, GREETING, b"", b"220 mail.example.org\r\n"):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        """Until one of both leaves."""
        lines = connection.makefile("rb")
        recipients: list[str] = []
        while line := lines.readline():
            self.heard.append(line.strip())
            word = line[:4].upper().decode("ascii", "replace").strip()
            address = re.search(rb"<([^>]*)>", line)
            honest = {
                "EHLO": b"".join(b"250-%s\r\n" % each.encode() for each in ("hi", *self.extensions)) + b"250 HELP\r\n",
                "HELO": b"250 hi\r\n",
                "AUTH": b"235 2.7.0 in\r\n",
                "DATA": b"354 go\r\n",
                "QUIT": b"221 bye\r\n" + HANG_UP,
            }.get(word, b"250 2.1.0 ok\r\n")
            if word == "MAIL":
                recipients = []
            answered = self._answer(connection, word, line, honest)
            if not answered:
                return
            if word == "RCPT" and answered.startswith(b"25"):
                recipients.append(address[1].decode())
            if word == "DATA" and answered.startswith(b"354"):
                raw = b""
                while (part := lines.readline()) not in (b".\r\n", b""):
                    raw += part[1:] if part.startswith(b".") else part
                if not part or not self._dot(connection, recipients, raw):
                    return

    def _dot(self, connection: socket.socket, recipients: list[str], raw: bytes) -> bytes:
        lie = self._lie(DOT, raw)
        if lie is None or lie.takes:
            self.ledger += [Taken(recipient=each, raw=raw) for each in recipients]
        return self._say(connection, TAKEN if lie is None else lie.say)

    def _answer(self, connection: socket.socket, at: str, heard: bytes, honest: bytes) -> bytes:
        lie = self._lie(at, heard)
        return self._say(connection, honest if lie is None else lie.say)

    def _lie(self, at: str, heard: bytes) -> Lie | None:
        for lie in self.lies:
            if lie.at == at and lie.about in heard:
                lie.times -= 1
                if not lie.times:
                    self.lies.remove(lie)
                return lie
        return None

    def _say(self, connection: socket.socket, answer: bytes) -> bytes:
        """Say it, and what was said; empty if that was the last word."""
        for end in (HANG_UP, SILENCE, DRIP, FLOOD):
            said, found, rest = answer.partition(end)
            if not found:
                continue
            connection.sendall(said)
            if end is SILENCE:
                connection.recv(1)
            for byte in rest if end is DRIP else b"":
                if self._end.wait(0.1):
                    break
                connection.sendall(bytes([byte]))
            while end is FLOOD and not self._end.is_set():
                connection.sendall(said * 1000)
            return b""
        connection.sendall(answer)
        return answer
