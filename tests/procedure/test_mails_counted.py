"""Issue 'must show': how much mail one ordinary ticket makes, for the customer and for a member of the list."""

import pytest
from tests.procedure.conftest import Open
from tests.procedure.scenes import answers, canned, got, newest

from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

THANKS = {"en": "Thank you, it works now!", "id": "Terima kasih, sudah bisa."}


@pytest.mark.parametrize("locale", ["en", "id"])
def test_the_customer_gets_at_most_four_mails_and_a_member_of_the_list_seven(open_desk: Open, locale: str) -> None:
    desk = open_desk(desk={"locale": locale})
    answer = answers(desk)
    desk.town.reply(answer, "ani", THANKS[locale])
    desk.step()
    desk.town.reply(newest(desk, "budi", "customer_content"), "budi", canned(desk, "closing"), everybody=False)
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    assert got(desk, "ani") == ["received", "by budi", "by budi", "closed"]
    assert len(got(desk, "sari")) <= 7, got(desk, "sari")
