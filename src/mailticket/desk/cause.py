"""What made the desk act: a message, an order at the command line, or the clock."""

from dataclasses import dataclass
from datetime import datetime

from mailticket.desk.letter import Letter
from mailticket.ids import Address, MessageId
from mailticket.mail.inbound import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The message that a mail passes on."""

    author: Address | None
    text: str
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()
    """Names of attachments that were too large to be kept (spec 3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something happens, for the journal and for the mails that follow."""

    at: datetime
    """When it happened: for a message when the server received it."""
    now: datetime
    """When it is decided."""
    why: str
    """The evidence in a sentence."""
    read_until: datetime | None = None
    """For the clock: the instant up to which the mailbox was known to be read."""
    letter: Letter | None = None
    inbound_id: int | None = None
    opens: bool = False
    """The message is the question that opens the ticket."""
    passed: Passed | None = None
    """What `announcement`, `copy`, `sent_on` and their kin carry; None for the clock."""

    @property
    def message_id(self) -> MessageId | None:
        """The message that the mails which follow answer."""
        return self.letter.message_id if self.letter else None
