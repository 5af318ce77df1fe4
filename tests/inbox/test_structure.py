"""2.1: of a message over the limit header and first text are fetched, wherever in it the text lies."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.demo.town import Town
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.imap import Fetched, Mailbox
from mailticket.inbox.structure import Outline, outline
from mailticket.mail.parse import parse

PLAIN = (b"text", b"plain", (b"charset", b"utf-8"), None, None, b"7bit", 6, 1, None, None, None, None)
EMPTY = (*PLAIN[:6], 2, *PLAIN[7:])
HTML = (b"TEXT", b"HTML", None, None, None, b"7bit", 6, 1, None, None, None, None)
NOTES = (b"text", b"plain", None, None, None, b"7bit", 6, 1, None, (b"attachment", (b"filename", b"notes.txt")), None)
PHOTO = (b"image", b"jpeg", None, None, None, b"base64", 9_000_000, None, None, None, None)


def several(*parts: object, kind: bytes = b"mixed") -> tuple[object, ...]:
    return (list(parts), kind, (b"boundary", b"b"), None, None, None)


@pytest.mark.parametrize(
    ("structure", "text", "others"),
    [
        pytest.param(several(PLAIN, PHOTO), "1", ("2",), id="as mail is built"),
        pytest.param(several(PHOTO, PLAIN), "2", ("1",), id="the text behind the photograph"),
        pytest.param(several(several(HTML, PLAIN), PHOTO), "1.2", ("2",), id="plain rather than HTML"),
        pytest.param(several(several(HTML, PHOTO), PHOTO), "1.1", ("1.2", "2"), id="HTML where there is no other"),
        pytest.param(several(EMPTY, PHOTO, PLAIN), "3", ("2",), id="an empty line is none"),
        pytest.param(several(EMPTY, PHOTO), "1", ("2",), id="unless there is no other"),
        pytest.param(several(NOTES, PLAIN), "2", ("1",), id="an attached text is none"),
    ],
)
def test_where_the_text_is(structure: object, text: str, others: tuple[str, ...]) -> None:
    assert outline(structure) == Outline(boundary=b"b", text=text, others=others)


@pytest.mark.parametrize("structure", [None, b"x", (), PLAIN, several(PHOTO), ([PLAIN], b"mixed"), several(), 7])
def test_without_a_multipart_or_a_text_there_is_none(structure: object) -> None:
    assert outline(structure) is None


@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.binary(max_size=9), st.sampled_from([PLAIN, PHOTO])),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.tuples(inner, inner, inner), st.builds(several, inner)),
    )
)
def test_no_structure_makes_it_raise(structure: object) -> None:
    outline(structure)


def test_the_abridged_message_reads_as_the_whole_does() -> None:
    plan = outline(several(PHOTO, PLAIN))
    assert plan is not None
    header = b'Subject: Printer\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    item = {
        b"BODY[2]<0>": b"It is broken.",
        b"BODY[2.MIME]<0>": b"Content-Type: text/plain\r\n\r\n",
        b"BODY[1.MIME]<0>": b'Content-Type: image/jpeg; name="a.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
    }
    raw = plan.abridged(header, item)
    assert raw is not None
    message = parse(raw)
    assert (message.subject, message.text.strip()) == ("Printer", "It is broken.")
    assert [(one.name, one.size_bytes) for one in message.attachments] == [("a.jpg", 0)]
    assert plan.abridged(header, {}) is None


@pytest.mark.servers
def test_on_a_real_server(town: Town) -> None:
    login = ImapAccount(
        host=town.mailboxes.host,
        port=town.mailboxes.port,
        tls="none",
        username=town.account("helpdesk"),
        password=lambda: town.mailboxes.password,
    )
    mailbox = Mailbox(login)
    mail = EmailMessage()
    mail["Subject"] = "Printer"
    mail.add_attachment(b"x" * 400_000, maintype="image", subtype="jpeg", filename="photo.jpg")
    text = EmailMessage()
    text.set_content("It is broken.")
    mail.attach(text)
    town.put("helpdesk", mail.as_bytes())
    (uid,) = mailbox.uids_above(0, mailbox.select("INBOX").exists)
    (found,) = mailbox.abridged([uid], 1000)
    mailbox.close()
    assert isinstance(found, Fetched)
    assert (found.complete, len(found.raw) < 3000, found.size_bytes > 400_000) == (False, True, True)
    message = parse(found.raw)
    assert (message.subject, message.text.strip()) == ("Printer", "It is broken.")
    assert [one.name for one in message.attachments] == ["photo.jpg"]
