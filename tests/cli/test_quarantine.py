"""`quarantine`: what a person must look at, shown without being obeyed by the terminal (spec 4.4)."""


def test_list_has_what_programs_need(desk, mailticket):
    (one,) = mailticket("quarantine", "list", "--json").json
    assert {"id", "at", "status", "reason", "message_id", "subject"} <= set(one)
    assert (one["reason"], one["subject"], one["message_id"]) == ("it broke our code", "X", "<x@example.net>")
    assert one["at"] == "2026-11-18T13:00:00+07:00"
    assert "it broke our code" in mailticket("quarantine").out


def test_show_has_reason_traceback_and_the_raw_head_safely(desk, mailticket):
    answer = mailticket("quarantine", "show", "1")
    assert "it broke our code" in answer.out
    assert "Traceback: ⟨U+009B⟩31m" in answer.out
    assert "Subject: ␛[1mX" in answer.out
    assert "\nY" not in answer.out
    exact = mailticket("quarantine", "show", "1", "--json").json
    assert exact["head"] == "Subject: \x1b[1mX"
    assert exact["traceback"] == "Traceback: \x9b31m"


def test_retry_and_discard_take_it_out(desk, mailticket):
    assert mailticket("quarantine", "retry", "1").code == 0
    assert mailticket("quarantine").out == "nothing lies in quarantine\n"
    for action in ("retry", "discard", "show"):
        answer = mailticket("quarantine", action, "1")
        assert (answer.code, answer.out) == (1, "")


def test_discard_has_no_effect_and_is_kept(desk, mailticket):
    assert mailticket("quarantine", "discard", "1").code == 0
    assert mailticket("quarantine", "--json").json == []
