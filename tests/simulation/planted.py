"""Bugs that are planted into the real code for a test, to show that the simulator sees them (spec 5.2)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.simulation.shrink import Failure, live

from mailticket.outbox import drain
from mailticket.store import outbox

Plant = Callable[[pytest.MonkeyPatch], None]
BUGS: dict[str, Plant] = {}


def bug(plant: Plant) -> Plant:
    """Named by its function."""
    BUGS[plant.__name__.replace("_", " ")] = plant
    return plant


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The code has this bug inside."""
    with pytest.MonkeyPatch.context() as patch:
        BUGS[name](patch)
        yield


def seeds_until_found(name: str, seeds: range) -> int | None:
    """How many seeds it takes until a promise is broken; None: none of these shows it."""
    with planted(name):
        for count, seed in enumerate(seeds, start=1):
            if isinstance(live(seed), Failure):
                return count
    return None


@bug
def a_refused_row_is_dropped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "failed", lambda *_, **__: None)


@bug
def a_lost_answer_is_repeated_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(drain, "DOUBTS_MAX", 9)
