"""Tickets by mail on the ordinary desk: rows 1, 2, 7 to 17 and 25 of 1.3, with who gets what by 1.4."""

from email.message import EmailMessage

import pytest
from tests.outside.clients import letter, reply, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, types

pytestmark = pytest.mark.servers

CLOSING = """Halo Ani,

terima kasih atas kabarnya ya. Senang mendengar bahwa pertanyaan Anda sudah
terjawab, dan dengan ini nomor {number} kami tutup.

Bila ada hal lain, balas saja mail ini atau tulis lagi kepada kami; kami
senang membantu Anda.

Salam hangat,
Budi"""
PROGRESS = """Halo Ani,

kabar singkat tentang pertanyaan Anda nomor {number}: masih kami kerjakan
dan tidak kami lupakan. Saat ini tidak ada yang perlu Anda lakukan.

Saya mengabari Anda lagi paling lambat besok.
Bila ada hal baru sebelum itu, balas saja mail ini.

Salam hangat,
Budi"""


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return desk.question("Printer tidak bisa mencetak", "Printer di lantai dua diam saja. Apa yang harus saya lakukan?")


def test_a_question_is_received_and_announced(desk: Desk, asked: Asked) -> None:
    announcement, received = asked.out("announcement"), asked.out("received")
    shown = asked.settled(asked.mail)
    assert shown["status"] == "open"
    assert kinds(shown) == ["received", "announcement"]
    assert [m["kind"] for m in shown["messages"] if m["direction"] == "in"] == ["question"]
    assert addresses(received, "To") == [asked.author.address]
    assert addresses(received, "Cc") == []
    assert addresses(received, "Reply-To") == [desk.helpdesk]
    assert asked.readers(received) == {asked.author.address}
    assert addresses(announcement, "To") == [desk.list]
    assert addresses(announcement, "Reply-To") == [desk.helpdesk, desk.list]
    assert asked.readers(announcement) == {desk.list}
    assert "Printer di lantai dua diam saja" in text_of(announcement)
    assert asked.author.address in text_of(announcement)


def test_row_2_the_same_question_directly_and_through_the_list_is_one(desk: Desk) -> None:
    asked = desk.question("Akun terkunci", "Akun saya terkunci sejak pagi ini.", cc=desk.list)
    shown = asked.settled(asked.mail)
    assert kinds(shown, "in") == ["question"]
    assert len(asked.all("received")) == len(asked.all("announcement")) == 1
    assert len(desk.json("list", "--customer", asked.author.address)) == 1


@pytest.mark.parametrize("who", ["budi", "sari", "dewi"])
def test_row_7_an_empty_reply_to_all_from_any_client_claims(desk: Desk, asked: Asked, who: str) -> None:
    operator = getattr(desk, who)
    assigned = asked.claimed(operator)
    assert addresses(assigned, "To") == [operator.address]
    assert addresses(assigned, "Cc") == []
    assert addresses(assigned, "Reply-To") == [desk.helpdesk, asked.author.address, desk.list]
    assert asked.readers(assigned) == {operator.address}
    assert "Printer di lantai dua diam saja" in text_of(assigned)
    assert "#release" in text_of(assigned) or "#lepas" in text_of(assigned)
    shown = asked.settled(assigned["In-Reply-To"])
    assert shown["status"] == "in_progress"
    assert shown["operator"] == {"name": operator.name, "address": operator.address}
    assert shown["due"]["what"] == "first_response"
    assert kinds(shown) == ["received", "announcement", "assigned"]  # the claim was on the list: no `taken`
    assert kinds(shown, "in") == ["question", "claim"]
    assert shown["claimed_at"] is not None
    assert shown["answered_at"] is None
    assert "claimed" in types(shown)


def test_a_claim_by_reply_alone_from_the_second_address_is_told_to_the_list(desk: Desk, asked: Asked) -> None:
    other = type(desk.budi)(name="Budi Santoso", address=f"budi.s@{desk.domain}", client="outlook")
    asked.say(other, asked.at(desk.budi), "", to=desk.helpdesk, cc="")
    taken = asked.out("taken")
    assert addresses(taken, "To") == [desk.list]
    assert addresses(taken, "Reply-To") == [desk.helpdesk]
    assert "Budi" in text_of(taken)
    shown = asked.settled(taken["In-Reply-To"])
    assert shown["operator"]["name"] == "Budi"
    assert asked.readers(asked.out("assigned")) == {desk.budi.address}


def test_an_empty_reply_to_the_customers_own_post_on_the_list_claims(desk: Desk) -> None:
    asked = desk.question("Jaringan putus", "Sejak siang tidak ada jaringan di lab.", cc=desk.list)
    asked.out("announcement")
    post = desk.until(lambda: [m for m in desk.mails_to(desk.sari) if m["Message-ID"] == asked.mail["Message-ID"]])[0]
    shown = asked.settled(asked.say(desk.sari, post))
    assert shown["operator"]["name"] == "Sari"


def test_row_8_a_late_claim_is_told_who_has_it(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    asked.say(desk.sari, asked.at(desk.sari))
    told = asked.out("already_taken")
    assert asked.readers(told) == {desk.sari.address}
    assert "Budi" in text_of(told)
    assert addresses(told, "Reply-To") == [desk.helpdesk]
    again = asked.say(desk.budi, asked.at(desk.budi))
    shown = asked.settled(again)
    assert shown["operator"]["name"] == "Budi"
    assert len(asked.all("already_taken")) == 1  # by the owner: nothing


def test_two_claims_in_one_batch_have_one_winner_by_arrival_though_dates_lie(desk: Desk, asked: Asked) -> None:
    late = reply(desk.budi, asked.at(desk.budi), "")
    early = reply(desk.dewi, asked.at(desk.dewi), "")
    del early["Date"]
    early["Date"] = "Fri, 20 Nov 2026 08:00:00 +0700"
    desk.send(late)
    desk.send(early)
    shown = asked.settled(early)
    assert shown["operator"]["name"] == "Budi"
    assert asked.readers(asked.out("already_taken")) == {desk.dewi.address}


@pytest.mark.parametrize("who", ["budi", "sari", "dewi", "pic"])
def test_row_12_a_plain_reply_to_assigned_is_an_answer(desk: Desk, asked: Asked, who: str) -> None:
    """`pic` isn't on the roster: her answer on an open ticket leaves it open (row 12)."""
    operator = getattr(desk, who)
    text = "Silakan buka menu Cetak, lalu pilih printer lantai dua."
    if operator is desk.pic:
        mail = asked.say(desk.pic, asked.at(desk.pic), text, to=f"{asked.author}, {desk.helpdesk}", cc=desk.list)
        shown = asked.settled(mail)
        assert (shown["status"], shown["operator"]) == ("open", None)
        assert kind_of(shown, mail) == "answer"
        return
    mail = asked.answered(operator, text)
    shown = asked.settled(mail)
    assert set(addresses(mail, "To")) == {desk.helpdesk, asked.author.address, desk.list}
    assert shown["status"] == "waiting"
    assert shown["due"]["what"] == "reminder"
    assert shown["answered_at"] is not None
    assert kinds(shown) == ["received", "announcement", "assigned"]
    found = next(m for m in shown["messages"] if m["message_id"] == mail["Message-ID"])
    assert (found["kind"], found["text"].strip()) == ("answer", text)


def test_a_claim_with_text_that_reaches_the_customer_is_claim_and_answer_in_one(desk: Desk, asked: Asked) -> None:
    on = asked.at(desk.budi)
    mail = asked.say(desk.budi, on, "Coba nyalakan ulang printernya dulu.", cc=f"{asked.author}, {desk.list}")
    shown = asked.settled(mail)
    assert (shown["status"], shown["operator"]["name"]) == ("waiting", "Budi")
    assert "assigned" not in kinds(shown)
    assert kind_of(shown, mail) == "answer"


def test_row_12_an_answer_by_somebody_else_changes_no_owner(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    on = asked.at(desk.sari)
    mail = asked.say(desk.sari, on, "Coba nyalakan ulang printernya dulu.", cc=f"{asked.author}, {desk.list}")
    shown = asked.settled(mail)
    assert (shown["status"], shown["operator"]["name"]) == ("waiting", "Budi")
    assert asked.readers(asked.out("already_taken")) == {
        desk.sari.address
    }  # she answered what was sent before the claim


def test_row_12_greetings_alone_change_nothing(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    shown = asked.settled(asked.say(desk.budi, asked.at(desk.budi, "assigned"), "Sama-sama!"))
    assert shown["status"] == "in_progress"
    assert shown["answered_at"] is None


def test_row_13_text_that_misses_the_customer_is_a_note_and_the_owner_hears_of_it_once(
    desk: Desk, asked: Asked
) -> None:
    asked.claimed(desk.budi)
    first = asked.say(desk.budi, asked.at(desk.budi), "Printernya perlu kertas baru, saya tanyakan dulu.")
    told = asked.out("kept_as_note")
    assert asked.readers(told) == {desk.budi.address}
    assert "#kirim" in text_of(told) or "#send" in text_of(told)
    second = asked.say(desk.budi, asked.at(desk.budi), "Kertasnya sudah datang, tinggal dipasang.")
    shown = asked.settled(second)
    assert [kind_of(shown, first), kind_of(shown, second)] == ["note", "note"]
    assert (shown["status"], shown["answered_at"]) == ("in_progress", None)
    assert len(asked.all("kept_as_note")) == 1  # at most once a day a ticket
    assert asked.author.address not in [r for m in shown["messages"] if m["kind"] == "note" for r in m["to"] + m["cc"]]


def test_send_alone_on_kept_as_note_sends_that_note_in_the_operators_name(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    asked.say(desk.budi, asked.at(desk.budi), "Silakan pakai printer lantai tiga untuk sementara.")
    asked.say(desk.budi, asked.at(desk.budi, "kept_as_note"), "#kirim")
    sent = asked.out("sent_on")
    assert addresses(sent, "To") == [asked.author.address]
    assert addresses(sent, "Cc") == [desk.list]
    assert addresses(sent, "Reply-To") == [desk.helpdesk]
    assert str(sent["From"]).startswith("Budi") or "Budi" in str(sent["From"])
    assert addresses(sent, "From") == [desk.helpdesk]
    assert "printer lantai tiga" in text_of(sent)
    assert "#kirim" not in text_of(sent)
    shown = asked.until(lambda t: t["status"] == "waiting")
    assert shown["answered_at"] is not None


def test_row_9_the_closing_text_by_hand_closes_with_its_reason_and_row_14_the_survey(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    mail = asked.say(desk.budi, asked.at(desk.budi, "assigned"), CLOSING.format(number=asked.number))
    closed = asked.out("closed")
    assert addresses(closed, "To") == [asked.author.address]
    assert set(addresses(closed, "Cc")) == {desk.list, desk.pic.address}
    assert addresses(closed, "Reply-To") == [desk.helpdesk]
    assert "mailto:" in "".join(str(p.get_content()) for p in closed.walk() if p.get_content_maintype() == "text")
    shown = asked.settled(mail)
    assert (shown["status"], shown["closed_reason"], shown["due"]) == ("closed", "satisfied", None)
    assert kind_of(shown, mail) == "closing"
    asked.say(asked.author, asked.at(asked.author, "closed"), "5/5\nCepat dan ramah.")
    shown = asked.until(lambda t: t["survey"])
    assert shown["survey"]["score"] == 5
    assert "ramah" in shown["survey"]["comment"]
    assert shown["status"] == "closed"
    assert "surveyed" in types(shown)


def test_a_text_that_merely_says_selesai_closes_nothing(desk: Desk, asked: Asked) -> None:
    mail = asked.answered(desk.budi, "Kalau sudah selesai, tolong tutup aplikasinya lalu coba lagi.")
    assert asked.settled(mail)["status"] == "waiting"


def test_row_10_a_progress_note_stops_the_reminders(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    mail = asked.say(desk.budi, asked.at(desk.budi, "assigned"), PROGRESS.format(number=asked.number))
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "progress"
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "update")
    assert "progressed" in types(shown)


def test_row_11_a_reminder_by_hand_counts_and_a_second_one_that_day_does_not(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    text = str(desk.json("canned", "render", "reminder_by_hand", "--ticket", str(asked.number))["text"])
    mail = asked.say(desk.budi, asked.at(desk.budi, "assigned"), text)
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "reminder"
    assert (shown["status"], shown["reminders_sent"], shown["due"]["what"]) == ("waiting", 1, "reminder")
    again = asked.say(desk.budi, asked.at(desk.budi, "assigned"), text)
    assert asked.settled(again)["reminders_sent"] == 1


def test_row_15_thanks_stay_waiting_and_the_owner_hears_that_the_customer_is_content(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    mail = asked.say(asked.author, asked.at(asked.author, "received"), "Terima kasih, sudah bisa!")
    told = asked.out("customer_content")
    assert addresses(told, "To") == [desk.budi.address]
    assert addresses(told, "Cc") == [desk.list]  # the thanks wasn't on the list
    assert addresses(told, "Reply-To") == [desk.helpdesk, asked.author.address, desk.list]
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "thanks"
    assert (shown["status"], shown["due"]["what"]) == ("waiting", "close")


def test_row_16_a_reply_off_the_list_is_passed_on_whole(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    on = reply(
        asked.author,
        asked.at(asked.author, "received"),
        "Sudah saya coba, tetap tidak mau. Ini gambarnya.",
        everybody=False,
    )
    on.add_attachment(b"\x89PNG gambar", maintype="image", subtype="png", filename="layar.png")
    desk.send(on)
    passed = asked.out("customer_replied")
    assert addresses(passed, "To") == [desk.budi.address]
    assert addresses(passed, "Cc") == [desk.list]
    assert addresses(passed, "Reply-To") == [desk.helpdesk, asked.author.address, desk.list]
    assert asked.readers(passed) == {desk.budi.address, desk.list}
    assert [p.get_filename() for p in passed.iter_attachments()] == ["layar.png"]
    shown = asked.settled(on)
    assert kind_of(shown, on) == "customer_reply"
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "next_response")
    found = next(m for m in shown["messages"] if m["message_id"] == on["Message-ID"])
    assert found["attachments"] == [{"name": "layar.png", "type": "image/png", "size": len(b"\x89PNG gambar")}]


def test_row_16_a_reply_on_the_list_is_not_passed_on_again(desk: Desk, asked: Asked) -> None:
    answer = asked.answered(desk.budi)
    asked.settled(answer)
    got = desk.until(lambda: [m for m in desk.mails_to(asked.author) if m["Message-ID"] == answer["Message-ID"]])[0]
    mail = asked.say(asked.author, got, "Belum bisa, muncul galat 52.")
    shown = asked.settled(mail)
    assert shown["status"] == "in_progress"
    assert "customer_replied" not in kinds(shown)


def test_row_17_a_reply_to_a_closed_ticket_reopens_it_for_the_same_owner(desk: Desk, asked: Asked) -> None:
    asked.answered(desk.budi)
    asked.say(desk.budi, asked.at(desk.budi, "assigned"), f"#tutup\n\n{CLOSING.format(number=asked.number)}")
    asked.say(asked.author, asked.at(asked.author, "closed"), "Maaf, hari ini printernya mati lagi. Bisa dibantu?")
    told = asked.out("reopened")
    assert addresses(told, "To") == [desk.budi.address]
    assert addresses(told, "Cc") == [desk.list]
    assert addresses(told, "Reply-To") == [desk.helpdesk, asked.author.address, desk.list]
    assert "printernya mati lagi" in text_of(told)
    shown = asked.settled(str(told["In-Reply-To"]))
    assert (shown["status"], shown["operator"]["name"], shown["due"]["what"]) == (
        "in_progress",
        "Budi",
        "next_response",
    )
    assert "reopened" in types(shown)
    assert shown["closed_at"] is None


def test_row_5_a_vacation_notice_changes_nothing(desk: Desk, asked: Asked) -> None:
    before = asked.settled(asked.answered(desk.budi))
    away = letter(
        asked.author, desk.helpdesk, "Automatic reply: Printer", "Saya sedang cuti.", Auto_Submitted="auto-replied",
        In_Reply_To=str(asked.out("received")["Message-ID"]),
    )  # fmt: skip
    shown = asked.settled(desk.send(away, sender=""))
    assert kind_of(shown, away) == "auto_reply"
    assert (shown["status"], shown["due"]) == (before["status"], before["due"])
    assert kinds(shown) == kinds(before)


def bounce(desk: Desk, to: EmailMessage, recipient: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return f"""From: Mail Delivery System <MAILER-DAEMON@mail.example.net>
To: {desk.helpdesk}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{action}.{to["Message-ID"].strip("<>")}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

The mail could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such user here

--b1
Content-Type: text/rfc822-headers

From: {to["From"]}
To: {to["To"]}
Message-ID: {to["Message-ID"]}
Subject: {to["Subject"]}

--b1--
""".replace("\n", "\r\n").encode()


def test_row_3_a_bounce_of_the_customers_address_turns_waiting_into_in_progress(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    received = asked.out("received")
    desk.put(bounce(desk, received, asked.author.address, action="delayed", status="4.4.1"), "")
    desk.put(bounce(desk, received, asked.author.address), "")
    told = asked.out("undeliverable")
    assert asked.readers(told) == {desk.budi.address}
    shown = asked.until(lambda t: t["status"] == "in_progress")
    assert len(asked.all("undeliverable")) == 1
    out = next(m for m in shown["messages"] if m["kind"] == "received")
    assert [d["status"] for d in out["delivery"]] == ["bounced"]
    assert "bounced" in types(shown)
    assert kinds(shown, "in").count("bounce") == 2


def test_row_3_on_an_open_ticket_the_list_is_told(desk: Desk, asked: Asked) -> None:
    desk.put(bounce(desk, asked.out("received"), asked.author.address), "")
    told = asked.out("undeliverable")
    assert asked.readers(told) == {desk.list}
    assert asked.show()["status"] == "open"
