"""Sending is held until the administrator says go on: a strange mailbox (spec 2.1), a bounce that speaks of us (2.8).

A folder that gives its messages new UIDs is read again, and what is known isn't decided twice. Where much of what it
holds is old and unknown, this isn't the mailbox that the database knows, and nobody should get mail about last year's.

A bounce that speaks of us says that more mail would only come back as well. Who can bring that about, and how often, is
in docs/decisions/0013-a-bounce-that-speaks-of-us.md.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from mailticket.desk.letter import Letter
from mailticket.errors import TemporaryError
from mailticket.store import desk, told
from mailticket.store.engine import Store, Transaction
from mailticket.ticket.effects import Mail

_COUNT: Final = "renumbered_unknown"
HANDFUL: Final = 5
"""Old unknown messages after a renumbering that are still taken for late mail."""

BOUNCES_WITHIN: Final = timedelta(days=5)
"""How long a mail system tries before it gives up (RFC 5321 section 4.5.4.1); a later bounce holds nothing."""
_JUDGED_FOR: Final = timedelta(days=7)
"""For so long the administrator need not judge the refusal of the same domain again."""
_DESPITE_A_FAULT: Final = frozenset({Mail.ALARM.value})


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


def unknown(tx: Transaction, message_id: str, decided_at: datetime) -> None:
    """A mail that only this desk can have written, and that the database doesn't know: it is older than the mailbox.

    A backup that was restored would decide once more on what lies between, and write to everybody a second time. What
    was written before the administrator last said go on is no news.
    """
    released = desk.get(tx, desk.RELEASED)
    if desk.get(tx, desk.SENDING_HELD) is not None:
        return
    if released is not None and decided_at <= datetime.fromisoformat(released):
        return
    desk.put(
        tx,
        desk.SENDING_HELD,
        f"the mailbox holds a mail of this desk that the database doesn't know ({message_id}): a restored backup, or a "
        "new database? `mailticket rebuild` makes one that knows it; to go on with this one, say "
        "`mailticket outbox release`",
    )


def refused(tx: Transaction, domain: str, sent_at: datetime, said: str, now: datetime) -> bool:
    """Hold all sending because `domain` refused a mail for a reason that lies with us; False: that mail alone.

    It alone where the mail left before the administrator last said go on, or longer ago than mail systems try, and
    where the same domain has held everything within a week: what is left then is between that domain and us.
    """
    if desk.get(tx, desk.RELAY_FAULT) is not None:
        return True
    released = desk.get(tx, desk.RELEASED)
    if now - sent_at > BOUNCES_WITHIN or (released is not None and sent_at <= datetime.fromisoformat(released)):
        return False
    if not told.once(tx, "relay_fault", domain, now, _JUDGED_FOR):
        return False
    desk.put(
        tx,
        desk.RELAY_FAULT,
        f"a mail to {domain or 'somebody'} came back for a reason that lies with us: {said[:300]!r}. "
        "Look at the login, the quota and the sender address, then say `mailticket outbox release`",
    )
    return True


def reason(tx: Transaction) -> str | None:
    """Why sending is held; None: it isn't."""
    return desk.get(tx, desk.SENDING_HELD) or desk.get(tx, desk.RELAY_FAULT)


def what_may_leave(store: Store) -> Collection[str] | None:
    """Names of the mails that may leave; None: any. SendingHeld where none may.

    Of a bounce that speaks of us the supervisor hears by mail as well: within the house that may still arrive (5.4).
    """
    with store.reading() as tx:
        held, fault = desk.get(tx, desk.SENDING_HELD), desk.get(tx, desk.RELAY_FAULT)
    if held is not None:
        raise SendingHeld(f"sending is held: {held}")
    return None if fault is None else _DESPITE_A_FAULT


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


def release(tx: Transaction, now: datetime) -> bool:
    """The administrator says go on; False if nothing was held."""
    held = reason(tx) is not None
    for key in (desk.SENDING_HELD, desk.RELAY_FAULT, _COUNT, desk.RENUMBERED):
        desk.put(tx, key, None)
    desk.put(tx, desk.RELEASED, now.isoformat())
    return held
