"""Alembic's environment: mailticket hands its connection over; by hand, `alembic -x url=sqlite:///new.db …`."""

from alembic import context
from sqlalchemy import Connection

from mailticket.store.engine import open_store
from mailticket.store.tables import metadata


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with open_store(context.get_x_argument(as_dictionary=True)["url"]).engine.begin() as own:
        _migrate(own)
