"""4.5: a simulated month's database, thrown away, comes back from the mailbox and its `sent` folder."""

from dataclasses import replace

import pytest
from tests.simulation.mailbox import Mailbox
from tests.simulation.town import Town, TownClock

from mailticket.desk.replay import Outcome
from mailticket.rebuild import rebuild
from mailticket.reports.difference import Difference, differences
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade

WEEKS = 4


def rebuilt(town: Town) -> tuple[Outcome, list[Difference]]:
    """Live the month, then rebuild it beside its own database, and compare."""
    town.live()
    old = open_store(f"sqlite:///{town.database}")
    new = open_store(f"sqlite:///{town.database}.rebuilt")
    upgrade(new)
    works = replace(town.house.works, store=new, clock=TownClock(town.instant))
    outcome = rebuild(works, Mailbox(town.server, town.weather, town.instant), None, lambda _done, _all: None)
    found = differences(old, new)
    old.close()
    new.close()
    return outcome, found


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [2, 3])
def test_a_simulated_month_comes_back_without_a_difference(seed: int) -> None:
    town = Town(seed, weeks=WEEKS, calm=True)
    try:
        outcome, found = rebuilt(town)
    finally:
        town.close()
    assert found == []
    assert (outcome.unexplained, outcome.never_sent, outcome.refused) == ([], [], [])
    assert outcome.messages > 50
