"""The second reader of finished mail sees what a composer may get wrong (spec 2.6, 5.1 I12, I18, 5.3)."""

import ast
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mail.test_compose import MAIL

from mailticket.mail import verify as module
from mailticket.mail.compose import compose
from mailticket.mail.inbound import Attachment
from mailticket.mail.verify import verify

GOOD = (
    b"From: iDuHelp! <helpdesk@example.org>\r\nTo: ani@example.net\r\nDate: Fri, 20 Nov 2026 14:30:00 +0700\r\n"
    b"Message-ID: <a@example.org>\r\nSubject: Halo\r\n dunia\r\nReferences: <q@example.net>\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain\r\n\r\nHalo\r\n"
)
ANI = ("ani@example.net",)
WHOLE = compose(
    replace(MAIL, html="<p>é</p>", attachments=(Attachment(name="a.png", type="image/png", content=b"x" * 99),))
)
EVERYBODY = ("ani@example.net", "operators@lists.example.org")


def test_a_good_mail_has_no_complaints() -> None:
    assert verify(GOOD, recipients=ANI) == ()
    assert verify(WHOLE, recipients=EVERYBODY) == ()


@pytest.mark.parametrize(
    ("spoiled", "complaint"),
    [
        (GOOD.replace(b"Subject:", b"Bcc: mallory@evil.example\r\nSubject:"), "not ours"),
        (GOOD.replace(b"Subject: Halo\r\n", b"Subject: Halo\nBcc: x\r\n"), "bare CR or LF"),
        (GOOD.replace(b"Subject: Halo\r\n", b"Subject: Halo\rBcc: x\r\n"), "bare CR or LF"),
        (GOOD.replace(b"Subject:", b"Subject: x\r\nsubject:"), "subject twice"),
        (GOOD.replace(b"Subject:", b"From: x@y\r\nSubject:"), "from twice"),
        (GOOD.replace(b"iDuHelp! <helpdesk@example.org>", b"<a@b>, <c@d>"), "from is no list of mailboxes"),
        (GOOD.replace(b"iDuHelp! <helpdesk@example.org>", b"a <a@b>, c <c@d>"), "more than one author"),
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
    assert any(complaint in said for said in verify(spoiled, recipients=ANI)), verify(spoiled, recipients=ANI)


@pytest.mark.parametrize(
    "to",
    [
        b"mallory@evil.example",
        b"ani@example.net, mallory@evil.example",
        b'"ani@example.net" <mallory@evil.example>',
        b"ani@example.net\r\nCc: mallory@evil.example",
        b"undisclosed-recipients:;",
    ],
)
def test_i12_to_and_cc_name_just_those_who_get_it(to: bytes) -> None:
    said = verify(GOOD.replace(b"ani@example.net", to, 1), recipients=ANI)
    assert said == ("To and Cc don't name just those who get it",)


@pytest.mark.parametrize(
    "to", [b"ani@example.net)<mallory@evil.example>", b"a: ani@example.net;", b"ani@example.net (Ani)", b"ani", b""]
)
def test_5_3_what_two_readers_may_take_differently_is_no_mailbox(to: bytes) -> None:
    assert "to is no list of mailboxes" in verify(GOOD.replace(b"ani@example.net", to, 1), recipients=ANI)


@pytest.mark.parametrize(
    "subject",
    [b"=?utf-8?q?Hi=0D=0ABcc:_x?=", b"=?utf-8?b?G1szMW0=?=", b"=?utf-8?q?=FF?=", b"=?utf-8?q?cut", b"=?utf-8?b?x?="],
)
def test_cve_2024_6923_an_encoded_word_hides_nothing(subject: bytes) -> None:
    (said,) = verify(GOOD.replace(b"Halo", subject, 1), recipients=ANI)
    assert said.startswith("subject hides")


@pytest.mark.parametrize(
    ("here", "there", "complaint"),
    [
        (b"Content-Type: image/png", b"Content-Type: image/png\r\nX-Evil: 1", "not ours"),
        (b"Content-Type: image/png", b"Content-Type: IMAGE", "content-type"),
        (b"Encoding: base64", b"Encoding: 8bit", "transfer encoding"),
        (b"Encoding: base64\r\nContent-Disp", b"Encoding: quoted-printable\r\nContent-Disp", ""),
        (b"eHh4", b"e!h4", "isn't base64"),
        (b"=C3=A9", b"=C3=G9", "isn't quoted-printable"),
        (b"--=_m", b"--=_x", "boundaries"),
        (b'boundary="', b'charset="', "without a boundary"),
    ],
)
def test_i18_the_parts_are_looked_at_too(here: bytes, there: bytes, complaint: str) -> None:
    spoiled = WHOLE.replace(here, there, 1)
    assert spoiled != WHOLE
    said = verify(spoiled, recipients=EVERYBODY)
    assert any(complaint in one for one in said) if complaint else said == ()


def test_2_6_utf8_headers_pass_only_where_the_mail_needs_them() -> None:
    international, them = GOOD.replace(b"ani@example.net", "änni@example.net".encode()), ("änni@example.net",)
    assert verify(international, recipients=them, smtputf8=True) == ()
    assert verify(international, recipients=them) == ("headers that aren't ASCII",)
    broken = verify(GOOD.replace(b"ani@", b"\xff@"), recipients=ANI, smtputf8=True)
    assert broken[0] == "headers that aren't ASCII"


def test_2_6_the_reader_shares_nothing_with_the_writer() -> None:
    """Not a function of ours, not the library that wrote."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    imported = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)} | {
        name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names
    }
    assert not [name for name in imported if name.startswith(("mailticket", "email"))]


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=len(WHOLE)), st.integers(0, 40))
@settings(deadline=None)
def test_i18_what_passes_has_no_defect_for_the_library_either(smuggled: bytes, at: int, cut: int) -> None:
    """Bytes put anywhere into a finished mail: either it is complained of, or it is still a mail of ours."""
    spoiled = WHOLE[:at] + smuggled + WHOLE[at + cut :]
    if verify(spoiled, recipients=EVERYBODY) == ():
        message: Message = BytesParser(policy=compat32).parsebytes(spoiled)
        assert not [defect for part in message.walk() for defect in part.defects]
        assert {name.lower().encode() for name in message} <= module.ALLOWED
