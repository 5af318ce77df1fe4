"""What a mail says, as a frozen value (spec 2.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mailticket.ids import Address, MessageId

PICTURE_MIN: Final = 30_000
"""Bytes from which a picture in the text is a photo or a screenshot, not the logo of a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that isn't the text: a file, a picture, a forwarded message, a calendar."""

    name: str
    """Cleaned: no path, no control character, at most 120 characters; made up where the sender gave none."""
    type: str
    """MIME type in lower case, `type/subtype`."""
    content: bytes
    """Decoded (base64, quoted-printable undone). For `message/rfc822`: the inner message's bytes."""
    content_id: str | None = None
    """Without angle brackets; None if the part has none."""
    inline: bool = False
    """A picture that the HTML part shows by its Content-ID, small or in what it quotes: no content."""

    @property
    def size_bytes(self) -> int:
        """Of the decoded content."""
        return len(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One mail, read. Nothing in it is trusted and nothing raises: what was odd is in `problems`."""

    message_id: MessageId | None
    in_reply_to: tuple[MessageId, ...] = ()
    references: tuple[MessageId, ...] = ()
    """Oldest first, as in the header."""
    author: Address | None = None
    """The first mailbox of the first From; None if there is none that can be read."""
    from_count: int = 1
    """How many mailboxes the From headers name together; authority needs exactly one (spec 2.4)."""
    from_doubts: tuple[str, ...] = ()
    """Why From can't give authority: defects, or two parsers that read it differently (spec 2.4); empty: no doubt."""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    sender: Address | None = None
    return_path: str | None = None
    """Address without brackets; '' is the null path; None if the header is missing."""
    subject: str = ""
    """Decoded, as a reader sees it, on one line, control characters removed."""
    date: datetime | None = None
    """Aware; None if missing or unreadable."""
    headers: tuple[tuple[str, str], ...] = ()
    """Every top-level header in order: name in lower case, value unfolded and decoded."""
    trace: tuple[tuple[str, str], ...] = ()
    """What servers wrote on its way (Received, Authentication-Results, ARC), in order: unfolded, never decoded."""
    text: str = ""
    """The whole body as text, LF line ends; HTML turned into text where there is no (or an empty) plain part."""
    html: str = ""
    """The HTML body, '' if there is none; pictures written into it are among the attachments."""
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[str, ...] = ()
    """What was odd, one sentence each."""

    def header(self, name: str) -> str | None:
        """The first value of a header (`name` in lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def recipients(self) -> tuple[Address, ...]:
        """To and Cc together."""
        return self.to + self.cc
