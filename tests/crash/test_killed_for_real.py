"""Spec 5.2: the real daemon on real servers in a busy desk, killed by SIGKILL; `make kill N=500` does it wide."""

from pathlib import Path

import pytest
from tests.crash.kill import run
from tests.crash.lives import POINTS

from mailticket.demo.town import Town

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]


def test_twenty_kills_lose_nothing_and_double_nothing(town: Town, tmp_path: Path) -> None:
    """Each named point once, and ten instants."""
    report = run(town, tmp_path, 2 * len(POINTS), seed="suite")
    assert not report.wrong, report.wrong
    assert set(POINTS) <= set(report.points)
