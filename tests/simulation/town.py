"""One seed: a town with its mail, its people and the daemon in it, on a clock that leaps from one event to the next."""

import heapq
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tests.simulation import flood
from tests.simulation.about_tickets import SKEW_MAX
from tests.simulation.chance import Chance
from tests.simulation.commits import WeatheredStore
from tests.simulation.house import HELPDESK, HOUSES, LIST, House, house, mailing_list
from tests.simulation.laws import Laws
from tests.simulation.mailbox import Mailbox, MailServer
from tests.simulation.people import People
from tests.simulation.relay import Carrier, Ledger
from tests.simulation.story import Story
from tests.simulation.terminal import Terminal
from tests.simulation.weather import Crash, Weather

from mailticket import stations
from mailticket.assemble import Works
from mailticket.errors import TemporaryError
from mailticket.outbox.smtp import Letter

DAYS: Final = 9
"""How long people write and things break; then the desk recovers."""
RECOVERY: Final = timedelta(hours=72)
STEPS_MAX: Final = 3000
"""Steps of the daemon in one week: more of them, and it is busy with nothing."""
LOOKS: Final = timedelta(hours=6)
"""How long the daemon sleeps at most between two rounds."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a run was like."""

    story: str
    fired: Counter[str]
    messages: int
    mails: int


class Town:
    """`run` lives through one seed; Violation says which promise was broken."""

    def __init__(self, seed: int, without: Collection[str] = (), *, weeks: int = 1, calm: bool = False) -> None:
        """`without`: names of the story that are left out; `calm`: nothing breaks."""
        self.weeks = weeks
        self._calm = calm
        self.chance = Chance(seed)
        self.house: House = house(self.chance.pick("house", tuple(HOUSES)))
        self.now = self.house.begins
        self.story = Story(lambda: self.now, without)
        self.weather = Weather(self.chance, self.story, lambda: self.now)
        self.server = MailServer()
        self.ledger = Ledger()
        self.skew = timedelta()
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0
        self._folder = Path(tempfile.mkdtemp(prefix="simulated-"))
        self.database = self._folder / "mailticket.db"
        shutil.copyfile(self.house.empty, self.database)
        self._unique = 0
        self._steps = 0
        self._awake_at: datetime | None = None
        self._stopped_until = self.now
        self._failures = 0
        self._idle = 0
        self._carried = 0
        self._checked = 0
        self._busy = False
        self._all_done = True
        """Every pass of this round came to its end, and those that ran meanwhile."""
        self._missed = False
        """The daemon was to look while it was busy."""
        self.overtaken = False
        """The daemon was stopped, or somebody gave an order, when a mail was just about to leave: nobody's fault."""
        self.works: Works | None = None
        self.list = self._habits()
        self.people = People(self)
        self.terminal = Terminal(self)
        self.laws = Laws(self)

    # The clock

    def instant(self) -> datetime:
        """What the daemon's clock shows."""
        return self.now + self.skew

    @property
    def is_over(self) -> bool:
        """Nobody writes any more: the desk recovers."""
        return self.now >= self._end

    def later(self, span: timedelta, what: Callable[[], None]) -> None:
        """Let something happen."""
        self._count += 1
        heapq.heappush(self._events, (self.now + span, self._count, what))

    @property
    def _end(self) -> datetime:
        return self.house.begins + timedelta(weeks=self.weeks - 1, days=DAYS)

    def run(self) -> Result:
        """The days with faults, then the recovery; the laws are asked after each step of the daemon."""
        try:
            self.live()
            return Result(
                story=self.story.text(),
                fired=self.weather.fired,
                messages=len(self.server.arrived),
                mails=len(self.ledger.wires),
            )
        finally:
            self.close()

    def live(self) -> None:
        """The same; the database stays until `close`."""
        self._step()
        if not self._calm:
            self.weather.rise()
        for week in range(self.weeks):
            self.later(timedelta(weeks=week, minutes=1), lambda week=week: self.people.begin(week))
            self.later(timedelta(weeks=week), lambda week=week: self.terminal.begin(week))
        flood.begin(self)
        self._until(self._end)
        self.weather.clear()
        self._stopped_until = self.now
        self.skew = timedelta()
        self._until(self._end + RECOVERY)
        self._step()
        self.laws.at_the_end()

    def close(self) -> None:
        """Leave nothing on the disk."""
        self._close()
        self.laws.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _until(self, end: datetime) -> None:
        while self._events and self._events[0][0] <= end:
            at, _, what = heapq.heappop(self._events)
            self.now = max(self.now, at)
            what()
        self.now = end

    # The daemon

    def wake(self, span: timedelta) -> None:
        """Let the daemon look after that long, unless it looks before."""
        at = max(self.now + span, self._stopped_until)
        if self._awake_at is None or at < self._awake_at:
            self._awake_at = at
            self.later(at - self.now, self._wakes)

    def _wakes(self) -> None:
        if self._busy:
            self._missed = True
        elif self._awake_at is not None and self.now >= self._awake_at:
            self._awake_at = None
            self._step()

    def _step(self) -> None:
        """One round of all passes, and what follows from a crash in it."""
        self._steps += 1
        self.laws.require(self._steps < STEPS_MAX * self.weeks, "Liveness", "the daemon runs in circles")
        if self._stops():
            return
        try:
            self.laws.hold(finished=self._passes())
        except Crash:
            self._dies()
            self.laws.hold(finished=False)
        self.wake(self._pause())

    def _stops(self) -> bool:
        match self.weather.strikes("daemon"):
            case "stopped":
                self._dies()
                self._stopped_until = (
                    self.now + timedelta(hours=1) + self.chance.span(f"stopped {self._steps}", timedelta(days=4))
                )
                self.wake(timedelta())
                return True
            case "clock jumps":
                self.skew = (self.chance.of(f"jump {self._steps}") * 2 - 1) * SKEW_MAX
            case "second daemon":
                self.laws.second_daemon_is_refused()
        return False

    def _passes(self) -> bool:
        """Whether all of them came to their end; one that doesn't keeps no other from its work."""
        try:
            works = self.works or self._starts()
        except TemporaryError:
            self._dies()
            return False
        self._all_done = True
        for each in _PASSES:
            self._all_done = self._tries(each, works) and self._all_done
        done = self._all_done
        self._failures = 0 if done else self._failures + 1
        return done

    def _starts(self) -> Works:
        """As after a restart: everything that is known comes from the database."""
        store = WeatheredStore(self.database, self.weather, self.ledger.committed, self.ledger.lost)
        built = self.house.works
        self.works = replace(
            built,
            store=store,
            clock=TownClock(self.instant),
            jitter=lambda: self.chance.of(f"jitter {len(self.ledger.wires)}"),
            desk=replace(built.desk, unique=self.word),
        )
        self._mailbox = Mailbox(self.server, self.weather, self.instant)
        self._carrier = Carrier(self.ledger, self.weather, self.instant, self.deliver, self._meanwhile)
        stations.begin(self.works, self.works.desk, self.works.config)
        return self.works

    def _tries(self, each: Callable[["Town", Works], object], works: Works) -> bool:
        try:
            each(self, works)
        except TemporaryError:
            return False
        return True

    def read(self, works: Works) -> None:
        """Poll, receive, sweep."""
        match self.weather.strikes("before poll"):
            case "rewound":
                self.server.rewind()
            case "restored":
                self.server.restore()
        stations.read(works, works.desk, self._mailbox, checkpoint=self._checkpoint)
        self.server.looked_at()

    def send(self, works: Works) -> None:
        """Drain."""
        stations.send(works, works.desk, self._carrier, checkpoint=self._checkpoint)

    def file(self, works: Works) -> None:
        """Copies into the `sent` folder."""
        stations.put_on_file(works, self._mailbox, checkpoint=self._checkpoint)

    def _checkpoint(self, name: str) -> None:
        self.overtaken = name == "taken" and self.terminal.waits
        if self.terminal.waits:
            self.terminal.types()
        match self.weather.strikes("pass", name):
            case "crash at checkpoint":
                raise Crash
            case "asleep":
                self._checked += 1
                self._meanwhile_for(self.chance.span(f"asleep {self._checked}", timedelta(days=2)))
                self.overtaken = name == "taken"

    def _meanwhile(self, letter: Letter) -> None:
        """A mail is on its way; now and then that takes half a minute, in which other threads read what comes in."""
        self.laws.leaves(letter)
        self._carried += 1
        if self.works is not None and self.chance.of(f"meanwhile {self._carried}") < 0.15:
            self._meanwhile_for(timedelta(seconds=30))
            self._all_done = self._tries(Town.read, self.works) and self._all_done

    def _meanwhile_for(self, span: timedelta) -> None:
        """The world goes on, while the daemon is in the middle of something."""
        self._busy = True
        self._until(self.now + span)
        self._busy = False
        if self._missed:
            self._missed = False
            self.later(timedelta(seconds=1), self._wakes)

    def _pause(self) -> timedelta:
        """Until something is due; after a failure a growing while, as the daemon's own backoff does."""
        if self._failures:
            return min(timedelta(minutes=1) * 2 ** min(self._failures, 6), timedelta(hours=1))
        due = self.laws.next_due()
        if due is None or due > self.instant():
            self._idle = 0
            return LOOKS if due is None else min(due - self.instant() + timedelta(seconds=1), LOOKS)
        self._idle += 1  # due, and still there after a round: it waits for something else
        return min(timedelta(seconds=20) * 2 ** min(self._idle, 9), timedelta(hours=1))

    def _dies(self) -> None:
        """Nothing is left of it but the database."""
        self.ledger.lost()
        self._close()
        self._busy = False
        self._failures = 0
        self._awake_at = None
        self.wake(timedelta(seconds=30))

    def _close(self) -> None:
        if self.works is not None:
            self.works.store.close()
            self.works = None

    def word(self) -> str:
        """What a new Message-ID has that no other has."""
        self._unique += 1
        return self.chance.word(f"unique {self._unique}")

    # The mail

    def _habits(self) -> object:
        of = self.chance.of
        posting = self.house.works.config.list.posting
        return mailing_list(
            echo=of("echo") < 0.7,
            prefix="[Operators]" if of("prefix") < 0.6 else "",
            footer="Operators mailing list -- operators@lists.example.org" if of("footer") < 0.6 else "",
            rewrite_from=of("rewrite") < 0.3 and self.house.name != "strict",
            copies="once" if of("copies") < 0.3 else "also",
            posting=posting,
        )

    def deliver(self, sender: str, recipients: tuple[str, ...], raw: bytes) -> None:
        """Bring a mail to everybody, each after a while."""
        for one in recipients:
            span = timedelta(seconds=5)
            times = 1
            match self.weather.strikes("post", f"to {one}"):
                case "delayed":
                    span = timedelta(hours=1) + self.chance.span(f"delay {self._count}", timedelta(days=3))
                case "reordered":
                    span = timedelta(minutes=10)
                case "twice":
                    times = 2
            for _ in range(times):
                self.later(span, lambda to=one: self._arrives(sender, to, raw))

    def _arrives(self, sender: str, to: str, raw: bytes) -> None:
        if to == HELPDESK:
            self.server.deliver(self.people.judged(raw), self.now)
            self.wake(timedelta(seconds=2))
        elif to == LIST:
            self._posted(sender, raw)
        else:
            self.people.gets(to, raw)

    def _posted(self, sender: str, raw: bytes) -> None:
        span = timedelta(seconds=10)
        match self.weather.strikes("list"):
            case "dropped":
                return
            case "moderated":
                span = timedelta(hours=30)
            case "late list":
                span = timedelta(hours=3)
        for member, copy in self.list.expand(raw, sender):
            self.later(span, lambda to=member, copy=copy: self._arrives(self.list.bounces, to, copy))


@dataclass(frozen=True)
class TownClock:
    """The clock of one computer in the town."""

    show: Callable[[], datetime]

    def now(self) -> datetime:
        return self.show()


_PASSES: Final = (Town.read, Town.send, Town.file)
