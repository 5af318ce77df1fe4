"""Row 7: the first operator who replies owns the ticket; an empty reply is enough."""

from dataclasses import replace

import pytest
from tests.procedure import scenes
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, asks, facts, newest, owner, received, text

from mailticket.demo.people import GMAIL, MUTT, OUTLOOK_ID, PHONE, THUNDERBIRD, Client, answer
from mailticket.demo.town import BUDI, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers


def test_an_empty_reply_all_to_the_announcement_claims(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "")
    assert watch.news() == {"list": ["by budi"], "budi": ["assigned"]}
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assigned = newest(desk, "budi", "assigned")
    assert "Offline number 1, operator Budi" in text(assigned)
    assert "my printer does not print" in text(assigned)
    assert "#release" in text(assigned)
    assert facts(desk) == ["Opened", "Claimed"]
    assert received(desk)[-1][0] == "claim"
    assert "row 7" in received(desk)[-1][1]
    assert "no new text" in received(desk)[-1][1]


def test_balasan_kosong_mengambil_tiket(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    watch = Watch(desk)
    announcement = asks(desk)
    assert watch.news() == {"ani": ["received"], "list": ["announcement"]}
    assert "Reply All" in text(announcement)
    desk.town.reply(announcement, "sari", "")
    assert watch.news() == {"list": ["by sari"], "sari": ["assigned"]}
    assert "Offline nomor 1, operator Sari" in text(newest(desk, "sari", "assigned"))
    assert owner(desk) == "Sari"


@pytest.mark.parametrize("client", [MUTT, THUNDERBIRD, GMAIL, OUTLOOK_ID, PHONE], ids=lambda client: str(client.name))
@pytest.mark.parametrize("everybody", [True, False], ids=["reply-all", "reply"])
def test_from_any_ordinary_client_by_reply_or_reply_all(desk: DeskAtWork, client: Client, everybody: bool) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, replace(BUDI, client=client), "", everybody=everybody)
    news = watch.news()
    assert news.pop("budi") == ["assigned"]
    assert owner(desk) == "Budi"
    # The list has seen the claim, or is told by one line; never both.
    assert news in ({"list": ["by budi"]}, {"list": ["taken"]})


def test_an_empty_reply_to_the_helpdesk_alone_tells_the_list_who_has_it(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, replace(BUDI, client=PHONE), "", everybody=False)
    assert watch.news() == {"budi": ["assigned"], "list": ["taken"]}
    assert "Budi" in text(newest(desk, "sari", "taken"))


def test_an_empty_reply_to_the_customers_own_post_on_the_list_claims(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "dewi", "by ani"), "dewi", "")
    assert watch.news() == {"list": ["by dewi"], "ani": ["by dewi"], "dewi": ["assigned"]}
    assert owner(desk) == "Dewi"


def test_from_any_of_the_operators_addresses(open_desk: Open) -> None:
    at_home = replace(BUDI, address="budi@home.example.com")
    roster = [{"name": "Budi", "addresses": ["budi@example.org", "budi@home.example.com"]}]
    desk = open_desk(operators=roster)
    announcement = asks(desk)
    desk.town.reply(announcement, at_home, "")
    desk.step()
    found = desk.ticket().owner
    assert found is not None
    assert (found.name, found.address) == ("Budi", "budi@example.org")
    assert newest(desk, "budi", "assigned")["To"] == "Budi <budi@example.org>"


def test_a_first_reply_with_text_for_the_customer_is_claim_and_answer_in_one(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "by ani"), "budi", ANSWER["en"])
    # `assigned` stays away: the claim was an answer already (1.4).
    assert watch.news() == {"list": ["by budi"], "ani": ["by budi"]}
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")
    assert facts(desk) == ["Opened", "Claimed", "Answered"]
    assert "row 12" in received(desk)[-1][1]


def test_a_first_reply_with_the_closing_text_claims_and_closes_in_one(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    asks(desk, cc=[LIST])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "by ani"), "budi", scenes.canned(desk, "closing"))
    assert watch.news() == {"list": ["by budi", "closed"], "ani": ["by budi", "closed"], "pic": ["closed"]}
    assert desk.ticket().status is Status.CLOSED
    assert owner(desk) == "Budi"


def test_a_first_reply_with_text_for_colleagues_claims_and_stays_a_note(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    watch = Watch(desk)
    desk.town.reply(announcement, "budi", "I will look into this after lunch.")
    # Not `kept_as_note`: with the claim itself `assigned` says how to answer (row 13).
    assert watch.news() == {"list": ["by budi"], "budi": ["assigned"]}
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assert [kind for kind, _ in received(desk)] == ["question", "note"]


def test_thanks_to_the_customer_as_first_reply_claims_without_answering(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "budi", "by ani"), "budi", "Thank you!")
    assert watch.news() == {"list": ["by budi"], "ani": ["by budi"], "budi": ["assigned"]}
    assert desk.ticket().status is Status.IN_PROGRESS


def test_a_signature_and_the_quoted_thread_below_are_still_empty(desk: DeskAtWork) -> None:
    announcement = asks(desk)
    signed = replace(BUDI, client=replace(GMAIL, signature="-- \nBudi Santoso\nTel. 021 555 0100"))
    desk.town.reply(announcement, signed, "")
    desk.step()
    assert owner(desk) == "Budi"
    assert received(desk)[-1][0] == "claim"


def test_tanda_tangan_perusahaan_tanpa_pemisah_tetap_kosong(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    signature = "Salam,\nBudi Santoso\nIT Support | PT Contoh\nTel. 021 555 0100"
    desk.town.reply(asks(desk), replace(BUDI, client=replace(OUTLOOK_ID, signature=signature)), "")
    desk.step()
    assert owner(desk) == "Budi"
    assert received(desk)[-1][0] == "claim"


@pytest.mark.parametrize("line", ["#note", "#release", "#assign Sari"])
def test_a_message_with_note_release_or_assign_never_claims_for_its_author(desk: DeskAtWork, line: str) -> None:
    announcement = asks(desk)
    desk.town.reply(announcement, "budi", f"{line}\nThis one is about the old printer.")
    desk.step()
    assert owner(desk) == ("Sari" if "Sari" in line else None)
    assert received(desk)[-1][0] == "note"


def test_a_supervisor_on_the_roster_claims_only_by_an_empty_mail_or_one_to_the_customer(open_desk: Open) -> None:
    desk = open_desk(desk={"supervisors": ["pic@example.org", "dewi@example.org"]})
    announcement = asks(desk)
    desk.town.reply(announcement, "dewi", "Who takes this one?")
    desk.step()
    assert desk.ticket().status is Status.OPEN
    desk.town.reply(announcement, "dewi", "")
    desk.step()
    assert owner(desk) == "Dewi"


def test_a_supervisor_who_is_no_operator_never_claims(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST, "pic@example.org"])
    watch = Watch(desk)
    desk.town.reply(newest(desk, "pic", "by ani"), "pic", "")
    assert watch.news() == {"list": ["by pic"], "ani": ["by pic"]}
    assert desk.ticket().status is Status.OPEN
    desk.town.reply(newest(desk, "pic", "by ani"), "pic", ANSWER["en"])
    desk.step()
    assert desk.ticket().status is Status.OPEN
    assert [kind for kind, _ in received(desk)] == ["question", "note", "answer"]


def test_a_customer_never_claims(desk: DeskAtWork) -> None:
    asks(desk, cc=[LIST])
    desk.town.reply(newest(desk, "ani", "received"), "ani", "")
    desk.step()
    assert desk.ticket().status is Status.OPEN
    assert desk.ticket().owner is None


GMAIL_EMPTY = """<div dir="ltr"><br></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon,
2 Nov 2026 at 09:00, iDuHelp! Offline &lt;helpdesk@example.org&gt; wrote:<br></div><blockquote class="gmail_quote">
Number 1 from Ani: my printer does not print.</blockquote></div>"""
OUTLOOK_EMPTY = """<div class="WordSection1"><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;
border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> iDuHelp! Offline &lt;helpdesk@example.org&gt;<br>
<b>Sent:</b> Monday, 2 November 2026 09:00<br><b>To:</b> operators@lists.example.org<br>
<b>Subject:</b> Printer broken [#1]</p></div><p class="MsoNormal">Number 1 from Ani: my printer does not print.</p>
</div>"""
PHONE_EMPTY = """<div><br></div><div><br></div><div>Dikirim dari iPhone saya</div><div><blockquote type="cite">Pada
2 Nov 2026 pukul 09.00, iDuHelp! Offline &lt;helpdesk@example.org&gt; menulis:<br><br></blockquote></div><blockquote
type="cite"><div>Number 1 from Ani: my printer does not print.</div></blockquote>"""


@pytest.mark.parametrize("html", [GMAIL_EMPTY, OUTLOOK_EMPTY, PHONE_EMPTY], ids=["gmail", "outlook", "phone"])
def test_an_empty_reply_in_html_alone_is_empty(desk: DeskAtWork, html: str) -> None:
    announcement = asks(desk)
    mail = answer(announcement, BUDI, at=desk.town.now())
    mail.set_content(html, subtype="html")
    desk.town.post(mail, BUDI.address)
    desk.step()
    assert owner(desk) == "Budi"
    assert received(desk)[-1][0] == "claim"
