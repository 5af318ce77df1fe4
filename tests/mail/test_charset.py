"""Spec 2.2: labels that no mail means are no charsets, whatever Python has under the name."""

import pytest

from mailticket.mail.charset import decode_text


@pytest.mark.parametrize(
    "label", ["unicode_escape", "unicode-escape", "raw_unicode_escape", "rot13", "idna", "punycode", "zlib"]
)
def test_a_codec_that_is_no_charset_changes_no_text(label: str):
    text, odd = decode_text(rb"C:\new \x41 \k", label)
    assert text == r"C:\new \x41 \k"
    assert odd
