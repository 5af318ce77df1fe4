"""Spec 5.2: the real daemon on real servers in a busy desk, killed by SIGKILL; `make kill N=500` does it wide."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.crash.kill import PLACES, run
from tests.crash.lives import POINTS
from tests.crash.outside import Outside
from tests.crash.place import Place

from mailticket.demo.town import Town

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]


@pytest.mark.parametrize(("database", "kills"), [("sqlite", 2 * len(POINTS)), ("postgresql", 6)])
def test_kills_lose_nothing_and_double_nothing(town: Town, tmp_path: Path, database: str, kills: int) -> None:
    """A named point and an instant in turn."""
    with PLACES[database](tmp_path) as place:
        report = run(town, tmp_path, place, kills, seed="suite")
        assert not report.wrong, report.wrong
        assert set(POINTS[: kills // 2]) <= set(report.points)
        who_looks_also_sees(town, place, report.outside)


def who_looks_also_sees(town: Town, place: Place, outside: Outside) -> None:
    """Each kind of harm, done on purpose, is found."""
    ours = [one for one in town.post_office.accepted if b"Message-ID: <mt." in one.raw]
    town.post_office.accepted += [ours[0]] * 2
    assert "times" in str(outside.again().wrong().doubled)
    town.post_office.accepted.append(replace(ours[1], raw=ours[1].raw + b"more"))
    assert "2 contents" in str(outside.again().wrong().other)
    for harm, kind, seen in (
        ("DELETE FROM inbound_raw WHERE id = 1", "lost", "was never stored"),
        ("UPDATE inbound SET state = 'new' WHERE id = 2", "lost", "is new"),
        ("UPDATE deliveries SET recipient = 'x@example.org' WHERE id = 1", "lost", "never reached the relay"),
        ("UPDATE tickets SET owner_address = 'pic@example.org' WHERE number = 1", "other", "owner pic@example.org"),
        ("DELETE FROM journal WHERE ticket = 2 AND fact = 'Claimed'", "other", "another story"),
        (
            "UPDATE messages SET message_id = 'y' WHERE id IN (SELECT id FROM messages WHERE direction = 'in' LIMIT 2)",
            "doubled",
            "effects",
        ),
    ):
        place.harm(harm)
        assert seen in str(getattr(outside.again().wrong(), kind)), harm
