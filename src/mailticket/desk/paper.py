"""An answer on paper: from a `Send` to finished bytes with their recipients (spec 1.4, 2.6)."""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Final

from mailticket.canned.catalog import BrokenText
from mailticket.canned.render import render_surely
from mailticket.canned.values import Values
from mailticket.desk.cause import Cause, Passed
from mailticket.desk.desk import Desk
from mailticket.desk.fitting import for_list, too_big_for_list
from mailticket.ids import Address, MessageId
from mailticket.mail.addr_spec import addr_spec, is_international
from mailticket.mail.compose import compose, needs_smtputf8
from mailticket.mail.inbound import Attachment
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.token import own_message_id, sign_header
from mailticket.mail.verify import verify
from mailticket.ticket.audience import Audience
from mailticket.ticket.effects import Mail, Send
from mailticket.ticket.model import Ticket

log: Final = logging.getLogger(__name__)

CARRIES: Final = frozenset(
    {
        Mail.ANNOUNCEMENT,
        Mail.ASSIGNED,
        Mail.CUSTOMER_REPLIED,
        Mail.COPY,
        Mail.SENT_ON,
        Mail.REOPENED,
        Mail.CUSTOMER_CONTENT,
        Mail.THIRD_PARTY,
    }
)
"""Mails that pass the message on with its attachments."""

_ANSWERS_A_MAIL: Final = frozenset({Mail.RECEIVED, Mail.MY_TICKETS, Mail.COMMAND_RESULT, Mail.TOO_LARGE})
"""Mails to the sender of the mail they follow from: `auto-replied` (RFC 3834 section 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A mail, finished."""

    message: OutboundMessage
    raw: bytes
    smtputf8: bool
    unfit: str
    """Why it may not leave (spec 2.6, 5.1 I18); '' if it may. What it belongs to goes on, and people see it fail."""
    fault: BrokenText | None
    """Why the shipped text speaks in place of the desk's own; None: it doesn't."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where a mail stands in its thread."""

    in_reply_to: MessageId | None = None
    references: tuple[MessageId, ...] = ()


def write(
    desk: Desk,
    send: Send,
    ticket: Ticket | None,
    audience: Audience,
    values: Values,
    cause: Cause,
    thread: Thread,
    *,
    international: bool = True,
) -> Written:
    """Return the mail as bytes, examined; in the shipped words where the desk's own are broken (spec 4.2).

    `international`: the relay has SMTPUTF8. BrokenText if nobody has words for it.
    """
    attachments, left_out = _attachments(desk, send, audience, cause.passed)
    values = replace(values, attachments_left_out=left_out)
    if send.mail in CARRIES and _reaches_list(desk, audience):
        values = for_list(desk, values)
    number = ticket.number if ticket else None
    rendered = render_surely(desk.catalog, _template(send), desk.locale, values)
    message = OutboundMessage(
        message_id=own_message_id(desk.key, number, send.mail.value, desk.unique(), desk.domain),
        kind=send.mail.value,
        sender=_sender(desk, send, cause),
        to=audience.to,
        cc=audience.cc,
        reply_to=audience.reply_to,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        date=cause.now.astimezone(desk.policy.tz),
        in_reply_to=thread.in_reply_to,
        references=thread.references,
        replies_to_mail=send.mail in _ANSWERS_A_MAIL,
        language=rendered.locale,
        international=international,
        keyed=sign_header(desk.key, meaning(send, ticket, cause)),
        attachments=attachments,
    )
    return _examined(message, rendered.fault)


def _attachments(
    desk: Desk, send: Send, audience: Audience, passed: Passed | None
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The attachments that travel with the mail, and the names of those that don't."""
    if passed is None or send.mail not in CARRIES:
        return (), passed.left_out if passed and send.mail is Mail.TOO_LARGE else ()
    if _reaches_list(desk, audience) and too_big_for_list(desk, passed):
        return (), (*(one.name for one in passed.attachments), *passed.left_out)
    return passed.attachments, passed.left_out


def _reaches_list(desk: Desk, audience: Audience) -> bool:
    return any(desk.addresses.is_list(one) for one in audience.recipients)


def _template(send: Send) -> str:
    """The canned response; a former owner hears of a take-over in the words of that notice."""
    return "notice" if send.mail is Mail.COMMAND_RESULT and send.topic == "taken_over" else send.mail.value


def _sender(desk: Desk, send: Send, cause: Cause) -> Address:
    """From: the desk's name; for a text passed on, its author's beside it (spec 1.4)."""
    author = cause.passed.author if cause.passed else None
    if author is None:
        return desk.sender
    if send.mail is Mail.SENT_ON:
        return Address(desk.sender.address, f"{author.called} – {desk.name}")
    if send.mail is Mail.COPY:
        return Address(desk.sender.address, f"{author.called} via {desk.name}")
    return desk.sender


def meaning(send: Send, ticket: Ticket | None, cause: Cause) -> dict[str, str]:
    """What the keyed header says: enough to know the mail again, what it meant, and why it was written (spec 2.6).

    `at` is the instant of the decision; `of` names the message that it followed from, `read` the instant up to which
    the mailbox had been read when a clock acted. A released message (spec 2.4) followed from its author's answer.
    """
    said = {"mail": send.mail.value, "ticket": str(ticket.number if ticket else 0)}
    if send.n:
        said["n"] = str(send.n)
    if ticket is not None and ticket.spell is not None:
        said["spell"] = str(ticket.spell.number)
    said["at"] = cause.now.astimezone(UTC).isoformat()
    if cause.letter is not None and not cause.letter.vouched:
        said["of"] = brief(cause.letter.message_id)
    if cause.read_until is not None:
        said["read"] = cause.read_until.astimezone(UTC).isoformat()
    return said


def brief(message_id: MessageId) -> str:
    """A Message-ID of any length in sixteen characters."""
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:16]


def unwritten(message: OutboundMessage, address: Address) -> str:
    """Why an address of To or Cc doesn't stand in the mail, so that it can't go there; '' if it does."""
    if not addr_spec(address.address):
        return "no address that mail can be sent to"
    if not message.international and is_international(address):
        return "the relay takes no international addresses (SMTPUTF8, RFC 6531)"
    return ""


def _examined(message: OutboundMessage, fault: BrokenText | None) -> Written:
    raw = compose(message)
    utf8 = needs_smtputf8(message)
    recipients = {addr_spec(one.address) for one in (*message.to, *message.cc) if not unwritten(message, one)}
    unfit = "; ".join(verify(raw, recipients=recipients, smtputf8=utf8))
    if unfit:
        log.error("%s %s may not leave: %s", message.kind, message.message_id, unfit)
    return Written(message=message, raw=raw, smtputf8=utf8, unfit=unfit, fault=fault)
