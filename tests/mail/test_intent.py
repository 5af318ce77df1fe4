"""Spec 3.9, 3.10: thanks, a greeting, a survey's number; in doubt a question."""

import pytest

from mailticket.mail.intent import greeting_only, survey_answer, thanks_only

THANKS = """\
terima kasih, sudah bisa|thanks, solved!|🙏|👍👍|Terima kasih banyak atas bantuannya Pak Budi|makasih ya kak|Thx
Ok terima kasih|Baik, terima kasih atas informasinya.|Siap, makasih min|Sudah bisa login, terima kasih
Terima kasih. Masalah sudah teratasi.|Perfect, that worked. Thank you!|Thank you so much for your help!
Mantap, makasih bang 🙏|Alhamdulillah sudah bisa. Terima kasih banyak.|Great, thanks a lot|thanks Budi|tks gan
Terima kasih Mbak Sari, sangat membantu|Makasiiihh banyak yaaa|Problem solved. Thanks!|Okay noted, thanks
Terima kasih banyak, sekarang sudah normal kembali|Wah cepat sekali, terima kasih ya mas Budi!|Got it, thank you
Oke sudah bisa dibuka sekarang. Makasih banyak|Yes it is working now. Thanks for your support.
Tidak ada masalah lagi, terima kasih|Terima kasih, sudah tidak ada kendala lagi""".replace("\n", "|").split("|")

QUESTIONS = """\
Terima kasih, tapi masih error|Terima kasih. Kapan bisa diambil?|thanks but it still does not work|Thanks in advance
Terima kasih sebelumnya|Mohon dibantu, terima kasih|Tolong dicek lagi ya. Makasih|Terima kasih, saya tunggu kabarnya
belum bisa, terima kasih|Sudah saya coba, belum berhasil|ok|Terima kasih. Satu lagi, bagaimana cara ganti alamat
Thanks, and could you also send the invoice|tidak, terima kasih|Thanks, I will try tomorrow|Thanks for nothing
Terima kasih, uang saya hilang 500 ribu|Terima kasih infonya, saya pindah ke bank lain|sudah dicoba|😡|Halo|
terima kasih ya sudah mempersulit saya|Sudah bisa login tapi saldo kosong|thanks, order number 12345
Terima kasih. Tagihan bulan ini naik dua kali lipat.|Nomor saya 0812345678, terima kasih
Thank you. My new address is Jl. Sudirman 5|Terima kasih, ini fotonya""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", [*THANKS, "Thank you!\n\nAni", "Terima kasih,\nAni Wijaya"])
def test_mere_thanks(text: str):
    assert thanks_only(text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_thanks_with_more_is_a_question(text: str):
    assert thanks_only(text) is None


@pytest.mark.parametrize("text", ["Sama-sama!", "You're welcome", "Sama-sama, Pak Budi", "Selamat pagi", "no problem"])
def test_mere_greeting(text: str):
    assert greeting_only(text)


@pytest.mark.parametrize("text", ["Selamat pagi, sudah dicek?", "Sama, saya juga error", ""])
def test_more_than_a_greeting(text: str):
    assert greeting_only(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5", (5, "")),
        ("5/5", (5, "")),
        ("4. bagus", (4, "bagus")),
        ("3\nlama sekali", (3, "lama sekali")),
        ("*5*", (5, "")),
        ("2 - kurang jelas", (2, "kurang jelas")),
        ("5 hari belum selesai", None),
        ("10", None),
        ("4,5", None),
        ("#5", None),
        ("2 kali gagal", None),
        ("", None),
    ],
)
def test_survey_answer(text: str, answer: tuple[int, str] | None):
    assert survey_answer(text) == answer
