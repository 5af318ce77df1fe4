"""Limits that a message must keep before it is parsed at all (spec 5.3)."""

import re
from typing import Final

HEADER_LINES_MAX: Final = 1000
HEADER_BYTES_MAX: Final = 64 * 1024
DEPTH_MAX: Final = 30
PARTS_MAX: Final = 1000

_HEADER_END: Final = re.compile(rb"\r?\n\r?\n")
_LONG_HEADER: Final = re.compile(rb"\r?\n(?![ \t])")
_BOUNDARY: Final = re.compile(rb"boundary\*?0?\*?[ \t]*=", re.IGNORECASE)
_NESTED: Final = re.compile(
    rb"^content-type[ \t]*:[ \t]*(?:\r?\n[ \t]+)?message/(?:rfc822|global|partial|news)", re.IGNORECASE | re.MULTILINE
)
_DELIMITER: Final = re.compile(rb"^--[^\r\n]", re.MULTILINE)
_PART_START: Final = re.compile(rb"^--[^\r\n]+\r?\n(?:content-|\r?\n)", re.IGNORECASE | re.MULTILINE)


def prescan(raw: bytes) -> str | None:
    """Why the message is over the limits of spec 5.3; None if it may be parsed.

    Counts in the raw bytes, so it may count too much (a quoted message counts like a real one), never too little.
    """
    end = _HEADER_END.search(raw)
    head = raw[: end.start()] if end else raw
    if head.count(b"\n") >= HEADER_LINES_MAX:
        return f"more than {HEADER_LINES_MAX} header lines"
    if len(head) > HEADER_BYTES_MAX and max(map(len, _LONG_HEADER.split(head))) > HEADER_BYTES_MAX:
        return f"a header of more than {HEADER_BYTES_MAX // 1024} kB"
    if _may_be_deep(raw) and _depth(raw) > DEPTH_MAX:
        return f"nested deeper than {DEPTH_MAX}"
    if raw.count(b"\n--") > PARTS_MAX and sum(1 for _ in _PART_START.finditer(raw)) > PARTS_MAX:
        return f"more than {PARTS_MAX} parts"
    return None


def _may_be_deep(raw: bytes) -> bool:
    """Whether enough parts are named for a depth over the limit; plain counting decides nearly every message."""
    if raw.count(b":") <= DEPTH_MAX:  # each level has a header of its own
        return False
    small = raw.lower()
    if small.count(b"boundary") + small.count(b"message/") <= DEPTH_MAX:
        return False
    return sum(1 for _ in _BOUNDARY.finditer(raw)) + sum(1 for _ in _NESTED.finditer(raw)) > DEPTH_MAX


def _depth(raw: bytes) -> int:
    """How many multiparts and messages are open at once, at most; a closing delimiter (`--x--`) closes one."""
    depth = deepest = 0
    for found in _STEP.finditer(raw):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


_STEP: Final = re.compile(
    rb"^(--[^\r\n]{1,200}--[ \t]*\r?$)|boundary\*?0?\*?[ \t]*=|^content-type[ \t]*:[ \t]*message/(?:rfc822|global)",
    re.IGNORECASE | re.MULTILINE,
)
