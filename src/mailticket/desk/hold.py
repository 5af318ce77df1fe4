"""Sending is held until the administrator says go on: a mailbox that was migrated or restored (spec 2.1).

A folder that gives its messages new UIDs is read again, and what is known isn't decided twice. Where much of what it
holds is old and unknown, this isn't the mailbox that the database knows, and nobody should get mail about last year's.
"""

from datetime import datetime
from typing import Final

from mailticket.desk.letter import Letter
from mailticket.errors import TemporaryError
from mailticket.store import desk
from mailticket.store.engine import Store, Transaction

_COUNT: Final = "renumbered_unknown"
HANDFUL: Final = 5
"""Old unknown messages after a renumbering that are still taken for late mail."""


class SendingHeld(TemporaryError):
    """Mail waits in the outbox for the administrator's word: `mailticket outbox release`."""


def watch(tx: Transaction, letter: Letter) -> None:
    """Note a message that is about to be decided, if it is older than the last good poll before a renumbering."""
    renumbered = desk.get(tx, desk.RENUMBERED)
    if renumbered is None or letter.message.date is None:
        return
    if letter.message.date >= datetime.fromisoformat(renumbered):
        return
    count = int(desk.get(tx, _COUNT) or 0) + 1
    desk.put(tx, _COUNT, str(count))
    if count > HANDFUL:
        desk.put(
            tx,
            desk.SENDING_HELD,
            f"the mailbox was renumbered and holds {count} or more unknown messages from before {renumbered}: "
            "migrated, or restored? Look at `mailticket list` and `outbox`, then say `mailticket outbox release`",
        )


def reason(tx: Transaction) -> str | None:
    """Why sending is held; None: it isn't."""
    return desk.get(tx, desk.SENDING_HELD)


def refuse_if_held(store: Store) -> None:
    """Raise SendingHeld with the reason while the administrator hasn't said go on."""
    with store.reading() as tx:
        held = reason(tx)
    if held is not None:
        raise SendingHeld(f"sending is held: {held}")


def read_again(store: Store) -> None:
    """The renumbered folder is read to its end: what comes from here on is new mail, however old its Date."""
    with store.reading() as tx:
        if desk.get(tx, desk.RENUMBERED) is None:
            return
    with store.transaction() as tx:
        for key in (_COUNT, desk.RENUMBERED):
            desk.put(tx, key, None)


def release(tx: Transaction) -> bool:
    """The administrator says go on; False if nothing was held."""
    held = reason(tx) is not None
    for key in (desk.SENDING_HELD, _COUNT, desk.RENUMBERED):
        desk.put(tx, key, None)
    return held
