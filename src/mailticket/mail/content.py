"""The bytes of a part with its transfer encoding undone, as far as it goes (RFC 2045 section 6). Nothing raises."""

import binascii
import re
from typing import Final

_ENCODING: Final = re.compile(r"[a-z0-9-]+")
_READABLE: Final = re.compile(rb"\s*[^\s]{1,40} [^\s]{1,40} [^\s]{1,40} ")
"""Words with blanks between them: text that is called base64 and isn't."""
_NOT_BASE64: Final = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_CHUNK: Final = 1024 * 1024
_PIECES_MAX: Final = 1000
"""Padded pieces of base64 in one chunk that are decoded each by itself."""
_UU_LINES_MAX: Final = 200_000


def undone(content: bytes | memoryview, encoding: str, most: int | None = None) -> bytes:
    """The decoded bytes, at most `most` of them (None: all); unknown encodings and 7bit, 8bit, binary as they are.

    `encoding` is the raw header value; comments and parameters behind the name are seen in practice.
    """
    found = _ENCODING.search(encoding.lower())
    name = found[0] if found else ""
    if name == "base64" and not _READABLE.match(content):
        return base64_bytes(content[: None if most is None else 2 * most])[:most]
    if name == "quoted-printable":
        return binascii.a2b_qp(content[: None if most is None else 4 * most])[:most]
    if name in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return _uudecoded(bytes(content[: None if most is None else 2 * most]))[:most]
    return bytes(content[:most])


def base64_bytes(raw: bytes | memoryview) -> bytes:
    """Base64 decoded as far as it goes: white space and foreign characters skipped, padding mended.

    Padding in the middle ends a piece: lists append their footer as a further one. Works through the bytes in chunks,
    so that a large file isn't held four times.
    """
    out = bytearray()
    rest = b""
    for at in range(0, len(raw), _CHUNK):
        letters = rest + bytes(raw[at : at + _CHUNK]).translate(None, _NOT_BASE64)
        if letters.count(b"=") > _PIECES_MAX:
            letters = letters.replace(b"=", b"")
        *ended, rest = letters.split(b"=")
        for piece in ended:
            out += _piece(piece)
        whole = len(rest) - len(rest) % 4
        out += binascii.a2b_base64(rest[:whole])
        rest = rest[whole:]
    return bytes(out + _piece(rest))


def _piece(letters: bytes) -> bytes:
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _uudecoded(raw: bytes) -> bytes:
    """The lines between `begin` and `end`; without a `begin` the text as it stands."""
    begin = re.search(rb"^begin [0-7]{3,4} .*$", raw, re.MULTILINE)
    if not begin:
        return raw
    out: list[bytes] = []
    for line in raw[begin.end() :].lstrip(b"\r\n").split(b"\n", _UU_LINES_MAX)[:_UU_LINES_MAX]:
        bare = line.rstrip(b"\r")
        if bare in {b"end", b"`", b""}:
            break
        try:
            out.append(binascii.a2b_uu(bare))
        except binascii.Error:
            length = (((bare[0] - 32) & 63) * 4 + 5) // 3  # some writers add what isn't counted
            try:
                out.append(binascii.a2b_uu(bare[:length]))
            except binascii.Error:
                break
    return b"".join(out)
