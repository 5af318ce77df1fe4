"""The list as a value: habits of real lists, one by one (spec 2.3)."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from mailticket.demo.mailing_list import MailingList

LIST = MailingList(
    address="operators@lists.example.org",
    name="Operators",
    list_id="operators.lists.example.org",
    members=("budi@example.org", "sari@example.org", "helpdesk@example.org"),
    prefix="[Operators]",
    footer="Operators mailing list",
)


def post(text: str = "isi\n", *, sender: str = "Budi <budi@example.org>", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = LIST.address
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def copy_for(mailing_list: MailingList, raw: bytes, member: str = "sari@example.org") -> EmailMessage:
    copies = dict(mailing_list.expand(raw, "budi@example.org"))
    return message_from_bytes(copies[member], _class=EmailMessage, policy=default)


def readers(mailing_list: MailingList, raw: bytes) -> list[str]:
    return [member for member, _ in mailing_list.expand(raw, "budi@example.org")]


def test_every_member_gets_a_copy_the_author_too() -> None:
    assert readers(LIST, post()) == list(LIST.members)


def test_a_list_without_echo_leaves_the_author_out() -> None:
    assert readers(replace(LIST, echo=False), post()) == ["sari@example.org", "helpdesk@example.org"]


def test_a_list_that_avoids_duplicates_skips_members_in_to_and_cc() -> None:
    raw = post(Cc="Helpdesk <HELPDESK@example.org>, ani@example.net")
    assert readers(replace(LIST, copies="once"), raw) == ["budi@example.org", "sari@example.org"]


def test_a_members_list_sets_strangers_aside() -> None:
    closed = replace(LIST, posting="members")
    assert readers(closed, post(sender="ani@example.net")) == []
    assert readers(closed, post()) == list(LIST.members)


def test_a_post_that_came_back_is_not_expanded_again() -> None:
    _, raw = LIST.expand(post(), "budi@example.org")[0]
    assert LIST.expand(raw, "budi@example.org") == ()


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Cetak", "[Operators] Cetak"),
        ("Re: [Operators] Cetak", "Re: [Operators] Cetak"),
        ("Résumé [#12]", "[Operators] Résumé [#12]"),
        ("Re: [Operators] Résumé", "Re: [Operators] Résumé"),
    ],
)
def test_the_prefix_stands_once_in_the_subject(subject: str, shown: str) -> None:
    assert copy_for(LIST, post(Subject=subject))["Subject"] == shown


def test_long_message_ids_travel_whole() -> None:
    ids = [f"<{n}.{'a' * 90}@example.org>" for n in range(12)]
    raw = b"References: " + b"\r\n ".join(i.encode() for i in ids) + b"\r\n" + post()
    assert copy_for(LIST, raw)["References"].split() == ids


def test_headers_of_a_list() -> None:
    copy = copy_for(LIST, post(Message_ID="<a@example.org>"))
    assert copy["Message-ID"] == "<a@example.org>"
    assert copy["List-Id"] == "Operators <operators.lists.example.org>"
    assert copy["List-Post"] == "<mailto:operators@lists.example.org>"
    assert copy["Precedence"] == "list"
    assert copy["X-MailFrom"] == "budi@example.org"
    assert copy["From"] == "Budi <budi@example.org>"
    assert copy["Reply-To"] is None


@pytest.mark.parametrize("text", ["isi\n", "Bagaimana é?\n", "tanpa baris baru"])
def test_the_footer_follows_a_plain_text(text: str) -> None:
    shown = copy_for(LIST, post(text)).get_content().replace("\r\n", "\n")
    assert shown == f"{text.rstrip()}\n_______________________________________________\nOperators mailing list\n"


def test_the_footer_becomes_a_part_where_there_is_more_than_text() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "budi@example.org", "Cetak"
    message.set_content("teks\n")
    message.add_alternative("<p>teks</p>", subtype="html")
    copy = copy_for(LIST, message.as_bytes())
    inner, footer = copy.iter_parts()
    assert copy.get_content_type() == "multipart/mixed"
    assert inner.get_content_type() == "multipart/alternative"
    assert footer.get_content().startswith("____")
    assert copy.get_body(("plain",)).get_content().strip() == "teks"
    assert copy["Subject"] == "[Operators] Cetak"


def test_a_rewritten_author_stands_in_reply_to() -> None:
    copy = copy_for(replace(LIST, rewrite_from=True), post())
    assert copy["From"] == "Budi via Operators <operators@lists.example.org>"
    assert copy["Reply-To"] == "Budi <budi@example.org>"
    assert copy["X-Original-From"] is None


def test_a_rewritten_author_is_added_to_the_reply_to_that_was_there() -> None:
    copy = copy_for(replace(LIST, rewrite_from=True), post(Reply_To="helpdesk@example.org"))
    assert copy["Reply-To"] == "helpdesk@example.org, Budi <budi@example.org>"


def test_a_list_may_keep_the_author_in_a_header_of_its_own() -> None:
    copy = copy_for(replace(LIST, rewrite_from=True, original_from=True), post())
    assert copy["X-Original-From"] == "Budi <budi@example.org>"


def test_a_list_may_want_replies_itself() -> None:
    assert copy_for(replace(LIST, reply_to_list=True), post())["Reply-To"] == "Operators <operators@lists.example.org>"


def test_no_prefix_and_no_footer_leave_the_text_alone() -> None:
    copy = copy_for(replace(LIST, prefix="", footer=""), post("isi\n", Subject="Cetak"))
    assert (copy["Subject"], copy.get_content()) == ("Cetak", "isi\r\n")
