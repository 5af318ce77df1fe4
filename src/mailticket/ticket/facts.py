"""Facts as JSON, what the journal holds (I16), and what people see of each (spec 4.4)."""

from collections.abc import Mapping
from typing import Final, cast, get_args

from mailticket.ticket import effects
from mailticket.ticket.codec import Json, from_json, to_json
from mailticket.ticket.effects import Fact

PUBLIC: Final[Mapping[type, str | None]] = {
    effects.Opened: "opened",
    effects.Claimed: "claimed",
    effects.Assigned: "assigned",
    effects.Released: "released",
    effects.Answered: "answered",
    effects.ResponseMet: None,
    effects.Progressed: "progressed",
    effects.Noted: "noted",
    effects.NoteExplained: None,
    effects.CustomerReplied: "customer_replied",
    effects.Thanked: "thanked",
    effects.ReminderQueued: None,
    effects.Reminded: "reminded",
    effects.ReminderDropped: None,
    effects.Quieted: None,
    effects.WentAway: None,
    effects.Warned: None,
    effects.Breached: "breached",
    effects.Excused: "excused",
    effects.CalledAgain: None,
    effects.UpdateAsked: None,
    effects.Held: "held",
    effects.Resumed: "resumed",
    effects.Resolved: "resolved",
    effects.ConfirmAsked: None,
    effects.Closed: "closed",
    effects.Reopened: "reopened",
    effects.Bounced: "bounced",
    effects.Labelled: "labelled",
    effects.CustomerNamed: "labelled",
    effects.ParticipantJoined: "labelled",
    effects.Merged: "merged",
    effects.Surveyed: "surveyed",
    effects.Looped: None,
}
"""The event type that people see for each fact (spec 4.4); None for what only the procedure remembers."""

FACTS: Final[Mapping[str, type]] = {fact.__name__: fact for fact in get_args(Fact)}


def fact_to_json(fact: Fact) -> Json:
    """The fields of a fact."""
    return to_json(fact)


def fact_from_json(name: str, payload: Json) -> Fact:
    """The fact of that class name again. KeyError for a name that is no fact."""
    return cast("Fact", from_json(FACTS[name], payload))
