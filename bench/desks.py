"""Where the measured programs run: Dovecot, an SMTP server, and a folder of its own for each run."""

import imaplib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from aiosmtpd.controller import Controller
from sqlalchemy import create_engine, text
from tests.servers.dovecot import Dovecot, free_ports
from tests.store.databases import a_database, a_server

from bench.letters import HELPDESK, LIST, OPERATORS
from bench.measure import Cost, measure, progress
from mailticket.demo.settings import Table, as_toml
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade


class Sink:
    """An SMTP handler that takes everything, and lets somebody look at the header at that moment."""

    def __init__(self) -> None:
        self.seen: Callable[[Message], None] = lambda _header: None

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802, ANN401
        """Say yes."""
        self.seen(BytesHeaderParser().parsebytes(envelope.content))
        return "250 OK"


class Desks:
    """The servers, and desks on them: each has a mailbox, a configuration and a database."""

    def __init__(self) -> None:
        self.sink = Sink()
        self._relay = Controller(self.sink, hostname="127.0.0.1", port=0, data_size_limit=0)
        self._relay.port = free_ports(1)[0]
        self._runs = 0

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            folder = TemporaryDirectory(prefix="mailticket-bench-", ignore_cleanup_errors=True)
            self.folder = Path(opened.enter_context(folder))
            self.dovecot = opened.enter_context(Dovecot())
            self._relay.start()
            opened.callback(self._relay.stop)
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def fill(self, account: str, mails: Iterable[bytes], count: int) -> str:
        """Put so many messages into a mailbox; returns its account."""
        with imaplib.IMAP4("127.0.0.1", self.dovecot.port) as mail:
            mail.login(account, "secret")
            for done, raw in enumerate(mails, 1):
                mail.append("INBOX", "", "", raw)
                progress(f"filling {account}", done, count)
        return account

    def fresh(self) -> Path:
        """A new folder."""
        self._runs += 1
        folder = self.folder / str(self._runs)
        folder.mkdir()
        return folder

    def config(self, account: str, database: str, imap_port: int | None = None) -> Path:
        """The configuration file of a desk on this mailbox and database, in a folder of its own."""
        local = {"host": "127.0.0.1", "tls": "none"}
        login = {**local, "username": account, "password": "secret"}
        tables: dict[str, Table] = {
            "desk": {
                "helpdesk": HELPDESK,
                "list": LIST,
                "supervisors": ["pic@example.org"],
                "locale": "id",
                "timezone": "Asia/Jakarta",
            },
            "imap": {**login, "port": imap_port or self.dovecot.port, "start": "all"},
            "smtp": {**local, "port": self._relay.port, "max_auto_mails": 100_000},
            "policy": {"busy_domain": 1_000_000},
            "database": {"url": database},
            "operators": [{"name": one.capitalize(), "addresses": [f"{one}@example.org"]} for one in OPERATORS],
        }
        file = self.fresh() / "config.toml"
        file.write_text(as_toml(tables), encoding="utf-8")
        return file

    def limit(self, account: str) -> tuple[Cost, tuple[int, ...]]:
        """The bare chain on this mailbox; what it used, and the tickets and mails that it made."""
        database = self.fresh() / "limit.db"
        ports = [str(self.dovecot.port), str(self._relay.port)]
        cost = measure([sys.executable, "-m", "bench.limit", *ports, account, "secret", "INBOX", str(database)])
        done = counted(f"sqlite:///{database}", "FROM ticket", "FROM outbox WHERE sent = 1")
        return cost, done

    def file(self) -> str:
        """The address of a new SQLite database."""
        return f"sqlite:///{self.fresh() / 'mailticket.db'}"

    def product(self, account: str, url: str) -> tuple[Cost, tuple[int, ...]]:
        """The product on this mailbox and database; the same of it."""
        cost = measure([sys.executable, "-m", "bench.product", str(self.config(account, url))])
        left = counted(url, "FROM inbound WHERE state <> 'decided'", "FROM deliveries WHERE status <> 'sent'")
        if any(left):
            sys.exit(f"not decided: {left[0]}, not sent: {left[1]}; a run that leaves work undone measures nothing")
        return cost, counted(url, "FROM tickets", "FROM outbox")


@contextmanager
def server(logs: Path) -> Iterator[Callable[[], str]]:
    """A PostgreSQL server, until the end; each call makes a database with our tables there, and returns its address."""
    with ExitStack() as opened:
        address = opened.enter_context(a_server(logs))

        def fresh() -> str:
            url = opened.enter_context(a_database(address))
            with closing(open_store(url)) as store:
                upgrade(store)
            return url

        yield fresh


def counted(url: str, *what: str) -> tuple[int, ...]:
    """How many rows a database has of each."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = tuple(connection.execute(text(f"SELECT count(*) {each}")).scalar_one() for each in what)
    engine.dispose()
    return found
