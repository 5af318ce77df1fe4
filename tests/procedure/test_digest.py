"""The daily digest: what waits for a person, once a day in opening hours, to the supervisor."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.seen import addresses, answers, copied, got, names, only, owned, prose, settled

from mailticket.demo.town import HELPDESK, LIST
from mailticket.desk import digest
from mailticket.errors import MailboxAway
from mailticket.inbox.imap import Mailbox, Selected
from mailticket.ticket.model import Status


class Away(Mailbox):
    """Nobody answers."""

    def select(self, folder: str) -> Selected:
        raise MailboxAway(folder)


def test_each_morning_what_waits_and_nothing_of_the_rest(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(desk={"locale": "id"}, calendar={"always_open": False})
    owned(desk)
    settled(desk, desk.town.send("ani", HELPDESK, subject="Pindai", text="Bagaimana cara memindai?"))
    clock.forward(hours=22)  # Tuesday, eight in the morning
    desk.step()
    desk.step()
    told = only(desk, "pic", "digest")
    assert addresses(told, "To") == {"pic@example.org"}
    assert told["Cc"] is None
    assert "[#" not in told["Subject"]
    assert "Belum diambil - 2: Pindai" in prose(told)
    assert "1: Cetak" not in prose(told)  # Budi has two hours left
    clock.forward(hours=24)
    desk.step()
    assert "1: Budi, jawaban pertama" in prose(got(desk, "pic", "digest")[-1])
    assert "digest" not in names(desk, "sari")


def test_what_happened_at_the_weekend_is_told_on_monday(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(calendar={"always_open": False})
    clock.forward(days=4)
    owned(desk)  # Friday, ten o'clock: the deadline is on Saturday
    for _ in range(3):
        clock.forward(days=1)
        desk.step()
    assert "1: Budi, first answer" in prose(only(desk, "pic", "digest"))
    clock.forward(days=1)
    desk.step()
    assert all("Budi, first" not in prose(one) for one in got(desk, "pic", "digest")[1:])


def test_a_ticket_that_no_clock_moves_is_in_it(open_slow_desk: Open, clock: SetClock) -> None:
    """An offline question without a known address, answered by telephone: nobody can be reminded (I21)."""
    desk = open_slow_desk(mails={"digest_to_list": True})
    settled(desk, desk.town.send("budi", HELPDESK, subject="Toner", text="#ticket\nSomebody rang: no toner."))
    desk.town.reply(only(desk, "budi", "announcement"), "budi", "#answered Told them.", everybody=False)
    desk.step()
    assert desk.ticket().status is Status.WAITING
    clock.forward(days=1)
    desk.step()
    told = only(desk, "pic", "digest")
    assert "1: Toner" in prose(told)
    assert addresses(told, "Cc") == {LIST}


def test_after_an_outage_one_digest_not_one_a_day(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    owned(desk)
    clock.forward(days=5)
    desk.step()
    desk.step()
    assert names(desk, "pic").count("digest") == 1


def test_nothing_to_say_nothing_sent(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk()
    owned(desk)
    answers(desk, copied(desk, "closing", "Budi"))
    for _ in range(3):
        clock.forward(days=1)
        desk.step()
    assert "digest" not in names(desk, "pic")


def test_held_mail_and_quarantine_stand_in_it(open_slow_desk: Open, clock: SetClock) -> None:
    """Nothing is lost in silence (5.1): what waits for a person is named each day."""
    desk = open_slow_desk(desk={"locale": "id"}, smtp={"max_auto_mails": 1})
    for subject in ("Satu", "Dua"):
        settled(desk, desk.town.send("ani", HELPDESK, subject=subject, text=f"Soal {subject}?"))
    desk.town.put("helpdesk", b"".join(b"X-%d: y\r\n" % n for n in range(1200)) + b"\r\nteks\r\n", "x@example.com")
    clock.forward(days=1)
    desk.step()
    desk.step()
    text = prose(got(desk, "pic", "digest")[-1])
    assert "Email yang ditahan - received: Re: Dua [#2]" in text
    assert "Karantina" in text


def test_the_oldest_are_never_the_ones_left_out(
    open_slow_desk: Open, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I21: the digest is the last resort of a ticket that nobody takes."""
    monkeypatch.setattr(digest, "_MOST", 2)
    desk = open_slow_desk(policy={"claim_within": "1h"})
    for subject in ("Cetak", "Pindai", "Salin"):
        settled(desk, desk.town.send("ani", HELPDESK, subject=subject, text=f"Soal {subject}: bagaimana?"))
    for hours in (1, 1, 20):
        clock.forward(hours=hours)
        desk.step()
    assert "1: Cetak" in prose(only(desk, "pic", "digest"))


def test_a_breach_recorded_after_an_outage_is_told_the_next_day(open_slow_desk: Open, clock: SetClock) -> None:
    """The mailbox was away when the deadline passed and when the digest went out."""
    desk = open_slow_desk()
    clock.forward(hours=21.5)  # half past seven
    owned(desk)
    clock.forward(hours=23.5)
    desk.step()
    reachable = desk.mailbox
    desk.mailbox = Away(desk.works.account)
    clock.forward(hours=1.2)
    with pytest.raises(MailboxAway):
        desk.step()
    desk.mailbox.close()
    desk.mailbox = reachable
    clock.forward(hours=1)
    desk.step()
    assert desk.ticket().breaches
    clock.forward(hours=24)
    desk.step()
    assert "1: Budi, first answer" in prose(got(desk, "pic", "digest")[-1])
