"""Orders at the command line: the same rules and the same audit trail as by mail (spec 4.4)."""

import pytest

from mailticket.cli.main import command_parser, entries


def test_take_makes_the_named_operator_the_owner(desk, mailticket):
    found = mailticket("take", "2", "budi", "--json").json
    assert found["operator"] == {"name": "Budi", "address": "budi@example.org"}
    assert found["status"] == "in_progress"
    assert found["events"][-1]["type"] in ("claimed", "assigned")
    assert found["events"][-1]["by"] == "Budi"
    assert "command line" in found["events"][-1]["why"]


def test_take_without_a_name_is_refused_for_the_administrator(desk, mailticket):
    answer = mailticket("take", "2")
    assert (answer.code, answer.out) == (1, "")
    assert "mailticket take N NAME" in answer.err
    assert mailticket("take", "2", "--as", "Sari").code == 0


def test_assign_close_reopen_by_the_administrator(desk, mailticket):
    assert mailticket("assign", "2", "Sari").out == "#2 is now in_progress, Sari\n"
    closed = mailticket("close", "2", "--reason", "spam", "--json").json
    assert (closed["status"], closed["closed_reason"]) == ("closed", "spam")
    assert mailticket("close", "2").code == 1
    assert mailticket("reopen", "2").out == "#2 is now in_progress, Sari\n"


def test_hold_until_reads_dates_as_in_a_mail(desk, mailticket):
    held = mailticket("hold", "1", "--until", "2096-12-24", "--json").json
    assert held["status"] == "on_hold"
    assert mailticket("hold", "1", "--until", "someday").code == 1
    assert "refuses" not in mailticket("hold", "1", "--until", "2006-12-24").err


def test_priority_is_set_and_only_to_what_there_is(desk, mailticket):
    assert mailticket("priority", "2", "high", "--json").json["priority"] == "high"
    assert mailticket("priority", "2", "urgent").code == 2


def test_a_note_stands_in_the_thread_with_its_author(desk, mailticket):
    found = mailticket("note", "1", "The", "lamp", "is ordered.", "--as", "Sari", "--json").json
    note = next(one for one in found["messages"] if one["kind"] == "note")
    assert note["text"] == "The lamp is ordered."
    assert note["from"] == "sari@example.org"
    assert found["events"][-1]["type"] == "noted"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["close", "99"], "99"),
        (["assign", "1", "Nobody"], "Budi, Sari"),
        (["note", "1", "x", "--as", "Nobody"], "Budi, Sari"),
        (["reopen", "1"], "1"),
    ],
)
def test_what_the_rules_do_not_allow_is_exit_code_1_in_words(desk, mailticket, words, said):
    answer = mailticket(*words)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_an_operator_who_is_a_supervisor_too_counts_as_both(config):
    from dataclasses import replace

    from mailticket.cli.act import given
    from mailticket.clock import SystemClock
    from mailticket.ids import Address

    args = command_parser(entries()["close"]).parse_args(["1", "--as", "Budi"])
    roster = replace(config.roster(), supervisors=(Address("budi.s@example.com"), Address("pic@example.org")))
    event = given(args, roster, config.policy(), SystemClock().now())
    assert (event.by.name, event.operator, event.supervisor) == ("Budi", True, True)
    args = command_parser(entries()["close"]).parse_args(["1", "--as", "PIC@example.org"])
    event = given(args, roster, config.policy(), SystemClock().now())
    assert (event.by.address, event.operator, event.supervisor) == ("pic@example.org", False, True)
