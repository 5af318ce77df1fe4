"""Learns what words weigh in thanks (spec 3.9) and prints src/mailticket/mail/learnt.py.

    python -m tests.sets.learn > /tmp/learnt.py && mv /tmp/learnt.py src/mailticket/mail/learnt.py
    python -m tests.sets.learn --folds

A linear model: logistic regression with AdaGrad and a small ridge, over the seen half of `thanks.jsonl` and
`tests/mail/thanks_cases`; the same seed gives the same table. A question taken for thanks costs more than thanks taken
for a question. `--folds` prints instead how it does on texts that it hasn't learnt from (five parts, each judged by the
other four).
"""

import json
import math
import random
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from mailticket.mail import signs
from mailticket.mail.intent import without_names_below
from mailticket.mail.reply import split_text

TESTS = Path(__file__).resolve().parents[1]
SEED = 3
ROUNDS = 60
RATE = 0.3
RIDGE = 2e-4
QUESTION_COSTS = 2.0
OFTEN = 2
"""Texts that a word or pair must stand in; of a word in fewer it is learnt what unseen words weigh."""
NEVER_KNOWN = {signs.UNSEEN, signs.UNSEEN_BESIDE}
UNKNOWN_MOST = -0.15
"""What a word that nobody knows weighs at the most: it never speaks for thanks."""
LEAST = 0.05
"""Weights below it are left out."""

Text = tuple[str, bool]


def labelled() -> list[Text]:
    lines = (TESTS / "sets" / "thanks.jsonl").read_text(encoding="utf-8").splitlines()
    seen = [item for item in map(json.loads, lines) if item["half"] == "seen"]
    texts = [(item["text"], item["expect"] == "thanks") for item in seen]
    for name, is_thanks in (("thanks", True), ("near", False)):
        cases = (TESTS / "mail" / "thanks_cases" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        texts += [(case.replace("\\n", "\n"), is_thanks) for case in cases]
    return [(without_names_below(split_text(text)[0].strip()), is_thanks) for text, is_thanks in texts]


def learn(texts: Sequence[Text]) -> Mapping[str, float]:
    """The weight of each feature."""
    told = [(signs.features(text), is_thanks) for text, is_thanks in texts]
    often = {one for one, count in Counter(one for found, _ in told for one in found).items() if count >= OFTEN}
    rows = [(counted(found, often), is_thanks) for found, is_thanks in told]
    weights: dict[str, float] = defaultdict(float)
    slopes: dict[str, float] = defaultdict(float)
    order = random.Random(SEED)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for row, is_thanks in rows:
            total = sum(weights[one] * count for one, count in row.items())
            missed = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_thanks
            for one, count in row.items():
                slope = missed * count * (1 if is_thanks else QUESTION_COSTS) + RIDGE * weights[one]
                slopes[one] += slope * slope
                weights[one] -= RATE * slope / (1e-3 + math.sqrt(slopes[one]))
                if one in NEVER_KNOWN:
                    weights[one] = min(weights[one], UNKNOWN_MOST)
    return {one: value for one, value in weights.items() if abs(value) >= LEAST}


def counted(found: Mapping[str, str], often: set[str]) -> Mapping[str, int]:
    return Counter(known for one, stand_in in found.items() if (known := one if one in often else stand_in))


def folds(texts: list[Text], parts: int = 5) -> str:
    random.Random(SEED).shuffle(texts)
    told: list[tuple[bool, bool]] = []
    for part in range(parts):
        weights = learn([one for at, one in enumerate(texts) if at % parts != part])
        told += [(is_thanks, bool(signs.content(text, weights))) for text, is_thanks in texts[part::parts]]
    thanks, questions = ([found for want, found in told if want is label] for label in (True, False))
    return f"thanks told {sum(thanks)} of {len(thanks)}, questions lost {sum(questions)} of {len(questions)}"


def table(weights: Mapping[str, float]) -> str:
    entries = "|".join(f"{one}:{round(value * 100)}" for one, value in sorted(weights.items()))
    lines = textwrap.wrap(entries.replace(" ", "_"), 112, break_long_words=True, break_on_hyphens=False)
    body = "\n".join(f'    "{line}"' for line in lines)
    return (
        '"""What words and pairs of words weigh in thanks, in hundredths: printed by tests/sets/learn.py (3.9)."""\n\n'
        f"from typing import Final\n\nLEARNT: Final = (\n{body}\n)\n"
    )


if __name__ == "__main__":
    sys.stdout.write(folds(labelled()) if "--folds" in sys.argv else table(learn(labelled())))
