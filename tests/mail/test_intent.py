"""Spec 2.7, 3.9, 3.10: closing texts, thanks, a survey's number; in doubt a question."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.mail.intent import SIMILAR, greeting_only, similarity, survey_answer, thanks_only, words_of

CANNED = Path(__file__).resolve().parents[2] / "templates" / "canned"

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


def pieces(locale: str, name: str) -> list[str]:
    text = (CANNED / locale / f"{name}.j2").read_text(encoding="utf-8").split("---\n", 2)[2]
    return [piece for piece in re.split(r"\{[{%].*?[%}]\}", text) if piece.strip()]


def filled(locale: str, name: str) -> str:
    given = iter([" Bu Ani", "12", "Budi", *[""] * 5])
    text = (CANNED / locale / f"{name}.j2").read_text(encoding="utf-8").split("---\n", 2)[2]
    return re.sub(r"\{[{%].*?[%}]\}", lambda _: next(given), text)


def a_typo(text: str) -> str:
    word = max(text.split(), key=len)
    return text.replace(word, word[:2] + word[3:], 1)


EDITS = {
    "as it is": lambda text: text,
    "in capitals": str.upper,
    "one line": lambda text: " ".join(text.split()),
    "a sentence before": lambda text: "Senang bisa membantu Ibu hari ini. / Nice to talk to you today.\n" + text,
    "a sentence after": lambda text: text + "\nSemoga harinya menyenangkan dan sampai jumpa. / Have a lovely day.",
    "emoji": lambda text: text.replace(".", " 😊.", 2),
    "a typo": a_typo,
    "no greeting": lambda text: text.split("\n\n", 1)[1],
    "own signature": lambda text: text.rsplit("\n\n", 1)[0] + "\n\nBudi Santoso\nLayanan Pelanggan",
    "no punctuation": lambda text: re.sub(r"[.,;:!]", "", text),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("name", ["closing", "closing_no_reply", "reminder_by_hand"])
@pytest.mark.parametrize("locale", ["en", "id"])
def test_an_edited_statement_counts(locale: str, name: str, edit):
    assert similarity(edit(filled(locale, name)), pieces(locale, name)) >= SIMILAR


FAR = """\
Tiket ini belum bisa kami tutup karena menunggu bagian keuangan.|Kami akan menutup tiket ini setelah Ibu konfirmasi.
Masalahnya sudah selesai ya Bu? Kalau sudah, kami tutup.|Please close the window and try again.|selesai|close
Halo Bu Ani, terima kasih atas kabarnya. Silakan buka menu, pilih akun, lalu simpan. Salam hangat, Budi
Hello Ani, thank you for letting us know. Please restart the modem. Kind regards, Budi
Halo, bila ada hal lain, balas saja mail ini atau tulis lagi kepada kami; kami senang membantu Anda. Salam hangat, Budi
If anything else comes up, just reply to this mail or write to us again; we are happy to help you.
Pertanyaan Anda sudah kami teruskan ke bagian teknis.|Your question has been forwarded to our engineers.
The shop is closed on Sunday.|Toko tutup hari Minggu.|""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", FAR)
@pytest.mark.parametrize("name", ["closing", "closing_no_reply"])
@pytest.mark.parametrize("locale", ["en", "id"])
def test_a_text_that_merely_speaks_of_closing_does_not(locale: str, name: str, text: str):
    assert similarity(text, pieces(locale, name)) < SIMILAR - 0.1


def test_a_denied_statement_does_not_count():
    text = filled("id", "closing").replace("kami tutup", "belum kami tutup")
    assert similarity(text, pieces("id", "closing")) < SIMILAR


def test_statements_are_told_apart():
    for locale in ("en", "id"):
        assert similarity(filled(locale, "closing"), pieces(locale, "closing_no_reply")) < 0.5
        assert similarity(filled(locale, "closing_no_reply"), pieces(locale, "closing")) < 0.5


CLOSING = ("Dengan ini permohonan Anda kami tutup karena sudah selesai, terima kasih.",)


@given(st.integers(0, 10), st.sampled_from(["change", "lose", "add", "swap"]), st.integers(0, 8))
def test_one_typo_anywhere_is_forgiven(which: int, how: str, where: int) -> None:
    """Spec 2.7: a typo forgiven, in words of four letters or more."""
    words = words_of(CLOSING[0])
    word = words[which]
    at = where % (len(word) - 1)
    words[which] = {
        "change": f"{word[:at]}x{word[at + 1 :]}",
        "lose": word[:at] + word[at + 1 :],
        "add": f"{word[:at]}x{word[at:]}",
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[how]
    expected = 1.0 if len(word) >= 5 else 0.8
    assert similarity(" ".join(words), CLOSING) >= expected


@pytest.mark.parametrize(
    "text", [CLOSING[0], "Kami tutup.", f"Halo Ani, {CLOSING[0]} Salam", "Dengan ini sudah selesai"]
)
def test_what_is_out_of_reach_is_nothing_and_the_rest_is_measured_as_ever(text: str) -> None:
    whole = similarity(text, CLOSING)
    assert similarity(text, CLOSING, at_least=SIMILAR) == (whole if whole >= SIMILAR else 0.0)
