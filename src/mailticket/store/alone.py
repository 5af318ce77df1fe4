"""One daemon a database: the second one is refused (spec 4.3)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import text

from mailticket.errors import Refused, StoreAway
from mailticket.store.engine import Store

_PLACE = 0x6D61696C


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Hold the daemon's place; it is free again the moment its holder ends, however it ends.

    Refused if another one runs on this database: a lock beside the SQLite file, an advisory lock on PostgreSQL.
    StoreAway where there can be no file beside it.
    """
    if store.path is None:
        with store.engine.connect() as connection:
            connection.detach()  # the place is the session's: it ends with it, and isn't lent to the next one
            if not connection.execute(text("SELECT pg_try_advisory_lock(:place)"), {"place": _PLACE}).scalar():
                raise Refused("another mailticket runs on this database")
            connection.commit()  # an open transaction would keep VACUUM from its work for as long as we run
            yield
        return
    with _beside(store.path) as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(f"another mailticket runs on {store.path}; stop it first") from error
        yield


def _beside(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f"{path.name}.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise StoreAway(f"{path}: {error.strerror}") from error
