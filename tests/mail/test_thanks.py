"""Spec 3.9: how customers say thanks in Indonesian and English, and what looks like it and wants something.

One text a line, `\\n` for a line's end. The near ones were written against the rules: doubts, halves, other people's
things, consents, news, sarcasm.
"""

from pathlib import Path

import pytest

from mailticket.mail.intent import thanks_only
from mailticket.mail.reply import split_text

UNREAD_MOST = 0.03
CASES = Path(__file__).parent / "thanks_cases"


def cases(name: str) -> list[str]:
    return (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def read(line: str) -> str | None:
    return thanks_only(split_text(line.replace("\\n", "\n"))[0])


def test_thanks_are_told():
    """Not all: what one text misses isn't worth a word that would tell a question for thanks."""
    unread = [line for line in cases("thanks") if not read(line)]
    assert len(unread) <= UNREAD_MOST * len(cases("thanks")), unread


def test_no_question_is_lost():
    assert [line for line in cases("near") if read(line)] == []


@pytest.mark.parametrize(
    "more",
    [
        "?",
        "\\nBelum bisa juga.",
        "\\nTapi yang lain belum.",
        "\\nMohon dicek akun Dewi.",
        "\\nBut the other one fails.",
        "\\nPlease call me.",
        "\\nNomor saya 0812345678.",
        "\\n- printer\\n- scanner",
    ],
)
def test_thanks_with_more_is_a_question(more: str):
    assert [line for line in cases("thanks") if "\\n" not in line and read(line + more)] == []
