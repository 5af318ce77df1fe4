"""BODYSTRUCTURE: where in a large message its text lies, and what else it holds (RFC 9051 section 7.5.2; spec 2.1).

What the server says is used as far as it makes sense; where it doesn't, there is no outline.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_PARTS_MAX: Final = 50
_DEEPEST: Final = 10
_HEADERS_MAX: Final = 8192
"""Octets of one part's own header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The sections of a multipart message by their numbers: `1.1`, `2`."""

    boundary: bytes
    text: str
    """The first text for people that isn't empty, plain if there is any."""
    others: tuple[str, ...]

    def items(self, most_bytes: int) -> str:
        """What is asked of the server: the text up to that size, and each part's own header."""
        headers = (f"BODY.PEEK[{part}.MIME]<0.{_HEADERS_MAX}>" for part in (self.text, *self.others))
        return " ".join((f"BODY.PEEK[{self.text}]<0.{most_bytes}>", *headers))

    def abridged(self, header: bytes, item: Mapping[bytes, Any]) -> bytes | None:
        """The message with its header and its text, and the other parts empty; None if the answer has a hole."""
        text = item.get(f"BODY[{self.text}]<0>".encode())
        heads = [item.get(f"BODY[{part}.MIME]<0>".encode()) for part in (self.text, *self.others)]
        if not isinstance(text, bytes) or not isinstance(heads[0], bytes):
            return None
        mark = b"\r\n--" + self.boundary
        rest = (mark + b"\r\n" + head.rstrip(b"\r\n") + b"\r\n\r\n" for head in heads[1:] if isinstance(head, bytes))
        first = mark + b"\r\n" + heads[0].rstrip(b"\r\n") + b"\r\n\r\n" + text
        return header + b"".join((first, *rest)) + mark + b"--\r\n"


def outline(structure: object) -> Outline | None:
    """The outline of a multipart message; None for any other, and for what can't be understood."""
    boundary = _boundary(structure)
    if boundary is None:
        return None
    leaves = [leaf for leaf, _ in zip(_leaves(structure, "", 0), range(_PARTS_MAX), strict=False)]
    texts = {number: part for number, part in leaves if part[0] == b"text" and not _is_file(part)}
    if not texts:
        return None
    chosen = max(texts, key=lambda number: (_says_something(texts[number]), texts[number][1] == b"plain"))
    return Outline(boundary=boundary, text=chosen, others=tuple(number for number, _ in leaves if number not in texts))


def _leaves(structure: object, number: str, depth: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The parts that hold something, with their numbers; types in small letters."""
    if not isinstance(structure, Sequence) or isinstance(structure, bytes) or depth > _DEEPEST or len(structure) < 2:
        return
    if isinstance(structure[0], list):
        for n, part in enumerate(structure[0], start=1):
            yield from _leaves(part, f"{number}.{n}" if number else str(n), depth + 1)
    elif isinstance(structure[0], bytes) and isinstance(structure[1], bytes):
        yield number, (structure[0].lower(), structure[1].lower(), *structure[2:])


def _is_file(part: tuple[Any, ...]) -> bool:
    return any(isinstance(one, tuple) and one and _word(one[0]) == b"attachment" for one in part[2:])


def _says_something(part: tuple[Any, ...]) -> bool:
    """By its size it is more than the empty lines that some programs put between photographs."""
    return len(part) > 6 and isinstance(part[6], int) and part[6] > 4


def _boundary(structure: object) -> bytes | None:
    """The boundary of the outermost multipart, which stands in its extension data."""
    if not isinstance(structure, tuple) or len(structure) < 3 or not isinstance(structure[0], list):
        return None
    parameters = structure[2] if isinstance(structure[2], tuple) else ()
    for name, value in zip(parameters[::2], parameters[1::2], strict=False):
        if _word(name) == b"boundary" and isinstance(value, bytes) and value and len(value) <= 70:
            return value
    return None


def _word(value: object) -> bytes:
    return value.lower() if isinstance(value, bytes) else b""
