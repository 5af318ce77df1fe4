"""Outside people whom an operator's mail brings in (spec 2.3); nobody else adds recipients to a ticket (I12)."""

from mailticket.desk.find import Found
from mailticket.desk.letter import Letter
from mailticket.ids import Address
from mailticket.mail.parse import parse
from mailticket.mail.thread import has_reply_prefix
from mailticket.store import inbound, threads
from mailticket.store.engine import Transaction
from mailticket.store.threads import StoredMessage
from mailticket.ticket.model import Ticket


def added(tx: Transaction, letter: Letter, found: Found, ticket: Ticket) -> tuple[Address, ...]:
    """Return the outside addresses of an operator's mail that are absent from the message that it answers.

    Where that message isn't on record nobody can tell who stood in it, and nobody joins: an address that the customer
    smuggled into it must not become the customer's equal by a Reply All. A mail that answers nothing adds all it names.
    """
    strangers = tuple(one for one in letter.outside if one != ticket.customer and one not in ticket.participants)
    if not strangers or _is_new(letter):
        return strangers
    answered = _answered(tx, letter, found)
    there = _named(tx, answered) if answered is not None else set(strangers)
    return tuple(one for one in strangers if one not in there)


def _is_new(letter: Letter) -> bool:
    """It answers no mail, by its headers or its subject: some clients drop the headers."""
    return not letter.parents and not has_reply_prefix(letter.message.subject)


def _answered(tx: Transaction, letter: Letter, found: Found) -> StoredMessage | None:
    """The message that it answers directly; None if only older ones of the thread are on record."""
    parent = found.parent
    direct = parent is not None and parent.message_id == next(iter(letter.parents), None)
    return threads.load(tx, parent.id) if parent is not None and direct else None


def _named(tx: Transaction, answered: StoredMessage) -> set[Address]:
    """Everybody whom a reply to it may reach: also by its Reply-To, which only its bytes have."""
    raw = inbound.raw(tx, answered.inbound_id) if answered.inbound_id is not None else None
    replies = parse(raw).reply_to if raw else ()
    author = (answered.author,) if answered.author else ()
    return {*answered.to, *answered.cc, *author, *replies}
