"""Whatever is typed for a number ends in a sentence (spec 4.4: exit 2 is misuse)."""

import pytest

HUGE = "9" * 23


@pytest.mark.parametrize(
    "words",
    [
        ["show", HUGE],
        ["why", HUGE],
        ["take", HUGE, "Budi"],
        ["note", HUGE, "text"],
        ["outbox", "retry", HUGE],
        ["outbox", "drop", HUGE],
        ["quarantine", "show", HUGE],
        ["quarantine", "retry", HUGE],
        ["canned", "render", "reminder", "--ticket", HUGE],
        ["list", "--limit", HUGE],
        ["list", "--limit", "-1"],
        ["show", "twelve"],
        ["show", "1_2"],
        ["show", "9" * 5000],
    ],
    ids=lambda words: " ".join(words)[:30],
)
def test_a_number_that_no_database_can_hold_is_misuse(desk, mailticket, words):
    answer = mailticket(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    assert "number" in answer.err or "expected" in answer.err


@pytest.mark.parametrize("command", ["show", "why", "take"])
def test_the_largest_number_is_only_not_there(desk, mailticket, command):
    answer = mailticket(command, "9" * 18, *(["Budi"] if command == "take" else []))
    assert (answer.code, answer.out) == (1, "")
    assert "9" * 18 in answer.err
