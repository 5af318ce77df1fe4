"""The product on the same mailbox: the daemon's own passes, run to their end, as a program of its own."""

import os
import sys
from pathlib import Path

from mailticket import assemble, stations
from mailticket.config import load
from mailticket.outbox.smtp import Carrier


def main(config: str) -> None:
    """Poll, receive, sweep and drain until nothing is left."""
    works = assemble.works(load(Path(config), environ=os.environ))
    stations.spare_the_collector()
    mailbox = works.mailbox()
    with Carrier(works.relay) as carrier:
        while stations.read(works, works.desk, mailbox) | stations.send(works, works.desk, carrier):
            pass
    mailbox.close()
    works.store.close()


if __name__ == "__main__":
    main(sys.argv[1])
