"""Spec 2.2: parsing never raises on any byte string, and loses no text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailticket.mail.address import one_author
from mailticket.mail.classify import machine, never_answer
from mailticket.mail.forward import forwarded
from mailticket.mail.parse import parse
from mailticket.mail.prescan import prescan
from mailticket.mail.reply import read_reply

SAMPLE = (
    b"Return-Path: <ani@example.net>\r\nReceived: from a by b\r\nMessage-ID: <one@example.net>\r\n"
    b"In-Reply-To: <zero@example.org>\r\nReferences: <a@example.org>\r\n <zero@example.org>\r\n"
    b"From: =?utf-8?Q?Ani_=C3=9C?= <ani@example.net>\r\nTo: desk@example.org, Budi <budi@example.org>\r\n"
    b"Subject: =?utf-8?B?UGVydGFu?= =?utf-8?B?eWFhbg==?=\r\nDate: Sat, 21 Nov 2026 09:00:00 +0700\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    b"Selamat pagi, caf\xc3\xa9\r\n--x\r\nContent-Type: application/pdf; name*=utf-8''ke%C3%A9.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--x--\r\n"
)


def mail(head: bytes, body: bytes = b"x") -> bytes:
    return head + b"\r\n\r\n" + body


def test_an_ordinary_message():
    message = parse(SAMPLE)
    assert message.message_id == "<one@example.net>"
    assert message.references == ("<a@example.org>", "<zero@example.org>")
    assert (message.author.name, message.author.address) == ("Ani Ü", "ani@example.net")
    assert [one.address for one in message.to] == ["desk@example.org", "budi@example.org"]
    assert message.subject == "Pertanyaan"
    assert message.date.astimezone(UTC) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert message.text.strip() == "Selamat pagi, café"
    assert [(one.name, one.content) for one in message.attachments] == [("keé.pdf", b"ABC")]
    assert message.problems == ()


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=windows-1251", "привет, café".encode(), "привет, café"),
        (b"Content-Type: text/plain; charset=utf-8", "привет всем".encode("cp1251"), "привет всем"),
        (b"Content-Type: text/plain; charset=x-unknown", "café crème".encode("cp1252"), "café crème"),
        (b"X: y", "naïve".encode(), "naïve"),
        (b"Content-Type: text/plain; charset=us-ascii", "こんにちは".encode("iso2022_jp"), "こんにちは"),
        (b"Content-Type: text/plain; charset=idna", b"plain", "plain"),
        (b"Content-Type: multipart/mixed", b"no boundary", "no boundary"),
    ],
)
def test_wrong_and_missing_charset_labels(head: bytes, body: bytes, text: str):
    assert parse(mail(head, body)).text == text


def test_encoded_words_split_in_mid_character():
    head = b"Subject: =?utf-8?B?w5w=?= =?utf-8?B?w?= =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?="
    assert parse(mail(head)).subject.endswith("café")


def test_hidden_line_breaks_stay_in_one_line():
    message = parse(mail(b"Subject: =?utf-8?Q?a=0D=0ABcc:_x=40y?=\r\nFrom: =?utf-8?Q?a=0Ab?= <a@example.org>"))
    assert message.subject == "a Bcc: x@y"
    assert message.author.name == "a b"


def test_html_only_is_text():
    html = (
        b"<p>Halo <b>Budi</b>,</p><ul><li>satu<li>dua</ul><a href='https://example.org/x'>di sini</a><script>x</script>"
    )
    message = parse(mail(b"Content-Type: text/html", html))
    assert message.text == "Halo Budi,\n\n- satu\n- dua\n\ndi sini <https://example.org/x>"


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/mixed; boundary=lost"])
def test_a_boundary_that_got_lost_is_found_by_the_parts(kind: str):
    part = b"------=_x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    message = parse(mail(b"Content-Type: " + kind.encode(), part + b"satu\r\n" + part + b"dua\r\n------=_x--\r\n"))
    assert message.text.split() == ["satu", "dua"]
    assert "a multipart without its boundary" in message.problems


def test_a_broken_line_in_the_header_costs_that_line_and_all_authority():
    """Spec 2.2, 2.4: the rest is read, but other programs may read another header."""
    message = parse(mail(b"Received: a\r\nbroken by a relay\r\nFrom: budi@example.org\r\nSubject: ada"))
    assert (message.author.address, message.subject, message.text) == ("budi@example.org", "ada", "x")
    assert one_author(message) is None


def test_a_text_right_below_the_header_is_no_header():
    assert (
        parse(b"From: a@example.org\r\nSubject: ada\r\nHalo semua,\r\n\r\napa kabar?").text
        == "Halo semua,\n\napa kabar?"
    )


def test_an_undecodable_word_stays_as_it_was_written():
    assert parse(mail(b"Subject: =?utf-8?B?nnDusSNdG92w?=")).subject == "=?utf-8?B?nnDusSNdG92w?="


def test_an_empty_plain_part_gives_way_to_html():
    body = b"--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>isi</p>\r\n--b--"
    assert parse(mail(b"Content-Type: multipart/alternative; boundary=b", body)).text == "isi"


def test_file_names_are_cleaned():
    message = parse(mail(b'Content-Type: application/x; name="../../etc/pass\x00wd\xe2\x80\xae.exe"'))
    assert "/" not in message.attachments[0].name
    assert "\u202e" not in message.attachments[0].name


@pytest.mark.parametrize(
    "value",
    [
        b"budi@example.org)<mallory@evil.example>",
        b"Budi <budi@example.org>, mallory@evil.example",
        b"Budi <budi@example.org>\r\nFrom: mallory@evil.example",
        b"team: budi@example.org;",
        b"budi@example.org <mallory@evil.example> x",
        "budi@exämple.org".encode(),
        b'"budi@example.org" mallory@evil.example',
    ],
)
def test_no_authority_for_an_ambiguous_from(value: bytes):
    """Spec 2.4: exactly one From with one mailbox, read alike by two parsers, no defects."""
    assert one_author(parse(mail(b"From: " + value))) is None


@pytest.mark.parametrize(
    "value", [b"budi@example.org", b"Budi <budi@example.org>", b'"Budi, S.Kom." <budi@example.org>']
)
def test_authority_for_a_plain_from(value: bytes):
    assert one_author(parse(mail(b"From: " + value))).address == "budi@example.org"


def nested(depth: int) -> bytes:
    head = b"From: a@example.org"
    for number in range(depth):
        head += b'\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d' % (number, number)
    return mail(head)


@pytest.mark.parametrize(
    "raw",
    [
        nested(1000),
        mail(b"\r\n".join(b"X-%d: y" % one for one in range(1001))),
        mail(b"Subject: " + b"a" * 70_000),
        mail(b"Content-Type: multipart/mixed; boundary=b", b"--b\r\n\r\nx\r\n" * 1001),
    ],
    ids=["depth", "headers", "long header", "parts"],
)
def test_over_the_limits_is_said_before_parsing_and_survived(raw: bytes):
    """Spec 5.3."""
    assert prescan(raw) is not None
    assert parse(raw).problems[0].startswith("not read")


def test_ordinary_mail_is_within_the_limits():
    assert prescan(SAMPLE) is None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_message(raw: bytes):
    everything(raw)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 30), st.binary(max_size=12)), min_size=1, max_size=6)
)
def test_damaged_mail_gives_a_message(edits: list[tuple[int, int, bytes]]):
    raw = bytearray(SAMPLE)
    for at, length, new in edits:
        raw[at : at + length] = new
    everything(bytes(raw))


def everything(raw: bytes) -> None:
    message = parse(raw)
    read_reply(message)
    machine(message)
    never_answer(message)
    forwarded(message)
    assert not [one for one in message.problems if one.endswith("Error")]
    assert "\n" not in message.subject
    message.text.encode()
