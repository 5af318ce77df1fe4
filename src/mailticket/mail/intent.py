"""What a short text wants: thanks, a greeting, a survey's number (spec 3.9, 3.10).

Each answer comes with its evidence. In doubt a text is a question.
"""

import re
from typing import Final

from mailticket.mail import phrases, signs
from mailticket.mail.lexicon import kinds_of, spelled
from mailticket.mail.patterns import pattern
from mailticket.mail.signed import FAREWELL, is_name
from mailticket.mail.words import words_of

_ALONE: Final = re.compile(r"^[\s*_\"'(]{0,3}([1-5])\s*(?:/\s*5)?\s*(?:bintang|stars?)?\W{0,6}$", re.IGNORECASE)
_PUNCTUATED: Final = re.compile(
    r"^[\s*_\"'(]{0,3}([1-5])\s*(?:(?:/\s*5)\W{0,3}|[.,;:!)–—-]+(?:\s+|$))(?=\D|$)(.*)$", re.IGNORECASE
)
_CALLED: Final = pattern(r"""
    (?:,\s*|\b(?:thanks|thank you|makasih|terima kasih|trims|hi|halo|hai|
    dear|and|dan|&)\s+(?:ya\s+)?)\0\s*(?:[.!,\n]|$|\s(?:and|dan|&)\s)
""")
"""Where a name (the NUL) may stand: after thanks or a comma, before punctuation or the end; a lone first word may be
any ('Done, thanks')."""
_KNOWN: Final = frozenset(word for phrase in phrases.GREETINGS | phrases.FILLERS for word in phrase)
_SMILE: Final = re.compile(r"(?<!\w)[:;=8]['’]?-?[)D*](?!\w)|\^[_.]?\^")
_CONSENT: Final = pattern(r"""
    ^\W*(?:y?iya+|ya+|yes|yep|yup|yeah|sudah|udah|sdh|betul|benar|bener|correct|gas|boleh|confirmed|bisa|sure)
    (?!\W+all (?:good|fine|set|clear)\b)(?:\s+(?:kak|pak|bu|mas|mbak|min|bang|betul|benar|bener))*
    (?:\s*(?:[.,!\n]|$)|[ ](?=(?:itu|yang itu|that)\b))
""")
"""What may answer a question of the desk's."""
_AGREED: Final = re.compile(
    r"^\W*(?:that |this )?works(?: fine| great| well| perfectly)? for (?:me|us)\b(?! now| again)", re.IGNORECASE
)
"""The answer to a proposal."""
_PHONE: Final = re.compile(
    r"\s*(?:[\w ]{1,40}[,|] ?)?(?:tel|telp|telepon|phone|hp|wa|mobile|ext|fax)\b[.: ]{0,3}\+?[\d ()./-]{2,24}$",
    re.IGNORECASE,
)
"""A line below the name in a signature."""
_NAME_LINES: Final = 5
"""Lines at the end in which a farewell with names below it is looked for."""
THANKS_MAX: Final = 4000
"""Characters of a text that is looked at for mere thanks, names below a farewell included."""
_PLAIN_MAX: Final = 900
"""Characters of what is weighed."""
_GREETING_WORDS_MAX: Final = 16
_SETTLED: Final = frozenset(("well", "come", "clear"))


def thanks_only(text: str) -> str | None:
    """The words of thanks, if a text only thanks (spec 3.9); None if it says or wants anything else, or in doubt."""
    plain = plain_thanks(text)
    if plain is None or words_of(plain):
        return plain and signs.content(plain)
    found = phrases.THANKS_EMOJI.search(plain)
    return found and found[0]


def plain_thanks(text: str) -> str | None:
    """What is to be weighed of a text: it without smileys and the names below; None where its form is a question's."""
    if len(text) > THANKS_MAX or phrases.ASKS.search(text):
        return None
    plain = _SMILE.sub(" ", without_names_below(text.strip()))
    if not plain.strip() or len(plain) > _PLAIN_MAX or phrases.BAD_EMOJI.search(_without_glad_tears(plain)):
        return None
    consent = _CONSENT.match(plain)
    consents = consent and not any(kinds_of(word)[0] in _SETTLED for word in spelled(plain[consent.end() :]))
    return None if consents or _AGREED.match(plain) else plain


def _without_glad_tears(text: str) -> str:
    """The text without crying faces, if a glad one or praying hands stand beside them: tears of joy."""
    return text.replace("\U0001f62d", "") if phrases.THANKS_EMOJI.search(text) else text


def without_names_below(text: str) -> str:
    """Return the text without the name, title and unit below a farewell; the farewell may be thanks, so it stays."""
    lines = text.split("\n")
    for number in range(max(0, len(lines) - _NAME_LINES), len(lines) - 1):
        signed_by = [line for line in lines[number + 1 :] if line.strip()]
        if FAREWELL.match(lines[number]) and all(
            is_name(line) or (at and _PHONE.match(line)) for at, line in enumerate(signed_by)
        ):
            return "\n".join(lines[: number + 1])
    above, blank, below = text.rpartition("\n\n")
    signed = [line.strip(" .,") for line in below.split("\n") if line.strip()]
    unsaid = not any(letter.isdigit() for letter in below) and not phrases.PROBLEM_WORDS.intersection(words_of(below))
    is_signed = blank and len(signed) <= _NAME_LINES and unsaid and not phrases.TITLES.intersection(words_of(below))
    return above if is_signed and all(map(is_name, signed)) and not phrases.THANKED.search(below) else text


def greeting_only(text: str) -> str | None:
    """The words of greeting, if a text only greets, thanks or answers thanks ('sama-sama!', 🙏); else None."""
    plain = text.strip()
    if not plain or len(plain) > 300 or phrases.ASKS.search(plain):
        return None
    words = spelled(plain)
    if not words:
        found = None if phrases.BAD_EMOJI.search(plain) else phrases.THANKS_EMOJI.search(plain)
        return found and found[0]
    return _nothing_else(words, plain) if len(words) <= _GREETING_WORDS_MAX else None


def _nothing_else(words: list[str], text: str) -> str | None:
    """The greeting found first, if every other word says nothing by itself or is a name; None otherwise."""
    if any(f" {phrase} " in f" {' '.join(words)} " for phrase in phrases.PROBLEMS):
        return None
    words = [word if word in _KNOWN or len(word) < 3 or word[-1] != word[-2] else word[:-1] for word in words]
    found: str | None = None
    at = 0
    rest: list[str] = []
    while at < len(words):
        length = _phrase_at(words, at, phrases.GREETINGS)
        if length:
            found = found or " ".join(words[at : at + length])
        else:
            length = _phrase_at(words, at, phrases.FILLERS)
        if not length:
            rest.append(words[at])
        at += length or 1
    if len(rest) > 4 or any(word in phrases.PROBLEM_WORDS for word in rest):
        return None
    return found if all(_is_name(word, words, text) for word in rest) else None


def _phrase_at(words: list[str], at: int, known: frozenset[tuple[str, ...]]) -> int:
    """How many words from here on make a known phrase, the longest; 0: none."""
    return next((size for size in range(min(5, len(words) - at), 0, -1) if tuple(words[at : at + size]) in known), 0)


def _is_name(word: str, words: list[str], text: str) -> bool:
    """A capitalised word after a title (`Pak Budi`), on a short last line, or between punctuation after thanks."""
    at = words.index(word)
    if at > 0 and words[at - 1] in phrases.TITLES:
        return True
    written = f"{word[:1].upper()}{word[1:]}"
    if not re.search(rf"\b{re.escape(written)}", text, re.IGNORECASE) or written not in text.title():
        return False
    above, _, last = text.strip().rpartition("\n")
    signed = last.strip(" .,-~!").split()
    if above and len(signed) <= 3 and word in words_of(last):
        return all(part[:1].isupper() or not part[:1].isalpha() for part in signed)
    return written in text and bool(_CALLED.search(text.replace(written, "\0")))


def survey_answer(new_text: str) -> tuple[int, str] | None:
    """Score and comment, if the first line is 1 to 5 alone, or followed by /5 or punctuation (spec 1.3 row 14)."""
    first, _, below = new_text.strip().partition("\n")
    alone = _ALONE.match(first.strip())
    if alone:
        return int(alone[1]), below.strip()
    found = _PUNCTUATED.match(first.strip())
    if not found:
        return None
    return int(found[1]), "\n".join(part for part in (found[2].strip(), below.strip()) if part)
