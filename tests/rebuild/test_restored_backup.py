"""5.4: a restored old backup starts with sending held: the mailbox knows mail of ours that it doesn't."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days
from tests.rebuild.desks import again

from mailticket import stations
from mailticket.desk import hold
from mailticket.desk.hold import SendingHeld
from mailticket.store.schema import back_up


def restored(desk: DeskAtWork, backup: Path) -> None:
    """The daemon starts on last night's copy."""
    works = desk.works
    file = works.store.path
    assert file is not None
    works.store.close()
    for one in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        one.unlink(missing_ok=True)
    back_up(backup, file)


def saved(desk: DeskAtWork) -> Path:
    file = desk.works.store.path
    assert file is not None
    copy = file.with_name("backup.db")
    back_up(file, copy)
    return copy


def held(desk: DeskAtWork) -> str | None:
    with desk.works.store.reading() as tx:
        return hold.reason(tx)


def test_the_sent_folder_shows_it_before_anything_leaves(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    backup = saved(desk)
    days.asks("Scanner")
    restored(desk, backup)
    stations.look_back(desk.works, desk.works.desk, desk.mailbox)
    before = len(desk.town.post_office.accepted)
    with pytest.raises(SendingHeld, match="restored backup"):
        desk.step()
    assert len(desk.town.post_office.accepted) == before


def test_where_there_is_no_sent_folder_the_lists_copy_shows_it(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    backup = saved(desk)
    days.asks("Scanner")
    restored(desk, backup)
    stations.read(desk.works, desk.works.desk, desk.mailbox)
    assert "restored backup" in (held(desk) or "")


def test_after_a_rebuild_sending_goes_on_and_nobody_gets_a_mail_twice(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    backup = saved(desk)
    days.asks("Scanner")
    restored(desk, backup)
    stations.look_back(desk.works, desk.works.desk, desk.mailbox)
    found = again(desk)
    before = len(desk.town.post_office.accepted)
    desk.works = replace(desk.works, store=found.store)
    stations.look_back(desk.works, desk.works.desk, desk.mailbox)
    days.wait(minutes=5)
    assert (held(desk), len(desk.town.post_office.accepted)) == (None, before)
    days.asks("Keyboard")
    assert [one.subject for one in desk.tickets()] == ["Printer", "Scanner", "Keyboard"]


def test_once_the_administrator_said_go_on_it_is_no_news(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    backup = saved(desk)
    days.asks("Scanner")
    restored(desk, backup)
    days.clock.forward(minutes=5)
    with desk.works.store.transaction() as tx:
        hold.release(tx, days.clock.now())
    desk.step()
    assert held(desk) is None


def test_a_daemon_that_starts_on_its_own_database_is_not_held(desk: DeskAtWork, days: Days) -> None:
    days.asks("Printer")
    stations.look_back(desk.works, desk.works.desk, desk.mailbox)
    days.wait(minutes=5)
    assert held(desk) is None
