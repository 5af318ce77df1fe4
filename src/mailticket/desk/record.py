"""A record of what no mail tells of, as a mail for the `sent` folder: its meaning stands in the keyed header (2.6)."""

import hashlib
from datetime import UTC

from mailticket.desk.desk import Desk
from mailticket.mail.compose import compose
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.token import own_message_id, sign_header
from mailticket.store.parcels import Copy
from mailticket.store.records import Record

KIND = "record"
"""What stands in the place of a mail's name."""


def on_paper(desk: Desk, record: Record) -> Copy:
    """The record as bytes. The same record is the same mail, so that it is known again after a crash."""
    at = record.at.astimezone(UTC).isoformat()
    keyed = sign_header(desk.key, {**record.said, "at": at})
    number = int(record.said.get("ticket", "0")) or None
    unique = hashlib.sha256(keyed.encode()).hexdigest()[:24]
    mail = OutboundMessage(
        message_id=own_message_id(desk.key, number, KIND, unique, desk.domain),
        kind=KIND,
        sender=desk.sender,
        to=(desk.sender,),
        subject=" ".join(one for one in (KIND, record.said["record"], record.said.get("ticket", "")) if one),
        text="\n".join(f"{name}: {value}" for name, value in {**record.said, "at": at}.items()) + "\n",
        date=record.at.astimezone(desk.policy.tz),
        keyed=keyed,
    )
    return Copy(id=record.id, message_id=mail.message_id, raw=compose(mail), taken_at=record.at)
