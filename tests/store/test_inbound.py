"""I01, I02: every message is kept once, in order of arrival, until it is decided or set aside."""

from datetime import UTC, datetime, timedelta

from mailticket.store import inbound, mailbox
from mailticket.store.engine import Store, Transaction
from mailticket.store.inbound import Arrival, InboundState

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def arrival(uid: int, **changes: object) -> Arrival:
    raw = f"Subject: {uid}\r\n\r\n".encode()
    values = {"folder": "INBOX", "uidvalidity": 1, "uid": uid, "received_at": NOON, "size_bytes": len(raw), "raw": raw}
    return Arrival(**values | changes)


def test_messages_wait_in_order_of_arrival(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3), arrival(5)], NOON)
    inbound.add(tx, [arrival(4)], NOON)
    waiting = inbound.next_new(tx, 2)
    assert [one.raw for one in waiting] == [arrival(3).raw, arrival(5).raw]
    assert waiting[0].received_at == NOON
    assert inbound.count_new(tx) == 3


def test_the_same_uid_twice_is_one_message_i02(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3)], NOON)
    inbound.add(tx, [arrival(3, raw=b"other"), arrival(3, uidvalidity=2)], NOON)
    assert [one.raw for one in inbound.next_new(tx, 9)] == [arrival(3).raw, arrival(3).raw]


def test_nothing_new_is_nothing_to_write(tx: Transaction) -> None:
    inbound.add(tx, [], NOON)
    assert inbound.next_new(tx, 9) == []


def test_a_decided_message_waits_no_more_and_keeps_its_bytes(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3)], NOON)
    (one,) = inbound.next_new(tx, 1)
    inbound.decided(tx, one.id, InboundState.DECIDED, NOON, subject="Printer", message_id="<a@x>")
    assert inbound.next_new(tx, 1) == []
    shown = inbound.show(tx, one.id)
    assert shown is not None
    assert (shown.state, shown.subject, shown.message_id) == (InboundState.DECIDED, "Printer", "<a@x>")
    assert shown.decided_at == NOON
    assert inbound.raw(tx, one.id) == arrival(3).raw


def test_quarantine_shows_reason_and_traceback_and_the_next_one_passes(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3), arrival(4)], NOON)
    first, second = inbound.next_new(tx, 2)
    inbound.quarantine(tx, first.id, "crashed", "Traceback: '\ud800\0'", subject="Odd")
    assert [one.id for one in inbound.next_new(tx, 2)] == [second.id]
    (row,) = inbound.quarantined(tx)
    assert (row.id, row.reason, row.traceback, row.subject) == (first.id, "crashed", "Traceback: '?'", "Odd")


def test_a_retried_message_is_decided_again_in_its_old_place(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3), arrival(4)], NOON)
    first, second = inbound.next_new(tx, 2)
    inbound.bump_attempts(tx, [first.id])
    inbound.quarantine(tx, first.id, "crashed")
    assert inbound.retry(tx, first.id)
    again = inbound.next_new(tx, 2)
    assert [one.id for one in again] == [first.id, second.id]
    assert again[0].attempts == 0
    assert not inbound.retry(tx, second.id)


def test_what_was_never_fetched_stays_in_quarantine_until_it_is_there(tx: Transaction) -> None:
    inbound.add(tx, [arrival(4)], NOON)
    inbound.set_aside(tx, arrival(3, raw=b"", size_bytes=0), NOON, "not fetched: NIL")
    (row,) = inbound.quarantined(tx)
    assert inbound.retry(tx, row.id)
    assert mailbox.wanted(tx, "INBOX", 1) == {3}
    assert mailbox.wanted(tx, "INBOX", 2) == frozenset()
    assert [one.id for one in inbound.quarantined(tx)] == [row.id]
    inbound.refill(tx, arrival(3))
    inbound.refill(tx, arrival(4, raw=b"other"))
    mailbox.got(tx, "INBOX", 1, [3])
    assert mailbox.wanted(tx, "INBOX", 1) == frozenset()
    assert {one.raw for one in inbound.next_new(tx, 9)} == {arrival(3).raw, arrival(4).raw}
    assert inbound.quarantined(tx) == []
    assert inbound.uids_above(tx, "INBOX", 1, 3) == {4}


def test_a_discarded_message_keeps_its_bytes(tx: Transaction) -> None:
    inbound.add(tx, [arrival(3)], NOON)
    (one,) = inbound.next_new(tx, 1)
    assert not inbound.discard(tx, one.id, NOON)
    inbound.quarantine(tx, one.id, "spam bomb")
    assert inbound.discard(tx, one.id, NOON)
    assert inbound.quarantined(tx) == []
    assert inbound.raw(tx, one.id) == arrival(3).raw


def test_attempts_are_counted_across_crashes(store: Store) -> None:
    with store.transaction() as tx:
        inbound.add(tx, [arrival(3)], NOON)
        (one,) = inbound.next_new(tx, 1)
        assert one.attempts == 0
        inbound.bump_attempts(tx, [one.id])
    with store.transaction() as tx:
        inbound.bump_attempts(tx, [one.id])
        assert inbound.next_new(tx, 1)[0].attempts == 2
        assert inbound.weights(tx, 9) == [inbound.Weight(size_bytes=arrival(3).size_bytes, attempts=2)]


def test_the_clock_of_a_row_is_exact(tx: Transaction) -> None:
    odd = NOON + timedelta(microseconds=123457)
    inbound.add(tx, [arrival(3, received_at=odd)], NOON)
    assert inbound.next_new(tx, 1)[0].received_at == odd


def test_what_isnt_there_is_none(tx: Transaction) -> None:
    assert inbound.show(tx, 9) is None
    assert inbound.raw(tx, 9) is None
