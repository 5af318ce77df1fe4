"""Spec 3.9: thanks told by their signs, in words that no table has; a sign of a question decides alone."""

import pytest

from mailticket.mail.intent import thanks_only
from mailticket.mail.signs import content

UNHEARD = [
    "The kiosk works perfectly again, thank you so much!",
    "Makasih banyak, mikroskop di lab sudah nyala lagi dengan sempurna",
    "Teropongnya lancar lagi, makasih banyak kak",
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
    assert "banyak" in evidence


def test_words_alone_that_nobody_knows_are_no_thanks():
    assert content("Pintu gudang berderit") is None


def test_no_mere_greeting_is_thanks():
    assert content("Halo") is None
