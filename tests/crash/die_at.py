"""Runs the passes on a configuration and kills itself, for good, at a named commit: `die_at.py CONFIG NAME N`.

A process of its own, so that SIGKILL leaves behind exactly what a power cut would: what was committed.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mailticket import assemble
from mailticket.config import load
from mailticket.desk.receive import receive
from mailticket.desk.record import on_paper
from mailticket.inbox.file import file
from mailticket.inbox.poll import poll
from mailticket.outbox.drain import drain
from mailticket.outbox.smtp import Carrier


def dying(name: str, count: int) -> Callable[[str], None]:
    """A checkpoint at which the process dies: the `count`th time that `name` is passed."""
    left = [count]

    def checkpoint(passed: str) -> None:
        if passed == name:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    return checkpoint


def main(config: str, name: str, count: int) -> None:
    """Poll, receive, drain and file once each, unless death comes first."""
    works = assemble.works(load(Path(config), environ=os.environ))
    mailbox, at = works.mailbox(), dying(name, count)
    poll(works.store, mailbox, works.inbox, works.clock.now(), 100, checkpoint=at)
    receive(works.store, works.desk, works.clock.now(), 100, checkpoint=at)
    with Carrier(works.relay) as carrier:
        while drain(works.store, carrier, works.outbox, works.clock.now, 100, checkpoint=at).more:
            pass
    paper = partial(on_paper, works.desk)
    file(works.store, mailbox, works.config.imap.sent, works.clock.now(), 100, on_paper=paper, checkpoint=at)
    mailbox.close()
    works.store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
