"""Commands by mail, in both languages (3.1), and the same acts by the command line (4.4)."""

import pytest
from tests.outside.clients import Person, letter, reply, text_of
from tests.outside.desk import Asked, Desk, addresses, kind_of, kinds, types

pytestmark = pytest.mark.servers


@pytest.fixture
def asked(desk: Desk) -> Asked:
    return desk.question("Kabel jaringan", "Kabel jaringan di ruang 5 putus. Bisa diganti?")


@pytest.fixture
def owned(desk: Desk, asked: Asked) -> Asked:
    asked.claimed(desk.budi)
    return asked


def order(asked: Asked, who: Person, text: str, on: str = "assigned", reader: Person | None = None) -> dict:
    """A plain reply to the helpdesk alone."""
    mail = asked.say(who, asked.at(reader or who, on), text, to=asked.desk.helpdesk, cc="")
    return asked.settled(mail) | {"mail": mail}


@pytest.mark.parametrize("word", ["#take", "#ambil"])
def test_take(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.sari, word, "announcement")
    assert shown["operator"]["name"] == "Sari"
    assert kind_of(shown, shown["mail"]) == "command"
    told = owned.out("command_result")
    assert owned.readers(told) == {desk.budi.address}  # a take-over, to the former owner
    assert owned.readers(owned.out("assigned", 2)) == {desk.sari.address}


@pytest.mark.parametrize("word", ["#release", "#lepas"])
def test_release(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.budi, word)
    assert (shown["status"], shown["operator"], shown["due"]["what"]) == ("open", None, "unclaimed")
    assert owned.out("announcement", 2)
    assert "released" in types(shown)


@pytest.mark.parametrize("word", ["#assign Sari", "#tugaskan sari"])
def test_assign(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.budi, word)
    assert shown["operator"]["name"] == "Sari"
    assert owned.readers(owned.out("assigned", 2)) == {desk.sari.address}
    assert "assigned" in types(shown)


@pytest.mark.parametrize("word", ["#send", "#kirim"])
def test_send_on_an_open_ticket_claims_it_first(desk: Desk, asked: Asked, word: str) -> None:
    shown = order(asked, desk.budi, f"{word}\nKabelnya kami ganti sore ini.", "announcement")
    assert (shown["status"], shown["operator"]["name"]) == ("waiting", "Budi")
    sent = asked.out("sent_on")
    assert asked.readers(sent) == {asked.author.address, desk.list}
    assert "ganti sore ini" in text_of(sent)
    assert "kept_as_note" not in kinds(shown)


@pytest.mark.parametrize("word", ["#note", "#catatan"])
def test_note(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.budi, f"{word}\nKabelnya ada di gudang.")
    assert shown["status"] == "in_progress"
    assert kind_of(shown, shown["mail"]) == "note"
    assert "kept_as_note" not in kinds(shown)
    assert "noted" in types(shown)
    assert owned.readers(owned.out("copy")) == {desk.list}  # a thread message with text that was not on the list
    assert addresses(owned.out("copy"), "Reply-To") == [desk.helpdesk, desk.list]


def test_note_on_an_open_ticket_claims_nothing(desk: Desk, asked: Asked) -> None:
    shown = order(asked, desk.budi, "#catatan\nKabelnya ada di gudang.", "announcement")
    assert (shown["status"], shown["operator"]) == ("open", None)


@pytest.mark.parametrize("word", ["#progress", "#proses"])
def test_progress(desk: Desk, owned: Asked, word: str) -> None:
    mail = owned.say(
        desk.budi, owned.at(desk.budi, "assigned"), f"{word}\nTeknisi sedang menuju ke sana.", everybody=False
    )
    shown = owned.settled(mail)
    assert (shown["status"], shown["due"]["what"]) == ("in_progress", "update")
    assert kind_of(shown, mail) == "progress"


@pytest.mark.parametrize("word", ["#answered", "#dijawab"])
def test_answered(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.budi, f"{word} lewat telepon: kabel sudah diganti")
    assert (shown["status"], shown["due"]["what"]) == ("waiting", "reminder")
    assert shown["answered_at"] is not None


@pytest.mark.parametrize(
    ("word", "who", "reason"),
    [("#close", "budi", "satisfied"), ("#tutup", "pic", "supervisor"), ("#tutup no_reply", "budi", "no_reply")],
)
def test_close(desk: Desk, owned: Asked, word: str, who: str, reason: str) -> None:
    operator = getattr(desk, who)
    shown = order(owned, operator, word, "announcement")
    assert (shown["status"], shown["closed_reason"]) == ("closed", reason)
    assert owned.readers(owned.out("closed")) == {owned.author.address, desk.list, desk.pic.address}
    assert shown["closed_at"] is not None


@pytest.mark.parametrize("word", ["#reopen", "#buka"])
def test_reopen(desk: Desk, owned: Asked, word: str) -> None:
    order(owned, desk.budi, "#tutup")
    shown = order(owned, desk.budi, word)
    assert shown["status"] == "in_progress"
    assert shown["closed_reason"] is None
    assert "reopened" in types(shown)


@pytest.mark.parametrize("word", ["#hold until 2027-01-04", "#tahan sampai 4 Januari 2027", "#tahan"])
def test_hold(desk: Desk, owned: Asked, word: str) -> None:
    shown = order(owned, desk.budi, word)
    assert shown["status"] == "on_hold"
    assert shown["due"]["what"] in ("hold", "update")
    assert "held" in types(shown)


@pytest.mark.parametrize("word", ["#help", "#bantuan"])
def test_help(desk: Desk, word: str) -> None:
    mail = desk.send(letter(desk.budi, desk.helpdesk, "tanya", word))
    answer = desk.until(lambda: [m for m in desk.mails_to(desk.budi) if m["In-Reply-To"] == mail["Message-ID"]])[0]
    for command in ("#take", "#release", "#send", "#close"):
        assert command in text_of(answer)


def test_an_unknown_word_alone_is_answered_and_text_with_a_number_sign_is_text(desk: Desk, owned: Asked) -> None:
    shown = order(owned, desk.budi, "#tutpu")
    told = owned.out("command_result")
    assert owned.readers(told) == {desk.budi.address}
    assert "#tutpu" in text_of(told)
    assert shown["status"] == "in_progress"
    mail = owned.say(
        desk.budi, owned.at(desk.budi, "assigned"), "#1 Buka menu Pengaturan\n#2 Pilih Jaringan", everybody=False
    )
    shown = owned.settled(mail)
    assert kind_of(shown, mail) == "answer"
    assert shown["status"] == "waiting"


def test_a_customers_commands_are_text(desk: Desk, owned: Asked) -> None:
    mail = owned.say(owned.author, owned.at(owned.author, "received"), "#tutup\nSudah tidak perlu?")
    shown = owned.settled(mail)
    assert shown["status"] == "in_progress"
    assert kind_of(shown, mail) == "customer_reply"


def test_several_commands_follow_each_other(desk: Desk, owned: Asked) -> None:
    shown = order(owned, desk.budi, "#tugaskan Dewi\n#tahan sampai 2027-01-04")
    assert (shown["operator"]["name"], shown["status"]) == ("Dewi", "on_hold")


def test_excuse_is_the_supervisors(desk: Desk, owned: Asked) -> None:
    shown = order(owned, desk.budi, "#maafkan")
    assert owned.readers(owned.out("command_result")) == {desk.budi.address}
    assert shown["breaches"] == []


def test_a_participant_that_an_operator_brought_in_counts_as_the_customer(desk: Desk, owned: Asked) -> None:
    colleague = desk.customer(name="Rudi")
    on = owned.at(desk.budi, "assigned")
    answer = reply(desk.budi, on, "Kabelnya kami ganti; Pak Rudi ikut kami kabari.", everybody=False)
    answer["Cc"] = str(colleague)
    desk.send(answer)
    owned.settled(answer)
    got = desk.until(lambda: [m for m in desk.mails_to(colleague) if m["Message-ID"] == answer["Message-ID"]])[0]
    mail = desk.send(reply(colleague, got, "Baik, tetapi jam berapa tepatnya?"))
    shown = owned.settled(mail)
    assert kind_of(shown, mail) == "customer_reply"
    assert shown["status"] == "in_progress"
    assert shown["customer"]["address"] == owned.author.address
    assert not [m for m in desk.written(lambda m: True) if colleague.address in owned.readers(m)]


def test_the_same_acts_by_the_command_line(desk: Desk, asked: Asked) -> None:
    n = str(asked.number)
    assert desk.json("take", n, "Budi")["operator"]["name"] == "Budi"
    assert desk.json("assign", n, "Sari")["operator"]["name"] == "Sari"
    assert desk.json("hold", n)["status"] == "on_hold"
    noted = desk.json("note", n, "Kabelnya dipesan.")
    assert noted["status"] == "on_hold"
    assert desk.json("close", n)["status"] == "closed"
    assert desk.json("reopen", n)["status"] == "in_progress"
    found = desk.json("list", "--status", "in_progress", "--operator", "Sari")
    assert asked.number in [t["number"] for t in found]
    assert set(found[0]) & {"messages", "events"} == set()
    shown = asked.until(lambda t: t["operator"])
    assert [t for t in types(shown) if t in ("closed", "reopened", "held", "noted")] == [
        "held",
        "noted",
        "closed",
        "reopened",
    ]
    why = desk.json("why", n)
    assert isinstance(why, list)
    assert desk.json("search", "kabel", "jaringan")
    assert desk.run("show", "99999", "--json").returncode == 1
    assert desk.run("take", n, "Nobody").returncode in (1, 2)
    assert desk.run("frobnicate").returncode == 2
