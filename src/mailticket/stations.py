"""One pass of each station, in the order that the procedure needs: poll, receive, sweep, drain, file (house 6).

The daemon's threads and the command line's `once` run the same passes.
"""

import gc
import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from mailticket.assemble import Works
from mailticket.config import Config
from mailticket.desk import digest, failures, hold
from mailticket.desk.desk import Desk
from mailticket.desk.past import Told, remembered
from mailticket.desk.receive import Checkpoint, no_checkpoint, receive
from mailticket.desk.record import on_paper
from mailticket.desk.sweep import reckon, sweep
from mailticket.errors import MailboxAway
from mailticket.inbox.archive import archive
from mailticket.inbox.file import file, grown
from mailticket.inbox.imap import Mailbox
from mailticket.inbox.poll import poll
from mailticket.outbox.drain import drain
from mailticket.outbox.smtp import Carrier
from mailticket.store import desk as kept
from mailticket.store import words
from mailticket.store.engine import Store

log: Final = logging.getLogger(__name__)

POLLED: Final = 500
"""Messages fetched in one pass."""
RECEIVED: Final = 200
"""Messages decided in one pass."""
SWEPT: Final = 200
"""Tickets looked at in one pass."""
DRAINED: Final = 100
"""Deliveries handed over in one pass."""
INDEXED: Final = 500
"""Messages whose words are put into the index together, once there are so many."""
FILED: Final = 100
"""Copies appended to the `sent` folder in one pass."""


def spare_the_collector() -> None:
    """What was built at the start stays to the end: the collector need not look at it, nor come so often for the rest.

    A message leaves next to no cycles behind; at the usual threshold looking for them takes a twentieth of all CPU.
    """
    gc.freeze()
    gc.set_threshold(10_000)


Stopped = Callable[[], bool]
"""Asked between two passes: somebody wants us to end, and what is left is done after the next start."""


def never() -> bool:
    """Nobody does."""
    return False


def read(
    works: Works, desk: Desk, mailbox: Mailbox, stopped: Stopped = never, checkpoint: Checkpoint = no_checkpoint
) -> bool:
    """Poll, then decide what is stored, then let the clocks act; True if anything happened.

    What is stored is decided even where the mailbox is away; clocks act only up to the last good poll (house rule 1).
    MailboxAway is raised at the end, when all that could be done is done.
    """
    away: MailboxAway | None = None
    happened = False
    try:
        more = True
        while more:
            polled = poll(works.store, mailbox, works.inbox, works.clock.now(), POLLED, checkpoint=checkpoint)
            happened |= bool(polled.stored)
            more = polled.more and not stopped()
            happened |= decide_all(works, desk, stopped, checkpoint)
        if not polled.more:
            hold.read_again(works.store)
    except MailboxAway as error:
        away = error
        happened |= decide_all(works, desk, stopped, checkpoint)
    now = works.clock.now()
    happened |= bool(failures.settle(works.store, desk, now, SWEPT))
    happened |= bool(sweep(works.store, desk, now, SWEPT))
    if digest.due(works.store, desk, now):
        junk = 0
        with suppress(MailboxAway):
            junk = mailbox.unread_junk()
        happened |= digest.send(works.store, desk, now, junk)
    if away is not None:
        raise away
    return happened


def begin(works: Works, desk: Desk, config: Config) -> None:
    """What is done before the first pass, and after a change of the configuration: due times follow the policy.

    A text that was broken may be mended.
    """
    _trust_texts_again(works.store)
    rules = repr((config.numbers, config.calendar, config.mails, config.desk.timezone))
    moved = reckon(works.store, desk, hashlib.sha256(rules.encode()).hexdigest(), works.clock.now())
    if moved:
        log.info("the policy has changed: %d tickets have another next instant", moved)


def _trust_texts_again(store: Store) -> None:
    with store.reading() as tx:
        broken = kept.get(tx, kept.BROKEN_TEXT)
    if broken is not None:
        with store.transaction() as tx:
            kept.put(tx, kept.BROKEN_TEXT, None)


def look_back(works: Works, desk: Desk, mailbox: Mailbox) -> None:
    """Before the first mail leaves: hold sending if the `sent` folder is ahead of the database (spec 5.4)."""

    def is_ours(raw: bytes) -> str | None:
        told = remembered(desk.key, raw, works.clock.now())
        return told.message_id if isinstance(told, Told) else None

    raw = grown(works.store, mailbox, works.config.imap.sent, is_ours)
    told = remembered(desk.key, raw, works.clock.now()) if raw is not None else None
    if isinstance(told, Told):
        with works.store.transaction() as tx:
            hold.unknown(tx, told.message_id, told.at)


def decide_all(works: Works, desk: Desk, stopped: Stopped = never, checkpoint: Checkpoint = no_checkpoint) -> bool:
    """Receive until nothing waits; True if anything was decided."""
    happened = False
    while not stopped() and (tally := receive(works.store, desk, works.clock.now(), RECEIVED, checkpoint)):
        log.info("received", extra={"tally": tally})
        happened = True
    return happened


def send(
    works: Works, desk: Desk, carrier: Carrier, stopped: Stopped = never, checkpoint: Checkpoint = no_checkpoint
) -> bool:
    """Drain until nothing is due, and let the tickets hear how it ended; True if anything was sent.

    RelayAway: nothing is lost, the caller backs off. SendingHeld: the administrator has to say go on (spec 2.1).
    """
    happened = False
    mails = hold.what_may_leave(works.store)
    while True:
        tally = drain(
            works.store,
            carrier,
            works.outbox,
            works.clock.now,
            DRAINED,
            mails=mails,
            may_leave=works.may_leave(desk),
            jitter=works.jitter,
            checkpoint=checkpoint,
        )
        happened |= bool(tally.sent)
        if not tally.more or stopped():
            break
    failures.settle(works.store, desk, works.clock.now(), SWEPT)
    if mails is not None:
        hold.refuse_if_held(works.store)
    return happened


def index(works: Works) -> None:
    """Let messages be found by their words at once; a search reads the last few by itself."""
    while _waits(works):
        with works.store.transaction() as tx:
            words.index(tx, INDEXED)


def _waits(works: Works) -> bool:
    with works.store.reading() as tx:
        return words.wait(tx, INDEXED)


def put_on_file(works: Works, mailbox: Mailbox, checkpoint: Checkpoint = no_checkpoint) -> bool:
    """Append copies of what was sent to the `sent` folder, move what was decided; True if there may be more.

    What needs no server comes first: the words of many new messages go into the index.
    """
    index(works)
    imap = works.config.imap
    tally = file(
        works.store,
        mailbox,
        imap.sent,
        works.clock.now(),
        FILED,
        on_paper=partial(on_paper, works.desk),
        checkpoint=checkpoint,
    )
    moved = 0
    if imap.after == "move":
        moved = max(archive(works.store, mailbox, folder, imap.archive, FILED) for folder in imap.folders)
    return bool(tally.appended + tally.found) or moved >= FILED
