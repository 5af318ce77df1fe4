"""An SMTP server that takes mail honestly, except where a lie is told; what it took stands in its ledger."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field

from tests.servers.scripted import HANG_UP, Scripted

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
class LyingRelay(Scripted):
    """`extensions`: what it offers; `lies`: where it doesn't tell the truth; `ledger`: what it answers for."""

    extensions: tuple[str, ...] = ("SIZE 10000000", "8BITMIME")
    lies: list[Lie] = field(default_factory=list)
    ledger: list[Taken] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)

    def lies_that(self, at: str, say: bytes, times: int = 1, *, about: str = "", takes: bool = False) -> None:
        self.lies.append(Lie(at=at, say=say, times=times, about=about.encode(), takes=takes))

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

    def _dot(self, connection: socket.socket, recipients: list[str], raw: bytes) -> bool:
        lie = self._lie(DOT, raw)
        if lie is None or lie.takes:
            self.ledger += [Taken(recipient=each, raw=raw) for each in recipients]
        return self._say(connection, TAKEN if lie is None else lie.say)

    def _answer(self, connection: socket.socket, at: str, heard: bytes, honest: bytes) -> bytes:
        """What was said; empty if that was the last word."""
        lie = self._lie(at, heard)
        answer = honest if lie is None else lie.say
        return answer if self._say(connection, answer) else b""

    def _lie(self, at: str, heard: bytes) -> Lie | None:
        for lie in self.lies:
            if lie.at == at and lie.about in heard:
                lie.times -= 1
                if not lie.times:
                    self.lies.remove(lie)
                return lie
        return None
