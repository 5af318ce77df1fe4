"""`list`, `show`, `why`, `search`, and the JSON of spec 4.4 key for key."""

from datetime import datetime

import pytest

TICKET = {
    "number", "subject", "status", "closed_reason", "operator", "customer", "priority", "category", "branch",
    "department", "tags", "opened_at", "claimed_at", "answered_at", "closed_at", "due", "reminders_sent", "breaches",
    "survey",
}  # fmt: skip
MESSAGE = {
    "direction", "kind", "message_id", "from", "to", "cc", "subject", "at", "text", "attachments", "delivery",
}  # fmt: skip


def test_list_json_is_all_tickets_newest_first_without_messages(desk, mailticket):
    found = mailticket("list", "--json").json
    assert [one["number"] for one in found] == [2, 1]
    assert all(set(one) == TICKET for one in found)


def test_a_ticket_has_every_key_and_instants_in_the_desks_zone(desk, mailticket):
    found = mailticket("show", "1", "--json").json
    assert set(found) == TICKET | {"messages", "events"}
    assert found["operator"] == {"name": "Budi", "address": "budi@example.org"}
    assert found["customer"] == {"name": "Ani", "address": "ani@example.net"}
    assert found["opened_at"] == "2026-11-18T09:00:00+07:00"
    assert found["claimed_at"] == "2026-11-18T10:00:00+07:00"
    assert found["answered_at"] == "2026-11-18T11:00:00+07:00"
    assert found["closed_at"] is None
    assert found["status"] == "waiting"
    assert found["due"]["what"] == "reminder"
    assert datetime.fromisoformat(found["due"]["at"]).utcoffset().total_seconds() == 7 * 3600
    assert found["reminders_sent"] == 1
    assert found["tags"] == []
    assert found["subject"] == "Projector \x1b[31mred"


def test_nobody_owns_an_open_ticket_and_its_customer_may_be_unknown(desk, mailticket):
    found = mailticket("show", "2", "--json").json
    assert found["operator"] is None
    assert found["customer"] is None
    assert found["survey"] is None
    assert found["messages"] == []


def test_delivery_is_null_on_incoming_and_one_entry_a_recipient_on_outgoing(desk, mailticket):
    found = mailticket("show", "1", "--json").json["messages"]
    assert all(set(one) == MESSAGE for one in found)
    assert [(one["direction"], one["kind"]) for one in found] == [
        ("in", "question"), ("out", "received"), ("in", "claim"), ("in", "answer"),
    ]  # fmt: skip
    assert found[0]["delivery"] is None
    assert found[0]["attachments"] == [{"name": "lamp.jpg", "type": "image/jpeg", "size": 1}]
    assert found[0]["from"] == "ani@example.net"
    assert found[0]["cc"] == ["operators@lists.example.org"]
    assert [(one["recipient"], one["status"]) for one in found[1]["delivery"]] == [
        ("ani@example.net", "sent"),
        ("operators@lists.example.org", "held"),
    ]
    assert found[1]["delivery"][0]["detail"] == "250 2.0.0 ok"


def test_events_are_the_public_ones_and_why_has_the_internal_ones_too(desk, mailticket):
    events = mailticket("show", "1", "--json").json["events"]
    assert [one["type"] for one in events] == ["opened", "claimed", "answered", "reminded"]
    assert events[1] == {
        "at": "2026-11-18T10:00:00+07:00", "type": "claimed", "by": "Budi", "why": "row 7: an empty reply",
    }  # fmt: skip
    facts = [fact["fact"] for one in mailticket("why", "1", "--json").json for fact in one["facts"]]
    assert facts == ["Opened", "Claimed", "Answered", "ReminderQueued", "Reminded"]


def test_show_at_tells_how_it_stood_then(desk, mailticket):
    found = mailticket("show", "1", "--json", "--at", "2026-11-18T10:30").json
    assert found["status"] == "in_progress"
    assert found["answered_at"] is None
    assert found["reminders_sent"] == 0
    assert [one["kind"] for one in found["messages"]] == ["question", "received", "claim"]
    refused = mailticket("show", "1", "--at", "2026-11-17")
    assert refused.code == 1
    assert "opened only at" in refused.err


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--status", "open"], [2]),
        (["--status", "open", "--status", "waiting"], [2, 1]),
        (["--operator", "budi"], [1]),
        (["--operator", "sari"], []),
        (["--customer", "ANI@example.net"], [1]),
        (["--since", "2026-11-19"], []),
        (["--since", "2026-11-18T11:30"], [2]),
        (["--search", "change lamp"], [1]),
        (["--limit", "1"], [2]),
    ],
)
def test_list_filters(desk, mailticket, words, numbers):
    assert [one["number"] for one in mailticket("list", "--json", *words).json] == numbers


def test_search_finds_words_of_a_mail(desk, mailticket):
    assert [one["number"] for one in mailticket("search", "--json", "lamp", "what").json] == [1]
    assert mailticket("search", "unicorn").out == "no such ticket\n"


def test_an_operator_who_is_not_on_the_roster_is_refused(desk, mailticket):
    answer = mailticket("list", "--operator", "Nobody")
    assert answer.code == 1
    assert "Budi, Sari" in answer.err


@pytest.mark.parametrize("command", [["list"], ["show", "1"], ["show", "1", "--full"], ["why", "1"], ["search", "red"]])
def test_escapes_in_mail_never_reach_the_terminal(desk, mailticket, command):
    answer = mailticket(*command)
    assert answer.code == 0
    assert "\x1b" not in answer.out
    assert "\x9b" not in answer.out
    assert "Projector" in answer.out


def test_what_an_event_came_to_stands_beside_it_and_its_reason_in_why(desk, mailticket):
    """4.4: `show` is for people, `why` has the evidence."""
    mailticket("assign", "2", "Sari")
    mailticket("close", "2", "--reason", "spam")
    shown = mailticket("show", "2").out
    assert "to Sari" in shown
    assert ", spam" in shown
    assert "command line" not in shown
    assert "command line" in mailticket("show", "2", "--full").out
    assert "command line" in mailticket("why", "2").out


def test_why_says_no_reason_twice(desk, mailticket):
    assert mailticket("why", "1").out.count("an empty reply") == 1


@pytest.mark.parametrize("command", [["list"], ["show", "1"], ["why", "1"]])
def test_on_a_terminal_eighty_columns_are_enough(desk, mailticket, monkeypatch, command):
    """4.4: tables for people; only what a mail says, and what can't be broken, is longer."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    mailticket("assign", "2", "Sari")
    assert max(map(len, mailticket(*command).out.splitlines())) <= 80


def test_a_ticket_that_is_not_there_is_exit_code_1(desk, mailticket):
    for command in ("show", "why"):
        answer = mailticket(command, "99")
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == "mailticket: there is no ticket 99\n"


def test_reading_makes_no_database(config, mailticket):
    answer = mailticket("list", "--json")
    assert (answer.code, answer.out) == (0, "[]\n")
    assert "there is no database yet" in answer.err
    assert mailticket("show", "1").code == 1
    assert not config.database_file.exists()
