"""Tickets come back as they were saved, are found by what is asked of them, and wake when they must."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.store import threads, tickets
from mailticket.store.engine import Store, Transaction
from mailticket.store.threads import MessageRow
from mailticket.store.tickets import Filter
from mailticket.ticket.model import Breach, Deadline, Hold, Reason, Response, Spell, Status, Survey, Ticket

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANI = Address("Ani@Example.net", "Ani")
BUDI = Address("budi@example.org", "Budi")
SARI = Address("sari@example.org", "Sari")
FULL = Ticket(
    number=TicketNumber(12),
    department="it",
    subject="Proyektor – ruang 3",
    customer=ANI,
    participants=(SARI,),
    status=Status.CLOSED,
    closed_reason=Reason.SATISFIED,
    owner=BUDI,
    opened_at=NOON,
    queued_at=NOON,
    calls=2,
    called_at=NOON,
    owned_at=NOON,
    claimed_at=NOON,
    answered_at=NOON,
    closed_at=NOON + HOUR,
    response=Response(deadline=Deadline.NEXT_RESPONSE, started_at=NOON, held=HOUR, warned_at=NOON),
    update_from=NOON,
    spell=Spell(number=2, started_at=NOON, queued=1, accepted=1, queued_at=NOON, accepted_at=NOON),
    spells=2,
    hold=Hold(since=NOON, before=Status.WAITING, updated_at=NOON, until=NOON + HOUR, customer_wrote=True),
    pending_reason=Reason.SATISFIED,
    asked_at=NOON,
    duplicate_of=TicketNumber(3),
    undeliverable=True,
    note_explained_at=NOON,
    loops=1,
    silenced=True,
    breaches=(
        Breach(
            deadline=Deadline.FIRST_RESPONSE, operator=BUDI, started_at=NOON, due_at=NOON, held=HOUR, calendar="24h"
        ),
    ),
    survey=Survey(score=5, comment="terima kasih", at=NOON),
    priority="high",
    category="av",
    branch="Bandung",
    tags=("lab", "b3"),
)


def ticket(number: int, **changes: object) -> Ticket:
    """An open ticket of Ani's, opened `number` hours after noon."""
    at = NOON + number * HOUR
    plain = Ticket(number=TicketNumber(number), subject=f"Question {number}", customer=ANI, opened_at=at, queued_at=at)
    return replace(plain, **changes)


def save(
    tx: Transaction, *all_of_them: Ticket, wake_at: datetime | None = None, due_at: datetime | None = None
) -> None:
    for one in all_of_them:
        tickets.save(tx, one, due_what="unclaimed" if due_at else None, due_at=due_at, wake_at=wake_at)


def numbers(found: list[tickets.Listed]) -> list[int]:
    return [one.ticket.number for one in found]


@pytest.mark.parametrize(
    "saved", [FULL, ticket(1), ticket(1, customer=None)], ids=["full", "plain", "unknown customer"]
)
def test_a_ticket_comes_back_as_it_was_saved(tx: Transaction, saved: Ticket) -> None:
    save(tx, saved)
    again = tickets.load(tx, saved.number)
    assert again == saved
    assert again is not None
    assert (again.customer and str(again.customer)) == (saved.customer and str(saved.customer))


def test_saving_again_replaces(tx: Transaction) -> None:
    save(tx, replace(FULL, status=Status.WAITING))
    save(tx, FULL, due_at=NOON, wake_at=NOON)
    assert tickets.load(tx, 12, lock=True) == FULL
    listed = tickets.look_up(tx, 12)
    assert listed is not None
    assert (listed.due_what, listed.due_at) == ("unclaimed", NOON)


def test_what_isnt_there_is_none(tx: Transaction) -> None:
    assert tickets.load(tx, 12) is None
    assert tickets.look_up(tx, 12) is None


def test_numbers_start_at_1_and_rise_by_one_1_2(tx: Transaction) -> None:
    assert tickets.next_number(tx) == 1
    save(tx, ticket(1))
    assert tickets.next_number(tx) == 2


def test_two_that_open_at_the_same_time_get_two_numbers(store: Store) -> None:
    def open_one() -> None:
        for _ in range(5):
            with store.transaction() as tx:
                save(tx, ticket(tickets.next_number(tx)))

    workers = [threading.Thread(target=open_one) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with store.reading() as tx:
        assert sorted(numbers(tickets.listing(tx, Filter(), 99))) == list(range(1, 16))


def test_of_many_claims_at_once_one_wins_i06(store: Store) -> None:
    with store.transaction() as tx:
        save(tx, ticket(1))
    winners: list[str] = []

    def claim(name: str) -> None:
        with store.transaction() as tx:
            found = tickets.load(tx, 1, lock=True)
            assert found is not None
            if found.owner is None:
                winners.append(name)
                save(tx, replace(found, owner=Address(f"{name}@example.org", name)))

    workers = [threading.Thread(target=claim, args=(name,)) for name in ("budi", "sari", "dewi")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with store.reading() as tx:
        found = tickets.load(tx, 1)
    assert found is not None
    assert found.owner is not None
    assert winners == [found.owner.name]


def test_the_sweep_wakes_what_is_due_the_longest_overdue_first(tx: Transaction) -> None:
    for number, hours in ((1, 3), (2, 1), (3, 9)):
        save(tx, ticket(number), wake_at=NOON + hours * HOUR)
    save(tx, ticket(4))
    assert tickets.waking(tx, NOON + 3 * HOUR, 9) == [2, 1]
    assert tickets.waking(tx, NOON + 3 * HOUR, 1) == [2]
    assert tickets.next_wake_at(tx) == NOON + HOUR


def test_nothing_wakes_on_an_empty_desk(tx: Transaction) -> None:
    assert tickets.waking(tx, NOON, 9) == []
    assert tickets.next_wake_at(tx) is None


def test_a_customer_is_the_same_whatever_the_case(tx: Transaction) -> None:
    save(tx, ticket(1), ticket(2, status=Status.CLOSED), ticket(3), ticket(4, customer=SARI))
    ani = Address("ani@example.NET")
    assert [one.number for one in tickets.open_of_customer(tx, ani)] == [3, 1]
    assert numbers(tickets.recent_of_customer(tx, ani, NOON + 2 * HOUR)) == [3, 2]
    assert tickets.count_opened_by(tx, ani, NOON + 2 * HOUR) == 2


def test_a_domain_is_counted_whole_and_not_as_a_pattern_2_5(tx: Transaction) -> None:
    save(tx, ticket(1), ticket(2, customer=Address("x@sub.example.net")), ticket(3, customer=Address("y@examplexnet")))
    save(tx, ticket(4, customer=Address("z@my_host")), ticket(5, customer=Address("z@myxhost")))
    assert tickets.count_opened_from(tx, "Example.net", NOON) == 1
    assert tickets.count_opened_from(tx, "my_host", NOON) == 1
    assert tickets.count_opened_from(tx, "example.net", NOON + 2 * HOUR) == 0


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), [5, 4, 3, 2, 1]),
        (Filter(statuses=(Status.OPEN, Status.WAITING)), [4, 2, 1]),
        (Filter(operator=Address("BUDI@example.org")), [3, 2]),
        (Filter(customer=SARI), [4]),
        (Filter(overdue_at=NOON), [2]),
        (Filter(since=NOON + 3 * HOUR), [5, 4, 3]),
        (Filter(search=("question", "1")), [1]),
        (Filter(search=("ani",)), [1]),
        (Filter(search=("100%",)), [1]),
        (Filter(search=("100%",), statuses=(Status.WAITING,)), []),
        (Filter(department="it"), [5]),
        (Filter(statuses=(Status.WAITING,), customer=SARI), []),
    ],
    ids=repr,
)
def test_list_takes_filters_4_4(tx: Transaction, chosen: Filter, expected: list[int]) -> None:
    save(tx, ticket(1), ticket(3, owner=BUDI, status=Status.IN_PROGRESS), ticket(4, customer=SARI))
    save(tx, ticket(2, owner=BUDI, status=Status.WAITING), due_at=NOON)
    save(tx, ticket(5, status=Status.CLOSED, department="it"), due_at=NOON)
    threads.add(
        tx,
        MessageRow(
            ticket=TicketNumber(1),
            direction="in",
            kind="question",
            message_id=MessageId("<q@x>"),
            subject="",
            at=NOON,
            text="It is 100% broken",
        ),
    )
    assert numbers(tickets.listing(tx, chosen, 9)) == expected


def test_list_is_bounded(tx: Transaction) -> None:
    save(tx, ticket(1), ticket(2), ticket(3))
    assert numbers(tickets.listing(tx, Filter(), 2)) == [3, 2]
