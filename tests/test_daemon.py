"""The daemon's passes take turns: one at a time, and no wake-up is lost (house 10)."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from mailticket import stations
from mailticket.clock import SystemClock
from mailticket.daemon import Turns
from mailticket.desk.receive import Tally


class Pass:
    """Counts its runs; `during` happens inside each."""

    def __init__(self) -> None:
        self.runs = 0
        self.during: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        self.runs += 1
        self.during()


def test_who_asks_while_it_runs_gets_one_more() -> None:
    read = Pass()
    turns = Turns(read)

    def asked_thrice() -> None:
        if read.runs == 1:
            for _ in range(3):
                turns.take()

    read.during = asked_thrice
    turns.take()
    assert read.runs == 2


def test_never_two_at_a_time_and_none_lost() -> None:
    inside, most, seen, asked = 0, 0, 0, 0
    count = threading.Lock()

    def run() -> None:
        nonlocal inside, most, seen
        with count:
            inside += 1
            most = max(most, inside)
            seen = asked
        with count:
            inside -= 1

    turns = Turns(run)

    def ask() -> None:
        nonlocal asked
        for _ in range(200):
            with count:
                asked += 1
            turns.take()

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert most == 1
    assert seen == 800


def test_after_a_failure_the_next_one_runs() -> None:
    read = Pass()

    def fails_once() -> None:
        if read.runs == 1:
            raise RuntimeError

    read.during = fails_once
    turns = Turns(read)
    with pytest.raises(RuntimeError):
        turns.take()
    turns.take()
    assert read.runs == 2


def test_a_stop_waits_for_the_pass_in_hand_and_not_for_the_backlog(monkeypatch: pytest.MonkeyPatch) -> None:
    """4.3: SIGTERM with ten thousand messages waiting; systemd would kill us before they are all decided."""
    passes: list[int] = []

    def receive(*_: object) -> Tally:
        passes.append(1)
        return Tally(decided=200)

    monkeypatch.setattr(stations, "receive", receive)
    works: Any = SimpleNamespace(store=None, clock=SystemClock())
    nothing: Any = None
    assert stations.decide_all(works, nothing, lambda: len(passes) == 3)
    assert len(passes) == 3
