"""What else a desk lives through: big mail, hints, forwards on a ticket, commands of the administrator."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, unquote

import pytest
from tests.outside.clients import Person, letter, reply, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, marks, types

pytestmark = pytest.mark.servers


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return desk.question("Pintu macet", "Pintu lab macet sejak pagi. Bisa diperbaiki?")


def test_one_ordinary_ticket_costs_the_customer_4_mails_and_a_list_member_7(desk: Desk) -> None:
    asked = desk.question("Kartu hilang", "Kartu saya hilang. Apa yang harus saya lakukan?")
    answer = asked.answered(desk.budi)
    got = desk.until(lambda: [m for m in desk.mails_to(asked.author) if m["Message-ID"] == answer["Message-ID"]])[0]
    asked.settled(asked.say(asked.author, got, "Terima kasih, sudah bisa!"))
    text = str(desk.json("canned", "render", "closing", "--ticket", str(asked.number))["text"])
    asked.say(desk.budi, asked.at(desk.budi, "assigned"), text, everybody=False)
    asked.settled(str(asked.out("closed")["In-Reply-To"]))
    assert len(desk.mails_to(asked.author)) <= 4
    here = [m for m in desk.mails_to(desk.dewi) if f"[#{asked.number}]" in str(m["Subject"])]
    assert len({str(m["Message-ID"]) for m in here}) <= 7


def test_an_attachment_too_big_for_the_list_is_named_there(desk: Desk) -> None:
    customer = desk.customer()
    mail = letter(customer, desk.helpdesk, "Gambar layar", "Layar saya seperti di gambar. Kenapa?")
    mail.add_attachment(b"x" * 60_000, maintype="image", subtype="png", filename="layar.png")
    desk.send(mail)
    asked = Asked(desk, customer, mail)
    announcement = asked.out("announcement")
    assert "layar.png" in text_of(announcement)
    assert [p.get_filename() for p in announcement.iter_attachments()] == []
    assigned = asked.claimed(desk.budi)
    assert [p.get_filename() for p in assigned.iter_attachments()] == ["layar.png"]


def test_attachments_over_the_limit_are_left_out_and_the_sender_hears_of_it_once(desk: Desk) -> None:
    customer = desk.customer()
    mail = letter(customer, desk.helpdesk, "Video", "Ini videonya, mengapa begini?")
    mail.add_attachment(b"x" * 9_000_000, maintype="video", subtype="mp4", filename="video.mp4")
    desk.send(mail)
    asked = Asked(desk, customer, mail)
    told = asked.out("too_large")
    assert asked.readers(told) == {customer.address}
    assert "video.mp4" in text_of(told) or "8" in text_of(told)
    assert "mengapa begini" in text_of(asked.out("announcement"))


def test_an_operators_forward_on_a_ticket_of_the_customers_mail_counts_as_the_customers(
    desk: Desk, asked: Asked
) -> None:
    """The hole of direct conversation: the customer answered the operator alone."""
    answer = asked.answered(desk.sari)
    asked.settled(answer)
    private = letter(
        asked.author, desk.sari.address, "Re: Pintu macet", "Pintunya masih macet, kapan tukangnya datang?"
    )
    body = f"---------- Forwarded message ---------\nFrom: {asked.author}\nDate: Sat, 21 Nov 2026 09.00\n"
    body += f"Subject: Re: Pintu macet\nTo: {desk.sari}\n\nPintunya masih macet, kapan tukangnya datang?\n"
    mail = letter(
        desk.sari,
        desk.helpdesk,
        f"Fwd: Re: Pintu macet [#{asked.number}]",
        body,
        In_Reply_To=str(private["Message-ID"]),
        References=f"{answer['Message-ID']} {private['Message-ID']}",
    )
    shown = asked.settled(desk.send(mail))
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "next_response")
    assert "customer_replied" in types(shown)


def test_an_answer_to_the_customer_without_the_list_is_copied_to_it(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    on = asked.at(desk.budi, "assigned")
    mail = asked.say(desk.budi, on, "Tukangnya datang jam dua.", to=f"{asked.author}, {desk.helpdesk}", cc="")
    shown = asked.settled(mail)
    assert shown["status"] == "waiting"
    assert kinds(shown).count("copy") == 1  # `assigned` named the list, the answer left it out (1.4, I11)
    mail = reply(desk.budi, asked.mail, "Sekarang sudah diperbaiki.", to=f"{asked.author}, {desk.helpdesk}", cc="")
    desk.send(mail)
    asked.settled(mail)
    copies = asked.all("copy")
    assert copies
    assert all(asked.readers(c) == {desk.list} for c in copies)
    assert "Budi" in str(copies[-1]["From"])
    assert addresses(copies[-1], "From") == [desk.helpdesk]


def test_a_premature_no_reply_closing_is_accepted_and_shown_to_the_supervisor(desk: Desk, asked: Asked) -> None:
    asked.settled(asked.answered(desk.budi))
    text = str(desk.json("canned", "render", "closing_no_reply", "--ticket", str(asked.number))["text"])
    mail = asked.say(desk.budi, asked.at(desk.budi, "assigned"), text, everybody=False)
    shown = asked.settled(mail)
    assert (shown["status"], shown["closed_reason"]) == ("closed", "no_reply")
    assert any(asked.readers(m) == {desk.pic.address} for m in asked.all("notice"))


def test_a_survey_by_mailto_counts_once_and_the_last_one_wins(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    asked.settled(asked.say(desk.budi, asked.at(desk.budi, "assigned"), "#tutup", to=desk.helpdesk, cc=""))
    closed = asked.at(asked.author, "closed")
    source = "".join(str(p.get_content()) for p in closed.walk() if p.get_content_maintype() == "text")
    link = source.split("mailto:")[1].split('"')[0].split(">")[0].split()[0]
    to, _, query = link.replace("&amp;", "&").partition("?")
    fields = parse_qs(query)
    mail = letter(asked.author, unquote(to), fields["subject"][0], fields.get("body", ["4"])[0])
    desk.send(mail)
    first = asked.until(lambda t: t["survey"])["survey"]["score"]
    assert 1 <= first <= 5
    asked.say(asked.author, closed, "2. Terlalu lama menunggu.", everybody=False)
    shown = asked.until(lambda t: t["survey"]["score"] == 2)
    assert shown["status"] == "closed"
    assert any(
        asked.readers(m) == {desk.budi.address} for m in asked.all("notice")
    )  # 1-2 with a comment: the owner is told
    assert len(desk.json("list", "--customer", asked.author.address)) == 1


def test_code_mails_and_unknown_operators_addresses(desk: Desk, asked: Asked) -> None:
    """An address that is not on the roster claims nothing."""
    other = Person(name="Budi", address="budi@example.com")
    mail = asked.say(other, asked.at(desk.budi), "")
    shown = asked.until(lambda t: any(m["message_id"] == mail["Message-ID"] for m in t["messages"]) or t["status"])
    assert shown["operator"] is None
    assert desk.mails_to(other) == []


def test_release_then_claim_by_another_gives_a_fresh_deadline(desk: Desk, asked: Asked) -> None:
    asked.claimed(desk.budi)
    asked.settled(asked.say(desk.budi, asked.at(desk.budi, "assigned"), "#lepas", to=desk.helpdesk, cc=""))
    again = asked.say(desk.sari, asked.at(desk.sari, "announcement", 2), "")
    shown = asked.settled(again)
    assert shown["operator"]["name"] == "Sari"
    assert types(shown).count("claimed") == 2


def test_the_administrators_commands(desk: Desk) -> None:
    assert desk.run("check").returncode in (0, 1)
    lines = json.loads(desk.run("check", "--json").stdout)
    assert isinstance(lines, list)
    assert lines
    assert desk.run("canned", "check").returncode == 0
    names = json.dumps(desk.json("canned", "list"))
    for name in ("received", "closing", "closing_no_reply", "greeting", "request_data", "missed_callback", "progress"):
        assert name in names
    unit = desk.run("install-service", config=False).stdout.decode()
    assert "[Service]" in unit
    assert "ExecStart" in unit
    assert desk.run("db", "check").returncode == 0
    assert desk.run("--version", config=False).returncode == 0
    assert isinstance(desk.json("outbox", "list"), list)


def test_init_writes_a_configuration_that_can_be_used(desk: Desk) -> None:
    folder = desk.folder / "fresh"
    folder.mkdir()
    done = desk.run(
        *(
            "--config",
            str(folder / "config.toml"),
            "init",
            "--defaults",
            "--name",
            "Meja",
            "--helpdesk",
            "h@example.org",
        ),
        *("--list", "l@lists.example.org", "--operators", "Budi <b@example.org>", "--supervisors", "p@example.org"),
        *("--imap-host", "imap.example.org", "--smtp-host", "smtp.example.org", "--timezone", "Asia/Jakarta"),
        config=False,
    )
    assert done.returncode == 0, done.stderr
    listed = desk.run("--config", str(folder / "config.toml"), "list", config=False)
    assert listed.returncode in (0, 1)
    assert (folder / "secret").stat().st_mode & 0o077 == 0


def test_once_does_one_pass_of_every_station(new_desk: Callable[..., Desk]) -> None:
    each = new_desk()
    assert each.run("once").returncode == 0
    asked = each.question("Sekali", "Apakah sekali jalan cukup?")
    assert each.run("once").returncode == 0
    assert each.json("list")[0]["customer"]["address"] == asked.author.address
    assert each.mails_to(asked.author)
    assert marks(each.mails_to(asked.author)[0])["mail"] == "received"
    again = len(each.streets.office.accepted)
    assert each.run("once").returncode == 0
    assert len(each.streets.office.accepted) == again


def test_terminal_escapes_of_a_customer_never_reach_the_terminal(desk: Desk) -> None:
    customer = desk.customer()
    mail = letter(customer, desk.helpdesk, "x", "Merah \x1b[31m dan \u202e balik. Mengapa?")
    raw = mail.as_bytes().replace(b"Subject: x", b"Subject: =?utf-8?q?=1B[31mMerah?=")
    desk.put(raw.replace(b"\n", b"\r\n"), customer.address)
    asked = Asked(desk, customer, mail)
    shown = asked.settled(mail)
    for command in (["list"], ["show", str(asked.number), "--full"], ["why", str(asked.number)]):
        out = desk.run(*command).stdout
        assert b"\x1b" not in out
        assert "\u202e".encode() not in out
    assert kind_of(shown, mail) == "question"
