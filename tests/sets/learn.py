"""Learns what words weigh in thanks (spec 3.9) and prints src/mailticket/mail/learnt.py.

    python -m tests.sets.learn > /tmp/learnt.py && mv /tmp/learnt.py src/mailticket/mail/learnt.py
    python -m tests.sets.learn --writers

A text only thanks if each of its clauses is harmless: the share of the text is the product of theirs, and each
clause's is a logistic regression over `signs.features` (AdaGrad, a small ridge), learnt from the seen half of
`thanks.jsonl` and from `tests/mail/thanks_cases`; the same seed gives the same table. `--writers` prints instead how it
does on the texts of a writer whom it hasn't learnt from, at several bars.
"""

import json
import math
import random
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mailticket.mail import intent, signs
from mailticket.mail.reply import split_text

TESTS = Path(__file__).resolve().parents[1]
SEED = 3
ROUNDS = 40
RATE = 0.1
RIDGE = 3e-3
QUESTION_COSTS = 4.0
OFTEN = 2
"""Texts that a feature must stand in to be learnt."""
LEAST = 0.5
"""Weights below it are left out."""
START = 2.0
"""What a clause and a text weigh before anything is known of them: most clauses are harmless."""
BARS = (-1.0, -0.5, -0.3, 0.0, 0.3, 0.7, 1.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A labelled text; `writer` names who wrote it."""

    text: str
    is_thanks: bool
    writer: str


def labelled() -> list[Text]:
    lines = (TESTS / "sets" / "thanks.jsonl").read_text(encoding="utf-8").splitlines()
    seen = [item for item in map(json.loads, lines) if item["half"] == "seen"]
    texts = [
        Text(text=split_text(item["text"])[0], is_thanks=item["expect"] == "thanks", writer=item.get("writer", "first"))
        for item in seen
    ]
    for name, is_thanks in (("thanks", True), ("near", False)):
        cases = (TESTS / "mail" / "thanks_cases" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        told = (split_text(case.replace("\\n", "\n"))[0] for case in cases)
        texts += [Text(text=text, is_thanks=is_thanks, writer="cases") for text in told]
    return texts


def features(text: str) -> list[frozenset[str]]:
    return signs.features(intent.without_names_below(text.strip()))


def learn(texts: Sequence[Text]) -> Mapping[str, float]:
    """The weight of each feature."""
    told = [(features(one.text), one.is_thanks) for one in texts]
    counted = Counter(one for found, _ in told for one in set().union(*found))
    often = {one for one, count in counted.items() if count >= OFTEN}
    rows = [([sorted(clause & often) for clause in found], is_thanks) for found, is_thanks in told]
    weights: defaultdict[str, float] = defaultdict(float, {"#": START, "*": START})
    slopes: defaultdict[str, float] = defaultdict(float)
    order = random.Random(SEED)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for clauses, is_thanks in rows:
            shares = [_share(sum(weights[one] for one in clause)) for clause in clauses]
            whole = min(math.prod(shares), 1 - 1e-6)
            push = -1.0 if is_thanks else QUESTION_COSTS * whole / (1 - whole)
            for clause, share in zip(clauses, shares, strict=True):
                slope_of_all = push * (1 - share)
                for one in clause:
                    slope = slope_of_all + RIDGE * weights[one]
                    slopes[one] += slope * slope
                    weights[one] -= RATE * slope / (1e-3 + math.sqrt(slopes[one]))
    return {one: value for one, value in weights.items() if abs(value) >= LEAST}


def _share(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def judged(text: str, weights: Mapping[str, float]) -> float:
    """The odds of a text; far below every bar where it is no thanks whatever it weighs."""
    plain = intent.plain_thanks(text)
    return -math.inf if plain is None or signs.doubted(plain) else signs.odds(signs.features(plain), weights)


def by_writer(texts: Sequence[Text]) -> str:
    """Recall and questions lost of each writer, judged by what the others taught, at every bar, and of all."""
    told = {}
    for writer in sorted({one.writer for one in texts} - {"cases"}):
        weights = learn([one for one in texts if one.writer != writer])
        told[writer] = [(one.is_thanks, judged(one.text, weights)) for one in texts if one.writer == writer]
    told["all"] = [one for found in told.values() for one in found]
    lines = []
    for writer, judgements in told.items():
        thanks, questions = ([odds for is_thanks, odds in judgements if is_thanks is label] for label in (True, False))
        for bar in BARS:
            right, lost = (sum(odds > bar for odds in one) for one in (thanks, questions))
            lines.append(
                f"{writer:8} {bar:5}: thanks told {right} of {len(thanks)}, questions lost {lost} of {len(questions)}"
            )
    return "\n".join(lines) + "\n"


def table(texts: Sequence[Text]) -> str:
    """The module that holds them: the features of each weight, in tenths."""
    alike: defaultdict[int, list[str]] = defaultdict(list)
    for one, weight in sorted(learn(texts).items()):
        alike[round(weight * 10)].append(one.replace(" ", "_"))
    entries = " ".join(f"{tenths}: {' '.join(ones)}" for tenths, ones in sorted(alike.items()))
    body = textwrap.fill(entries, 120, break_long_words=False, break_on_hyphens=False)
    return (
        '"""What words, kinds of words and pairs weigh in thanks, in tenths: see tests/sets/learn.py (3.9)."""\n\n'
        f'from typing import Final\n\nLEARNT: Final = """\n{body}\n"""\n'
    )


if __name__ == "__main__":
    sys.stdout.write(by_writer(labelled()) if "--writers" in sys.argv else table(labelled()))
