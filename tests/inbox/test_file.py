"""Spec 2.6: a copy of every sent mail in the `sent` folder, and no second one after a crash."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from mailticket.errors import MailboxAway
from mailticket.ids import MessageId
from mailticket.inbox.file import FileTally, file
from mailticket.inbox.imap import Selected
from mailticket.store import outbox, records
from mailticket.store.engine import Store
from mailticket.store.parcels import Copy, Outgoing, Recipient, Role
from mailticket.store.records import Act, Record

T0 = datetime(2026, 11, 2, 8, tzinfo=UTC)


class Sent:
    """The folder on the server."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.searched = 0
        self.lose_answer = False

    def ensure(self, folder: str) -> None:
        assert folder == "mailticket/sent"

    def select(self, folder: str) -> Selected:
        return Selected(uidvalidity=3, uid_next=len(self.mails) + 1, exists=len(self.mails))

    def with_message_id(self, message_id: str, above: int = 0) -> list[int]:
        self.searched += 1
        return [n for n, raw in enumerate(self.mails, 1) if n > above and message_id.encode() in raw]

    def append(self, folder: str, mails: Sequence[tuple[bytes, datetime]]) -> None:
        self.mails += [raw for raw, _ in mails]
        if self.lose_answer:
            raise MailboxAway("lost")


def send(store: Store, *names: str) -> None:
    with store.transaction() as tx:
        for name in names:
            outbox.enqueue(
                tx,
                Outgoing(
                    ticket=None,
                    mail="assigned",
                    message_id=f"<{name}@example.org>",
                    raw=f"Message-ID: <{name}@example.org>\r\n\r\n".encode(),
                    sender="helpdesk@example.org",
                    subject=name,
                    created_at=T0,
                ),
                [Recipient(address="budi@example.org", role=Role.OPERATOR)],
            )
        for parcel in outbox.due(tx, T0, 100):
            outbox.sent(tx, [each.id for each in parcel.deliveries], T0, "250")


def run(store: Store, sent: Sent, **more) -> FileTally:
    return file(store, sent, "mailticket/sent", T0, 50, on_paper=on_paper, **more)


def on_paper(record: Record) -> Copy:
    name = MessageId(f"<record{record.id}@example.org>")
    return Copy(id=record.id, message_id=name, raw=f"Message-ID: {name}\r\n\r\n".encode(), taken_at=record.at)


def crash(point: str):
    def checkpoint(name: str) -> None:
        if name == point:
            raise KeyboardInterrupt

    return checkpoint


def test_each_sent_mail_is_appended_once_and_a_second_pass_is_idle(store) -> None:
    sent = Sent()
    send(store, "1", "2")
    assert run(store, sent) == FileTally(appended=2)
    assert run(store, sent) == FileTally()
    assert len(sent.mails) == 2


def test_an_act_that_no_mail_tells_of_is_appended_once_like_a_mail(store) -> None:
    sent = Sent()
    with store.transaction() as tx:
        records.add(tx, Act.ORDER, T0, {"ticket": "1", "command": "close"})
    assert run(store, sent) == FileTally(appended=1)
    assert run(store, sent) == FileTally()
    assert b"<record1@example.org>" in sent.mails[0]


def test_what_is_not_sent_is_not_filed(store) -> None:
    with store.transaction() as tx:
        mail = Outgoing(
            ticket=None, mail="x", message_id="<1@x>", raw=b"", sender="a@b", subject="", created_at=T0
        )  # fmt: skip
        outbox.enqueue(tx, mail, [Recipient(address="budi@example.org", role=Role.OPERATOR)])
    assert run(store, Sent()) == FileTally()


def test_in_the_usual_run_nothing_is_searched(store) -> None:
    sent = Sent()
    send(store, "1")
    run(store, sent)
    searched = sent.searched
    send(store, "2")
    run(store, sent)
    assert sent.searched == searched


@pytest.mark.parametrize("trouble", ["crash", "lost answer"])
def test_after_a_doubtful_append_no_second_copy_is_made(store, trouble) -> None:
    sent = Sent()
    send(store, "0")
    run(store, sent)
    send(store, "1", "2")
    sent.lose_answer = trouble == "lost answer"
    with pytest.raises((KeyboardInterrupt, MailboxAway)):
        run(store, sent, checkpoint=crash("appended"))
    sent.lose_answer = False
    send(store, "3")
    assert run(store, sent) == FileTally(appended=1, found=2)
    assert len(sent.mails) == 4


def test_a_new_database_finds_the_copies_of_the_old_one(store) -> None:
    sent = Sent()
    sent.mails = [b"Message-ID: <1@example.org>\r\n\r\n"]
    send(store, "1")
    assert run(store, sent) == FileTally(found=1)
