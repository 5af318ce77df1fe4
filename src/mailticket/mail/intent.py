"""What a short text wants: thanks, a greeting, a survey's number, one of the desk's texts (spec 2.7, 3.9, 3.10).

Each answer comes with its evidence. In doubt a text is a question.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.patterns import pattern

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ALONE: Final = re.compile(r"^[\s*_\"'(]{0,3}([1-5])\s*(?:/\s*5)?\s*(?:bintang|stars?)?\W{0,6}$", re.IGNORECASE)
_PUNCTUATED: Final = re.compile(
    r"^[\s*_\"'(]{0,3}([1-5])\s*(?:(?:/\s*5)\W{0,3}|[.,;:!)–—-]+(?:\s+|$))(?=\D|$)(.*)$", re.IGNORECASE
)
_CALLED: Final = pattern(r"""
    (?:^|[,.!]\s*|\b(?:thanks|thank you|makasih|terima kasih|trims|hi|halo|hai|
    dear)\s+(?:ya\s+)?)\0\s*(?:[.!,\n]|$)
""")
"""Where a name (the NUL) may stand: after thanks or a comma, before punctuation or the end."""
_KNOWN: Final = frozenset(word for phrase in phrases.THANKS | phrases.GREETINGS | phrases.FILLERS for word in phrase)
_LONG: Final = re.compile(r"(.)\1{2,}")
_JOINTS: Final = {ord(sign): None for sign in "'’-"}
THANKS_WORDS_MAX: Final = 40
"""Words that a mail of mere thanks has, at most; longer ones say something."""

SIMILAR: Final = 0.8
"""`similarity` from here on counts as the statement itself (spec 2.7).

Measured on tests/mail/test_intent.py: edits of closing texts (name filled in, sentence before or after, emoji,
one typo) reach 0.86 and more, texts that merely speak of closing stay below 0.6.
"""
RUN_MIN: Final = 2
"""Words in a row that must agree: single ones ('kami', 'the') stand in any text."""
EXTRA_FREE: Final = 0.6
"""Added words, as a share of the statement's, that cost nothing: a greeting, a name, a sentence before or after."""
EXTRA_COST: Final = 0.35
"""What each further added word costs, in words of the statement."""
TYPO_MIN: Final = 4
"""Letters of a word in which a typo is forgiven."""


def words_of(text: str) -> list[str]:
    """Words in lower case without punctuation and emoji, drawn-out letters shortened ('okeee')."""
    plain = "\n".join(_WORD.findall(text.lower())).translate(_JOINTS)
    return _LONG.sub(r"\1", plain).split("\n") if plain else []


def thanks_only(text: str) -> str | None:
    """The words of thanks, if a text only thanks (spec 3.9); None if it says or wants anything else, or in doubt."""
    plain = text.strip()
    if not plain or len(plain) > 600 or phrases.ASKS.search(plain):
        return None
    words = words_of(plain)
    if len(words) > THANKS_WORDS_MAX:
        return None
    if not words:
        found = phrases.THANKS_EMOJI.search(plain)
        return found[0] if found and not phrases.BAD_EMOJI.search(plain) else None
    return _all_known(words, phrases.THANKS, plain)


def greeting_only(text: str) -> str | None:
    """The words of greeting, if a text only greets or answers thanks ('sama-sama!', 'you're welcome'); else None."""
    plain = text.strip()
    if not plain or len(plain) > 300 or phrases.ASKS.search(plain):
        return None
    words = words_of(plain)
    return _all_known(words, phrases.GREETINGS, plain) if words and len(words) <= 16 else None


def _all_known(words: list[str], wanted: frozenset[tuple[str, ...]], text: str) -> str | None:
    """The wanted phrase found first, if every other word says nothing by itself or is a name; else None."""
    if any(f" {phrase} " in f" {' '.join(words)} " for phrase in phrases.PROBLEMS):
        return None
    words = [word if word in _KNOWN or len(word) < 3 or word[-1] != word[-2] else word[:-1] for word in words]
    found: str | None = None
    at = 0
    rest: list[str] = []
    while at < len(words):
        length = _phrase_at(words, at, wanted)
        if length:
            found = found or " ".join(words[at : at + length])
        else:
            length = _phrase_at(words, at, phrases.FILLERS)
        if not length:
            rest.append(words[at])
        at += length or 1
    if found is None or len(rest) > 4 or any(word in phrases.PROBLEM_WORDS for word in rest):
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


def similarity(text: str, statement: Sequence[str], at_least: float = 0.0) -> float:
    """How much of a canned text an operator's words contain, in order: 0 to 1 (spec 2.7); from SIMILAR on it counts.

    `statement` is the canned text's literal pieces, placeholders left out. Words are compared, case, punctuation
    and emoji aside, a typo forgiven. The measure: the share of the statement's words found in order, less what
    is added beyond EXTRA_FREE of its length. 0.0 for an empty statement, and where `at_least` is out of reach.
    """
    wanted = _wanted(tuple(statement))
    given = words_of(text)
    enough = at_least * len(wanted.words)
    if not wanted.words or not given or len(given) > 12 * len(wanted.words) + 200:
        return 0.0
    if len(given) < enough or sum(word in wanted.known for word in given) < enough / 2:
        return 0.0  # nobody mistypes every other word
    vocabulary = [wanted.meant(word) for word in given]
    if sum(word in wanted.known for word in vocabulary) < enough:
        return 0.0
    matcher = SequenceMatcher(None, wanted.words, vocabulary, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= RUN_MIN]
    found = sum(block.size for block in blocks)
    if _is_denied(vocabulary, [(block.b, block.size) for block in blocks]):
        return 0.0
    extra = max(0.0, len(given) - found - max(4.0, EXTRA_FREE * len(wanted.words)))
    return max(0.0, (found - EXTRA_COST * extra) / len(wanted.words))


def _is_denied(given: list[str], runs: list[tuple[int, int]]) -> bool:
    """Whether a negation stands between the statement's words ('dengan ini belum kami tutup')."""
    gaps = [given[start + size : following] for (start, size), (following, _) in pairwise(runs)]
    return any(len(gap) <= 6 and any(word in phrases.NEGATIONS for word in gap) for gap in gaps)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A statement's words, and for each of them what a typo may have left: itself with one letter less."""

    words: tuple[str, ...]
    known: frozenset[str]
    near: Mapping[str, tuple[str, ...]]
    """What a typo may have left of a word -> the words that it may stand for."""

    def meant(self, word: str) -> str:
        """The statement's word that was meant: the word itself, or one a typo away; else the word as it is."""
        if len(word) < TYPO_MIN or word in self.known:
            return word
        # Two words one edit apart share what is left of them without the letter in question.
        near = {one for form in _shortened(word) for one in self.near.get(form, ())}
        meant = [one for one in near if _one_edit_apart(word, one)]
        return min(meant, key=lambda one: (abs(len(one) - len(word)), self.words.index(one)), default=word)


@lru_cache(maxsize=256)
def _wanted(statement: tuple[str, ...]) -> _Wanted:
    words = tuple(word for piece in statement for word in words_of(piece))
    near: dict[str, list[str]] = {}
    known = frozenset(words)
    for word in known:
        for form in _shortened(word) if len(word) >= TYPO_MIN else ():
            near.setdefault(form, []).append(word)
    return _Wanted(words, known, {form: tuple(meant) for form, meant in near.items()})


def _shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_edit_apart(one: str, other: str) -> bool:
    """One letter changed, added, lost, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
        return swapped or one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
