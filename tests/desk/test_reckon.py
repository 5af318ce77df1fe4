"""House 5: after a change of policy the stored due times are computed anew, once."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket import stations
from mailticket.demo.town import Town
from mailticket.store import tickets

pytestmark = pytest.mark.servers


def test_due_times_follow_a_new_policy_at_the_next_start(town: Town, tmp_path: Path) -> None:
    desk = DeskAtWork(town, tmp_path, policy={"claim_within": "4h"})
    stations.begin(desk.works, desk.works.desk, desk.config)
    town.send("ani", subject="Printer rusak", text="Rusak.")
    desk.until(desk.tickets)
    opened = desk.ticket(1).opened_at
    assert due_of(desk) == opened + timedelta(hours=4)
    desk.close()

    again = DeskAtWork(town, tmp_path, policy={"claim_within": "1h"})
    assert due_of(again) == opened + timedelta(hours=4)
    stations.begin(again.works, again.works.desk, again.config)
    assert due_of(again) == opened + timedelta(hours=1)
    again.close()


def due_of(desk: DeskAtWork):
    with desk.works.store.reading() as tx:
        return tickets.look_up(tx, 1).due_at
