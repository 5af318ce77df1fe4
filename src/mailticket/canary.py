"""The canary: a mail of our own through the real list and back, by fresh logins on both servers (spec 4.1, 5.4).

It carries our token, so that the passes know it as ours and do nothing with it. `check --probe` sends one by hand;
the daemon does so at each `[monitor] canary`, and measures the round trip and the age of the credentials.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mailticket.assemble import Works, relay
from mailticket.config import Config
from mailticket.errors import ConfigError, RelayAway, TemporaryError
from mailticket.ids import MessageId
from mailticket.inbox import whole
from mailticket.inbox.imap import Fetched, Mailbox
from mailticket.mail.compose import compose
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.token import PROBE, own_message_id, read_header, sign_header
from mailticket.outbox.smtp import Accepted, Carrier, Letter

WAIT: Final = timedelta(minutes=5)
"""How long a canary may be on its way."""
_EVERY: Final = 1.0
_LINE: Final = "mailticket tries whether the list delivers. Please ignore this mail.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """How the last canary fared."""

    at: datetime
    """When it was let go."""
    round_trip: timedelta | None = None
    """None: it didn't come back in time, or never left."""
    why: str = ""
    """What kept it; empty: it came back."""
    imap_login_at: datetime | None = None
    """When the mailbox last took our credentials; None: not since the start."""
    smtp_login_at: datetime | None = None
    """When the relay did."""


def fly(works: Works, before: Flight | None, stopped: Callable[[], bool]) -> Flight:
    """Log in to both servers, send one canary, wait for it. Nothing is raised: what went wrong is in `why`."""
    at = works.clock.now()
    imap_at = before.imap_login_at if before else None
    smtp_at = before.smtp_login_at if before else None
    why, took = "", None
    mailbox = works.mailbox()
    try:
        folder = works.config.imap.folders[0]
        above = mailbox.select(folder).uid_next - 1
        imap_at = works.clock.now()
        sent = send(works.config, at)
        smtp_at = works.clock.now()
        if await_copy(mailbox, works.config, folder, above, sent, WAIT.total_seconds(), stopped) is None:
            why = f"no copy of it came back within {WAIT.total_seconds():.0f} s"
        else:
            took = works.clock.now() - at
    except (TemporaryError, ConfigError) as error:
        why = str(error)
    finally:
        mailbox.close()
    return Flight(at=at, round_trip=took, why=why, imap_login_at=imap_at, smtp_login_at=smtp_at)


def send(config: Config, now: datetime, text: str = _LINE) -> MessageId:
    """Send one through a connection of its own. RelayAway, also where the relay refuses the list."""
    key, desk = config.ensure_secret(), config.desk
    message_id = own_message_id(key, None, PROBE, secrets.token_hex(8), desk.helpdesk.domain)
    raw = compose(
        OutboundMessage(
            message_id=message_id,
            kind=PROBE,
            sender=desk.helpdesk,
            to=(desk.list,),
            reply_to=(desk.helpdesk,),
            subject="mailticket probe, please ignore",
            text=text,
            date=now.astimezone(desk.timezone),
            language=desk.locale,
            keyed=sign_header(key, {"mail": PROBE, "id": message_id.strip("<>").partition("@")[0]}),
        )
    )
    with Carrier(relay(config)) as carrier:
        letter = Letter(sender=desk.helpdesk.address, recipients=(desk.list.address,), raw=raw)
        for recipient, outcome in carrier.carry(letter).items():
            if not isinstance(outcome, Accepted):
                raise RelayAway(f"the relay did not take a mail to {recipient}: {outcome}")
    return message_id


def await_copy(
    mailbox: Mailbox,
    config: Config,
    folder: str,
    above: int,
    message_id: MessageId,
    seconds: float,
    stopped: Callable[[], bool] = lambda: False,
) -> InboundMessage | None:
    """The copy that came back, by its Message-ID or, where the list gives a new one, by our keyed header.

    `above`: the last UID before it was sent. None: not in time, or we are to end. MailboxAway.
    """
    wanted = message_id.strip("<>").partition("@")[0]
    until = time.monotonic() + seconds
    others: set[int] = set()
    while time.monotonic() < until and not stopped():
        fresh = [uid for uid in whole.uids(mailbox, mailbox.select(folder), above) if uid not in others]
        for one in whole.messages(mailbox, fresh, config.imap.max_message):
            if not isinstance(one, Fetched):
                continue
            message = parse(one.raw)
            said = read_header(config.load_secret(), message.header("x-mailticket") or "")
            if message.message_id == message_id or (said and said.get("id") == wanted):
                return message
            others.add(one.uid)
        time.sleep(_EVERY)
    return None
