"""Spec 2.2, rows 7 and 8: a short reply that says something isn't empty; a name, a card, a logo say nothing."""

import os
from email.message import EmailMessage

import pytest

from mailticket.mail.parse import parse
from mailticket.mail.reply import Reply, read_reply

QUOTE = (
    "\n\nPada Sen, 16 Nov 2026 pukul 09.00 iDuHelp! <helpdesk@example.org> menulis:\n> Printer rusak\n> Bagaimana?\n"
)
HTML_QUOTE = "<blockquote>Printer rusak</blockquote>"

SAYS = (
    """\
y|Y|+1|1|👍|.|?|ok|-|x
https://example.org/a|www.example.org|12345|Rp 50.000|08.30|besok|Dewi|@Dewi|Budi ya|Done
ambil|Sari tolong|OK\\nBudi|Ok\\n\\nSalam,\\nBudi|Budi\\nsudah saya cek, nanti dikabari|Salam,\\nBudi\\nSudah dikirim
Regards,\\nBudi\\nwill call you at 3|Budi\\n\\nPrinter sudah diganti|Budi: sudah|Budi, sudah dicek|Budi OK
Budi 👍|Budi dan Sari|Budi\\nambil besok|Budi Santoso sudah cek|Budi Besok Datang|Terima kasih|PIN 4411|5|[ok]|*ok*
> a\\nok\\n> b|> Printer rusak\\n\\nsudah dicek|Dikirim dari gudang|Disclaimer: belum dites|Virus-free
milis ditutup|Dikirim dari iPhone\\nya
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

EMPTY = (
    """\
|Budi|Budi Santoso|Salam,\\nBudi
Regards,\\nBudi Santoso\\nIT Support\\n+62 21 555 0177|Budi\\nStaf layanan pelanggan
Budi Santoso\\nBagian Umum\\nPT Contoh\\nJl. Melati 5, Bandung|Best regards,\\n\\nBudi Santoso\\nbudi@example.org
Budi Santoso | IT | ext. 105|-- \\nBudi Santoso\\nHead of Sales|Dikirim dari iPhone saya
Salam hormat,\\nBudi\\nwww.example.org
""".replace("\n", "|")
    .replace("Santoso | IT | ext", "Santoso \0 IT \0 ext")
    .rstrip("|")
    .split("|")
)


def answer(text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Budi Santoso <budi@example.org>",
        "ani@example.net",
        "Re: [#12] Printer",
    )
    mail["Message-ID"], mail["In-Reply-To"] = "<a@example.org>", "<b@example.org>"
    mail.set_content(text.replace("\\n", "\n").replace("\0", "|") + QUOTE)
    return mail


def shown(html: str, size: int, name: str, text: str = "") -> Reply:
    """A reply whose HTML shows a picture."""
    mail = answer(text)
    mail.add_alternative(html, subtype="html")
    mail.get_payload()[1].add_related(
        b"\x89PNG" + os.urandom(size), "image", "png", cid="<p1>", filename=name, disposition="inline"
    )
    return read_reply(parse(mail.as_bytes()))


@pytest.mark.parametrize("text", SAYS)
def test_it_says_something(text: str):
    assert not read_reply(parse(answer(text).as_bytes())).empty


@pytest.mark.parametrize("text", EMPTY)
def test_it_says_nothing(text: str):
    assert read_reply(parse(answer(text).as_bytes())).empty


@pytest.mark.parametrize(
    ("html", "size", "name"),
    [
        (f"<img src='cid:p1'>{HTML_QUOTE}", 60_000, "image001.png"),
        (f"{HTML_QUOTE}<p><img src='cid:p1'></p>", 60_000, "image001.png"),
        (f"{HTML_QUOTE}<p><img src='cid:p1'></p>{HTML_QUOTE}", 60_000, "image001.png"),
        (f"<img src='cid:p1'>{HTML_QUOTE}", 9_000, "Screenshot 2026-11-16.png"),
        (f"<img src='cid:p1'>{HTML_QUOTE}", 9_000, "Tangkapan Layar.png"),
    ],
    ids=["above the quote", "below it", "between two", "small, by its name", "the same in Indonesian"],
)
def test_a_pasted_screenshot_is_content(html: str, size: int, name: str):
    assert not shown(html, size, name).empty


@pytest.mark.parametrize(
    ("html", "size", "name"),
    [
        (f"<img src='cid:p1'>{HTML_QUOTE}", 9_000, "image001.png"),
        (f"{HTML_QUOTE}<img src='cid:p1'>", 9_000, "image001.png"),
        ("<blockquote>Printer <img src='cid:p1'></blockquote>", 60_000, "image001.png"),
        ("<div id='divRplyFwdMsg'><b>From:</b> a</div><p><img src='cid:p1'></p>", 60_000, "Screenshot.png"),
    ],
    ids=["a logo", "a logo below the quote", "in the quote", "in what Outlook quotes"],
)
def test_a_logo_and_what_is_quoted_are_none(html: str, size: int, name: str):
    assert shown(html, size, name).empty


def test_an_emoji_that_a_client_sends_as_a_picture_is_an_answer():
    assert not shown(f"<img alt='👍' src='cid:p1'>{HTML_QUOTE}", 900, "emoji.png", text="[👍]").empty
