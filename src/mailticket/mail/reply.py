"""The new words of a mail, apart from quotes, signatures and footers (spec 2.2).

A line scanner, linear in the size of the text. In doubt the text is kept: a customer's sentence lost is worse
than a quote shown. HTML mail arrives here as text whose quotes carry `> ` already (html.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mailticket.mail import footers, quoting
from mailticket.mail.armour import armour
from mailticket.mail.attributions import attribution_start, may_cut
from mailticket.mail.blocks import BLOCK_LINES, Block, header_block
from mailticket.mail.html import html_to_text
from mailticket.mail.inbound import PICTURE_MIN, Attachment, InboundMessage
from mailticket.mail.pictures import outside_quote
from mailticket.mail.signed import signature_alone
from mailticket.mail.spoken import speaks
from mailticket.mail.thread import has_forward_prefix
from mailticket.mail.words import words_of

_QUOTED: Final = re.compile(r"^\s{0,3}(?:>|&gt;|\|(?= ))")
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
_TOLD: Final = re.compile(r", .*\.\s*$|\b(?:dulu|lalu|kemarin|tadi|besok|nomor)\b", re.IGNORECASE)
"""What a person says of a phone or an app, and no phone writes by itself."""
_TAG: Final = re.compile(r"<[^<>]*>|&#?\w{1,12};")
_DASHES: Final = re.compile(r"^[-_=~–—]{2,}$")
_THANKS: Final = re.compile(r"thank|thx|tks|kasih|trims|nuwun|nuhun|suwun", re.IGNORECASE)
_RULE: Final = re.compile(r"^_{2,}$")
_ABOVE_BLOCK: Final = re.compile(r"^[-_=*]{3,}$")
LINES_MAX: Final = 20_000
"""Lines that are looked at; what stands below so many counts as one line more."""
SCAN_MAX: Final = 256 * 1024
"""Characters that are looked at, likewise: what stands below is what the last line above is, quote or text."""
SHORT: Final = 8000
"""Characters of a text whose parts are remembered."""
WIDTH_MAX: Final = 1000
"""Characters of a line that rules look at."""
DIVIDER_MAX: Final = 200
"""Characters of a divider line, at most."""
TAIL_LINES: Final = 60
"""Lines at the end of a stretch of text in which a signature, footer or notice may begin."""
NOTICE_MIN: Final = 40
"""Characters of a company's notice where nothing stands above it; 'Disclaimer: belum dites' is an answer."""
SIGNATURE_LINES: Final = 12
"""Lines below `--` that count as a signature; more is text under a line of dashes."""


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
    new, folded, signature = split_text(message.text if text is None else text, forward=forward)
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
    answers = bool(message.in_reply_to or message.references)
    name = message.author.name if message.author else ""
    return answers and not _THANKS.search(new) and signature_alone(new, name)


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
        self.lines = [line if len(line) <= WIDTH_MAX else line[:WIDTH_MAX] for line in lines]
        self.marks = [_TEXT] * len(lines)
        self.bare = [" ".join(line.split()) for line in self.lines]
        """What most rules look at: runs of blanks are one, so no rule counts them."""
        self.blank = [not line for line in self.bare]
        self.quoted = [
            bool(_QUOTED.match(line)) and not _DECORATED.match(bare)
            for line, bare in zip(self.lines, self.bare, strict=True)
        ]
        self.ends = [blank or quoted for blank, quoted in zip(self.blank, self.quoted, strict=True)]
        """Lines that no attribution goes over."""
        self.blocks: dict[int, Block | None] = {}
        self.next_text = self._next_text()
        end = self._cut(forward=forward)
        for number in range(end, len(lines)):
            self.marks[number] = _QUOTE
        for number in armour(self.bare):
            self.marks[number] = _SIGNED
        self._fold_quotes(end)
        self._fold_tails(end)

    def _next_text(self) -> list[int]:
        """For each line the number of the next one that isn't blank, itself included; the count of lines at the end."""
        after = [len(self.lines)] * (len(self.lines) + 1)
        for number in range(len(self.lines) - 1, -1, -1):
            after[number] = after[number + 1] if self.blank[number] else number
        return after

    def _cut(self, *, forward: bool) -> int:
        """The line where everything that follows is the mail answered; the count of lines if there is none."""
        for number, line in enumerate(self.bare):
            if self.blank[number] or self.quoted[number]:
                continue
            if len(line) <= DIVIDER_MAX and quoting.FORWARD.match(line):
                return len(self.lines)
            start = self._hard_start(number, line)
            if start is not None:
                alone = forward and self.next_text[0] >= start
                return len(self.lines) if alone else start
        return len(self.lines)

    def _hard_start(self, number: int, line: str) -> int | None:
        if _divides(line):  # one whose original is marked with > may have answers below it: the soft rules read it
            return None if self._quote_follows(number) else number
        block = self._block(number)
        if block:
            return None if self._quote_follows(block.end - 1) else self._above_block(number)
        if quoting.BARE_DIVIDER.match(line) and self._block(self.next_text[number + 1]):
            return number
        start = attribution_start(self.bare, self.ends, number)
        if start is None or self._quote_follows(number):
            return None
        return start if may_cut(self.bare[start : number + 1]) else None

    def _quote_follows(self, number: int) -> bool:
        following = self.next_text[number + 1]
        return following < len(self.lines) and self.quoted[following]

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
            cut = self._tail(number, stop, last=self.next_text[stop] >= end or stop == end)
            for folded in range(cut, stop):
                self.marks[folded] = _SIGNED
            self._keep_spoken(cut, stop)
            number = stop

    def _keep_spoken(self, cut: int, stop: int) -> None:
        """Below a signature or a notice, but above a list's footer, a paragraph that speaks is text."""
        notice = cut < stop and not footers.SIGNATURE.match(self.lines[cut])
        paragraph: list[int] = []
        for number in range(cut + 1, stop + 1):
            if number < stop and not self.blank[number]:
                if footers.UNDERSCORES.match(self.bare[number]) or footers.LIST_FOOTER.search(self.bare[number]):
                    return
                paragraph.append(number)
                continue
            begun = bool(paragraph) and (not notice or paragraph[0] > cut + 1)
            if begun and speaks([self.bare[one] for one in paragraph]):
                for one in paragraph:
                    self.marks[one] = _TEXT
            paragraph = []

    def _tail(self, start: int, stop: int, *, last: bool) -> int:
        """Where the tail of the stretch [start, stop) begins."""
        start = max(start, stop - TAIL_LINES)
        cut = self._signature(start, stop, last=last)
        cut = self._footer(start, cut)
        cut = self._notice(start, cut)
        return self._phone(start, cut)

    def _signature(self, start: int, stop: int, *, last: bool) -> int:
        for number in range(start, stop):
            if not footers.SIGNATURE.match(self.lines[number]):
                continue
            exact = self.lines[number] == "-- "
            below = sum(1 for one in range(number + 1, stop) if not self.blank[one])
            if exact or below <= SIGNATURE_LINES or (last and self._ends_in_footer(number, stop)):
                return number
        return stop

    def _ends_in_footer(self, number: int, stop: int) -> bool:
        return any(footers.LIST_FOOTER.search(line) for line in self.lines[number + 1 : stop])

    def _footer(self, start: int, stop: int) -> int:
        for number in range(start, stop):
            line = self.bare[number]
            if footers.GOOGLE_FOOTER.match(line):
                return number
            if footers.UNDERSCORES.match(line) or _RULE.match(line):
                following = self.next_text[number + 1]
                close = self.lines[following : min(following + 4, stop)]
                if any(footers.LIST_FOOTER.search(one) for one in close) or (following >= stop and number > start):
                    return number
        return stop

    def _notice(self, start: int, stop: int) -> int:
        """A company's notice at the end: from its first line on, if it stands as a paragraph of its own."""
        for number in range(start, stop):
            first = number == start or self.blank[number - 1] or footers.UNDERSCORES.match(self.bare[number - 1])
            if first and footers.DISCLAIMER.match(self.bare[number]) and self._is_notice(number, stop):
                return number - 1 if number > start and footers.UNDERSCORES.match(self.bare[number - 1]) else number
        return stop

    def _is_notice(self, number: int, stop: int) -> bool:
        """No more than three paragraphs, and none that asks or greets: those are a writer's words."""
        rest = self.lines[number:stop]
        paragraphs = sum(1 for one in range(number, stop) if not self.blank[one] and self.blank[max(one - 1, 0)])
        alone = self.next_text[0] == number
        if alone and sum(len(line) for line in rest) < NOTICE_MIN:
            return False
        return paragraphs <= 4 and not any("?" in line for line in rest)

    def _phone(self, start: int, stop: int) -> int:
        number = stop - 1
        cut = stop
        while number >= start:
            line = self.bare[number]
            if self.blank[number]:
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


def _divides(line: str) -> bool:
    """Whether a line says that the mail answered stands below it."""
    return len(line) <= DIVIDER_MAX and bool(
        quoting.DIVIDER.match(line) or quoting.WRAPPED_DASHES.match(line) or quoting.REPLY_ABOVE.match(line)
    )
