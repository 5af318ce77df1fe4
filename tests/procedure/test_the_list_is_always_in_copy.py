"""I11, I12, I13 (5.1): the list is on every customer mail, recipients come from the ticket, machines get nothing."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answered, answers, copied, got, kind, names, owned, settled, stranger
from tests.servers.machines import failure_notice, vacation_reply

from mailticket.demo.people import read
from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

FOR_THE_CUSTOMER_ALONE = {"received", "too_large", "my_tickets"}


def ours(desk: DeskAtWork) -> list[tuple[str, set[str], set[str]]]:
    """Name, header recipients and envelope recipients of everything that left the daemon."""
    sent = [one for one in desk.town.post_office.accepted if one.mail_from == HELPDESK]
    mails = {str(mail["Message-ID"]): mail for mail in (read(one.raw) for one in sent)}
    envelopes = {
        id_: {to for one in sent if read(one.raw)["Message-ID"] == id_ for to in one.rcpt_tos} for id_ in mails
    }
    return [(kind(mail), addresses(mail, "To", "Cc"), envelopes[id_]) for id_, mail in mails.items()]


def the_list_is_in_copy(desk: DeskAtWork) -> None:
    for name, header, envelope in ours(desk):
        assert HELPDESK not in header, name
        assert envelope <= header, name
        if ANI.address in header and name not in FOR_THE_CUSTOMER_ALONE:
            assert LIST in header, name
            assert LIST in envelope, name


@pytest.mark.parametrize("conversation", ["direct", "relay"])
def test_through_a_tickets_whole_life(open_desk: Open, conversation: str) -> None:
    spans = {"reminder_after": "1s", "reminder_every": "1s", "reminders": 1, "close_after": "1s"}
    desk = open_desk(desk={"locale": "id", "conversation": conversation}, policy=spans)
    owned(desk)
    assigned = got(desk, "budi", "assigned")[0]
    settled(desk, desk.town.reply(assigned, "budi", "#kirim\nTekan Ctrl+P.", headers={"To": HELPDESK}))
    last = desk.until(lambda: got(desk, "ani", "closed_no_reply"))[-1]
    settled(desk, desk.town.reply(last, "ani", "Belum bisa!", everybody=False))
    assert desk.ticket().status is Status.IN_PROGRESS
    answer = got(desk, "budi", "reopened")[-1]
    settled(desk, desk.town.reply(answer, "budi", copied(desk, "closing", "Budi"), everybody=False))
    desk.until(lambda: got(desk, "ani", "closed"))
    settled(desk, desk.town.send("ani", HELPDESK, subject="status"))
    wanted = {"received", "sent_on", "reminder", "closed_no_reply", "closed", "my_tickets"}
    assert wanted <= set(names(desk, "ani"))
    the_list_is_in_copy(desk)


def test_in_relay_the_customer_is_in_no_reply_to(open_desk: Open) -> None:
    desk = open_desk(desk={"conversation": "relay"})
    owned(desk)
    settled(desk, desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "Press Ctrl+P.", everybody=False))
    assert desk.ticket().status is Status.WAITING
    sent = got(desk, "ani", "sent_on")[0]
    settled(desk, desk.town.reply(sent, "ani", "It does not work.", everybody=False))
    for who in ("ani", "budi", "sari", "pic"):
        for mail in (read(copy.raw) for copy in desk.town.mails_to(who)):
            if kind(mail):
                assert ANI.address not in addresses(mail, "Reply-To")


def test_who_stands_in_a_customers_cc_gets_nothing_from_us(desk: DeskAtWork) -> None:
    """Nobody but an operator adds recipients (2.3)."""
    desk.town.send("ani", HELPDESK, cc="eka@example.com", subject="Cetak", text="Bagaimana?")
    desk.until(lambda: got(desk, "budi", "announcement"))
    desk.town.reply(got(desk, "budi", "announcement")[0], "budi")
    desk.until(lambda: got(desk, "budi", "assigned"))
    answers(desk, "Tekan Ctrl+P.")
    assert not desk.ticket().participants
    assert names(desk, "eka@example.com") == []


def test_participants_are_brought_in_by_an_operator_and_written_to_by_people_only(desk: DeskAtWork) -> None:
    owned(desk)
    eka = stranger("Eka", "eka@example.com")
    headers = {"To": ANI.mailbox, "Cc": f"{HELPDESK}, {LIST}, {eka.mailbox}"}
    sent = desk.town.reply(got(desk, "budi", "assigned")[0], "budi", "Eka tahu lebih banyak.", headers=headers)
    settled(desk, sent)
    assert [one.address for one in desk.ticket().participants] == [eka.address]
    at_eka = read(desk.town.mails_to(eka.address)[0].raw)
    reply = settled(desk, desk.town.reply(at_eka, eka, "Ya: matikan dulu spooler-nya. Sudah?"))
    assert reply.kind == "customer_reply"
    assert desk.ticket().status is Status.IN_PROGRESS
    assert names(desk, eka.address) == []


def test_no_machine_gets_an_answer(desk: DeskAtWork) -> None:
    """A bounce, an absence, a null return path, a robot's address, a newsletter."""
    answered(desk)
    before = {copy.recipient for copy in desk.town.post_office.delivered}
    count = len(ours(desk))
    received = next(copy for copy in desk.town.mails_to("ani") if kind(read(copy.raw)) == "received")
    vacation_reply(desk.town, received, "ani")
    failure_notice(desk.town, received, status="4.4.1", reply="451 4.4.1 still trying")
    robot = stranger("Toko", "no-reply@shop.example.com")
    desk.town.send(robot, HELPDESK, subject="Pesanan Anda", text="Terkirim.", headers={"Precedence": "bulk"})
    other = stranger("Milis lain", "kabar@lists.example.com")
    headers = {"List-Id": "<kabar.lists.example.com>", "List-Unsubscribe": "<mailto:x@lists.example.com>"}
    desk.town.send(other, HELPDESK, subject="Kabar", text="Edisi baru.", headers=headers)
    desk.step()
    desk.step()
    outside = {copy.recipient for copy in desk.town.post_office.delivered} - before
    assert not outside & {robot.address, other.address, "mailer-daemon@mail.example.net"}
    assert all(ANI.address not in header for _, header, _ in ours(desk)[count:])
    assert desk.ticket().status is Status.WAITING


def test_a_robots_question_is_kept_but_not_acknowledged(desk: DeskAtWork) -> None:
    """Not marked as a machine's, but from an address that nobody reads: a ticket without `received`."""
    robot = stranger("Pemantau", "noreply@monitor.example.com")
    settled(desk, desk.town.send(robot, HELPDESK, subject="Printer 7 mati", text="Tidak merespons sejak pukul 10."))
    assert names(desk, robot.address) == []
    assert len(desk.tickets()) == 1
