"""A mail taken apart into its parts: header blocks and undecoded contents (RFC 5322 section 2, RFC 2046 section 5).

Works on the raw bytes: contents are views, not copies, and delimiters are found by literal search, so that time and
memory stay linear with a small factor whatever stands in the message. The depth and the number of parts are bounded.
"""

import re
from dataclasses import dataclass
from typing import Final

from mailticket.mail.headers import parameters

DEPTH_MAX: Final = 30
"""Multiparts (and messages) inside each other that are taken apart (spec 5.3)."""
PARTS_MAX: Final = 1000
HEADERS_MAX: Final = 1000
HEAD_MAX: Final = 1024 * 1024
"""Bytes of one header block that are read."""

DELIMITERS_MAX: Final = 20_000
"""Lines that begin like a delimiter of one multipart and are looked at."""

_TYPE: Final = re.compile(r"^\s*([\w.+-]+/[\w.+-]+)", re.ASCII)
_NAME: Final = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*")
_BLANK: Final = re.compile(rb"\n\r?\n|\r\r")
_DELIMITER_END: Final = re.compile(rb"(--)?[ \t]*(?:\r?\n|\r?\Z)")
_KNOWN: Final = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|content-type)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_LOOKS_LIKE_A_PART: Final = re.compile(rb"\n--([^\s-][^\r\n]{0,69}|-[^\r\n]{3,69})\r?\ncontent-", re.IGNORECASE)
GUESSED_IN: Final = 8192
"""Bytes at the beginning of a multipart in which its first part is looked for where the boundary isn't true."""
_LINE_END: Final = re.compile(rb"\r?\n|\r")
_MESSAGES: Final = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entity:
    """A message or a part of one (RFC 2045 section 2.4); equal only to itself: contents are never compared."""

    kind: str
    """MIME type in lower case."""
    headers: tuple[tuple[str, str], ...]
    """Name in lower case; value with its folds, raw 8-bit bytes as surrogates."""
    content: memoryview
    """What stands below the header, its transfer encoding not undone."""
    parts: "tuple[Entity, ...]" = ()
    cut: bool = False
    """The header block is longer than what is read of it."""
    torn: bool = False
    """A line that is no header, or a lone CR, stands in the header block: other programs read another one."""

    def header(self, name: str) -> str:
        """The undecoded value of the first header of that name (lower case); '' without one."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A whole message, and what was odd about its structure."""

    top: Entity
    oddities: tuple[str, ...]
    part_count: int
    depth: int


def take_apart(raw: bytes, *, into_messages: bool = False) -> Tree:
    """The parts of a message; any bytes give a tree. `into_messages`: a message inside counts as one more level.

    More parts than PARTS_MAX or levels than DEPTH_MAX aren't taken apart; the counts in the tree tell.
    """
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")  # seen in practice: files of old Macintoshes
    return _Walk(raw, into_messages=into_messages).tree


def read_head(raw: bytes) -> tuple[tuple[str, str], ...]:
    """The headers alone."""
    return _Head(raw, 0, len(raw)).headers


class _Head:
    """The header block at the beginning of a region.

    A line that is no header ends it, unless headers that matter stand below, before the empty line: then something
    on the way broke that one line, and it is left out.
    """

    def __init__(self, raw: bytes, start: int, end: int) -> None:
        self.cut = self.broken = False
        self.body = end
        first = _LINE_END.match(raw, start, end)
        stop = min(end, start + HEAD_MAX)
        blank = None if first else _BLANK.search(raw, start, stop)
        if first:
            stop, self.body = start, first.end()
        elif blank:
            stop, self.body = blank.start() + 1, blank.end()
        elif stop < end:
            later = _BLANK.search(raw, stop, end)
            self.cut, self.body = True, later.end() if later else end
        self.headers = self._read(raw[start:stop], start, closed=blank is not None)
        self.torn = self.broken or raw.count(b"\r", start, stop) != raw.count(b"\r\n", start, stop)

    def _read(self, block: bytes, start: int, *, closed: bool) -> tuple[tuple[str, str], ...]:
        found: list[tuple[bytes, list[bytes]]] = []
        at, last_known = start, -1
        for number, line in enumerate(block.splitlines(keepends=True)):
            if line[:1] in {b" ", b"\t"}:
                if found:
                    found[-1][1].append(line)
            elif name := _NAME.match(line):
                if len(found) == HEADERS_MAX:
                    self.cut = True
                    break
                found.append((name[1], [line[name.end() :]]))
            elif number > 0 or not line.startswith(b"From "):
                if not self.broken and closed:
                    last_known = max((start + one.start() for one in _KNOWN.finditer(block)), default=-1)
                self.broken = True
                if at > last_known:
                    self.body = at
                    break
            at += len(line)
        return tuple((_text(name).lower(), _text(b"".join(lines).strip(b" \t\r\n"))) for name, lines in found)


def _text(raw: bytes) -> str:
    return raw.decode("ascii", "surrogateescape")


class _Walk:
    """One walk over a message."""

    def __init__(self, raw: bytes, *, into_messages: bool) -> None:
        self.raw = raw
        self.view = memoryview(raw)
        self.into_messages = into_messages
        self.oddities: dict[str, None] = {}
        self.part_count = self.depth = 0
        top = self._entity(0, len(raw), "text/plain", 0)
        self.tree = Tree(top=top, oddities=tuple(self.oddities), part_count=self.part_count, depth=self.depth)

    def _entity(self, start: int, end: int, default: str, depth: int) -> Entity:
        self.depth = max(self.depth, depth)
        head = _Head(self.raw, start, end)
        if head.broken:
            self._note("a line in the header that is none")
        if head.cut:
            self._note("more header than is read")
        type_ = next((value for key, value in head.headers if key == "content-type"), "")
        found = _TYPE.match(type_)
        kind = found[1].lower() if found else default
        parts: tuple[Entity, ...] = ()
        if depth <= DEPTH_MAX:
            if kind.startswith("multipart/"):
                parts = self._parts(kind, type_, head.body, end, depth)
                kind = kind if parts else "text/plain"  # no usable boundary: what is there is text
            elif self.into_messages and kind in _MESSAGES:
                parts = (self._entity(head.body, end, "text/plain", depth + 1),)
        content = self.view[head.body : end]
        return Entity(
            kind=kind,
            headers=head.headers,
            content=content,
            parts=parts,
            cut=head.cut,
            torn=head.torn,
        )

    def _parts(self, kind: str, type_: str, start: int, end: int, depth: int) -> tuple[Entity, ...]:
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        boundary = parameters(type_).get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
        regions, closed = self._regions(boundary, start, end) if boundary else ([], False)
        if not regions:
            self._note("a multipart without its boundary")
            looks = _LOOKS_LIKE_A_PART.search(self.raw, max(start - 1, 0), min(end, start + GUESSED_IN))
            regions, closed = self._regions(looks[1], start, end) if looks else ([], False)
        elif not closed:
            self._note("a multipart that isn't closed")
        return tuple(self._entity(first, last, default, depth + 1) for first, last in regions)

    def _regions(self, boundary: bytes, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
        """Where the parts of a multipart begin and end, and whether a closing delimiter was there."""
        mark = b"\n--" + boundary
        regions: list[tuple[int, int]] = []
        open_at: int | None = None
        at = max(start - 1, 0)
        for _ in range(DELIMITERS_MAX):
            begin = self.raw.find(mark, at, end)
            if begin < 0:
                break
            found = _DELIMITER_END.match(self.raw, begin + len(mark), end)
            at = begin + 1
            if not found:
                continue
            if open_at is not None:
                regions.append((open_at, max(open_at, begin - (self.raw[begin - 1 : begin] == b"\r"))))
            if found[1] or self.part_count > PARTS_MAX:
                return regions, bool(found[1])
            open_at = found.end()
            self.part_count += 1
        if open_at is not None:
            regions.append((open_at, end))
        return regions, False

    def _note(self, oddity: str) -> None:
        self.oddities[oddity] = None
