"""What the list can take of a message: attachments by name, a text up to the limit (spec 2.8; decision 0004)."""

from dataclasses import replace
from typing import Final

from mailticket.canned.values import Values
from mailticket.desk.cause import Passed
from mailticket.desk.desk import Desk
from mailticket.mail.parts import text_size

_OURS: Final = 4096
"""Octets kept for our own words and the header: Mailman weighs the whole mail."""
_LARGEST_LETTER: Final = 12
"""Octets that one character takes at most: four in UTF-8, each of them three as quoted-printable."""


def too_big_for_list(desk: Desk, passed: Passed | None) -> bool:
    """Whether text and attachments together are more than the list takes; base64 adds a third."""
    if passed is None:
        return False
    room = _room(desk) - sum(one.size_bytes for one in passed.attachments) * 4 // 3
    return not _fits(passed.text, room)


def for_list(desk: Desk, values: Values) -> Values:
    """The values with question and text cut at what the list takes, and `cut` set where that took anything."""
    room = _room(desk)
    text = _cut(values.message.text, room)
    question = _cut(values.ticket.question, room - text_size(text) if text else room)
    if (text, question) == (values.message.text, values.ticket.question):
        return values
    return replace(
        values,
        message=replace(values.message, text=text),
        ticket=replace(values.ticket, question=question),
        cut=True,
    )


def _room(desk: Desk) -> int:
    return max(desk.list_max_bytes - _OURS, desk.list_max_bytes // 4)


def _fits(text: str, room: int) -> bool:
    return len(text) * _LARGEST_LETTER <= room or text_size(text) <= room


def _cut(text: str, room: int) -> str:
    """The beginning of a text, at the end of a line where one is near."""
    kept = text
    while kept and not _fits(kept, room):
        kept = kept[: min(len(kept) * max(room, 0) // text_size(kept), len(kept) - 1)]
    if kept == text:
        return text
    whole_lines = kept.rpartition("\n")[0]
    return (whole_lines if len(whole_lines) > len(kept) * 3 // 4 else kept).rstrip()
