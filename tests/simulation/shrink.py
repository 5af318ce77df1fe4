"""One seed as an outcome, and a failure's story with everything left out that it doesn't need."""

import traceback
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.simulation.story import Violation
from tests.simulation.town import Result, Town

TRIES: int = 150
"""Runs that shrinking may take."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A seed that broke a promise, or our code."""

    seed: int
    house: str
    law: str
    said: str
    story: str
    names: tuple[str, ...]
    """Of what people did and what broke, in order."""
    without: frozenset[str] = frozenset()
    messages: int = 0
    fired: Counter[str] = field(default_factory=Counter)


def live(seed: int, without: Collection[str] = frozenset()) -> Result | Failure:
    """One run."""
    town = Town(seed, without)
    try:
        return town.run()
    except Violation as broken:
        law, said = broken.law, str(broken)
    except Exception as error:  # noqa: BLE001 -- whatever our code trips over is a finding
        law, said = type(error).__name__, traceback.format_exc()
    return Failure(
        seed=seed,
        house=town.house.name,
        law=law,
        said=said,
        story=town.story.text(),
        names=tuple(one.name for one in town.story.entries),
        without=frozenset(without),
        messages=len(town.server.arrived),
        fired=town.weather.fired,
    )


def shrunk(failure: Failure) -> Failure:
    """The same law broken with less: halves, quarters … of the acts and faults are left out while it still breaks."""
    tries = 0
    size = max(len(failure.names) // 2, 1)
    while tries < TRIES:
        smaller = False
        names = failure.names
        for start in range(0, len(names), size):
            tries += 1
            outcome = live(failure.seed, failure.without | set(names[start : start + size]))
            if isinstance(outcome, Failure) and outcome.law == failure.law and len(outcome.names) < len(failure.names):
                failure, smaller = outcome, True
                break
            if tries >= TRIES:
                break
        if not smaller:
            if size == 1:
                break
            size = max(size // 2, 1)
    return failure
