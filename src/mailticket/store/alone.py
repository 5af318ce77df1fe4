"""One daemon a database: on SQLite the second one is refused, on PostgreSQL it may wait as a standby (spec 4.3)."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mailticket.errors import Refused, StoreAway
from mailticket.store.engine import Fence, Store
from mailticket.store.lease import Waits, leased


def never_waits(_why: str) -> bool:
    """Refused at once."""
    return False


def _nothing() -> None:
    pass


@contextmanager
def alone(store: Store, waits: Waits = never_waits, on_loss: Callable[[], None] = _nothing) -> Iterator[Fence | None]:
    """Hold the daemon's place; yields the fence that its own store needs, None on SQLite.

    SQLite: a lock beside the file, free the moment its holder ends, however it ends; Refused if another one has it.
    PostgreSQL: a lease (`lease.py`); `waits` says whether to wait for it, `on_loss` is called when somebody else has
    taken it over. StoreAway where there can be no file beside it, or the server is away.
    """
    if store.path is None:
        with leased(store, waits, on_loss) as lease:
            yield lease
        return
    with _beside(store.path) as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(f"another mailticket runs on {store.path}; stop it first") from error
        yield None


def _beside(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f"{path.name}.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise StoreAway(f"{path}: {error.strerror}") from error
