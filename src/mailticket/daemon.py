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
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from mailticket import assemble, stations
from mailticket.assemble import Works
from mailticket.backoff import Backoff
from mailticket.clock import Clock, SystemClock
from mailticket.config import Config, load
from mailticket.desk.desk import Desk
from mailticket.errors import ConfigError, MailticketError, TemporaryError
from mailticket.outbox.smtp import Carrier
from mailticket.store import tickets
from mailticket.store.alone import alone

log: Final = logging.getLogger(__name__)

_IDLE_SECONDS: Final = 240
"""One IDLE; servers end it after half an hour, NATs after five minutes."""
_SEND_EVERY: Final = timedelta(seconds=5)
"""The safety net of *send*: it is woken by *read* whenever something was queued."""
_BREATH: Final = timedelta(seconds=1)
"""Least time between two looks at the mailbox for the sake of a clock."""
_FILE_EVERY: Final = timedelta(seconds=20)
_ALIVE_EVERY: Final = timedelta(seconds=10)


class Turns:
    """One pass at a time. Who asks while it runs gets another one right after it: no wake-up is lost."""

    def __init__(self, run: Callable[[], None]) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._wanted = False
        self._running = False

    def take(self) -> None:
        """Run until nobody has asked meanwhile; returns at once where another thread runs. What fails is raised."""
        with self._lock:
            self._wanted = True
            if self._running:
                return
            self._running = True
        try:
            while self._again():
                self._run()
        except BaseException:
            self._running = False
            raise

    def _again(self) -> bool:
        with self._lock:
            self._running, self._wanted = self._wanted, False
            return self._running


class Daemon:
    """The passes on their alarm clock, from `start` to `stop`."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._desk: Desk = works.desk
        self._stopping = threading.Event()
        self._mailbox = works.mailbox()
        self._copies = works.mailbox()
        self._carrier: Carrier | None = None
        self._reading = Backoff("the mailbox")
        self._sending = Backoff("the relay")
        self._filing = Backoff("the sent folder")
        self._listening = Backoff("listening for new mail")
        self._listener = threading.Thread(target=self._listen, name="listen", daemon=True)
        self._alarm = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(4)},
            job_defaults={"coalesce": True, "max_instances": 8, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin; returns at once."""
        stations.begin(self._works, self._desk, self._works.config)
        poll = self._works.config.imap.poll
        self._every(poll, self._read, "read")
        self._every(min(_SEND_EVERY, poll), self._send, "send")
        self._every(min(_FILE_EVERY, poll * 5), self._file, "file")
        self._every(_ALIVE_EVERY, lambda: notify("WATCHDOG=1"), "alive")
        self._alarm.start()
        self._listener.start()
        self._wake("read")
        notify("READY=1")

    def stop(self) -> None:
        """Finish the passes in hand, take leave of the servers, end."""
        notify("STOPPING=1")
        self._stopping.set()
        self._alarm.shutdown(wait=True)
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
        self._alarm.add_job(Turns(run).take, "interval", seconds=interval.total_seconds(), id=name)

    def _wake(self, name: str) -> None:
        if not self._stopping.is_set():
            self._alarm.modify_job(name, next_run_time=SystemClock().now())

    def _look_when_due(self) -> None:
        """Read again when the next clock runs out, where that is before the next poll: first the mail, then the clock."""
        with self._works.store.reading() as tx:
            due_at = tickets.next_wake_at(tx)
        job = self._alarm.get_job("read")
        if due_at is None or job is None or self._stopping.is_set():
            return
        at = SystemClock().now() + max(due_at - self._works.clock.now(), _BREATH)
        if at < job.next_run_time:
            self._alarm.modify_job("read", next_run_time=at)

    def _read(self) -> None:
        with self._reading.attempt() as ready:
            if ready and stations.read(self._works, self._desk, self._mailbox, self._stopping.is_set):
                self._wake("send")
        if self._reading.failed:
            self._wake("send")
        self._look_when_due()

    def _send(self) -> None:
        with self._sending.attempt() as ready:
            if not ready:
                return
            if self._carrier is None:
                self._carrier = Carrier(self._works.relay)
            if stations.send(self._works, self._desk, self._carrier, self._stopping.is_set):
                self._wake("file")
                self._look_when_due()

    def _file(self) -> None:
        with self._filing.attempt() as ready:
            if ready and stations.put_on_file(self._works, self._copies):
                self._wake("file")

    def _listen(self) -> None:
        """IDLE on the first folder; whatever it says, *read* looks by UID."""
        line = self._works.mailbox()
        while not self._stopping.is_set():
            with self._listening.attempt() as ready:
                if not ready:
                    self._stopping.wait(1)
                    continue
                line.select(self._works.inbox.folders[0])
                if not line.can_idle():
                    log.info("the server has no IDLE: polling only")
                    break
                if line.idle(_IDLE_SECONDS, self._stopping.is_set):
                    self._wake("read")
        line.close()


def run(config: Config, clock: Clock | None = None) -> int:
    """Run until SIGTERM or SIGINT; SIGHUP reloads. Returns the exit code 0.

    ConfigError where the configuration or the database can't be used; Refused if another daemon runs on it.
    """
    works = assemble.works(config, clock)
    stations.spare_the_collector()
    assemble.examine(works.desk)
    with alone(works.store):
        daemon = Daemon(works)
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        signal.signal(signal.SIGHUP, lambda *_: _reload(daemon, config))
        daemon.start()
        log.info("mailticket runs for %s", config.desk.helpdesk.address)
        stopped.wait()
        daemon.stop()
    return 0


def once(config: Config, clock: Clock | None = None) -> int:
    """One pass of everything, for cron; returns 0. TemporaryError if a server was away: the rest is done."""
    works = assemble.works(config, clock)
    stations.spare_the_collector()
    away: TemporaryError | None = None
    with alone(works.store):
        stations.begin(works, works.desk, config)
        mailbox = works.mailbox()
        try:
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
