"""What happens next to a ticket, as people are shown it (spec 4.4, `due`)."""

from datetime import datetime

from mailticket.store.tickets import Listed
from mailticket.ticket.deadlines import Due, What, digest_after
from mailticket.ticket.policy import Policy


def due_of(listed: Listed, policy: Policy, now: datetime) -> Due | None:
    """What happens next. A digest that has gone out since the ticket was written means the one after (spec 1.2)."""
    if listed.due_what is None or listed.due_at is None:
        return None
    what = What(listed.due_what)
    if what is What.DIGEST and listed.due_at <= now:
        return Due(what=what, at=digest_after(policy, now))
    return Due(what=what, at=listed.due_at)
