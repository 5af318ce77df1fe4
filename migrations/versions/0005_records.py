"""What the desk did that no mail tells of is on record until it lies in the `sent` folder (spec 2.6)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNFILED = sa.text("filed_at IS NULL")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "records",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
    )
    op.create_index("ix_records_unfiled", "records", ["id"], sqlite_where=UNFILED, postgresql_where=UNFILED)


def downgrade() -> None:
    """Drop it; what isn't filed yet is lost."""
    op.drop_table("records")
