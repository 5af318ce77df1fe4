"""Values -> the finished bytes of a mail of ours (spec 2.6).

The same value gives the same bytes: the boundaries come from the Message-ID. Encoded words, dates and parameters are
made by the standard library; what is copied from foreign mail passes `clean` first. (`EmailMessage` does the same at
five times the cost: notes on performance, 1 ms a mail.)
"""

import re
from collections.abc import Iterable
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

from mailticket.ids import Address, MessageId
from mailticket.mail import clean
from mailticket.mail.addr_spec import addr_spec, is_international, quoted
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.parts import body_part

_MOST_REFERENCES = 30
_LINE = 78
_ID = re.compile(r"<[\x21-\x3b=\x3f-\x7e]{1,900}>\Z")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*\Z")
_LONG_WORD = re.compile(r"(\S{900})(?=\S)")
"""`token.read_header` takes white space away, so a long keyed value may be cut anywhere."""
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}\Z")


def compose(mail: OutboundMessage) -> bytes:
    """The mail as it is stored and sent: CRLF line ends, ready for SMTP.

    A naive date, or an own value that `token` can't have made, is a ValueError. Foreign addresses that can't be written
    are left out. `verify` reads the result once more.
    """
    if mail.date.utcoffset() is None:
        raise ValueError(f"the date of {mail.message_id} has no zone")
    if not (mail.keyed.isascii() and mail.keyed.isprintable() and _ID.match(mail.message_id)):
        raise ValueError(f"no Message-ID or keyed header of ours: {mail.message_id!r}, {mail.keyed!r}")
    head = "".join(_fold(name, value) for name, value in _headers(mail) if value)
    return head.encode("utf-8") + body_part(mail).written()


def needs_smtputf8(mail: OutboundMessage) -> bool:
    """Whether an address can only be written in UTF-8 (RFC 6531): the server has to offer SMTPUTF8."""
    everybody = (mail.sender, *mail.to, *mail.cc, *mail.reply_to)
    return mail.international and any(is_international(address) for address in everybody)


def kept_references(references: Iterable[MessageId], parent: MessageId | None = None) -> tuple[str, ...]:
    """The ids that can be written, without repeats, the parent last; the first and the last 29 of a long thread."""
    ids = [*references, *([parent] if parent else [])]
    kept = tuple(dict.fromkeys(reversed([one for one in ids if _ID.match(one)])))[::-1]
    return kept if len(kept) <= _MOST_REFERENCES else (kept[0], *kept[1 - _MOST_REFERENCES :])


def _headers(mail: OutboundMessage) -> tuple[tuple[str, str], ...]:
    to, cc, reply_to = (_mailboxes(mail, addresses) for addresses in (mail.to, mail.cc, mail.reply_to))
    parent = mail.in_reply_to if mail.in_reply_to and _ID.match(mail.in_reply_to) else ""
    return (
        ("From", _mailboxes(mail, (mail.sender,))),
        ("To", to or "undisclosed-recipients:;"),
        ("Cc", cc),
        ("Reply-To", reply_to),
        ("Subject", _text("Subject", mail.subject)),
        ("Date", format_datetime(mail.date)),
        ("Message-ID", mail.message_id),
        ("In-Reply-To", parent),
        ("References", " ".join(kept_references(mail.references, mail.in_reply_to))),
        ("Auto-Submitted", "auto-replied" if mail.replies_to_mail else "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", mail.language if _LANGUAGE.match(mail.language) else ""),
        ("X-Mailticket", _LONG_WORD.sub(r"\1 ", mail.keyed)),
        ("MIME-Version", "1.0"),
    )


def _mailboxes(mail: OutboundMessage, addresses: Iterable[Address]) -> str:
    written = [
        _mailbox(address.address, address.name)
        for address in dict.fromkeys(addresses)
        if mail.international or not is_international(address)
    ]
    return ", ".join(filter(None, written))


@lru_cache(maxsize=512)
def _mailbox(address: str, name: str) -> str:
    spec, shown = addr_spec(address), _display_name(name)
    return f"{shown} <{spec}>" if spec and shown else spec


def _display_name(name: str) -> str:
    name = clean.line(name, 120)
    if _PLAIN_NAME.match(name) and "=?" not in name:
        return name
    # A name that would be read as an encoded word is encoded itself: it is shown as it stands (CVE-2024-6923).
    return quoted(name) if name.isascii() and "=?" not in name else _encoded("To", name)


def _text(name: str, value: str) -> str:
    value = clean.line(value)
    return value if value.isascii() and "=?" not in value else _encoded(name, value)


def _encoded(name: str, value: str) -> str:
    """RFC 2047 encoded words, each whole characters only, separated by single spaces."""
    return " ".join(Header(value, "utf-8", header_name=name).encode().split())


def _fold(name: str, value: str) -> str:
    """One header, folded at spaces to 78 characters where that is possible (RFC 5322 section 2.1.1)."""
    line = f"{name}: {value}"
    if len(line) <= _LINE:
        return line + "\r\n"
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > _LINE and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += " " + word
    return "\r\n".join([*lines, line]) + "\r\n"
