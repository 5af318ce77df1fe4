"""I16: facts are appended, never changed, and come back as they were."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from mailticket.ids import Address, TicketNumber
from mailticket.store import journal, tickets
from mailticket.store.engine import Transaction
from mailticket.store.journal import JournalEntry
from mailticket.ticket import effects
from mailticket.ticket.model import Deadline, Ticket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BUDI = Address("budi@example.org", "Budi")
ONE = TicketNumber(1)


def test_facts_come_back_in_their_order(tx: Transaction) -> None:
    plain = Ticket(number=ONE, subject="Printer", customer=None, opened_at=NOON, queued_at=NOON)
    tickets.save(tx, plain, due_what=None, due_at=None, wake_at=None)
    breached = effects.Breached(
        deadline=Deadline.FIRST_RESPONSE,
        operator=BUDI,
        started_at=NOON,
        due_at=NOON,
        held=timedelta(minutes=5),
        calendar="24h",
    )
    entries = [
        JournalEntry(at=NOON, fact=effects.Opened(number=ONE, customer=None, subject="Printer")),
        JournalEntry(at=NOON, fact=effects.Claimed(by=BUDI), by="Budi", why="row 7"),
        JournalEntry(at=NOON + timedelta(days=1), fact=breached),
    ]
    journal.append(tx, ONE, entries[:2])
    journal.append(tx, ONE, [])
    journal.append(tx, ONE, entries[2:])
    assert journal.read(tx, ONE) == entries
    assert [row[0] for row in tx.rows(text("SELECT type FROM journal ORDER BY id"))] == [
        "opened",
        "claimed",
        "breached",
    ]


def test_a_ticket_without_history_has_none(tx: Transaction) -> None:
    assert journal.read(tx, TicketNumber(9)) == []
