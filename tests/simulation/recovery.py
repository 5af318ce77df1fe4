"""Liveness: within 72 hours after the last fault nothing is left over."""

from typing import TYPE_CHECKING

from tests.simulation.record import instant

if TYPE_CHECKING:
    from tests.simulation.laws import Laws


def nothing_is_in_doubt(laws: "Laws") -> None:
    """Nothing is under way, in doubt, or overdue."""
    for one in laws.record.deliveries.values():
        mail = laws.record.mails[one.outbox_id]
        at = instant(one.next_at)
        waits = one.status == "queued" and at is not None and at > laws.now and mail.mail == "reminder"
        over = one.status in ("sent", "failed", "held", "withdrawn", "bounced")
        laws.require(over or waits, "Liveness", f"{mail.mail} to {one.recipient} is still {one.status}: {one.detail}")


def nothing_is_overdue(laws: "Laws") -> None:
    """Every clock that has run out has acted."""
    for number, at in laws.record.rows("SELECT number, wake_at FROM tickets WHERE wake_at IS NOT NULL"):
        due = instant(at)
        laws.require(due is None or due >= laws.now, "Liveness", f"#{number} was due at {due}")


def sent_mail_is_filed(laws: "Laws") -> None:
    """The `sent` folder holds each mail that somebody got, once."""
    folder = laws.town.server.folders.get("mailticket/sent")
    kept = [one.raw for one in folder.mails.values()] if folder else []
    laws.require(len(kept) == len(set(kept)), "Liveness", "a mail was filed twice")
    for mail in laws.record.mails.values():
        got = any(one.status in ("sent", "bounced") for one in laws.record.recipients(mail))
        laws.require(not got or mail.raw in kept, "Liveness", f"{mail.mail} {mail.message_id} was never filed")


LAWS = (nothing_is_in_doubt, nothing_is_overdue, sent_mail_is_filed)
