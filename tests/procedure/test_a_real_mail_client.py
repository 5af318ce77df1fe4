"""A whole conversation typed in a real mail client: mutt answers to all, first with nothing, then with text."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.seen import copied, got, names, settled
from tests.servers.mutt import mutt_reply_all

from mailticket.demo.town import HELPDESK
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
