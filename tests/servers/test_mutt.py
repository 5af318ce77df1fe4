"""A conversation typed in a real mail client: reply to all, empty, and with text (spec 1.1, the habit that claims)."""

import pytest
from tests.procedure.clients import mutt
from tests.servers.mutt import mutt_reply, mutt_reply_all

from mailticket.demo.people import read, text_of
from mailticket.demo.town import LIST, Town

pytestmark = [pytest.mark.servers, pytest.mark.client]


def test_an_empty_reply_to_all_from_mutt(town: Town) -> None:
    asked = town.send("ani", cc=LIST, subject="Cetak", text="Bagaimana caranya?\n")
    claimed = mutt_reply_all(town, "budi", asked)
    (at_ani,) = town.inbox("ani")
    assert at_ani["Message-ID"] == claimed
    assert at_ani["In-Reply-To"] == asked
    assert at_ani["From"] == "Budi <budi@example.org>"
    assert at_ani["To"] == "Ani <ani@example.net>"
    assert {"helpdesk@example.org", LIST} == {a.addr_spec for a in at_ani["Cc"].addresses}
    assert text_of(at_ani).strip() == ""
    assert claimed in {m["Message-ID"] for m in town.inbox("sari")}


def test_an_answer_from_mutt(town: Town) -> None:
    asked = town.send("ani", cc=LIST, subject="Cetak", text="Bagaimana caranya?\n")
    mutt_reply_all(town, "sari", asked, "Tekan Ctrl+P.\n")
    assert text_of(read(town.mails_to("ani")[-1].raw)).strip() == "Tekan Ctrl+P."


def test_our_rules_of_mutt_are_those_of_mutt(town: Town) -> None:
    asked = town.send(
        "ani",
        ["helpdesk@example.org", LIST],
        cc="Dewi <dewi@example.org>",
        subject="Cetak",
        headers={"Reply-To": "ani@example.com"},
    )
    mutt_reply_all(town, "budi", asked)
    town.reply(town.inbox("budi")[0], "budi")
    typed, ours = (read(mail.raw) for mail in town.post_office.accepted[-2:])
    for name in ("From", "To", "Cc", "Subject", "In-Reply-To", "References"):
        assert ours[name] == typed[name], name


@pytest.mark.parametrize("reply_to", ["", "helpdesk@example.org, ani@example.com, " + LIST])
@pytest.mark.parametrize("everybody", [False, True], ids=["r", "g"])
def test_the_rules_by_which_we_judge_our_headers_are_those_of_mutt(
    town: Town, reply_to: str, *, everybody: bool
) -> None:
    asked = town.send(
        "ani", ["helpdesk@example.org", LIST], cc="Dewi <dewi@example.org>", headers={"Reply-To": reply_to}
    )
    (mutt_reply_all if everybody else mutt_reply)(town, "budi", asked)
    typed = read(town.post_office.accepted[-1].raw)
    rule = mutt(town.inbox("budi")[0], "budi@example.org", everybody)
    for name, filled in (("To", rule.to), ("Cc", rule.cc)):
        assert tuple(one.addr_spec for one in (typed[name].addresses if typed[name] else ())) == filled, name
