"""Spec 2.4: what lacks proof waits, its author hears of it once, and until then it is known whom to ask."""

from datetime import UTC, datetime, timedelta

from mailticket.ids import MessageId
from mailticket.store import threads, unproven
from mailticket.store.engine import Transaction
from mailticket.store.threads import MessageRow
from mailticket.store.unproven import Unproven

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BUDI, SARI = "budi@example.org", "sari@example.org"


def waiting(tx: Transaction, author: str, minutes: int) -> int:
    """A message on record that waits since so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    row = MessageRow(
        ticket=None, direction="in", kind="talk", message_id=MessageId(f"<{minutes}@x>"), subject="", at=at, text=""
    )
    message = threads.add(tx, row)
    unproven.add(tx, message, author, at)
    return message


def test_it_waits_until_it_is_forgotten(tx: Transaction) -> None:
    message = waiting(tx, BUDI, 0)
    assert unproven.waits(tx, message)
    assert unproven.of(tx, BUDI) == [Unproven(message=message, author=BUDI, arrived_at=NOON)]
    assert unproven.of(tx, SARI) == []
    unproven.forget(tx, message)
    assert not unproven.waits(tx, message)


def test_people_are_asked_of_what_arrived_by_then_and_once(tx: Transaction) -> None:
    first, second = waiting(tx, BUDI, 0), waiting(tx, BUDI, 5)
    waiting(tx, SARI, 1)
    assert unproven.unasked(tx, NOON) == [BUDI]
    assert unproven.unasked(tx, NOON + timedelta(minutes=9)) == [BUDI, SARI]
    unproven.asked(tx, [first], NOON + timedelta(minutes=3))
    assert [(one.message, one.asked_at) for one in unproven.of(tx, BUDI)] == [
        (first, NOON + timedelta(minutes=3)),
        (second, None),
    ]
    assert unproven.unasked(tx, NOON + timedelta(minutes=4)) == [SARI]
    unproven.asked(tx, [second], NOON + timedelta(hours=1))
    assert unproven.unasked(tx, NOON + timedelta(hours=1)) == [SARI]
    assert [one.author for one in unproven.listing(tx, 2)] == [BUDI, BUDI]


def test_a_record_is_written_anew_in_its_place(tx: Transaction) -> None:
    message = waiting(tx, BUDI, 0)
    other = waiting(tx, SARI, 1)
    row = MessageRow(
        ticket=None, direction="in", kind="claim", message_id=MessageId("<new@x>"), subject="x", at=NOON, text="words"
    )
    threads.replace(tx, message, row)
    stored = threads.load(tx, message)
    assert stored is not None
    assert (stored.kind, stored.message_id, stored.text) == ("claim", "<new@x>", "words")
    kept = threads.load(tx, other)
    assert kept is not None
    assert kept.kind == "talk"
