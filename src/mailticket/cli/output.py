"""The only place that prints. What comes from outside reaches a terminal through `safe`, without exception (spec 4.4).

Everything written by `line`, `block`, `table` and `error` is made safe here, so no command has to think of it; JSON
keeps every text exactly, with escapes of its own for what a terminal would obey.
"""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from textwrap import wrap
from typing import Final, Literal
from unicodedata import category, east_asian_width

Style = Literal["bold", "dim", "red", "green", "yellow", "cyan"]

_CODES: Final[dict[Style, str]] = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_TREACHEROUS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Controls, bidirectional controls, invisible letters, line separators, lone surrogates, tags.

The joiners U+200C and U+200D stay: scripts and emoji need them.
"""
_GAP: Final = "  "
_NARROWEST: Final = 6
_BAR: Final = 30


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell of a table in a colour; plain where output isn't a terminal."""

    text: str
    style: Style


Cell = str | Styled


def safe(text: str) -> str:
    """Outside text for a terminal: what a terminal would obey becomes visible (`␛`, `⟨U+202E⟩`), on one line."""
    return _TREACHEROUS.sub(_visible, text)


def line(text: str = "", style: Style | None = None) -> None:
    """Print one line; a line break inside it is shown, not obeyed."""
    print(_painted(safe(text), style))


def block(text: str, indent: str = "", style: Style | None = None) -> None:
    """Print a text of several lines, each behind `indent`."""
    for each in text.split("\n"):
        line((indent + each.rstrip("\r").expandtabs(8)).rstrip(), style)


def prose(text: str, indent: str = "", style: Style | None = None) -> None:
    """Print a sentence of any length behind `indent`; on a terminal in lines that fit it."""
    shown = safe(text)
    room = columns() - len(indent) if sys.stdout.isatty() else len(shown)
    for each in wrap(shown, max(room, 20), break_long_words=False, break_on_hyphens=False):
        line(indent + each, style)


def table(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print rows in columns. On a terminal the widest columns are cut with `…` until all fit; elsewhere nothing is."""
    texts = [[safe(cell if isinstance(cell, str) else cell.text) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(headers, *texts, strict=True)]
    if sys.stdout.isatty():
        widths = fitted(widths, columns())
    right = [bool(rows) and all(row[n].isdigit() for row in texts) for n in range(len(headers))]
    print(_painted(_row(headers, widths, right), "bold"))
    for row, shown in zip(rows, texts, strict=True):
        print(_row(shown, widths, right, [None if isinstance(cell, str) else cell.style for cell in row]))


def json(value: object) -> None:
    """Print one JSON value in UTF-8: indented for a person, compact for a program."""
    indent = 2 if sys.stdout.isatty() else None
    text = dumps(value, ensure_ascii=False, indent=indent)
    _write_utf8(_TREACHEROUS.sub(_escaped, text) + "\n")


def error(text: str) -> None:
    """Say on stderr what is wrong, one line each."""
    for each in text.splitlines():
        print(f"mailticket: {safe(each)}", file=sys.stderr)


def progress(done: int, whole: int) -> None:
    """Show on a terminal how far a long command has come; nothing elsewhere, where nobody looks."""
    if sys.stderr.isatty():
        full = _BAR * done // max(whole, 1)
        bar = f"\r[{'#' * full}{'.' * (_BAR - full)}] {done} of {whole}"
        print(bar, end="\n" if done == whole else "", file=sys.stderr, flush=True)


def columns() -> int:
    """Width of the terminal in columns; 80 where nobody says."""
    named = os.environ.get("COLUMNS", "")
    if named.isdigit() and int(named) > 0:
        return int(named)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def width(text: str) -> int:
    """How many columns a text takes: two for a wide letter, none for a combining one (UAX 11)."""
    return len(text) if text.isascii() else sum(map(_width, text))


def cut(text: str, columns: int) -> str:
    """The text, or as much of it as fits, with `…`."""
    if width(text) <= columns:
        return text
    room = columns - 1
    for end, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return text[:end] + "…"
    return text


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widths of columns for a line of so many, taken from the widest first; none gets too narrow to be read."""
    left = list(widths)
    while sum(left) + len(_GAP) * (len(left) - 1) > room and max(left) > _NARROWEST:
        left[left.index(max(left))] -= 1
    return left


def _row(
    texts: Sequence[str], widths: Sequence[int], right: Sequence[bool], styles: Sequence[Style | None] | None = None
) -> str:
    cells = []
    for n, text in enumerate(texts):
        shown = cut(text, widths[n])
        fill = " " * (widths[n] - width(shown))
        painted = _painted(shown, styles[n] if styles else None)
        cells.append(fill + painted if right[n] else painted + fill)
    return _GAP.join(cells).rstrip()


def _painted(text: str, style: Style | None) -> str:
    if style is None or not text or not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _escaped(found: re.Match[str]) -> str:
    """The same letter as JSON's own escape; a line break between values stays one."""
    code = ord(found[0])
    if code == 0x0A:
        return "\n"
    return f"\\u{code:04x}" if code < 0x10000 else dumps(found[0])[1:-1]


def _width(letter: str) -> int:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def _write_utf8(text: str) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # somebody put a text of their own in its place
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode())
    stream.flush()
