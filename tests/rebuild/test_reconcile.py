"""5.4, I01: mailbox and database agree, message by message."""

from dataclasses import replace

from sqlalchemy import text
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days
from tests.rebuild.desks import again

from mailticket.rebuild import reconcile


def lost(desk: DeskAtWork) -> list[str]:
    return [one.what for one in reconcile(desk.works, desk.mailbox)]


def forgets(desk: DeskAtWork, *statements: str) -> None:
    with desk.works.store.transaction() as tx:
        for one in statements:
            tx.run(text(one))


def test_a_desk_that_works_agrees_with_its_mailbox(desk: DeskAtWork, days: Days) -> None:
    """Questions, claims, copies, our own mail that came back, a record of a start."""
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.answers("budi", "Printer")
    assert lost(desk) == []


def test_what_came_since_the_last_look_is_not_read(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    desk.town.send("ani", subject="Scanner", text="Hello")
    assert lost(desk) == ["not read"]


def test_a_message_without_a_record_is_in_no_place(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    forgets(desk, "UPDATE messages SET inbound_id = NULL WHERE direction = 'in'")
    assert lost(desk) == ["no place"]


def test_a_copy_that_the_database_does_not_know_is_named(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    forgets(desk, "UPDATE outbox SET message_id = 'other' WHERE mail = 'received'")
    assert lost(desk) == ["copy missing", "unknown copy"]


def test_a_rebuilt_desk_agrees_with_its_mailbox(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    days.claims("budi", "Printer")
    desk.works = replace(desk.works, store=again(desk).store)
    assert lost(desk) == []
