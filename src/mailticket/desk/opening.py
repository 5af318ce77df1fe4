"""Messages on no ticket: which of them open one, and for whom (spec 1.3 rows 19 to 26)."""

import re
from dataclasses import replace
from typing import Final

from mailticket.desk.cause import Passed
from mailticket.desk.desk import EVER, HOUR
from mailticket.desk.find import Found
from mailticket.desk.letter import Letter
from mailticket.desk.outcome import Kept, OnTicket, Opens, Route, evidence, inner_files, passed_of, words_above
from mailticket.ids import Address
from mailticket.mail.forward import Forwarded, outside_addresses
from mailticket.mail.thread import bare_subject
from mailticket.store import threads, tickets
from mailticket.store.engine import Transaction
from mailticket.store.threads import StoredMessage
from mailticket.ticket import events as ev
from mailticket.ticket.commands import Command, Order, Trouble
from mailticket.ticket.effects import Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Status, Ticket

_STATUS: Final = frozenset({"status", "tiket saya"})
_CUSTOMER_LINE: Final = re.compile(r"^\s*(?:#?(?:pelanggan|customer))\s*:?\s+(.+)$", re.IGNORECASE | re.MULTILINE)
_FLOOD: Final = 20
"""New tickets an hour from one address before they are collected into one (spec 2.5)."""


def staff(tx: Transaction, letter: Letter, found: Found, orders: tuple[Order, ...]) -> Route:
    """Rows 20 and 21, and `#ticket`: what an operator writes outside any thread."""
    inner = letter.forwarded
    outsider = inner.author if inner and inner.author and letter.desk.addresses.is_outside(inner.author) else None
    wanted = any(one.command is Command.TICKET for one in orders)
    named = next((one.address for one in orders if one.address is not None), None)
    if inner is not None and (outsider is not None or wanted):
        return _on_behalf(tx, letter, inner, named or outsider, row=20)
    if wanted:
        return _made_a_ticket(tx, letter, found, named)
    if orders:
        return _without_a_ticket(letter, orders)
    alone = letter.to_helpdesk and not letter.on_list and not letter.outside
    if alone and (letter.text.strip() or letter.files):
        told = Send(mail=Mail.NOTICE, to=letter.person, topic="no_ticket_talk")
        return Kept(kind=Kind.TALK, row=21, why="to the helpdesk alone: told how to make it a ticket", sends=(told,))
    return Kept(kind=Kind.TALK, row=21, why=evidence(letter, found))


def _without_a_ticket(letter: Letter, orders: tuple[Order, ...]) -> Kept:
    """Commands outside any ticket: `#help` is answered, the others have nothing to work on, and their sender hears it.

    The text below them is talk as ever (row 21).
    """
    asked = tuple((one.line, Trouble.NO_TICKET.value) for one in orders if one.command is not Command.HELP)
    told = Send(mail=Mail.COMMAND_RESULT, to=letter.person, topic="help", troubles=asked)
    kind = Kind.TALK if letter.text.strip() or letter.files else Kind.COMMAND
    return Kept(kind=kind, row=21, why="commands on no ticket", sends=(told,))


def offline(tx: Transaction, letter: Letter) -> Route:
    """Row 19: an offline question from the helpdesk's own webmail; never the helpdesk as its own customer."""
    inner = letter.forwarded
    inside = letter.desk.addresses
    named = _CUSTOMER_LINE.search(letter.text)
    written = [one for one in outside_addresses(named[1]) if inside.is_outside(one)] if named else []
    if inner is not None and inner.author is not None and inside.is_outside(inner.author):
        return _on_behalf(tx, letter, inner, written[0] if written else inner.author, row=19)
    mentioned = {one for one in outside_addresses(letter.message.text) if inside.is_outside(one)}
    only = next(iter(mentioned)) if len(mentioned) == 1 else None
    customer = written[0] if written else only
    asked = _asked(tx, letter, customer, letter.subject, row=19, acknowledge=letter.doubt is None)
    return Opens(asked=asked, why="written with the helpdesk's own address", passed=passed_of(letter))


def colleague(letter: Letter, found: Found) -> Route:
    """Row 22: a member of the list whom the roster doesn't know: talk, or on a ticket a note."""
    author = letter.author.key if letter.author else ""
    told = Send(
        mail=Mail.NOTICE,
        topic="colleague_unknown",
        text=f"{letter.author}\n\n{letter.reply.new_text}".strip(),
        to_supervisor=True,
    )
    why = "through the members-only list, from an address of no operator and no customer"
    return Kept(
        kind=Kind.TALK if found.ticket is None else Kind.NOTE,
        row=22,
        why=why,
        sends=(told,),
        once=author,
        ticket=found.ticket,
    )


def outsider(tx: Transaction, letter: Letter, found: Found) -> Route:
    """Rows 22 to 26: mail from outside on no ticket."""
    author = letter.author
    if author is None:
        return Kept(kind=Kind.TALK, row=26, why="no author can be read")
    from_members = letter.via_list and letter.desk.posting == "members" and not letter.to_helpdesk
    if from_members and not tickets.recent_of_customer(tx, author, EVER, limit=1):
        return colleague(letter, found)
    quiet = letter.quiet
    if letter.subject.strip().casefold() in _STATUS and letter.reply.empty:
        told = () if quiet else (Send(mail=Mail.MY_TICKETS, to=author),)
        return Kept(kind=Kind.TALK, row=23, why="asks for their own tickets", sends=told)
    again = _repeated(tx, letter, author)
    if again is not None:
        return again
    return _question(tx, letter, found, author, quiet=quiet)


def of_nobody(tx: Transaction, letter: Letter, why: str) -> Route:
    """Row 25 without a customer: the owner is asked for one."""
    asked = _asked(tx, letter, None, letter.subject, row=25, acknowledge=False)
    return Opens(asked=asked, why=why, passed=passed_of(letter))


def _question(tx: Transaction, letter: Letter, found: Found, author: Address, *, quiet: str | None) -> Route:
    """Row 25, and 17 after `reopen_within`; a flood from one address is collected into one ticket (spec 2.5).

    A flood is counted by when it arrived: it may have come while the daemon was down.
    """
    policy = letter.desk.policy
    hour_ago = letter.at - HOUR
    if tickets.count_opened_by(tx, author, hour_ago) >= _FLOOD:
        collected = next(iter(tickets.open_of_customer(tx, author, limit=1)), None)
        if collected is not None:
            alarm = Send(mail=Mail.ALARM, topic="flood", text=author.address, to_supervisor=True)
            why = f"over {_FLOOD} new tickets an hour from {author.address}"
            return replace(_appended(letter, collected, author, why=why), told=alarm)
    busy = tickets.count_opened_from(tx, author.domain, hour_ago) >= policy.busy_domain
    talk = found.parent if found.ticket is None and found.parent and found.parent.direction == "in" else None
    spoke = letter.desk.roster.find(talk.author) if talk and talk.author else None
    asked = _asked(
        tx,
        letter,
        author,
        letter.subject,
        row=25,
        acknowledge=quiet is None and not busy,
        owner=spoke.primary if spoke else None,
        follows=found.ticket,
    )
    why = "; ".join(
        part
        for part in (
            "from outside",
            f"answers talk of {spoke.name}" if spoke else "",
            f"continues number {found.ticket.number}" if found.ticket else "",
            f"no acknowledgement: {quiet}" if quiet else "",
            "no acknowledgement: a busy domain" if busy else "",
        )
        if part
    )
    return Opens(asked=asked, why=why, passed=passed_of(letter))


def _repeated(tx: Transaction, letter: Letter, author: Address) -> Route | None:
    """Row 24: the same customer, subject and text again, on a ticket that isn't closed."""
    policy = letter.desk.policy
    words = _words(letter.reply.new_text)
    for ticket in tickets.open_of_customer(tx, author):
        if ticket.subject.casefold() != letter.subject.casefold():
            continue
        first = threads.first(tx, ticket.number)
        recent = letter.at <= policy.calendar.add(ticket.opened_at, policy.duplicate_within)
        if recent and first is not None and _words(first.text) == words:
            return _appended(letter, ticket, author, why=f"repeats number {ticket.number}", repeats=True)
    return None


def _words(text: str) -> str:
    return "".join(text.split()).casefold()


def _appended(letter: Letter, ticket: Ticket, author: Address, *, why: str, repeats: bool = False) -> OnTicket:
    event = ev.CustomerWrote(
        at=letter.at,
        author=author,
        participant=False,
        content=Content.TEXT,
        on_list=letter.on_list,
        repeats=repeats and letter.quiet is None,
    )
    return OnTicket(ticket=ticket, event=event, why=why, passed=passed_of(letter))


def _on_behalf(tx: Transaction, letter: Letter, inner: Forwarded, customer: Address | None, *, row: int) -> Route:
    """A ticket for the author of a forwarded mail; the operator's words stand above the question."""
    note = words_above(inner)
    text = f"{note}\n\n{inner.text}".strip() if note else inner.text.strip()
    subject = bare_subject(inner.subject, "") or letter.subject
    asked = _asked(
        tx,
        letter,
        customer,
        subject,
        row=row,
        by=letter.person if letter.staff else None,
        acknowledge=letter.doubt is None,
    )
    passed = Passed(author=customer or letter.person, text=text, at=letter.at, attachments=inner_files(letter))
    return Opens(asked=asked, why=f"a forwarded mail by {inner.author or 'somebody'}", passed=passed)


def _made_a_ticket(tx: Transaction, letter: Letter, found: Found, named: Address | None) -> Route:
    """`#ticket`: this mail's text, or the talk that it answers, becomes the question."""
    talk = _talk(tx, found) if not letter.text.strip() else None
    text = talk.text if talk else letter.text
    mentioned = [one for one in (*letter.outside, *outside_addresses(text)) if letter.desk.addresses.is_outside(one)]
    customer = named or (mentioned[0] if len(set(mentioned)) == 1 else None)
    subject = bare_subject(talk.subject) if talk else letter.subject
    asked = _asked(tx, letter, customer, subject, row=21, by=letter.person)
    passed = Passed(author=customer or letter.person, text=text.strip(), at=letter.at, attachments=letter.files)
    return Opens(asked=asked, why="#ticket", passed=passed)


def _talk(tx: Transaction, found: Found) -> StoredMessage | None:
    """The talk that a mail answers, directly or through our notice about it."""
    parent = found.parent
    if parent is not None and parent.direction == "out" and parent.parent is not None:
        parent = next(iter(threads.find(tx, [parent.parent])), None)
    return threads.load(tx, parent.id) if parent is not None else None


def _asked(
    tx: Transaction,
    letter: Letter,
    customer: Address | None,
    subject: str,
    *,
    row: int,
    acknowledge: bool = True,
    by: Address | None = None,
    owner: Address | None = None,
    follows: Ticket | None = None,
) -> ev.Asked:
    later = follows is not None and follows.status is Status.CLOSED
    return ev.Asked(
        at=letter.at,
        number=tickets.next_number(tx),
        subject=subject,
        customer=customer,
        row=17 if later else row,
        on_list=letter.on_list,
        by=by,
        owner=owner,
        acknowledge=acknowledge,
        follows=follows.number if follows is not None and later else None,
    )
