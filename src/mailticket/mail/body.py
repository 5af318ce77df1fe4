"""The parts of a message: its text, its HTML, its attachments (spec 2.2). Guarded step by step; nothing raises."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from mailticket.mail import wrappers
from mailticket.mail.charset import codec_named, decode_text
from mailticket.mail.content import undone
from mailticket.mail.flowed import unflowed
from mailticket.mail.headers import clean, decode_words, parameters, raw_text
from mailticket.mail.html import PARSED_MAX, html_to_text
from mailticket.mail.inbound import Attachment
from mailticket.mail.mime import Entity, read_head
from mailticket.mail.patterns import pattern
from mailticket.mail.pictures import taken_out, told_apart
from mailticket.mail.tnef import is_tnef, read_tnef

TEXT_MAX: Final = 4 * 1024 * 1024
"""Bytes of text, and as many of HTML, that are read of one message; the raw message has it all."""
NAME_MAX: Final = 120
WRAPS_MAX: Final = 2
"""Signatures around parts that are taken off: one inside the other, or side by side."""

_UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PLACEHOLDER: Final = pattern(r"""
    ^[^\n]{0,80}\b(?:(?:does|do|can) ?n(?:o|['’])t (?:support|display|view|show|read) (?:html|mime)|
    (?:requires?|needs?) (?:an )?html|html[- ](?:capable|enabled|compatible|only)|
    this is an html (?:e-?mail|message)|(?:tidak|tak) (?:mendukung|
    bisa menampilkan|dapat menampilkan) html)
""")
"""'Your mail program does not support HTML': what some programs put into the plain part."""
PLACEHOLDER_MAX: Final = 300
"""Characters of it, at most."""
_TEXTS: Final = {"plain/text": "text/plain", "application/xhtml+xml": "text/html", "text/xhtml": "text/html"}
"""Types that mean text, by the usual one."""
_MADE_UP: Final = {
    "message/rfc822": "message.eml",
    "message/delivery-status": "delivery-status.txt",
    "message/disposition-notification": "disposition-notification.txt",
    "message/feedback-report": "feedback-report.txt",
    "text/rfc822-headers": "headers.txt",
    "text/calendar": "invite.ics",
    "text/vnd.google.email-reaction+json": "reaction.json",
    "application/ms-tnef": "winmail.dat",
}


@dataclass(kw_only=True)
class Body:
    """What the walk has found so far."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    text_left: int = TEXT_MAX
    html_left: int = TEXT_MAX
    parsed_left: int = PARSED_MAX
    wraps_left: int = WRAPS_MAX
    spare: Entity | None = None
    """The first text that stands as a file: the message's words where there are no others."""

    def note(self, problem: str | None) -> None:
        """Add what was odd, once; None adds nothing."""
        if problem and problem not in self.problems and len(self.problems) < 20:
            self.problems.append(problem)


def read_body(top: Entity) -> Body:
    """Walk all parts in order. Of alternatives the plain one is the text, unless it is empty."""
    body = Body()
    stack = [top]
    while stack:
        part = stack.pop()
        if body.wraps_left and (inner := wrappers.unwrapped(part)) is not None:
            body.wraps_left -= 1
            stack.append(inner)
        elif part.parts:
            body.note(wrappers.named(part))
            stack.extend(reversed(_alternatives(part, body) if part.kind == "multipart/alternative" else part.parts))
        else:
            _leaf(part, body, alone=part is top)
    if not _says_something(body) and body.spare is not None:
        _read_text(body.spare, body)
    if not _says_something(body):
        body.texts.extend(wrappers.instead_of_text(body.attachments))
    for text in body.texts:
        body.note(wrappers.armoured(text))
    if any("data:image" in html for html in body.htmls):
        body.htmls, drawn = taken_out(body.htmls)
        body.attachments += drawn
    body.attachments = told_apart(body.attachments, body.htmls)
    return body


def _says_something(body: Body) -> bool:
    return any(text.strip() for text in body.texts)


def _alternatives(parent: Entity, body: Body) -> tuple[Entity, ...]:
    """Take the first plain text that says something; HTML then goes aside. What is left to be read as usual."""
    plain = [part for part in parent.parts if part.kind == "text/plain" and not _is_attached(part)]
    good = next((text for part in plain if not _is_placeholder(text := _text_of(part, body))), None)
    if good is None:
        return tuple(part for part in parent.parts if part not in plain)
    body.texts.append(good)
    left: list[Entity] = []
    for part in parent.parts:
        if part.kind in {"multipart/related", "multipart/mixed"}:
            left.extend(_without_html(part.parts, body))
        elif part not in plain:
            left.extend(_without_html((part,), body))
    return tuple(left)


def _is_placeholder(text: str) -> bool:
    """Whether a plain part says nothing, or only that the other one does."""
    bare = text.strip()
    return not bare or (len(bare) < PLACEHOLDER_MAX and bool(_PLACEHOLDER.search(bare)))


def _without_html(parts: tuple[Entity, ...], body: Body) -> list[Entity]:
    for part in parts:
        if part.kind == "text/html" and not _is_attached(part):
            body.htmls.append(_text_of(part, body))
    return [part for part in parts if part.kind != "text/html" or _is_attached(part)]


def _is_attached(part: Entity) -> bool:
    return part.header("content-disposition").lower().lstrip().startswith("attachment")


def _leaf(part: Entity, body: Body, *, alone: bool) -> None:
    name = _file_name(part)
    part = replace(part, kind=_TEXTS[part.kind]) if part.kind in _TEXTS else part
    attached = _is_attached(part)
    if attached or (name and not alone) or not part.kind.startswith("text/") or part.kind in _MADE_UP:
        body.note(wrappers.named(part))
        if body.spare is None and part.kind in {"text/plain", "text/html"} and not (attached and name):
            body.spare = part
        _attach(part, name, body)
        return
    _read_text(part, body)


def _read_text(part: Entity, body: Body) -> None:
    text = _text_of(part, body)
    if part.kind == "text/html":
        body.htmls.append(text)
        body.parsed_left, parsed = max(0, body.parsed_left - len(text)), body.parsed_left
        text = html_to_text(text, parsed)
    body.texts.append(text)


def _text_of(part: Entity, body: Body) -> str:
    """The decoded text of a part, with LF line ends; HTML as it came."""
    is_html = part.kind == "text/html"
    left = body.html_left if is_html else body.text_left
    raw = undone(part.content, part.header("content-transfer-encoding"), left + 1)
    if len(raw) > left:
        raw = raw[:left]
        body.note("more text than is read; the raw message has it all")
    if is_html:
        body.html_left -= len(raw)
    else:
        body.text_left -= len(raw)
    said = parameters(part.header("content-type"))
    label = said.get("charset")
    if is_html and (not label or not codec_named(label)):
        meta = _META_CHARSET.search(raw[:4096])
        label = meta[1].decode("ascii") if meta else label
    text, oddity = decode_text(raw, label)
    body.note(oddity)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    flowed = part.kind == "text/plain" and said.get("format", "").lower() == "flowed"
    return unflowed(text, joined=said.get("delsp", "").lower() == "yes") if flowed else text


def _file_name(part: Entity) -> str:
    disposition = part.header("content-disposition")
    given = parameters(disposition).get("filename", "") if disposition else ""
    return given or parameters(part.header("content-type")).get("name", "")


def _attach(part: Entity, name: str, body: Body) -> None:
    content = undone(part.content, part.header("content-transfer-encoding"))
    if is_tnef(part.kind, name) and (inner := read_tnef(content)) is not None:
        body.texts.extend(inner.texts)
        body.attachments.extend(replace(one, name=safe_name(one.name) or "winmail.dat") for one in inner.files)
        return
    content_id = clean(raw_text(part.header("content-id"))).strip("<> ") or None
    body.attachments.append(
        Attachment(
            name=safe_name(name) or _made_up(part.kind, content, len(body.attachments) + 1),
            type=part.kind,
            content=content,
            content_id=content_id,
            inline=content_id is not None and part.kind.startswith("image/"),
        )
    )


def _made_up(kind: str, content: bytes, number: int) -> str:
    if kind == "message/rfc822":
        subject = next((value for key, value in read_head(content) if key == "subject"), "")
        stem = safe_name(re.sub(r"[/\\]", "_", decode_words(raw_text(subject))))[:100]
        return f"{stem}.eml" if stem else "message.eml"
    return _MADE_UP.get(kind, f"part-{number}")


def safe_name(name: str) -> str:
    """A file name without path, control and bidirectional characters, at most 120 characters; '' if nothing is left."""
    name = name[:4096].replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = _UNSAFE.sub("_", clean(name)).strip(". ")
    if len(name) <= NAME_MAX:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: NAME_MAX - len(suffix) - 1]}{dot}{suffix}" if dot and len(suffix) <= 10 else name[:NAME_MAX]
