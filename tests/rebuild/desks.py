"""A desk that works on a clock of its own, loses its database, and gets it back from the mailbox."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tests.procedure.desk_at_work import DeskAtWork

from mailticket.desk.replay import Outcome
from mailticket.rebuild import rebuild
from mailticket.reports.difference import Difference, differences
from mailticket.store.engine import Store, open_store
from mailticket.store.schema import upgrade


@dataclass(frozen=True)
class Again:
    """The rebuilt database, and what came of it."""

    store: Store
    outcome: Outcome
    differences: list[Difference]


def again(desk: DeskAtWork, since: datetime | None = None, name: str = "again") -> Again:
    """Rebuild into a file of its own, and compare."""
    file = Path(desk.config.file).with_name(f"{name}.db")
    file.unlink(missing_ok=True)
    store = open_store(f"sqlite:///{file}")
    upgrade(store)
    outcome = rebuild(replace(desk.works, store=store), desk.mailbox, since, lambda _done, _all: None)
    return Again(store, outcome, differences(desk.works.store, store))
