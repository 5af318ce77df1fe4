"""4.5: the mailbox and the `sent` folder give back the same tickets, numbers, owners, statuses and reminders."""

from dataclasses import replace

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days
from tests.rebuild.desks import Again, again

from mailticket import stations
from mailticket.desk import hold
from mailticket.errors import Refused
from mailticket.ids import TicketNumber
from mailticket.reports.difference import differences
from mailticket.store import journal, outbox
from mailticket.store.parcels import DeliveryStatus
from mailticket.ticket.commands import Command
from mailticket.ticket.effects import Assigned, Breached, Claimed, Closed, Held, Labelled, Noted, Reopened
from mailticket.ticket.model import Reason, Status


def nothing_is_missing(found: Again) -> None:
    assert found.differences == []
    assert found.outcome.unexplained == []
    assert found.outcome.never_sent == []
    assert found.outcome.refused == []


def test_a_month_comes_back_orders_of_the_command_line_and_all(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.claims("sari", "Printer")
    days.answers("budi", "Printer")
    days.asks("Scanner")
    days.pass_by(1)
    days.orders(2, Command.TAKE, by="Sari")
    days.orders(2, Command.NOTE, "The lamp is ordered.", by="Dewi")
    days.asks("Projector")
    days.pass_by(1)
    days.replies("Printer", "It still does not print.")
    days.claims("dewi", "Projector")
    days.orders(3, Command.ASSIGN, "Budi", by="Sari")
    days.orders(3, Command.PRIORITY, "high", by="Sari")
    days.pass_by(2)
    days.answers("sari", "Scanner")
    days.orders(1, Command.CLOSE)
    days.pass_by(9)
    days.asks("Keyboard")
    days.orders(4, Command.TAKE, by="Dewi")
    days.orders(4, Command.HOLD, "", by="Dewi")
    days.pass_by(1)
    days.orders(1, Command.REOPEN)
    days.pass_by(2)
    found = again(desk)
    nothing_is_missing(found)
    with found.store.reading() as tx:
        entries = [one for number in (1, 2, 3, 4) for one in journal.read(tx, TicketNumber(number))]
    assert any("command line" in one.why for one in entries)
    assert {type(one.fact) for one in entries} >= {Claimed, Assigned, Breached, Closed, Held, Labelled, Noted, Reopened}


def test_what_left_unheard_before_the_end_is_held_and_shown(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    desk.town.send("ani", subject="Scanner", text="What can I do?")
    days.clock.forward(minutes=5)
    stations.read(desk.works, desk.works.desk, desk.mailbox)
    found = again(desk)
    assert found.outcome.unexplained == []
    assert sorted(one.partition(":")[0] for one in found.outcome.never_sent) == ["announcement", "received"]
    assert found.outcome.held
    with found.store.reading() as tx:
        assert hold.reason(tx) is not None
        held = outbox.listing(tx, {DeliveryStatus.HELD}, 100)
    assert {one.mail.ticket for one in held} == {2}


def test_where_nothing_is_left_in_doubt_a_rebuilt_desk_goes_on_by_itself_and_writes_nothing_twice(
    desk: DeskAtWork, days: Days
) -> None:
    """5.4: held until the gap has been read again."""
    days.asks("Printer")
    days.claims("budi", "Printer")
    found = again(desk)
    assert not found.outcome.held
    before = len(desk.town.post_office.accepted)
    desk.works = replace(desk.works, store=found.store)
    stations.look_back(desk.works, desk.works.desk, desk.mailbox)
    days.wait(minutes=5)
    assert len(desk.town.post_office.accepted) == before
    days.answers("budi", "Printer")
    assert desk.ticket().status is Status.WAITING
    days.asks("Scanner")
    assert [one.number for one in desk.tickets()] == [1, 2]


def test_rebuilt_twice_it_is_the_same(desk: DeskAtWork, days: Days) -> None:
    """A rebuild that died leaves the mailbox as it was."""
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.orders(1, Command.PRIORITY, "high")
    first, second = again(desk, name="first"), again(desk, name="second")
    assert differences(first.store, second.store) == []


def test_what_was_there_before_the_start_stays_none_of_the_desks(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(imap={"start": "now"})
    desk.town.send("ani", subject="Last year", text="Never answered")
    clock.forward(days=1)
    desk.step()
    Days(desk, clock).asks("Printer")
    found = again(desk)
    nothing_is_missing(found)
    assert [one.subject for one in desk.tickets()] == ["Printer"]


def test_without_the_secret_nothing_is_believed(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    desk.works = replace(desk.works, desk=replace(desk.works.desk, key=b"another"))
    with pytest.raises(Refused, match="secret"):
        again(desk)


def test_a_silence_comes_back_with_its_reminders_to_the_end(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.answers("budi", "Printer")
    days.pass_by(2)
    halfway = again(desk, name="halfway")
    nothing_is_missing(halfway)
    assert desk.ticket().spell is not None
    days.pass_by(5)
    nothing_is_missing(again(desk))
    assert desk.ticket().closed_reason is Reason.NO_REPLY
