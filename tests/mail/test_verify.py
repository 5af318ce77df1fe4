"""The second reader of finished mail sees what a composer may get wrong (spec 5.1 I18, 5.3)."""

import pytest

from mailticket.mail.verify import verify

GOOD = (
    b"From: iDuHelp! <helpdesk@example.org>\r\nTo: ani@example.net\r\nDate: Fri, 20 Nov 2026 14:30:00 +0700\r\n"
    b"Message-ID: <a@example.org>\r\nSubject: Halo\r\n dunia\r\nReferences: <q@example.net>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain\r\n\r\nHalo\r\n"
)


def test_a_good_mail_has_no_complaints() -> None:
    assert verify(GOOD) == ()


@pytest.mark.parametrize(
    ("spoiled", "complaint"),
    [
        (GOOD.replace(b"Subject:", b"Bcc: mallory@evil.example\r\nSubject:"), "not ours"),
        (GOOD.replace(b"Subject: Halo\r\n", b"Subject: Halo\nBcc: x\r\n"), "bare CR or LF"),
        (GOOD.replace(b"Subject: Halo\r\n", b"Subject: Halo\rBcc: x\r\n"), "bare CR or LF"),
        (GOOD.replace(b"Subject:", b"Subject: x\r\nsubject:"), "subject twice"),
        (GOOD.replace(b"Subject:", b"From: x@y\r\nSubject:"), "from twice"),
        (GOOD.replace(b"iDuHelp! <helpdesk@example.org>", b"<a@b>, <c@d>"), "more than one author"),
        (GOOD.replace(b"Subject: Halo", b"Subject: " + b"x" * 1000), "over 998"),
        (GOOD + b"x" * 1000 + b"\r\n", "over 998"),
        (GOOD.replace(b"<q@example.net>", b"<q@x>\r\n " * 31 + b"<q@x>"), "more than 30 references"),
        (GOOD.replace(b"Halo\r\n dunia", "Halo é".encode()), "aren't ASCII"),
        (GOOD + "é\r\n".encode(), "isn't 7bit"),
        (GOOD.replace(b"Halo\r\n dunia", b"Ha\x1blo"), "control character"),
        (GOOD + b"\0\r\n", "NUL"),
        (GOOD.replace(b"Subject:", b"not a header\r\nSubject:"), "not ours"),
        (GOOD.replace(b"Subject: Halo\r\n dunia", b"Subject: Halo\r\n \r\n dunia"), "holds nothing"),
        (b" x\r\n" + GOOD, "continues nothing"),
        (GOOD.replace(b"Message-ID: <a@example.org>\r\n", b""), "no message-id"),
        (GOOD.replace(b"To: ani@example.net\r\n", b""), "no to"),
        (b"", "no empty line"),
    ],
)
def test_i18_each_fault_is_named(spoiled: bytes, complaint: str) -> None:
    assert any(complaint in said for said in verify(spoiled)), verify(spoiled)


def test_2_6_utf8_headers_pass_only_where_the_mail_needs_them() -> None:
    international = GOOD.replace(b"ani@example.net", "änni@example.net".encode())
    assert verify(international, smtputf8=True) == ()
    assert verify(international) == ("headers that aren't ASCII",)
    assert verify(GOOD.replace(b"ani@", b"\xff@"), smtputf8=True) == ("headers that aren't ASCII",)
