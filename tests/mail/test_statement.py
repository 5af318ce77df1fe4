"""Spec 2.7: an operator's closing text counts however it was edited; a text that merely speaks of closing doesn't."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.mail.statement import SIMILAR, similarity
from mailticket.mail.words import words_of

CANNED = Path(__file__).resolve().parents[2] / "templates" / "canned"


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


def core(text: str) -> str:
    return text.split("\n\n")[1]


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
    "paragraphs swapped": lambda text: "\n\n".join(
        [*(parts := text.split("\n\n"))[:1], parts[2], parts[1], *parts[3:]]
    ),
    "last paragraph left out": lambda text: "\n\n".join(text.split("\n\n")[:2]),
    "Bapak for Anda": lambda text: text.replace("Anda", "Bapak").replace("haven't", "have not"),
    "further help offered": lambda text: text + "\nAda lagi yang bisa kami bantu? / Is there anything else?",
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


@pytest.mark.parametrize("name", ["closing", "closing_no_reply"])
@pytest.mark.parametrize("locale", ["en", "id"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("close", "close?", 1).replace("tutup", "tutup?", 1),
        lambda text: "Mohon abaikan mail ini. / Please ignore this.\n\n" + text,
        lambda text: text + "\n\nApakah printernya masih error? / Does the printer still fail?",
        lambda text: f"{core(text)} Akan, bila sampai Jumat tidak ada kabar. / If there is no word until Friday.",
        lambda text: text.split("\n\n")[2],
    ],
    ids=["asked", "taken back", "a question after it", "announced", "courtesy alone"],
)
def test_a_statement_asked_announced_or_taken_back_does_not_count(locale: str, name: str, change):
    assert similarity(change(filled(locale, name)), pieces(locale, name)) < SIMILAR


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
