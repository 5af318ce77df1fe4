"""A backlog shares commits, and a message that takes the process with it is told from its neighbours (spec 5.3)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailticket.desk import receive as station
from mailticket.desk.receive import BATCH, BATCH_BYTES, CRASHES, receive, together
from mailticket.errors import StoreAway
from mailticket.store import inbound
from mailticket.store.engine import Store, Transaction, open_store
from mailticket.store.inbound import Arrival, InboundState, NewMessage, Weight
from mailticket.store.schema import upgrade

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
FRESH = Weight(size_bytes=1000, attempts=0)
BEGUN = Weight(size_bytes=1000, attempts=1)
LARGE = Weight(size_bytes=BATCH_BYTES, attempts=0)
COUNT = 5
DESK: Any = None
"""No decision here asks for one."""


class Died(BaseException):
    """The process is gone: nothing of ours catches that."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(opened)
    with opened.transaction() as tx:
        rows = [
            Arrival(folder="INBOX", uidvalidity=1, uid=n, received_at=NOON, size_bytes=9, raw=b"A: b\r\n\r\n%d" % n)
            for n in range(1, COUNT + 1)
        ]
        inbound.add(tx, rows, NOON)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("waiting", "count"),
    [
        pytest.param([], 0, id="nothing waits"),
        pytest.param([FRESH] * BATCH, BATCH, id="fresh ones together"),
        pytest.param([FRESH, FRESH, BEGUN, FRESH], 2, id="up to one that was begun before"),
        pytest.param([BEGUN, FRESH], 1, id="that one alone"),
        pytest.param([LARGE, FRESH], 1, id="no more than memory should hold"),
        pytest.param([Weight(size_bytes=BATCH_BYTES + 1, attempts=0), FRESH], 1, id="but always one"),
    ],
)
def test_what_shares_a_commit(waiting: list[Weight], count: int) -> None:
    assert together(waiting) == count


def test_the_third_crash_names_the_culprit_and_no_neighbour(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    decided: list[int] = []

    def decide(tx: Transaction, _desk: object, row: NewMessage, now: datetime) -> InboundState:
        if row.id == 3:
            raise Died
        inbound.decided(tx, row.id, InboundState.DECIDED, now)
        decided.append(row.id)
        return InboundState.DECIDED

    monkeypatch.setattr(station, "decide_message", decide)
    for _ in range(3):
        with pytest.raises(Died):
            receive(store, DESK, NOON, 100)
    assert receive(store, DESK, NOON, 100).quarantined == 1
    with store.reading() as tx:
        assert [(one.id, one.reason) for one in inbound.quarantined(tx)] == [(3, "took the process with it 3 times")]
        assert inbound.count_new(tx) == 0
    assert decided[-4:] == [1, 2, 4, 5], "in order of arrival"


def test_a_bug_in_one_message_undoes_nothing_of_the_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(tx: Transaction, _desk: object, row: NewMessage, now: datetime) -> InboundState:
        inbound.decided(tx, row.id, InboundState.DECIDED, now, subject="half done")
        if row.id == 3:
            raise ZeroDivisionError
        return InboundState.DECIDED

    monkeypatch.setattr(station, "decide_message", decide)
    tally = receive(store, DESK, NOON, 100)
    assert (tally.decided, tally.quarantined) == (COUNT - 1, 1)
    with store.reading() as tx:
        (aside,) = inbound.quarantined(tx)
    assert (aside.id, aside.subject) == (3, ""), "what it had half done is undone"
    assert "ZeroDivisionError" in (aside.traceback or "")


def test_a_database_that_was_away_is_no_messages_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.4: it keeps what it has and resumes alone; three full disks make no quarantine."""
    away = [CRASHES]

    def decide(tx: Transaction, _desk: object, row: NewMessage, now: datetime) -> InboundState:
        if row.id == 3 and away[0]:
            away[0] -= 1
            raise StoreAway("the disk is full")
        inbound.decided(tx, row.id, InboundState.DECIDED, now)
        return InboundState.DECIDED

    monkeypatch.setattr(station, "decide_message", decide)
    for _ in range(CRASHES):
        with pytest.raises(StoreAway):
            receive(store, DESK, NOON, 100)
    tally = receive(store, DESK, NOON, 100)
    assert (tally.decided, tally.quarantined) == (COUNT, 0)
