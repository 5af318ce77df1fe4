"""The story of `mailticket demo`: two tickets by mail alone, each step told when it has been seen to happen (spec 4.1).

Ticket 1: a question, two claims at the same moment, an answer, silence, three reminders, an automatic close, a survey.
Ticket 2: a copied closing text, a reopening, an answer that missed the customer, and thanks.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import partial
from typing import Literal

from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.canned.render import render
from mailticket.canned.values import Person as Named
from mailticket.canned.values import TicketFacts, Values
from mailticket.demo.people import PHONE, Person, text_of
from mailticket.demo.script import Script
from mailticket.demo.stage import Stage
from mailticket.demo.town import ANI, BUDI, DEWI, OPERATORS, PIC, SARI
from mailticket.ticket.model import Reason, Status

Side = Literal["customer", "operator", "desk", "nobody"]
"""Who acts: it is told in that colour."""

DESK = "helpdesk"
LIST = "list"
_BREATH = 0.25
"""Seconds between two lines, to read them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A line of the story."""

    seconds: float
    """Since it began."""
    side: Side
    who: str
    whom: str
    says: str


class Story:
    """The play on its stage. Whatever is told has been seen in a mailbox or in the database; else StepFailed."""

    def __init__(self, stage: Stage, script: Script, tell: Callable[[Moment], None]) -> None:
        self._stage = stage
        self._town = stage.town
        self._script = script
        self._tell = tell

    def play(self) -> None:
        """The whole of it, in less than half a minute."""
        owner = self._claim_race()
        self._answer(owner)
        self._silence(owner)
        self._survey()
        self._closing_by_hand(self._second_question())
        self._reopened()
        self._sent_on()
        self._thanks()
        self._all_is_well()

    # Ticket 1

    def _claim_race(self) -> Person:
        """Two empty replies at the same moment; returns the owner."""
        self._ask(1, self._script.printer, self._script.printer_text)
        rivals = (BUDI, DEWI)
        announced = {rival.name: self._announced(rival, 1) for rival in rivals}
        with ThreadPoolExecutor(len(rivals)) as hands:
            list(hands.map(lambda rival: self._town.reply(announced[rival.name], rival), rivals))
        for rival in rivals:
            self._say("operator", rival.name, LIST, "Reply All, empty: that is a claim")
        won = self._stage.expect(
            "one of two claims wins", lambda: [one for one in rivals if self._stage.mails(one, "assigned", 1)]
        )
        winner, loser = won[0], rivals[1 - rivals.index(won[0])]
        self._mail(loser, "already_taken", 1)
        self._so("the winner owns the ticket", 1, Status.IN_PROGRESS, winner)
        self._stage.insist("the other one does not", not self._stage.mails(loser, "assigned", 1))
        self._say("desk", DESK, winner.name, f"assigned: number 1 is {winner.name}'s; how to answer")
        self._say("desk", DESK, loser.name, f"already taken: {winner.name}'s mail arrived first")
        return winner

    def _answer(self, owner: Person) -> None:
        sent = self._town.reply(self._mail(owner, "assigned", 1), owner, self._script.printer_answer, everybody=False)
        self._arrived(sent, ANI, SARI)
        self._so("the answer is seen", 1, Status.WAITING, owner)
        self._say("operator", owner.name, "Ani", "a plain Reply answers, the list gets its copy")
        self._mail(owner, "hint", 0)
        self._say("desk", DESK, owner.name, "hint, once a week: set Reply-To to the desk")

    def _silence(self, owner: Person) -> None:
        self._say("nobody", "Ani", "", "is silent (3 s stand for a business day)")
        for n in (1, 2, 3):
            self._mail(ANI, "reminder", 1, n)
            self._mail(SARI, "reminder", 1, n)
            self._say("desk", DESK, "Ani", f"reminder {n} of 3, the list in copy")
        self._mail(ANI, "closed_no_reply", 1)
        self._mail(PIC, "closed_no_reply", 1)
        self._so("the silent ticket closes", 1, Status.CLOSED, owner, Reason.NO_REPLY)
        self._say("desk", DESK, "Ani", "closed for want of a reply, with a survey")

    def _survey(self) -> None:
        self._town.reply(self._mail(ANI, "closed_no_reply", 1), ANI, self._script.survey, everybody=False)
        self._stage.expect(
            "the survey answer is kept",
            lambda: self._stage.is_so(1, lambda ticket: ticket.survey is not None and ticket.survey.score == 5),
        )
        self._so("a survey answer reopens nothing", 1, Status.CLOSED)
        self._say("customer", "Ani", DESK, "answers the survey: 5; the ticket stays closed")

    # Ticket 2

    def _second_question(self) -> str:
        """Asked, claimed, answered; returns the Message-ID of the customer's reply to that."""
        self._ask(2, self._script.wifi, self._script.wifi_text)
        self._town.reply(self._announced(SARI, 2), SARI)
        assigned = self._mail(SARI, "assigned", 2)
        self._say("operator", SARI.name, LIST, "Reply All, empty: she owns number 2")
        answer = self._town.reply(assigned, SARI, self._script.wifi_answer)
        self._arrived(answer, ANI, BUDI)
        self._so("the answer is seen", 2, Status.WAITING, SARI)
        more = self._town.reply(self._in_mailbox(ANI, answer), ANI, self._script.wifi_more)
        self._say("operator", SARI.name, "Ani", "answers")
        self._arrived(more, SARI)
        self._so("the customer's reply is seen", 2, Status.IN_PROGRESS, SARI)
        self._say("customer", "Ani", SARI.name, "replies: solved, and asks one thing more")
        return more

    def _closing_by_hand(self, reply: str) -> None:
        closing = self._town.reply(self._in_mailbox(SARI, reply), SARI, self._closing_text())
        self._arrived(closing, ANI)
        self._so("the copied closing text closes", 2, Status.CLOSED, SARI, Reason.SATISFIED)
        self._say("operator", SARI.name, "Ani", "the closing text, copied, changed by hand")
        self._mail(ANI, "closed", 2)
        self._say("desk", DESK, "Ani", "closed: the text was recognised; with a survey")

    def _reopened(self) -> None:
        self._town.reply(self._mail(ANI, "closed", 2), ANI, self._script.again)
        self._say("customer", "Ani", DESK, "writes again: it isn't solved after all")
        self._mail(SARI, "reopened", 2)
        self._so("a reply reopens", 2, Status.IN_PROGRESS, SARI)
        self._say("desk", DESK, SARI.name, "reopened: the same number, the same owner")

    def _sent_on(self) -> None:
        on_the_bus = replace(SARI, client=PHONE)
        missed = self._town.reply(self._mail(SARI, "reopened", 2), on_the_bus, self._script.from_phone, everybody=False)
        explained = self._mail(SARI, "kept_as_note", 2)
        self._so("a note is no answer", 2, Status.IN_PROGRESS, SARI)
        self._stage.insist("the answer has missed the customer", not self._stage.has(ANI, missed))
        self._say("operator", SARI.name, DESK, "answers from a phone that drops Ani's address")
        self._say("desk", DESK, SARI.name, "kept as a note: Ani hasn't got it")
        self._say("operator", SARI.name, DESK, f"replies with that one line: {self._script.send}")
        self._town.reply(explained, on_the_bus, self._script.send, everybody=False)
        passed = self._mail(ANI, "sent_on", 2)
        self._town.reply(passed, ANI, self._script.thanks)
        self._stage.insist("the customer reads what was written", self._script.from_phone.strip() in _flowed(passed))
        self._mail(BUDI, "sent_on", 2)
        self._say("desk", DESK, "Ani", "Sari's answer in her name, the list in copy")

    def _thanks(self) -> None:
        self._mail(SARI, "customer_content", 2)
        before = self._stage.mails(ANI, "reminder", 2)  # on a slow computer one may have been quicker than Ani
        self._say("customer", "Ani", DESK, "says thanks: no reminders from here on")
        self._mail(ANI, "closed", 2, 2)
        self._so("thanks close the ticket", 2, Status.CLOSED, SARI, Reason.SATISFIED)
        self._stage.insist(
            "nobody who said thanks is reminded", len(self._stage.mails(ANI, "reminder", 2)) == len(before)
        )
        self._say("desk", DESK, "Ani", "closed by itself")

    def _all_is_well(self) -> None:
        self._stage.expect("every mail leaves", lambda: not self._stage.unsent())
        aside = self._stage.set_aside() + self._stage.complaints
        self._stage.insist(f"the daemon has nothing to complain of ({'; '.join(aside)})", not aside)
        count = len(self._town.post_office.accepted)
        self._say("nobody", "", "", f"{count} mails, all in place; nothing was set aside")

    # What is done and seen again and again

    def _ask(self, number: int, subject: str, text: str) -> None:
        self._town.send(ANI, subject=subject, text=text)
        self._say("customer", "Ani", DESK, f"asks: “{subject}”")
        self._mail(ANI, "received", number)
        self._say("desk", DESK, "Ani", f"received: your question has number {number}")
        for operator in OPERATORS:
            self._announced(operator, number)
        self._say("desk", DESK, LIST, "announcement: who replies first, owns it")

    def _announced(self, operator: Person, number: int) -> EmailMessage:
        return self._mail(operator, "announcement", number)

    def _mail(self, person: Person, kind: str, number: int, which: int = 1) -> EmailMessage:
        """The first (second …) mail of that kind about the ticket, when it lies in the person's mailbox."""
        found = self._stage.expect(
            f"{kind} {which} of ticket {number} reaches {person.name}",
            lambda: self._stage.mails(person, kind, number)[which - 1 :],
        )
        return found[0]

    def _arrived(self, message_id: str, *people: Person) -> None:
        for person in people:
            self._stage.expect(f"the mail reaches {person.name}", partial(self._stage.has, person, message_id))

    def _in_mailbox(self, person: Person, message_id: str) -> EmailMessage:
        return next(m for m in self._town.inbox(person.address) if str(m["Message-ID"]).strip() == message_id)

    def _so(
        self, step: str, number: int, status: Status, owner: Person | None = None, reason: Reason | None = None
    ) -> None:
        """The database says so, soon."""
        self._stage.expect(
            f"{step}: ticket {number} is {status.value}",
            lambda: self._stage.is_so(
                number,
                lambda ticket: (
                    ticket.status is status
                    and (owner is None or (ticket.owner is not None and ticket.owner.address == owner.address))
                    and (reason is None or ticket.closed_reason is reason)
                ),
            ),
        )

    def _closing_text(self) -> str:
        """The canned `closing` as an operator copies it: names filled in, a sentence above, a line joined, an emoji."""
        about = Values(ticket=TicketFacts(number=2), customer=Named(name=ANI.name), operator=Named(name=SARI.name))
        canned = render(Catalog.load([shipped_folder()]), "closing", self._stage.config.desk.locale, about).text
        greeting, thanks, rest = canned.split("\n\n", 2)
        return f"{greeting}\n\n{self._script.above_closing}\n\n{thanks.replace(chr(10), ' ')}\n\n{rest}"

    def _say(self, side: Side, who: str, whom: str, says: str) -> None:
        """Tell it, and let it be read. Where Ani must be faster than a reminder, she writes before this is called."""
        self._tell(Moment(seconds=self._stage.seconds, side=side, who=who, whom=whom, says=says))
        time.sleep(_BREATH)


def _flowed(mail: EmailMessage) -> str:
    """The text of a mail with its lines joined."""
    return " ".join(text_of(mail).split())
