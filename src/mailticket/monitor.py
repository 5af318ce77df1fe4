"""Health and metrics, for a monitor on this computer (spec 4.3, 5.4): `/health` for people, `/metrics` for Prometheus.

Off by default; on a loopback port or a unix socket, never anywhere else. It answers also when the database is away.
"""

import json
import logging
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, Self

from mailticket.canary import Flight
from mailticket.clock import Clock
from mailticket.desk import hold
from mailticket.errors import StoreAway
from mailticket.reports.gauges import Gauges, gauges
from mailticket.store import desk as kept
from mailticket.store.engine import Store

log: Final = logging.getLogger(__name__)

_TIMEOUT_SECONDS: Final = 10
_PLAIN: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One of the things that the daemon does again and again."""

    what: str
    trouble: str
    """What went wrong at the last attempt; empty: nothing."""
    well_seconds: float | None
    """How long ago an attempt went well; None: none has yet."""
    hangs: bool = False
    """It has got nowhere for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything that is told."""

    at: datetime
    rounds: tuple[Round, ...]
    desk: Gauges | None
    """None: the database is away."""
    troubles: dict[str, str]
    """What isn't well, by its name; empty: all is well."""
    canary: Flight | None

    def as_json(self) -> dict[str, object]:
        """For `/health`."""
        polled = self.desk.polled_at if self.desk else None
        return {
            "ok": not self.troubles,
            "troubles": self.troubles,
            "read_up_to": polled.isoformat() if polled else None,
            "outbox": dict(self.desk.outbox) if self.desk else None,
            "undecided": self.desk.undecided if self.desk else None,
            "quarantined": self.desk.quarantined if self.desk else None,
        }

    def as_metrics(self) -> str:
        """For `/metrics`, in Prometheus' text format."""
        return "".join(self._families())

    def _families(self) -> Iterator[str]:
        yield _family("healthy", "1: all is well", [("", float(not self.troubles))])
        failing = [(_label("what", one.what), float(bool(one.trouble))) for one in self.rounds]
        yield _family("failing", "1: the last attempt failed, and it is tried again", failing)
        hangs = [(_label("what", one.what), float(one.hangs)) for one in self.rounds]
        yield _family("hangs", "1: has got nowhere for ten minutes", hangs)
        well = [(_label("what", one.what), one.well_seconds) for one in self.rounds if one.well_seconds is not None]
        yield _family("well_seconds", "Time since an attempt went well", well)
        yield from self._of_desk()
        yield from self._of_canary()

    def _of_desk(self) -> Iterator[str]:
        yield _family("database_up", "1: the database answers", [("", float(self.desk is not None))])
        if self.desk is None:
            return
        waiting = [(_label("status", status), float(n)) for status, n in sorted(self.desk.outbox.items())]
        yield _family("outbox", "Deliveries that aren't over", waiting)
        by_status = [(_label("status", status), float(n)) for status, n in sorted(self.desk.tickets.items())]
        yield _family("tickets", "Tickets", by_status)
        yield _family("undecided", "Messages that were stored and not decided yet", [("", float(self.desk.undecided))])
        yield _family("quarantined", "Messages set aside for a person", [("", float(self.desk.quarantined))])
        if self.desk.polled_at is not None:
            age = (self.at - self.desk.polled_at).total_seconds()
            yield _family("read_up_to_seconds", "Age of the instant up to which the mailbox is read", [("", age)])

    def _of_canary(self) -> Iterator[str]:
        flight = self.canary
        if flight is None:
            return
        yield _family("canary_seconds_ago", "Since the last canary left", [("", self._since(flight.at))])
        yield _family("canary_returned", "1: it came back", [("", float(flight.round_trip is not None))])
        if flight.round_trip is not None:
            yield _family("canary_round_trip_seconds", "How long it took", [("", flight.round_trip.total_seconds())])
        logins = (("imap", flight.imap_login_at), ("smtp", flight.smtp_login_at))
        ages = [(_label("server", name), self._since(at)) for name, at in logins if at is not None]
        yield _family("login_age_seconds", "Since a fresh login by a canary went well", ages)

    def _since(self, at: datetime) -> float:
        return (self.at - at).total_seconds()


def examine(store: Store, clock: Clock, rounds: Sequence[Round], canary: Flight | None) -> Health:
    """Look at everything; nothing is raised."""
    troubles = {one.what: one.trouble for one in rounds if one.trouble}
    troubles |= {one.what: "has got nowhere for ten minutes" for one in rounds if one.hangs}
    found: Gauges | None = None
    try:
        with store.reading() as tx:
            found, held, broken = gauges(tx), hold.reason(tx), kept.get(tx, kept.BROKEN_TEXT)
        if held is not None:
            troubles["sending"] = f"held: {held}"
        if broken is not None:
            troubles["texts"] = f"the shipped text is sent instead of {broken}"
    except StoreAway as error:
        troubles["the database"] = str(error)
    if canary is not None and canary.why:
        troubles["canary"] = canary.why
    return Health(at=clock.now(), rounds=tuple(rounds), desk=found, troubles=troubles, canary=canary)


class Monitor:
    """The endpoint, from `with` to its end. `listen`: `127.0.0.1:9427`, `[::1]:9427`, or a socket's absolute path."""

    def __init__(self, listen: str, health: Callable[[], Health]) -> None:
        """OSError where nothing can listen there."""
        path = Path(listen) if listen.startswith("/") else None
        host, _, port = listen.rpartition(":")
        self._path = path
        self._server = _OnSocket(path, health) if path is not None else _OnPort((host.strip("[]"), int(port)), health)

    @property
    def port(self) -> int:
        """Where it listens; 0 on a unix socket."""
        return 0 if self._path else int(self._server.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, name="monitor", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)


class _Answer(BaseHTTPRequestHandler):
    """GET alone. The names are the library's."""

    timeout = _TIMEOUT_SECONDS
    server: "_Server"

    def do_GET(self) -> None:
        """Tell."""
        if self.path == "/health":
            health = self.server.health()
            self._say(503 if health.troubles else 200, "application/json", f"{json.dumps(health.as_json())}\n")
        elif self.path == "/metrics":
            self._say(200, _PLAIN, self.server.health().as_metrics())
        else:
            self._say(404, _PLAIN, "/health or /metrics\n")

    def _say(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A monitor asks twice a minute: the journal is for people."""

    def address_string(self) -> str:
        """A unix socket's client has no address."""
        return "monitor"


class _Server(ThreadingHTTPServer):
    """Answers each in a thread of its own, which ends with the daemon."""

    daemon_threads = True
    health: Callable[[], Health]

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of the host's name."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A client that went away is no news."""
        log.debug("the monitor's client broke off")


class _OnPort(_Server):
    def __init__(self, address: tuple[str, int], health: Callable[[], Health]) -> None:
        self.health = health
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Answer)


class _OnSocket(_Server):
    address_family = socket.AF_UNIX

    def __init__(self, path: Path, health: Callable[[], Health]) -> None:
        self.health = health
        if path.is_socket():  # a killed daemon left it; any other file stays, and nothing can listen there
            path.unlink()
        super().__init__(str(path), _Answer)  # type: ignore[arg-type]  # a unix socket's address is its path
        path.chmod(0o660)


def _label(name: str, value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", " ")
    return f'{{{name}="{escaped}"}}'


def _family(name: str, means: str, values: Sequence[tuple[str, float]]) -> str:
    lines = [f"# HELP mailticket_{name} {means}.", f"# TYPE mailticket_{name} gauge"]
    return "\n".join([*lines, *(f"mailticket_{name}{label} {value:g}" for label, value in values), ""])
