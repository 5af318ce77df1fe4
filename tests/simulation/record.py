"""The database as somebody outside reads it: by SQL of our own, over a connection of our own."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def instant(microseconds: int | None) -> datetime | None:
    """As the columns keep it."""
    return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the journal."""

    id: int
    ticket: int
    at: int
    fact: str
    payload: dict[str, Any]
    message: int | None


@dataclass(frozen=True, slots=True)
class Mail:
    """One row of the outbox."""

    id: int
    ticket: int | None
    mail: str
    message_id: str
    raw: bytes
    created_at: int
    spell: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient of a mail."""

    id: int
    outbox_id: int
    recipient: str
    role: str
    status: str
    attempts: int
    doubts: int
    next_at: int
    detail: str
    echoed_at: int | None


class Record:
    """What the database holds, read again when somebody committed something."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row
        self._version = -1
        self._last = 0
        self.facts: list[Fact] = []
        self.mails: dict[int, Mail] = {}
        self.by_message_id: dict[str, Mail] = {}
        self.deliveries: dict[int, Delivery] = {}
        self.gone: set[int] = set()
        """Deliveries that were there once."""
        self.unjudged = False
        self.new_facts: list[Fact] = []
        """Those that no law has judged yet."""
        self.new_mails: list[Mail] = []

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Any question."""
        return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row; None without one."""
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def look(self) -> None:
        """Read what was committed since; `unjudged` says if there is any."""
        version = self.value("PRAGMA data_version")
        if version == self._version:
            return
        self._version = version
        self.unjudged = True
        facts = [
            Fact(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5])
            for row in self.rows(
                "SELECT id, ticket, at, fact, payload, message FROM journal WHERE id > ? ORDER BY id",
                self.facts[-1].id if self.facts else 0,
            )
        ]
        self.facts += facts
        self.new_facts += facts
        mails = [
            Mail(*row)
            for row in self.rows(
                "SELECT id, ticket, mail, message_id, raw, created_at, spell, n FROM outbox WHERE id > ? ORDER BY id",
                self._last,
            )
        ]
        self.new_mails += mails
        for mail in mails:
            self._last = mail.id
            self.mails[mail.id] = self.by_message_id[mail.message_id] = mail
        before = self.deliveries
        self.deliveries = {
            row[0]: Delivery(*row)
            for row in self.rows(
                "SELECT id, outbox_id, recipient, role, status, attempts, doubts, next_at, detail, echoed_at"
                " FROM deliveries"
            )
        }
        self.gone |= before.keys() - self.deliveries.keys()

    def judged(self) -> None:
        """All that is new was looked at."""
        self.new_facts, self.new_mails, self.unjudged = [], [], False

    def of(self, ticket: int) -> list[Fact]:
        """The history of a ticket."""
        return [one for one in self.facts if one.ticket == ticket]

    def recipients(self, mail: Mail) -> list[Delivery]:
        """Whom a mail goes to."""
        return [one for one in self.deliveries.values() if one.outbox_id == mail.id]
