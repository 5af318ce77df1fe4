"""Claims raced by two processes; `make races` is the same with more of them (I06, I16, I19; spec 4.3)."""

from pathlib import Path

import pytest
from tests.races import command_line, leased_daemon, race, standing_daemon
from tests.store.databases import empty_url, postgres, postgres_url

pytestmark = pytest.mark.timeout(300)  # several programs start, on however busy a machine
__all__ = ["empty_url", "postgres", "postgres_url"]

COUNT = 30


def test_two_daemons_whose_lease_changes_hands_claim_nothing_twice(postgres_url: str, tmp_path: Path) -> None:
    facts = race([postgres_url], tmp_path, COUNT, (leased_daemon, leased_daemon))
    assert facts["Claimed"] == COUNT


def test_a_claim_by_mail_and_one_at_the_command_line_follow_each_other(empty_url: str, tmp_path: Path) -> None:
    facts = race([empty_url], tmp_path, COUNT, (standing_daemon, command_line))
    assert facts["Opened"] == COUNT
