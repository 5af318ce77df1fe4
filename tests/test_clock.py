"""House rule 2: instants are aware and UTC."""

from datetime import UTC

from mailticket.clock import SystemClock


def test_the_system_clock_is_utc():
    assert SystemClock().now().tzinfo is UTC
