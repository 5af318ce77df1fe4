"""Spec 2.2: 'an empty reply with a signature … is still empty'; a signature's large picture is known by repetition."""

import base64

import pytest
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.scenes import ANSWER, claims, newest, owner, received

from mailticket.demo.town import HELPDESK
from mailticket.ticket.model import Status

pytestmark = pytest.mark.servers

BANNER, OTHER = b"banner" * 9_000, b"photos" * 9_001
"""Both large enough to be screenshots."""


def with_picture(answers: str, number: int, text: str, picture: bytes, name: str = "image001.png") -> bytes:
    """Ani's reply, with a picture in its text."""
    return (
        f"From: Ani <ani@example.net>\r\nTo: {HELPDESK}\r\nSubject: Re: Printer broken\r\n"
        f"Message-ID: <p{number}@example.net>\r\nIn-Reply-To: {answers}\r\n"
        f"Date: Mon, 2 Mar 2026 10:0{number}:00 +0700\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{text}</p><p><img src='cid:i'></p>\r\n"
        f"--b\r\nContent-Type: image/png; name={name}\r\nContent-ID: <i>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(picture).decode()}\r\n--b--\r\n"
    ).encode()


def answered_with(desk: DeskAtWork, first: bytes, second: bytes, *, name: str = "image001.png") -> None:
    """Ani writes with one picture, Budi answers, and Ani thanks with another."""
    claims(desk)
    begun = str(newest(desk, "ani", "received")["Message-ID"])
    desk.town.put("helpdesk", with_picture(begun, 1, "It prints blank pages.", first, name), "ani@example.net")
    desk.step()
    desk.town.reply(newest(desk, "budi", "customer_replied"), "budi", ANSWER["en"])
    desk.step()
    answer = str(newest(desk, "ani", "by budi")["Message-ID"])
    desk.town.put("helpdesk", with_picture(answer, 2, "Thank you!", second, name), "ani@example.net")
    desk.step()


def test_thanks_above_the_banner_of_every_mail_are_only_thanks(desk: DeskAtWork) -> None:
    answered_with(desk, BANNER, BANNER)
    assert "only courtesy" in received(desk)[-1][1]
    assert (desk.ticket().status, owner(desk)) == (Status.WAITING, "Budi")


@pytest.mark.parametrize(
    ("second", "name"), [(OTHER, "image001.png"), (BANNER, "screenshot.png")], ids=["another picture", "a screenshot"]
)
def test_a_picture_that_is_new_or_of_a_screen_says_something(desk: DeskAtWork, second: bytes, name: str) -> None:
    answered_with(desk, BANNER, second, name=name)
    assert "only courtesy" not in received(desk)[-1][1]
    assert desk.ticket().status is Status.IN_PROGRESS
