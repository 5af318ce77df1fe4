"""`was_this_you`: a mail in an operator's name that lacks proof is kept until its author says that it is theirs (2.4).

The question goes to the address on the roster, whoever wrote the mail; its answer is known by the keyed Message-ID that
it refers to, which nobody else has seen. What has no answer within a week waits no more, and stays as it is kept.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from mailticket.canned import values as cv
from mailticket.desk import words
from mailticket.desk.cause import Cause
from mailticket.desk.desk import HOUR, Desk
from mailticket.desk.find import Found
from mailticket.desk.letter import Letter
from mailticket.desk.outcome import Kept
from mailticket.desk.paper import Thread, write
from mailticket.desk.perform import enqueue, perform
from mailticket.errors import TemporaryError
from mailticket.ids import Address
from mailticket.mail.thread import bare_subject
from mailticket.store import threads, tickets, told, unproven
from mailticket.store.engine import Store, Transaction
from mailticket.store.unproven import Unproven
from mailticket.ticket.audience import audience
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Filed, Kind, Mail, Send
from mailticket.ticket.events import Content, CustomerWrote
from mailticket.ticket.model import Status, Ticket

log: Final = logging.getLogger(__name__)

WAIT: Final = timedelta(minutes=2)
"""How long another copy may take to bring the proof before anybody is asked (spec 2.4)."""
_LAPSE: Final = timedelta(days=7)
_NAMED: Final = 100
"""Messages in one question, at most: an answer vouches for what it named, so all of it has to be read."""
_ANSWERED: Final = frozenset({Status.WAITING, Status.RESOLVED, Status.CLOSED})
"""What a released mail may have made of a ticket that is the customer's turn no more."""
_SHOWN: Final = 80
"""Characters of a mail's first line in the question."""
_DENIES: Final = re.compile(
    r"\b(?:bukan|tidak|tak|tdk|nggak|enggak|gak|ga|ndak|no|nope|not|never|none|neither|\w+n['\u2019]t)\b", re.IGNORECASE
)
"""A no, in the first line of an answer: whoever may have written nothing of the kind releases nothing."""


def ask(store: Store, desk: Desk, read_to: datetime, now: datetime) -> int:
    """Ask everybody in whose name something has waited for two minutes, at most once an hour; how many were asked.

    `read_to`: up to where the mailbox is read, so that no proven copy lies unread before it.
    """
    with store.reading() as tx:
        people = unproven.unasked(tx, read_to - WAIT)
    asked = 0
    for one in people:
        try:
            with store.transaction() as tx:
                asked += _ask(tx, desk, one, read_to - WAIT, now)
        except TemporaryError:
            raise
        except Exception:  # a bug that one question meets must not stop the clocks of the tickets
            log.exception("%s could not be asked about mail in their name", one)
    return asked


def next_at(tx: Transaction) -> datetime | None:
    """When somebody has to be asked next; None: nothing waits for a question."""
    times = []
    for author, arrived_at in unproven.first_unasked(tx):
        before = told.last(tx, Mail.WAS_THIS_YOU.value, author)
        times.append(arrived_at + WAIT if before is None else max(arrived_at + WAIT, before + HOUR))
    return min(times, default=None)


def _ask(tx: Transaction, desk: Desk, author: str, arrived_by: datetime, now: datetime) -> int:
    waiting = [one for one in unproven.of(tx, author) if one.arrived_at <= arrived_by]
    person = _registered(desk, author)  # None: has left the desk, and nobody's word would count
    over = [one for one in waiting if person is None or (one.asked_at is not None and one.asked_at <= now - _LAPSE)]
    for one in over:
        unproven.forget(tx, one.message)
    new = [one for one in waiting if one.asked_at is None and one not in over][:_NAMED]
    if person is None or not new or not told.once(tx, Mail.WAS_THIS_YOU.value, author, now, HOUR):
        return 0
    before = [one for one in waiting if one.asked_at is not None and one not in over]
    unproven.asked(tx, [one.message for one in new], now)
    send = Send(mail=Mail.WAS_THIS_YOU, to=person)
    to = audience(send, None, desk.addresses)
    if to is None:
        return 0
    cause = Cause(at=now, now=now, why="mail without proof of its author", read_until=arrived_by + WAIT)
    values = replace(
        words.values(tx, desk, send, None, to, cause), tickets=_rows(tx, [*before[: _NAMED - len(new)], *new])
    )
    enqueue(tx, desk, send, None, to, write(desk, send, None, to, values, cause, Thread()), now)
    return 1


def _registered(desk: Desk, author: str) -> Address | None:
    """Where mail to this operator or supervisor goes; None if there is nobody of that address."""
    address = Address(author)
    operator = desk.roster.find(address)
    if operator is not None:
        return operator.primary
    return next((one for one in desk.roster.supervisors if one == address), None)


def _rows(tx: Transaction, waiting: Sequence[Unproven]) -> tuple[cv.Row, ...]:
    """Every message that waits: its ticket, or none, when it came, and its first line."""
    rows = []
    for one in waiting:
        stored = threads.load(tx, one.message)
        if stored is None:
            continue
        ticket = tickets.load(tx, stored.ticket) if stored.ticket is not None else None
        line = next((line.strip() for line in stored.text.splitlines() if line.strip()), "")
        rows.append(
            cv.Row(
                number=ticket.number if ticket else 0,
                subject=ticket.subject if ticket else bare_subject(stored.subject),
                at=stored.at,
                words=line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …",
            )
        )
    return tuple(rows)


def answered(tx: Transaction, letter: Letter, found: Found) -> Kept | None:
    """The answer to `was_this_you`: what it releases. None if it isn't one, or not by the person who was asked.

    Its From proves nothing, and need not: who answers has read the question at the registered address.
    """
    question = next((one for one in found.referred if one.direction == "out" and one.kind == Mail.WAS_THIS_YOU), None)
    sent = threads.load(tx, question.id) if question is not None else None
    person = letter.person
    if sent is None or letter.odd is not None or person is None or person not in sent.to:
        return None
    named = [one for one in unproven.of(tx, person.key) if one.asked_at is not None and one.asked_at <= sent.at]
    first_line = letter.text.strip().partition("\n")[0]
    if not _DENIES.search(first_line):
        why = f"vouches for mails in the name of {person}: {len(named)} waited"
        return Kept(kind=Kind.COMMAND, row=0, why=why, releases=tuple(named))
    for one in named:
        unproven.forget(tx, one.message)
        threads.noted(tx, one.message, f"{person.called} says that it isn't theirs")
    notice = Send(mail=Mail.NOTICE, topic="not_theirs", text=_list(tx, named), to_supervisor=True)
    sends = (notice,) if named else ()
    return Kept(kind=Kind.NOTE, row=0, why="says that the mails in their name are not theirs", sends=sends)


def let_the_last_word_stand(tx: Transaction, letter: Letter, before: Ticket, now: datetime) -> None:
    """A customer who wrote after a mail that was released hasn't got an answer by it: it is the desk's turn again.

    Their mail was decided when the released one had had no effect; its facts follow once more, but no mail.
    """
    ticket = tickets.load(tx, before.number, lock=True)
    if ticket is None or ticket.status is before.status or ticket.status not in _ANSWERED:
        return
    said = [
        one
        for one in threads.of_ticket(tx, ticket.number)
        if one.direction == "in" and one.kind == Kind.CUSTOMER_REPLY and one.at > letter.at and one.author is not None
    ]
    if not said or said[-1].author is None:
        return
    event = CustomerWrote(
        at=said[-1].at,
        author=said[-1].author,
        participant=said[-1].author != ticket.customer,
        content=Content.TEXT,
        on_list=True,
        owner_on_roster=letter.desk.owner_on_roster(ticket),
    )
    effects = decide(ticket, event, letter.desk.policy, now)
    facts = [one for one in effects if not isinstance(one, Send | Filed)]
    cause = Cause(at=event.at, now=now, why="the customer wrote after the mail that was released")
    perform(tx, letter.desk, ticket, facts, cause)


def _list(tx: Transaction, waiting: Sequence[Unproven]) -> str:
    return "\n".join(f"{one.subject} {one.words}".strip() for one in _rows(tx, waiting))
