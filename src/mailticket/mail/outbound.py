"""A mail of ours before it is bytes (spec 2.6)."""

from dataclasses import dataclass
from datetime import datetime

from mailticket.ids import Address, MessageId
from mailticket.mail.inbound import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """Everything that `compose` needs; header values may be raw copies of foreign text, `compose` cleans them."""

    message_id: MessageId
    kind: str
    """Name of the mail (spec 1.4): `announcement`, `assigned` …"""
    sender: Address
    """From: the helpdesk address with the desk's name, or 'Budi – DESK'."""
    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    subject: str
    text: str
    html: str | None = None
    date: datetime
    """Aware, in the desk's zone: written as it is."""
    in_reply_to: MessageId | None = None
    references: tuple[MessageId, ...] = ()
    """Oldest first; compose keeps at most 30: the first and the last 29."""
    replies_to_mail: bool = False
    """True: `Auto-Submitted: auto-replied`; False: `auto-generated` (RFC 3834 section 5)."""
    language: str = "en"
    international: bool = True
    """False: addresses that need SMTPUTF8 (RFC 6531) are left out, for a relay that hasn't got it."""
    keyed: str = ""
    """Value of `X-Mailticket` (token.py): ticket, kind and what it meant, with its keyed hash."""
    attachments: tuple[Attachment, ...] = ()
