"""Values to try texts with: everything known, nothing known, and the turns in between (spec 3.2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mailticket.canned.values import (
    BreachFacts,
    CommandRow,
    Desk,
    History,
    Mailto,
    Passed,
    Person,
    Reminder,
    Row,
    Section,
    SurveyLinks,
    TicketFacts,
    TroubleRow,
    Values,
)

_AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
_ANI = Person(name="Ani Wijaya", address="ani@example.net")
_BUDI = Person(name="Budi", address="budi@example.org")
_SARI = Person(name="Sari", address="sari@example.org")
_DESK = Desk(
    name="iDuHelp!",
    address="helpdesk@example.org",
    list="operators@lists.example.org",
    rules_url="https://example.org/rules",
    tz=ZoneInfo("Asia/Jakarta"),
)
_ROW = Row(
    number=7, subject="Kartu hilang", status="waiting", customer=_ANI, owner=_BUDI, at=_AT, words="sudah tiga hari"
)
_LINK = "mailto:helpdesk@example.org?subject={0}%20%5B%2312%5D&body={0}"

FULL = Values(
    desk=_DESK,
    ticket=TicketFacts(
        number=12,
        subject="Lupa kata sandi",
        status="in_progress",
        opened_at=_AT - timedelta(hours=3),
        question="Selamat siang,\n\nsaya lupa kata sandi. Bisa dibantu?\n\nAni",
        attachments=("layar.png",),
        reason="satisfied",
        reminders_sent=1,
        category="akun",
        priority="high",
        branch="Jakarta",
    ),
    customer=_ANI,
    operator=_SARI,
    owner=_BUDI,
    owned_at=_AT - timedelta(hours=1),
    recipient=_BUDI,
    deadline=_AT + timedelta(hours=24),
    message=Passed(author=_ANI, text="Sudah saya coba,\n\ntetapi belum bisa.", at=_AT, attachments=("layar.png",)),
    reminder=Reminder(n=1, total=3, next_at=_AT + timedelta(days=3)),
    survey=SurveyLinks(mailtos=tuple(Mailto(score=n, link=_LINK.format(n)) for n in range(1, 6))),
    breach=BreachFacts(started_at=_AT - timedelta(hours=24), due_at=_AT, calendar="24h"),
    tickets=(_ROW, replace(_ROW, number=9, owner=Person(), words="")),
    history=History(open=(_ROW,), last=(replace(_ROW, number=3, status="closed"),), satisfaction=4),
    related=(replace(_ROW, number=5),),
    follows=2,
    text="550 5.1.1 no such user",
    troubles=(TroubleRow(line="#tkae", why="unknown"), TroubleRow(line="#assign Joko", why="no_such_operator")),
    done=("#take",),
    commands=(CommandRow(word="#take", also="#ambil", argument="[N]", help="take the ticket over"),),
    score=2,
    attachments_left_out=("video.mp4",),
    cut=True,
    sections=(
        Section(title="digest_unclaimed", tickets=(_ROW,)),
        Section(title="digest_quarantine", lines=("3: 2026-11-20",)),
    ),
)
"""A ticket of which everything is known."""


def samples() -> Iterator[Values]:
    """Values that lead through the turns of a text; each text has to be rendered with all of them."""
    yield FULL
    yield Values()
    yield replace(FULL, owner=Person(), operator=Person(), customer=Person(), message=Passed(), deadline=None)
    yield replace(FULL, desk=replace(_DESK, conversation="relay"), reminder=Reminder(n=3, total=3, next_at=_AT))
    yield replace(
        FULL, survey=SurveyLinks(url="https://example.org/survey?ticket=12&token=x"), attachments_left_out=(), cut=False
    )
    yield replace(FULL, ticket=TicketFacts(), tickets=FULL.tickets[:1], history=History(), troubles=(), text="")
