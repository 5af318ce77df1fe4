"""What breaks: at every call over a seam one of its faults may strike. Each seed has a weather of its own."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from tests.simulation.chance import Chance
from tests.simulation.story import Story


class Crash(BaseException):
    """The process is gone at this instant; only the simulator catches this."""


SEAMS: Final[Mapping[str, Mapping[str, str]]] = {
    "imap": {
        "imap crash": "the daemon dies while it speaks to the mailbox",
        "imap away": "the mailbox is away (connection lost, NO, BYE)",
        "imap garbled": "the mailbox gives an answer that can't be read (BAD)",
        "imap away for long": "the mailbox is away, and stays so",
    },
    "imap after": {
        "imap lost answer": "the mailbox does what it was asked, but the answer is lost",
    },
    "select": {
        "renumbered": "the mailbox has a new UIDVALIDITY",
    },
    "before poll": {
        "rewound": "the mailbox has a lower UIDVALIDITY than before, and other UIDs",
        "restored": "the mailbox is back from a backup: its last mails are gone, and their UIDs are given again",
    },
    "move": {
        "half moved": "the archive has copies, but the connection is lost before the originals go",
    },
    "fetch": {
        "expunged": "a message vanishes while it is being read",
        "nil": "a message comes as NIL",
        "shuffled": "the messages come in another order",
    },
    "open": {
        "relay away": "the mail server can't be reached",
        "relay away for long": "the mail server can't be reached, and stays so",
    },
    "carry": {
        "crash before": "the daemon dies before the mail server has the mail",
        "crash after": "the daemon dies when the mail server has taken the mail",
        "reset, not taken": "the line drops after DATA; the mail server hasn't taken the mail",
        "reset, taken": "the line drops after DATA; the mail server has taken the mail",
        "doubled": "the mail server delivers the mail twice",
        "4xx": "the mail server refuses for now (451)",
        "5xx": "the mail server refuses a recipient for good (550)",
        "quota": "the mail server says: too many messages (452 4.5.3 of us)",
    },
    "begin": {
        "busy": "the database is locked",
        "crash at begin": "the daemon dies before a transaction",
    },
    "commit": {
        "full": "the disk is full: a commit fails",
        "full for long": "the disk is full, and stays so: no commit succeeds",
        "crash at commit": "the daemon dies just before a commit",
    },
    "committed": {
        "crash after commit": "the daemon dies just after a commit",
    },
    "pass": {
        "crash at checkpoint": "the daemon dies between two steps of a pass",
        "asleep": "the daemon is stopped in the middle of a pass, and wakes late",
    },
    "post": {
        "delayed": "a mail takes days",
        "reordered": "a mail is overtaken by the next ones",
        "twice": "a mail is delivered twice",
    },
    "list": {
        "dropped": "the list loses a post",
        "moderated": "the list holds a post for its moderator",
        "late list": "the list takes hours",
    },
    "daemon": {
        "stopped": "the daemon is stopped for days",
        "clock jumps": "the daemon's clock jumps",
        "second daemon": "a second daemon is started",
    },
}
"""Kinds of fault by seam, each with what a reader is told."""

KINDS: Final = tuple(kind for kinds in SEAMS.values() for kind in kinds)
LASTING: Final[Mapping[str, timedelta]] = {
    "imap away for long": timedelta(days=2),
    "relay away for long": timedelta(hours=12),
    "full for long": timedelta(hours=8),
}
"""How long such a fault lasts at most: until it is over, every call over its seam meets it."""
RATES: Final = (0.0, 0.0, 0.0, 0.5, 1.0, 3.0)
"""How likely a kind is by seed, against what is usual at its seam; in most seeds most kinds don't occur."""

USUAL: Final[Mapping[str, float]] = {
    "imap": 0.003,
    "imap after": 0.03,
    "select": 0.01,
    "before poll": 0.005,
    "move": 0.03,
    "fetch": 0.02,
    "open": 0.03,
    "carry": 0.02,
    "begin": 0.002,
    "commit": 0.002,
    "committed": 0.002,
    "pass": 0.003,
    "post": 0.02,
    "list": 0.03,
    "daemon": 0.015,
}
"""Seams that are passed often break more rarely, so that the desk gets on with its work."""


class Weather:
    """The faults of one seed, from `rise()` to `clear()`: what follows is the desk's recovery."""

    def __init__(self, chance: Chance, story: Story, now: Callable[[], datetime]) -> None:
        self._chance = chance
        self._story = story
        self._now = now
        self._lasts: dict[str, tuple[str, datetime]] = {}
        self._calls: Counter[str] = Counter()
        self.fired: Counter[str] = Counter()
        self.clear()

    def rise(self) -> None:
        """From now on things break; in a tenth of the seeds nothing does."""
        if self._chance.of("calm") < 0.1:
            return
        self._rates = {
            seam: [
                (kind, rate * USUAL[seam])
                for kind in kinds
                if (rate := self._chance.pick(f"rate of {kind}", RATES)) > 0
            ]
            for seam, kinds in SEAMS.items()
        }

    def clear(self) -> None:
        """No more faults."""
        self._lasts.clear()
        self._rates: dict[str, list[tuple[str, float]]] = {seam: [] for seam in SEAMS}

    def strikes(self, seam: str, about: str = "") -> str | None:
        """The kind of fault that strikes at this call; None mostly."""
        rates = self._rates[seam]
        if not rates:
            return None
        lasting, until = self._lasts.get(seam, ("", self._now()))
        if self._now() < until:
            return lasting
        self._calls[seam] += 1
        name = f"{seam} {self._calls[seam]}"
        drawn = self._chance.of(name)
        for kind, rate in rates:
            if drawn < rate:
                words = f"{SEAMS[seam][kind]}{f': {about}' if about else ''}"
                if not self._story.tells(f"fault {name}", words, fault=True):
                    return None
                self.fired[kind] += 1
                if kind in LASTING:
                    self._lasts[seam] = kind, self._now() + self._chance.span(f"length of {name}", LASTING[kind])
                return kind
            drawn -= rate
        return None
