"""1.5 `update_within`: after a progress note the owner is asked for the next word, and asked again."""

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, answers, copied, facts, got, names, only, owned, settled

from mailticket.demo.people import read
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status


@pytest.mark.servers
def test_in_seconds_on_real_servers(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, policy={"update_within": "1s"})
    owned(desk)
    answers(desk, copied(desk, "progress", "Budi", edits={"Halo Ani": "Selamat siang, Bu Ani"}))
    asked = desk.until(lambda: got(desk, "budi", "update_due"))[0]
    assert addresses(asked, "To", "Cc") == {"budi@example.org"}
    assert [one.addr_spec for one in asked["Reply-To"].addresses] == [HELPDESK, "ani@example.net", LIST]


@pytest.fixture
def desk(open_slow_desk: Open) -> DeskAtWork:
    """Open Monday to Friday. Budi sent a progress note on Monday at ten."""
    desk = open_slow_desk(calendar={"always_open": False})
    owned(desk)
    answers(desk, copied(desk, "progress", "Budi"))
    return desk


def test_after_two_business_days_and_again_two_later(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=2, minutes=-1)
    desk.step()
    assert "update_due" not in names(desk, "budi")
    clock.forward(minutes=1)
    desk.step()
    desk.step()
    only(desk, "budi", "update_due")
    clock.forward(days=2)
    desk.step()
    assert names(desk, "budi").count("update_due") == 2
    assert "breach" not in names(desk, "budi")
    assert "reminder" not in names(desk, "ani")
    assert "update_due" not in names(desk, "sari")


def test_a_plain_reply_to_it_is_the_answer(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=2)
    desk.step()
    sent = desk.town.reply(only(desk, "budi", "update_due"), "budi", "Sudah selesai: tekan Ctrl+P.", everybody=False)
    assert settled(desk, sent).kind == "answer"
    assert desk.ticket().status is Status.WAITING
    assert "Ctrl+P" in read(desk.town.mails_to("ani")[-1].raw).get_content()
    clock.forward(days=3)
    desk.step()
    only(desk, "budi", "update_due")


def test_another_progress_note_starts_it_again(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(days=1)
    answers(desk, "#progress\nMasih menunggu suku cadang.")
    clock.forward(days=1, hours=23)
    desk.step()
    assert "update_due" not in names(desk, "budi")
    assert facts(desk).count("Progressed") == 2


def test_the_customers_reply_puts_a_deadline_in_its_place(desk: DeskAtWork, clock: SetClock) -> None:
    clock.forward(hours=5)
    settled(desk, desk.town.reply(read(desk.town.mails_to("ani")[-1].raw), "ani", "Kapan selesai?"))
    ticket = desk.ticket()
    assert ticket.response is not None
    assert ticket.update_from is None
