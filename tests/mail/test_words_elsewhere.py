"""Spec 2.2: words that stand where nobody looks: only in the HTML, below a notice, below a signature's dashes."""

import base64

import pytest

from mailticket.mail.parse import parse
from mailticket.mail.reply import read_reply, split_text

ANSWER = "Sudah saya reset sandinya, Bu. Silakan dicoba."
QUOTE = "Pada Sab, 21 Nov 2026 pukul 09.00 Ani <ani@example.net> menulis:\n\n> Saya tidak bisa masuk.\n"
HTML_QUOTE = (
    '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Pada Sab, 21 Nov 2026 pukul 09.00 Ani '
    '&lt;<a href="mailto:ani@example.net">ani@example.net</a>&gt; menulis:<br></div><blockquote class="gmail_quote">'
    "Saya tidak bisa masuk.</blockquote></div>"
)


def two_parts(plain: str, html: str) -> bytes:
    return (
        "From: Budi <budi@example.org>\nTo: ani@example.net\nSubject: Re: masuk\nIn-Reply-To: <1@example.net>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("plain", [QUOTE, f"\n\n{QUOTE}", f"-- \nBudi\nLayanan\n\n{QUOTE}"])
def test_words_that_stand_in_the_html_alone_are_the_answer(plain: str):
    reply = read_reply(parse(two_parts(plain, f'<div dir="ltr">{ANSWER}</div>{HTML_QUOTE}')))
    assert (reply.new_text, reply.empty) == (ANSWER, False)
    assert "Saya tidak bisa masuk." in reply.folded


@pytest.mark.parametrize(
    "above",
    ["", "<div><br></div>", '<div class="gmail_signature">-- <br>Budi<br>Layanan Pelanggan</div>', "<p>&nbsp;</p>"],
)
def test_an_empty_reply_is_empty_in_both_parts(above: str):
    plain = f"-- \nBudi\nLayanan Pelanggan\n\n{QUOTE}" if "Budi" in above else QUOTE
    assert read_reply(parse(two_parts(plain, f"{above}{HTML_QUOTE}"))).empty


def test_a_quote_that_only_the_plain_part_marks_is_no_answer():
    html = "<div>Pada hari itu Ani bilang</div><div>Saya tidak bisa masuk.</div>"
    plain = "> Pada hari itu Ani bilang\n> Saya tidak bisa masuk.\n"
    assert read_reply(parse(two_parts(plain, html))).empty


def picture(size_bytes: int) -> str:
    return f'<img src="data:image/png;base64,{base64.b64encode(bytes(range(256)) * (size_bytes // 256)).decode()}">'


def test_a_picture_inside_the_html_is_content():
    message = parse(two_parts(QUOTE, f"<div>{picture(40_960)}</div>{HTML_QUOTE}"))
    assert [(one.type, one.size_bytes, one.inline) for one in message.attachments] == [("image/png", 40_960, False)]
    assert not read_reply(message).empty


def test_a_small_picture_inside_the_html_is_a_signatures():
    message = parse(two_parts(QUOTE, f"<div>{picture(2_048)}</div>{HTML_QUOTE}"))
    assert [one.inline for one in message.attachments] == [True]
    assert read_reply(message).empty


def test_a_picture_in_the_quoted_html_is_not_this_authors():
    html = f"<div><br></div>{HTML_QUOTE.replace('Saya', picture(40_960) + 'Saya')}"
    assert read_reply(parse(two_parts(QUOTE, html))).empty


NOTICE = "DISCLAIMER: Email ini bersifat rahasia dan hanya ditujukan kepada penerima yang dituju."
SIGNED = "-- \nBudi Santoso\nLayanan Pelanggan\nTelp 021-555123"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        pytest.param(f"{NOTICE}\n\n{ANSWER}\n\n{QUOTE}", ANSWER, id="below a notice"),
        pytest.param(f"{SIGNED}\n\n{ANSWER}\n\n{QUOTE}", ANSWER, id="below a signature"),
        pytest.param(f"-- \n{ANSWER}\n\n{QUOTE}", ANSWER, id="below bare dashes"),
        pytest.param("-- \nTolong buka akun saya, sudah dua hari terkunci.\n", None, id="a question below bare dashes"),
        pytest.param("--\n\nApakah kantor buka besok?\n", None, id="one with a question mark"),
        pytest.param(f"Halo Bu,\n\n{SIGNED}\n\n{ANSWER}\n\n{QUOTE}", f"Halo Bu,\n\n{ANSWER}", id="on both sides"),
    ],
)
def test_a_sentence_below_what_is_folded_is_kept(text: str, new: str | None):
    found = split_text(text)[0]
    assert found == (new if new is not None else text.lstrip("- \n").strip())


@pytest.mark.parametrize(
    "text",
    [
        f"{SIGNED}\n\n{QUOTE}",
        f"{SIGNED}\n\n{NOTICE}\n\n{QUOTE}",
        f"{SIGNED}\n\nMohon pertimbangkan lingkungan sebelum mencetak email ini.\n\n{QUOTE}",
        f"-- \nBudi Santoso\n\nPT Contoh Sejahtera\nJl. Merdeka 1, Jakarta\nwww.example.org\n\n{QUOTE}",
        f"-- \nBudi\n\nKami siap melayani Anda dengan sepenuh hati\n\n{QUOTE}",
        f"-- \nBest regards,\nSari Dewi\nIT Service Desk | ext. 105\n\n{QUOTE}",
        f"{NOTICE}\n\nApabila Anda bukan penerima yang dituju, mohon segera hapus email ini.\n\n{QUOTE}",
        f"{NOTICE}\nPlease notify the sender if you have received it in error and delete it.\n\n{QUOTE}",
    ],
)
def test_a_signature_and_a_notice_alone_stay_empty(text: str):
    assert split_text(text)[0] == ""
