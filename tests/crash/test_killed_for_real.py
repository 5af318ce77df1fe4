"""Spec 5.2: the real daemon on real servers in a busy desk, killed by SIGKILL; `make kill N=500` does it wide."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.crash.kill import run
from tests.crash.lives import POINTS
from tests.crash.outside import Outside

from mailticket.demo.town import Town

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]


def test_twenty_kills_lose_nothing_and_double_nothing(town: Town, tmp_path: Path) -> None:
    """Each named point once, and ten instants."""
    report = run(town, tmp_path, 2 * len(POINTS), seed="suite")
    assert not report.wrong, report.wrong
    assert set(POINTS) <= set(report.points)
    who_looks_also_sees(town, tmp_path / "mailticket.db", report.outside)


def who_looks_also_sees(town: Town, database: Path, outside: Outside) -> None:
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
        with closing(sqlite3.connect(database)) as writing, writing:
            writing.execute(harm)
        assert seen in str(getattr(outside.again().wrong(), kind)), harm
