"""The inside of a winmail.dat: Outlook's own wrapper around text and files (MS-OXTNEF).

A strict reader of the few attributes that matter. Whatever doesn't fit its announced length ends the reading; what was
read until there counts.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mailticket.mail.charset import decode_text
from mailticket.mail.html import html_to_text
from mailticket.mail.inbound import Attachment

_SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_ATTRIBUTE: Final = struct.Struct("<BII")
_NAME_OF_PROPERTY: Final = struct.Struct("<16xII")
_BODY: Final = 0x0002800C
_MESSAGE_PROPERTIES: Final = 0x00069003
_BEGIN_FILE: Final = 0x00069002
_FILE_TITLE: Final = 0x00018010
_FILE_CONTENT: Final = 0x0006800F
_FILE_PROPERTIES: Final = 0x00069005
_PROPERTY_BODY: Final = 0x1000
_PROPERTY_HTML: Final = 0x1013
_PROPERTY_LONG_NAME: Final = 0x3707
_PROPERTY_MIME_TYPE: Final = 0x370E
_PROPERTY_CONTENT_ID: Final = 0x3712
_FIXED: Final = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Bytes of a property's value by its type, padding included."""
_UNICODE: Final = 0x1F
_VARIABLE: Final = frozenset({0x0D, 0x1E, _UNICODE, 0x102})
_SEVERAL: Final = 0x1000
ATTRIBUTES_MAX: Final = 2000
PROPERTIES_MAX: Final = 2000
FILES_MAX: Final = 200
TEXT_MAX: Final = 1024 * 1024
"""Bytes of the text inside that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """What was inside."""

    texts: tuple[str, ...]
    files: tuple[Attachment, ...]


@dataclass(slots=True, kw_only=True)
class _File:
    name: str = ""
    type: str = "application/octet-stream"
    content: bytes = b""
    content_id: str | None = None


def is_tnef(kind: str, name: str) -> bool:
    """Whether a part is such a wrapper, by its type or its name."""
    return kind in {"application/ms-tnef", "application/vnd.ms-tnef"} or name.lower() == "winmail.dat"


def read_tnef(content: bytes) -> Unwrapped | None:
    """Text and files inside; None if this is no TNEF. Formatted text (RTF) is left aside: the mail has it plain."""
    if not content.startswith(_SIGNATURE):
        return None
    plain, html = "", ""
    files: list[_File] = []
    for tag, value in _attributes(content):
        if tag == _BODY:
            plain = _text(value)
        elif tag == _MESSAGE_PROPERTIES:
            said = _properties(value)
            plain = said.get(_PROPERTY_BODY) or plain
            html = said.get(_PROPERTY_HTML, "")
        elif tag == _BEGIN_FILE and len(files) < FILES_MAX:
            files.append(_File())
        elif files:
            _of_file(tag, value, files[-1])
    text = plain.strip("\0 \r\n") or html_to_text(html)
    return Unwrapped(
        texts=(text.replace("\r\n", "\n"),) if text else (),
        files=tuple(
            Attachment(name=one.name, type=one.type, content=one.content, content_id=one.content_id)
            for one in files
            if one.name or one.content
        ),
    )


def _attributes(content: bytes) -> Iterator[tuple[int, memoryview]]:
    view = memoryview(content)
    at = len(_SIGNATURE) + 2
    for _ in range(ATTRIBUTES_MAX):
        if at + _ATTRIBUTE.size > len(content):
            return
        _, tag, size = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size
        if at + size > len(content):
            return
        yield tag, view[at : at + size]
        at += size + 2


def _of_file(tag: int, value: memoryview, file: _File) -> None:
    if tag == _FILE_TITLE:
        file.name = file.name or _text(value).strip("\0")
    elif tag == _FILE_CONTENT:
        file.content = bytes(value)
    elif tag == _FILE_PROPERTIES:
        said = {key: found.strip("\0") for key, found in _properties(value).items()}
        file.name = said.get(_PROPERTY_LONG_NAME) or file.name
        file.type = (said.get(_PROPERTY_MIME_TYPE) or file.type).lower()
        file.content_id = said.get(_PROPERTY_CONTENT_ID) or None


def _properties(value: memoryview) -> dict[int, str]:
    """The text properties that are asked for."""
    found: dict[int, str] = {}
    asked = {_PROPERTY_BODY, _PROPERTY_HTML, _PROPERTY_LONG_NAME, _PROPERTY_MIME_TYPE, _PROPERTY_CONTENT_ID}
    try:
        for key, kind, content in _each_property(value):
            if key in asked and key not in found:
                wide = kind == _UNICODE
                found[key] = bytes(content[:TEXT_MAX]).decode("utf-16-le", "replace") if wide else _text(content)
    except (struct.error, ValueError):
        return found
    return found


def _each_property(value: memoryview) -> Iterator[tuple[int, int, memoryview]]:
    (count,) = struct.unpack_from("<I", value, 0)
    at = 4
    for _ in range(min(count, PROPERTIES_MAX)):
        kind, key = struct.unpack_from("<HH", value, at)
        at += 4
        if key >= 0x8000:
            at = _behind_name(value, at)
        plain, times = kind & ~_SEVERAL, 1
        if kind & _SEVERAL or plain in _VARIABLE:
            (times,) = struct.unpack_from("<I", value, at)
            at += 4
        for _ in range(min(times, PROPERTIES_MAX)):
            if plain in _VARIABLE:
                (size,) = struct.unpack_from("<I", value, at)
                at += 4
            elif plain in _FIXED:
                size = _FIXED[plain]
            else:
                return
            if at + size > len(value):
                return
            yield key, plain, value[at : at + size]
            at += size + -size % 4


def _behind_name(value: memoryview, at: int) -> int:
    """A named property: 16 bytes of a set, then a number or a name of its own."""
    kind, size = _NAME_OF_PROPERTY.unpack_from(value, at)
    if kind == 0:
        return at + 24
    return at + 24 + int(size) + -int(size) % 4


def _text(value: memoryview) -> str:
    return decode_text(bytes(value[:TEXT_MAX]), None)[0]
