"""The grammar of command lines in an operator's mail (spec 3.1). Knows no command by name: the words are given."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

_LINE: Final = re.compile(r"^\s{0,3}#\s?([^\W\d_][\w-]{0,39})[:,.]?(?:\s+(.*))?$")
CLOSENESS: Final = 0.75
"""difflib ratio above which an unknown word looks like a mistyped known one (`#cloze`, `#relase`)."""

LINES_MAX: Final = 200
"""Lines at the beginning of a text in which commands are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command line."""

    word: str
    """Lower case, as one of the known words."""
    argument: str = ""
    """The rest of the line, trimmed."""
    line: str
    """As it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An operator's new text with its commands taken off."""

    commands: tuple[Command, ...] = ()
    rest: str = ""
    """The text below the commands."""
    suspects: tuple[str, ...] = ()
    """`#` lines that look like a mistyped command, or that are all the message consists of; they are in `rest` too."""


def take_commands(new_text: str, words: Collection[str]) -> Taken:
    """Take off the command lines among the first lines, before any other text (spec 3.1); `words` in lower case.

    An unknown word is text, and so is everything below it.
    """
    known = set(words)
    lines = new_text.split("\n", LINES_MAX)
    commands: list[Command] = []
    taken = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        found = _LINE.match(line)
        if not found or found[1].lower() not in known:
            break
        commands.append(Command(word=found[1].lower(), argument=(found[2] or "").strip(), line=line.strip()))
        taken = number + 1
    rest = "\n".join(lines[taken:]).strip()
    return Taken(commands=tuple(commands), rest=rest, suspects=_suspects(rest, known))


def _suspects(rest: str, known: set[str]) -> tuple[str, ...]:
    """Only the lines that open the rest: a `#` further down is text (a heading, a number, a colour)."""
    lines = [line.strip() for line in rest.split("\n", LINES_MAX) if line.strip()]
    opening: list[tuple[str, str]] = []
    for line in lines:
        found = _LINE.match(line)
        if not found:
            break
        opening.append((line, found[1].lower()))
    if opening and len(opening) == len(lines):
        return tuple(line for line, _ in opening)
    return tuple(line for line, word in opening if get_close_matches(word, known, n=1, cutoff=CLOSENESS))
