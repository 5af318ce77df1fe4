"""3.3, 2.8: attachments that are too large are left out and named; what is too big for the list goes there by name."""

from email.message import EmailMessage

import pytest
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import addresses, got, names, only, owned, prose, settled

from mailticket.demo.people import text_of, write
from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def with_files(desk: DeskAtWork, text: str, **sizes: int) -> EmailMessage:
    """A question of Ani's with pictures of so many bytes."""
    mail = write(ANI, at=desk.town.now(), to=[HELPDESK], subject="Galat", text=text)
    for name, size in sizes.items():
        mail.add_attachment(b"x" * size, maintype="image", subtype="png", filename=f"{name}.png")
    return mail


def files(mail: EmailMessage) -> list[str]:
    return [str(part.get_filename()) for part in mail.iter_attachments() if part.get_filename()]


def test_over_max_attachment_the_text_is_kept_and_the_sender_told_once(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, imap={"max_attachment": "10kB"})
    settled(desk, desk.town.post(with_files(desk, "Lihat kedua gambar.\n", kecil=2000, besar=20_000), ANI.address))
    announced = only(desk, "sari", "announcement")
    assert "Lihat kedua gambar." in prose(announced)
    assert files(announced) == ["kecil.png"]
    assert "besar.png" in prose(announced)
    told = only(desk, "ani", "too_large")
    assert "besar.png" in prose(told)
    assert "kecil.png" not in prose(told)
    assert "[#1]" in told["Subject"]
    assert addresses(told, "To", "Cc") == {"ani@example.net"}
    assert names(desk, "ani") == ["received", "too_large"]
    desk.town.reply(announced, "sari")
    assigned = desk.until(lambda: got(desk, "sari", "assigned"))[0]
    assert files(assigned) == ["kecil.png"]


def test_in_a_reply_too(open_desk: Open) -> None:
    desk = open_desk(imap={"max_attachment": "10kB"})
    owned(desk)
    asked = only(desk, "ani", "received")
    reply = with_files(desk, "Here it is.\n", shot=20_000)
    reply["In-Reply-To"] = str(asked["Message-ID"])
    settled(desk, desk.town.post(reply, ANI.address))
    assert "shot.png" in prose(only(desk, "ani", "too_large"))
    assert "shot.png" in prose(got(desk, "sari", "customer_replied")[0])


def test_a_message_over_max_message_is_handled_by_its_text(open_desk: Open) -> None:
    desk = open_desk(imap={"max_message": "50kB"})
    settled(desk, desk.town.post(with_files(desk, "See the picture.\n", huge=400_000), ANI.address))
    assert desk.ticket().status is Status.OPEN
    announced = only(desk, "sari", "announcement")
    assert "See the picture." in prose(announced)
    assert files(announced) == []  # half a picture is none
    assert "huge.png" in prose(announced)
    assert "huge.png" in prose(only(desk, "ani", "too_large"))


def test_2_1_wherever_in_it_the_text_lies_and_the_sender_is_told_once(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, imap={"max_message": "50kB"})
    mail = with_files(desk, "", foto=600_000, kecil=20)
    text = EmailMessage()
    text.set_content("Lihat kedua foto.\n")
    mail.attach(text)
    settled(desk, desk.town.post(mail, ANI.address))
    announced = only(desk, "sari", "announcement")
    assert "Lihat kedua foto." in prose(announced)
    assert files(announced) == []
    assert "foto.png" in prose(announced)
    assert "kecil.png" in prose(announced)
    assert names(desk, "ani") == ["received", "too_large"]


def test_too_big_for_the_list_it_goes_there_with_the_names_and_to_the_owner_with_the_files(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, list={"max_size": "40kB"})
    settled(desk, desk.town.post(with_files(desk, "Lihat gambar.\n", layar=60_000), ANI.address))
    announced = only(desk, "sari", "announcement")
    assert files(announced) == []
    assert "layar.png" in prose(announced)
    assert "too_large" not in names(desk, "ani")
    desk.town.reply(announced, "sari")
    assigned = desk.until(lambda: got(desk, "sari", "assigned"))[0]
    assert files(assigned) == ["layar.png"]


def test_what_is_passed_on_is_whole_for_the_owner_and_named_for_the_list(open_desk: Open) -> None:
    desk = open_desk(list={"max_size": "40kB"})
    owned(desk)
    reply = with_files(desk, "Here it is.\n", screen=60_000)
    reply["In-Reply-To"] = str(only(desk, "ani", "received")["Message-ID"])
    settled(desk, desk.town.post(reply, ANI.address))
    assert files(got(desk, "sari", "customer_replied")[0]) == []
    assert "screen.png" in prose(got(desk, "sari", "customer_replied")[0])
    to_budi = [mail for mail in got(desk, "budi", "customer_replied") if not mail["List-Id"]]
    assert [files(mail) for mail in to_budi] == [["screen.png"]]


def test_an_operators_large_answer_by_send_goes_out_whole_and_to_the_list_by_name(open_desk: Open) -> None:
    """Each gets its own mail; both name the list (I11)."""
    desk = open_desk(list={"max_size": "40kB"})
    owned(desk)
    assigned = only(desk, "budi", "assigned")
    answer = write(
        desk.town.person("budi"), at=desk.town.now(), to=[HELPDESK], subject="Re: Cetak", text="#send\nManual.\n"
    )
    answer["In-Reply-To"] = str(assigned["Message-ID"])
    answer.add_attachment(b"x" * 60_000, maintype="application", subtype="pdf", filename="manual.pdf")
    settled(desk, desk.town.post(answer, "budi@example.org"))
    sent = only(desk, "ani", "sent_on")
    assert files(sent) == ["manual.pdf"]
    assert addresses(sent, "Cc") == {LIST}
    shown = only(desk, "sari", "sent_on")
    assert files(shown) == []
    assert "manual.pdf" in prose(shown)
    assert "Manual." in prose(shown)
    again = settled(desk, desk.town.reply(sent, "ani", "Halaman berapa?"))
    assert (again.kind, again.ticket) == ("customer_reply", 1)


LONG = "".join(f"{n:05}: the printer says that its drum is worn.\n" for n in range(1500))
"""72 kB."""


def test_2_8_a_text_that_is_too_big_by_itself_is_cut_for_the_list_and_whole_for_the_owner(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"}, list={"max_size": "40kB"})
    settled(desk, desk.town.post(with_files(desk, LONG), ANI.address))
    announced = only(desk, "sari", "announcement")
    assert "00700: the printer" in text_of(announced)
    assert "mailticket show 1 --full" in prose(announced)
    assert "01499" not in text_of(announced)
    ours = next(one for one in desk.town.post_office.accepted if b"announcement" in one.raw)
    assert len(ours.raw) <= 40 * 1024, "Mailman weighs the whole mail"
    desk.town.reply(announced, "sari")
    assigned = desk.until(lambda: got(desk, "sari", "assigned"))[0]
    assert "01499: the printer" in text_of(assigned)
    assert "--full" not in prose(assigned)


def test_2_8_with_files_the_text_has_its_room(open_desk: Open) -> None:
    desk = open_desk(list={"max_size": "40kB"})
    owned(desk)
    reply = with_files(desk, LONG, screen=60_000)
    reply["In-Reply-To"] = str(only(desk, "ani", "received")["Message-ID"])
    settled(desk, desk.town.post(reply, ANI.address))
    (to_budi,) = (mail for mail in got(desk, "budi", "customer_replied") if not mail["List-Id"])
    assert (files(to_budi), "01499: the printer" in text_of(to_budi)) == (["screen.png"], True)
    on_list = got(desk, "sari", "customer_replied")[0]
    assert (files(on_list), "screen.png" in prose(on_list)) == ([], True)
    assert "00700: the printer" in text_of(on_list)
    assert "--full" in prose(on_list)
    assert addresses(to_budi, "Cc") == {LIST}, "Reply All reaches the list from either"
