"""Raw bytes to an InboundMessage; never raises, says what was odd (spec 2.2).

The parts are found in the raw bytes (mime.py); headers and charsets are decoded by ourselves, each guarded by itself.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from mailticket.ids import Address, MessageId
from mailticket.mail.address import Mailboxes, from_doubts, read_mailboxes
from mailticket.mail.body import Body, read_body
from mailticket.mail.headers import decode_value, unfold
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.mime import Entity, take_apart
from mailticket.mail.prescan import HEADER_LINES_MAX, prescan

_ID: Final = re.compile(r"<([^<>]{1,998})>")
_BARE_ID: Final = re.compile(r"^[^\s<>@]{1,400}@[^\s<>@]{1,400}$")
_SPACE: Final = re.compile(r"\s+")
_TRACE: Final = frozenset({"received", "authentication-results", "arc-seal", "arc-authentication-results"})
VALUES_MAX: Final = 256 * 1024
"""Characters of all header values together that are read; real mail has a twentieth of it."""
REFERENCES_MAX: Final = 1000


def parse(raw: bytes) -> InboundMessage:
    """Read one mail. Any bytes give a message; what couldn't be read is named in `problems`.

    Over the limits of spec 5.3 (see `prescan`) only the header is read.
    """
    excess = prescan(raw)
    if excess:
        return _read(_header_only(raw), Body(problems=[f"not read: {excess}"]))
    tree = take_apart(raw)
    try:
        body = read_body(tree.top)
    except Exception as error:  # noqa: BLE001 - the contract is that nothing leaves: the bytes are kept, a person looks
        body = Body(problems=[f"not read: {type(error).__name__}"], texts=[_last_resort(raw)])
    for oddity in tree.oddities:
        body.note(oddity)
    return _read(tree.top, body)


def _header_only(raw: bytes) -> Entity:
    head = re.split(rb"\r?\n\r?\n", raw[:262_144], maxsplit=1)[0]
    lines = head.split(b"\n")[:HEADER_LINES_MAX]
    return take_apart(b"\n".join(line[:2000] for line in lines) + b"\n\n").top


def _last_resort(raw: bytes) -> str:
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    return body[:1_000_000].decode("utf-8", "replace").replace("\0", "").replace("\r\n", "\n")


class _Headers:
    """The top-level headers, raw, by name; all together no longer than VALUES_MAX."""

    def __init__(self, top: Entity) -> None:
        self.items: list[tuple[str, str]] = []
        left = VALUES_MAX
        for name, value in top.headers:
            self.items.append((name, value[:left]))
            left -= len(value[:left])
        self.doubts = (
            *(("more header than is read",) if top.cut or left == 0 else ()),
            *(("a header block that programs read differently",) if top.torn else ()),
        )

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.items if key == name]

    def mailboxes(self, name: str) -> tuple[Address, ...]:
        values = self.all(name)
        return read_mailboxes(values).addresses if values else ()

    def first(self, name: str) -> str | None:
        return next((value for key, value in self.items if key == name), None)


def _read(top: Entity, body: Body) -> InboundMessage:
    headers = _Headers(top)
    author = read_mailboxes(headers.all("from"))
    date, oddity = _date(headers.first("date"))
    body.note(oddity)
    message_id = next(iter(message_ids(headers.first("message-id"))), None)
    for name, missing in (("Message-ID", message_id is None), ("From", not author.addresses)):
        body.note(f"no {name} that can be read" if missing else None)
    sender = headers.mailboxes("sender")
    return InboundMessage(
        message_id=message_id,
        in_reply_to=message_ids(headers.first("in-reply-to")),
        references=message_ids(headers.first("references")),
        author=_author(author),
        from_count=len(author.addresses),
        from_doubts=from_doubts(headers.all("from"), author) + headers.doubts,
        to=headers.mailboxes("to"),
        cc=headers.mailboxes("cc"),
        reply_to=headers.mailboxes("reply-to"),
        sender=sender[0] if sender else None,
        return_path=_return_path(headers.first("return-path")),
        subject=decode_value(headers.first("subject") or ""),
        date=date,
        headers=tuple((key, decode_value(value)) for key, value in headers.items),
        trace=tuple((key, unfold(value)) for key, value in headers.items if key in _TRACE),
        text=join_texts(body.texts),
        html="\n".join(body.htmls),
        attachments=tuple(body.attachments),
        problems=tuple(body.problems),
    )


def _author(found: Mailboxes) -> Address | None:
    return found.addresses[0] if found.addresses else None


def join_texts(texts: list[str]) -> str:
    """Several text parts as one body, each on lines of its own."""
    if len(texts) == 1:
        return texts[0]
    return "\n".join(text.rstrip("\n") + "\n" for text in texts if text.strip())


def message_ids(value: str | None) -> tuple[MessageId, ...]:
    """The Message-IDs in a header value, in order, without duplicates; white space inside (a fold) is taken out.

    A lone id without its brackets gets them (seen in practice: mobile clients, ticket systems).
    """
    if not value:
        return ()
    text = unfold(value[:262_144])
    found = [_SPACE.sub("", inner) for inner in _ID.findall(text)[:REFERENCES_MAX]]
    if not found and "<" not in text:
        found = [word for word in text.split()[:REFERENCES_MAX] if _BARE_ID.match(word)]
    safe = (decode_value(one) for one in found)
    return tuple(dict.fromkeys(MessageId(f"<{one}>") for one in safe if one))


def _return_path(value: str | None) -> str | None:
    if value is None:
        return None
    text = decode_value(value)
    found = re.search(r"<([^<>]*)>", text)
    return (found[1] if found else text).strip()


def _date(value: str | None) -> tuple[datetime | None, str | None]:
    if value is None:
        return None, "no Date"
    text = decode_value(value)[:200]
    try:
        date = parsedate_to_datetime(text)
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None, "a Date that can't be read"
    return date, None
