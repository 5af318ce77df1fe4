"""The daemon's passes take turns: one at a time, and no wake-up is lost (house 10)."""

import threading
from collections.abc import Callable

import pytest

from mailticket.daemon import Turns


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
