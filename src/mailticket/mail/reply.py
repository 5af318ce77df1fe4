"""The new words of a mail, apart from quotes, signatures and footers (spec 2.2).

A line scanner, linear in the size of the text. In doubt the text is kept: a customer's sentence lost is worse
than a quote shown. HTML mail arrives here as text whose quotes carry `> ` already (html.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mailticket.mail import quoting
from mailticket.mail.armour import armour
from mailticket.mail.attributions import attribution_start, may_cut
from mailticket.mail.blocks import BLOCK_LINES, Block, header_block
from mailticket.mail.html import html_to_text
from mailticket.mail.inbound import PICTURE_MIN, Attachment, InboundMessage
from mailticket.mail.pictures import outside_quote
from mailticket.mail.signed import signature_alone
from mailticket.mail.tails import Page, banner_end, spoken_below, tail_start
from mailticket.mail.thread import has_forward_prefix, has_reply_prefix, subject_tags
from mailticket.mail.words import words_of

_QUOTED: Final = re.compile(r"^\s{0,3}(?:>|&gt;|\|(?= (?:\| )*[^|]*$))")
"""A quoted line; one with a bar at its beginning and others behind words is the row of a table."""
_DECORATED: Final = re.compile(r"^>+[^<>][^<]*<<+$")
_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f]")
_SIGNED_TYPES: Final = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/vcard",
     "text/x-vcard",
     "application/pgp-keys", "application/pgp-encrypted", "text/directory"}
)  # fmt: skip
_SIGNATURE_PICTURE: Final = re.compile(
    r"^(?:logo|signature|icon|ttd|banner)[\w-]*\.(?:png|jpe?g|gif|bmp)$", re.IGNORECASE
)
_NUMBERED_PICTURE: Final = re.compile(r"^(?:image\d{3}|outlook-[\w-]+)\.(?:png|jpe?g|gif|bmp)$", re.IGNORECASE)
"""As Outlook names every picture in a text, a logo as a screenshot: its size tells."""
_PICTURE_MARK: Final = re.compile(r"^[ \t]*\[(?:image: ?|cid:)?(?=[^\]\n]*\w)[^\]\n]{1,80}\][ \t]*$", re.MULTILINE)
_TAG: Final = re.compile(r"<[^<>]*>|&#?\w{1,12};")
_THANKS: Final = re.compile(r"thank|thx|tks|kasih|trims|nuwun|nuhun|suwun", re.IGNORECASE)
_ABOVE_BLOCK: Final = re.compile(r"^[-_=*]{3,}$")
LINES_MAX: Final = 20_000
"""Lines that are looked at; what stands below so many counts as one line more."""
SCAN_MAX: Final = 256 * 1024
"""Characters that are looked at, likewise: what stands below is what the last line above is, quote or text."""
SHORT: Final = 8000
"""Characters of a text whose parts are remembered."""
DIVIDER_MAX: Final = 200
"""Characters of a divider line, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is new in a mail, and what was folded away (it is never thrown away: `show N --full`)."""

    new_text: str
    folded: str = ""
    """Quotes, attributions and footers, in order."""
    signature: str = ""
    """Signatures, disclaimers and list footers, in order; part of `folded`."""
    empty: bool
    """No new text, and no attachment but the pictures of a signature."""


def read_reply(message: InboundMessage, text: str | None = None) -> Reply:
    """The author's new words in a mail (spec 2.2); `text`: its body without what our list added, None: as it came.

    What is forwarded under a divider is kept, its sender wants it read; forward.py takes it apart.
    """
    forward = has_forward_prefix(message.subject)
    text = message.text if text is None else text
    new, folded, signature = split_text(text, forward=forward)
    if not new and not _answers(message):  # what looks like a mail answered is what somebody shows us
        new, folded, signature = split_text(text, forward=True)
    if not new and message.html:
        new = _in_html_alone(message, forward=forward)
    if new and _says_nothing(new, message):
        folded, signature = f"{new}\n{folded}".strip("\n"), f"{new}\n{signature}".strip("\n")
        new = ""
    attached = any(counts_as_content(one) for one in message.attachments)
    return Reply(new_text=new, folded=folded, signature=signature, empty=not new and not attached)


def _in_html_alone(message: InboundMessage, *, forward: bool) -> str:
    """New words that the plain part hasn't got at all; '' where it has each of them, as a quote or a signature.

    Some clients and gateways put nothing but the quote into the plain part.
    """
    plain = f" {' '.join(words_of(message.text[:SCAN_MAX]))} "
    html = outside_quote(message.html[:SCAN_MAX])
    if frozenset(plain.split()).issuperset(words_of(_TAG.sub(" ", html))):
        return ""  # mostly so, and cheaper than the parser
    lines = split_text(html_to_text(html), forward=forward)[0].split("\n")
    return "" if all(f" {' '.join(words_of(line))} " in plain for line in lines if words_of(line)) else "\n".join(lines)


def _says_nothing(new: str, message: InboundMessage) -> bool:
    """Whether an answer's new text is only the mark of a picture, or its author's farewell and name without thanks."""
    if any(one.type.startswith("image/") for one in message.attachments):
        new = _PICTURE_MARK.sub("", new).strip()
    if not new:
        return True
    name = message.author.name if message.author else ""
    return _answers(message) and not _THANKS.search(new) and signature_alone(new, name)


def _answers(message: InboundMessage) -> bool:
    """Whether a mail answers one: by its headers, or by its subject where a client or a relay dropped them."""
    if message.in_reply_to or message.references:
        return True
    return has_reply_prefix(message.subject) or bool(subject_tags(message.subject))


def counts_as_content(attachment: Attachment) -> bool:
    """Whether an attachment says something by itself; a signature's picture, a vCard or a PGP signature does not."""
    if attachment.inline or attachment.type in _SIGNED_TYPES:
        return False
    if not attachment.type.startswith("image/") or not attachment.content_id:
        return True
    small = attachment.size_bytes < PICTURE_MIN
    return not _SIGNATURE_PICTURE.match(attachment.name) and not (small and _NUMBERED_PICTURE.match(attachment.name))


def split_text(text: str, *, forward: bool = False) -> tuple[str, str, str]:
    """New text, folded text, the signature part of it; a forward with no word above it keeps what it forwards."""
    return _split_short(text, forward=forward) if len(text) <= SHORT else _split(text, forward=forward)


def _split(text: str, *, forward: bool) -> tuple[str, str, str]:
    lines = lines_of(text)
    shown = [_INVISIBLE.sub("", line).replace("\u00a0", " ") if not line.isascii() else line for line in lines]
    scan = _Scan(shown, forward=forward)
    new = _joined(shown, scan.marks)
    folded = "\n".join(line for line, mark in zip(lines, scan.marks, strict=True) if mark != _TEXT)
    signed = "\n".join(line for line, mark in zip(lines, scan.marks, strict=True) if mark == _SIGNED)
    return new, folded.strip("\n"), signed.strip("\n")


_split_short: Final = lru_cache(maxsize=2)(_split)
"""The same text is asked for several times in a row: who wrote it, a machine or a person, what it says."""


def lines_of(text: str) -> list[str]:
    """The lines that are looked at; all that stands below them is the last one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if len(text) <= SCAN_MAX:
        return text.split("\n", LINES_MAX)
    end = text.find("\n", SCAN_MAX)
    if end < 0:
        return text.split("\n", LINES_MAX)
    *above, last = text[:end].split("\n", LINES_MAX)
    return [*above, last + text[end:]] if len(above) == LINES_MAX else [*above, last, text[end + 1 :]]


def _joined(lines: list[str], marks: list[str]) -> str:
    """The lines of text; where a quote stood between them one blank line stays of those around it."""
    out: list[str] = []
    gap = False
    for line, mark in zip(lines, marks, strict=True):
        if mark != _TEXT:
            gap = True
        elif line.strip() or not (gap and (not out or not out[-1])):
            out.append(line.rstrip())
            gap = gap and not line.strip()
    return "\n".join(out).strip("\n").strip()


_TEXT: Final = "text"
_QUOTE: Final = "quote"
_SIGNED: Final = "signed"


class _Scan:
    """Marks every line as text, quote or signature."""

    def __init__(self, lines: list[str], *, forward: bool) -> None:
        self.page = Page.of(lines)
        self.marks = [_TEXT] * len(lines)
        self.bare, self.blank, self.next_text = self.page.bare, self.page.blank, self.page.next_text
        self.quoted = [
            bool(_QUOTED.match(line)) and not _DECORATED.match(bare)
            for line, bare in zip(self.page.lines, self.bare, strict=True)
        ]
        self.ends = [blank or quoted for blank, quoted in zip(self.blank, self.quoted, strict=True)]
        """Lines that no attribution goes over."""
        self.blocks: dict[int, Block | None] = {}
        end = self._cut(forward=forward)
        for number in range(end, len(lines)):
            self.marks[number] = _QUOTE
        for number in (*armour(self.bare), *range(*banner_end(self.page))):
            self.marks[number] = _SIGNED
        self._fold_quotes(end)
        self._fold_tails(end)

    def _cut(self, *, forward: bool) -> int:
        """The line where everything that follows is the mail answered; the count of lines if there is none."""
        for number, line in enumerate(self.bare):
            if self.blank[number] or self.quoted[number]:
                continue
            if len(line) <= DIVIDER_MAX and quoting.FORWARD.match(line):
                return len(self.page.lines)
            start = self._hard_start(number, line)
            if start is not None:
                alone = forward and self.next_text[0] >= start
                return len(self.page.lines) if alone else start
        return len(self.page.lines)

    def _hard_start(self, number: int, line: str) -> int | None:
        if _divides(line):  # one whose original is marked with > may have answers below it: the soft rules read it
            return None if self._quote_follows(number) else number
        block = self._block(number)
        if block:
            above = self._above_block(number)
            dated = "date" in block.values or above < number
            return above if dated and not self._quote_follows(block.end - 1) else None
        if quoting.BARE_DIVIDER.match(line) and self._block(self.next_text[number + 1]):
            return number
        start = attribution_start(self.bare, self.ends, number)
        if start is None or self._quote_follows(number):
            return None
        return start if may_cut(self.bare[start : number + 1]) else None

    def _quote_follows(self, number: int) -> bool:
        following = self.next_text[number + 1]
        return following < len(self.page.lines) and self.quoted[following]

    def _above_block(self, number: int) -> int:
        """A header block's own line above it (underscores, dashes) goes with it."""
        above = number - 1
        while above >= 0 and self.blank[above]:
            above -= 1
        return above if above >= 0 and _ABOVE_BLOCK.match(self.bare[above]) else number

    def _block(self, number: int) -> Block | None:
        if number not in self.blocks:
            self.blocks[number] = header_block(self.bare, number)
        return self.blocks[number]

    def _fold_quotes(self, end: int) -> None:
        """Lines with > are quotes; the attribution or divider above them goes with them."""
        for number in range(end):
            if not self.quoted[number]:
                continue
            self.marks[number] = _QUOTE
            above = number - 1
            while above >= 0 and self.blank[above]:
                above -= 1
            if above < 0 or self.marks[above] != _TEXT:
                continue
            start = self._soft_start(above, number)
            for folded in range(start if start is not None else number, number):
                self.marks[folded] = _QUOTE

    def _soft_start(self, above: int, quote: int) -> int | None:
        line = self.bare[above]
        if _divides(line) or (len(line) <= DIVIDER_MAX and quoting.FORWARD.match(line)):
            return above
        found = attribution_start(self.bare, self.ends, above)
        if found is not None:
            return found
        for at in range(max(0, above - BLOCK_LINES), above):
            block = self._block(at)
            if block and block.end == above + 1:
                return self._above_block(at)
        if len(line) >= DIVIDER_MAX:
            return None
        if quoting.ends_with_verb(line):
            return above
        wraps_into_quote = (
            quoting.OPENED.match(line) and quoting.HAS_TIME.search(line) and quoting.VERB.search(self.bare[quote])
        )
        return above if wraps_into_quote else None

    def _fold_tails(self, end: int) -> None:
        """Below the words of each stretch of text: signature, footers, disclaimers, a phone's line."""
        number = 0
        while number < end:
            if self.marks[number] != _TEXT:
                number += 1
                continue
            stop = number
            while stop < end and self.marks[stop] == _TEXT:
                stop += 1
            cut = tail_start(self.page, number, stop, last=self.page.next_text[stop] >= end or stop == end)
            for folded in range(cut, stop):
                self.marks[folded] = _SIGNED
            for kept in spoken_below(self.page, cut, stop):
                self.marks[kept] = _TEXT
            number = stop


def _divides(line: str) -> bool:
    """Whether a line says that the mail answered stands below it."""
    return len(line) <= DIVIDER_MAX and bool(
        quoting.DIVIDER.match(line) or quoting.WRAPPED_DASHES.match(line) or quoting.REPLY_ABOVE.match(line)
    )
