"""Operators' messages that wait for a proof of their author: unproven."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unproven",
        sa.Column("message", ID, autoincrement=False, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("message", name="pk_unproven"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_unproven_message"),
    )
    op.create_index("ix_unproven_author", "unproven", ["author"])
    op.create_index(
        "ix_unproven_unasked",
        "unproven",
        ["arrived_at"],
        sqlite_where=sa.text("asked_at IS NULL"),
        postgresql_where=sa.text("asked_at IS NULL"),
    )


def downgrade() -> None:
    """Drop it; what waited stays on record, and is released no more."""
    op.drop_table("unproven")
