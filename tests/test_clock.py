"""House rule 2: instants are aware and UTC."""

import time
from datetime import UTC, datetime, timedelta

from mailticket.clock import Clock, FastClock, SystemClock


def test_the_system_clock_is_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_fast_clock_starts_where_it_is_told_and_runs_ahead():
    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    clock: Clock = FastClock(3600, start)
    assert start <= clock.now() < start + timedelta(hours=1)
    time.sleep(0.02)
    assert clock.now() > start + timedelta(minutes=1)
