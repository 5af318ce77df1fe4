"""A further copy of a message on record: nothing is decided twice, whichever copy comes first (1.3 row 2, spec 2.3)."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mailticket.desk.cause import Cause
from mailticket.desk.letter import Letter
from mailticket.desk.perform import perform
from mailticket.ids import Address
from mailticket.store import inbound, threads, tickets, unproven
from mailticket.store.engine import Transaction
from mailticket.store.threads import ThreadRow
from mailticket.ticket.decide import decide
from mailticket.ticket.effects import Kind
from mailticket.ticket.events import AuthorFound

_SPACE: Final = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was here before a message: the message itself, by another path."""

    first: ThreadRow
    had_effect: bool
    """False: it named no author, or lacked proof, and was only kept, so that this copy is the one to be decided."""


def known(tx: Transaction, letter: Letter) -> Known | None:
    """Return the message on record that this one is a copy of, or None.

    The same Message-ID with another author or another text is a message of its own; a list that gives copies a new
    Message-ID is seen through by date and text, or where there is no text by what the message answers.
    """
    first = _by_id(tx, letter) or _by_fingerprint(tx, letter)
    if first is None:
        return None
    kept = _is_hidden(first, letter) and not letter.hidden and first.kind != Kind.QUESTION
    proves = letter.staff and letter.doubt is None and unproven.waits(tx, first.id)
    return Known(first=first, had_effect=not (kept or proves))


def note(tx: Transaction, letter: Letter, first: ThreadRow, now: datetime) -> None:
    """Put the copy's path on record, and whom it names as author if the first one could not say (spec 2.3)."""
    came = letter.at.astimezone(letter.desk.policy.tz).isoformat(timespec="seconds")
    renamed = "" if first.message_id == letter.message_id else f" as {letter.message_id}"
    threads.noted(tx, first.id, f"a further copy {_path(letter)}{renamed}, received {came}")
    if _is_hidden(first, letter) and letter.author is not None and not letter.hidden:
        _name_author(tx, letter, letter.author, first, now)


def instead_of(tx: Transaction, letter: Letter, first: ThreadRow) -> Letter:
    """Return the letter to be decided in place of a copy that had no effect; their record is one.

    Of two copies of which the second brings the proof, the proven words count, from the arrival of the first.
    """
    lacked_proof = unproven.waits(tx, first.id)
    unproven.forget(tx, first.id)
    if first.inbound_id is not None:
        inbound.also_a_copy(tx, first.inbound_id)
    copy = "a copy through the list" if first.via_list else "a direct copy"
    letter = replace(letter, record=first.id, also_listed=first.via_list)
    if lacked_proof:
        return replace(letter, at=first.at, instead_of=f"{copy} came first, without proof")
    return replace(letter, instead_of=f"{copy} came first and hid its author")


def _name_author(tx: Transaction, letter: Letter, author: Address, first: ThreadRow, now: datetime) -> None:
    """A question that the list brought without its author is the author's now."""
    threads.authored(tx, first.id, author)
    ticket = tickets.load(tx, first.ticket, lock=True) if first.ticket is not None else None
    if ticket is None:
        return
    outside = letter.desk.addresses.is_outside(author)
    event = AuthorFound(at=letter.at, author=author, outside=outside, acknowledge=letter.quiet is None)
    cause = Cause(at=letter.at, now=now, why="the direct copy names the author whom the list hid (2.3)", letter=letter)
    perform(tx, letter.desk, ticket, decide(ticket, event, letter.desk.policy, now), cause)


def _by_id(tx: Transaction, letter: Letter) -> ThreadRow | None:
    same = [one for one in threads.find(tx, [letter.message_id]) if one.direction == "in"]
    return next((one for one in same if _same_author(one, letter) and _same_words(tx, one, letter)), None)


def _by_fingerprint(tx: Transaction, letter: Letter) -> ThreadRow | None:
    if not letter.message.header("date") or not (letter.reply.new_text.strip() or letter.parents):
        return None
    alike = threads.by_fingerprint(tx, letter.fingerprint)
    return next((one for one in alike if one.via_list != letter.via_list and _same_author(one, letter)), None)


def _same_author(one: ThreadRow, letter: Letter) -> bool:
    return one.author == letter.author or letter.hidden or _is_hidden(one, letter)


def _is_hidden(one: ThreadRow, letter: Letter) -> bool:
    """Our list put itself in the author's place, and nothing in the copy named them."""
    return one.via_list and one.author is not None and letter.desk.addresses.is_list(one.author)


def _same_words(tx: Transaction, one: ThreadRow, letter: Letter) -> bool:
    """A list's footer may have been taken for text in one of the copies."""
    if one.fingerprint == letter.fingerprint:
        return True
    stored = threads.load(tx, one.id)
    first, second = _bare(stored.text if stored else ""), _bare(letter.reply.new_text)
    if not first or not second or one.via_list == letter.via_list:
        return first == second
    return first in second or second in first


def _bare(text: str) -> str:
    return _SPACE.sub("", text).casefold()


def _path(letter: Letter) -> str:
    return "through the list" if letter.via_list else "directly"
