"""Spec 2.2: subjects and authors as a reader sees them, in the odd forms that mail has them in."""

import pytest

from mailticket.mail.address import one_author
from mailticket.mail.headers import decode_value
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?Q?Really??=", "Really?"),
        ("=?utf-8?Q?a=?=", "a="),
        ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
        ("=?utf-8 ?Q?caf=C3=A9?=", "café"),
        ("=? utf-8?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?caf=C3=A9", "café"),
        ("=?utf-8?Q?caf=C3=A9?", "café"),
        ("=?utf-8?B?Y2Fmw6k", "café"),
        ("=?ISO-2022-JP?B?GyRCRnw=?= =?ISO-2022-JP?B?S1wbKEI=?=", "日本"),
        ("=?iso-8859-1*en?Q?caf=E9?= x", "café x"),
        ("=?utf-8?Q?=ZZ=C3=A9?=", "=ZZé"),
        ("1 =? 2 ?= 3", "1 =? 2 ?= 3"),
    ],
)
def test_an_encoded_word_that_is_not_quite_one_is_read(written: str, read: str):
    assert decode_value(written) == read


def test_encoded_words_without_an_end_cost_no_more_than_their_length():
    for begun in ("=?a?q?x", "=?u?q?a?b=", "=?"):
        assert decode_value(begun * 9000)


def from_line(value: str) -> InboundMessage:
    return parse(f"From: {value}\nSubject: x\n\nx\n".encode())


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("ani @ example.net", "", "ani@example.net"),
        ('"a b"@example.net', "", '"a b"@example.net'),
        ("ani@[192.0.2.1]", "", "ani@[192.0.2.1]"),
        ("[ani@example.net]", "", "ani@example.net"),
        ("=?utf-8?B?QW5pIDxhbmlAZXhhbXBsZS5uZXQ+?=", "Ani", "ani@example.net"),
        ("=?utf-8?Q?Ani_=3Cani=40example.net=3E?=", "Ani", "ani@example.net"),
        ("ani@example.net <>", "", "ani@example.net"),
        ("ani@example.net.", "", "ani@example.net"),
        ("Ani <mailto:ani@example.net>", "Ani", "ani@example.net"),
        ("<<ani@example.net>>", "", "ani@example.net"),
    ],
)
def test_an_author_is_read_and_where_the_form_is_odd_without_authority(written: str, name: str, address: str):
    """2.4: what two parsers may read differently proves nothing."""
    message = from_line(written)
    assert message.author is not None
    assert (message.author.name, message.author.address) == (name, address)
    plain = written in {"ani @ example.net", '"a b"@example.net', "ani@[192.0.2.1]"}
    assert plain or one_author(message) is None


def test_a_name_without_an_address_is_no_author():
    assert from_line("Ani <>").author is None
    assert from_line("Ani Kusuma").author is None
