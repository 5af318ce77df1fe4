"""The form of outgoing mail (2.6, I18), the JSON of 4.4, and what is left in the mailbox (2.1)."""

import re
from datetime import datetime

import pytest
from tests.outside.clients import letter
from tests.outside.desk import Asked, Desk, addresses, marks, parsed

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def told(desk: Desk) -> tuple[Asked, dict]:
    """One whole story: many kinds of mail, long subject with umlauts, and what `show` says in the end."""
    asked = desk.question(
        "Печать é " + "sangat panjang sekali " * 12, "Printer di lantai dua diam saja, bagaimana ini? é 😀"
    )
    asked.claimed(desk.budi)
    asked.say(desk.sari, asked.at(desk.sari))
    asked.say(
        desk.budi, asked.at(desk.budi, "assigned"), "#kirim\nSilakan coba lagi: " + "x" * 3000, to=desk.helpdesk, cc=""
    )
    asked.say(asked.author, asked.at(asked.author, "sent_on"), "Masih belum bisa, bagaimana?", everybody=False)
    asked.at(desk.budi, "customer_replied")
    asked.settled(asked.say(desk.budi, asked.at(desk.budi, "assigned"), "#tutup", to=desk.helpdesk, cc=""))
    asked.at(asked.author, "closed")
    return asked, asked.show()


def test_every_outgoing_mail_has_the_form(desk: Desk, told: tuple[Asked, dict]) -> None:
    mails = [each for each in list(desk.streets.office.accepted) if each.mail_from == desk.helpdesk]
    assert len(mails) > 6
    for each in mails:
        mail = parsed(each.raw)
        if not mail["X-Mailticket"]:
            continue  # written by a person at the webmail
        assert not [d for part in mail.walk() for d in part.defects]
        assert max(map(len, each.raw.split(b"\r\n"))) <= 998
        assert b"\n" not in each.raw.replace(b"\r\n", b"")
        assert mail["Auto-Submitted"] in ("auto-generated", "auto-replied")
        assert mail["X-Auto-Response-Suppress"] == "All"
        assert mail["Content-Language"] == "id"
        assert addresses(mail, "From") == [desk.helpdesk]
        assert "iDuHelp! Offline" in str(mail["From"])
        assert addresses(mail, "Reply-To")[0] == desk.helpdesk
        assert mail.get_body(("plain",)) is not None
        assert str(mail["Date"]).endswith("+0700")
        assert len(str(mail["References"] or "").split()) <= 30
        for name in ("From", "To", "Subject", "Date", "Message-ID"):
            assert len(mail.get_all(name, [])) == 1
        assert desk.helpdesk not in addresses(mail, "To") + addresses(mail, "Cc")
        assert set(each.rcpt_tos) <= {a.lower() for a in addresses(mail, "To") + addresses(mail, "Cc")}
        tags = re.findall(r"\[#(\d+)\]", str(mail["Subject"]))
        if marks(mail).get("ticket", "0") != "0":  # 0: about several tickets or none
            assert tags == [marks(mail)["ticket"]]
            assert mail["In-Reply-To"] or mail["References"]
        else:
            assert tags == []


def test_the_thread_holds_in_the_customers_client(desk: Desk, told: tuple[Asked, dict]) -> None:
    asked, _ = told
    for kind in ("received", "sent_on", "closed", "announcement"):
        assert str(asked.mail["Message-ID"]) in str(asked.out(kind)["References"])


def test_every_mail_to_a_customer_but_received_has_the_list_in_header_and_envelope(
    desk: Desk, told: tuple[Asked, dict]
) -> None:
    asked, shown = told
    for message in shown["messages"]:
        if message["direction"] == "out" and asked.author.address in message["to"] and message["kind"] != "received":
            assert desk.list in message["cc"]
            assert desk.list in [d["recipient"] for d in message["delivery"]]


def test_the_json_of_a_ticket_is_as_written_in_4_4(desk: Desk, told: tuple[Asked, dict]) -> None:
    asked, shown = told
    keys = [
        "number",
        "subject",
        "status",
        "closed_reason",
        "operator",
        "customer",
        "priority",
        "category",
        "branch",
        "department",
        "tags",
        "opened_at",
        "claimed_at",
        "answered_at",
        "closed_at",
        "due",
        "reminders_sent",
        "breaches",
        "survey",
        "messages",
        "events",
    ]
    assert set(keys) <= set(shown)
    assert isinstance(shown["number"], int)
    assert shown["operator"] == {"name": "Budi", "address": desk.budi.address}
    assert shown["customer"] == {"name": "Ani", "address": asked.author.address}
    assert (shown["priority"], shown["category"], shown["branch"], shown["department"], shown["tags"]) == (
        "normal",
        None,
        None,
        None,
        [],
    )
    for name in ("opened_at", "claimed_at", "answered_at", "closed_at"):
        assert datetime.fromisoformat(shown[name]).utcoffset().total_seconds() == 7 * 3600
    for message in shown["messages"]:
        assert {
            "direction",
            "kind",
            "message_id",
            "from",
            "to",
            "cc",
            "subject",
            "at",
            "text",
            "attachments",
            "delivery",
        } <= set(message)
        assert message["direction"] in ("in", "out")
        assert (message["delivery"] is None) == (message["direction"] == "in")
        for each in message["delivery"] or ():
            assert {"recipient", "status", "detail", "attempts"} <= set(each)
            assert each["status"] == "sent"
            assert each["detail"].startswith("250")
            assert each["attempts"] == 1
    assert [m["kind"] for m in shown["messages"] if m["direction"] == "in"] == [
        "question",
        "claim",
        "claim",
        "command",
        "customer_reply",
        "command",
    ] or {m["kind"] for m in shown["messages"] if m["direction"] == "in"} <= {
        "question",
        "claim",
        "command",
        "answer",
        "customer_reply",
        "note",
    }
    for event in shown["events"]:
        assert {"at", "type", "by", "why"} <= set(event)
    assert {"opened", "claimed", "answered", "customer_replied", "closed"} <= {e["type"] for e in shown["events"]}
    assert [e["by"] for e in shown["events"] if e["type"] == "claimed"] == ["Budi"]


def test_list_json_is_an_array_without_messages_and_events(desk: Desk, told: tuple[Asked, dict]) -> None:
    (row,) = desk.json("list", "--customer", told[0].author.address)
    whole = {k: v for k, v in told[1].items() if k not in ("messages", "events")}
    assert {k: row[k] for k in whole} == whole


def test_a_copy_of_every_sent_mail_is_in_the_sent_folder_and_the_mailbox_is_unchanged(
    desk: Desk, told: tuple[Asked, dict]
) -> None:
    _asked, shown = told
    wanted = {m["message_id"] for m in shown["messages"] if m["direction"] == "out"}
    with desk.mailbox() as client:

        def filed() -> bool:
            client.select_folder("mailticket/sent", readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return wanted <= {str(parsed(one[b"BODY[]"])["Message-ID"]) for one in found.values()}

        desk.until(filed)
        client.select_folder("INBOX", readonly=True)
        flags = client.fetch(client.search(), ["FLAGS"])
        assert flags
        assert not [one for one in flags.values() if b"\\Seen" in one[b"FLAGS"] or b"\\Deleted" in one[b"FLAGS"]]


def test_line_breaks_in_a_subject_and_template_syntax_are_text(desk: Desk) -> None:
    subject = "=?utf-8?q?Halo=0D=0ABcc:_korban=40example.org=0D=0A?= {{ 7*7 }}"
    customer = desk.customer()
    mail = letter(customer, desk.helpdesk, "x", "{{ ticket.secret }} {% for x in y %} bagaimana?")
    raw = mail.as_bytes().replace(b"Subject: x", b"Subject: " + subject.encode())
    desk.put(raw.replace(b"\n", b"\r\n"), customer.address)
    asked = Asked(desk, customer, mail)
    for kind in ("received", "announcement"):
        out = asked.out(kind)
        assert out["Bcc"] is None
        assert "{{ 7*7 }}" in str(out["Subject"])
    assert "{{ ticket.secret }}" in str(asked.out("announcement").get_body(("plain",)).get_content())
    assert "korban@example.org" not in asked.readers(asked.out("received"))
