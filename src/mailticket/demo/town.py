"""A town on loopback: a post office, mailboxes, a list, and the people who write. The daemon is a guest in it.

The same town stands on the embedded IMAP server (`mailticket demo`) and on a real one (the tests).
"""

import imaplib
import re
import smtplib
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import getaddresses
from types import TracebackType
from typing import Protocol, Self, TypeVar

from mailticket.demo.mailing_list import MailingList
from mailticket.demo.people import GMAIL_ID, Person, answer, read, wire, write
from mailticket.demo.post_office import HOST, Delivered, PostOffice
from mailticket.demo.settings import Table, as_toml

HELPDESK = "helpdesk@example.org"
LIST = "operators@lists.example.org"

BUDI = Person(name="Budi", address="budi@example.org")
SARI = Person(name="Sari", address="sari@example.org")
DEWI = Person(name="Dewi", address="dewi@example.org")
PIC = Person(name="PIC", address="pic@example.org")
ANI = Person(name="Ani", address="ani@example.net", client=GMAIL_ID)
OPERATORS = (BUDI, SARI, DEWI)
_JAKARTA = timezone(timedelta(hours=7))
_FAR = timedelta(hours=12)
"""The digest is half a day away, at whatever hour the town wakes: what people get doesn't depend on it."""


Found = TypeVar("Found")


class Mailboxes(Protocol):
    """An IMAP server whose accounts the town may open and fill."""

    @property
    def host(self) -> str:
        """Where it listens."""

    @property
    def port(self) -> int:
        """The same."""

    @property
    def password(self) -> str:
        """The same for every account."""

    def open_account(self, account: str) -> None:
        """Make the account if there is none."""

    def deliver(self, account: str, mail_from: str, raw: bytes) -> None:
        """Put one mail into the account's INBOX."""


class Town:
    """People are named by the first part of their address: `town.inbox("budi")`."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        *,
        now: Callable[[], datetime],
        people: Sequence[Person] = (*OPERATORS, PIC, ANI),
        account_prefix: str = "",
    ) -> None:
        """`account_prefix` keeps the accounts of two towns on one IMAP server apart."""
        self.mailboxes = mailboxes
        self.now = now
        self.people = {_short(person.address): person for person in people}
        self._prefix = account_prefix
        self._owned = {person.address for person in people} | {HELPDESK}
        self.post_office = PostOffice(now=now, deliver=self._deliver)
        self.mailing_list = MailingList(
            address=LIST,
            name="Operators",
            list_id="operators.lists.example.org",
            members=(*(person.address for person in OPERATORS), HELPDESK),
            prefix="[Operators]",
            footer=f"Operators mailing list -- {LIST}",
        )

    @property
    def mailing_list(self) -> MailingList:
        """The operators' list; `town.mailing_list = replace(town.mailing_list, echo=False)` changes its habits."""
        return self.post_office.lists[LIST]

    @mailing_list.setter
    def mailing_list(self, mailing_list: MailingList) -> None:
        self.post_office.lists[LIST] = mailing_list

    def __enter__(self) -> Self:
        self.post_office.start()
        for address in self._owned:
            self.mailboxes.open_account(self.account(address))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.post_office.stop()

    # Writing

    def send(
        self,
        sender: str | Person,
        to: Sequence[str] | str = HELPDESK,
        *,
        cc: Sequence[str] | str = (),
        subject: str = "",
        text: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """A new mail by one of the people; returns its Message-ID. `headers` win over the program's own."""
        person = self.person(sender)
        message = write(
            person, at=self.now(), to=_several(to), cc=_several(cc), subject=subject, text=text, headers=headers
        )
        return self.post(message, person.address)

    def reply(
        self,
        original: EmailMessage,
        sender: str | Person,
        text: str = "",
        *,
        everybody: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Reply All, or Reply without `everybody`, by the rules of the person's program; returns the Message-ID."""
        person = self.person(sender)
        message = answer(original, person, at=self.now(), text=text, everybody=everybody, headers=headers)
        return self.post(message, person.address)

    def post(self, message: EmailMessage, mail_from: str) -> str:
        """Hand a finished mail to the post office, for all in To, Cc and Bcc; returns its Message-ID."""
        fields = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
        del message["Bcc"]
        self.post_raw(mail_from, [address for _, address in getaddresses(fields) if address], wire(message))
        return str(message["Message-ID"] or "").strip()

    def post_raw(self, mail_from: str, rcpt_tos: Sequence[str], raw: bytes) -> None:
        """Hand bytes to the post office by SMTP: as they are, but for line ends, which SMTP wants as CRLF."""
        with smtplib.SMTP(HOST, self.post_office.port, timeout=10) as smtp:
            smtp.sendmail(mail_from, list(rcpt_tos), re.sub(rb"\r?\n", b"\r\n", raw))

    def put(self, who: str, raw: bytes, mail_from: str = "") -> None:
        """Lay bytes into a mailbox past the post office: for what no SMTP server would take."""
        self.mailboxes.deliver(self.account(who), mail_from, raw)

    # Reading

    def inbox(self, who: str, folder: str = "INBOX") -> list[EmailMessage]:
        """What lies in that person's folder (or the helpdesk's), oldest first, read by IMAP; [] without the folder."""
        return [read(raw) for raw in self.inbox_raw(who, folder)]

    def inbox_raw(self, who: str, folder: str = "INBOX") -> list[bytes]:
        """The same as bytes."""
        with imaplib.IMAP4(self.mailboxes.host, self.mailboxes.port, timeout=10) as imap:
            imap.login(self.account(who), self.mailboxes.password)
            status, _ = imap.select(f'"{folder}"', readonly=True)
            if status != "OK":
                return []
            _, found = imap.uid("SEARCH", "ALL")
            uids = (found[0] or b"").split()
            if not uids:
                return []
            _, parts = imap.uid("FETCH", b",".join(uids).decode(), "(BODY.PEEK[])")
            return [part[1] for part in parts if isinstance(part, tuple)]

    def mails_to(self, who: str) -> list[Delivered]:
        """Every copy the post office brought to that person, oldest first; without asking IMAP."""
        address = self.address(who)
        return [copy for copy in self.post_office.delivered if copy.recipient.lower() == address]

    def newest(self, who: str, subject: str = "", sender: str = "") -> EmailMessage | None:
        """The last mail brought to that person with these words in Subject and From; None if there is none."""
        for copy in reversed(self.mails_to(who)):
            message = read(copy.raw)
            if subject in str(message["Subject"]) and sender in str(message["From"]):
                return message
        return None

    def wait_for(self, happened: Callable[[], Found], seconds: float = 30.0) -> Found:
        """Ask until the answer is true, and return it; TimeoutError after `seconds`."""
        end = time.monotonic() + seconds
        while True:
            found = happened()
            if found:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f"not within {seconds} s; brought so far:\n{self._brought()}")
            time.sleep(0.02)

    def _brought(self) -> str:
        return "\n".join(
            f"{c.mail_from} -> {c.recipient}: {read(c.raw)['Subject']}" for c in self.post_office.delivered
        )

    # Names

    def person(self, who: str | Person) -> Person:
        """One of the people, or the stranger that was given."""
        return who if isinstance(who, Person) else self.people[who]

    def address(self, who: str) -> str:
        """`budi` or an address -> the address; `helpdesk` is one too."""
        if "@" in who:
            return who.lower()
        return HELPDESK if who == "helpdesk" else self.people[who].address

    def account(self, who: str) -> str:
        """The IMAP login of a person or address."""
        return f"{self._prefix}{self.address(who)}".replace("@", "-at-")

    def config_toml(self, **changes: Table) -> str:
        """A configuration for the daemon of this town (spec 4.2).

        `policy={"reminders": 2}` changes or adds keys of a table, `operators=[…]` replaces a list of tables.
        """
        own = self._settings()
        return as_toml({name: _changed(own.get(name, {}), changes.get(name, {})) for name in {**own, **changes}})

    def _settings(self) -> dict[str, Table]:
        login = {"tls": "none", "username": self.account(HELPDESK), "password": self.mailboxes.password}
        return {
            "desk": {
                "name": "iDuHelp! Offline",
                "helpdesk": HELPDESK,
                "list": LIST,
                "supervisors": [PIC.address],
                "locale": "en",
                "timezone": "Asia/Jakarta",
            },
            "mails": {"digest_at": f"{(self.now() + _FAR).astimezone(_JAKARTA):%H:%M}"},
            "list": {"id": self.mailing_list.list_id, "posting": self.mailing_list.posting},
            "imap": {"host": self.mailboxes.host, "port": self.mailboxes.port, **login, "poll": "1s", "start": "all"},
            "smtp": {"host": HOST, "port": self.post_office.port, **login},
            "database": {"url": "sqlite:///mailticket.db"},
            "calendar": {"always_open": True},
            "operators": [{"name": person.name, "addresses": [person.address]} for person in OPERATORS],
        }

    def _deliver(self, recipient: str, mail_from: str, raw: bytes) -> None:
        if recipient.lower() in self._owned:
            self.mailboxes.deliver(self.account(recipient), mail_from, raw)


def _changed(own: Table, change: Table) -> Table:
    if isinstance(own, Mapping) and isinstance(change, Mapping):
        return {**own, **change}
    return change or own


def _short(address: str) -> str:
    return address.partition("@")[0]


def _several(addresses: Sequence[str] | str) -> Sequence[str]:
    return (addresses,) if isinstance(addresses, str) else addresses
