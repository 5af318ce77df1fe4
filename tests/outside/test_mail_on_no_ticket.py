"""Mail on no ticket, and from people who are not the customer: rows 18 to 25 of 1.3."""

import pytest
from tests.outside.clients import Person, letter, reply, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds

pytestmark = pytest.mark.servers


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return desk.question("Proyektor mati", "Proyektor ruang 3 tidak mau menyala. Bagaimana caranya?")


def ticket_of(desk: Desk, author: Person, mail: object = None) -> Asked:
    """The ticket that belongs to this person, however it opened."""
    found = desk.until(lambda: desk.json("list", "--customer", author.address))
    each = Asked(desk, author, mail or letter(author, "", "", ""))
    each._number = found[0]["number"]
    return each


def test_row_18_a_stranger_with_true_references_is_shown_to_the_list_and_changes_nothing(
    desk: Desk, asked: Asked
) -> None:
    before = asked.settled(asked.answered(desk.budi))
    stranger = desk.customer(name="Tono")
    seen = asked.at(desk.budi)  # the announcement went to the list alone: somebody passed it on
    mail = desk.send(
        reply(stranger, seen, "Saya juga mengalaminya, mail ini diteruskan rekan saya.", to=desk.helpdesk, cc="")
    )
    shown_to = asked.out("third_party")
    assert addresses(shown_to, "To") == [desk.budi.address]
    assert addresses(shown_to, "Cc") == [desk.list]
    assert addresses(shown_to, "Reply-To") == [desk.helpdesk, desk.list]
    shown = asked.settled(mail)
    assert kind_of(shown, mail) == "third_party"
    assert (shown["status"], shown["customer"], shown["due"]) == (before["status"], before["customer"], before["due"])
    assert desk.mails_to(stranger) == []


def test_the_customer_on_another_account_is_shown_and_the_reminders_pause(desk: Desk, asked: Asked) -> None:
    """2.3: a reply from an unknown address to a mail whose only outside recipient was the customer."""
    answer = asked.answered(desk.budi)
    before = asked.settled(answer)
    got = desk.until(lambda: [m for m in desk.mails_to(asked.author) if m["Message-ID"] == answer["Message-ID"]])[0]
    other = desk.customer()
    mail = desk.send(reply(other, got, "Ini saya dari akun pribadi: masih mati.", to=desk.helpdesk, cc=""))
    asked.out("third_party")
    shown = asked.settled(mail)
    assert (shown["status"], shown["customer"]) == (before["status"], before["customer"])
    assert shown["due"]["at"] >= before["due"]["at"]
    order = asked.say(
        desk.budi, asked.at(desk.budi, "third_party"), f"#pelanggan {other.address}", to=desk.helpdesk, cc=""
    )
    shown = asked.settled(order)
    assert shown["customer"]["address"] == other.address


def test_row_18_a_tag_alone_proves_nothing_and_opens_a_ticket_of_their_own(desk: Desk, asked: Asked) -> None:
    stranger = desk.customer(name="Tono")
    mail = letter(stranger, desk.helpdesk, f"Re: Proyektor mati [#{asked.number}]", "Apa jawabannya?")
    desk.send(mail)
    own = ticket_of(desk, stranger, mail)
    assert own.number != asked.number
    assert kinds(asked.show(), "in") == ["question"]
    received = own.out("received")
    assert str(received["Subject"]).count("[#") == 1
    assert f"[#{own.number}]" in str(received["Subject"])
    assert "ruang 3" not in text_of(received)


def test_the_customers_new_mail_with_the_tag_joins(desk: Desk, asked: Asked) -> None:
    mail = letter(asked.author, desk.helpdesk, f"[#{asked.number}] tambahan", "Lampunya berkedip merah.")
    shown = asked.settled(desk.send(mail))
    assert kind_of(shown, mail) == "customer_reply"
    assert shown["status"] == "open"


def test_row_19_the_helpdesks_webmail_to_the_list_is_an_offline_question(desk: Desk) -> None:
    customer = desk.customer()
    me = Person(name="Meja", address=desk.helpdesk)
    mail = letter(
        me, desk.list, "Pertanyaan lewat telepon", f"Pelanggan: {customer.address}\nLupa kata sandi, mohon dibantu."
    )
    desk.send(mail)
    asked = ticket_of(desk, customer, mail)
    shown = asked.settled(mail)
    assert shown["customer"]["address"] == customer.address
    assert kinds(shown) == ["announcement"] or kinds(shown) == ["received", "announcement"]


def test_row_19_without_a_customer_the_owner_is_asked_for_it(desk: Desk) -> None:
    me = Person(name="Meja", address=desk.helpdesk)
    mail = desk.send(letter(me, desk.list, "Titipan dari loket", "Seseorang menanyakan jam buka perpustakaan."))
    asked = Asked(desk, me, mail)
    asked.claimed(desk.budi)
    assert "#pelanggan" in text_of(asked.out("assigned")) or "#customer" in text_of(asked.out("assigned"))
    shown = asked.show()
    assert shown["customer"] is None
    customer = desk.customer()
    mail = asked.say(desk.budi, asked.at(desk.budi, "assigned"), f"#pelanggan {customer.address}", everybody=False)
    shown = asked.until(lambda t: t["customer"])
    assert shown["customer"]["address"] == customer.address
    assert kind_of(shown, mail) == "command"


@pytest.mark.parametrize("divider", ["---------- Forwarded message ---------", "-------- Pesan Diteruskan --------"])
def test_row_20_an_operators_forward_is_a_ticket_of_its_author(desk: Desk, divider: str) -> None:
    customer = desk.customer()
    head = f"From: {customer}\nDate: Sat, 21 Nov 2026 09.00\nSubject: Lupa sandi\nTo: {desk.sari}"
    body = f"{divider}\n{head}\n\nBagaimana mengganti kata sandi?\n"
    desk.send(letter(desk.sari, desk.helpdesk, "Fwd: Lupa sandi", body))
    asked = ticket_of(desk, customer)
    shown = asked.until(lambda t: "received" in kinds(t))
    assert shown["subject"] == "Lupa sandi"
    assert asked.readers(asked.out("received")) == {customer.address}
    assert "mengganti kata sandi" in text_of(asked.out("announcement"))


def test_row_20_a_forward_as_an_attachment(desk: Desk) -> None:
    customer = desk.customer()
    mail = letter(desk.sari, desk.helpdesk, "Fwd: Lupa sandi lagi", "Mohon dibantu.")
    mail.add_attachment(letter(customer, desk.sari.address, "Lupa sandi lagi", "Bagaimana kalau sandinya salah terus?"))
    desk.send(mail)
    asked = ticket_of(desk, customer)
    assert "salah terus" in text_of(asked.out("announcement"))


def test_row_21_talk_is_no_ticket_and_its_sender_is_told_how_to_make_one(desk: Desk) -> None:
    alone = desk.send(letter(desk.dewi, desk.helpdesk, "Rapat", "Besok rapat jam sembilan ya."))
    told = desk.until(lambda: [m for m in desk.mails_to(desk.dewi) if m["In-Reply-To"] == alone["Message-ID"]])[0]
    assert "#tiket" in text_of(told) or "#ticket" in text_of(told)
    assert "[#" not in str(told["Subject"])
    talk = desk.send(letter(desk.dewi, desk.list, "Jadwal piket", "Minggu depan saya piket pagi."))
    outsider = desk.customer()
    mail = letter(
        outsider,
        desk.helpdesk,
        "Re: Jadwal piket",
        "Saya mau bertanya soal jadwal itu.",
        cc=desk.list,
        In_Reply_To=str(talk["Message-ID"]),
    )
    desk.send(mail)
    shown = ticket_of(desk, outsider).until(lambda t: t["operator"])
    assert shown["operator"]["name"] == "Dewi"
    assert not desk.written(lambda m: m["In-Reply-To"] == talk["Message-ID"])


def test_tiket_on_a_mail_outside_any_thread_makes_it_a_ticket(desk: Desk) -> None:
    mail = desk.send(letter(desk.sari, desk.helpdesk, "Lampu koridor", "#tiket\nLampu koridor lantai satu mati."))
    announced = desk.until(lambda: desk.written(lambda m: m["In-Reply-To"] == mail["Message-ID"]))
    assert any("[#" in str(m["Subject"]) for m in announced)


@pytest.mark.parametrize("subject", ["status", "Tiket saya"])
def test_row_23_a_customer_gets_their_own_tickets(desk: Desk, asked: Asked, subject: str) -> None:
    asked.out("announcement")
    mail = desk.send(letter(asked.author, desk.helpdesk, subject, ""))
    answer = desk.until(lambda: [m for m in desk.mails_to(asked.author) if m["In-Reply-To"] == mail["Message-ID"]])[0]
    assert str(asked.number) in text_of(answer)
    assert "Proyektor mati" in text_of(answer)
    assert "[#" not in str(answer["Subject"])  # about several or none: no tag (2.6)
    assert addresses(answer, "Reply-To") == [desk.helpdesk]


def test_row_24_the_same_question_again_is_appended(desk: Desk, asked: Asked) -> None:
    asked.out("announcement")
    again = letter(
        asked.author, desk.helpdesk, "Proyektor mati", "Proyektor ruang 3 tidak mau menyala. Bagaimana caranya?"
    )
    shown = asked.settled(desk.send(again))
    assert kind_of(shown, again) == "customer_reply"
    assert len(desk.json("list", "--customer", asked.author.address)) == 1


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Auto_Response_Suppress": "All", "Precedence": "bulk"},
        {"Precedence": "bulk", "List_Unsubscribe": "<https://news.example.com/leave>"},
        {"X_Spam_Flag": "YES"},
    ],
)
def test_row_5_machine_mail_is_never_answered_and_opens_nothing(desk: Desk, header: dict[str, str]) -> None:
    robot = desk.customer(name="Robot")
    desk.send(letter(robot, desk.helpdesk, "Laporan", "Laporan mingguan tersedia.", **header))
    after = desk.question("Sesudahnya", "Apakah ini sampai?")
    after.out("announcement")
    assert desk.mails_to(robot) == []
    assert desk.json("list", "--customer", robot.address) == []


@pytest.mark.parametrize("address", ["no-reply@example.com", "MAILER-DAEMON@example.com", "postmaster@example.com"])
def test_no_mail_goes_to_addresses_that_nobody_reads(desk: Desk, address: str) -> None:
    desk.send(letter(Person(name="", address=address), desk.helpdesk, "Pemberitahuan", "Sandi Anda sudah diganti."))
    desk.question("Sesudahnya", "Apakah ini sampai?").out("announcement")
    assert desk.mails_to(address) == []
