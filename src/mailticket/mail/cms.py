"""The words inside an opaque signature: the content of a CMS SignedData (RFC 5652 sections 3, 5.1, 5.2).

A bounded walk over the few BER elements that lead there; the signature itself is neither read nor verified.
"""

from typing import Final

_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_INTEGER: Final = 0x02
_EXPLICIT: Final = 0xA0
_OCTETS: Final = 0x04
_CHUNKED: Final = 0x24
_LENGTH_BYTES: Final = 4
CHUNKS_MAX: Final = 100_000
"""Pieces in which a program that streams may have written the content."""


class _NotRead(Exception):
    """Another structure, or a damaged one."""


class _Reader:
    """A place in the bytes, and how far the element reaches in which it is."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at, self.end = raw, 0, len(raw)

    def enter(self, tag: int) -> None:
        """Go into the element of that tag which stands here."""
        length = self._begin(tag)
        if length is not None:
            self.end = self.at + length

    def skip(self, tag: int) -> None:
        """Go behind it."""
        self.take(tag)

    def take(self, tag: int) -> bytes:
        """Its content; one of indefinite length has none that can be told from what follows."""
        length = self._begin(tag)
        if length is None:
            raise _NotRead
        self.at += length
        return self.raw[self.at - length : self.at]

    def expect(self, written: bytes) -> None:
        """Go behind these bytes."""
        if not self.raw.startswith(written, self.at, self.end):
            raise _NotRead
        self.at += len(written)

    def next_is(self, tag: int) -> bool:
        """Whether an element of that tag stands here, inside the one that was entered last."""
        return self.at < self.end and self.raw[self.at] == tag

    def _begin(self, tag: int) -> int | None:
        """Behind tag and length; the length, None for an indefinite one."""
        if self.at + 2 > self.end or self.raw[self.at] != tag:
            raise _NotRead
        length = self.raw[self.at + 1]
        self.at += 2
        if length == 0x80:
            return None
        if length > 0x80:
            count = length - 0x80
            length = int.from_bytes(self.raw[self.at : self.at + count], "big")
            self.at += count
            if count > _LENGTH_BYTES:
                raise _NotRead
        if self.at + length > self.end:
            raise _NotRead
        return length


def signed_content(raw: bytes) -> bytes | None:
    """What was signed; None for anything but a readable SignedData with its content inside (encrypted, damaged)."""
    reader = _Reader(raw)
    try:
        reader.enter(_SEQUENCE)
        reader.expect(_SIGNED_DATA)
        reader.enter(_EXPLICIT)
        reader.enter(_SEQUENCE)
        reader.skip(_INTEGER)
        reader.skip(_SET)
        reader.enter(_SEQUENCE)
        reader.expect(_DATA)
        reader.enter(_EXPLICIT)
        if reader.next_is(_OCTETS):
            return reader.take(_OCTETS)
        reader.enter(_CHUNKED)
        chunks: list[bytes] = []
        while reader.next_is(_OCTETS) and len(chunks) < CHUNKS_MAX:
            chunks.append(reader.take(_OCTETS))
    except _NotRead:
        return None
    return b"".join(chunks) or None
