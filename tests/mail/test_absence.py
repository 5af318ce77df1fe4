"""Spec 1.3 row 5: the return date in a vacation notice, in both languages; a wrong date is worse than none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.ids import Address
from mailticket.mail.absence import read_absence
from mailticket.mail.inbound import InboundMessage

SENT = date(2026, 11, 18)
"""A Wednesday."""

RETURNS = """\
30 Nov|I am on annual leave and will be back on 30 November 2026.
30 Nov|I'm out of the office. Back on Monday, 30 November.
30 Nov|I am away and return on Monday November 30th.
30 Nov|Returning Nov. 30.
30 Nov|I will be returning to the office on Monday, 30/11/2026.
30 Nov|Out of office, back in the office 30-11-2026
30 Nov|I'm travelling, back 2026-11-30.
30 Nov|I will not be back until 30 November.
30 Nov|I won't be back in the office before Monday, November 30, 2026.
30 Nov|I am away from 23/11 to 27/11 and will be back on 30/11.
30 Nov|On leave 23-27 November, back on the 30th.
30 Nov|I will resume work on 30 November.
30 Nov|I shall be available again from 30 November.
30 Nov|Our office is closed for stocktaking and reopens on 30 November 2026.
30 Nov|Return date: 30 November 2026
30 Nov|I'll get back to you on 30 November.
30 Nov|I will reply to your e-mail on Monday 30 November.
30 Nov|I'm on holiday. I expect to be back at work on 30 Nov '26.
30 Nov|Dr. Tan is out of the office. Tan will be back on 30 November.
30 Nov|I am out until 27 November and back in the office on 30 November. Please contact Omar (021 555 0177).
30 Nov|Hello,\\n\\nI am on leave and will be back at my desk on\\nMonday 30 November.\\n\\nKind regards\\nAni
30 Nov|You can reach me again from 30 November.
3 Dec|I'm back on December 3rd.
3 Dec|I'm back on the 3rd of December
3 Dec|I'm back on 3/12/26.
3 Dec|I return on 12/3/2026 ... sorry: back on 3 December 2026.
5 Jan 2027|We are closed for the holidays and back on 5 January.
5 Jan 2027|Back on Tuesday, 5 January 2027!
20 Nov|I'm at a conference and will be back on Friday.
23 Nov|I'm out sick, hopefully back next Monday.
19 Nov|Out today, back tomorrow.
30 Nov|Saya sedang cuti dan akan kembali pada tanggal 30 November 2026.
30 Nov|Saya cuti tanggal 23 s.d. 27 November 2026, kembali bekerja Senin, 30 November 2026.
30 Nov|Saya cuti sampai 27 Nov dan masuk kembali 30 Nov.
30 Nov|Mohon maaf saya sedang dinas luar kota. Kembali ke kantor Senin 30/11.
30 Nov|Lagi cuti ya, masuk lagi tgl 30 Nov.
30 Nov|Sedang umrah. Insya Allah kembali tanggal 30 November.
30 Nov|Saya baru kembali ke kantor tanggal 30 November.
30 Nov|Saya baru masuk kerja lagi hari Senin tanggal 30 November 2026.
30 Nov|Saya belum kembali sampai 30 November 2026.
30 Nov|Saya tidak akan kembali sebelum 30 November.
30 Nov|Kantor kami tutup dan buka kembali pada Senin, 30 Nopember 2026.
30 Nov|Saya aktif kembali mulai 30 November 2026.
30 Nov|Saya dapat dihubungi kembali mulai tanggal 30 November 2026.
30 Nov|Surel Anda akan saya balas mulai 30 November.
30 Nov|Email Bapak/Ibu akan saya jawab pada hari Senin, 30 November 2026.
30 Nov|Tanggal kembali: 30/11/2026
30 Nov|Saya sakit dan kembali bekerja pada 30.11.2026 pukul 08.00.
30 Nov|Cuti melahirkan. Saya sudah di kantor lagi tanggal 30.
3 Dec|Kembali Kamis, 3 Des 2026
3 Dec|Kembali tgl. 3
3 Dec|Saya pulang kampung, balik ke kantor tanggal 3 Desember
23 Nov|Saya izin sakit, kembali Senin depan.
20 Nov|Saya rapat di luar kota, masuk lagi hari Jumat.
19 Nov|Hari ini saya tidak di tempat, besok masuk lagi. Kembali besok.
4 Jan 2027|Kampus libur. Kami kembali melayani 4 Januari 2027.
30 Nov|Automatic reply: I'm attending a training in Bandung 23-27 Nov. Normal service resumes 30 Nov.
30 Nov|Saya cuti dulu sampai tgl 29, tgl 30 Nov udah ngantor lagi.
30 Nov|Sedang cuti bersalin. Aktif bekerja kembali per 30 November 2026.
30 Nov|Efektif kembali bertugas: Senin, 30 November 2026
30 Nov|I'll be away beginning Fri 11/20 and returning Mon 11/30.
30 Nov|I'm on PTO, returning 11/30
30 Nov|On Monday 30 November I will be back in the office.
30 Nov|On 30 November 2026 I'm back at work.
30 Nov|From 30 November I will be available again.
30 Nov|From 30 November 2026 on I can be reached again.
30 Nov|As of 30 November I'll be back.
30 Nov|Mulai 30 November 2026 saya kembali bekerja seperti biasa.
30 Nov|Tanggal 30 November 2026 saya sudah kembali di kantor.
30 Nov|Per 30 November saya aktif kembali.
30 Nov|Senin, 30 November 2026 saya masuk lagi.
30 Nov|Saya cuti sampai Minggu, 29 November. Senin, 30 November saya sudah aktif lagi.
30 Nov|I'm away until Sunday 29 November. On Monday 30 November I am back.
30 Nov|Back 30 / 11 / 2026.
30 Nov|back on 30. November 2026
30 Nov|My return to the office is scheduled for 30 November 2026.
30 Nov|saya akan kembali on duty tanggal 30 November 2026
7 Dec|I'm out of the office from 11/23/2026 through 12/04/2026, returning 12/07/2026.
4 Jan 2027|I will return on Monday, 01/04/2027.
4 Jan 2027|I am away 12/23/2026 - 01/03/2027 and back on 01/04/2027.
30 Nov|Estimated return date is 30 November 2026.
30 Nov|Anticipated date of return is November 30, 2026
30 Nov|Perkiraan kembali: 30 November 2026
30 Nov|Perkiraan masuk: Senin, 30/11
30 Nov|maaf slow respon lg cuti, tgl 30 nov baru masuk
30 Nov|Kembali ngantor 30/11
30 Nov|I cannot answer mail until I return on 30 November 2026.
30 Nov|Email Anda akan dibaca pada 30 November 2026.
30 Nov|Please expect a response on 30 November.
30 Nov|Insya Allah saya masuk kembali hari Senin, 30 November 2026.
30 Nov|saya kembali aktif bekerja pada tanggal 30 November
30 Nov|I'm on leave and will be reachable again on 30 November.
30 Nov|Saya cuti 23 Nov s/d 27 Nov 2026.\\n\\nI'm on leave from 23 Nov to 27 Nov 2026 and back on 30 Nov.
30 Nov|I'm on leave, returning to work on the 30th of November 2026
30 Nov|Hello, I'm on holiday with the family. I'll be back on the 30th, Dewi is back on the 23rd.
24 Nov|Masuk lagi Selasa depan.
30 Nov|I am on vacation. I'll return November 30 (GMT+7).
30 Nov|Rencana masuk kembali: 30 November 2026.
23 Nov|I'm out the rest of this week and back on Monday.
30 Nov|I plan to be back on 30 November 2026.
30 Nov|I will get back to you when I'm in the office again on Nov. 30, 2026.
30 Nov|Dates of absence: 23.11.2026 - 27.11.2026. Return: 30.11.2026
30 Nov|Balik kantor tgl 30/11
30 Nov|Back on Mon, Nov 30.
30 Nov|Lagi umroh, pulang tanggal 29 November, masuk kerja 30 November 2026."""

LAST_DAYS = """\
27 Nov|I'm out of office till 27 November 2026.
27 Nov|I am away until Friday 27 November.
27 Nov|I am on leave from 23 November through 27 November 2026.
27 Nov|I am on leave 23 - 27 November.
27 Nov|I will be out of the office November 23-27, 2026.
27 Nov|On vacation from 23/11/2026 to 27/11/2026 with limited access to e-mail.
27 Nov|Out of office: 23 Nov – 27 Nov
27 Nov|I have no access to mail until Nov 27th, 2026.
27 Nov|I'm on holiday up to and including 27 November.
27 Nov|Our shop is closed until 27 November. Order 1144 is valid until 31 December.
27 Nov|Until 27 November please contact Omar (omar@example.net).
27 Nov|I will answer after 27 November.
27 Nov|Away until 2026-11-27
20 Nov|I'm out until Friday.
27 Nov|Saya sedang cuti sampai dengan 27 November 2026.
27 Nov|Saya cuti s/d 27 Nov 2026, hal mendesak hubungi Omar.
27 Nov|Cuti 23 s.d. 27 November 2026
27 Nov|Saya cuti mulai tanggal 23 hingga 27 November.
27 Nov|Dinas luar tgl 23/11 - 27/11.
27 Nov|Kami libur sampai 27/11/2026.
27 Nov|Sampai tanggal 27 November saya tidak membaca email.
27 Nov|Maaf, baru bisa balas setelah tanggal 27 November.
27 Nov|Saya cuti sampai tgl 27.
20 Nov|Saya di luar kota sampai Jumat.
2 Jan 2027|Kantor tutup 24 Desember 2026 - 2 Januari 2027.
27 Nov|First day of absence: 23/11/2026\\nLast day of absence: 27/11/2026
30 Nov|I'll be offline until 30 November 2026 when I return.
28 Nov|Saya sedang mengikuti Diklat di Jakarta sampai tanggal 28 November 2026.
27 Nov|I'm on PTO 11/23-11/27
27 Nov|Sedang bimtek di Yogyakarta 23-27 November 2026.
27 Nov|Kunjungan kerja ke Medan tanggal 23 s/d 27 November 2026
27 Nov|OOTO until 11/27
27 Nov|On PTO through 11/27/2026.
4 Dec|I will be out of the office from 11/23/2026 to 12/04/2026.
4 Dec|On vacation 11/23 - 12/4.
29 Nov|I shall be on leave upto 29th November 2026.
29 Nov|I am on earned leave w.e.f. 19/11/2026 to 29/11/2026.
27 Nov|I'm hiking in the mountains without internet until 27 November.
27 Nov|Saya di hutan tanpa sinyal sampai 27 November.
27 Nov|I'll be on a well-deserved break from 23 to 27 November.
27 Nov|I'm unplugging until 27 November.
27 Nov|I have only intermittent access to email until 27 November.
27 Nov|I have limited connectivity until 27 November.
27 Nov|I'm abroad until 27 November.
27 Nov|I am overseas until 27 November 2026.
27 Nov|I am in hospital until 27 November.
27 Nov|Saya sedang retret sampai 27 November
27 Nov|Saya sedang di Jepang sampai 27 November
27 Nov|Saya pulkam sampai 27 November
27 Nov|Lagi healing sampai 27 November wkwk
20 Nov|Out until this Friday.
5 Jan 2027|I'm off until January 5th 2027
27 Nov|Saya sdg dinas s.d. Jum'at, 27 Nov 2026
4 Dec|I will be on annual leave from November 30 to December 4.
30 Nov|I'm out of the office and won't be checking email until Monday, November 30.
27 Nov|Mengikuti Rakernas di Bali tgl 24-27 Nov, respon agak lambat.
27 Nov|Saya cuti sampai Jumat (27/11).
27 Nov|Saya di rumah sakit sampai 27 November.
27 Nov|Sementara ini saya WFH dan slow respon, cuti s/d 27-11-2026.
27 Nov|Mohon maaf, saya sedang sakit dan beristirahat hingga tanggal 27 November 2026.
27 Nov|I will have no email until 27 November.
29 Nov|I will be out of station till 29th November."""

NONE = """\
I am out of the office and will answer when I am back.
I'm away this week.
I left the company on 1 November 2026. Please write to office@example.org.
As of 1 December 2026 my telephone number is 021 555 0177.
Since 3 November 2026 I work in another department.
Our offer is valid until 31 December 2026.
I am on leave. Registration for the course is open until 30 November 2026.
I'm away. Please contact Rina, she is back on 23 November.
I'm away. Rina will be back on 23 November.
I'm away until my return. Ibu Rina kembali tanggal 23 November.
Please return the form by 30 November 2026.
The server will be back on 30 November.
We are available 24/7.
Our hours are Monday to Friday, 8-17.
I am back on 3 December or 4 December, I don't know yet. I return on 4 December.
I will be back in early December.
Back in the week of 30 November.
I'm on leave from 30 November 2026.
I was away until 3 November.
I was away until 3 November 2026.
I was on leave and returned on 2 November 2026.
I'm out of office until Monday 27 November.
Back on 31 February 2027.
Back on 30/13/2026.
Ticket 12/2026 has been received.
Back next Thursday.
Back on Wednesday.
Call 021-30-11-2026.
Meeting on 30 November 2026 is cancelled. I am out of office.
Your mail of 17 November 2026 has been received.
Saya cuti, nanti saya kabari.
Saya kembali minggu depan.
Saya cuti mulai 30 November 2026.
Terima kasih. Kami buka Senin sampai Jumat pukul 08.00-16.00.
Pendaftaran dibuka sampai 30 November 2026. Kami sedang libur.
Sejak 1 November 2026 saya pindah bagian.
Mohon kembalikan formulir sebelum 30 November 2026.
Layanan akan kembali normal 30 November 2026.
Promo libur berlaku sampai 31 Desember 2026!
Pak Anton kembali tanggal 30 November, silakan tunggu.
Saya kembali awal Desember.
Kami balas dalam 24 jam.
Tagihan jatuh tempo 30 November 2026.
Kegiatan pelatihan berlangsung hingga 30 November 2026. Silakan daftar.
I fly back on 29 November.
Our hotline is back on 30 November. I am out.
Saya sedang cuti. Rapat koordinasi dimulai kembali tanggal 30 November.
Saya cuti. Perkuliahan dimulai kembali 30 November 2026.
I'm on leave. Budi is on leave until 27 November as well.
Budi is out until 27 November, so this mailbox may be slow.
Saya sedang cuti. Pak Budi juga cuti sampai 27 November.
My colleague is on vacation until 27 November.
My manager returns on 30 November.
My boss is away until 30 November so approvals will wait.
Atasan saya cuti sampai 27 November.
Rekan saya kembali tanggal 30 November.
Our accountant is on leave until 27 November.
Saya di kantor sampai 30 November, setelah itu cuti.
Saya bisa dihubungi lewat WA sampai 27 November.
I'm covering for Dewi until 27 November.
Saya menggantikan Ibu Dewi sampai 27 November.
I need your reply until 30 November.
I'm on leave through mid-December.
Our office hours change from 30 November 2026: Mon-Fri 8-16.
I'm on leave until further notice.
Thank you for contacting us. Your ticket 30/11/2026-12 was received on 18 November 2026.
Out until next Friday.
I'm on leave until the end of November.
Saya cuti hingga pertengahan Desember.
I'm on parental leave until summer 2027.
Please note: from 30 November 2026 I am only in the office on Mondays.
I'm working remotely until 30 November 2026 but reading mail.
I'm on leave. Classes resume on 30 November.
I'm on leave. Payroll will be processed on 27 November.
We accept applications until 30 November.
I can be reached by mobile until 27 November.
I am acting head until 30 November 2026.
I am on leave. Your request will be answered within 3 working days of my return."""


def day(words: str) -> date:
    number, month, *year = words.split()
    return date(int(year[0]) if year else 2026, {"Jan": 1, "Nov": 11, "Dec": 12}[month], int(number))


def read(text: str, *, subject: str = "Automatic reply", about: str = ""):
    message = InboundMessage(
        message_id=None,
        author=Address("tan@example.net", "Tan Wijaya"),
        subject=subject,
        text=text.replace("\\n", "\n"),
    )
    return read_absence(message, SENT, about)


@pytest.mark.parametrize("line", RETURNS.splitlines())
def test_the_return_is_that_day(line: str):
    words, _, text = line.partition("|")
    found = read(text)
    assert found is not None
    assert (found.named, found.back_on) == (day(words), day(words))


@pytest.mark.parametrize("line", LAST_DAYS.splitlines())
def test_the_absence_ends_with_that_day(line: str):
    words, _, text = line.partition("|")
    found = read(text)
    assert found is not None
    assert found.named == day(words)
    assert 0 <= (found.back_on - found.named).days <= 1


@pytest.mark.parametrize("text", NONE.splitlines())
def test_no_day_or_not_clearly(text: str):
    assert read(text) is None


@pytest.mark.parametrize(
    ("subject", "text", "named"),
    [
        ("Ani Wijaya is out of the office (returning 30/11/2026)", "I will answer when I am back.", date(2026, 11, 30)),
        ("Auto-reply: away till 28 Nov 2026", "Ask Reza.", date(2026, 11, 28)),
        ("Cuti s.d. 27 November Re: Printer rusak sampai 30 Des", "Mohon maaf.", date(2026, 11, 27)),
        ("Away until 27 November", "I am back on 30 November.", date(2026, 11, 30)),
        ("Automatic reply: [#12] Leave until 30 December", "I am away.", None),
        ("Automatic reply: Cuti sampai 30 November", "Saya tidak di tempat.", None),
    ],
)
def test_the_subject_counts_where_the_text_names_no_day(subject: str, text: str, named: date | None):
    found = read(text, subject=subject, about="Re: [#12] Cuti sampai 30 November")
    assert (found.named if found else None) == named


def test_a_subject_that_is_repeated_in_the_text_is_not_the_authors():
    text = 'I am away. Your mail regarding "Cuti sampai 30 November" will be read when I return.'
    assert read(text, about="Cuti sampai 30 November") is None


@pytest.mark.parametrize(
    "below",
    [
        "\n\nPada Sel, 17 Nov 2026 pukul 10.12 iDuHelp! <helpdesk@example.org> menulis:\n> kembali 30 November 2026",
        "\n\n-- \nTan Wijaya\nback on 30 November 2026",
        "\n\n-----Original Message-----\nFrom: Ani <a@example.net>\nSent: Monday\nSubject: x\n\nBack on 30 Nov.",
    ],
    ids=["quote", "signature", "original"],
)
def test_a_day_in_quote_or_signature_does_not_count(below: str):
    assert read("I am away." + below) is None


def test_the_evidence_is_what_was_read():
    found = read("Thank you. I am on leave, back on Monday, 30 November 2026. Call Omar.")
    assert found is not None
    assert found.words == "I am on leave, back on Monday, 30 November 2026"


@given(st.text(alphabet="back on until kembali sampai 0123456789/-.,\nNovember ", max_size=400))
def test_any_text_is_read_and_no_day_before_the_notice_comes_out(text: str):
    found = read(text)
    assert found is None or found.named >= SENT
