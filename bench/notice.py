"""From the mail server's IDLE notice of an empty reply to the relay's 250 for `assigned`: wall time, local servers.

The instant of the notice is taken on the wire, between Dovecot and the daemon: Dovecot itself waits half a second
before it tells.
"""

import socket
import statistics
import threading
import time
from contextlib import suppress
from email.message import Message
from typing import Final, Self

from bench.daemons import claim, daemon, question, wait_until
from bench.desks import Desks
from bench.measure import Table, progress

CLAIMS: Final = 100
LIMIT_SECONDS: Final = 0.1
_PATIENCE_SECONDS: Final = 90
_MAILS_A_QUESTION: Final = 2
_REST_SECONDS: Final = 0.2
"""Between two claims: what the daemon still does for the last one would find the next before Dovecot tells of it."""


class Wire:
    """Between the daemon and Dovecot: hands everything on, and notes when an idle connection is told of mail."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.idles = threading.Event()
        """Set while the daemon waits for a notice."""
        self.noticed_at = 0.0
        """By `time.perf_counter`."""

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                idling = threading.Event()
                threading.Thread(target=self._up, args=(near, far, idling), daemon=True).start()
                threading.Thread(target=self._down, args=(far, near, idling), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket, idling: threading.Event) -> None:
        with suppress(OSError), near:
            while part := near.recv(65536):
                if part.endswith(b" IDLE\r\n"):
                    idling.set()
                elif idling.is_set():
                    idling.clear()
                    self.idles.clear()
                far.sendall(part)
            far.shutdown(socket.SHUT_RDWR)

    def _down(self, far: socket.socket, near: socket.socket, idling: threading.Event) -> None:
        with suppress(OSError), far:
            while part := far.recv(65536):
                if idling.is_set():
                    if part.startswith(b"+"):
                        self.idles.set()
                    elif b" EXISTS" in part:
                        self.noticed_at = time.perf_counter()
                near.sendall(part)
            near.shutdown(socket.SHUT_RDWR)


def rows(desks: Desks, table: Table) -> None:
    """How many of a hundred took less than 100 ms."""
    account = desks.fill("notice", map(question, range(CLAIMS)), CLAIMS)
    accepted: list[tuple[float, Message]] = []
    desks.sink.seen = lambda header: accepted.append((time.perf_counter(), header))
    with Wire(desks.dovecot.port) as wire:
        config = desks.config(account, f"sqlite:///{desks.fresh() / 'notice.db'}", wire.port)
        with daemon(config):
            asked = CLAIMS * _MAILS_A_QUESTION
            wait_until(lambda: len(accepted) == asked, _PATIENCE_SECONDS, f"{asked} mails; see {config.parent}")
            took = sorted(_claimed(desks, account, wire, accepted, n) for n in range(CLAIMS))
    desks.sink.seen = lambda _header: None
    quick = sum(one < LIMIT_SECONDS for one in took)
    found = f"{quick} of {CLAIMS}, median {statistics.median(took) * 1000:.0f} ms"
    table.row("IDLE notice of an empty reply to `assigned` sent, in 100 ms", found, "99 of 100", met=quick >= 99)


def _claimed(desks: Desks, account: str, wire: Wire, accepted: list[tuple[float, Message]], n: int) -> float:
    """Seconds from the notice to the mail."""
    if not wire.idles.wait(_PATIENCE_SECONDS):
        raise RuntimeError("the daemon does not listen")
    time.sleep(_REST_SECONDS)
    accepted.clear()
    wire.noticed_at = 0.0
    desks.dovecot.deliver(account, "budi@example.org", claim(n))
    wait_until(lambda: bool(accepted), _PATIENCE_SECONDS, f"`assigned` after claim {n}")
    at, header = accepted[0]
    if "budi@example.org" not in str(header["To"]) or not wire.noticed_at:
        raise RuntimeError(f"not `assigned`, or sent without a notice: {header['To']}, {header['Subject']}")
    progress("claims", n + 1, CLAIMS)
    return at - wire.noticed_at
