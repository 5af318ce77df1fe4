"""What somebody has been told already, so that it isn't said too often (spec 1.4: `hint`)."""

from datetime import datetime, timedelta

from mailticket.store.engine import Transaction


def once(tx: Transaction, kind: str, about: str, now: datetime, every: timedelta | None) -> bool:
    """True, and noted, if `about` hasn't been told of `kind` within `every`; None: ever."""
    raise NotImplementedError
