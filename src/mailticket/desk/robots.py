"""Machine mail of which a person hears, because a person has to do something: the list's, and a challenge (row 5)."""

from typing import Final

from mailticket.desk.find import Found
from mailticket.desk.letter import Letter
from mailticket.desk.outcome import Kept, OnTicket, Route
from mailticket.mail.token import read_own
from mailticket.ticket import events as ev
from mailticket.ticket.effects import Kind, Mail, Send
from mailticket.ticket.model import Status

_READ: Final = 20_000
"""Characters of a notice in which a token of ours is looked for."""


def heard(letter: Letter, found: Found, why: str) -> Route | None:
    """What becomes of a moderation notice, a list's refusal or a challenge; None for any other machine mail."""
    match letter.machine.kind if letter.machine else "":
        case "moderation":
            return _of_the_list(letter, found, why)
        case "challenge" if found.ticket is not None and found.ticket.status is not Status.CLOSED:
            event = ev.MachineWrote(at=letter.at, kind=Kind.AUTO_REPLY, row=5, why=why)
            return OnTicket(ticket=found.ticket, event=event, why=found.why, told=_asks_for_a_person(letter, found))
        case _:
            return None


def _of_the_list(letter: Letter, found: Found, why: str) -> Kept:
    """A notice about our own post: held, the supervisor is told once; refused, an alarm, once a day."""
    if not _about_our_post(letter, found):
        return Kept(kind=Kind.AUTO_REPLY, row=5, why=f"{why}; not about a post of ours", ticket=found.ticket)
    the_list = letter.desk.addresses.list.key
    if letter.machine is not None and letter.machine.refused:
        said = " ".join(f"{letter.message.subject}: {letter.reply.new_text}".split())[:500]
        alarm = Send(mail=Mail.ALARM, topic="list_refuses", text=said)
        day = letter.desk.policy.calendar.local_date(letter.at)
        return Kept(
            kind=Kind.AUTO_REPLY, row=5, why=why, sends=(alarm,), once=f"{the_list}, {day}", ticket=found.ticket
        )
    notice = Send(mail=Mail.NOTICE, topic="moderation", text=letter.message.subject, to_supervisor=True)
    return Kept(kind=Kind.AUTO_REPLY, row=5, why=why, sends=(notice,), once=the_list, ticket=found.ticket)


def _about_our_post(letter: Letter, found: Found) -> bool:
    """It answers or holds a mail of ours; or our own list says it, and not to its owner about somebody else's post."""
    key, message = letter.desk.key, letter.message
    if found.parent is not None and found.parent.direction == "out":
        return True
    returned = (one.content[:_READ].decode("ascii", "replace") for one in message.attachments)
    if any(read_own(key, text) for text in (*letter.parents, message.text[:_READ], *returned)):
        return True
    if letter.machine is not None and letter.machine.to_owner:
        return letter.desk.addresses.helpdesk.key in f"{message.subject}\n{message.text[:_READ]}".lower()
    local, _, domain = letter.desk.addresses.list.key.partition("@")
    author = message.author
    robot = author is not None and author.domain == domain and author.key.startswith((f"{local}-", f"{local}+"))
    return robot or letter.via_list


def _asks_for_a_person(letter: Letter, found: Found) -> Send:
    """The owner hears of a challenge: the helpdesk is a robot, and confirms nothing."""
    owner = found.ticket.owner if found.ticket else None
    text = letter.reply.new_text
    return Send(mail=Mail.NOTICE, topic="challenge", to=owner, text=text, to_supervisor=owner is None)
