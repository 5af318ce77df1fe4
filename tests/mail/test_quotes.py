"""Spec 2.2: what is new in a reply, whatever its client puts around it; nothing of the rest is thrown away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mail.fuzz import letters

from mailticket.mail.parse import parse
from mailticket.mail.reply import read_reply, split_text

NEW = "Sudah kami perbaiki, Bu.\nSilakan dicoba."
QUOTED = "> Internet saya mati.\n> Mohon dibantu."

ATTRIBUTIONS = {
    "gmail web": "Pada tanggal Sab, 31 Okt 2020 pukul 22.12 Ani Kusuma <ani@example.net> menulis:",
    "gmail android": 'Pada 3 Apr 2014 11.03, "Ani Kusuma" <ani@example.net> menulis:',
    "gmail as reported": "Pada Sen, 3 Mar 2025 pukul 10.12 Ani Kusuma <ani@example.net> menulis:",
    "thunderbird": "Pada 21/11/26 09.00, Ani Kusuma menulis:",
    "thunderbird author": "Ani Kusuma menulis:",
    "thunderbird author and date": "Ani Kusuma menulis di 21/11/26 09.00:",
    "evolution": "Pada hari Sabtu, tanggal 21/11/2026, pukul 09:00 WIB, Ani Kusuma menulis:",
    "geary": "Pada Sab, 21 Nov 2026 09:00, Ani Kusuma menulis:",
    "roundcube": "Pada 2026-11-21 09:00, Ani Kusuma menulis:",
    "claws": "Pada Sab, 21 Nov 2026 09:00:00 +0700\nAni Kusuma menulis:",
    "apple": "Pada 21 Nov 2026, pukul 09.00, Ani Kusuma <ani@example.net> menulis:",
    "yahoo": "Pada Sabtu, 21 November 2026 09.00.00 WIB, Ani Kusuma <ani@example.net> menulis:",
    "english gmail": "On Sat, Nov 21, 2026 at 9:00 AM Ani Kusuma <ani@example.net> wrote:",
    "english apple": "On 21 Nov 2026, at 09:00, Ani Kusuma <ani@example.net> wrote:",
    "english thunderbird": "On 21/11/26 9:00, Ani Kusuma wrote:",
    "english yahoo": "On Saturday, November 21, 2026, 9:00:00 AM GMT+7, Ani Kusuma <ani@example.net> wrote:",
    "english zoho": "---- On Sat, 21 Nov 2026 09:00:00 +0700 Ani Kusuma <ani@example.net> wrote ----",
    "german": "Am Sa., 21. Nov. 2026 um 09:00 Uhr schrieb Ani Kusuma <ani@example.net>:",
    "french": "Le sam. 21 nov. 2026 à 09:00, Ani Kusuma <ani@example.net> a écrit :",
    "dutch": "Op za 21 nov. 2026 om 09:00 schreef Ani Kusuma <ani@example.net>:",
    "spanish": "El sáb, 21 nov 2026 a las 9:00, Ani Kusuma (<ani@example.net>) escribió:",
}
DIVIDERS = (
    "-----Original Message-----",
    "-------- Pesan Asli --------",
    "-----Isi Pesan Asli-----",
    "-------- Isi Pesan Asli --------",
    "-----Pesan Asli-----",
)
FORWARDS = (
    "-------- Pesan Diteruskan --------",
    "---------- Pesan yang diteruskan --------",
    "Awal pesan yang diteruskan:",
    "Awal pesan terusan:",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
)
LABELS = {
    "thunderbird": "From Date To Subject",
    "evolution": "Dari Tanggal Untuk Subjek",
    "geary": "Dari Tanggal Ke Subjek",
    "roundcube": "Pengirim Tanggal Penerima Judul",
    "claws": "Dari Tanggal Kepada Subyek",
    "outlook": "Dari Dikirim Kepada Perihal",
    "outlook, other words": "Dari Terkirim Ke Subjek",
    "english outlook": "From Sent To Subject",
}


def block(labels: str, mark: str = "") -> str:
    values = ("Ani <ani@example.net>", "Sabtu, 21 November 2026 09.00", "desk@example.org", "Internet mati")
    return "\n".join(f"{mark}{label}{mark}: {value}" for label, value in zip(labels.split(), values, strict=True))


def wrapped(line: str, at: int) -> str:
    """The line broken at its blank number `at`."""
    words = line.split(" ")
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_attribution_above_a_quote_goes_with_it(line: str):
    assert split_text(f"{NEW}\n\n{line}\n\n{QUOTED}\n")[0] == NEW


@pytest.mark.parametrize("line", [line for line in ATTRIBUTIONS.values() if "@" in line and "----" not in line])
def test_an_attribution_wrapped_anywhere_goes_with_its_quote(line: str):
    for at in range(3, line.count(" ")):
        assert split_text(f"{NEW}\n\n{wrapped(line, at)}\n{QUOTED}\n")[0] == NEW, wrapped(line, at)


def test_an_attribution_wrapped_inside_the_address():
    line = "Pada tanggal Sab, 31 Okt 2020 pukul 22.12 Ani Kusuma Wardani <\nani@example.net> menulis:"
    assert split_text(f"{NEW}\n\n{line}\n\n{QUOTED}\n")[0] == NEW


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("divider", ["", "________________________________", *DIVIDERS])
def test_a_header_block_cuts_with_its_divider(divider: str, labels: str):
    assert split_text(f"{NEW}\n\n{divider}\n{block(labels)}\n\nInternet saya mati.")[0] == NEW


@pytest.mark.parametrize("divider", FORWARDS)
def test_what_is_forwarded_is_kept_its_sender_wants_it_read(divider: str):
    assert (
        "Internet saya mati."
        in split_text(f"Tolong dicek.\n\n{divider}\n{block(LABELS['geary'])}\n\nInternet saya mati.")[0]
    )


OUTLOOK = "<p><b>{}</b> Ani &lt;ani@example.net&gt;<br><b>{}</b> 21 Nov 2026 9:00<br><b>{}</b> desk<br><b>{}</b> x</p>"
HTML = {
    "gmail": """<div dir="ltr">Baik.</div><br><div class="gmail_quote gmail_quote_container">
        <div class="gmail_attr">Pada Sab, 21 Nov 2026 pukul 09.00 Ani &lt;a@example.net&gt;
        menulis:<br></div><blockquote class="gmail_quote" style="margin:0">lama<br>sekali</blockquote></div>""",
    "apple": """<div>Baik.</div><div><br><blockquote type="cite"><div>Pada 21 Nov 2026, pukul 09.00, Ani
        &lt;a@example.net&gt; menulis:</div><br><div>lama</div></blockquote></div>""",
    "thunderbird": """<p>Baik.</p><div class="moz-cite-prefix">Pada 21/11/26 09.00, Ani menulis:<br></div>
        <blockquote type="cite" cite="mid:x@example.net"><p>lama</p></blockquote>""",
    "yahoo": """<div>Baik.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>Pada Sabtu, 21 November 2026
        09.00.00 WIB, Ani menulis:</div><div>lama</div></div>""",
    "proton": """<div>Baik.</div><div class="protonmail_quote">On Saturday, Ani wrote:<blockquote>lama</blockquote>
        </div>""",
    "zoho": '<div>Baik.</div><div class="zmail_extra"><div>---- On Sat Ani wrote ----</div><div>lama</div></div>',
    "outlook": f"""<p class=MsoNormal>Baik.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt">
        {OUTLOOK.format("Dari:", "Dikirim:", "Kepada:", "Subjek:")}</div></div><p>lama</p>""",
    "outlook web": f"""<div>Baik.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%">
        <div id="divRplyFwdMsg">{OUTLOOK.format("From:", "Sent:", "To:", "Subject:")}</div><div>lama</div>""",
    "roundcube": """<p>Baik.</p><p id="reply-intro">Pada 2026-11-21 09:00, Ani menulis:</p>
        <blockquote type="cite">lama</blockquote>""",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_a_quote_is_known_by_the_marks_of_its_html(html: str):
    raw = f"From: a@example.net\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n<body>{html}</body>"
    reply = read_reply(parse(raw.encode()))
    assert reply.new_text == "Baik."
    assert "lama" in reply.folded


def test_answers_between_the_quotes_of_html_are_new_text():
    html = (
        "<blockquote type=cite>Sudah?</blockquote><p>Sudah.</p><blockquote type=cite>Kapan?</blockquote><p>Besok.</p>"
    )
    raw = f"From: a@example.net\nContent-Type: text/html\n\n{html}"
    assert read_reply(parse(raw.encode())).new_text.split() == ["Sudah.", "Besok."]


def test_answers_that_gmail_puts_inside_its_quote_are_new_text():
    html = """<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">Pada Sab, 21 Nov 2026 pukul 09.00 Ani
        &lt;a@example.net&gt; menulis:<br></div><blockquote class="gmail_quote">Sudah?</blockquote><div>Sudah, Bu.</div>
        <blockquote class="gmail_quote">Kapan?</blockquote><div>Besok.</div></div></div>"""
    raw = f"From: a@example.net\nContent-Type: text/html\n\n{html}"
    assert read_reply(parse(raw.encode())).new_text.split() == ["Sudah,", "Bu.", "Besok."]


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_inline_answers_are_new_text_under_any_attribution(line: str):
    text = f"{line}\n> Sudah dicoba?\n\nSudah, Pak.\n\n> Kapan?\nKemarin sore.\n\n> Terima kasih.\n"
    assert split_text(text)[0].split("\n") == ["Sudah, Pak.", "", "Kemarin sore."]


def test_a_text_signed_in_the_open_is_read_without_its_armour():
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nBaik, saya kerjakan.\n\n- -- \nBudi\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n"
    )
    new, _, signature = split_text(text)
    assert new == "Baik, saya kerjakan."
    assert "iQEzBAEBCAAdFiEE" in signature


def test_flowed_text_is_joined_and_its_quotes_stay_quotes():
    """RFC 3676 section 4."""
    raw = (
        "From: a@example.net\nContent-Type: text/plain; format=flowed\n\n"
        "Ini satu kalimat \nyang panjang.\nIni lain.\n> kutipan \n> panjang\n>> lebih dalam\n-- \nBudi\n"
    )
    mail = parse(raw.encode())
    assert mail.text == "Ini satu kalimat yang panjang.\nIni lain.\n> kutipan panjang\n>> lebih dalam\n-- \nBudi\n"
    assert read_reply(mail).new_text == "Ini satu kalimat yang panjang.\nIni lain."


def test_flowed_text_without_the_blanks_of_its_soft_breaks():
    raw = "From: a@example.net\nContent-Type: text/plain; format=flowed; delsp=yes\n\nこれは \n文です\n"
    assert parse(raw.encode()).text == "これは文です\n"


LINES = st.sampled_from(
    [
        *ATTRIBUTIONS.values(), *DIVIDERS, *FORWARDS, *(block(one) for one in LABELS.values()), "Selamat pagi,",
        "> kutipan", "> > lebih dalam", "", "", "-- ", "Budi", "Dikirim dari iPhone saya", "_______________",
        "To unsubscribe send an email", "DISCLAIMER: rahasia.", "Terima kasih", "#close",
        "Pada tanggal 5 Mei saya menulis surat", "-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN PGP SIGNED MESSAGE-----", "-----END PGP SIGNATURE-----",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25), st.booleans())
def test_new_text_and_what_is_folded_make_up_the_whole(lines: list[str], forward: bool):
    """`show N --full` shows both: nothing is thrown away."""
    text = "\n".join(lines)
    new, folded, signature = split_text(text, forward=forward)
    assert letters(new + folded) == letters(text)
    assert not set(signature.split()) - set(folded.split())
