"""What breaks: at every call over a seam one of its faults may strike. Each seed has a weather of its own."""

from collections import Counter
from collections.abc import Mapping
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
    },
    "imap after": {
        "imap lost answer": "the mailbox does what it was asked, but the answer is lost",
    },
    "select": {
        "renumbered": "the mailbox has a new UIDVALIDITY",
    },
    "fetch": {
        "expunged": "a message vanishes while it is being read",
        "nil": "a message comes as NIL",
        "shuffled": "the messages come in another order",
    },
    "open": {
        "relay away": "the mail server can't be reached",
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
        "crash at commit": "the daemon dies just before a commit",
    },
    "committed": {
        "crash after commit": "the daemon dies just after a commit",
    },
    "pass": {
        "crash at checkpoint": "the daemon dies between two steps of a pass",
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
RATES: Final = (0.0, 0.0, 0.0, 0.5, 1.0, 3.0)
"""How likely a kind is by seed, against what is usual at its seam; in most seeds most kinds don't occur."""

USUAL: Final[Mapping[str, float]] = {
    "imap": 0.003,
    "imap after": 0.03,
    "select": 0.01,
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
    """The faults of one seed. `clear()` ends them: what follows is the desk's recovery."""

    def __init__(self, chance: Chance, story: Story) -> None:
        self._chance = chance
        self._story = story
        self._calls: Counter[str] = Counter()
        self.fired: Counter[str] = Counter()
        calm = chance.of("calm") < 0.1
        self._rates = {
            seam: [
                (kind, rate * USUAL[seam])
                for kind in kinds
                if not calm and (rate := chance.pick(f"rate of {kind}", RATES)) > 0
            ]
            for seam, kinds in SEAMS.items()
        }

    def clear(self) -> None:
        """No more faults."""
        self._rates = {seam: [] for seam in SEAMS}

    def strikes(self, seam: str, about: str = "") -> str | None:
        """The kind of fault that strikes at this call; None mostly."""
        rates = self._rates[seam]
        if not rates:
            return None
        self._calls[seam] += 1
        name = f"{seam} {self._calls[seam]}"
        drawn = self._chance.of(name)
        for kind, rate in rates:
            if drawn < rate:
                words = f"{SEAMS[seam][kind]}{f': {about}' if about else ''}"
                if not self._story.tells(f"fault {name}", words, fault=True):
                    return None
                self.fired[kind] += 1
                return kind
            drawn -= rate
        return None
