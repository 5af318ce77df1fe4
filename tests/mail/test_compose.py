"""Values to bytes (spec 2.6, 5.1 I18, 5.3), read back by the standard library's strictest reader."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailticket.ids import Address, MessageId
from mailticket.mail import clean
from mailticket.mail.addr_spec import addr_spec
from mailticket.mail.compose import compose, kept_references, needs_smtputf8
from mailticket.mail.inbound import Attachment
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.verify import verify

WIB = timezone(timedelta(hours=7), "WIB")
HELPDESK = Address("helpdesk@example.org", "iDuHelp!")
LIST = Address("operators@lists.example.org")
ANI = Address("ani@example.net", "Ani Wijaya")
MAIL = OutboundMessage(
    message_id=MessageId("<mt.12.assigned.a1.aaaaaaaaaaaaaaaa@example.org>"),
    kind="assigned",
    sender=HELPDESK,
    to=(ANI,),
    cc=(LIST,),
    reply_to=(HELPDESK, ANI, LIST),
    subject="Re: Lupa kata sandi [#12]",
    text="Halo Ani,\n\nsilakan dicoba lagi.\n",
    date=datetime(2026, 11, 20, 14, 30, tzinfo=WIB),
    in_reply_to=MessageId("<question@example.net>"),
    references=(MessageId("<question@example.net>"),),
    replies_to_mail=True,
    language="id",
    keyed="ticket=12; kind=assigned; h=aaaaaaaaaaaaaaaa",
)


def read(mail: OutboundMessage) -> EmailMessage:
    raw = compose(mail)
    everybody = {written for one in (*mail.to, *mail.cc) if (written := addr_spec(one.address))}
    assert verify(raw, recipients=everybody, smtputf8=needs_smtputf8(mail)) == ()
    message = cast("EmailMessage", message_from_bytes(raw, policy=SMTP))
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def test_2_6_every_header_of_the_table() -> None:
    message = read(MAIL)
    assert dict(message.items()) == {
        "From": "iDuHelp! <helpdesk@example.org>",
        "To": "Ani Wijaya <ani@example.net>",
        "Cc": "operators@lists.example.org",
        "Reply-To": "iDuHelp! <helpdesk@example.org>, Ani Wijaya <ani@example.net>, operators@lists.example.org",
        "Subject": "Re: Lupa kata sandi [#12]",
        "Date": "Fri, 20 Nov 2026 14:30:00 +0700",
        "Message-ID": MAIL.message_id,
        "In-Reply-To": "<question@example.net>",
        "References": "<question@example.net>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "id",
        "X-Mailticket": MAIL.keyed,
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="us-ascii"',
        "Content-Transfer-Encoding": "7bit",
    }
    assert message.get_content() == "Halo Ani,\r\n\r\nsilakan dicoba lagi.\r\n"


def test_rfc_3834_a_mail_of_the_clock_is_generated_not_replied() -> None:
    assert read(replace(MAIL, replies_to_mail=False))["Auto-Submitted"] == "auto-generated"


def test_i04_the_same_value_gives_the_same_bytes() -> None:
    mail = replace(MAIL, html="<p>Halo</p>", attachments=(Attachment(name="a", type="image/png", content=b"x"),))
    assert compose(mail) == compose(mail)


def test_without_a_recipient_in_to_the_header_is_still_legal() -> None:
    assert read(replace(MAIL, to=(), cc=()))["To"] == "undisclosed-recipients:;"


@pytest.mark.parametrize(
    "subject",
    [
        "Hi\r\nBcc: mallory@evil.example",
        "=?utf-8?q?Hi=0D=0ABcc:_mallory@evil.example?=",
        "a\0b\x1b[31mc\u202egnp.exe\u2028d",
        "\ud800",
        "x" * 100_000,
        "é" * 100_000,
        "",
    ],
)
def test_5_3_a_hostile_subject_or_name_stays_one_clean_header(subject: str) -> None:
    message = read(replace(MAIL, subject=subject, to=(Address("ani@example.net", subject),)))
    assert "Bcc" not in message
    assert not {"\r", "\n", "\0", "\x1b", "\u202e", "\u2028"} & set(str(message["Subject"]) + str(message["To"]))


def test_cve_2024_6923_an_encoded_word_in_a_copied_subject_is_shown_as_it_stands() -> None:
    assert read(replace(MAIL, subject="=?utf-8?q?Hi?="))["Subject"] == "=?utf-8?q?Hi?="


@pytest.mark.parametrize(
    "name", ["Budi – iDuHelp!", 'Ani "A" W', "Wijaya, Ani", "a\\b", "=?x?=", "Åsa Öberg", "安妮", "ani@example.net"]
)
def test_2_6_names_are_written_so_that_they_read_back(name: str) -> None:
    message = read(replace(MAIL, sender=Address("helpdesk@example.org", name)))
    (mailbox,) = message["From"].addresses
    assert (mailbox.display_name, mailbox.addr_spec) == (name.strip(), "helpdesk@example.org")


def test_rfc_2047_a_long_name_is_cut_between_characters() -> None:
    # Read with the older reader: the one of 3.11.7 puts spaces between encoded words of a name.
    name = "Åsa " * 20 + "Öberg"
    raw = message_from_bytes(compose(replace(MAIL, to=(Address("asa@example.net", name),))))["To"]
    assert str(make_header(decode_header(raw))) == f"{name} <asa@example.net>"


@pytest.mark.parametrize(
    "address",
    ["", "ani", "@example.net", "ani@", "ani@exa mple.net", "ani@example.net>, <mallory@evil.example", "ani@a..b\n@"],
)
def test_5_3_an_address_that_is_none_is_left_out(address: str) -> None:
    message = read(replace(MAIL, to=(Address(address), ANI)))
    assert [one.addr_spec for one in message["To"].addresses][-1:] == ["ani@example.net"]
    assert "mallory" not in {one.domain for one in message["To"].addresses}


def test_rfc_5321_an_odd_local_part_is_quoted() -> None:
    raw = compose(replace(MAIL, to=(Address("ani w@example.net"), Address('"ani,w"@example.net'))))
    assert b'To: "ani w"@example.net, "ani,w"@example.net\r\n' in raw


def test_2_6_an_international_domain_is_written_in_ascii_and_needs_nothing_of_the_server() -> None:
    mail = replace(MAIL, to=(Address("ani@exämple.net"),))
    assert read(mail)["To"] == "ani@xn--exmple-cua.net"
    assert not needs_smtputf8(mail)


def test_2_6_an_international_local_part_needs_smtputf8() -> None:
    mail = replace(MAIL, to=(Address("änni@exämple.net", "Änni"),))
    assert needs_smtputf8(mail)
    raw = compose(mail)
    assert "<änni@xn--exmple-cua.net>".encode() in raw
    everybody = {"änni@xn--exmple-cua.net", LIST.address}
    assert verify(raw, recipients=everybody, smtputf8=True) == ()
    assert verify(raw, recipients=everybody) == ("headers that aren't ASCII",)


def test_i18_of_a_long_thread_the_first_and_the_last_29_references_are_kept() -> None:
    ids = tuple(MessageId(f"<{n}@example.net>") for n in range(100))
    message = read(replace(MAIL, references=ids, in_reply_to=ids[-1]))
    assert message["References"].split() == [ids[0], *ids[-29:]]


def test_references_end_with_the_parent_and_hold_no_repeats_and_no_rubbish() -> None:
    ids = [MessageId(text) for text in ("<a@x>", "<b@x>", "<a@x>", "no id", "<a b@x>", "<" + "x" * 2000 + "@x>")]
    assert kept_references(ids, MessageId("<b@x>")) == ("<a@x>", "<b@x>")


def test_2_6_a_naive_date_and_a_strange_identity_are_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        compose(replace(MAIL, date=datetime(2026, 11, 20)))
    with pytest.raises(ValueError, match="keyed header"):
        compose(replace(MAIL, keyed="a\r\nBcc: x"))
    with pytest.raises(ValueError, match="Message-ID"):
        compose(replace(MAIL, message_id=MessageId("<a@x>\r\nBcc: x")))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Halo\n", "7bit"),
        ("Halo – ya\n", "quoted-printable"),
        ("x" * 79 + "\n", "quoted-printable"),
        ("From here on\n", "quoted-printable"),
        ("こんにちは\n", "base64"),
    ],
)
def test_2_6_the_text_is_encoded_as_readably_as_every_relay_allows(text: str, encoding: str) -> None:
    message = read(replace(MAIL, text=text))
    assert message["Content-Transfer-Encoding"] == encoding
    assert message.get_content() == text.replace("\n", "\r\n")
    assert b"\nFrom " not in compose(replace(MAIL, text=text)).partition(b"\r\n\r\n")[2]


def test_5_3_control_characters_do_not_leave_in_a_text() -> None:
    assert (
        read(replace(MAIL, text="a\0\x1b[31mb\x7f\tc\rd\r\ne\ud800")).get_content() == "a[31mb\tc\r\nd\r\ne\ufffd\r\n"
    )


def test_2_6_html_is_an_alternative_behind_the_text() -> None:
    message = read(replace(MAIL, html="<p>Halo é</p>"))
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_2_6_attachments_travel_whole_under_clean_names() -> None:
    octets = bytes(range(256)) * 10
    names = ("layar.png", "../../etc/passwd", 'a"b\\c\r\nX: y', "laporan é" * 20 + ".pdf", "文書.pdf", "", "x" * 300)
    files = tuple(Attachment(name=name, type="application/pdf", content=octets) for name in names)
    parts = list(read(replace(MAIL, attachments=files)).iter_attachments())
    assert [part.get_content() for part in parts] == [octets] * len(names)
    shown = [part.get_filename() for part in parts]
    assert shown[:3] == ["layar.png", "_.._etc_passwd", "a_b_c X_ y"]
    assert shown[3].startswith("laporan élaporan é")
    assert shown[4:6] == ["文書.pdf", "attachment"]
    assert all(len(name) <= 120 for name in shown)


@pytest.mark.parametrize(
    "type_", ["text/html\r\nBcc: x", "multipart/mixed", "message/delivery-status", "", "x", "a/b; c=d", "IMAGE/PNG"]
)
def test_5_3_a_strange_type_becomes_octets(type_: str) -> None:
    (part,) = read(replace(MAIL, attachments=(Attachment(name="a", type=type_, content=b"x"),))).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


def test_rfc_2046_a_whole_7bit_message_stays_one() -> None:
    inner = Attachment(name="asli", type="message/rfc822", content=b"Subject: hi\nFrom: a@b\n\nbody\n")
    (part,) = read(replace(MAIL, attachments=(inner,))).iter_attachments()
    assert part.get_content_type() == "message/rfc822"
    assert part.get_content()["Subject"] == "hi"


@pytest.mark.parametrize(
    "inner",
    [
        b"Subject: \xff\n\nbody",
        b"Subject: hi\n\n" + b"x" * 2000,
        b"Content-Type: multipart/mixed; boundary=b\n\nno such boundary",
    ],
)
def test_rfc_2046_a_damaged_or_8bit_message_travels_as_a_file(inner: bytes) -> None:
    attachment = Attachment(name="asli", type="message/rfc822", content=inner)
    (part,) = read(replace(MAIL, attachments=(attachment,))).iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("application/octet-stream", "asli.eml")
    assert part.get_content() == inner


foreign = st.text(max_size=300)


@given(st.text(max_size=500))
@settings(deadline=None)
def test_2_6_every_text_arrives_as_it_was_but_for_control_characters(text: str) -> None:
    kept = [letter for letter in clean.body(text) if letter in "\t\n" or letter.isprintable() or ord(letter) > 0x9F]
    assert read(replace(MAIL, text=text)).get_content() == "".join(kept).replace("\n", "\r\n")


@given(foreign, foreign, foreign, foreign, foreign)
@settings(max_examples=150, deadline=None)
def test_i18_whatever_is_copied_the_mail_verifies(subject: str, name: str, box: str, text: str, file: str) -> None:
    mail = replace(
        MAIL,
        subject=subject,
        to=(Address(f"{box}@example.net", name), Address(box, subject)),
        text=text,
        html=text,
        references=(MessageId(f"<{box}@x>"), MessageId(name)),
        attachments=(Attachment(name=file, type=name, content=text.encode("utf-8", "replace")),),
    )
    read(mail)
