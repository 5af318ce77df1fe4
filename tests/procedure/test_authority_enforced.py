"""Spec 2.4 under `enforce`: an operator's word counts where it is proven, and else when they say that it is theirs."""

from dataclasses import replace

import pytest
from tests.procedure.border import BORDER, FAILED, PASSED, RECEIVED, arrives, judged, reply, sealed, through_the_list
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, asks, got, newest, owner, received, text

from mailticket.cli.main import main
from mailticket.demo.people import Person
from mailticket.demo.town import HELPDESK, LIST
from mailticket.store import unproven
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

ENFORCE = {"authserv_id": BORDER}
"""`require` is `auto`: with a server named it is `enforce`."""
MEMBERS = {"list": {"posting": "members"}}


@pytest.fixture
def strict(open_desk: Open) -> DeskAtWork:
    """A desk that obeys proven mail only, with Ani's question announced."""
    desk = open_desk(authority=ENFORCE)
    asks(desk)
    return desk


@pytest.mark.parametrize(
    "results",
    [
        PASSED,
        "spf=fail smtp.mailfrom=example.net; dkim=pass header.d=example.org header.s=x",
        "dkim=pass header.i=@example.org",
        "auth=pass (LOGIN) smtp.auth=budi@example.org",
    ],
)
def test_a_proven_claim_counts(strict: DeskAtWork, results: str) -> None:
    arrives(strict, reply(strict, newest(strict, "budi", "announcement"), "budi"), results)
    strict.step()
    assert owner(strict) == "Budi"
    assert "proof: " in received(strict)[-1][1]


FORGED = {
    "nothing": ("", ""),
    "DMARC failed": (FAILED, ""),
    "DMARC of another domain": ("dmarc=pass header.from=example.com", ""),
    "DMARC of a domain below": ("dmarc=pass header.from=mail.example.org", ""),
    "DKIM of another domain": ("dkim=pass header.d=example.com", ""),
    "DKIM of a domain below": ("dkim=pass header.d=students.example.org", ""),
    "somebody else's login": ("auth=pass smtp.auth=sari@example.org", ""),
    "SPF, which judges no From": ("spf=pass smtp.mailfrom=budi@example.org", ""),
    "in a comment": ("spf=pass (dmarc=pass header.from=example.org) smtp.mailfrom=example.net", ""),
    "in a quoted value": ('spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.org"', ""),
    "of another server": ("", judged(PASSED, "mx.example.com")),
    "of a server below ours": ("", judged(PASSED, f"evil.{BORDER}")),
    "below the second Received": ("", RECEIVED + judged(PASSED)),
    "below our server's own": (FAILED, judged(PASSED)),
}


@pytest.mark.parametrize(("results", "below"), FORGED.values(), ids=FORGED.keys())
def test_5_3_forged_proof_is_none(strict: DeskAtWork, results: str, below: str) -> None:
    watch = Watch(strict)
    message = reply(strict, newest(strict, "budi", "announcement"), "budi", "#close")
    arrives(strict, message, results, below=below)
    assert watch.news() == {}
    assert (strict.ticket().status, owner(strict)) == (Status.OPEN, None)
    kind, why = received(strict)[-1]
    assert kind == "note"
    assert "not accepted" in why
    assert "dmarc=fail" in why if results == FAILED else "no proof" in why


@pytest.mark.parametrize(
    ("results", "seals", "counts"),
    [
        (f"arc=pass (i=1); {FAILED}", sealed(PASSED), True),
        (f"arc=pass; {FAILED}", sealed(FAILED) + sealed(PASSED, instance=2), True),
        (f"arc=fail; {FAILED}", sealed(PASSED), False),
        (FAILED, sealed(PASSED), False),
        (f"arc=pass; {FAILED}", sealed(PASSED, by="lists.example.com"), False),
        (f"arc=pass; {FAILED}", sealed(PASSED) + sealed(PASSED, by="evil.example", instance=2), False),
        (f"arc=pass; {FAILED}", sealed(PASSED) + sealed(FAILED, instance=2), False),
        (f"arc=pass; {FAILED}", sealed("dmarc=pass header.from=example.com"), False),
        (f"arc=pass; {FAILED}", sealed(PASSED) + sealed(FAILED), False),
        ("arc=pass", "", False),
    ],
)
def test_the_newest_seal_counts_if_it_is_one_that_we_believe(
    open_desk: Open, results: str, seals: str, counts: bool
) -> None:
    desk = open_desk(authority={**ENFORCE, "arc_sealers": ["Lists.example.org"]})
    asks(desk)
    post = through_the_list(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"))
    arrives(desk, post, results, below=seals)
    desk.step()
    assert owner(desk) == ("Budi" if counts else None)


@pytest.mark.parametrize(
    ("results", "trusts", "counts"),
    [
        ("spf=pass smtp.mailfrom=operators-bounces@lists.example.org", True, True),
        ("dkim=pass header.d=lists.example.org", True, True),
        ("dkim=pass header.d=example.com; spf=pass smtp.mailfrom=example.com", True, False),
        ("spf=pass smtp.helo=lists.example.org", True, False),
        ("spf=softfail smtp.mailfrom=lists.example.org", True, False),
        ("", True, False),
        ("spf=pass smtp.mailfrom=operators-bounces@lists.example.org", False, False),
    ],
)
def test_whom_the_members_list_passes_on_is_proven_where_it_is_trusted(
    open_desk: Open, results: str, trusts: bool, counts: bool
) -> None:
    desk = open_desk(authority={**ENFORCE, "trust_list": trusts}, **MEMBERS)
    asks(desk)
    post = through_the_list(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"))
    arrives(desk, post, results)
    desk.step()
    assert owner(desk) == ("Budi" if counts else None)


def test_a_direct_mail_is_not_proven_by_the_lists_domain(open_desk: Open) -> None:
    desk = open_desk(authority={**ENFORCE, "trust_list": True}, **MEMBERS)
    asks(desk)
    arrives(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"), "spf=pass smtp.mailfrom=lists.example.org")
    desk.step()
    assert owner(desk) is None


@pytest.mark.parametrize(
    ("wanted", "replies_to", "counts"),
    [
        (True, "", True),
        (True, f"Helpdesk <{HELPDESK}>", True),
        (False, "", False),
        (True, "Sari <sari@example.org>", False),
    ],
)
def test_a_rewritten_author_is_proven_only_where_that_is_wanted(
    open_desk: Open, wanted: bool, replies_to: str, counts: bool
) -> None:
    """Exactly one address added to Reply-To: with a second one nobody knows which is the author."""
    desk = open_desk(authority={**ENFORCE, "trust_list": True, "rewritten_from": wanted}, **MEMBERS)
    desk.town.mailing_list = replace(desk.town.mailing_list, rewrite_from=True)
    asks(desk)
    headers = {"Reply-To": replies_to}
    claim = reply(desk, newest(desk, "budi", "announcement"), "budi", headers=headers)
    arrives(desk, through_the_list(desk, claim), f"dkim=pass header.d={LIST.partition('@')[2]}")
    desk.step()
    assert owner(desk) == ("Budi" if counts else None)


def test_a_proven_copy_releases_the_first_one_at_its_time_of_arrival(open_slow_desk: Open, clock: SetClock) -> None:
    """Row 2: the list's copy came first, and its footer had broken the signature."""
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    claim = reply(desk, newest(desk, "budi", "announcement"), "budi", ANSWER["en"])
    first = clock.now()
    arrives(desk, through_the_list(desk, claim), FAILED)
    desk.step()
    assert owner(desk) is None
    clock.forward(minutes=1)
    arrives(desk, claim, PASSED)
    desk.step()
    assert (owner(desk), desk.ticket().owned_at, desk.ticket().status) == ("Budi", first, Status.IN_PROGRESS)
    assert len(received(desk)) == 2
    assert "a copy through the list came first, without proof" in received(desk)[-1][1]
    clock.forward(minutes=5)
    desk.step()
    assert "was_this_you" not in got(desk, "budi")


def test_it_is_the_proven_words_that_count(open_slow_desk: Open) -> None:
    """A forged copy that says more than the proven one isn't released by it."""
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    claim = reply(desk, newest(desk, "budi", "announcement"), "budi", "I am on my way.")
    forged = reply(desk, newest(desk, "budi", "announcement"), "budi", "#close\nI am on my way.")
    forged.replace_header("Message-ID", str(claim["Message-ID"]))
    arrives(desk, through_the_list(desk, forged), FAILED)
    desk.step()
    arrives(desk, claim, PASSED)
    desk.step()
    assert (owner(desk), desk.ticket().status) == ("Budi", Status.IN_PROGRESS)


@pytest.mark.parametrize("command", ["show", "why"])
def test_show_and_why_say_that_it_was_not_accepted(
    strict: DeskAtWork, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    arrives(strict, reply(strict, newest(strict, "budi", "announcement"), "budi", "#close"), FAILED)
    strict.step()
    assert main(["--config", str(strict.config.file), command, "1"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "in the name of Budi <budi@example.org>, not accepted: dmarc=fail header.from=example.org" in said


def unproven_claim(desk: DeskAtWork, who: str = "budi", words: str = "") -> None:
    """A reply to the announcement that nobody vouches for."""
    arrives(desk, reply(desk, newest(desk, who, "announcement"), who, words), FAILED)
    desk.step()


def test_was_this_you_asks_two_minutes_later_and_the_answer_claims(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    arrived = clock.now()
    unproven_claim(desk)
    clock.forward(seconds=119)
    desk.step()
    assert "was_this_you" not in got(desk, "budi")
    clock.forward(seconds=1)
    desk.step()
    question = newest(desk, "budi", "was_this_you")
    assert "1: Printer broken" in text(question)
    assert got(desk, "sari").count("was_this_you") == 0
    clock.forward(minutes=10)
    arrives(desk, reply(desk, question, "budi"), FAILED)
    desk.step()
    assert (owner(desk), desk.ticket().owned_at) == ("Budi", arrived)
    assert "assigned" in got(desk, "budi")
    assert "budi@example.org> answered was_this_you" in received(desk)[-1][1]
    assert [kind for kind, _ in received(desk)] == ["question", "claim"]


def test_tanya_sekali_sejam_dengan_semua_yang_menunggu(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE, desk={"locale": "id"})
    asks(desk)
    unproven_claim(desk)
    clock.forward(minutes=2)
    desk.step()
    asks(desk, subject="Kartu hilang", text="Kartu saya hilang.")
    unproven_claim(desk, words="Baik, saya urus.")
    arrives(desk, reply(desk, newest(desk, "sari", "announcement"), "sari"), FAILED)
    clock.forward(minutes=57)
    desk.step()
    assert got(desk, "budi").count("was_this_you") == 1
    assert got(desk, "sari").count("was_this_you") == 1
    clock.forward(minutes=3)
    desk.step()
    assert got(desk, "budi").count("was_this_you") == 2
    said = text(newest(desk, "budi", "was_this_you"))
    assert "1: Printer rusak" in said
    assert "2: Kartu hilang" in said
    assert "Baik, saya urus." in said
    arrives(desk, reply(desk, newest(desk, "budi", "was_this_you"), "budi"))
    desk.step()
    assert (owner(desk, 1), owner(desk, 2)) == ("Budi", "Budi")
    clock.forward(hours=2)
    desk.step()
    assert got(desk, "budi").count("was_this_you") == 2


def test_a_released_claim_comes_too_late_where_somebody_owns_the_ticket(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    unproven_claim(desk)
    arrives(desk, reply(desk, newest(desk, "sari", "announcement"), "sari"), PASSED)
    clock.forward(minutes=3)
    desk.step()
    arrives(desk, reply(desk, newest(desk, "budi", "was_this_you"), "budi"))
    desk.step()
    assert owner(desk) == "Sari"
    assert "already_taken" in got(desk, "budi")


def test_nobody_else_answers_was_this_you(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    unproven_claim(desk)
    arrives(desk, reply(desk, newest(desk, "sari", "announcement"), "sari", "Mine."), FAILED)
    clock.forward(minutes=3)
    desk.step()
    his, hers = newest(desk, "budi", "was_this_you"), newest(desk, "sari", "was_this_you")
    eve = Person(name="Budi", address="budi@evil.example")
    for forged in (
        reply(desk, hers, "budi"),
        reply(desk, his, "sari"),
        reply(desk, his, eve),
        reply(desk, his, "budi", headers={"In-Reply-To": "<mt.0.was_this_you.1.aaaaaaaaaaaaaaaa@example.org>"}),
    ):
        if forged["References"] is not None:
            forged.replace_header("References", str(forged["In-Reply-To"]))
        arrives(desk, forged, FAILED)
    absent = reply(desk, his, "budi", "I am away until Monday.", headers={"Auto-Submitted": "auto-replied"})
    arrives(desk, absent, FAILED)
    desk.step()
    assert owner(desk) is None


@pytest.mark.parametrize("words", ["No, it wasn't.", "That wasn\u2019t me!", "Maaf, itu bukan dari saya."])
def test_who_says_no_releases_nothing_and_the_supervisor_hears(
    open_slow_desk: Open, clock: SetClock, words: str
) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    unproven_claim(desk, words="#close\nDone.")
    clock.forward(minutes=3)
    desk.step()
    question = newest(desk, "budi", "was_this_you")
    arrives(desk, reply(desk, question, "budi", words))
    arrives(desk, reply(desk, question, "budi"))
    desk.step()
    assert desk.ticket().status is Status.OPEN
    assert "in the name of Budi" in str(newest(desk, "pic", "notice")["Subject"])
    assert "isn't theirs" in received(desk)[-1][1]


def test_an_answer_that_is_released_after_the_customer_wrote_again_leaves_the_turn_to_the_desk(
    open_slow_desk: Open, clock: SetClock
) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    arrives(desk, reply(desk, newest(desk, "budi", "announcement"), "budi"), PASSED)
    desk.step()
    clock.forward(minutes=5)
    arrives(desk, reply(desk, newest(desk, "budi", "assigned"), "budi", ANSWER["en"]), FAILED)
    clock.forward(minutes=5)
    desk.step()
    again = clock.now()
    desk.town.reply(newest(desk, "ani", "received"), "ani", "It still does not print, what now?")
    desk.step()
    clock.forward(minutes=5)
    arrives(desk, reply(desk, newest(desk, "budi", "was_this_you"), "budi"))
    desk.step()
    ticket = desk.ticket()
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.answered_at is not None
    assert ticket.response is not None
    assert ticket.response.started_at == again


def test_what_nobody_vouches_for_is_in_the_digest_and_lapses_after_a_week(
    open_slow_desk: Open, clock: SetClock
) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    unproven_claim(desk, words="An old one.")
    clock.forward(days=1)
    desk.step()
    desk.step()
    assert "Mail without proof of its author - budi@example.org: Re: " in text(newest(desk, "pic", "digest"))
    clock.forward(days=7)
    unproven_claim(desk, words="A new one.")
    clock.forward(minutes=2)
    desk.step()
    said = text(newest(desk, "budi", "was_this_you"))
    assert "A new one." in said
    assert "An old one." not in said


def test_who_has_left_the_desk_is_not_asked(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE)
    asks(desk)
    unproven_claim(desk)
    roster = replace(desk.works.desk.roster, operators=desk.works.desk.roster.operators[1:])
    desk.works = replace(
        desk.works, desk=replace(desk.works.desk, addresses=replace(desk.works.desk.addresses, roster=roster))
    )
    clock.forward(minutes=5)
    desk.step()
    assert "was_this_you" not in got(desk, "budi")
    with desk.works.store.reading() as tx:
        assert unproven.listing(tx, 10) == []


def test_a_supervisor_is_asked_too(open_slow_desk: Open, clock: SetClock) -> None:
    desk = open_slow_desk(authority=ENFORCE, policy={"close": "supervisor"})
    asks(desk)
    arrives(desk, reply(desk, newest(desk, "budi", "announcement"), "pic", "#close"), FAILED)
    clock.forward(minutes=3)
    desk.step()
    arrives(desk, reply(desk, newest(desk, "pic", "was_this_you"), "pic"))
    desk.step()
    assert desk.ticket().status is Status.CLOSED


def test_a_customers_mail_is_never_refused_for_a_failed_check(strict: DeskAtWork) -> None:
    message = reply(strict, newest(strict, "ani", "received"), "ani", "It still does not print.")
    arrives(strict, message, "dmarc=fail header.from=example.net")
    strict.step()
    assert received(strict)[-1][0] == "customer_reply"


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ("dmarc=pass header.from=example.net", "words"),
        ("dmarc=none header.from=example.net", "number"),
        ("", "number"),
        ("dmarc=fail header.from=example.net", ""),
    ],
)
def test_5_3_the_acknowledgement_carries_no_words_to_whom_it_is_not_proven_to_come_from(
    open_desk: Open, results: str, says: str
) -> None:
    desk = open_desk(authority=ENFORCE)
    mail = (
        f"From: Buy pills now <ani@example.net>\r\nTo: {HELPDESK}\r\nMessage-ID: <1@example.net>\r\n"
        "Subject: Cheap pills today\r\n\r\nBuy cheap pills.\r\n"
    )
    arrives(desk, mail.encode(), results)
    desk.step()
    assert desk.ticket().subject == "Cheap pills today"
    assert got(desk, "ani") == (["received"] if says else [])
    if says:
        whole = newest(desk, "ani", "received").as_string()
        assert ("pills" in whole) is (says == "words")
        assert "[#1]" in whole
