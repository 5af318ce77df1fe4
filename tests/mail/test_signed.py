"""Signatures without a separator: an empty claim with one is still empty (spec 2.2)."""

import pytest

from mailticket.mail.signed import signature_alone


@pytest.mark.parametrize(
    "text",
    [
        "Salam,\nBudi Santoso\nIT Support | PT Contoh\nTel 021-555",
        "Best regards,\n\nBudi",
        "Budi Santoso, S.Kom.\nHelpdesk Lantai 2",
        "Terima kasih,\nBudi",
        "Budi",
    ],
)
def test_only_a_signature(text: str) -> None:
    assert signature_alone(text, "Budi")


@pytest.mark.parametrize(
    "text",
    [
        "Saya ambil.\nSalam,\nBudi",
        "Salam,\nSari",
        "Budi sudah ke sana tadi pagi.",
        "Budi, bisa?",
        "Budi\nCoba tekan tombol hijau. Kalau belum bisa, kabari kami lagi.",
        "Salam,",
        "#ambil\nBudi",
        "",
    ],
)
def test_words_are_kept(text: str) -> None:
    assert not signature_alone(text, "Budi")


def test_without_a_name_nothing_is_judged() -> None:
    assert not signature_alone("Budi", "")
