"""`outbox`: what waits, and a person's word on it (spec 4.4)."""


def test_list_is_what_is_not_over(desk, mailticket):
    (one,) = mailticket("outbox", "list", "--json").json
    assert {"id", "at", "status", "reason", "message_id", "subject"} <= set(one)
    assert (one["recipient"], one["status"]) == ("operators@lists.example.org", "held")
    assert one["reason"] == "too many mails an hour"
    assert one["message_id"] == "<received.1@example.org>"
    assert mailticket("outbox", "--json").json == [one]
    assert [each["status"] for each in mailticket("outbox", "--status", "sent", "--json").json] == ["sent"]
    assert "held" in mailticket("outbox").out


def test_retry_queues_it_again_and_drop_withdraws_it(desk, mailticket):
    (one,) = mailticket("outbox", "--json").json
    assert mailticket("outbox", "retry", str(one["id"])).code == 0
    assert [each["status"] for each in mailticket("outbox", "--json").json] == ["queued"]
    assert mailticket("outbox", "drop", str(one["id"])).code == 0
    assert mailticket("outbox").out == "nothing waits in the outbox\n"
    delivery = mailticket("show", "1", "--json").json["messages"][1]["delivery"]
    assert [each["status"] for each in delivery] == ["sent", "withdrawn"]


def test_what_is_not_there_is_refused(desk, mailticket):
    for words in (["retry", "99"], ["drop", "99"], ["drop"]):
        answer = mailticket("outbox", *words)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("mailticket: ")
