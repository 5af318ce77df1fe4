"""Spec 2.2: 'where in doubt, text is kept'. Words of people that look like a quote, a notice or a signature."""

import pytest

from mailticket.mail.parse import parse
from mailticket.mail.reply import Reply, read_reply, split_text

KEPT = (
    "Hasil query:\n\n+----+-------+\n| id | name  |\n+----+-------+\n|  1 | Ani   |\n+----+-------+\n\nKok satu?",
    "| Nama | NIM |\n| --- | --- |\n| Ani | 482 |",
    "On 3 May 2026 at 9:12 I wrote:\n\nPlease fix my printer.\n\nNobody answered.",
    "Pada 5 Mei 2026 saya menulis:\n\nTolong perbaiki printer.\n\nBelum ada jawaban.",
    "In 2026 the vendor wrote:\n'no more updates'\nso we need a new one.",
    "At 10:15 Budi <budi@example.org> called me and said:\nplease restart.\nI did.",
    "A 10:00 meeting was sent:\nsee below\nroom 4",
    "Log:\n21/11/2026 09:00 sent to ani@example.net\n21/11/2026 09:05 bounced\nPlease check.",
    "2026-11-21 09:00:01 smtp: to=<ani@example.net>, status=bounced\n2026-11-21 09:00:02 removed\nApa artinya?",
    "21 Nov 2026 ani@example.net could not log in.\nThe day after she could.",
    "21/11/2026 saya kirim ke <ani@example.net>\ntidak sampai.",
    "This message contains the log you asked for.\n\nRegards\nAni",
    "This message is intended as a complaint about your service.",
    "This email contains two questions.\n\nFirst, the printer. Second, the scanner.",
    "Important notice: the office on floor 3 has no power since 9 am.",
    "Halo tim.\n\nDisclaimer: I haven't tested the new version on Windows.",
    "Email ini hanya untuk memberi tahu bahwa printer sudah jalan.",
    "Informasi berikut bersifat sementara: server mati sejak jam 9.",
    "Caution: this printer is hot.\nDon't touch it.",
    "Save paper: please set duplex as default on printer 3.",
    "Scanned by my new scanner, see the file. The colours are off.",
    "Download Outlook for me please.",
    "Tanggal: 21/11/2026\nDari: 09.00\nSampai: 10.00\nKe: Ruang 4\nPerihal: Proyektor\n\nMohon disetujui.",
    "Dari: Ani Kusuma\nKepada: Bagian TI\nPerihal: Akses\nTanggal: 21 November 2026\n\nDengan hormat, mohon VPN.",
    "From: Ani Kusuma, student\nTo: IT department\nSubject: Access\nDate: 21 November 2026\n\nDear sirs, I need it.",
    "I got this:\n\nFrom: mailer-daemon@example.net\nTo: ani@example.net\nSubject: Undelivered\n\nWhat is it?",
    "Here is the plan\n--\nPart two of the plan is that we move the server.\nThen we test it.",
)


@pytest.mark.parametrize("text", KEPT)
def test_words_that_look_like_something_else_are_kept(text: str):
    assert split_text(text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "Thanks\n\n-- \nAni\n\nPS The scanner is broken too.",
        "Thanks\n\n--\nAni\nEngineer\n\nP.S. printer on floor 3, not 2",
        "Thanks\n--\nNB: yang lantai 3, bukan 2",
    ],
)
def test_a_postscript_below_the_signature_is_kept(text: str):
    new = split_text(text)[0]
    assert new.startswith("Thanks")
    assert new.endswith(text.rsplit("\n", 1)[1])


NOTICES = (
    "DISCLAIMER: This e-mail is confidential.",
    "This e-mail is confidential.",
    "This email and any attachments are confidential and may be privileged. If you received it in error, delete it.",
    "This message is intended only for the person to whom it is addressed.",
    "Email ini bersifat rahasia dan hanya ditujukan kepada penerima.",
    "Apabila Anda bukan penerima yang dituju, mohon menghapus email ini.",
    "Please consider the environment before printing this email.",
    "Mohon pertimbangkan lingkungan sebelum mencetak email ini.",
    "This message has been scanned for viruses.",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_companys_notice_is_folded(notice: str):
    new, _, signature = split_text(f"Baik.\n\n{notice}")
    assert (new, signature) == ("Baik.", notice)


BANNERS = (
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments.",
    (
        "CAUTION: This email originated from outside of the organization.\n"
        "Do not click links unless you recognize the sender."
    ),
    "You don't often get email from ani@example.net. Learn why this is important<https://aka.example/Learn>",
    "[EXTERNAL]",
    "External email: use caution with links.",
    "WARNING: This message came from outside your organisation.",
    "Anda jarang menerima email dari ani@example.net. Pelajari mengapa ini penting",
    "PERHATIAN: Email ini berasal dari luar organisasi. Jangan klik tautan.",
)


@pytest.mark.parametrize("banner", BANNERS)
def test_what_a_server_puts_above_a_mail_from_outside_is_folded_and_the_mail_is_not(banner: str):
    said = "Printer rusak di lantai 3.\nTolong dicek."
    assert split_text(f"{banner}\n\n{said}")[:2] == (said, banner)
    assert split_text(f"{banner}\n\nOn Sat, Nov 21, 2026 at 9:00 AM Ani <a@example.net> wrote:\n> x")[0] == ""


@pytest.mark.parametrize("said", ["External monitor is broken.", "Warning: printer is hot.", "Perhatian, server mati."])
def test_words_like_a_banner_are_kept(said: str):
    assert split_text(f"{said}\nTolong dicek.")[0] == f"{said}\nTolong dicek."


LANGUAGES = (
    "wt., 3 lis 2020 o 10:12 Ani Kusuma <ani@example.net> napisał(a):",
    "W dniu 03.11.2020 o 10:12, Ani Kusuma pisze:",
    "вт, 3 нояб. 2020 г. в 10:12, Ani Kusuma <ani@example.net>:",
    "3 листопада 2020 р. о 10:12 Ani Kusuma <ani@example.net> пише:",
    "на 3.11.2020 г. 10:12 Ani Kusuma написа:",
    "ut 3. 11. 2020 o 10:12 Ani Kusuma <ani@example.net> napísal(a):",
    "Ani Kusuma <ani@example.net> ezt írta (időpont: 2020. nov. 3., K, 10:12):",
    "2020年11月3日(火) 10:12 Ani Kusuma <ani@example.net>:",
    "Ani Kusuma <ani@example.net> 于2020年11月3日周二 上午10:12写道：",
    "2020년 11월 3일 (화) 오전 10:12, Ani Kusuma <ani@example.net>님이 작성:",
    "ในวันที่ อ. 3 พ.ย. 2020 เวลา 10:12 Ani Kusuma <ani@example.net> เขียนว่า:",
    "\u202bבתאריך יום ג׳, 3 בנוב׳ 2020 ב-10:12 מאת \u202aAni\u202c\u200f <\u202aani@example.net\u202c\u200f>:\u202c",
    "في الثلاثاء، 3 نوفمبر 2020 في 10:12 ص تمت كتابة ما يلي بواسطة Ani Kusuma <ani@example.net>:",
)


@pytest.mark.parametrize("line", LANGUAGES)
def test_an_attribution_in_whatever_language_goes_with_its_quote(line: str):
    assert split_text(f"Baik.\n\n{line}\n\n> Internet saya mati.\n")[0] == "Baik."


def _read(head: str, text: str) -> Reply:
    return read_reply(parse(f"From: Ani <ani@example.net>\n{head}\n\n{text}".encode()))


SHOWN = (
    "From: A <toko@example.com>\nDate: Saturday, 21 November 2026 09:00\nTo: ani@example.net\nSubject: Promo\n\nBeli!"
)


def test_a_mail_that_answers_nothing_and_shows_one_is_no_empty_one():
    assert _read("Subject: Ini penipuan?", SHOWN).new_text == SHOWN


@pytest.mark.parametrize(
    "head", ["Subject: x\nIn-Reply-To: <a@example.org>", "Subject: Re: x", "Subject: x [#12]", "Subject: Bls: x"]
)
def test_an_answer_with_nothing_above_the_mail_answered_is_empty(head: str):
    assert _read(head, SHOWN).empty


INDENTED = "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'><div>1. Matikan</div></blockquote>"
HTML = {
    "a list of steps that is indented": (f"<div>Langkahnya:</div>{INDENTED}<div>Lalu coba.</div>", "Matikan"),
    "a manual that is quoted": ("<p>Kata manual:</p><blockquote>Tekan tombol.</blockquote><p>Tidak ada.</p>", "Tekan"),
}


@pytest.mark.parametrize(("html", "kept"), HTML.values(), ids=HTML)
def test_what_is_only_indented_is_the_authors(html: str, kept: str):
    assert kept in _read("Subject: Re: x\nContent-Type: text/html", html).new_text


QUOTING = {
    "Horde": "<p>Quoting Ani &lt;ani@example.net&gt;:</p><blockquote>lama</blockquote>",
    "a verb": "<p>Ani menulis:</p><blockquote>lama</blockquote>",
    "a time": "<p>Ani, 21 Nov 2026 09:00:</p><blockquote>lama</blockquote>",
    "Gmail's box": "<div class=gmail_quote><div>Ani:</div><blockquote>lama</blockquote></div>",
    "QQ": "<p>------------------ Original ------------------</p><p>lama</p>",
}


@pytest.mark.parametrize("html", QUOTING.values(), ids=QUOTING)
def test_what_is_quoted_is_not(html: str):
    assert "lama" not in _read("Subject: Re: x\nContent-Type: text/html", f"<p>Baik.</p>{html}").new_text
