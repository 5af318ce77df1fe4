"""Header values as a reader sees them: unfolded, decoded, on one line (RFC 2047, RFC 2231; spec 2.2)."""

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from mailticket.mail.charset import decode_text
from mailticket.mail.content import base64_bytes

_WORD: Final = re.compile(
    r"=\?[ ]{0,2}([^?\s]{1,60})[ ]{0,2}\?[ ]?([BbQq])[ ]?\?((?:[^?=\r\n]|=(?!\?[^=])|\?(?!=|$))*)(?:\?=|\??$)"
)
"""An encoded word, also one that lost its end (`?=`), or has a question mark or blanks where none may be."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FOLD: Final = re.compile(r"\r\n|\r|\n")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")
_PARAMETER: Final = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_CONTINUED: Final = re.compile(r"^(.+?)(?:\*(\d{1,4}))?(\*)?$")

VALUE_MAX: Final = 65_536
"""Characters of one header that are read; the pre-scan refuses longer ones (spec 5.3)."""


def raw_text(value: str) -> str:
    """A raw value, its 8-bit bytes as surrogates, as text; line folds stay."""
    if value.isascii():
        return value
    return decode_text(value.encode("utf-8", "surrogateescape"), None)[0]


def unfold(value: str) -> str:
    """On one line: line breaks gone, the white space after them kept (RFC 5322 section 2.2.3)."""
    return _FOLD.sub("", value) if "\n" in value or "\r" in value else value


def decode_value(value: str) -> str:
    """One header value as a reader sees it: unfolded, encoded words decoded, no control characters, one line.

    Adjacent encoded words of one charset are joined as bytes first: some senders split in mid-character.
    """
    value = unfold(raw_text(value[:VALUE_MAX]))
    if "=?" in value:
        value = decode_words(value)
    return clean(value)


def clean(value: str) -> str:
    """Without control characters and line breaks (they become one space), trimmed."""
    return _CONTROL.sub(" ", value).strip() if not value.isprintable() else value.strip()


def decode_words(value: str) -> str:
    """Encoded words decoded wherever they stand, in quoted strings too (many clients write them there)."""
    out: list[str] = []
    pending, charset, begin, end = b"", "", 0, 0
    for word in _WORD.finditer(value):
        gap = value[end : word.start()]
        label = word[1].partition("*")[0].lower()
        joins = not gap.strip() and end > 0
        if pending and not (joins and label == charset):
            out.append(_word_text(pending, charset, value[begin:end]))
            pending = b""
        if not joins:
            out.append(gap)
        begin = begin if pending else word.start()
        pending, charset, end = pending + _word_bytes(word[2], word[3]), label, word.end()
    if pending:
        out.append(_word_text(pending, charset, value[begin:end]))
    out.append(value[end:])
    return "".join(out)


def _word_text(raw: bytes, charset: str, written: str) -> str:
    """The text; as it was written where the bytes aren't of their charset and give control characters."""
    text, oddity = decode_text(raw, charset)
    return written if oddity and _CONTROL.search(text) else text


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "Qq":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), raw.replace(b"_", b" "))
    return base64_bytes(raw)


def parameters(value: str) -> dict[str, str]:
    """Parameters of a Content-Type or -Disposition by lower-case name, continuations undone (RFC 2231)."""
    value = unfold(raw_text(value[:VALUE_MAX]))
    if ";" not in value:
        return {}
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(value):
        name, text = found[1].lower(), _unquote(found[2].strip())
        if "*" not in name:
            plain.setdefault(name, clean(decode_words(text) if "=?" in text else text))
        elif part := _CONTINUED.match(name):
            pieces.setdefault(part[1], []).append((int(part[2] or 0), bool(part[3]), text))
    for name, parts in pieces.items():
        plain[name] = _continued(sorted(parts, key=lambda part: part[0]))
    return plain


def _unquote(text: str) -> str:
    if not text.startswith('"'):
        return text
    inner = text[1:-1] if text.endswith('"') and len(text) > 1 else text[1:]
    return re.sub(r"\\([\"\\])", r"\1", inner)


def _continued(parts: list[tuple[int, bool, str]]) -> str:
    charset, raw = "", b""
    for position, (_, encoded, part) in enumerate(parts):
        text = part
        if position == 0 and encoded and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw += unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogateescape")
    return clean(decode_words(decode_text(raw, charset or None)[0]))
