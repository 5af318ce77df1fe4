"""The daemon: APScheduler says when each pass runs; the passes know what to do (spec 4.3, house 10).

Three jobs, one instance of each at a time: *read* (poll, receive, sweep), *send* (drain), *file* (copies of what was
sent). A listener holds an IDLE connection and wakes *read* the moment the server tells of mail. A lost or late alarm
loses nothing: what is due is a query.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from mailticket import assemble, canary, monitor, stations
from mailticket.assemble import Works
from mailticket.backoff import Backoff
from mailticket.clock import Clock, SystemClock
from mailticket.config import Config, load
from mailticket.desk import vouch
from mailticket.desk.desk import Desk
from mailticket.errors import ConfigError, MailticketError, PlaceLost, Refused, TemporaryError
from mailticket.inbox.imap import Mailbox
from mailticket.outbox.smtp import Carrier
from mailticket.store import tickets
from mailticket.store.alone import alone, never_waits
from mailticket.store.engine import open_store
from mailticket.store.lease import Waits
from mailticket.store.schema import is_current
from mailticket.turns import HUNG_SECONDS, Turns

log: Final = logging.getLogger(__name__)

_IDLE_SECONDS: Final = 240
"""One IDLE; servers end it after half an hour, NATs after five minutes."""
_SEND_EVERY: Final = timedelta(seconds=5)
"""The safety net of *send*: it is woken by *read* whenever something was queued."""
_BREATH: Final = timedelta(seconds=1)
"""Least time between two looks at the mailbox for the sake of a clock."""
_FILE_EVERY: Final = timedelta(seconds=20)
_ALIVE_EVERY: Final = timedelta(seconds=10)
_PAUSE_SECONDS: Final = 30.0
"""How long the listener rests after a bug of ours."""
_UPGRADE_USEC: Final = 3_600_000_000
"""What systemd gives a start that upgrades a file; of millions of messages that takes longer than `TimeoutStartSec`."""


class Daemon:
    """The passes on their alarm clock, from `start` to `stop`."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._desk: Desk = works.desk
        self._stopping = threading.Event()
        self._gate = threading.Lock()
        self._mailbox = works.mailbox()
        self._copies = works.mailbox()
        self._carrier: Carrier | None = None
        said: set[str] = set()
        self._reading = Backoff("the mailbox", said=said)
        self._sending = Backoff("the relay", said=said)
        self._filing = Backoff("the sent folder", said=said)
        self._listening = Backoff("listening for new mail", said=said)
        self._planning = Backoff("the next clock", said=said)
        self._flight: canary.Flight | None = None
        self._monitor = ExitStack()
        self._turns = {"read": Turns(self._read), "send": Turns(self._send), "file": Turns(self._file)}
        self._looked_back = False
        """The `sent` folder was compared with the database; until then mail leaves only where the mailbox is away."""
        self._hung: list[str] = []
        self._listened_to = 0
        """UIDNEXT when the listener last began to listen."""
        self._listener = threading.Thread(target=self._listen, name="listen", daemon=True)
        self._alarm = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(6)},
            job_defaults={"coalesce": True, "max_instances": 8, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin; returns at once."""
        stations.begin(self._works, self._desk, self._works.config)
        poll = self._works.config.imap.poll
        self._every(poll, self._turns["read"].take, "read")
        self._every(min(_SEND_EVERY, poll), self._turns["send"].take, "send")
        self._every(min(_FILE_EVERY, poll * 5), self._turns["file"].take, "file")
        self._every(_ALIVE_EVERY, self._say_alive, "alive")
        self._watched()
        self._alarm.start()
        self._listener.start()
        self._wake("read")
        notify("READY=1\nSTATUS=running")

    def stop(self) -> None:
        """Finish the passes in hand, take leave of the servers, end."""
        notify("STOPPING=1")
        with self._gate:
            self._stopping.set()
        self._alarm.shutdown(wait=True)
        self._monitor.close()
        self._listener.join(timeout=10)
        self._mailbox.close()
        self._copies.close()
        if self._carrier is not None:
            self._carrier.close()
        self._works.store.close()

    def reload(self, config: Config) -> None:
        """Take a new roster, policy, calendar and texts from the next message on; servers need a restart."""
        desk = assemble.desk(config)
        assemble.examine(desk)
        stations.begin(self._works, desk, config)
        self._desk = desk
        log.info("configuration reloaded")

    def _every(self, interval: timedelta, run: Callable[[], None], name: str) -> None:
        """Run a pass at each interval, one at a time, and again at once if it was woken while it ran.

        APScheduler would drop a wake-up of a running job with a warning, so `Turns` counts the instances, not it.
        """
        self._alarm.add_job(run, "interval", seconds=interval.total_seconds(), id=name)

    def _watched(self) -> None:
        """Let a monitor look in, and the canary fly, where that is wanted; a port in use costs the desk nothing."""
        wanted = self._works.config.monitor
        if wanted.canary is not None:
            self._every(wanted.canary, Turns(self._fly).take, "canary")
        if wanted.listen is not None:
            try:
                self._monitor.enter_context(monitor.Monitor(wanted.listen, self.health))
            except OSError as error:
                log.error("[monitor] listen: nothing can listen on %s: %s", wanted.listen, error)  # noqa: TRY400

    def health(self) -> monitor.Health:
        """How everything fares, for `/health` and `/metrics`."""
        passes = {"read": self._reading, "send": self._sending, "file": self._filing}
        hung = self._hanging()
        rounds = [
            monitor.Round(what=one.what, trouble=one.trouble, well_seconds=one.well_seconds, hangs=name in hung)
            for name, one in {**passes, "listen": self._listening}.items()
        ]
        return monitor.examine(self._works.store, self._works.clock, rounds, self._flight)

    def _fly(self) -> None:
        """Let one canary go; what keeps it is said once."""
        before = self._flight
        self._flight = canary.fly(self._works, before, self._stopping.is_set)
        if self._flight.why and not (before and before.why):
            log.warning("canary: %s", self._flight.why)
        elif before and before.why and not self._flight.why:
            log.info("canary: it came back again")

    def _say_alive(self) -> None:
        """Keep systemd's watchdog quiet as long as every pass gets somewhere (`WatchdogSec`, sd_notify(3))."""
        hung = self._hanging()
        if not hung:
            notify("WATCHDOG=1")
        elif hung != self._hung:
            log.error("no progress for %.0f minutes: %s", HUNG_SECONDS / 60, ", ".join(hung))
        self._hung = hung

    def _hanging(self) -> list[str]:
        return [name for name, turns in self._turns.items() if turns.hangs()]

    def _wake(self, name: str) -> None:
        self._set(name, SystemClock().now())

    def _set(self, name: str, at: datetime) -> None:
        """Let a pass run at that instant, if that is earlier than planned; nothing once we are stopping.

        APScheduler holds its own lock while it waits for the passes in hand to end: one that asked it for anything then
        would wait for ever.
        """
        with self._gate:
            if self._stopping.is_set():
                return
            job = self._alarm.get_job(name)
            if job is not None and (job.next_run_time is None or at < job.next_run_time):
                self._alarm.modify_job(name, next_run_time=at)

    def _look_when_due(self) -> None:
        """Read again when the next clock runs out, if that is before the next poll: first the mail, then the clock."""
        due_at = None
        with self._planning.attempt() as ready:
            if ready:
                with self._works.store.reading() as tx:
                    due_at = min(filter(None, (tickets.next_wake_at(tx), vouch.next_at(tx))), default=None)
        if due_at is not None:
            self._set("read", SystemClock().now() + max(due_at - self._works.clock.now(), _BREATH))

    def _read(self) -> None:
        with self._reading.attempt() as ready:
            if ready and not self._looked_back:
                stations.look_back(self._works, self._desk, self._mailbox)
                self._looked_back = True
            if ready and stations.read(self._works, self._desk, self._mailbox, self._stopping.is_set, self._got_on):
                self._wake("send")
        if self._reading.failed:
            self._wake("send")
        self._look_when_due()

    def _got_on(self, checkpoint: str) -> None:
        """What is decided needs not wait for the clocks, nor for the rest of a backlog."""
        self._turns["read"].moved(checkpoint)
        if checkpoint == "decided":
            self._wake("send")

    def _send(self) -> None:
        with self._sending.attempt() as ready:
            if not ready or not (self._looked_back or self._reading.failed):
                return
            if self._carrier is None:
                self._carrier = Carrier(self._works.relay)
            if stations.send(self._works, self._desk, self._carrier, self._stopping.is_set, self._turns["send"].moved):
                self._wake("file")
                self._look_when_due()

    def _file(self) -> None:
        with self._filing.attempt() as ready:
            if ready and stations.put_on_file(self._works, self._copies, self._turns["file"].moved):
                self._wake("file")

    def _listen(self) -> None:
        """IDLE to the end; a bug of ours costs a pause, not the listener."""
        line = self._works.mailbox()
        goes_on = True
        while goes_on and not self._stopping.is_set():
            try:
                goes_on = self._idle(line)
            except Exception:
                log.exception("listening for new mail failed; polling goes on")
                line.close()
                self._stopping.wait(_PAUSE_SECONDS)
        line.close()

    def _idle(self, line: Mailbox) -> bool:
        """Listen once on the first folder; whatever it says, *read* looks by UID. False: the server has no IDLE."""
        with self._listening.attempt() as ready:
            if not ready:
                self._stopping.wait(1)
                return True
            seen = line.select(self._works.inbox.folders[0])
            if seen.uid_next != self._listened_to:  # came while nobody listened: the server won't tell of it
                self._listened_to = seen.uid_next
                self._wake("read")
            if not line.can_idle():
                log.info("the server has no IDLE: polling only")
                return False
            if line.idle(_IDLE_SECONDS, self._stopping.is_set):
                self._wake("read")
        return True


def run(config: Config, clock: Clock | None = None) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reloads. Returns the exit code 0.

    ConfigError where the configuration or the database can't be used. Refused if another daemon runs on the same file,
    or has taken a server's database over; while it runs on a server's we wait as its standby.
    """
    ending, changed = Ending(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    signal.signal(signal.SIGHUP, lambda *_: changed.set())  # a standby's: done when its turn comes
    try:
        with _works_alone(config, clock, Standby(ending), ending.place_lost) as works:
            stations.spare_the_collector()
            assemble.examine(works.desk)
            daemon = Daemon(works)
            signal.signal(signal.SIGHUP, lambda *_: _reload(daemon, config))
            daemon.start()
            if changed.is_set():
                _reload(daemon, config)
            log.info("mailticket runs for %s", config.desk.helpdesk.address)
            ending.wait()
            daemon.stop()
    except (Refused, PlaceLost):
        if not ending.asked_for:
            raise
    if not ending.asked_for:
        raise Refused("our place on this database is lost")
    return 0


class Ending(threading.Event):
    """Set when the daemon is to end, by a signal or because its place on the database is lost."""

    lost = False

    @property
    def asked_for(self) -> bool:
        """Somebody wants us to end, and our place is still ours."""
        return self.is_set() and not self.lost

    def place_lost(self) -> None:
        """Another daemon writes, or may soon."""
        self.lost = True
        self.set()


class Standby:
    """Waits for the place that another daemon has; says so once, and is ready: systemd need not wait for its end."""

    def __init__(self, stopped: threading.Event, seconds: float = 1.0) -> None:
        self._stopped = stopped
        self._seconds = seconds
        self._told = ""

    def __call__(self, why: str) -> bool:
        """Wait a moment; False where we are to end."""
        if why != self._told:
            log.info("waiting as a standby: %s", why)
            notify(f"READY=1\nSTATUS=standby: {why}")
        self._told = why
        notify("WATCHDOG=1")
        return not self._stopped.wait(self._seconds)


def once(config: Config, clock: Clock | None = None) -> int:
    """One pass of everything, for cron; returns 0. TemporaryError if a server was away: the rest is done."""
    away: TemporaryError | None = None
    with _works_alone(config, clock) as works:
        stations.spare_the_collector()
        stations.begin(works, works.desk, config)
        mailbox = works.mailbox()
        try:
            stations.look_back(works, works.desk, mailbox)
            stations.read(works, works.desk, mailbox)
        except TemporaryError as error:
            away = error
        try:
            with Carrier(works.relay) as carrier:
                stations.send(works, works.desk, carrier)
            while stations.put_on_file(works, mailbox):
                pass
        except TemporaryError as error:
            away = away or error
        finally:
            mailbox.close()
            works.store.close()
    if away is not None:
        raise away
    return 0


@contextmanager
def _works_alone(
    config: Config, clock: Clock | None, waits: Waits = never_waits, on_loss: Callable[[], None] = lambda: None
) -> Iterator[Works]:
    """Take the daemon's place first: the tables of one that runs aren't upgraded under its feet."""
    with closing(open_store(config.database_url)) as place, alone(place, waits, on_loss) as fence:
        if not is_current(place):
            notify(f"EXTEND_TIMEOUT_USEC={_UPGRADE_USEC}\nSTATUS=making the tables of this version")
        yield assemble.works(config, clock, fence)


def _reload(daemon: Daemon, config: Config) -> None:
    """A broken file is refused with the old one kept (spec 4.2)."""
    try:
        daemon.reload(load(config.file, state=config.state, environ=os.environ))
    except (ConfigError, MailticketError) as error:
        log.error("not reloaded, the old configuration stays: %s", error)  # noqa: TRY400 -- the text says it all


def notify(said: str) -> None:
    """Tell systemd (sd_notify(3)); nothing where nobody listens."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    address = f"\0{path[1:]}" if path.startswith("@") else path
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        try:
            line.sendto(said.encode(), address)
        except OSError as error:
            log.warning("systemd can't be told %s: %s", said, error)
