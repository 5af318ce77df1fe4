"""Instants at the command line are in the desk's zone (spec 4.4)."""

from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta

import pytest

from mailticket.cli import when
from mailticket.cli.main import main


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0 s"), (59, "59 s"), (90, "1 min"), (3599, "59 min"), (7200, "2 h"), (47 * 3600, "47 h"), (48 * 3600, "2 d")],
)
def test_a_distance_is_told_in_its_largest_unit(seconds, shown):
    assert when.distance(timedelta(seconds=seconds)) == shown
    assert when.distance(timedelta(seconds=-seconds)) == shown


def test_a_date_is_its_first_instant_and_a_time_is_local_unless_it_says_otherwise(config):
    calendar = config.business_calendar()
    assert when.instant(when.written("2026-11-21"), calendar) == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert when.instant(when.written("2026-11-21T09:00"), calendar) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert when.instant(when.written("2026-11-21 09:00"), calendar) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert when.instant(when.written("2026-11-21T09:00:00+00:00"), calendar) == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert when.shown(datetime(2026, 11, 21, 2, tzinfo=UTC), calendar.tz) == "2026-11-21 09:00"


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "12"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(ArgumentTypeError, match="2026-11-21"):
        when.written(text)


@pytest.mark.parametrize("words", [["list", "--since", "nonsense"], ["show", "1", "--at", "nonsense"]])
def test_what_is_no_date_is_misuse(words, capsys):
    assert main(words) == 2
    assert "write 2026-11-21" in capsys.readouterr().err
