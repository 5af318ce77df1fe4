"""4.5 on a server: a desk whose database is PostgreSQL comes back from its mailbox into an empty one there."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.rebuild.days import Days
from tests.store.databases import a_database, postgres, postgres_url

from mailticket.cli.main import main
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade
from mailticket.ticket.commands import Command

__all__ = ["postgres", "postgres_url"]


@pytest.fixture
def days(open_slow_desk: Open, clock: SetClock, postgres_url: str) -> Days:
    """A desk on the server, looked at for the first time."""
    with closing(open_store(postgres_url)) as store:
        upgrade(store)
    desk = open_slow_desk(calendar={"always_open": False}, database={"url": postgres_url})
    desk.step()
    return Days(desk, clock)


@pytest.fixture
def empty(postgres: str) -> Iterator[str]:
    """The address of another database, without tables."""
    with a_database(postgres) as url:
        yield url


def test_a_desk_on_postgresql_comes_back_into_an_empty_database_there(days: Days, empty: str, capsys) -> None:
    days.asks("Printer")
    days.claims("budi", "Printer")
    days.claims("sari", "Printer")
    days.answers("budi", "Printer")
    days.asks("Scanner")
    days.orders(2, Command.TAKE, by="Sari")
    days.orders(2, Command.NOTE, "The lamp is ordered.", by="Dewi")
    days.pass_by(2)
    days.orders(1, Command.CLOSE)
    rebuild = ["--config", str(days.desk.config.file), "rebuild", "--into", empty]
    assert main(rebuild) == 0, capsys.readouterr().out
    assert "the old database says the same" in capsys.readouterr().out
    assert main(rebuild) == 1
    assert "empty" in capsys.readouterr().err


def test_where_the_desk_is_on_a_server_it_must_be_said_where_to(days: Days, capsys) -> None:
    assert main(["--config", str(days.desk.config.file), "rebuild"]) == 1
    assert "--into" in capsys.readouterr().err
