"""An IMAP server with a mailbox of its own that tells the truth about it, except where a lie is told in its place."""

import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.servers.scripted import Scripted

EXAMINE, SEARCH, SIZES, BODIES, STRUCTURE = "EXAMINE", "UID SEARCH", "SIZES", "BODIES", "STRUCTURE"


@dataclass(kw_only=True)
class Told:
    """One command and the honest answer to it; TAG stands for its tag."""

    name: str
    command: bytes
    answer: bytes
    server: "LyingServer"


@dataclass(kw_only=True)
class Lie:
    """What is said in place of the answer to the command `at`, so often; -1: for ever."""

    at: str
    say: Callable[[Told], bytes]
    times: int = 1


@dataclass
class LyingServer(Scripted):
    """`mails`: what the INBOX holds, by UID. It answers several clients at once."""

    capabilities: str = "IMAP4rev1 IDLE"
    tls: ssl.SSLContext | None = None
    uidvalidity: int = 7
    uid_next: int = 2
    mails: dict[int, tuple[datetime, bytes]] = field(default_factory=dict)
    lies: list[Lie] = field(default_factory=list)
    greeting: bytes = b"* OK hello\r\n"
    heard: list[bytes] = field(default_factory=list)

    def arrive(self, raw: bytes, at: datetime) -> int:
        uid, self.uid_next = self.uid_next, self.uid_next + 1
        self.mails[uid] = (at, raw)
        return uid

    def lies_that(self, at: str, say: bytes | Callable[[Told], bytes], times: int = 1) -> None:
        self.lies.append(Lie(at=at, say=say if callable(say) else lambda _: say, times=times))

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                if not self._say(connection, self.greeting):
                    return
                if self._talk(connection):
                    with self.tls.wrap_socket(connection, server_side=True) as secure:
                        self._talk(secure)
            except (OSError, ValueError):
                pass  # the client had enough

    def _talk(self, connection: socket.socket) -> bool:
        """Until one of both leaves; True if the client asked for TLS."""
        lines = connection.makefile("rb")
        while line := lines.readline():
            tag, _, command = line.strip().partition(b" ")
            self.heard.append(command)
            name = self._name(command)
            answer = self._answer(name, command)
            for lie in self.lies:
                if lie.at == name:
                    lie.times -= 1
                    if not lie.times:
                        self.lies.remove(lie)
                    answer = lie.say(Told(name=name, command=command, answer=answer, server=self))
                    break
            if not self._say(connection, answer.replace(b"TAG", tag)):
                return False
            if name == "STARTTLS":
                return True
            if name == "IDLE":
                lines.readline()
                connection.sendall(tag + b" OK done\r\n")
        return False

    @staticmethod
    def _name(command: bytes) -> str:
        found = re.match(rb"(?:UID )?\w+", command)
        name = found[0].decode().upper() if found else ""
        if name == "UID FETCH":
            return STRUCTURE if b"STRUCTURE" in command else BODIES if b"BODY" in command else SIZES
        return name

    def _answer(self, name: str, command: bytes) -> bytes:
        match name:
            case "CAPABILITY":
                return f"* CAPABILITY {self.capabilities}\r\nTAG OK done\r\n".encode()
            case "EXAMINE" | "SELECT":
                numbers = (len(self.mails), self.uidvalidity, self.uid_next)
                return b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] x\r\n* OK [UIDNEXT %d] x\r\nTAG OK done\r\n" % numbers
            case "LIST":
                return b'* LIST () "/" INBOX\r\nTAG OK done\r\n'
            case "LOGOUT":
                return b"* BYE\r\nTAG OK done\r\n"
            case "UID SEARCH":
                return b"* SEARCH" + b"".join(b" %d" % uid for uid in self._searched(command)) + b"\r\nTAG OK done\r\n"
            case "SIZES" | "BODIES":
                asked = [uid for uid in _uids(command.split()[2], max(self.mails, default=0)) if uid in self.mails]
                return b"".join(self.fetched(uid, command) for uid in asked) + b"TAG OK done\r\n"
            case "IDLE":
                return b"+ idling\r\n"
            case _:
                return b"TAG OK done\r\n"

    def _searched(self, command: bytes) -> list[int]:
        there = sorted(self.mails)
        wanted = set(there)
        if found := re.search(rb"UID SEARCH (\d\S*)", command):
            wanted &= {there[n - 1] for n in _uids(found[1], len(there)) if n <= len(there)}
        if found := re.search(rb"SEARCH .*?UID (\S+)", command):
            wanted &= set(_uids(found[1], max(there, default=0)))
        return sorted(wanted)

    def fetched(self, uid: int, command: bytes, /, **changes: bytes) -> bytes:
        """One answer to FETCH. `changes` may replace `uid`, `body`, `size`, `date` or `seq` as written."""
        at, raw = self.mails[uid]
        part = re.search(rb"<0\.(\d+)>", command)
        cut = raw if part is None else raw[: int(part[1])]
        said = {
            "seq": b"%d" % (sorted(self.mails).index(uid) + 1),
            "uid": b"UID %d" % uid,
            "size": b"RFC822.SIZE %d" % len(raw),
            "date": b'INTERNALDATE "' + at.strftime("%d-%b-%Y %H:%M:%S %z").encode() + b'"',
            "body": (b"BODY[]" if part is None else b"BODY[]<0>") + b" {%d}\r\n" % len(cut) + cut,
        } | changes
        items = [said["uid"], said["size"]] + ([said["date"], said["body"]] if b"BODY" in command else [])
        return b"* " + said["seq"] + b" FETCH (" + b" ".join(each for each in items if each) + b")\r\n"


def _uids(given: bytes, last: int) -> list[int]:
    """`1,4:6,9:*` as numbers; a range may be written from either end (RFC 9051 section 9)."""
    found: list[int] = []
    for part in given.split(b","):
        first, _, end = part.partition(b":")
        numbers = [last if each == b"*" else int(each) for each in (first, end or first)]
        found += range(min(numbers), max(numbers) + 1)
    return found


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()
