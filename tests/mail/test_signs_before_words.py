"""Spec 5.5: what is looked for first, because it is cheap, misses nothing that the words behind it would find."""

import pytest

from mailticket.mail import machines


@pytest.mark.parametrize(
    "text",
    [
        "This is an automatic reply.",
        "this is an AUTOMATED message",
        "This is an auto-generated notice",
        "This email is an auto reply",
        "The fact is: this message was automatically sent",
        "Ini adalah balasan otomatis",
        "ini pesan Otomatis",
        "Email ini dikirim secara otomatis",
        "surat ini dibalas otomatis",
    ],
)
def test_whoever_declares_to_be_a_machine_has_a_sign_of_it(text: str) -> None:
    assert machines.DECLARED.search(text)
    assert any(sign in text.lower() for sign in machines.DECLARED_SIGNS)
