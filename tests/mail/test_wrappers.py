"""Spec 2.2: mail inside something that isn't mail is recognised and named, and what can be read of it is shown."""

import base64
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailticket.mail.calendar_text import calendar_text
from mailticket.mail.content import base64_bytes, undone
from mailticket.mail.forward import forwarded
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.reply import counts_as_content, read_reply
from mailticket.mail.tnef import read_tnef

HEAD = "From: Ani <ani@example.net>\nSubject: x\nMIME-Version: 1.0\n"


def mixed(*parts: str, kind: str = "mixed") -> InboundMessage:
    inner = "".join(f"--b\n{part}\n" for part in parts)
    return parse(f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{inner}--b--\n".encode())


def encoded(content: bytes, kind: str, extra: str = "") -> str:
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n{extra}\n{base64.encodebytes(content).decode()}"


# TNEF (MS-OXTNEF 2.1)


def attribute(level: int, tag: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, tag, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def text_property(key: int, value: str) -> bytes:
    data = value.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHII", 0x1F, key, 1, len(data)) + data + bytes(-len(data) % 4)


def named_property(value: int) -> bytes:
    return struct.pack("<HH16sII", 3, 0x8001, bytes(16), 0, 5) + struct.pack("<I", value)


def properties(*written: bytes) -> bytes:
    return struct.pack("<I", len(written)) + b"".join(written)


def tnef(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


WINMAIL = tnef(
    attribute(1, 0x00069003, properties(named_property(7), text_property(0x1000, "Mohon dicek lampiran.\r\n"))),
    attribute(2, 0x00069002, bytes(14)),
    attribute(2, 0x0006800F, b"isi berkas"),
    attribute(2, 0x00018010, b"LAPOR~1.PDF\0"),
    attribute(
        2,
        0x00069005,
        properties(text_property(0x3707, "../laporan kédua.pdf"), text_property(0x370E, "application/pdf")),
    ),
)


def test_a_winmail_shows_its_text_and_its_files_by_their_long_names():
    mail = mixed(encoded(WINMAIL, "application/ms-tnef", 'Content-Disposition: attachment; filename="winmail.dat"\n'))
    assert mail.text.strip() == "Mohon dicek lampiran."
    assert [(one.name, one.type, one.content) for one in mail.attachments] == [
        ("laporan kédua.pdf", "application/pdf", b"isi berkas")
    ]


def test_a_winmail_with_nothing_but_formatting_is_no_content():
    """Outlook adds one to an empty claim, too."""
    mail = mixed(
        "Content-Type: text/plain\n\n", encoded(tnef(attribute(1, 0x00069003, properties())), "application/ms-tnef")
    )
    assert read_reply(mail).empty


def test_a_winmail_that_is_none_stays_a_file():
    mail = mixed(
        encoded(b"not this", "application/ms-tnef", 'Content-Disposition: attachment; filename="winmail.dat"\n')
    )
    assert [one.name for one in mail.attachments] == ["winmail.dat"]


def test_a_winmail_that_lies_about_a_length_gives_what_stands_before():
    lying = WINMAIL[:-60] + b"\x02\x05\x90\x06\x00\xff\xff\xff\x7f"
    assert read_tnef(lying).files[0].content == b"isi berkas"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WINMAIL)), st.binary(max_size=6)), max_size=6), st.integers(0, len(WINMAIL))
)
def test_any_bytes_behind_the_signature_are_read(edits: list[tuple[int, bytes]], end: int):
    content = bytearray(WINMAIL[:end])
    for at, new in edits:
        content[at : at + len(new)] = new
    read_tnef(bytes(content))
    read_tnef(b"\x78\x9f\x3e\x22" + bytes(content))


# Calendar (RFC 5545)

INVITATION = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Jakarta\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nSUMMARY:Rapat\\, bulan\r\n an\r\nDTSTART;TZID=Asia/Jakarta:20261121T090000\r\n"
    "DTEND;TZID=Asia/Jakarta:20261121T103000\r\nLOCATION:Ruang 1\r\nDESCRIPTION:Bawa laporan.\\nTerima kasih.\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_an_invitation_without_words_says_what_when_and_where():
    mail = parse(f"{HEAD}Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\n{INVITATION}".encode())
    assert mail.text.split("\n") == [
        "Rapat, bulanan",
        "2026-11-21 09:00 – 2026-11-21 10:30 (Asia/Jakarta)",
        "Ruang 1",
        "Bawa laporan.",
        "Terima kasih.",
    ]
    assert [one.name for one in mail.attachments] == ["invite.ics"]


def test_beside_words_an_invitation_is_a_file():
    mail = mixed("Content-Type: text/plain\n\nMari bertemu.", f"Content-Type: text/calendar\n\n{INVITATION}")
    assert mail.text.strip() == "Mari bertemu."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BEGIN:VEVENT\nSUMMARY:x\nDTSTART;VALUE=DATE:20261121\n", "x\n2026-11-21"),
        (b"BEGIN:VEVENT\nDTSTART:20261121T020000Z\n", "2026-11-21 02:00 (UTC)"),
        (b"no calendar", ""),
        (b"", ""),
    ],
)
def test_what_a_calendar_says(content: bytes, said: str):
    assert calendar_text(content) == said


# S/MIME and PGP


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "S/MIME: encrypted, can't be read here"),
        ("application/x-pkcs7-mime; smime-type=signed-data", "S/MIME: signed in a form that can't be read here"),
        ("application/octet-stream; name=smime.p7m", "S/MIME: encrypted, can't be read here"),
    ],
)
def test_an_opaque_wrapper_is_named(kind: str, said: str):
    mail = parse(f"{HEAD}Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\nMIIB\n".encode())
    assert said in mail.problems
    assert len(mail.attachments) == 1


def der(tag: str, *inside: bytes) -> bytes:
    """An element of definite length (X.690 section 8.1.3)."""
    content = b"".join(inside)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes.fromhex(tag) + length + content


def endless(tag: str, *inside: bytes) -> bytes:
    """The same of indefinite length, as programs write that stream."""
    return bytes.fromhex(tag) + b"\x80" + b"".join(inside) + b"\0\0"


SIGNED_DATA, DATA, ENVELOPED = (bytes.fromhex(f"06092a864886f70d01070{one}") for one in (2, 1, 3))
INSIDE = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nBaik, caf\xc3\xa9.\r\n"
SIGNERS = der("31", der("30", b"x" * 200))
HASHES = der("31", der("30", bytes.fromhex("0609608648016503040201")))


def signed_message(content: bytes) -> bytes:
    inner = der("30", DATA, der("a0", der("04", content)))
    return der("30", SIGNED_DATA, der("a0", der("30", b"\x02\x01\x01", HASHES, inner, SIGNERS)))


def streamed(content: bytes) -> bytes:
    chunks = [der("04", content[at : at + 20]) for at in range(0, len(content), 20)]
    inner = endless("30", DATA, endless("a0", endless("24", *chunks)))
    return endless("30", SIGNED_DATA, endless("a0", endless("30", b"\x02\x01\x01", HASHES, inner, SIGNERS)))


@pytest.mark.parametrize("wrapped", [signed_message(INSIDE), streamed(INSIDE)], ids=["whole", "streamed"])
@pytest.mark.parametrize(
    "kind",
    [
        "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "application/x-pkcs7-mime",
        "application/octet-stream; name=smime.p7m",
    ],
)
def test_what_is_signed_in_an_opaque_form_is_read(kind: str, wrapped: bytes):
    """RFC 8551 section 3.5.2: people who sign so write answers like others."""
    mail = parse(f"{HEAD}{encoded(wrapped, kind)}".encode())
    assert mail.text.strip() == "Baik, café."
    assert not mail.attachments
    assert not any("S/MIME" in one for one in mail.problems)


def test_a_whole_multipart_inside_an_opaque_signature_is_read_with_its_files():
    inside = (
        b"Content-Type: multipart/mixed; boundary=i\n\n--i\n\nBaik.\n--i\nContent-Type: a/b; name=a.b\n\nx\n--i--\n"
    )
    mail = parse(f"{HEAD}{encoded(signed_message(inside), 'application/pkcs7-mime')}".encode())
    assert mail.text.strip() == "Baik."
    assert [one.name for one in mail.attachments] == ["a.b"]


@pytest.mark.parametrize(
    "wrapped",
    [
        der("30", ENVELOPED, der("a0", der("30", b"\x02\x01\x01"))),
        signed_message(INSIDE)[:60],
        b"\x30\x80" * 100_000,
        b"\x30\x88" + b"\xff" * 8,
        b"",
    ],
    ids=["encrypted", "cut off", "nested", "too long", "nothing"],
)
def test_what_cannot_be_read_of_it_is_named_and_kept(wrapped: bytes):
    mail = parse(f"{HEAD}{encoded(wrapped, 'application/pkcs7-mime; smime-type=signed-data')}".encode())
    assert "S/MIME: signed in a form that can't be read here" in mail.problems
    assert [one.content for one in mail.attachments] == [wrapped]


def test_signatures_around_signatures_are_taken_off_as_far_as_they_are_few():
    wrapped = INSIDE
    for _ in range(9):
        wrapped = encoded(signed_message(wrapped), "application/pkcs7-mime").encode()
    mail = parse(HEAD.encode() + wrapped)
    assert [one.type for one in mail.attachments] == ["application/pkcs7-mime"]


def test_what_is_signed_in_the_open_is_read_and_its_signature_says_nothing():
    mail = mixed(
        "Content-Type: text/plain\n\nBaik.",
        encoded(b"x", "application/pgp-signature; name=signature.asc"),
        kind="signed",
    )
    assert mail.text.strip() == "Baik."
    assert not any(counts_as_content(one) for one in mail.attachments)


def test_pgp_encryption_is_named_in_either_form():
    part = "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----"
    assert (
        "PGP: encrypted, can't be read here"
        in mixed("Content-Type: application/pgp-encrypted\n\nVersion: 1", part, kind="encrypted").problems
    )
    inline = parse(f"{HEAD}\n-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n".encode())
    assert "PGP: encrypted text, can't be read here" in inline.problems


# Messages inside, and files


def test_a_message_inside_keeps_its_bytes_and_lends_its_subject_as_a_name():
    inner = "From: Sari <sari@example.org>\nSubject: =?utf-8?q?Lap=C3=B3r/an?=\n\nIsi.\n"
    mail = mixed("Content-Type: text/plain\n\nTolong dicek.", f"Content-Type: message/rfc822\n\n{inner}")
    assert [(one.name, one.content) for one in mail.attachments] == [("Lapór_an.eml", inner.encode())]
    assert (forwarded(mail).author.address, forwarded(mail).text.strip()) == ("sari@example.org", "Isi.")


def test_a_message_inside_that_was_encoded_against_the_rules_is_decoded():
    """RFC 2046 section 5.2.1 forbids it; seen in practice."""
    mail = mixed("Content-Type: text/plain\n\nx", encoded(b"Subject: y\n\nIsi.", "message/rfc822"))
    assert forwarded(mail).subject == "y"


def picture(number: int, content: bytes) -> str:
    return encoded(content, f"image/png; name=image00{number}.png", f"Content-ID: <p{number}>\n")


def test_a_picture_that_stands_in_the_mail_twice_belongs_to_a_signature_however_large():
    html = (
        "Content-Type: text/html\n\n<p>Baik.</p><img src=cid:p1><blockquote type=cite>lama<img src=cid:p2></blockquote>"
    )
    logo = b"x" * 50_000
    twice, once = (
        mixed(html, picture(1, logo), picture(2, logo)),
        mixed(html, picture(1, logo), picture(2, b"y" * 50_000)),
    )
    assert [counts_as_content(one) for one in twice.attachments] == [False, False]
    assert [counts_as_content(one) for one in once.attachments] == [True, False]


@pytest.mark.parametrize(
    ("written", "encoding", "read"),
    [
        (b"QUJD\r\nREVG", "base64", b"ABCDEF"),
        (b"QUI=\r\nQ0Q=", "BASE64 (a comment)", b"ABCD"),
        (b"QUJDR", "base64", b"ABC"),
        (b"!Q U*J D=", "base64", b"ABC"),
        (b"a=3Db=\r\nc", "quoted-printable; x", b"a=bc"),
        (b"begin 644 a\n#86)C\n`\nend\n", "x-uuencode", b"abc"),
        (b"#86)C", "x-uuencode", b"#86)C"),
        (b"a=3D", "8bit", b"a=3D"),
        (b"a=3D", "unheard-of", b"a=3D"),
    ],
)
def test_transfer_encodings_are_undone_as_far_as_they_go(written: bytes, encoding: str, read: bytes):
    assert undone(written, encoding) == read


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000), st.integers(1, 90))
def test_base64_of_any_line_length_gives_the_bytes(content: bytes, width: int):
    letters = base64.b64encode(content)
    assert base64_bytes(b"\r\n".join(letters[at : at + width] for at in range(0, len(letters), width))) == content
