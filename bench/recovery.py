"""Recovery after SIGKILL in the midst of sending, with many open tickets: how long until a claim is answered."""

import time
from email.message import Message
from typing import Final

from bench.daemons import claim, daemon, question, wait_until
from bench.desks import Desks
from bench.large import OPEN, build
from bench.measure import Table

WAITING: Final = 50
"""Questions in the mailbox when the daemon dies."""
LIMIT_SECONDS: Final = 5.0
_PATIENCE_SECONDS: Final = 120


def rows(desks: Desks, table: Table) -> None:
    """Wall seconds from the start of the next daemon to `assigned` for a claim that came while none ran."""
    file = desks.fresh() / "open.db"
    build(desks, file, OPEN)
    account = desks.fill("recovery", map(question, range(WAITING)), WAITING)
    config = desks.config(account, f"sqlite:///{file}")
    sent: list[Message] = []
    desks.sink.seen = sent.append
    with daemon(config) as first:
        wait_until(lambda: len(sent) >= WAITING // 2, _PATIENCE_SECONDS, f"some mails; see {config.parent}")
        first.kill()
    desks.dovecot.deliver(account, "budi@example.org", claim(0))
    started = time.perf_counter()
    with daemon(config):
        wait_until(
            lambda: any(_is_assigned(one) for one in sent), _PATIENCE_SECONDS, f"`assigned`; see {config.parent}"
        )
        took = time.perf_counter() - started
    desks.sink.seen = lambda _header: None
    what = f"recovery after SIGKILL with {OPEN:,} open tickets: a claim answered"
    table.row(what, f"{took:.1f} s", f"{LIMIT_SECONDS:.0f} s", met=took <= LIMIT_SECONDS)


def _is_assigned(header: Message) -> bool:
    return "budi@example.org" in str(header["To"])
