"""A desk: everything that stays the same from one message to the next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from mailticket.canned.catalog import PLACEHOLDER, Catalog, Statement
from mailticket.ids import Address
from mailticket.mail.border import Border
from mailticket.mail.classify import OurList
from mailticket.ticket.events import Content
from mailticket.ticket.model import Ticket
from mailticket.ticket.policy import Policy
from mailticket.ticket.roster import Addresses, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an operator's text means if it comes close to a canned response (spec 2.7)."""

    name: str
    """Of the canned response, with its locale: `closing (id)`."""
    content: Content
    fragments: tuple[str, ...]
    """The canned response without its placeholders."""

    @classmethod
    def of(cls, statement: Statement) -> "Meaning":
        """Return what the front matter of a canned response says."""
        match statement.closes:
            case "satisfied":
                content = Content.CLOSING_SATISFIED
            case "no_reply":
                content = Content.CLOSING_NO_REPLY
            case _:
                content = Content.REMINDER if statement.reminds else Content.PROGRESS
        return cls(
            name=f"{statement.name} ({statement.locale})",
            content=content,
            fragments=tuple(statement.literal_text.split(PLACEHOLDER)),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Desk:
    """A desk as the passes need it; `assemble.py` builds it from the configuration."""

    name: str
    locale: str
    addresses: Addresses
    policy: Policy
    ours: OurList
    """What our own list adds to a mail is subtracted before judging."""
    folders: frozenset[str]
    """The mailbox folders that are read; a timer acts once all of them are."""
    posting: Literal["members", "anyone"]
    """Who may post to the list; `members`: a customer's Cc to it doesn't arrive."""
    list_max_bytes: int
    """The largest post that the list takes; attachments over it are named instead."""
    max_attachment_bytes: int
    """Attachments of one message over it are left out, and its sender is told."""
    forms: tuple[Address, ...]
    """Web forms: their mail is from whom its Reply-To names."""
    border: Border | None
    """Whom we believe about authors (spec 2.4); None: no server of ours judges them."""
    require: Literal["enforce", "warn", "off"]
    """What an operator's mail without proof of its author is: only kept, obeyed with a note, or obeyed (spec 2.4)."""
    catalog: Catalog
    meanings: tuple["Meaning", ...]
    """Canned responses that mean something when an operator copies them (spec 2.7)."""
    key: bytes
    """Key of all tokens."""
    rules_url: str
    survey_url: str | None
    max_auto_mails: int
    """Automatic mails an hour to one outside address; four times as many a day (spec 2.5)."""
    unique: Callable[[], str]
    """A new random word of small letters and digits, for a Message-ID."""

    @property
    def roster(self) -> Roster:
        """Whose word counts."""
        return self.addresses.roster

    @property
    def domain(self) -> str:
        """The right side of our own Message-IDs."""
        return self.addresses.helpdesk.domain

    @property
    def sender(self) -> Address:
        """From of our own mail."""
        return Address(self.addresses.helpdesk.address, self.name)

    def owner_on_roster(self, ticket: Ticket) -> bool:
        """Whether the owner still has an address on the roster; False too where nobody owns the ticket."""
        return ticket.owner is not None and self.roster.find(ticket.owner) is not None


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Before the first mail."""
