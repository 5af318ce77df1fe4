"""The numbers and switches of the procedure, as one value (spec 1.5, 4.2)."""

from dataclasses import dataclass
from datetime import time, tzinfo
from typing import Literal

from mailticket.ticket.calendar import BusinessCalendar
from mailticket.ticket.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a desk decided for itself; the defaults are those of spec 1.5."""

    calendar: BusinessCalendar
    conversation: Literal["direct", "relay"] = "direct"
    """`relay`: the owner just replies, and the daemon sends the text on to the customer (spec 3.1)."""
    claim_within: Span = Span(4, "bh")
    """From opened or released to `unclaimed`."""
    first_response: Span = Span(24, "h")
    """From the claim to a breach."""
    next_response: Span = Span(24, "h")
    """From the customer's reply to a breach."""
    reminder_after: Span = Span(1, "bd")
    """From the last answer to the first reminder."""
    reminder_every: Span = Span(1, "bd")
    """From one reminder, taken by the mail server, to the next."""
    reminders: int = 3
    """Reminders before a silent ticket closes; 0: it closes after `close_after` alone."""
    close_after: Span = Span(1, "bd")
    """From the last reminder, or from the customer's thanks, to the close."""
    update_within: Span = Span(2, "bd")
    """From a progress note to `update_due`."""
    on_hold_update: Span = Span(2, "bd")
    """The same while on hold."""
    confirm_within: Span = Span(1, "bd")
    """From `resolved` to asking the supervisor again."""
    close: Literal["auto", "supervisor"] = "auto"
    """`supervisor`: a closing statement has to be confirmed (spec 1.3 row 6)."""
    reopen_within: Span = Span(30, "d")
    """From closed to the day when a reply opens a new ticket instead."""
    respect_absence: bool = True
    """A return date in a vacation notice pauses reminders and close (spec 1.3 row 5)."""
    duplicate_within: Span = Span(72, "h")
    """The same question again within this joins the first (spec 3.8)."""
    survey_within: Span = Span(30, "d")
    """How long a survey answer counts (spec 3.10)."""
    callback_within: Span = Span(30, "m")
    """When a promised telephone call is due (spec 3.7)."""
    busy_domain: int = 200
    """New tickets an hour from one domain before `received` stays away (spec 2.5)."""
    mails_off: frozenset[str] = frozenset()
    """Names of spec 1.4 that this desk doesn't want."""
    digest_at: time = time(8)
    """Local time of the daily digest."""
    digest_to_list: bool = False

    @property
    def tz(self) -> tzinfo:
        """The desk's zone, the calendar's."""
        return self.calendar.tz
