"""The mail inside a forwarded one (spec 1.3: an operator's forward; rows 19 and 20)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mailticket.ids import Address, MessageId
from mailticket.mail import quoting
from mailticket.mail.address import read_mailboxes
from mailticket.mail.blocks import header_block
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.reply import lines_of, split_text
from mailticket.mail.thread import has_forward_prefix

_SPEC: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}(?![\w-])"
)
_QUOTE_MARK: Final = re.compile(r"^\s?(?:>\s?)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """A mail that somebody passed on."""

    author: Address | None
    subject: str = ""
    date: datetime | None = None
    """Only where the whole message is inside; the dates of header blocks have no zone."""
    text: str = ""
    message_id: MessageId | None = None
    above: str = ""
    """The words of the one who passed it on."""


def forwarded(message: InboundMessage) -> Forwarded | None:
    """The mail inside this one: a message/rfc822 part, or text under a forward divider or (after Fwd:) a header block.

    A reply's quote header is no forward (spec 1.3).
    """
    part = next((one for one in message.attachments if one.type == "message/rfc822"), None)
    if part is not None:
        return _of_part(parse(part.content), message.text)
    return _in_text(message.text, prefixed=has_forward_prefix(message.subject))


def _of_part(inner: InboundMessage, above: str) -> Forwarded:
    return Forwarded(
        author=inner.author,
        subject=inner.subject,
        date=inner.date,
        text=inner.text,
        message_id=inner.message_id,
        above=split_text(above)[0],
    )


def _in_text(text: str, *, prefixed: bool) -> Forwarded | None:
    lines = lines_of(text)
    plain = [_QUOTE_MARK.sub("", line[:1000]).strip() if line.strip() else "" for line in lines]
    for number, line in enumerate(plain):
        divided = bool(quoting.FORWARD.match(line)) or (prefixed and bool(quoting.DIVIDER.match(line)))
        start = _next_text(plain, number + 1) if divided else number
        if not divided and not prefixed:
            continue
        block = header_block(plain, start)
        if block and "from" in block.values:
            return _of_block(block.values, plain[block.end :], "\n".join(lines[:number]))
        if divided and quoting.FORWARD.match(line):
            return Forwarded(
                author=None, text=_body(plain[number + 1 :]), above=split_text("\n".join(lines[:number]))[0]
            )
    return None


def _next_text(lines: list[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _of_block(values: dict[str, str], below: list[str], above: str) -> Forwarded:
    found = read_mailboxes([_mailbox(values["from"])]).addresses
    return Forwarded(
        author=next((one for one in found if "@" in one.address), None),
        subject=values.get("subject", ""),
        text=_body(below),
        above=split_text(above)[0],
    )


def _mailbox(value: str) -> str:
    """`Ani [mailto:ani@example.net]`, `Ani <ani@example.net<mailto:…>>`, `Ani (ani@example.net)` as one mailbox."""
    found = _SPEC.search(value)
    if not found:
        return ""
    name = re.sub(r"[<>\[\]\"():;,*]|mailto", " ", value[: found.start()]).strip()
    return f'"{name}" <{found[0]}>' if name else found[0]


def _body(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def outside_addresses(text: str) -> tuple[Address, ...]:
    """Every address that stands in a text, in order, without duplicates; at most 100."""
    return tuple(dict.fromkeys(Address(found[0].rstrip(".'")) for found in _SPEC.finditer(text[:500_000])))[:100]
