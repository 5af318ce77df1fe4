"""The finished bytes, read once more by a reader of their own before they are queued (spec 2.6, 5.1 I18, 5.3).

Nothing here is shared with `compose`, nor with the standard library that made its encoded words and dates: what they
get wrong has to be seen by other eyes. It is a recogniser, not a reader of foreign mail: whatever isn't of the few
forms in which we write is a complaint.
"""

import binascii
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final

ALLOWED: Final = frozenset(
    {
        b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references",
        b"auto-submitted", b"x-auto-response-suppress", b"content-language", b"x-mailticket", b"mime-version",
        b"content-type", b"content-transfer-encoding",
    }
)  # fmt: skip
"""Every header name that a mail of ours may have; each at most once."""
ALLOWED_IN_PART: Final = frozenset({b"content-type", b"content-transfer-encoding", b"content-disposition"})
"""The same for a part of it."""
NEEDED: Final = frozenset({b"from", b"to", b"date", b"message-id", b"mime-version", b"content-type"})

_MOST_REFERENCES: Final = 30
_LONGEST_LINE: Final = 998
_DEEPEST: Final = 3
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHOWN_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ATEXT: Final = rb"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\xff-]+"
_QUOTED: Final = rb'"(?:[^"\\\r\n]|\\[^\r\n])*"'
_SPEC: Final = (
    rb"(?:" + _ATEXT + rb"(?:\." + _ATEXT + rb")*|" + _QUOTED + rb")@(?:[A-Za-z0-9._-]+|\[[\x21-\x5a\x5e-\x7e]+\])"
)
_MAILBOX: Final = re.compile(
    rb"[ \t]*(?:(?:(?:" + _ATEXT + rb"|" + _QUOTED + rb")[ \t]+)+<(" + _SPEC + rb")>|(" + _SPEC + rb"))[ \t]*(?:,|\Z)"
)
"""One mailbox of a list (RFC 5322 section 3.4), without comments, groups and the obsolete forms."""
_NOBODY: Final = b"undisclosed-recipients:;"
_WORD: Final = re.compile(rb"=\?utf-8\?([bq])\?([\x21-\x3e\x40-\x7e]*)\?=", re.IGNORECASE)
_ID: Final = rb"<[\x21-\x3b=\x3f-\x7e]+>"
_FORMS: Final = {
    b"date": re.compile(rb"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}\Z"),
    b"message-id": re.compile(_ID + rb"\Z"),
    b"in-reply-to": re.compile(_ID + rb"\Z"),
    b"references": re.compile(_ID + rb"(?: +" + _ID + rb")*\Z"),
    b"auto-submitted": re.compile(rb"auto-(?:generated|replied)\Z"),
    b"mime-version": re.compile(rb"1\.0\Z"),
}
_TYPE: Final = re.compile(rb'([a-z]+)/[a-z0-9!#$&^_.+-]+(?:; *(charset|boundary)="([^"\r\n]+)")?\Z')
_ENCODINGS: Final = {
    b"7bit": None,
    b"base64": re.compile(rb"[^A-Za-z0-9+/=\r\n]"),
    b"quoted-printable": re.compile(rb"=(?![0-9A-F]{2}|\r\n)"),
}
"""What must not stand in a body of that transfer encoding (RFC 2045 section 6)."""


def verify(raw: bytes, *, recipients: Collection[str], smtputf8: bool = False) -> tuple[str, ...]:
    """What is wrong with a finished mail, one sentence each; empty if it may be queued.

    `recipients`: whom the relay will be given; To and Cc have to name just these (I12). `smtputf8`: the mail needs RFC
    6531, so its headers may hold UTF-8 (RFC 6532).
    """
    head, gap, body = raw.partition(b"\r\n\r\n")
    complaints = [] if gap else ["no empty line after the headers"]
    complaints += _line_complaints(raw, head, body, smtputf8=smtputf8)
    headers, odd = _read_headers(head, ALLOWED)
    complaints += odd
    complaints += [f"no {name.decode()}" for name in sorted(NEEDED - headers.keys())]
    complaints += _value_complaints(headers, recipients)
    complaints += _part_complaints(headers, body, 0)
    return tuple(complaints)


def _line_complaints(raw: bytes, head: bytes, body: bytes, *, smtputf8: bool) -> Iterator[str]:
    pairs = raw.count(b"\r\n")
    if raw.count(b"\r") != pairs or raw.count(b"\n") != pairs:
        yield "a bare CR or LF"
    if b"\0" in raw:
        yield "a NUL"
    if len(max(raw.split(b"\n"), key=len)) > _LONGEST_LINE + 1:
        yield f"a line over {_LONGEST_LINE} bytes"
    if not head.isascii() and not (smtputf8 and _is_utf8(head)):
        yield "headers that aren't ASCII"
    if _CONTROL.search(head):
        yield "a control character in the headers"
    if not body.isascii():
        yield "a body that isn't 7bit"


def _read_headers(head: bytes, allowed: Collection[bytes]) -> tuple[dict[bytes, bytes], list[str]]:
    """Unfolded values by lower-case name, and what is wrong with the block as such."""
    complaints: list[str] = []
    seen: dict[bytes, bytes] = {}
    name = b""
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t"):
            if not name or not line.strip():
                complaints.append("a folded line that continues nothing or holds nothing")
            seen[name] = seen.get(name, b"") + line
            continue
        name, colon, value = line.partition(b":")
        name = name.lower()
        if not colon or name not in allowed:
            complaints.append(f"a header that is not ours: {line[:40]!r}")
        if name in seen:
            complaints.append(f"{name.decode('ascii', 'replace')} twice")
        seen[name] = value
    return {name: value.strip(b" \t") for name, value in seen.items()}, complaints


def _value_complaints(headers: Mapping[bytes, bytes], recipients: Collection[str]) -> Iterator[str]:
    named: list[str] = []
    for header in (b"from", b"to", b"cc", b"reply-to"):
        value = headers.get(header)
        if value is None or (header == b"to" and value == _NOBODY):
            continue
        found = _mailboxes(value)
        if found is None:
            yield f"{header.decode()} is no list of mailboxes"
        elif header == b"from" and len(found) != 1:
            yield "more than one author"
        elif header in (b"to", b"cc"):
            named += found
    if {one.lower() for one in named} != {one.lower() for one in recipients}:
        yield "To and Cc don't name just those who get it"
    for header, form in _FORMS.items():
        if header in headers and not form.match(headers[header]):
            yield f"{header.decode()} is not as we write it"
    if headers.get(b"references", b"").count(b"<") > _MOST_REFERENCES:
        yield f"more than {_MOST_REFERENCES} references"
    for header, value in headers.items():
        if b"=?" in value and header != b"x-mailticket" and not _words_are_clean(value):
            yield f"{header.decode('ascii', 'replace')} hides a control character or a broken encoded word"


@lru_cache(maxsize=256)
def _mailboxes(value: bytes) -> tuple[str, ...] | None:
    """The addr-specs of a mailbox list; None if it is anything else."""
    found: list[str] = []
    at = 0
    while at < len(value):
        one = _MAILBOX.match(value, at)
        if one is None:
            return None
        found.append((one[1] or one[2]).decode("utf-8", "replace"))
        at = one.end()
    return tuple(found) if found and not value.endswith(b",") else None


def _words_are_clean(value: bytes) -> bool:
    """Whether the encoded words of a value are whole and hide nothing when they are shown (RFC 2047)."""
    rest = _WORD.sub(b"", value)
    if b"=?" in rest or b"?=" in rest:
        return False
    try:
        return not any(_SHOWN_CONTROL.search(_decoded(word[1], word[2])) for word in _WORD.finditer(value))
    except ValueError:
        return False


def _decoded(kind: bytes, text: bytes) -> str:
    octets = binascii.a2b_base64(text) if kind in b"bB" else binascii.a2b_qp(text, header=True)
    return octets.decode("utf-8")


def _part_complaints(headers: Mapping[bytes, bytes], body: bytes, depth: int) -> Iterator[str]:
    """The same for an entity and all within it: types, transfer encodings, boundaries (RFC 2045, 2046)."""
    type_ = _TYPE.match(headers.get(b"content-type", b""))
    if type_ is None:
        yield f"content-type is not as we write it: {headers.get(b'content-type', b'')[:60]!r}"
        return
    if type_[1] != b"multipart":
        encoding = headers.get(b"content-transfer-encoding", b"7bit")
        if encoding not in _ENCODINGS:
            yield f"a transfer encoding that is not ours: {encoding[:40]!r}"
        elif (wrong := _ENCODINGS[encoding]) is not None and wrong.search(body):
            yield f"a body that isn't {encoding.decode()}"
        return
    if type_[2] != b"boundary" or depth == _DEEPEST:
        yield "a multipart without a boundary, or too deep"
        return
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + type_[3])
    if first or len(parts) < 2 or parts.pop() != b"--\r\n" or not all(part.startswith(b"\r\n") for part in parts):
        yield "boundaries that don't fit"
        return
    for part in parts:
        head, _, content = part[2:].partition(b"\r\n\r\n")
        inner, odd = _read_headers(head, ALLOWED_IN_PART)
        yield from odd
        yield from _part_complaints(inner, content, depth + 1)


def _is_utf8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
