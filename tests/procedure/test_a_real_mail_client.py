"""Whole conversations typed in a real mail client: mutt answers, to all and plainly, with nothing and with text."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.seen import copied, got, names, settled
from tests.servers.mutt import mutt_reply, mutt_reply_all

from mailticket.demo.people import read
from mailticket.demo.town import ANI, HELPDESK, LIST
from mailticket.ticket.model import Reason, Status

pytestmark = [pytest.mark.servers, pytest.mark.client]


def test_claim_answer_thanks_and_the_closing_text(open_desk: Open) -> None:
    desk = open_desk(desk={"locale": "id"})
    town = desk.town
    town.send("ani", HELPDESK, subject="Cetak", text="Bagaimana caranya?")
    announced = desk.until(lambda: got(desk, "budi", "announcement"))[0]

    claim = settled(desk, mutt_reply_all(town, "budi", str(announced["Message-ID"]).strip()))
    assert claim.kind == "claim"
    assert desk.ticket().status is Status.IN_PROGRESS
    assigned = desk.until(lambda: got(desk, "budi", "assigned"))[0]

    answer = mutt_reply_all(town, "budi", str(assigned["Message-ID"]).strip(), "Tekan Ctrl+P.\n")
    assert settled(desk, answer).kind == "answer"
    assert desk.ticket().status is Status.WAITING

    thanks = mutt_reply_all(town, "ani", answer, "Terima kasih banyak!\n")
    assert settled(desk, thanks).kind == "thanks"
    content = desk.until(lambda: got(desk, "budi", "customer_content"))[0]

    closing = mutt_reply_all(town, "budi", str(content["Message-ID"]).strip(), copied(desk, "closing", "Budi"))
    assert settled(desk, closing).kind == "closing"
    ticket = desk.ticket()
    assert (ticket.status, ticket.closed_reason) == (Status.CLOSED, Reason.SATISFIED)
    assert names(desk, "ani") == ["received", "closed"]

    survey = mutt_reply_all(town, "ani", str(got(desk, "ani", "closed")[0]["Message-ID"]).strip(), "5\n")
    assert settled(desk, survey).kind == "survey"


def test_plain_replies_reach_the_right_people(open_desk: Open) -> None:
    """1.4: the announcement claims by r too, `assigned` is answered by r, the customer's r comes to us alone."""
    desk = open_desk()
    town = desk.town

    def id_of(who: str, mail: str) -> str:
        return str(desk.until(lambda: got(desk, who, mail))[-1]["Message-ID"]).strip()

    def typed(who: str, mail: str, text: str) -> tuple[str, set[str]]:
        """What the desk made of a plain Reply, and to whom it went."""
        sent = mutt_reply(town, who, id_of(who, mail), text)
        kind = settled(desk, sent).kind
        return kind, {
            one for mail in town.post_office.accepted if read(mail.raw)["Message-ID"] == sent for one in mail.rcpt_tos
        }

    town.send("ani", HELPDESK, subject="Printing", text="How do I print?")
    assert typed("budi", "announcement", "") == ("claim", {HELPDESK, LIST})
    assert typed("sari", "announcement", "Check the tray first.\n") == ("note", {HELPDESK, LIST})
    assert typed("budi", "assigned", "Press Ctrl+P.\n") == ("answer", {HELPDESK, ANI.address, LIST})
    assert typed("ani", "received", "It is grey.\n") == ("customer_reply", {HELPDESK})
    assert typed("budi", "customer_replied", "Choose the printer.\n") == ("answer", {HELPDESK, ANI.address, LIST})
    assert desk.ticket().status is Status.WAITING
