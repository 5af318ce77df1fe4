"""A desk with a history, written by the store itself, and the command line to look at it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailticket.cli.main import main
from mailticket.config import Config, load
from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import inbound, journal, outbox, threads, tickets
from mailticket.store.engine import Store, Transaction, open_store
from mailticket.store.journal import JournalEntry
from mailticket.store.parcels import Outgoing, Recipient, Role
from mailticket.store.schema import upgrade
from mailticket.store.threads import AttachmentNote, MessageRow
from mailticket.ticket import effects as fx
from mailticket.ticket.deadlines import agenda
from mailticket.ticket.evolve import replay

T0 = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
"""A Wednesday, 09:00 in Jakarta."""
ANI = Address("ani@example.net", "Ani")
BUDI = Address("budi@example.org", "Budi")
SARI = Address("sari@example.org", "Sari")
LIST = Address("operators@lists.example.org")
HELPDESK = Address("helpdesk@example.org", "Helpdesk")

CONFIG = """
[desk]
helpdesk = "helpdesk@example.org"
list = "operators@lists.example.org"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "127.0.0.1"
tls = "none"
username = "helpdesk"
password = "sesame"
[smtp]
host = "127.0.0.1"
tls = "none"
[[operators]]
name = "Budi"
addresses = ["budi@example.org", "budi.s@example.com"]
[[operators]]
name = "Sari"
addresses = ["sari@example.org"]
"""


def after(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


@dataclass
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@dataclass
class Writer:
    """Writes a ticket's history down as the desk does."""

    tx: Transaction
    config: Config
    facts: list[tuple[fx.Fact, datetime]] = field(default_factory=list)

    def ticket(self, number: int, facts: list[tuple[fx.Fact, datetime]]) -> None:
        ticket = replay(facts)
        plan = agenda(ticket, self.config.policy(), facts[-1][1])
        tickets.save(
            self.tx,
            ticket,
            due_what=plan.due and plan.due.what.value,
            due_at=plan.due and plan.due.at,
            wake_at=plan.wake_at,
        )

    def journal(self, number: int, facts: list[tuple[fx.Fact, datetime]], **more) -> None:
        journal.append(self.tx, TicketNumber(number), [JournalEntry(at=at, fact=fact, **more) for fact, at in facts])

    def came(self, number: int, author: Address, kind: fx.Kind, at: datetime, text: str, **more) -> int:
        row = MessageRow(
            ticket=TicketNumber(number),
            direction="in",
            kind=kind.value,
            message_id=MessageId(f"<{kind.value}.{number}@example.net>"),
            author=author,
            to=(HELPDESK,),
            cc=(LIST,),
            subject="Projector",
            at=at,
            text=text,
            why="row 19: a question to the helpdesk",
            **more,
        )
        return threads.add(self.tx, row)

    def went(self, number: int, mail: fx.Mail, at: datetime, *, to: tuple[Recipient, ...]) -> int:
        message_id = MessageId(f"<{mail.value}.{number}@example.org>")
        outgoing = Outgoing(
            ticket=TicketNumber(number),
            mail=mail.value,
            message_id=message_id,
            raw=b"Subject: Re: Projector\n\nHello\n",
            sender="helpdesk@example.org",
            subject="Re: Projector",
            created_at=at,
        )
        row = outbox.enqueue(self.tx, outgoing, to)
        message = MessageRow(
            ticket=TicketNumber(number),
            outbox_id=row,
            direction="out",
            kind=mail.value,
            message_id=message_id,
            author=HELPDESK,
            to=(ANI,),
            cc=(LIST,),
            subject="Re: Projector",
            at=at,
            text="Hello",
        )
        threads.add(self.tx, message)
        return row


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return load(path, environ={})


@pytest.fixture
def store(config: Config):
    made = open_store(config.database_url)
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def desk(config: Config, store: Store) -> Store:
    """Ticket 1: asked by Ani, claimed and answered by Budi, reminded once. Ticket 2: open, in the queue."""
    one: list[tuple[fx.Fact, datetime]] = [
        (fx.Opened(number=TicketNumber(1), customer=ANI, subject="Projector \x1b[31mred"), after(0)),
        (fx.Claimed(by=BUDI), after(1)),
        (fx.Answered(by=BUDI), after(2)),
        (fx.ReminderQueued(n=1), after(26)),
        (fx.Reminded(n=1), after(26.1)),
    ]
    two: list[tuple[fx.Fact, datetime]] = [
        (fx.Opened(number=TicketNumber(2), customer=None, subject="Printer"), after(3))
    ]
    with store.transaction() as tx:
        writer = Writer(tx, config)
        writer.ticket(1, one)
        writer.ticket(2, two)
        note = AttachmentNote(name="lamp.jpg", media_type="image/jpeg", size_bytes=1)
        question = writer.came(
            1, ANI, fx.Kind.QUESTION, after(0), "The lamp is red.\x1b[2J\nWhat now?", attachments=(note,)
        )
        writer.journal(1, one[:1], by="Ani", why="row 19", message=question)
        writer.went(
            1,
            fx.Mail.RECEIVED,
            after(0),
            to=(
                Recipient(address="ani@example.net", role=Role.CUSTOMER),
                Recipient(address="operators@lists.example.org", role=Role.LIST),
            ),
        )
        claim = writer.came(1, BUDI, fx.Kind.CLAIM, after(1), "")
        writer.journal(1, one[1:2], by="Budi", why="row 7: an empty reply", message=claim)
        answer = writer.came(1, BUDI, fx.Kind.ANSWER, after(2), "Change the lamp.")
        writer.journal(1, one[2:3], by="Budi", why="row 12", message=answer)
        writer.journal(1, one[3:4], why="1bd of silence")
        writer.journal(1, one[4:5], why="taken by the mail server")
        writer.journal(2, two, by="Sari", why="row 25")
        parts = [one for many in outbox.of_ticket(tx, TicketNumber(1)).values() for one in many]
        outbox.sent(tx, [parts[0].id], after(0), "250 2.0.0 ok")
        outbox.held(tx, [parts[1].id], "too many mails an hour")
        inbound.add(
            tx,
            [
                inbound.Arrival(
                    folder="INBOX",
                    uidvalidity=1,
                    uid=9,
                    received_at=after(4),
                    size_bytes=50,
                    raw=b"Subject: \x1b[1mX\n\nY",
                )
            ],
            after(4),
        )
        inbound.quarantine(tx, 1, "it broke our code", "Traceback: \x9b31m", subject="X", message_id="<x@example.net>")
    return store


@pytest.fixture
def mailticket(config: Config, capsys) -> Callable[..., Answer]:
    """Run a command on the desk's configuration."""

    def called(*words: str) -> Answer:
        code = main(["--config", str(config.file), *words])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return called
