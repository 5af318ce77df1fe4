"""Spec 2.2, 2.4, 5.3: a conversation with an odd or hostile mail in the middle of it ends like any other."""

from datetime import UTC, datetime

import pytest
from tests.procedure.border import BORDER, FAILED, PASSED, arrives, reply, through_the_list
from tests.procedure.conftest import Open
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, Watch, asks, canned, claims, newest, owner, received, story

from mailticket.cli.main import main
from mailticket.demo.people import wire
from mailticket.demo.town import HELPDESK, LIST
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

SAID = "It still does not print."
PLAIN = {
    "From": "Ani <ani@example.net>",
    "To": HELPDESK,
    "Subject": "Re: Printer broken",
    "Date": "Mon, 2 Mar 2026 10:00:00 +0700",
    "Message-ID": "<odd@example.net>",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
}
INJECTED = "=0D=0ABcc:_mallory=40evil.example=0D=0A=0D=0Ax"
ODD: dict[str, tuple[dict[str, str | None], str]] = {
    "no Message-ID": ({"Message-ID": None}, SAID),
    "no Date": ({"Date": None}, SAID),
    "a Date in 2099": ({"Date": "Fri, 27 Feb 2099 10:00:00 +0000"}, SAID),
    "a Date that can't be read": ({"Date": "yesterday, 99:99"}, SAID),
    "line breaks in the subject": ({"Subject": f"=?utf-8?Q?Re:_Printer{INJECTED}?="}, SAID),
    "line breaks in the name": ({"From": f"=?utf-8?Q?Ani{INJECTED}?= <ani@example.net>"}, SAID),
    "line breaks in a file's name": (
        {"Content-Type": "multipart/mixed; boundary=b"},
        (
            f"--b\r\n\r\n{SAID}\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment;\r\n"
            " filename*=utf-8''a%0D%0ABcc:%20mallory@evil.example%0D%0A.png\r\n\r\nx\r\n--b--\r\n"
        ),
    ),
    "strangers in Cc": ({"Cc": "mallory@evil.example, eve@evil.example"}, SAID),
    "answers that are to go elsewhere": ({"Reply-To": "mallory@evil.example"}, SAID),
    "commands": ({}, f"#close\r\n#owner mallory@evil.example\r\n{SAID}"),
    "a template's syntax": ({"Subject": "Re: {{ desk.key }} {% raw %}"}, f"{SAID} {{{{ 7 * 7 }}}}"),
}


def odd(desk: DeskAtWork, changes: dict[str, str | None], body: str) -> bytes:
    """Ani's reply to `received`, with these headers instead of the usual ones (None: left out)."""
    answers = str(newest(desk, "ani", "received")["Message-ID"])
    headers = {**PLAIN, "In-Reply-To": answers, "References": answers, **changes}
    lines = [f"{name}: {value}\r\n" for name, value in headers.items() if value is not None]
    return ("".join(lines) + "\r\n" + body + "\r\n").encode()


def ends_well(desk: DeskAtWork) -> None:
    """Budi answers, Ani hears it, Budi closes: nobody else got a mail, and no header of ours is theirs."""
    desk.town.reply(newest(desk, "budi", "customer_replied"), "budi", ANSWER["en"])
    desk.step()
    assert desk.ticket().status is Status.WAITING
    desk.town.reply(newest(desk, "ani", "by budi"), "ani", "It prints now. Thank you!")
    desk.step()
    desk.town.reply(newest(desk, "budi", "customer_replied"), "budi", canned(desk, "closing"))
    desk.step()
    assert desk.ticket().status is Status.CLOSED
    delivered = desk.town.post_office.delivered
    assert not any("evil.example" in copy.recipient for copy in delivered if copy.mail_from != "ani@example.net")
    assert not any(line.startswith(b"Bcc:") for copy in delivered for line in copy.raw.splitlines())


@pytest.mark.parametrize(("changes", "body"), ODD.values(), ids=ODD)
def test_an_odd_reply_of_the_customer(desk: DeskAtWork, changes: dict[str, str | None], body: str) -> None:
    claims(desk)
    watch = Watch(desk)
    desk.town.put("helpdesk", odd(desk, changes, body), "ani@example.net")
    news = watch.news()
    assert "customer_replied" in str(news)
    assert (desk.ticket().status, owner(desk)) == (Status.IN_PROGRESS, "Budi")
    assert received(desk)[-1][0] == "customer_reply"
    assert any(SAID in one.text for one in story(desk).messages if one.kind == "customer_reply")
    latest = max(one.at for one in story(desk).journal)
    assert latest <= datetime.now(UTC), "lateness is judged by when the server had it"
    ends_well(desk)


def test_escapes_in_a_subject_never_reach_the_terminal(desk: DeskAtWork, capsys: pytest.CaptureFixture[str]) -> None:
    asks(desk, subject="=?utf-8?Q?Printer_=1B[31mred=1B]0;x=07_=E2=80=AE?=")
    desk.town.reply(newest(desk, "budi", "announcement"), "budi", "")
    desk.step()
    assert main(["--config", str(desk.config.file), "list"]) == 0
    shown = capsys.readouterr().out
    assert "Printer" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    desk.town.put("helpdesk", odd(desk, {}, SAID), "ani@example.net")
    desk.step()
    ends_well(desk)


@pytest.mark.parametrize("words", ["", "#close", "closing"], ids=["a claim", "a command", "a closing text"])
def test_a_post_with_a_forged_list_id_is_nobodys_word(open_desk: Open, words: str) -> None:
    """2.4: what says that the list passed it on, and what the border doesn't confirm, proves nothing."""
    desk = open_desk(authority={"authserv_id": BORDER, "trust_list": True}, list={"posting": "members"})
    announcement = asks(desk)
    if words:
        arrives(desk, reply(desk, announcement, "budi"), PASSED)
        desk.step()
    before = desk.ticket()
    said = canned(desk, words) if words == "closing" else words
    forged = wire(reply(desk, announcement, "budi", said, headers={"Message-ID": "<forged@example.org>"}))
    clothes = f"List-Id: <{LIST.replace('@', '.')}>\r\nList-Post: <mailto:{LIST}>\r\nPrecedence: list\r\n".encode()
    for number, raw in enumerate(
        (clothes + forged, clothes + through_the_list(desk, reply(desk, announcement, "budi")))
    ):
        arrives(desk, raw.replace(b"<forged@", b"<forged%d@" % number), FAILED)
        desk.step()
        assert desk.ticket() == before
    if not words:
        arrives(desk, reply(desk, newest(desk, "sari", "announcement"), "sari"), PASSED)
        desk.step()
        assert owner(desk) == "Sari"
