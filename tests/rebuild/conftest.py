"""The slow desk of the procedure's tests: an embedded server, and a clock that a test moves."""

import pytest
from tests.procedure.conftest import Open, SetClock, clock, open_slow_desk
from tests.procedure.desk_at_work import DeskAtWork
from tests.rebuild.days import Days

__all__ = ["clock", "open_slow_desk"]


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    """Open Monday to Friday, 8 to 16; looked at for the first time on a Monday at ten."""
    opened = open_slow_desk(calendar={"always_open": False})
    opened.step()
    return opened


@pytest.fixture
def days(desk: DeskAtWork, clock: SetClock) -> Days:
    """The same with its people."""
    return Days(desk, clock)
