"""Fixtures for tests on real servers: `town` stands on Dovecot, `small_town` on the embedded IMAP server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from tests.servers.dovecot import Dovecot

from mailticket.demo.imap_server import ImapServer
from mailticket.demo.town import Town

_towns = count(1)


def now() -> datetime:
    """The wall clock: real servers keep it too."""
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for the session; skipped, with the way to get it, where there is none."""
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def dotted_dovecot() -> Iterator[Dovecot]:
    """The same as a host that separates folders by dots and keeps them all under INBOX."""
    with Dovecot(separator=".", prefix="INBOX.") as server:
        yield server


@pytest.fixture
def town(dovecot: Dovecot) -> Iterator[Town]:
    """A fresh town on the session's Dovecot: its mailboxes are empty."""
    with Town(dovecot, now=now, account_prefix=f"t{next(_towns)}-") as each:
        yield each


@pytest.fixture
def dotted_town(dotted_dovecot: Dovecot) -> Iterator[Town]:
    """A fresh town where folders are called `INBOX.mailticket.sent`."""
    with Town(dotted_dovecot, now=now, account_prefix=f"t{next(_towns)}-") as each:
        yield each


@pytest.fixture
def small_town() -> Iterator[Town]:
    """A fresh town on the embedded IMAP server; needs nothing installed."""
    with ImapServer(now=now) as server, Town(server, now=now) as each:
        yield each
