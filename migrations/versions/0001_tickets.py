"""The first tables: mailboxes, inbound, tickets, outbox, deliveries, messages, journal, told, desk.

Instants are microseconds since 1970 in UTC.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _what_arrives()
    _tickets()
    _what_goes_out()
    _what_is_on_record()
    _what_the_desk_remembers()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("desk", "told", "journal", "messages", "deliveries", "outbox", "tickets", "inbound", "mailboxes"):
        op.drop_table(name)


def _what_arrives() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("polled_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("folder", name="pk_mailboxes"),
    )
    op.create_table(
        "inbound",
        sa.Column("id", ID, nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("traceback", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("message_id", sa.Text()),
        sa.Column("stored_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_inbound"),
        sa.UniqueConstraint("folder", "uidvalidity", "uid", name="uq_inbound_folder_uidvalidity_uid"),
    )
    _partial("ix_inbound_new", "inbound", ["id"], "state IN ('new')")
    _partial("ix_inbound_quarantined", "inbound", ["id"], "state IN ('quarantined')")


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("number", ID, autoincrement=False, nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("customer_address", sa.Text()),
        sa.Column("customer_name", sa.Text()),
        sa.Column("customer_key", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("closed_reason", sa.Text()),
        sa.Column("owner_address", sa.Text()),
        sa.Column("owner_name", sa.Text()),
        sa.Column("owner_key", sa.Text()),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("due_what", sa.Text()),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("wake_at", sa.BigInteger()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_tickets"),
    )
    op.create_index("ix_tickets_customer_key_opened_at", "tickets", ["customer_key", "opened_at"])
    op.create_index("ix_tickets_opened_at_customer_key", "tickets", ["opened_at", "customer_key"])
    op.create_index("ix_tickets_owner_key_opened_at", "tickets", ["owner_key", "opened_at"])
    op.create_index("ix_tickets_status_opened_at", "tickets", ["status", "opened_at"])
    _partial("ix_tickets_wake_at", "tickets", ["wake_at"], "wake_at IS NOT NULL")


def _what_goes_out() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket", sa.BigInteger()),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("spell", sa.Integer()),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("smtputf8", sa.Boolean(), nullable=False),
        sa.Column("filed_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_outbox_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
    )
    op.create_index("ix_outbox_ticket", "outbox", ["ticket"])
    _partial("ix_outbox_unfiled", "outbox", ["id"], "filed_at IS NULL")
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.BigInteger()),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("echoed_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_deliveries_outbox_id"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_deliveries_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_ended_at", "deliveries", ["ended_at"])
    _partial("ix_deliveries_held", "deliveries", ["id"], "status IN ('held')")
    _partial(
        "ix_deliveries_in_line", "deliveries", ["ticket", "recipient"], "status IN ('queued', 'sending', 'in_doubt')"
    )
    op.create_index("ix_deliveries_outbox_id", "deliveries", ["outbox_id"])
    _partial("ix_deliveries_outside", "deliveries", ["recipient", "queued_at"], "role IN ('customer', 'other')")
    _partial("ix_deliveries_sending", "deliveries", ["id"], "status IN ('sending')")
    _partial("ix_deliveries_unheard", "deliveries", ["id"], "reported IS 0 AND ended_at IS NOT NULL")
    _partial(
        "ix_deliveries_waiting", "deliveries", ["next_at", "outbox_id"], "status IN ('queued', 'sending', 'in_doubt')"
    )


def _what_is_on_record() -> None:
    op.create_table(
        "messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket", sa.BigInteger()),
        sa.Column("inbound_id", sa.BigInteger()),
        sa.Column("outbox_id", sa.BigInteger()),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text()),
        sa.Column("author_name", sa.Text()),
        sa.Column("author_address", sa.Text()),
        sa.Column("via_list", sa.Boolean(), nullable=False),
        sa.Column("parent", sa.Text()),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("reached_customer", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"], name="fk_messages_inbound_id"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_messages_outbox_id"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_messages_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    _partial("ix_messages_fingerprint", "messages", ["fingerprint"], "fingerprint IS NOT NULL")
    op.create_index("ix_messages_message_id", "messages", ["message_id"])
    op.create_index("ix_messages_ticket", "messages", ["ticket"])
    op.create_table(
        "journal",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text()),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_journal_message"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_journal_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_ticket", "journal", ["ticket"])


def _what_the_desk_remembers() -> None:
    op.create_table(
        "told",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "about", name="pk_told"),
    )
    op.create_table(
        "desk",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_desk"),
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    """An index on some rows; PostgreSQL has a word of its own for false."""
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where.replace("IS 0", "IS false"))
    )
