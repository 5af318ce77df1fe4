"""Reply and Reply All by the rules of mail programs (mutt's were held against the program in tests/servers)."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from mailticket.demo.people import (
    GMAIL,
    GMAIL_ID,
    MUTT,
    OUTLOOK_ID,
    PHONE,
    THUNDERBIRD,
    Client,
    Person,
    answer,
    read,
    recipients,
    text_of,
    wire,
    write,
)

AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
ANI = Person(name="Ani", address="ani@example.net")
HELPDESK, LIST, DEWI = "helpdesk@example.org", "operators@lists.example.org", "Dewi <dewi@example.org>"


def budi(client: Client = MUTT) -> Person:
    return Person(name="Budi", address="budi@example.org", client=client)


def asked(**headers: str) -> EmailMessage:
    message = write(
        ANI,
        at=AT,
        to=[HELPDESK, "Budi <BUDI@example.org>"],
        cc=[LIST, DEWI],
        subject="Cetak",
        text="Bagaimana?\n",
        headers=headers,
    )
    return read(wire(message))


@pytest.mark.parametrize(
    ("client", "to", "cc"),
    [
        (MUTT, ["Ani <ani@example.net>"], [HELPDESK, LIST, DEWI]),
        (PHONE, ["Ani <ani@example.net>"], [HELPDESK, LIST, DEWI]),
        (THUNDERBIRD, ["Ani <ani@example.net>", HELPDESK], [LIST, DEWI]),
        (GMAIL, ["Ani <ani@example.net>", HELPDESK], [LIST, DEWI]),
    ],
)
def test_reply_all_reaches_everybody_but_oneself(client: Client, to: list[str], cc: list[str]) -> None:
    assert recipients(asked(), budi(client), everybody=True) == (to, cc)


def test_reply_goes_to_the_author_alone() -> None:
    assert recipients(asked(), budi(), everybody=False) == (["Ani <ani@example.net>"], [])


def test_reply_to_comes_before_the_author() -> None:
    original = asked(**{"Reply-To": f"{HELPDESK}, ani@example.com"})
    assert recipients(original, budi(), everybody=False) == ([HELPDESK, "ani@example.com"], [])
    assert recipients(original, budi(PHONE), everybody=False) == ([HELPDESK], [])
    assert recipients(original, budi(), everybody=True) == ([HELPDESK, "ani@example.com"], [LIST, DEWI])


def test_answering_ones_own_mail_goes_where_it_went() -> None:
    assert recipients(asked(), ANI, everybody=False) == ([HELPDESK, "Budi <BUDI@example.org>"], [])


def test_an_answer_carries_the_thread_on() -> None:
    original = asked(References="<a@x> <b@x>", **{"In-Reply-To": "<b@x>"})
    reply = answer(original, budi(), at=AT)
    assert reply["In-Reply-To"] == original["Message-ID"]
    assert reply["References"] == f"<a@x> <b@x> {original['Message-ID']}"
    assert reply["Subject"] == "Re: Cetak"
    assert answer(reply, ANI, at=AT)["Subject"] == "Re: Cetak"


def test_long_message_ids_travel_whole() -> None:
    ids = [f"<{n}.{'a' * 90}@example.org>" for n in range(12)]
    original = asked(**{"Message-ID": ids[-1], "References": " ".join(ids[:-1])})
    raw = wire(answer(original, budi(), at=AT))
    assert f"In-Reply-To: {ids[-1]}\r\n".encode() in raw
    assert read(raw)["References"].split() == ids


@pytest.mark.parametrize(
    ("client", "below"),
    [
        (MUTT, ""),
        (GMAIL, "On Fri, 20 Nov 2026 at 07:30 Ani <ani@example.net> wrote:\n\n> Bagaimana?"),
        (GMAIL_ID, "Pada tanggal 20/11/2026 pukul 07.30 Ani <ani@example.net> menulis:\n\n> Bagaimana?"),
        (THUNDERBIRD, "On 20/11/2026 07:30, Ani wrote:\n> Bagaimana?"),
        (
            PHONE,
            f"{PHONE.signature}\n\nPada Fri, 20 Nov 2026 at 07:30, Ani <ani@example.net> menulis:\n\n> Bagaimana?",
        ),
    ],
)
def test_what_a_program_puts_below_an_empty_reply(client: Client, below: str) -> None:
    assert text_of(answer(asked(), budi(client), at=AT)).strip() == below


def test_outlook_quotes_below_a_block_of_headers() -> None:
    text = text_of(answer(asked(), budi(OUTLOOK_ID), at=AT, text="Sudah."))
    assert text.startswith("Sudah.\n\n-----Pesan Asli-----\nDari: Ani <ani@example.net>\nDikirim: ")
    assert text.endswith("Subjek: Cetak\n\nBagaimana?\n")


def test_headers_of_ones_own_win() -> None:
    message = write(ANI, at=AT, to=[HELPDESK], subject="Cetak", headers={"Message-ID": "<x@y>", "Importance": "high"})
    assert (message["Message-ID"], message["Importance"], message["Cc"]) == ("<x@y>", "high", None)
