"""All tables and indexes.

Instants are integers, microseconds since 1970 in UTC: small, sortable, the same on every database. JSON is text.
Conditions of partial indexes are written with literals (`one_of`), in the index and in the query alike: SQLite uses a
partial index only where it can prove the condition, and a bound parameter proves nothing.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    literal_column,
)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant; a naive one is refused with ValueError. Comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Microseconds since 1970, UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a time zone: {value}")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant again."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


_COMPACT: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)  # `dumps` would build one each time


class Json(TypeDecorator[Any]):
    """A value of JSON as compact text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002, ANN401
        """Compact, letters as they are."""
        return _COMPACT.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """The value again."""
        return None if value is None else json.loads(value)


def one_of(column: ColumnElement[Any], *words: str) -> ColumnElement[bool]:
    """`column IN ('a', 'b')` with the words written out; for words of our own only."""
    return column.in_([literal_column(f"'{word}'") for word in words])


def _partial(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> Index:
    """An index on some rows only. PostgreSQL's condition stands in the migration alone.

    Named here it would make every command import that dialect, a tenth of the start of `mailticket list`.
    """
    return Index(name, *columns, sqlite_where=where)


_Id: Final = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only under the very word INTEGER

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

mailboxes: Final = Table(
    "mailboxes",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("polled_at", Instant),
)

inbound: Final = Table(
    "inbound",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("folder", Text, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text),
    Column("traceback", Text),
    Column("subject", Text),
    Column("message_id", Text),
    Column("stored_at", Instant, nullable=False),
    Column("decided_at", Instant),
    UniqueConstraint("folder", "uidvalidity", "uid"),
)
_partial("ix_inbound_new", inbound.c.id, where=one_of(inbound.c.state, "new"))
_partial("ix_inbound_quarantined", inbound.c.id, where=one_of(inbound.c.state, "quarantined"))

inbound_raw: Final = Table(  # apart from what changes: SQLite writes a row anew as a whole
    "inbound_raw",
    metadata,
    Column("id", _Id, ForeignKey("inbound.id"), primary_key=True, autoincrement=False),
    Column("raw", LargeBinary, nullable=False),
)

tickets: Final = Table(
    "tickets",
    metadata,
    Column("number", _Id, primary_key=True, autoincrement=False),
    Column("department", Text),
    Column("subject", Text, nullable=False),
    Column("customer_address", Text),
    Column("customer_name", Text),
    Column("customer_key", Text),  # the address as it is compared
    Column("customer_domain", Text),
    Column("status", Text, nullable=False),
    Column("closed_reason", Text),
    Column("owner_address", Text),
    Column("owner_name", Text),
    Column("owner_key", Text),
    Column("priority", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("due_what", Text),
    Column("due_at", Instant),
    Column("wake_at", Instant),
    Column("state", Json, nullable=False),
    Index(None, "status", "opened_at"),
    Index(None, "opened_at"),
    Index(None, "customer_key", "opened_at"),
    Index(None, "customer_domain", "opened_at"),
    Index(None, "owner_key", "opened_at"),
)
_partial("ix_tickets_wake_at", tickets.c.wake_at, where=tickets.c.wake_at.is_not(None))

outbox: Final = Table(
    "outbox",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("ticket", BigInteger, ForeignKey("tickets.number")),
    Column("mail", Text, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("raw", LargeBinary, nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("spell", Integer),
    Column("n", Integer, nullable=False),
    Column("smtputf8", Boolean, nullable=False),
    Column("filed_at", Instant),
    Index(None, "ticket"),
)
_partial("ix_outbox_unfiled", outbox.c.id, where=outbox.c.filed_at.is_(None))

messages: Final = Table(
    "messages",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("ticket", BigInteger, ForeignKey("tickets.number")),
    Column("inbound_id", BigInteger, ForeignKey("inbound.id")),
    Column("outbox_id", BigInteger, ForeignKey("outbox.id")),
    Column("direction", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("fingerprint", Text),
    Column("author_name", Text),
    Column("author_address", Text),
    Column("via_list", Boolean, nullable=False),
    Column("parent", Text),
    Column("recipients", Json, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("attachments", Json, nullable=False),
    Column("why", Text, nullable=False),
    Column("reached_customer", Boolean, nullable=False),
    Index(None, "message_id"),
    Index(None, "ticket"),
)
_partial("ix_messages_fingerprint", messages.c.fingerprint, where=messages.c.fingerprint.is_not(None))

journal: Final = Table(
    "journal",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("ticket", BigInteger, ForeignKey("tickets.number"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("type", Text),  # the public name (spec 4.4); null for what only the procedure remembers
    Column("fact", Text, nullable=False),
    Column("by", Text),
    Column("why", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("message", BigInteger, ForeignKey("messages.id")),
    Index(None, "ticket"),
    Index(None, "message"),
)

deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("outbox_id", BigInteger, ForeignKey("outbox.id"), nullable=False),
    Column("ticket", BigInteger, ForeignKey("tickets.number")),
    Column("recipient", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("detail", Text, nullable=False),
    Column("ended_at", Instant),
    Column("reported", Boolean, nullable=False),
    Column("echoed_at", Instant),
    Index(None, "outbox_id"),
    Index(None, "ended_at"),
)


def waits(rows: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """A delivery that isn't over and not in a person's hands; `rows` is the columns of the table or an alias."""
    return one_of(rows.status, "queued", "sending", "in_doubt")


def ended_unheard(rows: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """A delivery that is over, and its ticket hasn't heard of it."""
    unheard: ColumnElement[bool] = rows.reported.is_(false()) & rows.ended_at.is_not(None)
    return unheard


def outside(rows: Any) -> ColumnElement[bool]:  # noqa: ANN401
    """A delivery to somebody outside the desk: what spec 2.5 limits."""
    return one_of(rows.role, "customer", "other")


_partial("ix_deliveries_waiting", deliveries.c.next_at, deliveries.c.outbox_id, where=waits(deliveries.c))
_partial("ix_deliveries_in_line", deliveries.c.ticket, deliveries.c.recipient, where=waits(deliveries.c))
_partial("ix_deliveries_unheard", deliveries.c.id, where=ended_unheard(deliveries.c))
_partial("ix_deliveries_outside", deliveries.c.recipient, deliveries.c.queued_at, where=outside(deliveries.c))
_partial("ix_deliveries_held", deliveries.c.id, where=one_of(deliveries.c.status, "held"))
_partial("ix_deliveries_sending", deliveries.c.id, where=one_of(deliveries.c.status, "sending"))

told: Final = Table(
    "told",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)

unproven: Final = Table(
    "unproven",
    metadata,
    Column("message", _Id, ForeignKey("messages.id"), primary_key=True, autoincrement=False),
    Column("author", Text, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Index(None, "author"),
)
_partial("ix_unproven_unasked", unproven.c.arrived_at, where=unproven.c.asked_at.is_(None))

records: Final = Table(
    "records",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("said", Json, nullable=False),
    Column("filed_at", Instant),
)
_partial("ix_records_unfiled", records.c.id, where=records.c.filed_at.is_(None))

desk: Final = Table(
    "desk",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

lease: Final = Table(  # one row, on PostgreSQL; on SQLite a lock beside the file does better (`alone.py`)
    "lease",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("until_at", Instant, nullable=False),
)

FTS5: Final = (
    "CREATE VIRTUAL TABLE words USING "
    "fts5(text, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')"
)
"""SQLite's own table for full text (`words.py`), made where the others are; it keeps words and ids, no text."""
