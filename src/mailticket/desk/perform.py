"""Effects become rows: ticket, journal, message, outbox, all in the caller's transaction (house rule 5)."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from mailticket.canned.catalog import BrokenText
from mailticket.desk import words
from mailticket.desk.cause import Cause, Passed
from mailticket.desk.desk import DAY, HOUR, Desk
from mailticket.desk.fitting import too_big_for_list
from mailticket.desk.letter import Letter
from mailticket.desk.paper import CARRIES, Thread, Written, unwritten, write
from mailticket.ids import Address, MessageId, TicketNumber
from mailticket.mail.addr_spec import envelope, is_international
from mailticket.mail.address import is_daemon, is_no_reply
from mailticket.mail.parse import parse
from mailticket.mail.reply import counts_as_content
from mailticket.store import desk as kept
from mailticket.store import inbound, journal, outbox, threads, tickets, told
from mailticket.store.engine import Transaction
from mailticket.store.parcels import Outgoing, Recipient, Role
from mailticket.store.threads import AttachmentNote, MessageRow
from mailticket.ticket import deadlines
from mailticket.ticket import effects as fx
from mailticket.ticket.audience import Audience, audience
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.evolve import begin, evolve
from mailticket.ticket.model import Ticket

log: Final = logging.getLogger(__name__)

_OF_SPELL: Final = (Mail.REMINDER.value, Mail.CLOSED_NO_REPLY.value, Mail.CLOSED.value)
"""Mails that are withdrawn with the silence they belong to, or when the ticket that they end goes on."""

_NOT_LIMITED: Final = frozenset({Mail.REMINDER, Mail.CLOSED, Mail.CLOSED_NO_REPLY, Mail.SENT_ON})
"""They have their own clocks, or are an operator's (spec 2.5)."""
_BESIDES: Final = tuple(one.value for one in _NOT_LIMITED)

_TO_CUSTOMER: Final = frozenset(
    {Mail.RECEIVED, Mail.REMINDER, Mail.CLOSED, Mail.CLOSED_NO_REPLY, Mail.SENT_ON, Mail.TOO_LARGE}
)


def perform(
    tx: Transaction, desk: Desk, before: Ticket | None, effects: Sequence[fx.Effect], cause: Cause
) -> Ticket | None:
    """Write down everything that follows, and return the ticket as it is then; None for mails about no ticket."""
    ticket = _evolved(before, effects, cause.at)
    if ticket is not None:
        agenda = deadlines.agenda(ticket, desk.policy, cause.now)
        tickets.save(
            tx,
            ticket,
            due_what=agenda.due.what.value if agenda.due else None,
            due_at=agenda.due.at if agenda.due else None,
            wake_at=agenda.wake_at,
        )
        _withdraw(tx, before, ticket, effects, cause.now)
    filed = next((one for one in effects if isinstance(one, Filed)), None)
    message = file_message(tx, ticket, filed, cause) if filed and cause.letter else None
    if ticket is not None:
        _record(tx, ticket.number, effects, cause, message)
    for send in effects:
        if isinstance(send, Send):
            say(tx, desk, send, ticket, cause)
    return ticket


def say(tx: Transaction, desk: Desk, send: Send, ticket: Ticket | None, cause: Cause) -> None:
    """Put one mail into the outbox, if there is anybody to get it.

    What is too big for the list goes there with its attachments named; whoever else gets the mail gets it whole (2.8).
    """
    if send.mail is Mail.ASSIGNED and ticket is not None:
        cause = replace(cause, passed=_question(tx, ticket))
    if send.mail is Mail.RECEIVED and ticket is not None and cause.letter is not None:
        ticket = _without_their_words(ticket, cause.letter)
    on_list = cause.letter.on_list if cause.letter else False
    relay = desk.policy.conversation == "relay"
    whole = audience(send, ticket, desk.addresses, relay=relay, thanks_on_list=on_list)
    if whole is None:
        return
    for part in _parts(desk, send, whole, cause):
        values = words.values(tx, desk, send, ticket, part, cause)
        thread = _thread(tx, send, ticket, cause)
        able = _takes_all(tx, part)
        written = write(desk, send, ticket, part, values, cause, thread, international=able)
        enqueue(tx, desk, send, ticket, part, written, cause.now)


def _without_their_words(ticket: Ticket, letter: Letter) -> Ticket:
    """The ticket as `received` may speak of it: who isn't proven to have written reads none of the words (5.3)."""
    if letter.desk.border is None or letter.proof is not None:
        return ticket
    return replace(ticket, subject="", customer=Address(ticket.customer.address) if ticket.customer else None)


def enqueue(
    tx: Transaction, desk: Desk, send: Send, ticket: Ticket | None, to: Audience, written: Written, now: datetime
) -> None:
    """Write a finished mail down: outbox row, a delivery each, and its place in the thread (house rules 6 and 9)."""
    number = ticket.number if ticket else None
    message = written.message
    recipients = [_recipient(tx, desk, send, ticket, one, written, now) for one in to.recipients]
    outbox_id = outbox.enqueue(
        tx,
        Outgoing(
            ticket=number,
            mail=send.mail.value,
            message_id=message.message_id,
            raw=written.raw,
            sender=desk.addresses.helpdesk.address,
            subject=message.subject,
            created_at=now,
            spell=_spell(send, ticket),
            n=send.n,
            smtputf8=written.smtputf8,
        ),
        recipients,
    )
    threads.add(
        tx,
        MessageRow(
            ticket=number,
            outbox_id=outbox_id,
            direction="out",
            kind=send.mail.value,
            message_id=message.message_id,
            author=message.sender,
            parent=message.in_reply_to,
            to=to.to,
            cc=to.cc,
            subject=message.subject,
            at=now,
            text=message.text,
            attachments=tuple(
                AttachmentNote(name=one.name, media_type=one.type, size_bytes=one.size_bytes)
                for one in message.attachments
            ),
            reached_customer=any(one.role is Role.CUSTOMER for one in recipients),
        ),
    )
    if written.fault is not None:
        _tell_of_text(tx, desk, written.fault, now)


def file_message(tx: Transaction, ticket: Ticket | None, filed: Filed, cause: Cause) -> int:
    """Put an incoming message on record, with how it was read and which row decided."""
    letter = cause.letter
    if letter is None:
        raise ValueError("only a message can be filed")
    row = f"row {filed.row}" if filed.row else "commands"
    why = "; ".join(part for part in (row, filed.why, cause.why) if part)
    message = MessageRow(
        ticket=ticket.number if ticket else None,
        inbound_id=cause.inbound_id,
        direction="in",
        kind=filed.kind.value,
        message_id=letter.message_id,
        fingerprint=letter.fingerprint,
        author=letter.author,
        via_list=letter.via_list,
        parent=letter.parents[0] if letter.parents else None,
        to=letter.message.to,
        cc=letter.message.cc,
        subject=letter.message.subject,
        at=cause.at,
        text=_words(letter, filed, cause),
        attachments=tuple(
            AttachmentNote(name=one.name, media_type=one.type, size_bytes=one.size_bytes)
            for one in letter.message.attachments
        ),
        why=why,
        reached_customer=ticket is not None and (letter.names(ticket.customer) or letter.author == ticket.customer),
    )
    if letter.record is None:
        return threads.add(tx, message)
    threads.replace(tx, letter.record, message)
    return letter.record


def _words(letter: Letter, filed: Filed, cause: Cause) -> str:
    """The new text; of a mail by which staff bring somebody else's question or answer, that."""
    brought = filed.kind is Kind.FORWARD or (cause.opens and letter.staff)
    return cause.passed.text if brought and cause.passed else letter.reply.new_text


def _evolved(before: Ticket | None, effects: Sequence[fx.Effect], at: datetime) -> Ticket | None:
    ticket = before
    for effect in effects:
        if isinstance(effect, fx.Opened):
            ticket = begin(effect, at)
        elif ticket is not None and not isinstance(effect, Send | Filed):
            ticket = evolve(ticket, effect, at)
    return ticket


def _record(
    tx: Transaction, number: TicketNumber, effects: Sequence[fx.Effect], cause: Cause, message: int | None
) -> None:
    """Append the facts to the journal, each with its reason."""
    row = next((f"row {one.row}: " for one in effects if isinstance(one, Filed) and one.row), "")
    entries = [
        journal.JournalEntry(
            at=cause.at, fact=effect, by=_by(effect), why=f"{row}{_detail(effect)}{cause.why}", message=message
        )
        for effect in effects
        if not isinstance(effect, Send | Filed)
    ]
    if entries:
        journal.append(tx, number, entries)


def _by(fact: fx.Fact) -> str | None:
    who = getattr(fact, "by", None)
    return who.called if isinstance(who, Address) else None


def _detail(fact: fx.Fact) -> str:
    """What the reason of a breach must keep for ever: its arithmetic (I15)."""
    if isinstance(fact, fx.Breached):
        return f"from {fact.started_at.isoformat()} to {fact.due_at.isoformat()}, {fact.calendar}; "
    return ""


def _withdraw(
    tx: Transaction, before: Ticket | None, ticket: Ticket, effects: Sequence[fx.Effect], now: datetime
) -> None:
    """Take back what is queued from a silence that is over, and today's reminder if an operator sent it by hand."""
    if before is None:
        return
    by_hand = any(isinstance(one, fx.Reminded) and one.by is not None for one in effects)
    over = before.spell is not None and (
        ticket.spell is None or ticket.spell.number != before.spell.number or ticket.spell.content_at is not None
    )
    reopened = any(isinstance(one, fx.Reopened) for one in effects)
    if over or reopened or by_hand:
        mails = _OF_SPELL[:1] if by_hand else _OF_SPELL
        present = ticket.spell.number if ticket.spell and not over and not by_hand else ticket.spells + 1
        if over and ticket.spell and ticket.spell.number != (before.spell.number if before.spell else 0):
            present = ticket.spell.number
        why = "the ticket was reopened" if reopened else "the silence it belongs to is over"
        outbox.withdraw(tx, ticket.number, spell_before=present, mails=mails, at=now, detail=why)


def _question(tx: Transaction, ticket: Ticket) -> Passed | None:
    """The ticket's question with its attachments, for its new owner: the list may have had only their names."""
    first = threads.first(tx, ticket.number)
    if first is None or not first.attachments or first.inbound_id is None:
        return None
    raw = inbound.raw(tx, first.inbound_id)
    kept = {(note.name, note.size_bytes) for note in first.attachments}
    files = tuple(
        one
        for one in (parse(raw).attachments if raw else ())
        if counts_as_content(one) and (one.name, one.size_bytes) in kept
    )
    return Passed(author=first.author, text=first.text, at=first.at, attachments=files)


def _parts(desk: Desk, send: Send, whole: Audience, cause: Cause) -> tuple[Audience, ...]:
    """One mail, or two where the list can't take the whole and somebody else is to have it.

    Both name the list, so that a Reply All to either reaches it; each goes to its own readers.
    """
    lists = tuple(one for one in whole.recipients if desk.addresses.is_list(one))
    if send.mail not in CARRIES or not lists or lists == whole.recipients or not too_big_for_list(desk, cause.passed):
        return (whole,)
    return (replace(whole, apart=lists), replace(whole, to=lists, cc=()))


def _takes_all(tx: Transaction, to: Audience) -> bool:
    """Whether the relay takes all these addresses: else a mail to an operator fails for the customer's in Reply-To."""
    if not any(is_international(one) for one in (*to.to, *to.cc, *to.reply_to)):
        return True
    return kept.get(tx, kept.ASCII_RELAY) is None


def _thread(tx: Transaction, send: Send, ticket: Ticket | None, cause: Cause) -> Thread:
    """The mail answers the message that caused it; the customer's, the last one that the customer has seen."""
    letter = cause.letter
    customers = send.mail in _TO_CUSTOMER and send.mail is not Mail.RECEIVED
    if ticket is None:
        return Thread(in_reply_to=letter.message.message_id if letter else None)
    if letter is not None and letter.message.message_id and not customers:
        return Thread(
            in_reply_to=letter.message.message_id,
            references=(*letter.message.references, letter.message.message_id),
        )
    known: Sequence[MessageId] = threads.references(tx, ticket.number)
    return Thread(in_reply_to=known[-1] if known else None, references=tuple(known))


def _spell(send: Send, ticket: Ticket | None) -> int | None:
    """The silence that a reminder belongs to; of a mail that ends the ticket, the last one."""
    if ticket is None or send.mail.value not in _OF_SPELL:
        return None
    return ticket.spell.number if ticket.spell else ticket.spells


def _recipient(
    tx: Transaction, desk: Desk, send: Send, ticket: Ticket | None, address: Address, written: Written, now: datetime
) -> Recipient:
    """With the reason why the mail can't leave for it at all, or not yet: whoever waits for it hears of that (I21)."""
    role = _role(desk, ticket, address)
    failed = written.unfit or unwritten(written.message, address)
    held = _held(tx, desk, send, ticket, address, now) if desk.addresses.is_outside(address) else ""
    return Recipient(address=envelope(address), role=role, held=held, failed=failed)


def _role(desk: Desk, ticket: Ticket | None, address: Address) -> Role:
    if desk.addresses.is_list(address):
        return Role.LIST
    if ticket is not None and address == ticket.customer:
        return Role.CUSTOMER
    if desk.roster.find(address) is not None:
        return Role.OPERATOR
    return Role.SUPERVISOR if desk.roster.is_supervisor(address) else Role.OTHER


def _held(tx: Transaction, desk: Desk, send: Send, ticket: Ticket | None, address: Address, now: datetime) -> str:
    """Why an automatic mail to somebody outside must wait for a person (spec 2.5, I14); '' if it may go."""
    if ticket is not None and ticket.silenced and send.mail is not Mail.SENT_ON:
        return "a mail loop was seen on this ticket"
    if send.mail is not Mail.SENT_ON and (is_no_reply(address.address) or is_daemon(address.address)):
        return f"nobody reads {address.address}"
    return "" if send.mail in _NOT_LIMITED else _over_limit(tx, desk, envelope(address), now)


def _over_limit(tx: Transaction, desk: Desk, to: str, now: datetime) -> str:
    today = outbox.count_to(tx, to, now - DAY, besides=_BESIDES)
    if today >= 4 * desk.max_auto_mails:
        return f"over {4 * desk.max_auto_mails} automatic mails a day to this address"
    # Where a whole day had fewer, so had its last hour.
    if today >= desk.max_auto_mails and outbox.count_to(tx, to, now - HOUR, besides=_BESIDES) >= desk.max_auto_mails:
        return f"over {desk.max_auto_mails} automatic mails an hour to this address"
    return ""


def tell_once(tx: Transaction, desk: Desk, send: Send, about: str, cause: Cause, ticket: Ticket | None = None) -> None:
    """Send a hint or notice about something once, not at each occasion (spec 1.4: at most one of a kind a week).

    Of what failed it speaks again after that has worked in between: a new failure is news.
    """
    kind = f"{send.mail.value}:{send.topic}"
    every = 7 * DAY if send.mail is Mail.HINT else None
    works = _WORKS_AGAIN.get(send.topic)
    before = told.last(tx, kind, about) if works is not None else None
    if works is not None and before is not None and works(tx, about, before, cause.now):
        every = timedelta()
    if told.once(tx, kind, about, cause.now, every):
        say(tx, desk, send, ticket, cause)


def _tell_of_text(tx: Transaction, desk: Desk, fault: BrokenText, now: datetime) -> None:
    """A text of the desk's own is broken, and the shipped one went out: the supervisor hears of each place once."""
    alarm = Send(mail=Mail.ALARM, topic="broken_text", text=str(fault), to_supervisor=True)
    tell_once(tx, desk, alarm, fault.where, Cause(at=now, now=now, why=f"broken text: {fault.where}"))
    if kept.get(tx, kept.BROKEN_TEXT) != str(fault):
        log.error("the shipped text is sent instead of %s", fault)
        kept.put(tx, kept.BROKEN_TEXT, str(fault))


def _text_was_mended(tx: Transaction, _where: str, since: datetime, now: datetime) -> bool:
    """The texts were read again since then, and a day has passed."""
    return since <= now - DAY and kept.get(tx, kept.BROKEN_TEXT) is None


def _list_works(tx: Transaction, _list: str, since: datetime, now: datetime) -> bool:
    """A mail of ours went through the list since then, and a day has passed: a strict list holds every other post."""
    return since <= now - DAY and outbox.echoed_since(tx, since)


def _address_works(tx: Transaction, address: str, since: datetime, now: datetime) -> bool:
    """A mail was taken since then and hasn't come back within a day."""
    return outbox.arrived(tx, address, since, now - DAY)


_WORKS_AGAIN: Final[Mapping[str, Callable[[Transaction, str, datetime, datetime], bool]]] = {
    "moderation": _list_works,
    "operator_bounced": _address_works,
    "address_bounced": _address_works,
    "broken_text": _text_was_mended,
}
"""By topic: what shows that something works again since it was spoken of."""
