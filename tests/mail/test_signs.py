"""Spec 3.9: thanks told by their signs, in words that no table has; a sign of a question decides alone."""

from pathlib import Path

import pytest
from tests.sets import learn

from mailticket.mail import learnt
from mailticket.mail.intent import thanks_only
from mailticket.mail.signs import content

UNHEARD = [
    "The kiosk works perfectly again, thank you so much!",
    "Makasih banyak, mikroskop di lab sudah nyala lagi dengan sempurna",
    "Teropongnya lancar lagi, makasih banyak kak",
    "The telescope tracks perfectly now, many thanks to everybody in your crew!",
    "Selamat sore Pak, dengan senang hati saya kabarkan bahwa kamera pengawas sudah berfungsi. Terima kasih banyak.",
]


@pytest.mark.parametrize("text", UNHEARD)
def test_thanks_in_words_never_seen(text: str):
    assert thanks_only(text)


@pytest.mark.parametrize("text", UNHEARD)
@pytest.mark.parametrize(
    "more", [" but", " tapi", " nanti", " kapan", " please", " Room 12", " belum", " besok", "\nalamat: Jalan Melati"]
)
def test_one_sign_of_a_question_is_enough(text: str, more: str):
    assert thanks_only(text + more) is None


def test_the_words_that_decided_are_the_evidence():
    evidence = content("Terima kasih banyak, mikroskop kami sudah bisa dipakai lagi")
    assert evidence
    assert "bisa" in evidence


def test_words_alone_that_nobody_knows_are_no_thanks():
    assert content("Pintu gudang berderit") is None


def test_no_mere_greeting_is_thanks():
    assert content("Halo") is None


def test_one_clause_too_many_outweighs_any_number_of_grateful_ones():
    grateful = "Thank you so much. Everything works again. You are wonderful. Have a lovely weekend. "
    assert thanks_only(grateful)
    assert thanks_only(grateful * 3 + "The invoice goes to the second floor") is None


def test_the_table_is_what_learning_prints_now():
    assert Path(learnt.__file__).read_text(encoding="utf-8") == learn.table(learn.labelled())
