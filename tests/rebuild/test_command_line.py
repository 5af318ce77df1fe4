"""`mailticket rebuild` and `mailticket reconcile` as an administrator calls them (spec 4.5, 5.4)."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days

from mailticket.cli.main import main
from mailticket.desk import hold
from mailticket.store import tickets
from mailticket.store.engine import open_store

Call = Callable[..., int]


@pytest.fixture
def call(desk: DeskAtWork, days: Days) -> Call:
    """`call("rebuild")` on a desk with one ticket that Budi owns."""
    days.asks("Printer")
    days.claims("budi", "Printer")
    return lambda *words: main(["--config", str(desk.config.file), *words])


def file_of(desk: DeskAtWork) -> Path:
    file = desk.works.store.path
    assert file is not None
    return file


def test_the_new_database_lies_beside_the_old_one_and_says_the_same(desk: DeskAtWork, call: Call, capsys) -> None:
    assert call("rebuild") == 0
    said = capsys.readouterr().out
    assert "the old database says the same" in said
    assert "Sending goes on" in said
    rebuilt = file_of(desk).with_name("mailticket.db.rebuilt")
    with open_store(f"sqlite:///{rebuilt}").reading() as tx:
        assert tickets.load(tx, 1) == desk.ticket()
        assert hold.reason(tx) is None


def test_what_is_left_in_doubt_holds_sending_and_is_named(desk: DeskAtWork, call: Call, capsys) -> None:
    desk.town.send("ani", subject="Scanner", text="Hello")
    call("rebuild")
    said = capsys.readouterr().out
    assert "no copy shows that it was ever sent" in said
    assert "outbox release" in said
    with open_store(f"sqlite:///{file_of(desk).with_name('mailticket.db.rebuilt')}").reading() as tx:
        assert hold.reason(tx) is not None


def test_no_database_is_ever_written_over(desk: DeskAtWork, call: Call, capsys) -> None:
    assert call("rebuild", "--into", str(file_of(desk))) == 1
    assert "is there already" in capsys.readouterr().err
    assert desk.ticket().number == 1


def test_a_rebuild_that_died_is_begun_again(desk: DeskAtWork, call: Call, capsys) -> None:
    unfinished = file_of(desk).with_name("mailticket.db.rebuilt.part")
    unfinished.write_bytes(b"half a database")
    assert call("rebuild", "--json") == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert not unfinished.exists()


def test_with_the_old_database_gone_there_is_nothing_to_compare(desk: DeskAtWork, call: Call, capsys) -> None:
    desk.works.store.close()
    file_of(desk).unlink()
    assert call("rebuild") == 0
    assert "no old database" in capsys.readouterr().out
    assert not file_of(desk).exists()


def test_an_old_database_that_cannot_be_read_costs_nothing_of_the_new_one(desk: DeskAtWork, call: Call, capsys) -> None:
    there = desk.ticket()
    desk.works.store.close()
    file_of(desk).write_bytes(b"no database any more" * 400)
    assert call("rebuild") == 0
    assert "no old database" in capsys.readouterr().out
    with open_store(f"sqlite:///{file_of(desk).with_name('mailticket.db.rebuilt')}").reading() as tx:
        assert tickets.load(tx, 1) == there


def test_what_differs_is_printed_and_is_exit_code_1(desk: DeskAtWork, call: Call, capsys) -> None:
    with desk.works.store.transaction() as tx:
        listed = tickets.look_up(tx, 1)
        assert listed is not None
        gone = replace(listed.ticket, owner=None)
        tickets.save(tx, gone, due_what=None, due_at=None, wake_at=None)
    assert call("rebuild") == 1
    assert "owner" in capsys.readouterr().out


def test_reconcile_says_that_all_is_well_and_what_is_not(desk: DeskAtWork, call: Call, capsys) -> None:
    assert call("reconcile") == 0
    assert "agree" in capsys.readouterr().out
    desk.town.send("ani", subject="Scanner", text="Hello")
    assert call("reconcile", "--json") == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert one["what"] == "not read"
