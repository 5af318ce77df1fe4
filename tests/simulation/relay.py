"""The mail server: takes mails, and keeps a ledger of all that was ever on the wire."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tests.simulation.post import message_id_of
from tests.simulation.weather import Crash, Weather

from mailticket.errors import RelayAway
from mailticket.outbox.smtp import Accepted, Denied, Doubtful, Letter, Outcome


@dataclass(slots=True, kw_only=True)
class Wire:
    """One attempt at one recipient."""

    at: datetime
    message_id: str
    recipient: str
    raw: bytes
    taken: bool
    """The mail server has it."""
    for_good: bool
    """The mail server refused the recipient for good."""
    answer: Literal["known", "under way", "lost"]
    """Whether the daemon knows: `under way` until the next commit, `lost` if there was none."""


class Ledger:
    """All attempts, oldest first."""

    def __init__(self) -> None:
        self.wires: list[Wire] = []
        self._under_way: list[Wire] = []

    def add(self, wire: Wire) -> None:
        self.wires.append(wire)
        if wire.answer == "under way":
            self._under_way.append(wire)

    def committed(self) -> None:
        """The daemon wrote something down: the answers that it had are known."""
        for wire in self._under_way:
            wire.answer = "known"
        self._under_way.clear()

    def lost(self) -> None:
        """The daemon died, or could not write."""
        for wire in self._under_way:
            wire.answer = "lost"
        self._under_way.clear()

    def before(self, message_id: str, recipient: str) -> list[Wire]:
        """Earlier attempts that may have arrived."""
        return [
            one
            for one in self.wires
            if one.message_id == message_id and one.recipient == recipient and (one.taken or one.answer == "lost")
        ]

    def refused(self, message_id: str, recipient: str) -> bool:
        """The mail server wants no more of it, and the daemon knows."""
        return any(
            one.for_good and one.answer == "known"
            for one in self.wires
            if one.message_id == message_id and one.recipient == recipient
        )


Deliver = Callable[[str, tuple[str, ...], bytes], None]


class Carrier:
    """A connection, with what `outbox.smtp.Carrier` offers. `watch` sees each mail before it leaves."""

    smtputf8 = True

    def __init__(
        self,
        ledger: Ledger,
        weather: Weather,
        now: Callable[[], datetime],
        deliver: Deliver,
        watch: Callable[[Letter], None],
    ) -> None:
        self._ledger = ledger
        self._weather = weather
        self._now = now
        self._deliver = deliver
        self._watch = watch

    def open(self) -> None:
        if self._weather.strikes("open") is not None:
            raise RelayAway("connection refused")

    def close(self) -> None: ...

    def carry(self, letter: Letter) -> Mapping[str, Outcome]:
        self._watch(letter)
        about = f"{message_id_of(letter.raw).split('.')[2]} to {', '.join(letter.recipients)}"
        kind = self._weather.strikes("carry", about)
        refused: tuple[str, ...] = ()
        outcome: Outcome = Accepted("250 ok")
        match kind:
            case "crash before":
                raise Crash
            case "quota":
                raise RelayAway("452 4.5.3 too many messages")
            case "reset, not taken":
                return self._tried(letter, letter.recipients, Doubtful("connection reset"), taken=False)
            case "4xx":
                return self._tried(letter, letter.recipients, Denied(451, "451 4.3.0 try again later"), taken=False)
            case "5xx":
                refused = letter.recipients[:1]
        rest = tuple(one for one in letter.recipients if one not in refused)
        said = dict(self._tried(letter, refused, Denied(550, "550 5.1.1 no such user"), taken=False))
        if rest:
            if kind == "reset, taken":
                outcome = Doubtful("connection reset")
            said |= self._tried(letter, rest, outcome, taken=True)
            for _ in range(2 if kind == "doubled" else 1):
                self._deliver(letter.sender, rest, letter.raw)
        if kind == "crash after":
            raise Crash
        return said

    def _tried(
        self, letter: Letter, recipients: tuple[str, ...], outcome: Outcome, *, taken: bool
    ) -> Mapping[str, Outcome]:
        for one in recipients:
            self._ledger.add(
                Wire(
                    at=self._now(),
                    message_id=message_id_of(letter.raw),
                    recipient=one,
                    raw=letter.raw,
                    taken=taken,
                    for_good=isinstance(outcome, Denied) and outcome.for_good,
                    answer="lost" if isinstance(outcome, Doubtful) else "under way",
                )
            )
        return dict.fromkeys(recipients, outcome)
