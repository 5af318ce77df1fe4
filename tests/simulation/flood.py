"""One sender writes more than anybody can read: bundled, while others are served (spec 2.5, 5.3)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.simulation.house import HELPDESK
from tests.simulation.people import Meant
from tests.simulation.post import Draft, wire

if TYPE_CHECKING:
    from tests.simulation.laws import Laws
    from tests.simulation.town import Town

FLOODER: Final = "gita@mail.example.org"
AN_HOUR: Final = 20
"""New tickets from one address in an hour; what is more is collected."""
RARE: Final = 0.03


def begin(town: "Town") -> None:
    """In few seeds, for some hours of one day."""
    if town.chance.of("flood") >= RARE:
        return
    mails = 25 + int(town.chance.of("mails of the flood") ** 2 * 300)
    town.later(town.chance.span("when the flood", timedelta(days=7)), lambda: _comes(town, mails))


def _comes(town: "Town", mails: int) -> None:
    if not town.story.tells("flood", f"{FLOODER} writes {mails} mails"):
        return
    longest = timedelta(hours=town.chance.pick("hours of the flood", (0.1, 1, 3)))
    for n in range(mails):
        town.later(longest * town.chance.of(f"flood {n}"), lambda n=n: _writes(town, n))


def _writes(town: "Town", n: int) -> None:
    draft = Draft(
        sender=f"Gita <{FLOODER}>",
        to=[HELPDESK],
        subject=f"Question number {n}",
        text=f"This is my question number {n}. When will somebody answer it?",
    )
    message_id = f"<{town.chance.word(f'flood {n}')}@mail.example.org>"
    town.people.meant[message_id] = Meant(what="flood", who=FLOODER, about=message_id, draft=draft)
    town.deliver(FLOODER, (HELPDESK,), wire(draft, message_id, town.now))


def i14_a_flood_is_bundled(laws: "Laws") -> None:
    """At most so many new tickets of one address in any hour, and each mail of it is on one of them."""
    rows = laws.record.rows("SELECT opened_at FROM tickets WHERE customer_address = ? ORDER BY opened_at", FLOODER)
    opened = [row[0] for row in rows]
    for first, last in zip(opened, opened[AN_HOUR:], strict=False):
        laws.require(last - first >= 3_600_000_000, "I14", f"more than {AN_HOUR} tickets of one address in an hour")
    kept = {row[0] for row in laws.record.rows("SELECT message_id FROM messages WHERE ticket IS NOT NULL")}
    lost = {
        one.message_id
        for one in laws.town.server.arrived
        if one.which not in laws.town.server.gone and laws.town.people.what(one.message_id) == "flood"
    } - kept
    laws.require(not lost, "I01", f"of a flood, on no ticket: {lost}")


LAWS = (i14_a_flood_is_bundled,)
