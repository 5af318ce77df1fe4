"""A busy desk: customers ask, operators race for the ticket, the owner answers, customers write again or fall silent.

Everybody acts on the mail that reached them, whatever the daemon is doing meanwhile, also when it is dead. A word in
the subject (`K17`) says which conversation a mail belongs to, so that all can be checked from outside at the end.
"""

import random
import re
from dataclasses import dataclass, field

from mailticket.demo.people import Person, read
from mailticket.demo.town import LIST, OPERATORS, Town

TOKEN = re.compile(r"\bK\d+\b")
OURS = re.compile(r"<mt\.(\d+)\.(\w+)\.")


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One customer's matter, and how far everybody has got with it."""

    token: str
    customer: Person
    claimers: tuple[Person, ...]
    follows_up: bool
    thanks: bool
    seen: set[tuple[str, str]] = field(default_factory=set)
    """(who, what) they did already: nobody answers the same thing twice."""


class Bustle:
    """The people of a town; `act` lets them read and write."""

    def __init__(self, town: Town, rng: random.Random) -> None:
        self._town = town
        self._rng = rng
        self._read = 0
        self.conversations: dict[str, Conversation] = {}

    def ask(self) -> None:
        """A new customer writes: to the helpdesk alone, or with the list in copy."""
        rng, n = self._rng, len(self.conversations) + 1
        customer = Person(name=f"Customer {n}", address=f"customer{n}@d{n % 7}.example.net")
        talk = Conversation(
            token=f"K{n}",
            customer=customer,
            claimers=tuple(rng.sample(OPERATORS, rng.choice((1, 2, 2)))),
            follows_up=rng.random() < 0.5,
            thanks=rng.random() < 0.5,
        )
        self.conversations[talk.token] = talk
        copied = LIST if rng.random() < 0.4 else ()
        self._town.send(customer, cc=copied, subject=f"Printer {talk.token} rusak", text=f"Printer {talk.token} mati.")

    def act(self) -> None:
        """Everybody reads what has come since the last time, and answers what there is to answer."""
        delivered = self._town.post_office.delivered
        while self._read < len(delivered):
            copy = delivered[self._read]
            self._read += 1
            mail = read(copy.raw)
            token = TOKEN.search(str(mail["Subject"]))
            if token is not None and copy.recipient != self._town.address("helpdesk"):
                self._answer(self.conversations[token[0]], copy.recipient, mail)

    def _answer(self, talk: Conversation, recipient: str, mail) -> None:
        ours = OURS.match(str(mail["Message-ID"]).strip())
        kind = ours[2] if ours else ""
        operator = next((one for one in OPERATORS if one.address == recipient), None)
        author = str(mail["From"])
        if operator in talk.claimers and kind == "announcement" and self._first(talk, operator, "claim"):
            self._town.reply(mail, operator, everybody=self._rng.random() < 0.7)
        elif operator is not None and kind == "assigned" and self._first(talk, operator, "answer"):
            self._town.reply(mail, operator, f"Silakan hidupkan kembali printer {talk.token}.")
        elif operator is not None and talk.customer.address in author and ("wrote again" in str(mail["Keywords"])):
            if (operator.address, "answer") in talk.seen and self._first(talk, operator, "second answer"):
                self._town.reply(mail, operator, f"Ganti kabel printer {talk.token}.")
        elif recipient == talk.customer.address and not ours:
            self._customer_reads(talk, mail)

    def _customer_reads(self, talk: Conversation, mail) -> None:
        if talk.follows_up and self._first(talk, talk.customer, "follow-up"):
            again = {"Keywords": "wrote again"}
            self._town.reply(mail, talk.customer, f"Printer {talk.token} masih mati, kabelnya?", headers=again)
        elif talk.thanks and self._first(talk, talk.customer, "thanks"):
            self._town.reply(mail, talk.customer, "Terima kasih banyak!")

    def _first(self, talk: Conversation, who: Person, what: str) -> bool:
        done = (who.address, what)
        if done in talk.seen:
            return False
        talk.seen.add(done)
        return True
