"""What stands below a writer's words: a signature, a notice, a list's footer, a phone's line (spec 2.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mailticket.mail import footers
from mailticket.mail.spoken import is_prose, speaks

WIDTH_MAX: Final = 1000
"""Characters of a line that rules look at."""
TAIL_LINES: Final = 60
"""Lines at the end of a stretch of text in which a signature, footer or notice may begin."""
NOTICE_MIN: Final = 40
"""Characters of a company's notice where nothing stands above it; 'Disclaimer: belum dites' is an answer."""
NOTICE_MAX: Final = 2000
"""Characters of it in which its words are looked for."""
NOTICE_WORDS: Final = 2
"""So many different ones: 'This message contains the log you asked for' is an answer."""
SIGNATURE_LINES: Final = 12
"""Lines below `--` that count as a signature; more is text under a line of dashes."""
BANNER_LINES: Final = 5
_DIRECTIONS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_TOLD: Final = re.compile(r", .*\.\s*$|\b(?:dulu|lalu|kemarin|tadi|besok|nomor)\b", re.IGNORECASE)
"""What a person says of a phone or an app, and no phone writes by itself."""
_DASHES: Final = re.compile(r"^[-_=~–—]{2,}$")
_RULE: Final = re.compile(r"^_{2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text as lines, and what most rules ask of them."""

    lines: list[str]
    """No wider than WIDTH_MAX."""
    bare: list[str]
    """Runs of blanks are one, so no rule counts them; marks of writing direction, which clients add, are gone."""
    blank: list[bool]
    next_text: list[int]
    """For each line the number of the next one that isn't blank, itself included; the count of lines at the end."""

    @classmethod
    def of(cls, lines: list[str]) -> "Page":
        """The page of these lines."""
        lines = [line if len(line) <= WIDTH_MAX else line[:WIDTH_MAX] for line in lines]
        bare = [" ".join((line if line.isascii() else line.translate(_DIRECTIONS)).split()) for line in lines]
        after = [len(lines)] * (len(lines) + 1)
        for number in range(len(lines) - 1, -1, -1):
            after[number] = number if bare[number] else after[number + 1]
        return cls(lines=lines, bare=bare, blank=[not line for line in bare], next_text=after)


def tail_start(page: Page, start: int, stop: int, *, last: bool) -> int:
    """Where the tail of the stretch [start, stop) of text begins; `stop` where it has none.

    `last`: nothing but quotes stands below the stretch.
    """
    start = max(start, stop - TAIL_LINES)
    cut = _signature(page, start, stop, last=last)
    cut = _footer(page, start, cut)
    cut = _notice(page, start, cut)
    return _phone(page, start, cut)


def spoken_below(page: Page, cut: int, stop: int) -> Iterator[int]:
    """Lines of the tail that are text: below signature or notice, above a list's footer, a paragraph that speaks."""
    notice = cut < stop and not footers.SIGNATURE.match(page.lines[cut])
    paragraph: list[int] = []
    for number in range(cut + 1, stop + 1):
        if number < stop and not page.blank[number]:
            if footers.UNDERSCORES.match(page.bare[number]) or footers.LIST_FOOTER.search(page.bare[number]):
                return
            paragraph.append(number)
            continue
        begun = bool(paragraph) and (not notice or paragraph[0] > cut + 1)
        if begun and speaks([page.bare[one] for one in paragraph]):
            yield from paragraph
        paragraph = []


def banner_end(page: Page) -> tuple[int, int]:
    """The lines [first, end) of what a mail server put above the text ('This email originated from outside …').

    Both are the same where there is none.
    """
    first = end = page.next_text[0]
    if end == len(page.bare) or not footers.BANNER.match(page.bare[end]):
        return first, first
    while end < len(page.bare) and not page.blank[end] and end - first < BANNER_LINES:
        goes_on = end == first or not page.bare[end - 1].endswith((".", "!", ">", "]", ":"))
        if not goes_on and not footers.BANNER_SURE.search(page.bare[end]):
            break
        end += 1
    return (first, end) if footers.BANNER_SURE.search(" ".join(page.bare[first:end])) else (first, first)


def _signature(page: Page, start: int, stop: int, *, last: bool) -> int:
    for number in range(start, stop):
        if not footers.SIGNATURE.match(page.lines[number]):
            continue
        exact = page.lines[number] == "-- "
        if not exact and is_prose(page.bare[number + 1 : stop]):
            continue
        below = sum(1 for one in range(number + 1, stop) if not page.blank[one])
        if exact or below <= SIGNATURE_LINES or (last and _ends_in_footer(page, number, stop)):
            return number
    return stop


def _ends_in_footer(page: Page, number: int, stop: int) -> bool:
    return any(footers.LIST_FOOTER.search(line) for line in page.lines[number + 1 : stop])


def _footer(page: Page, start: int, stop: int) -> int:
    for number in range(start, stop):
        line = page.bare[number]
        if footers.GOOGLE_FOOTER.match(line):
            return number
        if footers.UNDERSCORES.match(line) or _RULE.match(line):
            following = page.next_text[number + 1]
            close = page.lines[following : min(following + 4, stop)]
            if any(footers.LIST_FOOTER.search(one) for one in close) or (following >= stop and number > start):
                return number
    return stop


def _notice(page: Page, start: int, stop: int) -> int:
    """A company's notice at the end: from its first line on, if it stands as a paragraph of its own."""
    for number in range(start, stop):
        first = number == start or page.blank[number - 1] or footers.UNDERSCORES.match(page.bare[number - 1])
        if first and footers.DISCLAIMER.match(page.bare[number]) and _is_notice(page, number, stop):
            return number - 1 if number > start and footers.UNDERSCORES.match(page.bare[number - 1]) else number
    return stop


def _is_notice(page: Page, number: int, stop: int) -> bool:
    """No more than three paragraphs, none that asks or greets (those are a writer's words), and a notice's words."""
    rest = page.lines[number:stop]
    paragraphs = sum(1 for one in range(number, stop) if not page.blank[one] and page.blank[max(one - 1, 0)])
    alone = page.next_text[0] == number
    if alone and sum(len(line) for line in rest) < NOTICE_MIN:
        return False
    return paragraphs <= 4 and not any("?" in line for line in rest) and _warns(" ".join(page.bare[number:stop]))


def _warns(text: str) -> bool:
    text = text[:NOTICE_MAX]
    if footers.NOTICE_SURE.search(text):
        return True
    return len({found.lastindex for found in footers.NOTICE_WORD.finditer(text)}) >= NOTICE_WORDS


def _phone(page: Page, start: int, stop: int) -> int:
    number = stop - 1
    cut = stop
    while number >= start:
        line = page.bare[number]
        if page.blank[number]:
            number -= 1
        elif is_phone_line(line) or (cut < stop and _DASHES.match(line)):
            cut = number
            number -= 1
        else:
            break
    return cut


def is_phone_line(line: str) -> bool:
    """Whether a phone, an app or a provider wrote this line by itself ('Dikirim dari iPhone saya')."""
    if len(line) >= 300 or not footers.MOBILE.match(line) or _TOLD.search(line):
        return False
    return bool(footers.MOBILE_DEVICE.search(line) or "<http" in line or "(http" in line)
