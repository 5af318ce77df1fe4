"""What a mailbox and its `sent` folder say of the past, in order of time (spec 2.6, 4.5). Nothing is looked up here.

A desk decides on a message some time after it arrived: seconds, or days if it was down. When, the mails tell that
followed from it. Between two of them the order of arrival decides.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mailticket.desk.paper import brief
from mailticket.ids import MessageId
from mailticket.mail.parse import parse
from mailticket.mail.token import read_header, read_own

_OWN: Final = re.compile(rb"<mt\.[^<>\s]{20,200}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message that lies in the mailbox."""

    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    size_bytes: int
    message_id: MessageId | None
    ours: frozenset[str]
    """Message-IDs of our own mails that it names anywhere: it was written after they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mail of ours, as a copy of it tells what it was."""

    message_id: MessageId
    said: Mapping[str, str]
    """The keyed header: `mail`, `ticket`, `n`, `spell`, `of` … (`paper.meaning`)."""
    at: datetime
    """When it was decided on."""
    taken_at: datetime
    """When the relay took it; `at` where the copy is the list's own."""
    recipients: tuple[str, ...]
    """To and Cc, as they are compared."""
    subject: str

    @property
    def read_until(self) -> datetime | None:
        """For a mail that a clock caused: up to which instant the mailbox had been read."""
        return datetime.fromisoformat(self.said["read"]) if "read" in self.said else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An act that no mail tells of."""

    at: datetime
    said: Mapping[str, str]
    """`record` names the `Act`."""


def remembered(key: bytes, raw: bytes, received_at: datetime) -> Told | Done | None:
    """What a mail of the `sent` folder tells; None if it is none of ours, or was changed. Its beginning is enough."""
    message = parse(raw)
    keyed = message.header("x-mailticket")
    said = read_header(key, keyed) if keyed else None
    if said is None or message.message_id is None or read_own(key, message.message_id) is None:
        return None
    written = datetime.fromisoformat(said["at"]) if "at" in said else message.date or received_at
    if "record" in said:
        return Done(at=written, said=said)
    return Told(
        message_id=message.message_id,
        said=said,
        at=written,
        taken_at=max(written, received_at),
        recipients=tuple(one.key for one in message.recipients),
        subject=message.subject,
    )


def arrived(folder: str, uidvalidity: int, uid: int, received_at: datetime, size_bytes: int, raw: bytes) -> Arrived:
    """A message of the mailbox, by its beginning."""
    return Arrived(
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        received_at=received_at,
        size_bytes=size_bytes,
        message_id=parse(raw).message_id,
        ours=frozenset(found.decode("ascii", "replace") for found in _OWN.findall(raw)),
    )


def in_order(messages: Iterable[Arrived], mails: Iterable[Told]) -> list[tuple[datetime, Arrived]]:
    """Each message with the instant at which it was decided on, in that order.

    One that nothing followed from was decided on when it arrived, but not before what had arrived earlier, and not
    before a mail that it answers was sent.
    """
    known = {one.message_id: one for one in mails}
    ordered = sorted(messages, key=lambda one: (one.received_at, one.folder, one.uid))
    evidence = _evidence(ordered, known.values())
    found = [evidence.get(n) for n in range(len(ordered))]
    not_after: list[datetime | None] = []
    latest: datetime | None = None
    for one in reversed(found):
        latest = min((at for at in (latest, one) if at is not None), default=None)
        not_after.append(latest)
    not_after.reverse()
    before: list[datetime] = []
    decided = []
    for n, message in enumerate(ordered):
        at = found[n] or _at_least(message, before, not_after[n], known)
        decided.append((max(at, message.received_at), message))
        if found[n] is not None:
            insort(before, at)
    return sorted(decided, key=lambda one: one[0])


def _evidence(ordered: Sequence[Arrived], mails: Iterable[Told]) -> dict[int, datetime]:
    """By place in the order: when the first mail that followed from a message was decided on."""
    first: dict[str, int] = {}
    for n, message in enumerate(ordered):
        if message.message_id is not None:
            first.setdefault(brief(message.message_id), n)
    evidence: dict[int, datetime] = {}
    for mail in mails:
        place = first.get(mail.said.get("of", ""))
        if place is not None:
            evidence[place] = min(mail.at, evidence.get(place, mail.at))
    return evidence


def _at_least(
    message: Arrived, before: Sequence[datetime], not_after: datetime | None, known: Mapping[MessageId, Told]
) -> datetime:
    answered = [known[MessageId(one)].taken_at for one in message.ours if MessageId(one) in known]
    earlier = len(before) if not_after is None else bisect_right(before, not_after)
    return max([message.received_at, *answered, *before[max(earlier - 1, 0) : earlier]])
