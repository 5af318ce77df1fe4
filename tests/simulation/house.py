"""The desks that are simulated: a few configurations, each built once."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from mailticket import assemble
from mailticket.assemble import Works
from mailticket.config import load
from mailticket.demo.mailing_list import MailingList
from mailticket.demo.settings import as_toml
from mailticket.store.engine import open_store
from mailticket.store.schema import upgrade

HELPDESK: Final = "helpdesk@example.org"
LIST: Final = "operators@lists.example.org"
OPERATORS: Final = {"budi@example.org": "Budi", "sari@example.org": "Sari", "dewi@example.org": "Dewi"}
SECOND_ADDRESS: Final = "budi.s@example.com"
PIC: Final = "pic@example.org"
BORDER: Final = "mx.example.org"
SECRET: Final = "planted-secret-4711"

SPRING: Final = datetime(2026, 3, 23, 1, 0, tzinfo=UTC)
"""A Monday; summer time begins in Europe on the Sunday after."""
AUTUMN: Final = datetime(2026, 10, 19, 1, 0, tzinfo=UTC)
"""The same; summer time ends on the Sunday after."""
HOUSES: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "always open": {"calendar": {"always_open": True}},
    "office hours": {},
    "summer time": {"desk": {"timezone": "Europe/Berlin"}},
    "winter time": {"desk": {"timezone": "Europe/Berlin"}, "calendar": {"always_open": True}},
    "holidays": {"calendar": {"holidays": "ID", "closed": ["2026-03-25", "2026-03-30"]}},
    "archive": {"imap": {"after": "move"}, "calendar": {"always_open": True}},
    "confirmed": {"calendar": {"always_open": True}, "policy": {"close": "supervisor"}},
    "strict": {"authority": {"authserv_id": BORDER}, "calendar": {"always_open": True}},
    "members": {"list": {"posting": "members"}, "calendar": {"always_open": True}},
    "relay": {"desk": {"conversation": "relay"}, "calendar": {"always_open": True}},
}
"""By name: what differs from the procedure's own numbers, Monday to Friday, 8 to 16."""
CLOSED: Final = {date(2026, 3, 25), date(2026, 3, 30), date(2026, 4, 3)}
"""The days on which `holidays` is closed; the last is Good Friday."""


@dataclass(frozen=True)
class House:
    """A desk that is ready but for its database, clock and chance, and an empty database to copy."""

    name: str
    works: Works
    empty: Path

    def day(self, at: datetime) -> date:
        """The desk's day."""
        return at.astimezone(self.works.config.desk.timezone).date()

    @property
    def begins(self) -> datetime:
        """When its week begins."""
        return AUTUMN if self.name == "winter time" else SPRING

    def is_open(self, at: datetime) -> bool:
        """Monday to Friday, 8 to 16, but for desks that never close, and days on which one does."""
        local = at.astimezone(self.works.config.desk.timezone)
        if self.works.config.calendar.always_open:
            return True
        closed = self.name == "holidays" and local.date() in CLOSED
        return not closed and local.weekday() < 5 and 8 <= local.hour < 16


@cache
def house(name: str) -> House:
    """Build it once a process."""
    folder = Path(tempfile.mkdtemp(prefix="simulated-"))
    _LEFT.append(folder)
    changes = HOUSES[name]
    tables = {table: {**values, **changes.get(table, {})} for table, values in _settings().items()}
    tables |= {table: values for table, values in changes.items() if table not in tables}
    file = folder / "config.toml"
    file.write_text(as_toml({**tables, "operators": _roster()}), encoding="utf-8")
    works = assemble.works(load(file, environ={}))
    works.store.close()
    empty = folder / "empty.db"
    store = open_store(f"sqlite:///{empty}")
    upgrade(store)
    store.close()
    return House(name=name, works=works, empty=empty)


def mailing_list(*, echo: bool, prefix: str, footer: str, rewrite_from: bool, copies: str, posting: str) -> MailingList:
    """The operators' list with the habits of one seed."""
    return MailingList(
        address=LIST,
        name="Operators",
        list_id="operators.lists.example.org",
        members=(*OPERATORS, HELPDESK),
        prefix=prefix,
        footer=footer,
        rewrite_from=rewrite_from,
        copies="once" if copies == "once" else "also",
        echo=echo,
        posting="members" if posting == "members" else "anyone",
    )


def tidy() -> None:
    """Remove what the houses left on the disk."""
    while _LEFT:
        shutil.rmtree(_LEFT.pop(), ignore_errors=True)
    house.cache_clear()


_LEFT: list[Path] = []


def _settings() -> dict[str, dict[str, Any]]:
    login = {"tls": "none", "username": "helpdesk", "password": SECRET}
    return {
        "desk": {
            "name": "iDuHelp! Offline",
            "helpdesk": HELPDESK,
            "list": LIST,
            "supervisors": [PIC],
            "locale": "en",
            "timezone": "Asia/Jakarta",
        },
        "list": {"id": "operators.lists.example.org", "posting": "anyone"},
        "imap": {"host": "127.0.0.1", "port": 1, **login, "start": "now"},
        "smtp": {"host": "127.0.0.1", "port": 1, **login},
        "database": {"url": "sqlite:///mailticket.db"},
        "policy": {"reopen_within": "10d"},
    }


def _roster() -> list[dict[str, Any]]:
    second = {"budi@example.org": [SECOND_ADDRESS]}
    return [{"name": name, "addresses": [address, *second.get(address, [])]} for address, name in OPERATORS.items()]
