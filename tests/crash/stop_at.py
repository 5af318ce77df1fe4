"""A daemon's passes that stop themselves before a hand-over to the relay: `stop_at.py CONFIG`.

SIGSTOP between the commit that takes a mail and the relay is what a long pause of the machine is at its worst. Once it
is woken it goes on; its exit code is 3 where it finds that its place is another's.
"""

import os
import signal
import sys
from pathlib import Path

from mailticket import daemon, stations
from mailticket.config import load
from mailticket.errors import PlaceLost
from mailticket.outbox.smtp import Carrier


def stop(passed: str) -> None:
    """Stand still when a mail was taken."""
    if passed == "taken":
        os.kill(os.getpid(), signal.SIGSTOP)


def main(config: str) -> int:
    """Read, decide, send."""
    with daemon._works_alone(load(Path(config), environ=os.environ), None) as works:
        mailbox = works.mailbox()
        stations.read(works, works.desk, mailbox)
        mailbox.close()
        try:
            with Carrier(works.relay) as carrier:
                stations.send(works, works.desk, carrier, checkpoint=stop)
        except PlaceLost:
            return 3
        finally:
            works.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
