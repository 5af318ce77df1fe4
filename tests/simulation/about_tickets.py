"""I06, I07, I09, I15 to I17, I20, I21: the tickets and their history."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.simulation.house import OPERATORS, PIC, SECRET
from tests.simulation.moves import MOVES
from tests.simulation.record import Fact, instant

from mailticket.store import tickets
from mailticket.store.engine import open_store
from mailticket.ticket import effects as fx
from mailticket.ticket.evolve import begin, evolve
from mailticket.ticket.facts import fact_from_json

if TYPE_CHECKING:
    from tests.simulation.laws import Laws

STAFF_ONLY: Final = {"Claimed", "Assigned", "Answered", "Progressed", "Released", "Held", "Resolved", "Noted"}
MEETS: Final = {"Answered", "Progressed", "ResponseMet", "Resolved", "Closed", "Released", "Assigned", "Held", "Merged"}
DAY: Final = timedelta(hours=24)
SKEW_MAX: Final = timedelta(minutes=20)
"""How far the daemon's clock jumps: so much too early may a breach be called, against the mail server's clock."""


def i06_one_owner(laws: "Laws") -> None:
    """Nobody claims a ticket that has an owner, unless by taking it over."""
    for fact in laws.record.new_facts:
        match fact.fact:
            case "Claimed":
                owner = laws.owners.get(fact.ticket)
                taken_over = laws.meant_by(fact) == "#take" or laws.ordered(fact) is not None
                laws.require(owner is None or taken_over, "I06", f"#{fact.ticket}: claimed while {owner} owned it")
                laws.owners[fact.ticket] = fact.payload["by"]
            case "Assigned":
                laws.owners[fact.ticket] = fact.payload["to"]
            case "Released":
                laws.owners[fact.ticket] = None
            case "Reopened" if fact.payload.get("to") == "open":
                laws.owners[fact.ticket] = None


def i07_authority(laws: "Laws") -> None:
    """What only the desk may do rests on a mail that one of the desk has written, or on the command line."""
    for fact in laws.record.new_facts:
        closes = fact.fact == "Closed" and fact.payload.get("by") is not None
        if (fact.fact not in STAFF_ONLY and not closes) or laws.ordered(fact) is not None:
            continue
        meant = laws.town.people.meant.get(laws.message_id_of(fact.message))
        said = f"#{fact.ticket}: {fact.fact} rests on "
        laws.require(meant is not None, "I07", f"{said}no mail")
        if meant is not None:
            right = meant.what != "forged" and meant.who in (*OPERATORS, PIC)
            laws.require(right, "I07", f"{said}a mail by {meant.who} ({meant.what})")


def i09_closing(laws: "Laws") -> None:
    """By the clock only: after all reminders were taken, or after thanks; after an answer; with no word since."""
    for fact in laws.record.new_facts:
        if fact.fact != "Closed" or fact.payload.get("by") is not None:
            continue
        history = [one for one in laws.record.of(fact.ticket) if one.id < fact.id]
        since = max((n for n, one in enumerate(history) if one.fact == "Answered"), default=None)
        laws.require(since is not None, "I09", f"#{fact.ticket} closed by itself, and nobody had answered")
        spell = history[since or 0 :]
        wrote = [one.fact for one in spell if one.fact in ("CustomerReplied", "Reopened")]
        laws.require(not wrote, "I09", f"#{fact.ticket} closed by itself after {wrote}")
        if fact.payload["reason"] == "satisfied":
            thanked = any(one.fact == "Thanked" for one in spell)
            laws.require(thanked, "I09", f"#{fact.ticket} closed as satisfied, and nobody said thanks")
        else:
            _all_reminders_taken(laws, fact)


def _all_reminders_taken(laws: "Laws", fact: Fact) -> None:
    number = max((one.spell or 0 for one in laws.record.mails.values() if one.ticket == fact.ticket), default=0)
    customer = laws.customer_of(f"#{fact.ticket}")
    taken = {one.message_id for one in laws.town.ledger.wires if one.taken and one.recipient == customer}
    reminders = {
        one.n
        for one in laws.record.mails.values()
        if one.ticket == fact.ticket and one.mail == "reminder" and one.spell == number and one.message_id in taken
    }
    laws.require(reminders == {1, 2, 3}, "I09", f"#{fact.ticket} closed in silence after reminders {reminders}")


def i15_deadlines(laws: "Laws") -> None:
    """Each wait of 24 hours without an answer is a breach, once, with its arithmetic; and no other."""
    for number in {one.ticket for one in laws.record.facts}:
        history = laws.record.of(number)
        breaches = [one.payload for one in history if one.fact == "Breached"]
        waits = [(one["deadline"], one["started_at"]) for one in breaches]
        laws.require(len(waits) == len(set(waits)), "I15", f"#{number}: one breach twice: {waits}")
        for n, fact in enumerate(history):
            begins = fact.fact == "Claimed" or (fact.fact == "CustomerReplied" and fact.payload.get("starts"))
            if begins:
                _wait_is_judged(laws, fact, history[n + 1 :])


def _wait_is_judged(laws: "Laws", begin_: Fact, after: list[Fact]) -> None:
    due = begin_.at + DAY // timedelta(microseconds=1)
    horizon = laws.now - timedelta(hours=7)
    ended = next((one for one in after if one.fact in MEETS or one.fact in ("Claimed", "Bounced")), None)
    in_time = any(one.at < due for one in after if one.fact in MEETS)
    started = instant(begin_.at)
    breached = any(
        one.fact == "Breached" and one.payload["started_at"] == started.isoformat() for one in after if started
    )
    at = instant(due)
    if at is not None and at < horizon:
        order = laws.ordered(ended) if ended is not None else None
        unread = order is not None and order.read_until < due
        laws.require(breached or in_time or unread, "I15", f"#{begin_.ticket}: no breach of the wait since {started}")
    jumped = SKEW_MAX // timedelta(microseconds=1) if laws.town.weather.fired["clock jumps"] else 0
    late = ended is None or ended.at >= due - jumped or ended.fact in ("Bounced", "Held", "Claimed")
    laws.require(
        not breached or late, "I15", f"#{begin_.ticket}: a breach of the wait since {started}, answered in time"
    )


def i16_history_never_changes(laws: "Laws") -> None:
    """What was read once is still there, word for word."""
    now = laws.record.rows("SELECT id, ticket, at, fact, payload FROM journal ORDER BY id")
    then = [(one.id, one.ticket, one.at, one.fact, one.payload) for one in laws.record.facts]
    same = [(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in now] == then
    laws.require(same, "I16", "the journal has changed")


def i16_i17_replay(laws: "Laws") -> None:
    """The history gives the present state, by transitions of the procedure alone."""
    store = open_store(f"sqlite:///{laws.town.database}")
    with store.reading() as tx:
        for number in {one.ticket for one in laws.record.facts}:
            ticket = None
            for row in laws.record.of(number):
                fact, at = fact_from_json(row.fact, row.payload), instant(row.at)
                before, ticket = ticket, begin(fact, at) if isinstance(fact, fx.Opened) else evolve(ticket, fact, at)
                if before is not None and before.status is not ticket.status:
                    right = type(fact) in MOVES.get((before.status, ticket.status), set())
                    laws.require(right, "I17", f"#{number}: {before.status} to {ticket.status} by {row.fact}")
            laws.require(ticket == tickets.load(tx, number), "I16", f"#{number} isn't what its history says")
    store.close()


def i20_secrets(laws: "Laws") -> None:
    """The password stands in no mail and nowhere in the database."""
    secret = SECRET.encode()
    laws.require(not any(secret in one.raw for one in laws.town.ledger.wires), "I20", "the password is in a mail")
    for file in laws.town.database.parent.iterdir():
        laws.require(secret not in file.read_bytes(), "I20", f"the password is in {file.name}")


def i21_no_dead_end(laws: "Laws") -> None:
    """Every ticket that isn't closed has a next instant."""
    rows = laws.record.rows("SELECT number FROM tickets WHERE status <> 'closed' AND due_at IS NULL")
    laws.require(not rows, "I21", f"no next instant: {[row[0] for row in rows]}")


LAWS = (i06_one_owner, i07_authority, i09_closing, i21_no_dead_end)
AT_THE_END = (i15_deadlines, i16_history_never_changes, i16_i17_replay, i20_secrets)
