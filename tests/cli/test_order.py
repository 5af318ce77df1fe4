"""An order at the command line judges lateness by what has been read, as the sweep does (I15, house rule 1)."""

from datetime import datetime, timedelta

import pytest
from tests.cli.conftest import BUDI, SARI, Writer, after

from mailticket import assemble
from mailticket.config import Config
from mailticket.desk.order import give
from mailticket.ids import TicketNumber
from mailticket.store import inbound, journal, mailbox
from mailticket.store.engine import Store
from mailticket.ticket import effects as fx
from mailticket.ticket.commands import Command, Order
from mailticket.ticket.events import CommandGiven

NOW = after(40)
"""Budi had until hour 25."""


def breaches(store: Store, config: Config) -> list[datetime]:
    """Sari takes Budi's ticket over at the command line; the deadlines that are called missed thereby."""
    order = Order(command=Command.TAKE, line="#take")
    event = CommandGiven(at=NOW, by=SARI, operator=True, supervisor=False, order=order)
    give(store, assemble.desk(config), 3, event, NOW)
    with store.reading() as tx:
        facts = [one.fact for one in journal.read(tx, TicketNumber(3))]
    return [one.due_at for one in facts if isinstance(one, fx.Breached)]


@pytest.fixture
def owned(store: Store, config: Config) -> Store:
    """Ticket 3 is Budi's, who has not been seen to answer."""
    with store.transaction() as tx:
        Writer(tx, config).ticket(
            3,
            [
                (fx.Opened(number=TicketNumber(3), customer=None, subject="Lamp"), after(0)),
                (fx.Claimed(by=BUDI), after(1)),
            ],
        )
    return store


def read_until(store: Store, at: datetime) -> None:
    with store.transaction() as tx:
        mailbox.set_position(tx, "INBOX", 1, 0, after(0))
        mailbox.mark_polled(tx, "INBOX", at)


def test_never_read_nothing_is_late(owned: Store, config: Config) -> None:
    assert breaches(owned, config) == []


def test_an_answer_in_time_may_still_lie_unread(owned: Store, config: Config) -> None:
    read_until(owned, after(24))
    assert breaches(owned, config) == []


def test_read_beyond_the_deadline_it_is_late(owned: Store, config: Config) -> None:
    read_until(owned, after(26))
    assert breaches(owned, config) == [after(25)]


def test_a_clock_ahead_of_ours_is_not_believed(owned: Store, config: Config) -> None:
    read_until(owned, NOW + timedelta(days=30))
    assert breaches(owned, config) == [after(25)]


def test_what_is_stored_and_undecided_may_be_the_answer(owned: Store, config: Config) -> None:
    read_until(owned, after(26))
    with owned.transaction() as tx:
        mail = inbound.Arrival(
            folder="INBOX", uidvalidity=1, uid=1, received_at=after(20), size_bytes=14, raw=b"Subject: X\n\nY"
        )
        inbound.add(tx, [mail], after(26))
    assert breaches(owned, config) == []


def test_who_gave_an_order_in_somebody_elses_name_is_on_record_4_4(owned: Store, config: Config) -> None:
    order = Order(command=Command.TAKE, line="#take")
    event = CommandGiven(at=NOW, by=SARI, operator=True, supervisor=False, order=order)
    give(owned, assemble.desk(config), 3, event, NOW, "root")
    with owned.reading() as tx:
        assert journal.read(tx, TicketNumber(3))[-1].why == "command line of root, Sari: #take"
