"""Spec 2.7, rows 9 to 11: a canned text with its meaning changed isn't that statement; honest edits of it are."""

import pytest
from tests.mail.test_statement import filled
from tests.sets.rates import statement_of

CLOSINGS = {"satisfied", "no_reply"}


def changed(locale: str, name: str, old: str, new: str) -> str:
    text = " ".join(filled(locale, name).replace("\n\n", "\0").split()).replace("\0", "\n\n")
    assert old in text, text
    return text.replace(old, new)


ID_CLOSE, EN_CLOSE = "dan dengan ini nomor 12 kami tutup", "and with this we close number 12"
ID_SILENT, EN_SILENT = "dan dengan ini kami tutup", "and with this we close it"

NEAR = [
    *(
        ("id", "closing", ID_CLOSE, new)
        for new in (
            "dan dengan ini nomor 12 kami buka kembali",
            "dan nomor 12 tetap kami buka",
            "dan besok nomor 12 kami tutup",
            "dan Senin depan nomor 12 akan kami tutup",
            "tetapi nomor 12 belum kami tutup",
            "namun nomor 12 tidak kami tutup karena masih menunggu bagian gudang",
            "dan dengan ini nomor 12 kami teruskan ke tim ahli",
            "dan nomor 12 kami tutup bila Anda setuju",
            "dan nomor 12 kami tutup setelah barangnya Anda terima",
            "dan apakah nomor 12 boleh kami tutup?",
            "jadi boleh nomor 12 kami tutup?",
            "dan nomor 12 kami tunda sampai Jumat",
            "dan dengan ini nomor 12 kami gabungkan dengan nomor 15",
            "dan dengan ini nomor 12 batal kami tutup",
            "dan dengan ini nomor 12 jangan ditutup dulu",
            "dan dengan ini nomor 12 hampir kami tutup",
        )
    ),
    *(
        ("id", "closing", "sudah terjawab", new)
        for new in ("belum terjawab", "tidak terjawab", "baru sebagian terjawab", "akan segera terjawab")
    ),
    *(
        ("en", "closing", EN_CLOSE, new)
        for new in (
            "and with this we reopen number 12",
            "and with this we keep number 12 open",
            "and tomorrow we close number 12",
            "and on Friday we will close number 12",
            "but we do not close number 12 yet",
            "but we can't close number 12 before the delivery",
            "and with this we pass on number 12",
            "and if you agree we close number 12",
            "and once you have tried it we close number 12",
            "so may we close number 12?",
            "shall we close number 12?",
            "and with this we merge number 12 with number 15",
            "and with this we put number 12 on hold",
            "and we are about to close number 12",
            "and with this we almost closed number 12",
        )
    ),
    *(
        ("en", "closing", "has been solved", new)
        for new in ("has not been solved", "hasn't been solved", "will be solved", "has only been solved in part")
    ),
    *(
        ("id", "closing_no_reply", ID_SILENT, new)
        for new in (
            "dan dengan ini kami buka kembali",
            "dan besok kami tutup",
            "tetapi belum kami tutup",
            "dan akan kami tutup bila sampai Jumat tidak ada kabar",
            "jadi boleh kami tutup?",
            "dan dengan ini kami teruskan ke tim ahli",
            "namun tidak kami tutup",
        )
    ),
    *(
        ("en", "closing_no_reply", EN_SILENT, new)
        for new in (
            "and with this we reopen it",
            "and tomorrow we close it",
            "but we do not close it yet",
            "and we will close it if there is no word by Friday",
            "so may we close it?",
            "and with this we pass it on",
            "and with this we keep it open",
        )
    ),
]
BEFORE_OR_AFTER = """\
Mohon abaikan email ini, salah kirim.
Maaf, email sebelumnya keliru; tiket ini belum ditutup.
Apakah printernya masih macet?
Sebelum kami tutup, tolong kirim nomor serinya.
Jangan khawatir, tiket ini belum kami tutup.
Please ignore this mail, it was sent by mistake.
Sorry, the sentence above is wrong; the ticket stays open.
Does the printer still jam?
Before we close it, please send the serial number.
Don't worry, we have not closed it yet.""".splitlines()
FREE = """\
Halo Bu Ani, tiket nomor 12 kami tutup besok bila tidak ada kabar. Salam, Budi
Halo, apakah nomor 12 sudah boleh kami tutup? Salam hangat, Budi
Pertanyaan Anda sudah terjawab? Kalau sudah, kabari saya.
Dengan ini kami kirimkan formulirnya. Mohon diisi lalu kirim kembali.
Kami tutup pukul 16.00, silakan datang besok.
Toko kami tutup hari Minggu, nomor 12 kami lanjutkan Senin.
Terima kasih atas kabarnya. Senang mendengarnya! Nomor serinya berapa?
Terima kasih atas kabarnya. Tim kami masih memeriksa.
Senang mendengar bahwa pertanyaan Anda sudah terjawab. Yang kedua masih kami kerjakan.
Bila Anda masih memerlukan bantuan, balas saja email ini.
Sekadar mengingatkan: rapat besok pukul 10.
Kabar singkat: printer sudah diganti, silakan dicoba.
Terima kasih atas kesabaran Anda. Printer sudah kami perbaiki, silakan dicoba.
Hello Ani, we close number 12 tomorrow unless you write. Kind regards, Budi
Has your question been solved, and may we close number 12?
Thank you for letting us know. We are still looking into it.
Thank you for letting us know. I am glad! Which version do you use?
I am glad that your first question has been solved. The second one is still open.
With this we send you the form; please fill it in and send it back.
We close at five. Please come tomorrow.
If you still need help, simply reply to this mail.
A short reminder: the meeting is at ten.
A short word: the printer has been replaced, please try it.
Thank you for your patience. The printer is repaired, please try it.
We take it that your question is about the invoice. Which one do you mean?""".splitlines()


@pytest.mark.parametrize(("locale", "name", "old", "new"), NEAR)
def test_a_closing_whose_meaning_was_changed_does_not_close(locale: str, name: str, old: str, new: str):
    assert statement_of(changed(locale, name, old, new)) not in CLOSINGS


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("name", ["closing", "closing_no_reply"])
def test_words_beside_it_that_take_it_back(locale: str, name: str):
    text = filled(locale, name)
    beside = [f"{words}\n\n{text}" for words in BEFORE_OR_AFTER] + [f"{text}\n\n{words}" for words in BEFORE_OR_AFTER]
    assert [one for one in beside if statement_of(one) in CLOSINGS] == []


def test_a_text_of_ones_own_is_no_statement():
    assert [text for text in FREE if statement_of(text)] == []
