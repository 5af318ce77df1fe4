"""Limits that a message must keep before it is read at all (spec 5.3)."""

import re
from typing import Final

from mailticket.mail.mime import DEPTH_MAX, PARTS_MAX, take_apart

HEADER_LINES_MAX: Final = 1000
HEADER_BYTES_MAX: Final = 64 * 1024

_HEADER_END: Final = re.compile(rb"\n\r?\n")
_LONG_HEADER: Final = re.compile(rb"\n(?![ \t])")


def prescan(raw: bytes) -> str | None:
    """Why the message is over the limits of spec 5.3; None if it may be read. Linear, a few milliseconds a megabyte."""
    end = _HEADER_END.search(raw)
    head = raw[: end.start()] if end else raw
    if head.count(b"\n") >= HEADER_LINES_MAX:
        return f"more than {HEADER_LINES_MAX} header lines"
    if len(head) > HEADER_BYTES_MAX and max(map(len, _LONG_HEADER.split(head))) > HEADER_BYTES_MAX:
        return f"a header of more than {HEADER_BYTES_MAX // 1024} kB"
    if not _may_be_deep_or_many(raw):
        return None
    tree = take_apart(raw, into_messages=True)
    if tree.depth > DEPTH_MAX:
        return f"nested deeper than {DEPTH_MAX}"
    return f"more than {PARTS_MAX} parts" if tree.part_count > PARTS_MAX else None


def _may_be_deep_or_many(raw: bytes) -> bool:
    """Whether there are signs enough for a depth or a number over the limits; counting them decides nearly always."""
    if raw.count(b"\n--") > PARTS_MAX:
        return True
    if raw.count(b":") <= DEPTH_MAX:  # each level has a header of its own
        return False
    small = raw.lower()
    return small.count(b"boundary") + small.count(b"message/") > DEPTH_MAX
