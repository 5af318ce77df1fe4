"""The town itself: mail goes round on real servers, and the embedded ones behave like them."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from imapclient import IMAPClient, SocketTimeout

from mailticket.demo.town import BUDI, LIST, Town


@pytest.fixture(params=[pytest.param("town", marks=pytest.mark.servers), "small_town"])
def any_town(request: pytest.FixtureRequest) -> Town:
    return request.getfixturevalue(request.param)


def imap(town: Town, who: str) -> IMAPClient:
    client = IMAPClient(town.mailboxes.host, town.mailboxes.port, ssl=False, timeout=SocketTimeout(connect=5, read=10))
    client.normalise_times = False
    client.login(town.account(who), town.mailboxes.password)
    return client


def test_a_question_with_the_list_in_copy_reaches_the_helpdesk_twice_and_each_operator_once(any_town: Town) -> None:
    asked = any_town.send("ani", cc=LIST, subject="Cetak", text="Bagaimana caranya?\n")
    assert [m["Message-ID"] for m in any_town.inbox("helpdesk")] == [asked, asked]
    for operator in ("budi", "sari", "dewi"):
        (copy,) = any_town.inbox(operator)
        assert copy["Subject"] == "[Operators] Cetak"
        assert copy["List-Id"] == "Operators <operators.lists.example.org>"
        assert copy["Return-Path"] == "<operators-bounces@lists.example.org>"
    assert any_town.inbox("ani") == []
    assert len(any_town.mails_to("helpdesk")) == 2


def test_an_empty_reply_to_all_carries_the_thread_on_and_leaves_its_author_out(any_town: Town) -> None:
    asked = any_town.send("ani", cc=LIST, subject="Cetak", text="Bagaimana caranya?\n")
    claimed = any_town.reply(any_town.inbox("budi")[0], "budi")
    (at_ani,) = any_town.inbox("ani")
    assert at_ani["Message-ID"] == claimed
    assert at_ani["In-Reply-To"] == asked
    assert at_ani["References"] == asked
    assert at_ani["To"] == "Ani <ani@example.net>"
    assert at_ani["Cc"] == "helpdesk@example.org, operators@lists.example.org"
    assert at_ani.get_content().strip() == ""


def test_a_town_is_fresh(any_town: Town) -> None:
    assert any_town.inbox("helpdesk") == []
    assert any_town.inbox("helpdesk", "mailticket/sent") == []


def test_the_list_may_change_its_habits(any_town: Town) -> None:
    any_town.mailing_list = replace(any_town.mailing_list, rewrite_from=True, echo=False)
    any_town.send("budi", LIST, subject="Rapat", text="Besok\n")
    assert any_town.inbox("budi") == []
    (copy,) = any_town.inbox("sari")
    assert copy["From"] == "Budi via Operators <operators@lists.example.org>"
    assert copy["Reply-To"] == "Budi <budi@example.org>"


def test_what_the_inbox_station_asks_of_imap(any_town: Town) -> None:
    any_town.send("ani", subject="satu")
    with imap(any_town, "helpdesk") as client:
        before = client.select_folder("INBOX", readonly=True)
        assert before[b"UIDVALIDITY"] > 0
        any_town.send("ani", subject="dua")
        client.noop()
        uids = client.search(["UID", f"{before[b'UIDNEXT']}:*"])
        assert uids == [before[b"UIDNEXT"]]
        found = client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE", "RFC822.SIZE", "FLAGS"])[uids[0]]
        assert b"Subject: dua" in found[b"BODY[]"]
        assert found[b"RFC822.SIZE"] == len(found[b"BODY[]"])
        assert found[b"INTERNALDATE"].tzinfo is not None
        assert b"\\Seen" not in found[b"FLAGS"]


def test_a_partial_fetch_gives_the_beginning_of_a_message(any_town: Town) -> None:
    any_town.send("ani", subject="panjang", text="x" * 5000)
    with imap(any_town, "helpdesk") as client:
        client.select_folder("INBOX", readonly=True)
        (found,) = client.fetch([client.search()[0]], ["BODY.PEEK[HEADER]", "BODY.PEEK[]<0.100>"]).values()
        assert b"Subject: panjang" in found[b"BODY[HEADER]"]
        assert len(found[b"BODY[]<0>"]) == 100


@pytest.mark.servers
def test_copies_go_to_a_folder(town: Town) -> None:
    _append_and_move(town, "mailticket/sent")


@pytest.mark.servers
def test_copies_go_to_a_folder_by_the_servers_own_namespace(dotted_town: Town) -> None:
    with imap(dotted_town, "helpdesk") as client:
        assert client.namespace().personal == (("INBOX.", "."),)
        with pytest.raises(IMAPClient.Error):
            client.create_folder("mailticket/sent")
    _append_and_move(dotted_town, "INBOX.mailticket.sent")


def test_copies_go_to_a_folder_of_the_embedded_server(small_town: Town) -> None:
    _append_and_move(small_town, "mailticket/sent")


def _append_and_move(town: Town, folder: str) -> None:
    town.send("ani", subject="pindah")
    with imap(town, "helpdesk") as client:
        client.create_folder(folder)
        client.append(folder, b"Subject: salinan\r\n\r\nisi\r\n")
        client.select_folder("INBOX")
        client.move(client.search(), folder)
        assert folder in [name for _, _, name in client.list_folders()]
    assert [m["Subject"] for m in town.inbox("helpdesk", folder)] == ["salinan", "pindah"]
    assert town.inbox("helpdesk") == []


def test_idle_tells_of_a_new_mail(any_town: Town) -> None:
    with imap(any_town, "helpdesk") as client:
        client.select_folder("INBOX", readonly=True)
        client.idle()
        any_town.send("ani", subject="bangun")
        heard = []
        any_town.wait_for(lambda: heard.extend(client.idle_check(timeout=1)) or (1, b"EXISTS") in heard, seconds=30)
        client.idle_done()


def test_bytes_go_through_unchanged(any_town: Town) -> None:
    raw = "From: ani@example.net\r\nSubject: r\u00e9sum\u00e9\r\n\r\n.titik\r\nbaris \u00e9\r\n".encode()
    any_town.post_raw("ani@example.net", ["helpdesk@example.org"], raw)
    assert any_town.inbox_raw("helpdesk")[0].endswith(raw)


def test_line_ends_are_mended_on_the_way(any_town: Town) -> None:
    any_town.post_raw("ani@example.net", ["helpdesk@example.org"], b"Subject: x\n\nsatu\r\ndua\n")
    assert any_town.inbox_raw("helpdesk")[0].endswith(b"Subject: x\r\n\r\nsatu\r\ndua\r\n")


def test_odd_bytes_can_be_laid_into_a_mailbox(any_town: Town) -> None:
    any_town.put("helpdesk", b"Subject: " + b"x" * 5000 + b"\r\n\r\n\xff\xfe\r\n")
    assert any_town.inbox_raw("helpdesk")[0].endswith(b"\r\n\r\n\xff\xfe\r\n")


def test_a_wait_is_bounded(any_town: Town) -> None:
    with pytest.raises(TimeoutError):
        any_town.wait_for(lambda: False, seconds=0.05)


def test_an_unknown_address_is_taken_and_remembered(any_town: Town) -> None:
    message = EmailMessage()
    message["To"] = "nobody@example.com"
    any_town.post(message, BUDI.address)
    assert [copy.recipient for copy in any_town.post_office.delivered] == ["nobody@example.com"]
