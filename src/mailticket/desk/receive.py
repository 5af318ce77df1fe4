"""The receive pass: one stored message, one event, all or nothing; a backlog shares commits (house rule 5)."""

import logging
import re
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mailticket.desk import copies, failures, hold, record, vouch
from mailticket.desk.cause import Cause
from mailticket.desk.desk import Desk
from mailticket.desk.find import find
from mailticket.desk.letter import Letter, without_large_files
from mailticket.desk.outcome import Kept, OnTicket, Opens, Route
from mailticket.desk.perform import file_message, perform, say, tell_once
from mailticket.desk.repeated import without_repeated_pictures
from mailticket.desk.route import route
from mailticket.errors import TemporaryError
from mailticket.mail.parse import parse
from mailticket.mail.prescan import prescan
from mailticket.mail.token import PROBE
from mailticket.store import inbound, outbox, threads, unproven
from mailticket.store.engine import Store, Transaction
from mailticket.store.inbound import InboundState, NewMessage, Weight
from mailticket.store.unproven import Unproven
from mailticket.ticket.decide import decide, open_ticket
from mailticket.ticket.effects import Filed, Mail, Send
from mailticket.ticket.events import Content, MachineWrote, StaffWrote, ThirdPartyWrote
from mailticket.ticket.model import Ticket

log: Final = logging.getLogger(__name__)

_WORD_START: Final = re.compile(r"(?<!^)(?=[A-Z])")

CRASHES: Final = 3
"""Attempts after which a message that takes the process with it is quarantined unread (spec 5.3)."""

BATCH: Final = 20
"""Messages that share a commit, at most: the next writer waits for as long as they take."""
BATCH_BYTES: Final = 16 * 1024 * 1024
"""What they may weigh together: they are all in memory."""

Checkpoint = Callable[[str], None]
"""Called at each commit (`begun`, `decided`) and between the messages of one (`judged`); a test may stop there."""


def no_checkpoint(_name: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a pass did."""

    decided: int = 0
    copies: int = 0
    quarantined: int = 0

    def __bool__(self) -> bool:
        return bool(self.decided or self.copies or self.quarantined)


def receive(store: Store, desk: Desk, now: datetime, limit: int, checkpoint: Checkpoint = no_checkpoint) -> Tally:
    """Decide up to `limit` stored messages in order of arrival; idle where none waits.

    A message that breaks our code goes to quarantine with its traceback, and the next one is decided.
    """
    tally = Tally()
    while batch := _next_batch(store, limit):
        limit -= len(batch)
        with store.transaction() as tx:
            inbound.bump_attempts(tx, [row.id for row in batch])
        checkpoint("begun")
        try:
            with store.transaction() as tx:
                for row in batch:
                    tally = _count(tally, _one(tx, desk, row, now))
                    checkpoint("judged")
        except TemporaryError:
            _not_their_fault(store, batch)
            raise
        checkpoint("decided")
    return tally


def _not_their_fault(store: Store, batch: Sequence[NewMessage]) -> None:
    """The database went away: an attempt that counted would put sound mail into quarantine (spec 5.4)."""
    with suppress(TemporaryError), store.transaction() as tx:
        inbound.take_back_attempts(tx, [row.id for row in batch])


def _next_batch(store: Store, limit: int) -> list[NewMessage]:
    with store.reading() as tx:
        return inbound.next_new(tx, together(inbound.weights(tx, min(limit, BATCH))))


def together(waiting: Sequence[Weight]) -> int:
    """How many of the messages that wait share a commit.

    One that was begun before is decided alone: if it takes the process with it, it is known which one it was.
    """
    room = BATCH_BYTES
    for count, one in enumerate(waiting):
        room -= one.size_bytes
        if one.attempts or room < 0:
            return max(count, 1)
    return len(waiting)


def _count(tally: Tally, state: InboundState) -> Tally:
    match state:
        case InboundState.COPY:
            return replace(tally, copies=tally.copies + 1)
        case InboundState.QUARANTINED:
            return replace(tally, quarantined=tally.quarantined + 1)
        case _:
            return replace(tally, decided=tally.decided + 1)


def _one(tx: Transaction, desk: Desk, row: NewMessage, now: datetime) -> InboundState:
    """Decide one message, all or nothing; whatever our own code trips over ends in quarantine."""
    reason = prescan(row.raw) if row.attempts < CRASHES else f"took the process with it {row.attempts} times"
    trace: str | None = None
    if reason is None:
        try:
            with tx.savepoint():
                return decide_message(tx, desk, row, now)
        except TemporaryError:
            raise
        except Exception as error:  # noqa: BLE001 -- a bug must not stop the mail behind it (spec 2.1)
            reason, trace = f"{type(error).__name__}: {error}", traceback.format_exc()
    inbound.quarantine(tx, row.id, reason, trace, subject=_subject(row.raw))
    log.error("message %d set aside: %s", row.id, reason)
    return InboundState.QUARANTINED


def decide_message(tx: Transaction, desk: Desk, row: NewMessage, now: datetime) -> InboundState:
    """Read, route, decide, perform: all that one message does, in the caller's transaction."""
    letter, left_out = _opened(desk, row)
    state = _effect(tx, letter, row, now, left_out)
    inbound.decided(tx, row.id, state, now, subject=letter.message.subject, message_id=letter.message_id)
    return state


def _opened(desk: Desk, row: NewMessage) -> tuple[Letter, tuple[str, ...]]:
    """The message as the desk reads it, and the names of the attachments that are too large."""
    cut = row.size_bytes > len(row.raw)
    message, left_out = without_large_files(parse(row.raw), desk.max_attachment_bytes, cut=cut)
    return Letter(message, row.received_at, desk), left_out


def _effect(tx: Transaction, letter: Letter, row: NewMessage, now: datetime, left_out: tuple[str, ...]) -> InboundState:
    if letter.own is not None:
        _came_back(tx, letter, now)
        return InboundState.DECIDED
    before = copies.known(tx, letter)
    if before is not None and before.had_effect:
        copies.note(tx, letter, before.first, now)
        return InboundState.COPY
    if letter.bounce is not None:
        failures.bounced(tx, letter, letter.bounce, row.id, now)
        return InboundState.DECIDED
    hold.watch(tx, letter)
    if before is not None:
        letter = copies.instead_of(tx, letter, before.first)
    found = find(tx, letter)
    letter = without_repeated_pictures(tx, letter, found.ticket)
    chosen = route(tx, letter, found, now)
    _perform(tx, letter, chosen, row, now, left_out)
    for waited in chosen.releases if isinstance(chosen, Kept) else ():
        _release(tx, letter, waited, now)
    return InboundState.DECIDED


def _release(tx: Transaction, answer: Letter, waited: Unproven, now: datetime) -> None:
    """Its author says that a message is theirs: decide it, at its own time of arrival (spec 2.4)."""
    kept = threads.load(tx, waited.message)
    row = inbound.load(tx, kept.inbound_id) if kept is not None and kept.inbound_id is not None else None
    unproven.forget(tx, waited.message)
    if row is None:
        return
    letter, left_out = _opened(answer.desk, row)
    letter = replace(letter, vouched=f"{answer.author} answered was_this_you", record=waited.message)
    found = find(tx, letter)
    letter = without_repeated_pictures(tx, letter, found.ticket)
    chosen = route(tx, letter, found, now)
    _perform(tx, letter, chosen, row, now, left_out)
    if isinstance(chosen, OnTicket):
        vouch.let_the_last_word_stand(tx, letter, chosen.ticket, now)


def _came_back(tx: Transaction, letter: Letter, now: datetime) -> None:
    """Row 1: the list delivered it."""
    parcel = outbox.find_by_message_id(tx, letter.message_id)
    if parcel is None and letter.own is not None and letter.own.unique and letter.own.kind not in (record.KIND, PROBE):
        hold.unknown(tx, letter.message_id, letter.message.date or letter.at)
    if parcel is not None and letter.via_list:
        outbox.echoed(tx, parcel.mail.id, now)


def _perform(
    tx: Transaction, letter: Letter, chosen: Route, row: NewMessage, now: datetime, left_out: tuple[str, ...]
) -> None:
    desk = letter.desk
    first = f"; {letter.instead_of}" if letter.instead_of else ""
    cause = Cause(at=letter.at, now=now, why=chosen.why + first, letter=letter, inbound_id=row.id)
    if not isinstance(chosen, Kept) and chosen.passed is not None:
        cause = replace(cause, passed=replace(chosen.passed, left_out=left_out))
    ticket: Ticket | None = None
    match chosen:
        case Opens():
            ticket = perform(tx, desk, None, open_ticket(chosen.asked, desk.policy), replace(cause, opens=True))
            log.info("ticket %d opened by %s", chosen.asked.number, letter.message_id)
        case OnTicket():
            effects = decide(chosen.ticket, chosen.event, desk.policy, now)
            ticket = perform(tx, desk, chosen.ticket, effects, cause)
            _hint(tx, letter, chosen, cause)
            if chosen.told is not None:
                day = desk.policy.calendar.local_date(now)
                tell_once(tx, desk, chosen.told, f"{letter.author}, {day}", cause, ticket)
            log.info("ticket %d: %s by %s", chosen.ticket.number, _names(effects), letter.message_id)
        case Kept():
            _keep(tx, desk, chosen, cause)
    recorded = isinstance(chosen, OnTicket) and isinstance(chosen.event, ThirdPartyWrote | MachineWrote)
    if (left_out or row.size_bytes > len(row.raw)) and letter.quiet is None and not recorded:
        say(tx, desk, Send(mail=Mail.TOO_LARGE, to=letter.person, text=", ".join(left_out)), ticket, cause)


def _hint(tx: Transaction, letter: Letter, chosen: OnTicket, cause: Cause) -> None:
    """What makes the next answer arrive better, at most once a week to one person (spec 1.4, `hint`)."""
    desk, event = letter.desk, chosen.event
    if not isinstance(event, StaffWrote) or not event.reaches_customer or letter.person is None:
        return
    if event.content is Content.EMPTY or Mail.HINT in desk.policy.mails_off:
        return
    replies_here = any(desk.addresses.is_helpdesk(one) for one in letter.message.reply_to)
    if not letter.on_list:
        topic = "list_dropped"
    elif desk.policy.conversation == "direct" and not replies_here:
        topic = "no_reply_to"
    else:
        return
    tell_once(tx, desk, Send(mail=Mail.HINT, to=letter.person, topic=topic), letter.person.key, cause)


def _keep(tx: Transaction, desk: Desk, kept: Kept, cause: Cause) -> None:
    """Put a message on record that changes no ticket, and say what is said in return."""
    message = file_message(tx, kept.ticket, Filed(kind=kept.kind, row=kept.row), cause)
    if kept.waits_for is not None:
        unproven.add(tx, message, kept.waits_for.key, cause.at)
    for send in kept.sends:
        if kept.once:
            tell_once(tx, desk, send, kept.once, cause)
        else:
            say(tx, desk, send, None, cause)


def _names(effects: tuple[object, ...]) -> str:
    """What followed, for the log: facts by name, mails by theirs."""
    words = (one.mail.value if isinstance(one, Send) else _WORD_START.sub("_", type(one).__name__) for one in effects)
    return ", ".join(words).lower()


def _subject(raw: bytes) -> str:
    """The raw subject line of a message that isn't parsed; '' if there is none near the top."""
    for line in raw[:65536].splitlines():
        if not line.strip():
            break
        if line.lower().startswith(b"subject:"):
            return line[8:].decode("utf-8", "replace").strip()[:500]
    return ""
