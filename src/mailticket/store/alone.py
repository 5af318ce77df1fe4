"""One daemon a database: the second one is refused (spec 4.3)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from mailticket.errors import Refused
from mailticket.store.engine import Store

_PLACE = 0x6D61696C


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Hold the daemon's place; it is free again the moment its holder ends, however it ends.

    Refused if another one runs on this database: a lock beside the SQLite file, an advisory lock on PostgreSQL.
    """
    if store.path is None:
        with store.engine.connect() as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:place)"), {"place": _PLACE}).scalar():
                raise Refused("another mailticket runs on this database")
            yield
            connection.rollback()
        return
    store.path.parent.mkdir(parents=True, exist_ok=True)
    with store.path.with_name(f"{store.path.name}.lock").open("a", encoding="utf-8") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(f"another mailticket runs on {store.path}; stop it first") from error
        yield
