"""One daemon writes, the others stand by: lease. What was written is found by its words: words.

Puts every message's words into the index: half a minute of CPU for each million (docs/operations.md).
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = " || ' ' || ".join(
    f"coalesce(CAST({column} AS TEXT), '')"
    for column in (
        "messages.ticket",
        "tickets.subject",
        "tickets.customer_name",
        "tickets.customer_key",
        "messages.subject",
        "messages.author_name",
        "messages.author_address",
        "messages.text",
    )
)
ROWS = "FROM messages LEFT JOIN tickets ON tickets.number = messages.ticket ORDER BY messages.id"
FTS5 = "fts5(text, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')"
SIGNS = "!\"#$%&''()*+,-./\\:;<=>?@[]^_`{|}~"  # as a string of SQL, where a quote is written twice


def upgrade() -> None:
    """Make both, and fill the index."""
    op.create_table(
        "lease",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_lease"),
    )
    op.execute("INSERT INTO lease (number, holder, until_at) VALUES (0, '', 0)")
    bound = op.get_bind()
    if bound.dialect.name == "sqlite":
        bound.exec_driver_sql(f"CREATE VIRTUAL TABLE words USING {FTS5}")
        bound.exec_driver_sql(f"INSERT INTO words (rowid, text) SELECT messages.id, {TEXT} {ROWS}")
    else:
        op.execute("CREATE TABLE words (message BIGINT CONSTRAINT pk_words PRIMARY KEY, text tsvector NOT NULL)")
        blanks = " " * (len(SIGNS) - 1)
        text = f"to_tsvector('simple', translate(left({TEXT}, 100000), '{SIGNS}', '{blanks}'))"
        bound.exec_driver_sql(f"INSERT INTO words (message, text) SELECT messages.id, {text} {ROWS}".replace("%", "%%"))
        op.execute("CREATE INDEX ix_words_text ON words USING gin (text)")
    op.execute(
        "INSERT INTO desk (key, value) SELECT 'indexed', CAST(max(id) AS TEXT) FROM messages HAVING max(id) IS NOT NULL"
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("words")
    op.drop_table("lease")
    op.execute("DELETE FROM desk WHERE key = 'indexed'")
