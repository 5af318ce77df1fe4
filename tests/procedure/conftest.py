"""A desk on Dovecot and a real SMTP server, with durations in seconds where a test asks for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.procedure.desk_at_work import DeskAtWork

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
