"""Spec 2.1: positions, the start instant, and how far everything has been read."""

from datetime import UTC, datetime, timedelta

import pytest

from mailticket.store import mailbox
from mailticket.store.engine import Transaction

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_folder_never_read_has_no_position(tx: Transaction) -> None:
    assert mailbox.position(tx, "INBOX") is None


def test_the_start_instant_is_kept_whatever_comes_later(tx: Transaction) -> None:
    mailbox.set_position(tx, "INBOX", 7, 10, NOON)
    mailbox.mark_polled(tx, "INBOX", NOON)
    mailbox.set_position(tx, "INBOX", 8, 3, NOON + HOUR)
    assert mailbox.position(tx, "INBOX") == mailbox.Position(
        folder="INBOX", uidvalidity=8, last_uid=3, started_at=NOON, polled_at=NOON
    )


def test_the_horizon_is_the_oldest_good_poll(tx: Transaction) -> None:
    for folder, at in (("INBOX", NOON), ("Junk", NOON - HOUR)):
        mailbox.set_position(tx, folder, 1, 0, NOON)
        mailbox.mark_polled(tx, folder, at)
    assert mailbox.horizon(tx) == NOON - HOUR
    assert mailbox.horizon(tx, frozenset({"INBOX"})) == NOON


@pytest.mark.parametrize("folders", [None, frozenset({"INBOX"}), frozenset({"INBOX", "Other"})])
def test_no_horizon_before_every_folder_was_read(tx: Transaction, folders: frozenset[str] | None) -> None:
    mailbox.set_position(tx, "INBOX", 1, 0, NOON)
    assert mailbox.horizon(tx, folders) is None


def test_no_horizon_without_a_folder(tx: Transaction) -> None:
    assert mailbox.horizon(tx) is None
