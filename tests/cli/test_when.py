"""Instants at the command line are in the desk's zone (spec 4.4)."""

from datetime import UTC, datetime, timedelta

import pytest

from mailticket.cli import when
from mailticket.errors import Refused


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0 s"), (59, "59 s"), (90, "1 min"), (3599, "59 min"), (7200, "2 h"), (47 * 3600, "47 h"), (48 * 3600, "2 d")],
)
def test_a_distance_is_told_in_its_largest_unit(seconds, shown):
    assert when.distance(timedelta(seconds=seconds)) == shown
    assert when.distance(timedelta(seconds=-seconds)) == shown


def test_a_date_is_its_first_instant_and_a_time_is_local_unless_it_says_otherwise(config):
    calendar = config.business_calendar()
    assert when.read("2026-11-21", calendar) == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert when.read("2026-11-21T09:00", calendar) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert when.read("2026-11-21 09:00", calendar) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert when.read("2026-11-21T09:00:00+00:00", calendar) == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert when.shown(datetime(2026, 11, 21, 2, tzinfo=UTC), calendar.tz) == "2026-11-21 09:00"


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "12"])
def test_what_is_no_date_is_refused_with_an_example(config, text):
    with pytest.raises(Refused, match="2026-11-21"):
        when.read(text, config.business_calendar())
