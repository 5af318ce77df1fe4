"""4.2, 1.5: on a holiday the desk is closed: nobody is reminded, and no ticket is closed on a customer."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.scenes import answers, asks, got

pytestmark = pytest.mark.servers

JAKARTA = ZoneInfo("Asia/Jakarta")
HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-16:00")


def test_hari_raya_tanpa_pengingat(open_slow_desk: Open, clock: SetClock) -> None:
    """Nyepi, Idul Fitri and their joint leave: in 2026 from Wednesday the 18th to Tuesday the 24th of March."""
    desk = open_slow_desk(desk={"locale": "id"}, calendar={"hours": HOURS, "holidays": "ID", "always_open": False})
    clock.at = datetime(2026, 3, 17, 10, 0, tzinfo=JAKARTA)
    answers(desk)
    for day in (18, 19, 20, 21, 22, 23, 24):
        clock.at = datetime(2026, 3, day, 11, 0, tzinfo=JAKARTA)
        desk.step()
    assert "reminder" not in got(desk, "ani")
    clock.at = datetime(2026, 3, 25, 10, 1, tzinfo=JAKARTA)
    desk.step()
    assert got(desk, "ani").count("reminder") == 1


def test_a_day_that_the_desk_adds_is_closed_too_and_one_that_it_works_is_open(
    open_slow_desk: Open, clock: SetClock
) -> None:
    desk = open_slow_desk(
        calendar={
            "hours": HOURS,
            "holidays": "ID",
            "closed": ["2026-03-03"],
            "open": ["2026-03-19"],
            "always_open": False,
        }
    )
    calendar = desk.works.desk.policy.calendar
    assert not calendar.is_open(datetime(2026, 3, 3, 10, 0, tzinfo=JAKARTA))
    assert calendar.is_open(datetime(2026, 3, 19, 10, 0, tzinfo=JAKARTA))
    asks(desk)
    due = desk.works.desk.policy.calendar.add(desk.ticket().queued_at, desk.works.desk.policy.claim_within)
    assert due.astimezone(JAKARTA).isoformat() == "2026-03-02T14:00:00+07:00"
