"""What people got and what the desk wrote down: the outside of the procedure, as a test looks at it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage

from tests.procedure.desk_at_work import DeskAtWork

from mailticket.canned.render import render
from mailticket.canned.values import Desk, Person, TicketFacts, Values
from mailticket.demo.people import Person as Writer
from mailticket.demo.people import read, text_of
from mailticket.store import journal, outbox, threads
from mailticket.store.inbound import quarantined
from mailticket.store.parcels import DeliveryStatus, Parcel

_OURS = re.compile(r"<mt\.\d+\.(\w+)\.")


def kind(message: EmailMessage) -> str:
    """The name in spec 1.4 of a mail of ours; '' for anybody else's."""
    found = _OURS.match(str(message["Message-ID"]).strip())
    return found[1] if found else ""


def got(desk: DeskAtWork, who: str, mail: str) -> list[EmailMessage]:
    """Every copy of that mail of ours which was brought to that person, oldest first."""
    copies = [read(copy.raw) for copy in desk.town.mails_to(who)]
    return [message for message in copies if kind(message) == mail]


def only(desk: DeskAtWork, who: str, mail: str) -> EmailMessage:
    """The one mail of that name that person got, directly or through the list; fails if there are none or more."""
    (message,) = {str(message["Message-ID"]).strip(): message for message in reversed(got(desk, who, mail))}.values()
    return message


def names(desk: DeskAtWork, who: str) -> list[str]:
    """The names of all our mails to that person, in their order; people's mail is left out."""
    kinds = [kind(read(copy.raw)) for copy in desk.town.mails_to(who)]
    return [name for name in kinds if name]


def addresses(message: EmailMessage, *headers: str) -> set[str]:
    """The bare addresses in these headers."""
    return {one.addr_spec for name in headers if message[name] for one in message[name].addresses}


def prose(message: EmailMessage) -> str:
    """The text on one line, so that a test needn't know where it was broken."""
    return " ".join(text_of(message).split())


def facts(desk: DeskAtWork, number: int = 1) -> list[str]:
    """The names of the ticket's facts in their order."""
    return [type(one.fact).__name__ for one in entries(desk, number)]


def entries(desk: DeskAtWork, number: int = 1) -> Sequence[journal.JournalEntry]:
    """The ticket's journal."""
    with desk.works.store.reading() as tx:
        return journal.read(tx, number)


def filed(desk: DeskAtWork, message_id: str) -> threads.StoredMessage | None:
    """How a message was filed; None while it isn't on record."""
    with desk.works.store.reading() as tx:
        row = next((one for one in threads.find(tx, [message_id]) if one.direction == "in"), None)
        return threads.load(tx, row.id) if row else None


def settled(desk: DeskAtWork, message_id: str) -> threads.StoredMessage:
    """The same, once the desk has read the message and sent all that follows."""
    found = desk.until(lambda: filed(desk, message_id))
    desk.step()
    assert found is not None
    return found


def held(desk: DeskAtWork) -> list[Parcel]:
    """Mails that wait for a person, each with its reason (spec 2.5)."""
    with desk.works.store.reading() as tx:
        return outbox.listing(tx, {DeliveryStatus.HELD}, 100)


def set_aside(desk: DeskAtWork) -> list[str]:
    """Why messages are in quarantine; [] where none is."""
    with desk.works.store.reading() as tx:
        return [one.reason or "" for one in quarantined(tx, 100)]


def copied(
    desk: DeskAtWork,
    name: str,
    operator: str,
    *,
    edits: Mapping[str, str] | None = None,
    deadline: datetime | None = None,
) -> str:
    """A canned response as an operator copies it by hand: names filled in, `edits` made (old words -> new ones)."""
    values = Values(
        desk=Desk(name=desk.config.desk.name, locale=desk.config.desk.locale, tz=desk.config.policy().tz),
        ticket=TicketFacts(number=1, subject="Cetak"),
        customer=Person(name="Ani", address="ani@example.net"),
        operator=Person(name=operator, address=f"{operator.lower()}@example.org"),
        deadline=deadline,
    )
    text = render(desk.works.desk.catalog, name, desk.config.desk.locale, values).text
    for old, new in (edits or {}).items():
        assert old in text, f"{name} no longer says {old!r}"
        text = text.replace(old, new)
    return text


def stranger(name: str, address: str) -> Writer:
    """Somebody whom nobody knows."""
    return Writer(name=name, address=address)


def owned(desk: DeskAtWork, *, by: str = "budi", subject: str = "Cetak", text: str = "Bagaimana caranya?") -> str:
    """Ani asks and somebody claims with an empty reply: the ticket is in progress. Returns the question's id."""
    asked = desk.town.send("ani", subject=subject, text=text)
    announced = desk.until(lambda: got(desk, by, "announcement"))[-1]
    desk.town.reply(announced, by)
    desk.until(lambda: got(desk, by, "assigned"))
    return asked


def answered(
    desk: DeskAtWork, *, by: str = "budi", text: str = "Tekan Ctrl+P.", question: str = "Bagaimana caranya?"
) -> EmailMessage:
    """… and answers with a plain Reply to `assigned`: the ticket waits for Ani. Returns the answer as Ani has it."""
    owned(desk, by=by, text=question)
    return answers(desk, text, by=by)


def answers(desk: DeskAtWork, text: str, *, by: str = "budi") -> EmailMessage:
    """The owner answers with a plain Reply to `assigned`; returns the answer as Ani has it."""
    sent = desk.town.reply(got(desk, by, "assigned")[-1], by, text, everybody=False)
    settled(desk, sent)
    return next(m for c in reversed(desk.town.mails_to("ani")) if (m := read(c.raw))["Message-ID"] == sent)
