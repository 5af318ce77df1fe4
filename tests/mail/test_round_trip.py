"""What foreign people wrote comes back as they wrote it, cleaned, through a reader that is not ours (spec 2.6, 5.3)."""

from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mail.test_compose import MAIL

from mailticket.ids import Address, MessageId
from mailticket.mail import clean
from mailticket.mail.addr_spec import addr_spec
from mailticket.mail.compose import compose, kept_references
from mailticket.mail.inbound import Attachment

HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text("=?utf-8qbQB_ \r\n\t\"\\<>@,;:()[]{}%'.aé😀\u0301\u202e\u200d\x00\x1b\x85\u2028", max_size=200),
    st.sampled_from(
        ["=?utf-8?q?Hi=0D=0ABcc:_x?=", "a\r\nBcc: x", "<x@y>, <z@y>", '"', "\\", "x" * 2000, "😀" * 300, " "]
    ),
)
ADDRESSES = st.one_of(st.emails(), st.builds("{}@{}".format, HOSTILE, st.sampled_from(["example.net", "exämple.net"])))


def headers(raw: bytes) -> Message:
    return message_from_bytes(raw)


def shown(value: str) -> str:
    """A header value as a mail program shows it: unfolded (RFC 5322 2.2.3), encoded words decoded (RFC 2047)."""
    unfolded = value.replace("\r\n", "")
    return str(make_header(decode_header(unfolded))) if "=?" in unfolded else unfolded


@given(HOSTILE)
@settings(deadline=None)
def test_a_subject(subject: str) -> None:
    assert shown(headers(compose(replace(MAIL, subject=subject)))["Subject"] or "") == clean.line(subject)


@given(HOSTILE, ADDRESSES)
@settings(deadline=None)
def test_a_mailbox(name: str, address: str) -> None:
    raw = compose(replace(MAIL, to=(Address(address, name),), cc=()))
    value = raw.partition(b"To: ")[2].partition(b"\r\nReply-To")[0].decode().replace("\r\n", "")
    written = addr_spec(address)
    if not written:
        assert value == "undisclosed-recipients:;"
        return
    ((found, spec),) = getaddresses([value])
    local = spec.rpartition("@")[0]
    assert addr_spec(spec) == written, local
    assert shown(found) == clean.line(name, 120)


@given(HOSTILE)
@settings(deadline=None)
def test_a_text(text: str) -> None:
    message = headers(compose(replace(MAIL, text=text)))
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == clean.body(text).replace("\n", "\r\n")


@given(HOSTILE, st.binary(max_size=300))
@settings(deadline=None)
def test_a_file(name: str, content: bytes) -> None:
    files = (Attachment(name=name, type="application/pdf", content=content),)
    message = headers(compose(replace(MAIL, attachments=files)))
    part = message.get_payload()[1]
    assert isinstance(part, Message)
    assert part.get_payload(decode=True) == content
    given_name = part.get_param("filename", header="content-disposition")
    assert collapse_rfc2231_value(given_name) == clean.file_name(name)


@given(st.lists(st.one_of(HOSTILE, st.builds("<{}@{}>".format, st.integers(0, 99), HOSTILE)), max_size=90))
@settings(deadline=None)
def test_references(ids: list[str]) -> None:
    message = headers(compose(replace(MAIL, references=tuple(map(MessageId, ids)), in_reply_to=None)))
    assert tuple((message["References"] or "").split()) == kept_references(map(MessageId, ids))
    assert len(kept_references(map(MessageId, ids))) <= 30


@given(HOSTILE, HOSTILE, st.lists(HOSTILE, max_size=40))
@settings(deadline=None)
def test_i18_lines_are_short_where_they_can_be(subject: str, name: str, ids: list[str]) -> None:
    """RFC 5322 section 2.1.1: 998 octets at most, and 78 wherever a space allows it."""
    mail = replace(
        MAIL,
        subject=subject,
        to=(Address("ani@example.net", name),) * 5,
        references=tuple(MessageId(f"<{one}@x>") for one in ids),
        text=subject * 20,
    )
    lines = compose(mail).split(b"\r\n")
    assert max(map(len, lines)) <= 998
    head = lines[: lines.index(b"")]
    assert not [line for line in head if len(line) > 78 and b" " in line.lstrip().partition(b": ")[2]]


def test_the_date_is_in_the_desks_zone() -> None:
    date = headers(compose(MAIL))["Date"]
    assert date.endswith("+0700")
    assert parsedate_to_datetime(date) == MAIL.date
