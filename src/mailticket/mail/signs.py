"""Thanks told by what each clause says (spec 3.9): a text only thanks if every clause by itself is harmless.

A clause is weighed by its words, their kinds (`lexicon`), and pairs of neighbours of both; the weights are learnt from
labelled texts (`tests/sets/learn.py` prints `learnt.py`). What decides alone is in `doubts`.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from mailticket.mail import phrases
from mailticket.mail.doubts import WELL, doubt, kinds_of_doubt
from mailticket.mail.learnt import LEARNT
from mailticket.mail.lexicon import UNKNOWN, by_word, kinds_of, spelled

BAR: Final = -0.3
"""The odds (natural logarithm) above which a text is thanks; set by leaving a whole writer out."""
WORDS_MAX: Final = 120
"""Words of a text that is weighed."""
EVIDENCE: Final = 3
"""Words that are told as the reason."""

_CLAUSE: Final = re.compile(
    r"(?<!\d)[.,;:!?](?!\d)|[!?…]+|[.,;:](?=\s|$)|[()\"“”]|\n|\s[-–—]+\s|"
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]+"
)
_FIELD: Final = re.compile(r"^[\w ]{2,30}:[ \t]*\S", re.MULTILINE)
"""A line of a form: `alamat baru: Bandung`."""
_ANOTHERS: Final = re.compile(
    r"\b(?!(?:It|That|This|There|Here|What|Everything)['’])[A-Z]\w+['’]s \w+ "
    r"(?:\w+ )?(?:works?|prints|opens|is|are|can)\b"
)
"""Whose it is: 'Dewi's account works now' says nothing of mine."""
_SPEAKS_FOR: Final = ("thanks", "glad", "praise", "well", "come", "clear", "wish", "close", "cause", "fault", "sorry")
_EVIDENT: Final = frozenset((*_SPEAKS_FOR, "able"))
_TELLS_WELL: Final = ("well", "come", "able")
_BESIDE_WELL: Final = frozenset("not trouble amiss other do hand unknown thing number".split())
_TOLD_AS_DONE: Final = frozenset("now past cause well come able".split())
_DONE_BY_OTHERS: Final = re.compile(r"di[a-z]{3,}")
_UNKNOWN_COUNTED: Final = 3
_LONG: Final = (2, 4, 7)
"""Words from which a clause without a word that speaks for thanks is long, longer, longest."""


def content(text: str) -> str | None:
    """The words by which a text is told to be mere thanks; None where a clause may say more, or in doubt."""
    if doubted(text) or odds(features(text), learnt_weights()) <= BAR:
        return None
    words = [word for clause in clauses_of(text) for word in clause]
    said = [word for word in dict.fromkeys(words) if not _EVIDENT.isdisjoint(kinds_of(word))]
    glad = phrases.THANKS_EMOJI.search(text)
    return " ".join(said[:EVIDENCE]) or (glad[0] if glad else None)


def doubted(text: str) -> bool:
    """Whether a text is a question whatever it weighs."""
    clauses = clauses_of(text)
    formed = _FIELD.search(text) or _ANOTHERS.search(text)
    return formed is not None or sum(map(len, clauses)) > WORDS_MAX or doubt(clauses) is not None


def clauses_of(text: str) -> list[list[str]]:
    """The words of each clause, spelled out."""
    return [words for clause in _CLAUSE.split(text) if (words := spelled(clause))]


def features(text: str) -> list[frozenset[str]]:
    """What is weighed of each clause, and last what is weighed of the text as a whole."""
    clauses = clauses_of(text)
    kinds = [frozenset(kind for word in clause for kind in kinds_of(word)) for clause in clauses]
    behind = [frozenset[str]().union(*kinds[at + 1 :]) for at in range(len(clauses))]
    found = [
        _of_clause(clause) | _in_order(said | {f"?{one}" for one in kinds_of_doubt(clause)}, after)
        for clause, said, after in zip(clauses, kinds, behind, strict=True)
    ]
    whole = {f"*{kind[1:]}" for clause in found for kind in clause if kind[1:] in _EVIDENT and kind[0] == "#"}
    if phrases.THANKS_EMOJI.search(text):
        whole.add("*emoji")
    whole.update(f"*clauses{many}" for many in (3, 5, 8) if len(found) >= many)
    return [*found, frozenset({*whole, "*"})]


def odds(found: Sequence[frozenset[str]], weights: Mapping[str, float]) -> float:
    """The odds (natural logarithm) that no clause says more than thanks: the product of what each one has."""
    against = sum(math.log1p(math.exp(-sum(weights.get(one, 0.0) for one in clause))) for clause in found)
    return -math.log(max(math.expm1(against), 1e-9))


@cache
def learnt_weights() -> Mapping[str, float]:
    """What was learnt, by feature: tenths in the table."""
    return {one.replace("_", " "): int(tenths) / 10 for one, (tenths, *_) in by_word(LEARNT).items()}


def _of_clause(words: Sequence[str]) -> frozenset[str]:
    kinds = [kinds_of(word) for word in words]
    said = {kind for found in kinds for kind in found}
    first = ["^", *(found[0] for found in kinds), "$"]
    found = {"#", *(f"#{kind}" for kind in said), *(f"#{one} {other}" for one, other in pairwise(first)), *words}
    found.update(f"{one} {other}" for one, other in pairwise(("^", *words, "$")))
    unknown = kinds.count(UNKNOWN)
    found.update(f"#unknown{many}" for many in range(1, min(unknown, _UNKNOWN_COUNTED) + 1))
    if said.isdisjoint(_SPEAKS_FOR):
        found.update(f"#bare{many}" for many in (0, *_LONG) if len(words) >= many)
        if unknown:
            found.add("#bare unknown")
    found.update(f"#{well}&{kind}" for well in _TELLS_WELL if well in said for kind in said & _BESIDE_WELL)
    if said.isdisjoint(_TOLD_AS_DONE) and any(map(_DONE_BY_OTHERS.match, words)):
        found.add("#passive")
    return frozenset(found)


def _in_order(said: frozenset[str], after: frozenset[str]) -> frozenset[str]:
    """What a clause says before one that tells of success, and what it says last of all: a story's end decides."""
    well = {f">{kind}" for kind in said} if not after.isdisjoint(WELL) else set()
    last = {f"!{kind}" for kind in said} if after.isdisjoint(_SPEAKS_FOR) else set()
    if said.isdisjoint(_SPEAKS_FOR):
        well, last = (found and {*found, f"{sign}bare"} for found, sign in ((well, ">"), (last, "!")))
    return frozenset({*(one for one in said if one[0] == "?"), *well, *last})
