"""Spec 2.2, 2.5, 2.7, 3.9: floors of what is read rightly in the labelled sets; of the held third only numbers."""

import pytest
from tests.sets.rates import HALVES, Rate, closings, empties, first_thanks, replies, thanks, vacations

FLOORS = {
    "seen": {
        "Indonesian replies exact": 0.93,
        "Indonesian replies, nothing lost": 1.0,
        "empty replies seen as empty": 0.95,
        "replies that say something kept": 1.0,
        "automatic replies found": 0.95,
        "people taken for people": 1.0,
        "return dates right": 0.9,
        "notices without a wrong return date": 1.0,
        "statements recognised": 0.95,
        "other texts left alone": 1.0,
        "thanks recognised": 0.77,
        "questions kept": 1.0,
    },
    "held": {
        "Indonesian replies exact": 0.95,
        "Indonesian replies, nothing lost": 1.0,
        "empty replies seen as empty": 0.9,
        "replies that say something kept": 0.9,
        "automatic replies found": 0.95,
        "people taken for people": 1.0,
        "return dates right": 0.7,
        "notices without a wrong return date": 0.95,
        "statements recognised": 0.9,
        "other texts left alone": 1.0,
        "thanks recognised": 0.7,
        "questions kept": 0.97,
    },
}


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("measured", [replies, empties, vacations, closings, thanks], ids=lambda one: one.__name__)
def test_no_rate_falls_below_its_floor(measured, half: str):
    low = [rate for rate in measured(half) if rate.share < FLOORS[half][rate.name]]
    assert not low


def test_what_later_texts_taught_makes_the_first_no_worse():
    assert first_thanks().share >= 0.95


def test_the_interval_is_wilsons():
    low, high = Rate(name="x", right=9, of=10).interval
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert Rate(name="x", right=10, of=10).interval[1] == pytest.approx(1.0)
