"""In by IMAP, out by SMTP, and the copy filed: the outer stations against real servers."""

from datetime import timedelta

import pytest
from tests.servers.fixtures import now

from mailticket.demo.town import HELPDESK, HOST, Town
from mailticket.ids import MessageId
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.file import FileTally, file
from mailticket.inbox.imap import Mailbox
from mailticket.inbox.poll import Inbox, PollTally, poll
from mailticket.outbox.drain import DrainTally, Outbox, drain
from mailticket.outbox.smtp import Carrier, Relay
from mailticket.store import inbound, outbox
from mailticket.store.parcels import Copy, Outgoing, Recipient, Role
from mailticket.store.records import Record


def on_paper(record: Record) -> Copy:
    name = MessageId(f"<record{record.id}@example.org>")
    return Copy(id=record.id, message_id=name, raw=f"Message-ID: {name}\r\n\r\n".encode(), taken_at=record.at)


RAW = b"Message-ID: <1@example.org>\r\nFrom: helpdesk@example.org\r\nSubject: [#1] halo\r\n\r\nisi\r\n"


@pytest.fixture(params=[pytest.param("town", marks=pytest.mark.servers), "small_town"])
def any_town(request) -> Town:
    return request.getfixturevalue(request.param)


def test_a_message_comes_in_once_and_a_mail_goes_out_once_and_is_filed_once(any_town, store) -> None:
    town = any_town
    boxes = town.mailboxes
    account = ImapAccount(
        host=boxes.host, port=boxes.port, tls="none", username=town.account("helpdesk"), password=lambda: boxes.password
    )
    mailbox = Mailbox(account)
    assert poll(store, mailbox, Inbox(), now(), 100) == PollTally()
    asked = town.send("ani", subject="Cetak", text="Bagaimana?\n")
    assert poll(store, mailbox, Inbox(), now(), 100) == PollTally(stored=1)
    assert poll(store, mailbox, Inbox(), now(), 100) == PollTally()
    with store.reading() as tx:
        (message,) = inbound.next_new(tx, 10)
    assert asked.encode() in message.raw
    assert abs(message.received_at - now()) < timedelta(minutes=1)

    mail = Outgoing(
        ticket=None,
        mail="received",
        message_id="<1@example.org>",
        raw=RAW,
        sender=HELPDESK,
        subject="[#1] halo",
        created_at=now(),
    )
    with store.transaction() as tx:
        outbox.enqueue(tx, mail, [Recipient(address="ani@example.net", role=Role.CUSTOMER)])
    with Carrier(Relay(host=HOST, port=town.post_office.port, tls="none", greeting="desk.example.org")) as carrier:
        assert drain(store, carrier, Outbox(), now, 100) == DrainTally(sent=1, more=True)
        assert drain(store, carrier, Outbox(), now, 100) == DrainTally()
    assert [each["Message-ID"] for each in town.inbox("ani")] == ["<1@example.org>"]

    assert file(store, mailbox, "mailticket/sent", now(), 100, on_paper=on_paper) == FileTally(appended=2)
    assert file(store, mailbox, "mailticket/sent", now(), 100, on_paper=on_paper) == FileTally()
    there = mailbox.select("mailticket/sent")
    filed, start = (each.raw for each in mailbox.fetch(mailbox.uids_above(0, there.exists)))
    assert filed == RAW
    assert start.startswith(b"Message-ID: <record")
    assert poll(store, mailbox, Inbox(), now(), 100) == PollTally()
    mailbox.close()
