"""A desk seen from outside: the `mailticket` command, its daemon, mail servers, and nothing else of the program.

Whatever is expected of it in this folder was read in the specification alone.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from imapclient import IMAPClient
from tests.outside.clients import Person, letter, reply
from tests.servers.dovecot import Dovecot

from mailticket.demo.mailing_list import MailingList
from mailticket.demo.post_office import PostOffice

T = TypeVar("T")
COMMAND = str(Path(sys.executable).parent / "mailticket")
PATIENCE = 60.0
"""Seconds; on an idle machine nothing takes more than one."""
_domains = count(1)


class Streets:
    """An SMTP server that puts the helpdesks' mail into Dovecot and remembers everybody's."""

    def __init__(self, dovecot: Dovecot) -> None:
        self.dovecot = dovecot
        self.office = PostOffice(now=lambda: datetime.now(UTC), deliver=self._deliver)

    def _deliver(self, recipient: str, sender: str, raw: bytes) -> None:
        if recipient.startswith(("helpdesk", "bantuan")):
            self.dovecot.deliver("helpdesk@" + recipient.partition("@")[2], sender, raw)


class Desk:
    """One desk in a domain of its own: its servers, its people, its daemon."""

    def __init__(
        self, streets: Streets, folder: Path, *, habits: dict[str, Any] | None = None, **settings: Any
    ) -> None:
        """`habits` of the list; `settings`: {"policy": {...}, "desk": {...}} over what `config` says."""
        self.streets = streets
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.domain = f"d{next(_domains)}-{os.getpid()}.example.org"
        self.helpdesk = f"helpdesk@{self.domain}"
        self.list = f"operators@lists.{self.domain}"
        self.budi = Person(name="Budi", address=f"budi@{self.domain}")
        self.sari = Person(name="Sari", address=f"sari@{self.domain}", client="gmail")
        self.dewi = Person(name="Dewi", address=f"dewi@{self.domain}", client="iphone")
        self.pic = Person(name="Wati", address=f"pic@{self.domain}", client="outlook")
        members = (self.budi.address, self.sari.address, self.dewi.address, self.pic.address, self.helpdesk)
        self.mailing_list = MailingList(
            address=self.list, name="Operators", list_id=f"operators.lists.{self.domain}", members=members
        )
        self.mailing_list = replace(self.mailing_list, **(habits or {}))
        streets.office.lists[self.list] = self.mailing_list
        self.settings = settings
        self.daemon: subprocess.Popen[bytes] | None = None
        self._customers = count(1)
        self.write_config()

    # The configuration, in the form of 4.2.

    def config(self) -> dict[str, Any]:
        dovecot = self.streets.dovecot
        tables: dict[str, Any] = {
            "desk": {
                "name": "iDuHelp! Offline",
                "helpdesk": self.helpdesk,
                "list": self.list,
                "helpdesk_aliases": [f"bantuan@{self.domain}"],
                "supervisors": [self.pic.address],
                "locale": "id",
                "timezone": "Asia/Jakarta",
                "secret_file": "secret",
            },
            "list": {"id": f"operators.lists.{self.domain}", "posting": "anyone"},
            "imap": {
                "host": dovecot.host,
                "port": dovecot.port,
                "tls": "none",
                "username": self.helpdesk,
                "password_file": "imap-password",
                "poll": "5s",
            },
            "smtp": {
                "host": "127.0.0.1",
                "port": self.streets.office.port,
                "tls": "none",
                "max_auto_mails": 50,
                "echo_wait": "2s",
            },
            "database": {"url": "sqlite:///mailticket.db"},
            "calendar": {"always_open": True},
            "policy": {"reminder_after": "1d", "reminder_every": "1d", "claim_within": "4h"},
        }
        for table, values in self.settings.items():
            tables[table] = {**tables.get(table, {}), **values} if isinstance(values, dict) else values
        tables.setdefault(
            "operators",
            [
                {"name": "Budi", "addresses": [self.budi.address, f"budi.s@{self.domain}"]},
                {"name": "Sari", "addresses": [self.sari.address]},
                {"name": "Dewi", "addresses": [self.dewi.address]},
            ],
        )
        return tables

    def write_config(self, text: str | None = None) -> Path:
        file = self.folder / "config.toml"
        file.write_text(toml(self.config()) if text is None else text, encoding="utf-8")
        (self.folder / "imap-password").write_text("secret\n")
        if not (self.folder / "secret").exists():
            (self.folder / "secret").write_text("0123456789abcdef" * 4 + "\n")
            (self.folder / "secret").chmod(0o600)
        return file

    # The program.

    def run(
        self, *arguments: str, stdin: bytes | None = None, config: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        before = ["--config", str(self.folder / "config.toml")] if config else []
        return subprocess.run([COMMAND, *before, *arguments], input=stdin, capture_output=True, timeout=60, check=False)

    def json(self, *arguments: str, code: int = 0) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == code, (arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
        return json.loads(done.stdout)

    def start(self) -> None:
        """Start the daemon and wait until it works: the journal says so by the mailbox being read."""
        self.out = (self.folder / "journal").open("ab")
        self.daemon = subprocess.Popen(
            [COMMAND, "--config", str(self.folder / "config.toml"), "run"], stdout=self.out, stderr=self.out
        )

    def ready(self) -> None:
        """Wait until the daemon answers a first mail: what comes before `start = "now"` is nobody's."""
        asked = self.question("Percobaan", "Apakah desk ini hidup?", put_again=True)
        self.until(lambda: self.mails_to(asked.author))

    def stop(self) -> int:
        assert self.daemon is not None
        self.daemon.send_signal(signal.SIGTERM)
        try:
            code = self.daemon.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            raise
        finally:
            self.out.close()
        self.daemon = None
        return code

    def journal(self) -> str:
        return (self.folder / "journal").read_text()

    # Mail.

    def customer(self, client: str = "gmail", name: str = "Ani") -> Person:
        return Person(
            name=name, address=f"ani{next(self._customers)}@{self.domain.replace('.org', '.net')}", client=client
        )

    def send(self, mail: EmailMessage, to: Iterable[str] = (), sender: str | None = None) -> EmailMessage:
        """Hand a mail to the servers for everybody it names."""
        named = [a for n in ("To", "Cc") for v in mail.get_all(n, []) for a in _addresses(v)]
        from_ = _addresses(mail["From"])[0] if sender is None else sender
        self.streets.office.accept(from_, [*dict.fromkeys(named), *to], mail.as_bytes(policy=WIRE))
        return mail

    def put(self, raw: bytes, sender: str = "ani@example.net") -> None:
        """Lay bytes into the helpdesk's mailbox."""
        self.streets.dovecot.deliver(self.helpdesk, sender, raw)

    def question(
        self, subject: str, text: str, *, author: Person | None = None, put_again: bool = False, **more: Any
    ) -> "Asked":
        author = author or self.customer()
        mail = letter(author, self.helpdesk, subject, text, **more)
        self.send(mail)
        if put_again:
            self.until(lambda: self.mails_to(author) or (time.sleep(0.3), self.send(mail))[0])
        return Asked(self, author, mail)

    def mails_to(self, person: "Person | str") -> list[EmailMessage]:
        """All that this person got, oldest first."""
        address = (person if isinstance(person, str) else person.address).lower()
        return [parsed(each.raw) for each in list(self.streets.office.delivered) if each.recipient.lower() == address]

    def written(self, which: Callable[[EmailMessage], Any]) -> list[EmailMessage]:
        """All that the daemon handed to the relay and this is true of, oldest first."""
        accepted = [each for each in list(self.streets.office.accepted) if each.mail_from == self.helpdesk]
        return [mail for mail in (parsed(each.raw) for each in accepted) if which(mail)]

    def until(self, happened: Callable[[], T], seconds: float = PATIENCE) -> T:
        """What is waited for, as soon as it is true."""
        end = time.monotonic() + seconds
        while True:
            found = happened()
            if found:
                return found
            if time.monotonic() > end:
                tail = self.journal()[-3000:] if self.daemon else ""
                raise AssertionError(f"not in {seconds} s; the daemon says:\n{tail}")
            time.sleep(0.1)

    def mailbox(self) -> IMAPClient:
        client = IMAPClient(self.streets.dovecot.host, self.streets.dovecot.port, ssl=False, timeout=10)
        client.login(self.helpdesk, "secret")
        return client


class Asked:
    """A question on its way, and the ticket that came of it."""

    def __init__(self, desk: Desk, author: Person, mail: EmailMessage) -> None:
        self.desk = desk
        self.author = author
        self.mail = mail
        self._number = 0

    @property
    def number(self) -> int:
        """By the tag of the first mail that answers the question."""
        if not self._number:
            tagged = self.desk.until(lambda: self.desk.written(lambda m: m["In-Reply-To"] == self.mail["Message-ID"]))
            self._number = int(re.findall(r"\[#(\d+)\]", str(tagged[0]["Subject"]))[0])
        return self._number

    def show(self) -> dict[str, Any]:
        return dict(self.desk.json("show", str(self.number)))

    def until(self, true: Callable[[dict[str, Any]], Any], what: str = "") -> dict[str, Any]:
        """The ticket as soon as this is true of it."""
        end = time.monotonic() + PATIENCE
        while True:
            shown = self.show()
            if true(shown):
                return shown
            assert time.monotonic() < end, (what, json.dumps(shown, indent=1), self.desk.journal()[-3000:])
            time.sleep(0.1)

    def settled(self, mail: Message | str) -> dict[str, Any]:
        """The ticket when this mail is decided and all that it led to is sent."""
        id_ = mail if isinstance(mail, str) else str(mail["Message-ID"])
        end = time.monotonic() + 3
        while id_ not in self.desk.journal() and time.monotonic() < end:
            time.sleep(0.05)
        return self.until(
            lambda t: any(m["message_id"] == id_ for m in t["messages"]) and not _waits(t), f"settled {id_}"
        )

    def all(self, kind: str) -> list[EmailMessage]:
        """The mails of a kind on this ticket that the relay took, each once."""
        mark = {"mail": kind, "ticket": str(self.number)}
        found = self.desk.written(lambda m: mark.items() <= marks(m).items())
        return list({str(m["Message-ID"]): m for m in found}.values())

    def out(self, kind: str, nth: int = 1) -> EmailMessage:
        """The nth mail of a kind, as soon as the relay has it."""
        return self.desk.until(lambda: self.all(kind)[nth - 1 :])[0]

    def readers(self, mail: Message) -> set[str]:
        """All addresses that the relay was given for a mail."""
        id_ = str(mail["Message-ID"])
        accepted = list(self.desk.streets.office.accepted)
        return {r for each in accepted if parsed(each.raw)["Message-ID"] == id_ for r in each.rcpt_tos}

    def say(self, who: Person, on: Message, text: str = "", **how: Any) -> EmailMessage:
        """Somebody replies (to all, unless told otherwise) and it is sent."""
        return self.desk.send(reply(who, on, text, **how))

    def at(self, who: Person, kind: str = "announcement", nth: int = 1) -> EmailMessage:
        """The copy of one of the daemon's mails in somebody's own mailbox."""
        id_ = str(self.out(kind, nth)["Message-ID"])
        return self.desk.until(lambda: [m for m in self.desk.mails_to(who) if m["Message-ID"] == id_])[0]

    def claimed(self, who: Person) -> EmailMessage:
        """Somebody claims by an empty reply to all; what they get back."""
        before = len(self.all("assigned"))
        self.say(who, self.at(who))
        return self.out("assigned", before + 1)

    def answered(
        self, who: Person, text: str = "Silakan buka menu Cetak, lalu pilih printer lantai dua."
    ) -> EmailMessage:
        """Claimed, and answered by a plain reply on `assigned`."""
        return self.say(who, self.claimed(who), text, everybody=False)


def marks(mail: Message) -> dict[str, str]:
    """What the keyed header says; the form is the program's own."""
    return dict(pair.strip().split("=", 1) for pair in str(mail.get("X-Mailticket", "")).split(";") if "=" in pair)


def kinds(shown: dict[str, Any], direction: str = "out") -> list[str]:
    return [m["kind"] for m in shown["messages"] if m["direction"] == direction]


def kind_of(shown: dict[str, Any], mail: Message) -> str:
    """How an incoming mail was read."""
    return next(str(m["kind"]) for m in shown["messages"] if m["message_id"] == mail["Message-ID"])


def types(shown: dict[str, Any]) -> list[str]:
    return [e["type"] for e in shown["events"]]


WIRE = default.clone(linesep="\r\n", utf8=False)


@cache
def parsed(raw: bytes) -> EmailMessage:
    """The mail, each read once: the desk's people look into their mailboxes very often."""
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    for name in ("Message-ID", "In-Reply-To"):  # a list may fold what stood on one line
        if mail[name]:
            mail.replace_header(name, str(mail[name]).strip())
    return mail


def addresses(mail: Message, name: str) -> list[str]:
    """The bare addresses of one header."""
    return [a for v in mail.get_all(name, []) for a in _addresses(v)]


def toml(tables: dict[str, Any]) -> str:
    """TOML of tables and of arrays of tables."""
    lines: list[str] = []
    for table, values in tables.items():
        for each in values if isinstance(values, list) else [values]:
            lines.append(f"[[{table}]]" if isinstance(values, list) else f"[{table}]")
            lines += [f"{key} = {_value(value)}" for key, value in each.items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _addresses(value: Any) -> list[str]:
    from email.utils import getaddresses

    return [address for _, address in getaddresses([str(value)]) if address]


def _waits(shown: dict[str, Any]) -> bool:
    return any(d["status"] == "queued" for m in shown["messages"] for d in m["delivery"] or ())
