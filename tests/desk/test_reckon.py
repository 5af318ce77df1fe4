"""House 5: after a change of policy the stored due times are computed anew, once."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import newest

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


def test_what_only_the_clock_looks_at_follows_too(town: Town, tmp_path: Path) -> None:
    """The deadline stays where it is; but a warning that is wanted again must wake the desk before it."""
    desk = DeskAtWork(town, tmp_path, mails={"off": ["deadline_warning"]}, policy={"first_response": "24h"})
    stations.begin(desk.works, desk.works.desk, desk.config)
    town.send("ani", subject="Printer rusak", text="Rusak.")
    desk.until(desk.tickets)
    town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    owned = desk.ticket(1).owned_at
    assert next_look(desk) == owned + timedelta(hours=24)
    desk.close()

    again = DeskAtWork(town, tmp_path, policy={"first_response": "24h"})
    stations.begin(again.works, again.works.desk, again.config)
    assert next_look(again) == owned + timedelta(hours=18)
    assert due_of(again) == owned + timedelta(hours=24)
    again.close()


def next_look(desk: DeskAtWork):
    with desk.works.store.reading() as tx:
        return tickets.next_wake_at(tx)
