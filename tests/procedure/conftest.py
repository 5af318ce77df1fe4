"""A desk on Dovecot and a real SMTP server, with durations in seconds where a test asks for them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.procedure.desk_at_work import DeskAtWork

from mailticket.demo.imap_server import ImapServer
from mailticket.demo.town import Town

Open = Callable[..., DeskAtWork]


@pytest.fixture
def open_desk(town: Town, tmp_path: Path) -> Iterator[Open]:
    """Open the desk with settings of its own, by section: `open_desk(policy={"close": "supervisor"})`."""
    opened: list[DeskAtWork] = []

    def open_with(**settings: Any) -> DeskAtWork:
        opened.append(DeskAtWork(town, tmp_path / f"desk{len(opened)}", **settings))
        return opened[-1]

    yield open_with
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Open) -> DeskAtWork:
    """The desk with the procedure's own numbers and a calendar that is always open."""
    return open_desk()


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def forward(self, **span: float) -> None:
        """`forward(hours=1)`."""
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> SetClock:
    """A Monday morning in Jakarta, ten o'clock."""
    return SetClock(datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta")))


@pytest.fixture
def open_slow_desk(clock: SetClock, tmp_path: Path) -> Iterator[Open]:
    """The same on the embedded IMAP server and a clock of the test's own, for days that pass in no time."""
    opened: list[DeskAtWork] = []
    with ImapServer(now=clock.now) as server, Town(server, now=clock.now) as town:

        def open_with(**settings: Any) -> DeskAtWork:
            opened.append(DeskAtWork(town, tmp_path / f"desk{len(opened)}", clock=clock, **settings))
            return opened[-1]

        yield open_with
        for desk in opened:
            desk.close()
