# ruff: noqa: RUF009 (`said` makes dataclass fields: frozen values, nothing is shared)
"""What a canned response may speak of: the table of variables (spec 3.2). `docs/canned.md` is printed from here.

Every variable is always there. What isn't known is an empty text, 0, an empty row or None for an instant, so that
`{% if … %}` asks for it and a template can't break at a customer because somebody has no name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeVar, get_args, get_type_hints

from mailticket.ids import Address
from mailticket.ticket.span import Span

T = TypeVar("T")


def said(default: T, meaning: str) -> T:
    """A field with its default and its line in the table of variables."""
    made: T = field(default=default, metadata={"says": meaning})
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, by name and address."""

    name: str = said("", "display name; empty if unknown")
    address: str = said("", "mail address; empty if unknown")

    @classmethod
    def of(cls, address: Address | None) -> "Person":
        """None: nobody known."""
        return cls(name=address.name, address=address.address) if address else cls()

    @property
    def called(self) -> str:
        """What to greet by: the name in its natural order; empty where there is none, never a stand-in."""
        name = _QUOTED.sub(r"\2", " ".join(self.name.split()))
        last, comma, first = name.partition(", ")
        if comma and "," not in first:
            name = f"{first} {last}"
        return name if _NAME.match(name) and len(name) <= 60 else ""

    @property
    def label(self) -> str:
        """The name, or else the address; empty if neither is known."""
        return self.called or self.address

    @property
    def full(self) -> str:
        """`Ani <ani@example.net>`, or whichever is known."""
        return f"{self.called} <{self.address}>" if self.called and self.address else self.label


_QUOTED = re.compile(r"^(['\"])(.*)\1$")
_NAME = re.compile(r"(?=.*[^\W\d_])[^@<>\[\]{}|\\/]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk and its promises."""

    name: str = said("Helpdesk", "name of the desk")
    address: str = said("", "helpdesk address")
    list: str = said("", "address of the operators' list")
    rules_url: str = said("", "where the rules stand; may be empty")
    conversation: str = said("direct", "`direct` or `relay`")
    locale: str = said("en", "the desk's language")
    tz: tzinfo = said(UTC, "the desk's time zone; `when` and `day` use it")
    claim_within: Span = said(Span(4, "bh"), "time to claim; for `span`")
    first_response: Span = said(Span(24, "h"), "time from the claim to the first answer; for `span`")
    next_response: Span = said(Span(24, "h"), "time from a customer's reply to the answer; for `span`")
    close_after: Span = said(Span(1, "bd"), "from the last reminder to the close; for `span`")
    reopen_within: Span = said(Span(30, "d"), "how long a reply reopens a closed ticket; for `span`")


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """The ticket that the mail is about."""

    number: int = said(0, "its number; 0 in a mail about several tickets or none")
    subject: str = said("", "subject of the question, without prefixes; for `titled`")
    status: str = said("open", "status; for `word`")
    opened_at: datetime | None = said(None, "when the question arrived")
    question: str = said("", "the whole text of the question")
    attachments: tuple[str, ...] = said((), "names of the question's attachments")
    reason: str = said("", "why it was closed; for `word`; empty while it isn't")
    reminders_sent: int = said(0, "reminders sent in this silence")
    category: str = said("", "label; may be empty")
    priority: str = said("normal", "label; for `word`")
    branch: str = said("", "label; may be empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A message that is passed on, or spoken of."""

    author: Person = said(Person(), "who wrote it")
    text: str = said("", "its text")
    at: datetime | None = said(None, "when it arrived")
    attachments: tuple[str, ...] = said((), "names of its attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Where a silence stands."""

    n: int = said(1, "this reminder: 1, 2, 3 …")
    total: int = said(3, "how many there are")
    next_at: datetime | None = said(None, "when the next one goes out; after the last one, when the ticket closes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailto:
    """One of five links that answer the survey by mail."""

    score: int = said(0, "1 to 5")
    link: str = said("", "a `mailto:` link")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyLinks:
    """How to judge the service (spec 3.10)."""

    url: str = said("", "the desk's own form with number and token; empty: by plain reply")
    mailtos: tuple[Mailto, ...] = said((), "five links, where there is no form")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFacts:
    """A response deadline that passed."""

    deadline: str = said("first_response", "which one; for `word`")
    started_at: datetime | None = said(None, "when it began to run")
    due_at: datetime | None = said(None, "when it passed")
    calendar: str = said("", "the policy that it was judged by, in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A ticket in a table."""

    number: int = said(0, "its number")
    subject: str = said("", "its subject; for `titled`")
    status: str = said("open", "its status; for `word`")
    customer: Person = said(Person(), "its customer")
    owner: Person = said(Person(), "its owner; empty in the queue")
    at: datetime | None = said(None, "the instant that the table is about")
    words: str = said("", "a first line, a reason; may be empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the customer has been through (spec 3.10)."""

    open: tuple[Row, ...] = said((), "the customer's other tickets that aren't closed")
    last: tuple[Row, ...] = said((), "their last five closed ones")
    satisfaction: int = said(0, "their last survey answer, 1 to 5; 0: none")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRow:
    """A line of help."""

    word: str = said("", "`#take`")
    also: str = said("", "its Indonesian word; may be empty")
    argument: str = said("", "`[N]`; may be empty")
    help: str = said("", "what it does")


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleRow:
    """A command line that couldn't be carried out."""

    line: str = said("", "the line as it was written")
    why: str = said("unknown", 'what stood in the way; for `("trouble_" ~ …) | word`')


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the digest."""

    title: str = said("", "which: for `word`")
    tickets: tuple[Row, ...] = said((), "tickets in it")
    lines: tuple[str, ...] = said((), "other lines in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Everything that a canned response may name."""

    desk: Desk = said(Desk(), "the desk")
    ticket: TicketFacts = said(TicketFacts(), "the ticket that the mail is about")
    customer: Person = said(Person(), "who asked")
    operator: Person = said(Person(), "who acted, or in whose name the mail is written")
    owner: Person = said(Person(), "who owns the ticket; empty in the queue")
    owned_at: datetime | None = said(None, "since when")
    recipient: Person = said(Person(), "who gets the mail")
    deadline: datetime | None = said(None, "the deadline that runs")
    deadline_name: str = said("first_response", "which deadline; for `word`")
    message: Passed = said(Passed(), "the message that is passed on or spoken of")
    reminder: Reminder = said(Reminder(), "which reminder")
    survey: SurveyLinks = said(SurveyLinks(), "how to judge the service")
    breach: BreachFacts = said(BreachFacts(), "the deadline that passed")
    tickets: tuple[Row, ...] = said((), "tickets of a table")
    history: History = said(History(), "the customer's other tickets")
    related: tuple[Row, ...] = said((), "solved or open tickets that look alike")
    follows: int = said(0, "number of the older ticket that this one continues; 0: none")
    topic: str = said("", "which notice, hint or alarm; empty: the general one, which shows `text`")
    text: str = said("", "words to be shown: a reason, a comment, a list of addresses")
    troubles: tuple[TroubleRow, ...] = said((), "command lines that weren't carried out")
    done: tuple[str, ...] = said((), "command lines that were")
    commands: tuple[CommandRow, ...] = said((), "commands to be listed")
    score: int = said(0, "the survey's answer, 1 to 5; 0: none")
    attachments_left_out: tuple[str, ...] = said((), "names of attachments that don't travel with this mail")
    cut: bool = said(default=False, meaning="the text goes on: it was too big for the list")
    sections: tuple[Section, ...] = said((), "parts of the digest")

    def as_context(self) -> dict[str, Any]:
        """The variables by name, for a template."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def table() -> Iterator[tuple[str, str, str]]:
    """The documented table: name (`ticket.number`), type in a word, meaning; parts stand below their whole."""
    yield from _rows("", Values)


def attributes(kind: type) -> Mapping[str, Any]:
    """Name and type of everything that a template may read of a value of this kind; empty for plain values."""
    if not is_dataclass(kind):
        return {}
    hints: dict[str, Any] = get_type_hints(kind)
    properties = {name: str for name, one in vars(kind).items() if isinstance(one, property)}
    return {one.name: hints[one.name] for one in fields(kind)} | properties


def _rows(prefix: str, kind: type) -> Iterator[tuple[str, str, str]]:
    hints = get_type_hints(kind)
    for one in fields(kind):
        inner, word = shape(hints[one.name])
        yield prefix + one.name, word, one.metadata["says"]
        if is_dataclass(inner) and inner not in (Person, Span):
            yield from _rows(f"{prefix}{one.name}{'[].' if word == 'rows' else '.'}", inner)


def shape(hint: Any) -> tuple[type, str]:  # noqa: ANN401 (type hints have no type)
    """The type inside a tuple or an optional, and the word for the whole."""
    inner = get_args(hint)
    if inner and inner[-1] is Ellipsis:
        return inner[0], "texts" if inner[0] is str else "rows"
    if inner:
        return inner[0], "instant or none"
    words = {str: "text", int: "number", bool: "yes or no", Person: "person", Span: "duration", tzinfo: "zone"}
    return hint, words.get(hint, "parts")
