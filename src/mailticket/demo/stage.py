"""The stage of `mailticket demo`: servers, a list and people on loopback, the real daemon, and eyes on all of it.

What happened is seen where people would see it: in their mailboxes, by IMAP, and in the database. The daemon is never
asked. Its configuration, database and log stay behind in one folder.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Final, TypeVar

from mailticket import assemble
from mailticket.clock import SystemClock
from mailticket.config import Config, load
from mailticket.daemon import Daemon
from mailticket.demo.imap_server import ImapServer
from mailticket.demo.people import Person, read
from mailticket.demo.town import Town
from mailticket.errors import MailticketError, Refused
from mailticket.store import inbound, outbox, tickets
from mailticket.store.alone import alone
from mailticket.store.engine import Store, open_store
from mailticket.store.parcels import DeliveryStatus
from mailticket.ticket.model import Ticket

Seen = TypeVar("Seen")

FAST: Final = {"reminder_after": "3s", "reminder_every": "3s", "close_after": "3s"}
"""The policy: what takes a business day at a real desk takes three seconds here."""

_MARK: Final = "# Written by `mailticket demo`, which replaces this folder when it plays again.\n"
_CONFIG: Final = "config.toml"
_LOG: Final = "daemon.log"
_OWN: Final = (_CONFIG, _LOG, "secret", "mailticket.db")
_UNSENT: Final = frozenset(DeliveryStatus) - {DeliveryStatus.SENT, DeliveryStatus.WITHDRAWN}


class StepFailed(MailticketError):
    """A step of the demonstration did not happen. `so_far`: every mail until then, and where the log is."""

    def __init__(self, step: str, so_far: str) -> None:
        super().__init__(f"this did not happen: {step}")
        self.so_far = so_far


class _Complaints(logging.Handler):
    """Remembers what the daemon complained of: on loopback there is nothing to complain of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname}: {record.getMessage()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A desk at work, and how to look at it."""

    town: Town
    config: Config
    store: Store
    """A view of the database of its own."""
    complaints: list[str]
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Since the curtain went up."""
        return time.monotonic() - self.begun

    def mails(self, person: Person, kind: str, ticket: int) -> list[EmailMessage]:
        """The daemon's mails of that kind (a name of spec 1.4) in the person's mailbox, oldest first."""
        ours = f"<mt.{ticket}.{kind}."
        return [mail for mail in self.town.inbox(person.address) if str(mail["Message-ID"]).strip().startswith(ours)]

    def has(self, person: Person, message_id: str) -> bool:
        """Whether that message lies in the person's mailbox."""
        return any(str(mail["Message-ID"]).strip() == message_id for mail in self.town.inbox(person.address))

    def ticket(self, number: int) -> Ticket | None:
        """The ticket as the database has it; None if it has none."""
        with self.store.reading() as tx:
            return tickets.load(tx, number)

    def is_so(self, number: int, true: Callable[[Ticket], bool]) -> bool:
        """Whether the database has the ticket, and that is true of it."""
        ticket = self.ticket(number)
        return ticket is not None and true(ticket)

    def expect(self, step: str, happened: Callable[[], Seen], seconds: float = 45.0) -> Seen:
        """Look until it has happened, and return what was seen. StepFailed if it has not within so many seconds."""
        try:
            return self.town.wait_for(happened, seconds)
        except TimeoutError:
            raise StepFailed(step, self._so_far()) from None

    def insist(self, step: str, true: object) -> None:
        """StepFailed if it isn't true now."""
        if not true:
            raise StepFailed(step, self._so_far())

    def unsent(self) -> list[str]:
        """Mails that did not leave, or not for everybody."""
        with self.store.reading() as tx:
            return [one.mail.mail for one in outbox.listing(tx, _UNSENT, 100)]

    def set_aside(self) -> list[str]:
        """Messages that the daemon could not deal with."""
        with self.store.reading() as tx:
            return [row.reason or "quarantined" for row in inbound.quarantined(tx)]

    def _so_far(self) -> str:
        mails = [
            f"{mail.at:%H:%M:%S}  {mail.mail_from} → {', '.join(mail.rcpt_tos)}: {read(mail.raw)['Subject']}"
            for mail in self.town.post_office.accepted
        ]
        log = f"the daemon's log is {self.config.file.with_name(_LOG)}"
        return "\n".join(["the mails so far:", *mails, *self.complaints, log])


@contextmanager
def stage(folder: Path, locale: str) -> Iterator[Stage]:
    """Open the servers, start the daemon, and leave the folder behind. Refused if the folder is somebody else's."""
    clear(folder)
    clock = SystemClock()
    with ImapServer(now=clock.now) as mailboxes, Town(mailboxes, now=clock.now) as town:
        file = folder / _CONFIG
        file.write_text(_MARK + town.config_toml(desk={"locale": locale}, policy=FAST), encoding="utf-8")
        config = load(file, environ={})
        with _logged(folder / _LOG) as complaints, _running(config), closing(open_store(config.database_url)) as store:
            yield Stage(town=town, config=config, store=store, complaints=complaints)


def clear(folder: Path) -> None:
    """Make the folder, or empty it of what an earlier demonstration left. Refused if anything else lies there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}; name another place with --folder") from None
    found = sorted(folder.iterdir())
    config = folder / _CONFIG
    ours = config.is_file() and config.read_text(encoding="utf-8", errors="replace").startswith(_MARK)
    foreign = [path.name for path in found if not path.name.startswith(_OWN)]
    if found and (foreign or not ours):
        what = foreign[0] if foreign else found[0].name
        raise Refused(f"{folder} holds {what}, which is not the demo's; name another place with --folder")
    for path in found:
        path.unlink()


@contextmanager
def _running(config: Config) -> Iterator[None]:
    """The daemon, as `mailticket run` runs it."""
    works = assemble.works(config)
    with alone(works.store):
        daemon = Daemon(works)
        daemon.start()
        try:
            yield
        finally:
            daemon.stop()


@contextmanager
def _logged(file: Path) -> Iterator[list[str]]:
    """Send what the daemon logs to a file in place of the terminal; yields what it complains of."""
    written, complaints = logging.FileHandler(file, encoding="utf-8"), _Complaints()
    written.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root, ours = logging.getLogger(), logging.getLogger("mailticket")
    level = ours.level
    ours.setLevel(logging.INFO)
    ours.addHandler(complaints)
    root.addHandler(written)
    try:
        yield complaints.heard
    finally:
        root.removeHandler(written)
        ours.removeHandler(complaints)
        ours.setLevel(level)
        written.close()
