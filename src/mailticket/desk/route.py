"""From a message and its ticket to an event: rows 1 to 26 of spec 1.3, the first that fits.

`decide` knows what follows; this file knows only what kind of thing has happened.
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from mailticket.desk import opening, participants, robots, vouch
from mailticket.desk.cause import Passed
from mailticket.desk.find import Found, followed
from mailticket.desk.letter import Letter, customers_content, likeness, own_words
from mailticket.desk.orders import orders_of
from mailticket.desk.outcome import Kept, OnTicket, Route, evidence, inner_files, passed_of, words_above
from mailticket.ids import Address
from mailticket.mail.absence import Absence, read_absence
from mailticket.mail.parse import parse
from mailticket.mail.reply import counts_as_content, split_text
from mailticket.mail.token import read_own, survey_token_fits
from mailticket.store import inbound, journal, threads, tickets
from mailticket.store.engine import Transaction
from mailticket.ticket import events as ev
from mailticket.ticket.audience import NAMES_LIST
from mailticket.ticket.commands import Command, Order, Trouble
from mailticket.ticket.effects import Assigned, Claimed, Kind, Mail, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Reason, Status, Ticket

_NUMBER: Final = re.compile(r"#?[0-9]{1,18}")
"""A ticket's, as every database can look it up."""
_SURVEY_TOKEN: Final = re.compile(r"\b([a-z2-7]{8,40})\b")
_ONLY_ON_NO_TICKET: Final = ("spam", "bulk")
"""Marks of a filter or a mass mailer: they stop a question, never somebody's answer (row 5)."""
_ASKS: Final = re.compile(
    r"\?|\b(apa|apakah|bagaimana|gimana|kapan|kenapa|mengapa|mohon|tolong)\b"
    r"|\b(how|when|why|what|where|could|can you|please)\b",
    re.IGNORECASE,
)


def route(tx: Transaction, letter: Letter, found: Found, now: datetime) -> Route:
    """Return what kind of thing a human's or machine's message is (rows 4 to 26); copies and bounces come before."""
    if letter.machine is not None and not (found.ticket and letter.machine.kind in _ONLY_ON_NO_TICKET):
        return _machine(letter, found)
    if letter.staff and not _is_customer(letter, found.ticket):
        answer = vouch.answered(tx, letter, found)
        if answer is not None:
            return answer
        return _kept_as_doubtful(letter, found) if letter.doubt else _staff(tx, letter, found, now)
    if letter.author is not None and letter.desk.addresses.is_helpdesk(letter.author):
        return _helpdesk(tx, letter, found)
    return _hidden(tx, letter, found) if letter.hidden else _outsider(tx, letter, found)


def _is_customer(letter: Letter, ticket: Ticket | None) -> bool:
    """On a ticket where an operator is the customer, that role wins (spec 1.1)."""
    return ticket is not None and letter.author is not None and letter.author == ticket.customer


def _machine(letter: Letter, found: Found) -> Route:
    """Row 5: recorded, changes nothing, is never answered; of what a person must do, one person hears."""
    evidence = letter.machine.evidence if letter.machine else ()
    kind = letter.machine.kind if letter.machine else ""
    why = f"{kind}: {', '.join(evidence)}"
    heard = robots.heard(letter, found, why)
    if heard is not None:
        return heard
    if found.ticket is None:
        return Kept(kind=Kind.AUTO_REPLY, row=5, why=why)
    absence = _absence(letter, found.ticket) if kind == "auto_reply" else None
    event = ev.MachineWrote(
        at=letter.at,
        kind=Kind.AUTO_REPLY,
        row=5,
        why=f"{why}; back on {absence.back_on}: '{absence.words}'" if absence else why,
        back_on=absence.back_on if absence else None,
    )
    return OnTicket(ticket=found.ticket, event=event, why=found.why)


def _absence(letter: Letter, ticket: Ticket) -> Absence | None:
    """When the customer is back, by their own vacation notice; the day is the server's, Date is the sender's word."""
    if not _is_customer(letter, ticket):
        return None
    return read_absence(letter.message, letter.desk.policy.calendar.local_date(letter.at), ticket.subject)


def _kept_as_doubtful(letter: Letter, found: Found) -> Route:
    """What is in an operator's name and spec 2.4 doesn't accept stops after row 5; where only proof lacks it waits."""
    why = "; ".join(
        part for part in (found.why, f"in the name of {letter.person}, {threads.NOT_ACCEPTED}: {letter.doubt}") if part
    )
    return Kept(
        kind=Kind.TALK if found.ticket is None else Kind.NOTE,
        row=5,
        why=why,
        ticket=found.ticket,
        waits_for=letter.person if letter.odd is None else None,
    )


def _staff(tx: Transaction, letter: Letter, found: Found, now: datetime) -> Route:
    """Rows 6 to 13 and 20, 21."""
    orders = orders_of(letter, now)
    named = _ticket_by_order(tx, letter, found, orders)
    if isinstance(named, Kept):
        return named
    found = replace(found, ticket=named) if named is not None else found
    if found.ticket is None:
        return opening.staff(tx, letter, found, orders)
    passed_on = _forwarded_customer(tx, letter, found.ticket, orders)
    if passed_on is not None:
        return passed_on
    return _staff_on_ticket(tx, letter, found, found.ticket, orders)


def _ticket_by_order(tx: Transaction, letter: Letter, found: Found, orders: tuple[Order, ...]) -> Ticket | Kept | None:
    """`#take N` names its ticket; a reply to a mail about several tickets has to name one (spec 1.4, `unclaimed`)."""
    take = next((one for one in orders if one.command is Command.TAKE and _NUMBER.fullmatch(one.argument)), None)
    if take is not None:
        ticket = tickets.load(tx, int(take.argument.strip("#")), lock=True)
        if ticket is not None:
            return ticket
        return _complaint(letter, take.line, Trouble.NO_SUCH_TICKET)
    about_several = found.ticket is None and found.parent is not None and found.parent.kind == Mail.UNCLAIMED
    if about_several:
        return _complaint(letter, letter.text.strip().split("\n")[0] or "#take", Trouble.WHICH_TICKET)
    return None


def _complaint(letter: Letter, line: str, trouble: Trouble) -> Kept:
    told = Send(mail=Mail.COMMAND_RESULT, to=letter.person, troubles=((line, trouble.value),), topic="help")
    return Kept(kind=Kind.COMMAND, row=0, why=trouble.value, sends=(told,))


def _forwarded_customer(tx: Transaction, letter: Letter, ticket: Ticket, orders: tuple[Order, ...]) -> Route | None:
    """An operator's forward of a mail by the customer that isn't on record yet counts as the customer's message."""
    inner = letter.forwarded
    if inner is None or inner.author is None or inner.author != ticket.customer or letter.names(ticket.customer):
        return None
    if inner.message_id is not None and threads.find(tx, [inner.message_id]):
        return None
    known = threads.of_ticket(tx, ticket.number)
    said = split_text(inner.text)[0]
    words = "".join(said.split())
    if any(one.author == ticket.customer and words and "".join(one.text.split()) == words for one in known):
        return None
    files = inner_files(letter)
    event = ev.CustomerWrote(
        at=letter.at,
        author=inner.author,
        participant=False,
        content=customers_content(said, has_files=bool(files)),
        on_list=letter.on_list,
        owner_on_roster=letter.desk.owner_on_roster(ticket),
        forwarded_by=letter.person,
        note=bool(words_above(inner)),
        given=_given(letter, ticket, orders),
    )
    passed = Passed(author=inner.author, text=inner.text, at=letter.at, attachments=files)
    return OnTicket(ticket=ticket, event=event, why=f"{letter.person} forwarded the customer's mail", passed=passed)


def _given(letter: Letter, ticket: Ticket, orders: tuple[Order, ...]) -> tuple[ev.CommandGiven, ...]:
    """What an operator ordered above a forwarded mail. The words there are a note, so none of them can be sent."""
    return tuple(
        ev.CommandGiven(
            at=letter.at,
            by=letter.person or Address(""),
            operator=letter.operator is not None,
            supervisor=letter.supervisor,
            order=replace(one, has_text=False),
            owner_on_roster=letter.desk.owner_on_roster(ticket),
        )
        for one in orders
        if one.command is not Command.NOTE
    )


def _staff_on_ticket(tx: Transaction, letter: Letter, found: Found, ticket: Ticket, orders: tuple[Order, ...]) -> Route:
    parent = _parent(found)
    alone = parent is not None and parent.mail is Mail.KEPT_AS_NOTE and letter.content is Content.EMPTY
    note = _note_kept(tx, letter, found) if alone else None
    if note:
        orders = tuple(replace(one, has_text=True) for one in orders)
    event = ev.StaffWrote(
        at=letter.at,
        author=letter.person or Address(""),
        operator=letter.operator is not None,
        supervisor=letter.supervisor,
        content=letter.content,
        reaches_customer=letter.names(ticket.customer),
        on_list=letter.on_list,
        orders=orders,
        passes_on=note[0] if note else None,
        parent=parent,
        knows_of=_knows_of(tx, letter, found, ticket),
        joins=participants.added(tx, letter, found, ticket),
        yes=letter.yes,
        suspects=letter.taken.suspects,
        owner_on_roster=letter.desk.owner_on_roster(ticket),
    )
    passed = note[1] if note else passed_of(letter)
    return OnTicket(ticket=ticket, event=event, why=evidence(letter, found), passed=passed)


def _note_kept(tx: Transaction, letter: Letter, found: Found) -> tuple[Content, Passed] | None:
    """The note that `kept_as_note` spoke of, ready to be sent: `#send` alone in reply to it."""
    if found.parent is None or found.parent.parent is None:
        return None
    note = next((one for one in threads.find(tx, [found.parent.parent]) if one.direction == "in"), None)
    stored = threads.load(tx, note.id) if note else None
    if stored is None:
        return None
    like = likeness(stored.text, letter.desk.meanings)
    content = like[0].content if like else own_words(stored.text, has_files=bool(stored.attachments))
    raw = inbound.raw(tx, stored.inbound_id) if stored.attachments and stored.inbound_id else None
    files = tuple(one for one in parse(raw).attachments if counts_as_content(one)) if raw else ()
    return content, Passed(author=letter.person, text=stored.text, at=stored.at, attachments=files)


def _parent(found: Found) -> ev.Parent | None:
    parent = found.parent
    if parent is None:
        return None
    if parent.direction == "out":
        mail = Mail(parent.kind)
        return ev.Parent(mail=mail, named_list=mail in NAMES_LIST)
    return ev.Parent(kind=Kind(parent.kind))


def _knows_of(tx: Transaction, letter: Letter, found: Found, ticket: Ticket) -> datetime | None:
    """The latest instant of anything that the message refers to, as far as it came after the claim (row 12).

    Before and after are told by the order of record: the server's times have no fractions of a second.
    """
    mine = [one for one in found.referred if one.ticket == ticket.number]
    latest = max((one.at for one in mine), default=None)
    if latest is None or ticket.owner is None or ticket.owner == letter.person:
        return latest
    owning = (one for one in reversed(journal.read(tx, ticket.number)) if isinstance(one.fact, Claimed | Assigned))
    claim = next((one.message for one in owning), None)
    if claim is None or ticket.owned_at is None:
        return latest
    return max(latest, ticket.owned_at) if any(one.id >= claim for one in mine) else None


def _helpdesk(tx: Transaction, letter: Letter, found: Found) -> Route:
    """Row 19: somebody used the helpdesk's own webmail."""
    if found.ticket is not None:
        event = ev.HelpdeskWrote(
            at=letter.at,
            author=letter.author or letter.desk.sender,
            reaches_customer=letter.names(found.ticket.customer),
            on_list=letter.on_list or letter.to_list,
        )
        return OnTicket(ticket=found.ticket, event=event, why=found.why, passed=passed_of(letter))
    if letter.to_list:
        return opening.offline(tx, letter)
    return Kept(kind=Kind.TALK, row=26, why="from the helpdesk's own address, not to the list")


def _outsider(tx: Transaction, letter: Letter, found: Found) -> Route:
    """Rows 14 to 18 and 22 to 26."""
    if found.ticket is not None and letter.author is not None:
        on_ticket = _outsider_on_ticket(tx, letter, found, found.ticket, letter.author)
        if on_ticket is not None:
            return on_ticket
    return opening.outsider(tx, letter, found)


def _hidden(tx: Transaction, letter: Letter, found: Found) -> Route:
    """Rows 18, 22 and 25 where the list names itself as author: nobody is a stranger, and no list a customer (2.3).

    Only what comes to the helpdesk as well, or through a list open to all, is a question; its owner is asked whose.
    """
    why = "the list hid its author (2.3)"
    if found.ticket is not None:
        event = ev.MachineWrote(at=letter.at, kind=Kind.NOTE, row=18, why=why)
        return OnTicket(ticket=found.ticket, event=event, why=found.why)
    if letter.desk.posting == "members" and not letter.to_helpdesk:
        return Kept(kind=Kind.TALK, row=22, why=why)
    return opening.of_nobody(tx, letter, why)


def _outsider_on_ticket(tx: Transaction, letter: Letter, found: Found, ticket: Ticket, author: Address) -> Route | None:
    """Rows 14 to 18 and 22; None where the mail has to open a ticket of its own."""
    if author == ticket.customer or author in ticket.participants:
        ticket = followed(tx, ticket)
        return _customer(letter, found, ticket, author)
    if letter.via_list and letter.desk.posting == "members" and not letter.to_helpdesk:
        return opening.colleague(letter, found)
    if not any(one.ticket == ticket.number for one in found.referred):
        return None
    other_account = _went_to_customer_alone(tx, letter, found)
    event = ev.ThirdPartyWrote(at=letter.at, author=author, other_account=other_account, loops=_loops(letter))
    return OnTicket(ticket=ticket, event=event, why=found.why, passed=passed_of(letter))


def _loops(letter: Letter) -> bool:
    """Our own token comes back with no new text: perhaps a machine that doesn't say so (spec 2.5)."""
    return letter.reply.empty and any(read_own(letter.desk.key, one) for one in letter.parents)


def _went_to_customer_alone(tx: Transaction, letter: Letter, found: Found) -> bool:
    """The mail that it answers had the customer as its only outside recipient (spec 2.3)."""
    answered = threads.load(tx, found.parent.id) if found.parent else None
    if answered is None or found.ticket is None:
        return False
    return {one for one in (*answered.to, *answered.cc) if letter.desk.addresses.is_outside(one)} == {
        found.ticket.customer
    }


def _customer(letter: Letter, found: Found, ticket: Ticket, author: Address) -> Route | None:
    """Rows 14 to 17; None after `reopen_within`: that mail opens a new ticket."""
    policy = letter.desk.policy
    score = _score(letter, found, ticket)
    content = letter.customer_content
    late = ticket.closed_at is not None and letter.at > policy.calendar.add(ticket.closed_at, policy.reopen_within)
    reopens = ticket.status is Status.CLOSED and ticket.closed_reason not in (Reason.SPAM, Reason.DUPLICATE)
    if score is None and content is Content.TEXT and reopens and late:
        return None
    event = ev.CustomerWrote(
        at=letter.at,
        author=author,
        participant=author != ticket.customer,
        content=content,
        on_list=letter.on_list,
        score=score[0] if score else None,
        comment=score[1] if score else "",
        asks=bool(score and _ASKS.search(score[1])),
        owner_on_roster=letter.desk.owner_on_roster(ticket),
        loops=_loops(letter),
    )
    return OnTicket(ticket=ticket, event=event, why=evidence(letter, found), passed=passed_of(letter))


def _score(letter: Letter, found: Found, ticket: Ticket) -> tuple[int, str] | None:
    """Row 14: a number in reply to a `closed…` mail, or by the survey's own link."""
    if letter.judged is None:
        return None
    parent = found.parent
    answers = parent is not None and parent.kind in (Mail.CLOSED, Mail.CLOSED_NO_REPLY)
    by_link = any(
        survey_token_fits(letter.desk.key, ticket.number, word)
        for word in _SURVEY_TOKEN.findall(letter.message.subject)
    )
    return letter.judged if answers or by_link else None
