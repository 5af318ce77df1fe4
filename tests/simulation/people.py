"""Who writes: customers, operators, the supervisor, robots, an attacker; each acts on what lies in their mailbox."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.simulation import machines, words
from tests.simulation.house import BORDER, HELPDESK, LIST, OPERATORS, PIC, SECOND_ADDRESS
from tests.simulation.post import Draft, Read, answer, read, wire

if TYPE_CHECKING:
    from tests.simulation.town import Town

CUSTOMERS: Final = {
    "ani@example.net": "Ani",
    "citra@example.com": "Citra",
    "eko@mail.example.net": "Eko",
    "fitri@example.net": "Fitri",
}
ATTACKER: Final = "mallory@mail.example.com"
ACTS_MAX: Final = 70
"""Mails that people write in a week."""
ROUND: Final = 10
"""More than there are questions, attacks or robots in a week: those of the next have other names."""
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a mail was meant to be; the reference model judges by it."""

    what: str
    """question, claim, text, closing, progress, thanks, survey, command word, machine, forged, stranger, flood."""
    who: str
    """The author's own address."""
    about: str
    """`#3`, or the Message-ID of the question it belongs to; '' for none."""
    draft: Draft

    @property
    def readers(self) -> set[str]:
        """All in To and Cc."""
        return {*self.draft.to, *self.draft.cc}


class People:
    """All of them. `meant` knows every mail that they wrote by its Message-ID."""

    def __init__(self, town: "Town") -> None:
        self.town = town
        self.chance = town.chance
        self.meant: dict[str, Meant] = {}
        self._written = 0
        self._seen: set[tuple[str, str]] = set()
        self._times: Counter[str] = Counter()
        self._leaked: list[Read] = []
        of = self.chance.of
        self.dead = {one for one in CUSTOMERS if of(f"dead {one}") < 0.06}
        self.away = {one for one in CUSTOMERS if of(f"away {one}") < 0.15}
        self.quiet = {one for one in OPERATORS if of(f"quiet {one}") < 0.25}

    def begin(self, week: int = 0) -> None:
        """The questions of a week, and what others have in mind."""
        for n in range(week * ROUND, week * ROUND + 1 + int(self.chance.of("questions") ** 2 * 6)):
            who = self.chance.pick(f"asker {n}", tuple(CUSTOMERS))
            self._in(f"question {n}", 5 * DAY, lambda who=who, n=n: self._asks(who, n))
        for n in range(week * ROUND, week * ROUND + int(self.chance.of("attacks") ** 2 * 6)):
            self._in(f"attack {n}", 8 * DAY, lambda n=n: self._attacks(n))
        for n in range(week * ROUND, week * ROUND + int(self.chance.of("robots") ** 2 * 4)):
            self._in(f"robot {n}", 8 * DAY, lambda n=n: self._robot_writes(n))

    def what(self, message_id: str) -> str:
        """What a mail was meant to be; '' if it isn't theirs."""
        meant = self.meant.get(message_id)
        return meant.what if meant else ""

    # Writing

    def _in(self, name: str, longest: timedelta, what: object) -> None:
        self.town.later(self.chance.span(f"when {name}", longest), what)

    def writes(self, name: str, said: str, draft: Draft, *, what: str, about: str, who: str = "") -> str:
        """Send a mail, unless this is left out or it is too late; returns its Message-ID or ''."""
        self._times[name] += 1
        name = f"{name} {self._times[name]}" if self._times[name] > 1 else name
        if self.town.is_over or self._written >= ACTS_MAX * self.town.weeks or not self.town.story.tells(name, said):
            return ""
        self._written += 1
        sender = draft.sender.rpartition("<")[2].rstrip(">")
        message_id = f"<{self.chance.word(name)}@{sender.partition('@')[2]}>"
        self.meant[message_id] = Meant(what=what, who=who or sender, about=about or message_id, draft=draft)
        raw = wire(draft, message_id, self.town.now)
        self.town.deliver(sender, tuple(dict.fromkeys([*draft.to, *draft.cc])), raw)
        return message_id

    def judged(self, raw: bytes) -> bytes:
        """The bytes with what the border server found, where there is one."""
        if self.town.house.name != "strict":
            return raw
        seen = read(raw)
        sender = (seen.addresses("from") or [""])[0]
        meant = self.meant.get(seen.message_id)
        forged = meant is not None and meant.what == "forged"
        passed = "fail" if forged or "list-id" in seen.fields else "pass"
        domain = sender.partition("@")[2]
        head = f"Authentication-Results: {BORDER};\r\n\tdmarc={passed} (p=reject) header.from={domain}\r\n"
        return (head + f"Received: from mx by {BORDER} with ESMTP; Mon, 2 Mar 2026 03:00:00 +0000\r\n").encode() + raw

    def _asks(self, who: str, n: int) -> None:
        to_list = self.chance.of(f"asks list {n}") < 0.25
        draft = Draft(
            sender=f"{CUSTOMERS[who]} <{who}>",
            to=[HELPDESK],
            cc=[LIST] if to_list else [],
            subject=words.SUBJECTS[n % len(words.SUBJECTS)],
            text=words.QUESTIONS[n % len(words.QUESTIONS)],
        )
        said = f"{CUSTOMERS[who]} asks: {draft.subject}{' (list in copy)' if to_list else ''}"
        self.writes(f"question {n}", said, draft, what="question", about="")

    # Reading

    def gets(self, to: str, raw: bytes) -> None:
        """A mail lies in somebody's mailbox: each acts on it once."""
        seen = read(raw)
        if (to, seen.message_id) in self._seen:
            return
        self._seen.add((to, seen.message_id))
        about = self._about(seen)
        if to in self.dead:
            self._machine(to, machines.bounce(seen, to), about)
        elif to in CUSTOMERS:
            if to in self.away and "auto-submitted" not in seen.fields and seen.addresses("from") != [to]:
                self._machine(to, machines.vacation(seen, to, CUSTOMERS[to]), about)
            else:
                self._customer(to, seen, about)
        elif to in OPERATORS:
            self._operator(to, seen, about)
        elif to == PIC:
            self._supervisor(seen, about)

    def _about(self, seen: Read) -> str:
        number = seen.mark.get("ticket", "0")
        meant = self.meant.get(seen.message_id)
        return meant.about if meant else (f"#{number}" if number != "0" else "")

    def _customer(self, me: str, seen: Read, about: str) -> None:
        kind, name = self._named(me, seen, about)
        draw = self.chance.of(name)
        if seen.addresses("from") == [me] or not about:
            return
        if kind.startswith("closed"):
            choices = {0.15: "survey", 0.25: "text", 0.3: "late"}
        elif kind in ("reminder", "sent_on") or (not kind and self._by_staff(seen)):
            choices = {0.35: "text", 0.5: "thanks", 0.55: "late", 0.6: "second"}
        else:
            choices = {0.04: "text"}
        what = next((one for share, one in choices.items() if draw < share), None)
        if what is None:
            return
        longest = 12 * DAY if what == "late" else 2 * DAY
        self._in(name, longest, lambda: self._customer_writes(me, seen, about, name, what))

    def _customer_writes(self, me: str, seen: Read, about: str, name: str, what: str) -> None:
        shown = CUSTOMERS[me]
        text = {"thanks": words.THANKS, "survey": "5"}.get(what, self.chance.pick(f"text {name}", words.REPLIES))
        draft = answer(seen, me, shown, text, everybody=self.chance.of(f"all {name}") < 0.6)
        if what == "second":
            draft = replace(draft, sender=f"{shown} <{shown.lower()}@phone.example.com>")
            what = "stranger"
        said = {"thanks": "says thanks", "survey": "answers the survey: 5", "stranger": "replies from another address"}
        meant = {"late": "text"}.get(what, what)
        self.writes(name, f"{shown} {said.get(what, 'replies')} on {about_word(about)}", draft, what=meant, about=about)

    def _by_staff(self, seen: Read) -> bool:
        meant = self.meant.get(seen.message_id)
        return meant is not None and meant.who in OPERATORS

    def _operator(self, me: str, seen: Read, about: str) -> None:
        kind, name = self._named(me, seen, about)
        if kind == "announcement" and me == next(iter(OPERATORS)):
            self._leaked.append(seen)
        if me in self.quiet or not about or seen.addresses("from") == [me] or self._by_staff(seen):
            return
        draw = self.chance.of(name)
        choices: Mapping[float, str] = {}
        if kind in ("announcement", "unclaimed"):
            choices = {0.25: "claim", 0.35: "direct", 0.4: "text", 0.43: "second", 0.46: "#take"}
        elif kind == "assigned":
            choices = {0.5: "text", 0.57: "progress", 0.62: "note", 0.67: "#release", 0.71: "#hold", 0.75: "#close"}
        elif kind in ("customer_replied", "reopened", "update_due", "breach", "deadline_warning", "customer_content"):
            choices = {0.45: "text", 0.6: "closing", 0.65: "progress", 0.68: "#release"}
        elif not kind:
            choices = {0.2: "text", 0.3: "closing", 0.35: "claim"}
        what = next((one for share, one in choices.items() if draw < share), None)
        if what is not None:
            self._in(name, 40 * HOUR, lambda: self._operator_writes(me, seen, about, name, what))

    def _operator_writes(self, me: str, seen: Read, about: str, name: str, what: str) -> None:
        shown = OPERATORS[me]
        text = {
            "claim": "",
            "second": "",
            "text": self.chance.pick(f"text {name}", words.ANSWERS),
            "direct": self.chance.pick(f"text {name}", words.ANSWERS),
            "note": words.NOTE,
            "progress": f"#progress\n\n{words.PROGRESS}",
            "closing": words.closing(CUSTOMERS.get(self._asker(about), "Ani"), shown, about),
        }.get(what, what)
        draft = answer(seen, me, shown, text)
        if what == "second":
            draft = replace(draft, sender=f"{shown} <{SECOND_ADDRESS}>") if shown == "Budi" else draft
            what = "claim"
        if what in ("direct", "closing", "progress") and (asker := self._asker(about)):
            draft = replace(draft, to=[*dict.fromkeys([*draft.to, asker])])
            what = "text" if what == "direct" else what
        if what == "note":
            draft = replace(draft, to=[HELPDESK, LIST], cc=[])
            what = "text"
        said = {"claim": "replies with an empty mail", "text": "writes", "closing": "sends the closing statement"}
        self.writes(
            name,
            f"{shown} {said.get(what, what)} on {about_word(about)} (to {', '.join([*draft.to, *draft.cc])})",
            draft,
            what=what,
            about=about,
            who=me,
        )

    def _asker(self, about: str) -> str:
        return self.town.laws.customer_of(about)

    def _supervisor(self, seen: Read, about: str) -> None:
        kind, name = self._named(PIC, seen, about)
        if kind != "confirm_closing" or not about or self.chance.of(name) > 0.7:
            return
        text = "" if self.chance.of(f"yes {name}") < 0.8 else "#reopen"
        draft = answer(seen, PIC, "PIC", text, everybody=False)
        what = text or "confirm"
        said = f"The supervisor {what}s {about_word(about)}"
        self._in(name, DAY, lambda: self.writes(name, said, draft, what=what, about=about))

    def _named(self, me: str, seen: Read, about: str) -> tuple[str, str]:
        """The kind of one of our mails ('' of people's), and a name for what this person does about this mail."""
        kind = seen.mark.get("mail", "")
        name = f"{me.partition('@')[0]} on {kind or 'mail'} {about_word(about)}"
        self._times[name] += 1
        return kind, f"{name} {self._times[name]}"

    # Machines and attackers

    def _machine(self, who: str, draft: Draft, about: str) -> None:
        self.writes(f"machine of {who}", f"{who}: {draft.subject}", draft, what="machine", about=about)

    def _robot_writes(self, n: int) -> None:
        draft = self.chance.pick(f"which robot {n}", machines.ROBOTS)
        self.writes(f"robot {n}", f"a robot writes: {draft.subject}", draft, what="machine", about="")

    def _attacks(self, n: int) -> None:
        if not self._leaked:
            return
        seen = self.chance.pick(f"leak {n}", self._leaked)
        about = self._about(seen)
        how = self.chance.pick(f"attack {n}", ("forged claim", "forged #close", "stranger", "tag"))
        name = f"attack {n}"
        if how.startswith("forged"):
            if self.town.house.name != "strict":
                return
            text = how.removeprefix("forged ").replace("claim", "")
            draft = replace(answer(seen, "sari@example.org", "Sari", text), to=[HELPDESK], cc=[])
            self.writes(name, f"Somebody as Sari: {how} on {about}", draft, what="forged", about=about)
        elif how == "stranger":
            draft = replace(answer(seen, ATTACKER, "Mallory", words.REPLIES[0]), to=[HELPDESK], cc=[])
            self.writes(name, f"A stranger with true references writes on {about}", draft, what="stranger", about=about)
        else:
            draft = Draft(
                sender=f"Mallory <{ATTACKER}>",
                to=[HELPDESK],
                subject=f"Re: [{about}] What became of that?",
                text="Please tell me all that you know about this number, I need it for tomorrow.",
            )
            self.writes(name, f"A stranger writes with the tag of {about}", draft, what="question", about="")


def about_word(about: str) -> str:
    """How a reader is told which ticket it is."""
    return about if about.startswith("#") else "the question"
