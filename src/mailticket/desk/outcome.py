"""What kind of thing a message is: an event on a ticket, a question of its own, or something to be kept."""

from dataclasses import dataclass

from mailticket.desk.cause import Passed
from mailticket.desk.find import Found
from mailticket.desk.letter import Letter
from mailticket.ids import Address
from mailticket.mail.command import take_commands
from mailticket.mail.forward import Forwarded
from mailticket.mail.inbound import Attachment
from mailticket.mail.intent import greeting_only, thanks_only
from mailticket.mail.parse import parse
from mailticket.store.unproven import Unproven
from mailticket.ticket import events as ev
from mailticket.ticket.commands import BY_WORD
from mailticket.ticket.effects import Kind, Send
from mailticket.ticket.events import Content
from mailticket.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTicket:
    """Something happened to a ticket."""

    ticket: Ticket
    event: ev.Event
    why: str
    passed: Passed | None = None
    told: Send | None = None
    """What the supervisor, or the owner, hears of it, once a day for one author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """A question that is a ticket of its own."""

    asked: ev.Asked
    why: str
    passed: Passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Without effect on any ticket: talk, machine mail, a request for one's own tickets. Recorded, perhaps answered."""

    kind: Kind
    row: int
    why: str
    sends: tuple[Send, ...] = ()
    once: str = ""
    """Where set: `sends` go out once for this (an address), not at each occasion."""
    ticket: Ticket | None = None
    """The ticket it is a note on, without any effect there (rows 5, 22)."""
    waits_for: Address | None = None
    """In whose name it was written, where it has no effect until that is proven (spec 2.4)."""
    releases: tuple[Unproven, ...] = ()
    """The messages that it proves: each is decided at its own time of arrival (spec 2.4)."""


Route = OnTicket | Opens | Kept


def evidence(letter: Letter, found: Found) -> str:
    """How a person's message was read, for `why`."""
    said = [found.why]
    if letter.rewritten:
        said.append("the list rewrote From; author taken from what it added")
    if letter.staff:
        said.append(_authority(letter))
    if letter.staff and letter.likeness:
        meaning, measure = letter.likeness
        said.append(f"reads like the canned response {meaning.name}, {measure:.0%}")
    if letter.reply.empty:
        said.append("no new text")
    elif Content.COURTESY is (letter.content if letter.staff else letter.customer_content):
        said.append(f"only courtesy: '{thanks_only(letter.text) or greeting_only(letter.text)}'")
    return "; ".join(part for part in said if part)


def _authority(letter: Letter) -> str:
    """What proves an operator's word, or that it counts in spite of the doubt (spec 2.4)."""
    if letter.proof:
        return f"proof: {letter.proof}"
    return f"{letter.disproof or 'no proof of the author'} (authority: warn)" if letter.desk.require == "warn" else ""


def passed_of(letter: Letter) -> Passed:
    """The message as it is passed on: an operator's words without commands, anybody else's mail whole."""
    text = letter.text if letter.staff else letter.message.text
    return Passed(author=letter.person, text=text.strip("\n"), at=letter.at, attachments=letter.files)


def inner_files(letter: Letter) -> tuple[Attachment, ...]:
    """The attachments of the forwarded mail, or of the mail that forwards it inline."""
    part = next((one for one in letter.message.attachments if one.type == "message/rfc822"), None)
    return parse(part.content).attachments if part else letter.files


def words_above(inner: Forwarded) -> str:
    """What an operator wrote above a forwarded mail, without the commands."""
    return take_commands(inner.above, BY_WORD).rest.strip()
