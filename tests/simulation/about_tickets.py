"""I06 to I10, I15 to I17, I21: the tickets and their history."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulation.laws import Laws


def i06_one_owner(laws: "Laws") -> None:
    """Nobody claims a ticket that has an owner."""
    for fact in laws.record.new_facts:
        match fact.fact:
            case "Claimed":
                owner = laws.owners.get(fact.ticket)
                taken_over = laws.meant_by(fact) == "#take"
                laws.require(owner is None or taken_over, "I06", f"#{fact.ticket}: claimed while {owner} owned it")
                laws.owners[fact.ticket] = fact.payload["by"]
            case "Assigned":
                laws.owners[fact.ticket] = fact.payload["to"]
            case "Released":
                laws.owners[fact.ticket] = None
            case "Reopened" if fact.payload.get("to") == "open":
                laws.owners[fact.ticket] = None


def i21_no_dead_end(laws: "Laws") -> None:
    """Every ticket that isn't closed has a next instant."""
    rows = laws.record.rows("SELECT number FROM tickets WHERE status <> 'closed' AND due_at IS NULL")
    laws.require(not rows, "I21", f"no next instant: {[row[0] for row in rows]}")


LAWS = (i06_one_owner, i21_no_dead_end)
AT_THE_END = ()
