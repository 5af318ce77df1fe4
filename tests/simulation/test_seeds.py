"""Some seeds of the simulator at each run of the tests; `make check` lives through 300 on all cores (5.2)."""

import pytest
from tests.simulation.shrink import Failure, live, shrunk

SEEDS = 40


@pytest.mark.parametrize("batch", range(0, SEEDS, 10))
def test_no_promise_is_broken(batch: int) -> None:
    for seed in range(batch, batch + 10):
        outcome = live(seed)
        if isinstance(outcome, Failure):
            small = shrunk(outcome)
            pytest.fail(f"seed {seed} ({small.house}): {small.said}\n{small.story}")
