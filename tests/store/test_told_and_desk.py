"""Spec 1.4: a hint is said at most once a week; single values survive a restart."""

from datetime import UTC, datetime, timedelta

from mailticket.store import desk, told
from mailticket.store.engine import Transaction

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_a_hint_is_said_once_a_week_to_one_person(tx: Transaction) -> None:
    assert told.once(tx, "list_dropped", "budi@example.org", NOON, WEEK)
    assert not told.once(tx, "list_dropped", "budi@example.org", NOON + WEEK / 2, WEEK)
    assert told.once(tx, "list_dropped", "sari@example.org", NOON, WEEK)
    assert told.once(tx, "other", "budi@example.org", NOON, WEEK)
    assert told.once(tx, "list_dropped", "budi@example.org", NOON + WEEK, WEEK)
    assert not told.once(tx, "list_dropped", "budi@example.org", NOON + WEEK, WEEK)


def test_some_things_are_said_once_and_for_all(tx: Transaction) -> None:
    assert told.once(tx, "colleague", "dewi@example.org", NOON, None)
    assert not told.once(tx, "colleague", "dewi@example.org", NOON + 500 * WEEK, None)


def test_a_value_is_set_changed_and_cleared(tx: Transaction) -> None:
    assert desk.get(tx, "held") is None
    desk.put(tx, "held", "quota")
    desk.put(tx, "held", "login – ditolak")
    assert desk.get(tx, "held") == "login – ditolak"
    desk.put(tx, "held", None)
    assert desk.get(tx, "held") is None
