"""The bytes of a message lie apart from what changes; a ticket knows its customer's domain.

SQLite writes a row anew as a whole, and a message's row changes twice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TICKETS = sa.table("tickets", sa.column("number"), sa.column("customer_key"), sa.column("customer_domain"))


def upgrade() -> None:
    """Move the bytes; fill in the domains."""
    op.create_table(
        "inbound_raw",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbound_raw"),
        sa.ForeignKeyConstraint(["id"], ["inbound.id"], name="fk_inbound_raw_id"),
    )
    op.execute("INSERT INTO inbound_raw (id, raw) SELECT id, raw FROM inbound")
    op.drop_column("inbound", "raw")
    op.add_column("tickets", sa.Column("customer_domain", sa.Text()))
    _fill_in_domains()
    op.create_index("ix_tickets_customer_domain_opened_at", "tickets", ["customer_domain", "opened_at"])
    op.drop_index("ix_tickets_opened_at_customer_key", "tickets")
    op.create_index("ix_tickets_opened_at", "tickets", ["opened_at"])
    op.create_index("ix_journal_message", "journal", ["message"])


def downgrade() -> None:
    """Move the bytes back."""
    op.drop_index("ix_journal_message", "journal")
    op.drop_index("ix_tickets_opened_at", "tickets")
    op.create_index("ix_tickets_opened_at_customer_key", "tickets", ["opened_at", "customer_key"])
    op.drop_index("ix_tickets_customer_domain_opened_at", "tickets")
    op.drop_column("tickets", "customer_domain")
    op.add_column("inbound", sa.Column("raw", sa.LargeBinary(), nullable=False, server_default=""))
    op.execute("UPDATE inbound SET raw = (SELECT raw FROM inbound_raw WHERE inbound_raw.id = inbound.id)")
    op.drop_table("inbound_raw")


def _fill_in_domains() -> None:
    bound = op.get_bind()
    keys = sa.select(TICKETS.c.number, TICKETS.c.customer_key).where(TICKETS.c.customer_key.is_not(None))
    known = bound.execute(keys).all()
    domains = [{"which": number, "domain": key.rpartition("@")[2]} for number, key in known]
    if domains:
        chosen = sa.update(TICKETS).where(TICKETS.c.number == sa.bindparam("which"))
        bound.execute(chosen.values(customer_domain=sa.bindparam("domain")), domains)
