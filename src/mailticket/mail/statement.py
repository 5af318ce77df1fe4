"""Whether an operator's text is one of the desk's statements: closing, progress note, reminder (spec 2.7).

Pure comparison of words; which canned responses mean something, the desk says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.words import words_of

SIMILAR: Final = 0.8
"""`similarity` from here on counts as the statement itself (spec 2.7).

Measured on tests/sets/closings.jsonl: edits (name filled in, sentence before or after, paragraphs swapped, the last
one shortened, emoji, a typo) reach 0.86 and more, other texts stay below 0.6.
"""
RUN_MIN: Final = 2
"""Words in a row that must agree: single ones ('kami', 'the') stand in any text."""
EXTRA_FREE: Final = 0.6
"""Added words, as a share of the statement's, that cost nothing: a greeting, a name, a sentence before or after."""
EXTRA_COST: Final = 0.35
"""What each further added word costs, in words of the statement."""
TYPO_MIN: Final = 4
"""Letters of a word in which a typo is forgiven."""
CORE_MIN: Final = 8
"""Words that the core of a statement has, at least: fewer say too little to stand for the whole."""
CORE_EXTRA_FREE: Final = 8
"""Words beside a core alone that cost nothing: the greeting, two names, the regards."""
OWN_QUESTION: Final = 0.6
"""Share of a question's words that a statement which asks must have for the question to be its own."""

READ_MAX: Final = 16_384
"""Characters of a text that are compared: a longer one adds more than any statement has."""

_PARAGRAPH: Final = re.compile(r"\n[ \t\r]*\n")
_SENTENCE: Final = re.compile(r"[.!?;](?:\s|$)|\n[ \t\r]*\n")
_QUESTION: Final = re.compile(r"[^.!?]{0,400}\?")


def similarity(text: str, statement: Sequence[str], at_least: float = 0.0) -> float:
    """How much of a canned text an operator's words contain: 0 to 1 (spec 2.7); from SIMILAR on it counts.

    `statement` is the canned text's literal pieces, placeholders left out. Words are compared paragraph by paragraph;
    case, punctuation, emoji, contractions and the form of address aside, a typo forgiven. The measure: the share of
    the statement's words found, less what is added beyond EXTRA_FREE of its length; or the same of the statement's
    core, if the text has nothing else. 0.0 for an empty statement, where a question or a negation was added, and
    where `at_least` is out of reach.
    """
    wanted = _wanted(tuple(statement))
    text = text[:READ_MAX]
    given, sentences = _told(text)
    if not wanted.words or not given or wanted.reach(len(given)) < at_least:
        return 0.0
    enough = at_least * wanted.least
    if len(wanted.known.intersection(given)) < enough * wanted.variety / 2:
        return 0.0  # nobody mistypes every other word
    vocabulary = [wanted.meant(word) for word in given]
    if sum(word in wanted.known for word in vocabulary) < max(enough, 1) or _asks_more(text, wanted):
        return 0.0
    found = _Found(wanted, vocabulary)
    measure = (
        0.0
        if found.denied or found.turned(sentences) or phrases.WITHDRAWN.intersection(found.added)
        else max(found.whole(), found.core())
    )
    return measure if measure >= at_least else 0.0


@lru_cache(maxsize=16)
def _told(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a text, and for each of them the number of its sentence."""
    words = [(word, number) for number, one in enumerate(_SENTENCE.split(text)) for word in _plain(one)]
    return tuple(word for word, _ in words), tuple(number for _, number in words)


@lru_cache(maxsize=64)
def _plain(text: str) -> tuple[str, ...]:
    """Words with contractions written out, and all forms of address alike: 'Anda' or 'Bapak', 'saya' or 'kami'."""
    if "'" in text or "’" in text:
        for short, long in phrases.CONTRACTIONS:
            text = short.sub(long, text)
    return tuple(phrases.SAME_WORD.get(word, word) for word in words_of(text))


def _asks_more(text: str, wanted: "_Wanted") -> bool:
    """A question that neither the statement asks nor courtesy ('ada lagi yang bisa kami bantu?')."""
    for question in _QUESTION.findall(text) if "?" in text else ():
        words = [wanted.meant(word) for word in _plain(question)]
        own = sum(word in wanted.known for word in words) if wanted.asks else 0
        if words and own < OWN_QUESTION * len(words) and not phrases.ANYTHING_ELSE.search(question):
            return True
    return False


class _Found:
    """Which words of a statement stand in a text, and which words of the text are its own."""

    def __init__(self, wanted: "_Wanted", given: list[str]) -> None:
        self.wanted = wanted
        self.counts: list[int] = []
        """Words found, by paragraph of the statement."""
        self.denied = False
        own = [True] * len(given)
        matcher = SequenceMatcher(None, (), given, autojunk=False)
        for paragraph in wanted.paragraphs:
            matcher.set_seq1(paragraph)
            blocks = [(one.b, one.size) for one in matcher.get_matching_blocks() if one.size >= RUN_MIN]
            self.counts.append(sum(size for _, size in blocks))
            self.denied = self.denied or _is_denied(given, blocks)
            for start, size in blocks:
                own[start : start + size] = [False] * size
        self.given, self.own = given, own
        """The text's words, and which of them aren't the statement's."""
        self.added = [word for word, is_own in zip(given, own, strict=True) if is_own]
        """Words of the text that aren't the statement's."""

    def turned(self, sentences: Sequence[int]) -> bool:
        """Whether its closing words are gone, or a sentence about closing says something else (by `TURNS`)."""
        if not self.wanted.closes:
            return False
        kept = {word for word, is_own in zip(self.given, self.own, strict=True) if not is_own}
        if not self.wanted.closing <= kept:
            return True
        about = {number for word, number in zip(self.given, sentences, strict=True) if word in phrases.CLOSES}
        return any(
            is_own and number in about and word in phrases.TURNS
            for word, number, is_own in zip(self.given, sentences, self.own, strict=True)
        )

    def whole(self) -> float:
        """The share of all its words, less what is added beyond a sentence or two."""
        length = len(self.wanted.words)
        extra = max(0.0, len(self.added) - max(4.0, EXTRA_FREE * length))
        return max(0.0, (sum(self.counts) - EXTRA_COST * extra) / length)

    def core(self) -> float:
        """The share of its core's words, if what was added neither goes on nor takes back; 0.0 without a core."""
        length = sum(len(self.wanted.paragraphs[at]) for at in self.wanted.core)
        if not length:
            return 0.0
        if any(word in phrases.TAKES_BACK or (self.wanted.closes and word in phrases.LATER) for word in self.added):
            return 0.0
        extra = max(0, len(self.added) - CORE_EXTRA_FREE)
        return max(0.0, (sum(self.counts[at] for at in self.wanted.core) - extra) / length)


def _is_denied(given: list[str], runs: list[tuple[int, int]]) -> bool:
    """Whether a negation stands between the statement's words ('dengan ini belum kami tutup')."""
    gaps = [given[start + size : following] for (start, size), (following, _) in pairwise(runs)]
    return any(len(gap) <= 6 and any(word in phrases.NEGATIONS for word in gap) for gap in gaps)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A statement's words, and for each of them what a typo may have left: itself with one letter less."""

    words: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    core: tuple[int, ...]
    """The paragraphs that say it: those that speak of closing, else the first that is more than a greeting."""
    closes: bool
    """Whether its core speaks of closing."""
    least: int
    """Words of the core, or of the whole where there is none."""
    known: frozenset[str]
    asks: bool
    """Whether it has a question itself, as a reminder has."""
    near: Mapping[str, tuple[str, ...]]
    """What a typo may have left of a word -> the words that it may stand for."""

    @property
    def closing(self) -> frozenset[str]:
        """The words of its core that speak of closing."""
        return phrases.CLOSES.intersection(word for at in self.core for word in self.paragraphs[at])

    @property
    def variety(self) -> float:
        """Different words as a share of all."""
        return len(self.known) / len(self.words)

    def reach(self, given: int) -> float:
        """The most that a text of so many words can reach: what is too long for any statement is found at once."""
        length = len(self.words)
        beyond = max(0, given - length)
        whole = 1 - EXTRA_COST * max(0.0, beyond - max(4.0, EXTRA_FREE * length)) / length
        core = 1 - max(0, beyond - CORE_EXTRA_FREE) / self.least
        return max(min(whole, given / length), min(core, given / self.least))

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
    whole = " ".join(statement)
    paragraphs = tuple(_plain(one) for one in _PARAGRAPH.split(whole) if one.strip(" \n,.:;"))
    words = tuple(word for paragraph in paragraphs for word in paragraph)
    near: dict[str, list[str]] = {}
    known = frozenset(words)
    for word in known:
        for form in _shortened(word) if len(word) >= TYPO_MIN else ():
            near.setdefault(form, []).append(word)
    core = _core(paragraphs)
    return _Wanted(
        words=words,
        paragraphs=paragraphs,
        core=core,
        closes=any(phrases.CLOSES.intersection(paragraphs[at]) for at in core),
        least=sum(len(paragraphs[at]) for at in core) or len(words),
        known=known,
        asks="?" in whole,
        near={form: tuple(meant) for form, meant in near.items()},
    )


def _core(paragraphs: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    closing = tuple(at for at, words in enumerate(paragraphs) if phrases.CLOSES.intersection(words))
    long = tuple(at for at, words in enumerate(paragraphs) if len(words) >= CORE_MIN)
    core = closing or long[:1]
    return core if sum(len(paragraphs[at]) for at in core) >= CORE_MIN else ()


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
