"""What somebody has been told already, so that it isn't said too often (spec 1.4: `hint`)."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from mailticket.store.engine import Transaction
from mailticket.store.tables import told

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_TELL: Final = (
    insert(told)
    .on_conflict_do_update(
        index_elements=[told.c.kind, told.c.about],
        set_={"at": insert(told).excluded.at},
        where=told.c.at <= bindparam("latest"),
    )
    .returning(told.c.kind)
)

_LAST: Final = select(told.c.at).where(told.c.kind == bindparam("kind"), told.c.about == bindparam("about"))


def once(tx: Transaction, kind: str, about: str, now: datetime, every: timedelta | None) -> bool:
    """True, and noted, if `about` hasn't been told of `kind` within `every`; None: ever."""
    latest = _NEVER if every is None else now - every
    return tx.first(_TELL, {"kind": kind, "about": about, "at": now, "latest": latest}) is not None


def last(tx: Transaction, kind: str, about: str) -> datetime | None:
    """When `about` was last told of `kind`; None: never."""
    at: datetime | None = tx.value(_LAST, {"kind": kind, "about": about})
    return at
