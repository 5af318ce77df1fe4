"""Rates on the shared real mail (spec 2.2, 2.5): measured where the folder is there, skipped with a word where not."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.sets.rates import recovers

from mailticket.mail.bounce import read_bounce
from mailticket.mail.classify import machine
from mailticket.mail.parse import parse
from mailticket.mail.reply import read_reply

MAIL = Path(__file__).resolve().parents[3] / "shared" / "data" / "mail"
pytestmark = pytest.mark.skipif(
    not (MAIL / "cases.jsonl").exists(),
    reason=f"needs the shared real mail in {MAIL} (it isn't part of this repository)",
)


def cases(kind: str) -> Iterator[dict]:
    for line in (MAIL / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["kind"] == kind and not case.get("dup_of"):
            yield case


def read(case: dict):
    return parse((MAIL / case["file"]).read_bytes())


def rate(found: list[bool]) -> float:
    return sum(found) / len(found)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def test_every_message_is_read_without_a_crash():
    files = sorted(MAIL.rglob("*.eml"))
    crashed = [path.name for path in files if any("not read" in one for one in parse(path.read_bytes()).problems)]
    assert files
    assert not crashed


@pytest.mark.parametrize(
    ("key", "right", "floor"),
    [
        ("subject", lambda message, want: message.subject == want, 0.95),
        ("subject", lambda message, want: recovers(message.subject, want), 0.99),
        ("from_addr", lambda message, want: message.author and message.author.key == want.lower(), 0.99),
        ("body_contains", lambda message, want: all(bare(one) in bare(message.text) for one in want), 0.98),
    ],
)
def test_what_a_message_says(key: str, right: Callable, floor: float):
    found = [bool(right(read(case), case["expect"][key])) for case in cases("parse") if key in case["expect"]]
    assert rate(found) >= floor


def test_new_text_is_exact_and_nothing_is_lost():
    exact, kept = [], []
    for case in cases("reply"):
        want, got = case["expect"]["reply_text"], read_reply(read(case)).new_text
        same = bare if case.get("compare") else trimmed
        exact.append(same(want) == same(got))
        kept.append(all(word in got.split() for word in want.split()) or exact[-1])
    assert rate(exact) >= 0.88
    assert rate(kept) >= 0.975


def test_bounces_are_found_with_status_and_permanence():
    found, permanent = [], []
    for case in cases("bounce"):
        message = read(case)
        kind = machine(message)
        wanted = {"feedback"} if case.get("reason") == "feedback" else {"bounce", "feedback"}
        found.append(kind is not None and kind.kind in wanted)
        bounce = read_bounce(message)
        if bounce and "bounce_status" in case["expect"]:
            permanent.append(
                any(one.permanent for one in bounce.recipients) == (case["expect"]["bounce_status"][0] == "5")
            )
    assert rate(found) >= 0.97
    assert rate(permanent) >= 0.95


def test_automatic_replies_are_found():
    assert rate([getattr(machine(read(case)), "kind", "") == "auto_reply" for case in cases("autoreply")]) >= 0.95


def test_no_reply_of_a_person_is_taken_for_a_machine():
    assert not [case["id"] for case in cases("reply") if machine(read(case))]
