"""Single values of the desk that survive a restart: when the digest went out, why sending is held."""

from functools import cache
from typing import Final

from sqlalchemy import Insert, bindparam, delete, select

from mailticket.store.engine import Transaction
from mailticket.store.tables import desk

SENDING_HELD: Final = "sending_held"
"""Why nothing is sent until the administrator says go on."""
RELAY_FAULT: Final = "relay_fault"
"""What a bounce said of us: only alarms are sent until the administrator says go on."""
ASCII_RELAY: Final = "ascii_relay"
"""Set where the relay, when it was last spoken to, had no SMTPUTF8 (RFC 6531)."""
RELEASED: Final = "released_at"
"""When the administrator last said go on (ISO 8601)."""
BROKEN_TEXT: Final = "broken_text"
"""The last fault found in a text of the desk's own since the texts were read; the shipped one speaks instead."""
RENUMBERED: Final = "renumbered"
"""When the last good poll before a renumbering of a folder began (ISO 8601), while that folder is read again."""

_KEY: Final = desk.c.key == bindparam("which")
_GET: Final = select(desk.c.value).where(_KEY)
_CLEAR: Final = delete(desk).where(_KEY)


def get(tx: Transaction, key: str) -> str | None:
    """The value; None if it was never set, or cleared."""
    value: str | None = tx.value(_GET, {"which": key})
    return value


def put(tx: Transaction, key: str, value: str | None) -> None:
    """Set the value; None clears it."""
    if value is None:
        tx.run(_CLEAR, {"which": key})
    else:
        tx.run(_putting(), {"key": key, "value": value})


@cache
def _putting() -> Insert:
    """Built at the first use, as `tickets.save` is: `search` comes by here, and only reads."""
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415

    new = insert(desk)
    return new.on_conflict_do_update(index_elements=[desk.c.key], set_={"value": new.excluded.value})
