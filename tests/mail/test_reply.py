"""Spec 2.2: the new words of a reply, in the forms of Indonesian and English clients."""

import base64

import pytest

from mailticket.mail.parse import parse
from mailticket.mail.reply import Reply, read_reply, split_text

NEW = "Sudah kami perbaiki, Bu.\nSilakan dicoba."
QUOTED = "> Internet saya mati.\n> Mohon dibantu."
BARE = "Internet saya mati.\nMohon dibantu."
BLOCK = "{} Ani <ani@example.net>\n{} Sabtu, 21 November 2026 09.00\n{} desk@example.org\n{} Internet mati\n\n" + BARE

INDONESIAN = {
    "gmail web": "Pada tanggal Sab, 31 Okt 2020 pukul 22.12 Ani <ani@example.net> menulis:\n\n" + QUOTED,
    "gmail wrapped": "Pada tanggal Sab, 31 Okt 2020 pukul 22.12 Ani Kusuma <\nani@example.net> menulis:\n\n" + QUOTED,
    "gmail android": 'Pada 3 Apr 2014 11.03, "Ani" <ani@example.net> menulis:\n' + QUOTED,
    "gmail unquoted": "Pada Sen, 3 Mar 2025 pukul 10.12 Ani <ani@example.net> menulis:\n\n" + BARE,
    "thunderbird": "Pada 21/11/26 09.00, Ani menulis:\n" + QUOTED,
    "thunderbird author": "Ani menulis:\n" + QUOTED,
    "thunderbird author and date": "Ani menulis di 21/11/26 09.00:\n" + QUOTED,
    "thunderbird original": "-------- Pesan Asli --------\n" + BLOCK.format("From:", "Date:", "To:", "Subject:"),
    "evolution": "Pada hari Sabtu, tanggal 21/11/2026, pukul 09:00 WIB, Ani menulis:\n" + QUOTED,
    "evolution original": "-----Isi Pesan Asli-----\n" + BLOCK.format("Dari:", "Tanggal:", "Untuk:", "Subjek:"),
    "geary": "Pada Sab, 21 Nov 2026 09:00, Ani menulis:\n" + QUOTED,
    "roundcube": "Pada 2026-11-21 09:00, Ani menulis:\n" + QUOTED,
    "roundcube original": "-------- Pesan Asli --------\n"
    + BLOCK.format("Pengirim:", "Tanggal:", "Penerima:", "Judul:"),
    "claws": "Pada Sab, 21 Nov 2026 09:00:00 +0700\nAni menulis:\n" + QUOTED,
    "apple": "Pada 21 Nov 2026, pukul 09.00, Ani <ani@example.net> menulis:\n\n" + QUOTED,
    "yahoo": "Pada Sabtu, 21 November 2026 09.00.00 WIB, Ani <ani@example.net> menulis:\n\n" + BARE,
    "outlook": "-----Pesan Asli-----\n" + BLOCK.format("Dari:", "Dikirim:", "Kepada:", "Perihal:"),
    "outlook rule": "________________________________\n" + BLOCK.format("Dari:", "Terkirim:", "Ke:", "Subjek:"),
    "outlook bare": BLOCK.format("Dari:", "Dikirim:", "Kepada:", "Subjek:"),
    "english gmail": "On Sat, Nov 21, 2026 at 9:00 AM Ani <ani@example.net> wrote:\n\n" + QUOTED,
    "english outlook": "From: Ani <ani@example.net>\nSent: Saturday, Nov 21, 2026 9:00 AM\nTo: desk\nSubject: x\n\n"
    + BARE,
}
BELOW = {
    "nothing": "",
    "signature": "-- \nBudi Santoso\nLayanan Pelanggan\n\n",
    "phone": "Dikirim dari iPhone saya\n\n",
    "android": "Dikirim dari Yahoo Mail di Android\n\n",
    "english phone": "Sent from my iPhone\n\n",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
@pytest.mark.parametrize("quote", INDONESIAN.values(), ids=INDONESIAN)
@pytest.mark.parametrize("new", [NEW, ""], ids=["answer", "empty"])
def test_new_text_above_a_quote(new: str, quote: str, below: str):
    assert split_text(f"{new}\n\n{below}{quote}")[0] == new


@pytest.mark.parametrize(
    "text",
    [
        "Pada tanggal 5 Mei saya menulis surat ke kantor, belum dibalas.",
        "Dari: Jakarta\nKe: Bandung\nTanggal: 5 Mei\nBerapa ongkosnya?",
        "Dikirim dari gudang Bekasi kemarin, belum sampai.",
        "Sent from my desk, is much easier than my phone.",
        "Budi menulis:\nsaya setuju dengan usul itu",
        "Menu:\n- satu\n- dua\n\n---\n\nTotal: 3",
        ">>> PROMO <<<\nBenarkah ini dari Anda?",
        "On Monday he wrote that it works.\nIt does not.",
        "Saya mau tanya soal -- maaf -- tagihan.\nTerima kasih",
    ],
)
def test_in_doubt_text_is_kept(text: str):
    assert split_text(text)[0] == text


def test_inline_answers_between_quotes_are_new_text():
    text = "Pada 21/11/26 09.00, Ani menulis:\n> Sudah?\nSudah.\n> Kapan?\nBesok pagi.\n\n-- \nBudi"
    assert split_text(text)[0] == "Sudah.\n\nBesok pagi." or split_text(text)[0] == "Sudah.\nBesok pagi."


@pytest.mark.parametrize(
    "footer",
    [
        (
            "_______________________________________________\nOps mailing list -- ops@lists.example.org\n"
            "To unsubscribe send an email to ops-leave@lists.example.org"
        ),
        (
            '-- \nYou received this message because you are subscribed to the Google Groups "Ops" group.\n'
            "To unsubscribe from this group, send an email to ops+unsubscribe@googlegroups.com."
        ),
        '-- \nAnda menerima pesan ini karena Anda berlangganan grup Google Grup "Ops".',
        "DISCLAIMER: This e-mail is confidential.",
        "Email ini dan lampirannya bersifat rahasia dan hanya ditujukan kepada penerima.",
    ],
    ids=["mailman", "google", "google id", "disclaimer", "disclaimer id"],
)
def test_footers_are_no_text(footer: str):
    assert split_text(f"Baik.\n\n{footer}\n")[0] == "Baik."
    assert split_text(f"{footer}\n")[0] == ""


@pytest.mark.parametrize(
    "html",
    [
        (
            '<div>Baik.</div><div class="gmail_quote"><div class="gmail_attr">Pada Sab menulis:</div>'
            "<blockquote>lama</blockquote></div>"
        ),
        '<p>Baik.</p><blockquote type="cite">lama</blockquote>',
        (
            "<p>Baik.</p><div id=x><p><b>Dari:</b> Ani &lt;a@example.net&gt;<br><b>Dikirim:</b> 21 Nov 2026 9:00<br>"
            "<b>Kepada:</b> desk<br><b>Subjek:</b> x</p></div><p>lama</p>"
        ),
        '<div>Baik.</div><div class="yahoo_quoted">Pada Sabtu, Ani menulis: lama</div>',
    ],
    ids=["gmail", "apple", "outlook", "yahoo"],
)
def test_html_only_replies(html: str):
    raw = f"From: a@example.net\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n{html}"
    assert read_reply(parse(raw.encode())).new_text == "Baik."


def test_an_empty_reply_with_a_signature_picture_is_empty():
    raw = (
        b"From: a@example.net\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        b'<p>--<br>Budi</p><img src="cid:logo1">\n--b\nContent-Type: image/png\nContent-ID: <logo1>\n\nx\n--b--\n'
    )
    assert read_reply(parse(raw)).empty


def test_an_attachment_alone_is_not_empty():
    raw = b"From: a@example.net\nContent-Type: application/pdf; name=a.pdf\n\nx"
    assert not read_reply(parse(raw)).empty


def test_nothing_is_thrown_away():
    text = "Baik.\n\nAni menulis:\n> lama\n\n-- \nBudi"
    new, folded, signature = split_text(text)
    assert sorted("".join((new + folded).split())) == sorted("".join(text.split()))
    assert "Budi" in signature


@pytest.mark.parametrize(
    "said", ["Disclaimer: belum dites", "Unduh aplikasi Outlook dulu.", "Terkirim dari aplikasi kemarin, nomor 5"]
)
def test_words_like_a_notice_or_a_phones_line_are_kept(said: str):
    assert split_text(f"{said}\n\nPada Sen, 3 Mar 2025 pukul 10.12 Ani <ani@example.net> menulis:\n> x")[0] == said


def _answer(body: str, picture: int = 0, name: str = "image001.png") -> Reply:
    """A reply by Budi, with an HTML text and perhaps a picture of so many bytes in it."""
    head = "From: Budi Santoso <budi@example.org>\nIn-Reply-To: <a@example.org>\nMIME-Version: 1.0\n"
    shown = f"--b\nContent-Type: text/html\n\n{body}\n"
    if picture:
        data = base64.b64encode(b"x" * picture).decode()
        shown += (
            f"--b\nContent-Type: image/png; name={name}\nContent-ID: <p>\nContent-Transfer-Encoding: base64\n\n{data}\n"
        )
    return read_reply(parse(f"{head}Content-Type: multipart/related; boundary=b\n\n{shown}--b--\n".encode()))


@pytest.mark.parametrize(
    ("body", "picture", "name", "empty"),
    [
        ("<p><img src='cid:p'></p>", 50_000, "image001.png", False),
        ("<p><img src='cid:p'></p>", 3_000, "image001.png", True),
        ("<p><img src='cid:p' alt='logo'></p>", 3_000, "logo.png", True),
        ("<p><img src='cid:p'></p>", 50_000, "banner.png", True),
        ("<p></p><blockquote type='cite'>Yang ini?<img src='cid:p'></blockquote>", 50_000, "foto.png", True),
        ("<p>Best regards,<br>Budi</p>", 0, "", True),
        ("<p>Budi Santoso, Service Desk, ext. 105</p>", 0, "", True),
        ("<p>Budi Santoso, sudah saya cek</p>", 0, "", False),
        ("<p>Terima kasih,<br>Budi</p>", 0, "", False),
    ],
)
def test_a_logo_or_a_name_says_nothing_a_screenshot_does(body: str, picture: int, name: str, empty: bool):
    assert _answer(body, picture, name).empty is empty


def test_an_answer_below_a_header_block_and_its_quote_is_kept():
    text = "From: Ani <ani@example.net>\nSent: Friday 20 November 2026 9:41\nTo: x\nSubject: Form\n\n> Which?\n\nB2."
    assert split_text(text)[0] == "B2."


def test_labels_that_a_person_writes_above_a_quoted_mail_are_theirs():
    said = "Tertulis begini:\nDari: Gudang B\nKepada: Gudang C\npadahal ke Gudang A."
    text = (
        said + "\n\nDari: Desk <d@example.org>\nTerkirim: Jumat, 20 November 2026 09.41\nKe: Ani\nSubjek: Paket\n\nHalo"
    )
    assert split_text(text)[0] == said
