"""The finished bytes, read once more by a reader of their own before they are queued (spec 5.1 I18, 5.3).

Nothing here is shared with `compose`: what it got wrong has to be seen by other eyes.
"""

import re

ALLOWED = frozenset(
    {
        b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references",
        b"auto-submitted", b"x-auto-response-suppress", b"content-language", b"x-mailticket", b"mime-version",
        b"content-type", b"content-transfer-encoding",
    }
)  # fmt: skip
"""Every header name that a mail of ours may have; each at most once."""
NEEDED = frozenset({b"from", b"to", b"date", b"message-id", b"mime-version", b"content-type"})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_REFERENCES = 30
_LONGEST_LINE = 998


def verify(raw: bytes, *, smtputf8: bool = False) -> tuple[str, ...]:
    """What is wrong with a finished mail, one sentence each; empty if it may be queued.

    `smtputf8`: the mail needs RFC 6531, so its headers may hold UTF-8 (6532).
    """
    head, gap, body = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    complaints = [] if gap else ["no empty line after the headers"]
    complaints += _line_complaints(raw)
    complaints += _header_complaints(lines)
    complaints += _letter_complaints(head, body, smtputf8=smtputf8)
    return tuple(complaints)


def _line_complaints(raw: bytes) -> list[str]:
    complaints = []
    pairs = raw.count(b"\r\n")
    if raw.count(b"\r") != pairs or raw.count(b"\n") != pairs:
        complaints.append("a bare CR or LF")
    if b"\0" in raw:
        complaints.append("a NUL")
    if len(max(raw.split(b"\n"), key=len)) > _LONGEST_LINE + 1:
        complaints.append(f"a line over {_LONGEST_LINE} bytes")
    return complaints


def _header_complaints(lines: list[bytes]) -> list[str]:
    complaints: list[str] = []
    seen: dict[bytes, bytes] = {}
    name = b""
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if not name or not line.strip():
                complaints.append("a folded line that continues nothing or holds nothing")
            seen[name] = seen.get(name, b"") + line
            continue
        name, colon, value = line.partition(b":")
        name = name.lower()
        if not colon or name not in ALLOWED:
            complaints.append(f"a header that is not ours: {line[:40]!r}")
        if name in seen:
            complaints.append(f"{name.decode('ascii', 'replace')} twice")
        seen[name] = value
    complaints += [f"no {name.decode()}" for name in sorted(NEEDED - seen.keys())]
    if seen.get(b"references", b"").count(b"<") > _MOST_REFERENCES:
        complaints.append(f"more than {_MOST_REFERENCES} references")
    if seen.get(b"from", b"").count(b"<") > 1:
        complaints.append("more than one author")
    return complaints


def _letter_complaints(head: bytes, body: bytes, *, smtputf8: bool) -> list[str]:
    complaints = []
    if not head.isascii() and not (smtputf8 and _is_utf8(head)):
        complaints.append("headers that aren't ASCII")
    if _CONTROL.search(head):
        complaints.append("a control character in the headers")
    if not body.isascii():
        complaints.append("a body that isn't 7bit")
    return complaints


def _is_utf8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
