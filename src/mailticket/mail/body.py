"""The parts of a message: its text, its HTML, its attachments (spec 2.2). Guarded step by step; nothing raises."""

import quopri
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import Final, cast

from mailticket.mail.charset import codec_named, decode_text
from mailticket.mail.headers import base64_bytes, clean, decode_words, parameters, raw_text
from mailticket.mail.html import html_to_text
from mailticket.mail.inbound import PICTURE_MIN, Attachment

PARTS_MAX: Final = 1000
"""Parts that are read of one message; the pre-scan refuses messages with more (spec 5.3)."""
DEPTH_MAX: Final = 30
TEXT_MAX: Final = 4 * 1024 * 1024
"""Bytes of one text part that are read."""
NAME_MAX: Final = 120

_TYPE: Final = re.compile(r"^\s*([\w.+-]+/[\w.+-]+)", re.ASCII)
_UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_CID: Final = re.compile(r"""cid:([^"'\s>)]+)""", re.IGNORECASE)
_QUOTE_BEGINS: Final = re.compile(
    r"<blockquote|gmail_quote|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|border-top:\s*solid|border-top:\s*1px|"
    r"<(?:b|strong)>\s*(?:From|Dari|Pengirim)\s*:|Original Message|Pesan Asli",
    re.IGNORECASE,
)
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)

_WRAPPERS: Final = {
    "application/ms-tnef": "TNEF (winmail.dat): its content is kept as an attachment",
    "application/pkcs7-mime": "S/MIME wrapper: encrypted or signed opaquely, can't be read here",
    "application/x-pkcs7-mime": "S/MIME wrapper: encrypted or signed opaquely, can't be read here",
    "multipart/encrypted": "PGP: encrypted, can't be read here",
}
_MADE_UP: Final = {
    "message/rfc822": "message.eml",
    "message/delivery-status": "delivery-status.txt",
    "message/disposition-notification": "disposition-notification.txt",
    "message/feedback-report": "feedback-report.txt",
    "text/rfc822-headers": "headers.txt",
    "text/calendar": "invite.ics",
    "application/ms-tnef": "winmail.dat",
}


@dataclass(kw_only=True)
class Body:
    """What the walk has found so far."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def note(self, problem: str | None) -> None:
        """Add what was odd, once; None adds nothing."""
        if problem and problem not in self.problems and len(self.problems) < 20:
            self.problems.append(problem)


def read_body(top: Message) -> Body:
    """Walk all parts in order. Of alternatives the plain one is the text, unless it is empty."""
    body = Body()
    stack: list[tuple[Message, int]] = [(top, 0)]
    seen = 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if seen > PARTS_MAX or depth > DEPTH_MAX:
            body.note("more parts than are read")
            break
        kind = content_type(part)
        if kind.startswith("multipart/"):
            body.note(_WRAPPERS.get(kind))
            parts = cast("list[Message]", part.get_payload())
            if kind == "multipart/alternative":
                parts = _alternatives(parts, body)
            stack.extend((child, depth + 1) for child in reversed(parts))
        else:
            _leaf(part, kind, body, alone=part is top)
    _inline_pictures(body)
    return body


def content_type(part: Message) -> str:
    """MIME type in lower case; the default is text/plain, in a digest message/rfc822 (RFC 2046 section 5.1.5)."""
    found = _TYPE.match(raw_header(part, "content-type"))
    kind = found[1].lower() if found else part.get_default_type()
    if kind.startswith("multipart/") and not part.is_multipart():
        return "text/plain"  # no usable boundary: what is there is text
    return kind


def raw_header(part: Message, name: str) -> str:
    """The undecoded value of the first header of that name (lower case); '' without one. Never raises."""
    return next((str(value) for key, value in part.raw_items() if key.lower() == name), "")


def _alternatives(parts: list[Message], body: Body) -> list[Message]:
    """The branches to read: HTML goes aside when a plain branch has text; anything that is no text is read as usual."""
    plain = [part for part in parts if content_type(part) == "text/plain" and _is_text(part)]
    texts = {id(part): text_of(part, "text/plain", body) for part in plain}
    good = next((part for part in plain if texts[id(part)].strip()), None)
    if good is None:
        return [part for part in parts if part not in plain]
    kept: list[Message] = []
    for part in parts:
        kind = content_type(part)
        if kind == "text/html":
            body.htmls.append(text_of(part, kind, body))
        elif kind in {"multipart/related", "multipart/mixed"} and part.is_multipart():
            kept.extend(_without_html(part, body))
        elif part is good or part not in plain:
            kept.append(part)
    return kept


def _without_html(part: Message, body: Body) -> list[Message]:
    kept: list[Message] = []
    for child in cast("list[Message]", part.get_payload()):
        if content_type(child) == "text/html" and _is_text(child):
            body.htmls.append(text_of(child, "text/html", body))
        else:
            kept.append(child)
    return kept


def _is_text(part: Message) -> bool:
    return "attachment" not in raw_header(part, "content-disposition").lower()[:20]


def _leaf(part: Message, kind: str, body: Body, *, alone: bool) -> None:
    disposition = raw_header(part, "content-disposition")
    name = _file_name(part, disposition)
    attached = disposition.lower().lstrip().startswith("attachment") or (bool(name) and not alone)
    if kind in {"text/plain", "text/html"} and not attached:
        _text_leaf(part, kind, body)
    elif kind.startswith("text/") and kind not in _MADE_UP and not attached:
        body.texts.append(text_of(part, kind, body))
    else:
        body.note(_WRAPPERS.get(kind))
        _attach(part, kind, name, body)


def _text_leaf(part: Message, kind: str, body: Body) -> None:
    text = text_of(part, kind, body)
    if kind == "text/html":
        body.htmls.append(text)
        text = html_to_text(text)
    body.texts.append(text)


def text_of(part: Message, kind: str, body: Body) -> str:
    """The decoded text of a part, with LF line ends; HTML as it came."""
    raw = content_of(part)
    if len(raw) > TEXT_MAX:
        raw = raw[:TEXT_MAX]
        body.note("more text than is read; the raw message has it all")
    label = parameters(raw_header(part, "content-type")).get("charset")
    if kind == "text/html" and (not label or not codec_named(label)):
        meta = _META_CHARSET.search(raw[:4096])
        label = meta[1].decode("ascii") if meta else label
    text, oddity = decode_text(raw, label)
    body.note(oddity)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def content_of(part: Message) -> bytes:
    """The bytes of a leaf with its transfer encoding undone, as far as it goes (RFC 2045 section 6)."""
    if part.is_multipart():
        return _bytes_of_message(part.get_payload())
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError, AttributeError):
        return b""
    if not isinstance(raw, bytes):
        return b""
    named = raw_header(part, "content-transfer-encoding").lower()
    encoding = re.split(r"[;(]", named)[0].strip()
    if encoding != named:  # the standard library knows only the bare name
        return _decoded(raw, encoding)
    return raw


def _decoded(raw: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64_bytes(raw)
    return quopri.decodestring(raw) if encoding == "quoted-printable" else raw


def _bytes_of_message(payload: object) -> bytes:
    """The bytes of the message inside a message/rfc822 or of the blocks of a delivery-status part."""
    if not isinstance(payload, list):
        return b""
    out: list[bytes] = []
    for inner in payload[:50]:
        if isinstance(inner, Message):
            try:
                out.append(inner.as_bytes())
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError, KeyError, IndexError):
                out.append(_plainly(inner))
    return b"\n".join(out)


def _plainly(inner: Message) -> bytes:
    lines = [f"{key}: {value}" for key, value in inner.raw_items()]
    payload = inner.get_payload()
    text = "\n".join(lines) + "\n\n" + (payload if isinstance(payload, str) else "")
    return text.encode("utf-8", "surrogateescape")


def _file_name(part: Message, disposition: str) -> str:
    return (parameters(disposition).get("filename", "") if disposition else "") or parameters(
        raw_header(part, "content-type")
    ).get("name", "")


def _attach(part: Message, kind: str, name: str, body: Body) -> None:
    content_id = clean(raw_header(part, "content-id")).strip("<> ") or None
    name = safe_name(name) if name else ""
    inline = content_id is not None and kind.startswith("image/")
    body.attachments.append(
        Attachment(
            name=name or _made_up(kind, part, len(body.attachments) + 1),
            type=kind,
            content=content_of(part),
            content_id=content_id,
            inline=inline,
        )
    )


def _made_up(kind: str, part: Message, number: int) -> str:
    if kind == "message/rfc822" and isinstance(part.get_payload(), list):
        inner = next(iter(cast("list[Message]", part.get_payload())), None)
        subject = safe_name(decode_words(raw_text(raw_header(inner, "subject")))) if inner is not None else ""
        return f"{subject[:100]}.eml" if subject else "message.eml"
    return _MADE_UP.get(kind, f"part-{number}")


def safe_name(name: str) -> str:
    """A file name without path, control and bidirectional characters, at most 120 characters; '' if nothing is left."""
    name = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = _UNSAFE.sub("_", clean(name)).strip(". ")
    if len(name) <= NAME_MAX:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: NAME_MAX - len(suffix) - 1]}{dot}{suffix}" if dot and len(suffix) <= 10 else name[:NAME_MAX]


def _inline_pictures(body: Body) -> None:
    """Only a picture that the HTML shows is inline; one that merely has a Content-ID is a file like any other.

    So is a large one above the quote: somebody pasted it.
    """
    shown = {found.lower() for html in body.htmls for found in _CID.findall(html)}
    pasted = {found.lower() for html in body.htmls for found in _CID.findall(_QUOTE_BEGINS.split(html, maxsplit=1)[0])}
    for position, one in enumerate(body.attachments):
        name = (one.content_id or "").lower()
        if one.inline and (name not in shown or (name in pasted and one.size_bytes >= PICTURE_MIN)):
            body.attachments[position] = Attachment(
                name=one.name, type=one.type, content=one.content, content_id=one.content_id
            )
