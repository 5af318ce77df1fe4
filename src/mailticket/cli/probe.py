"""`check --probe`: a mail through the list and back, which learns how the list treats mail (spec 4.1).

The probe carries our own token, so a daemon that runs meanwhile knows it as its own and does nothing with it.
"""

import secrets
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.errors import RelayAway
from mailticket.ids import MessageId
from mailticket.mail.compose import compose
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.outbound import OutboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.token import own_message_id, read_header, sign_header

if TYPE_CHECKING:
    from mailticket.inbox.imap import Mailbox

WAIT_SECONDS: Final = 120
"""How long a probe may be on its way: moderation takes longer, and is told apart by its silence."""
_EVERY: Final = 1.0
_SILENCE: Final = (
    "Either the list doesn't echo to its poster (that is fine), or the helpdesk is no member, may not post, or the "
    "mail awaits moderation"
)
_LINE: Final = "A trial of the list's size limit; nobody needs to read it.\n"


def probe(config: Config, wait_seconds: float = WAIT_SECONDS) -> Iterator[str]:
    """Send two mails to the list, a short one and one as large as `[list] max_size`; yield what is learned.

    MailboxAway and RelayAway where a server is away; RelayAway too where the relay refuses the list.
    """
    from mailticket.assemble import account
    from mailticket.inbox.imap import Mailbox

    mailbox = Mailbox(account(config))
    try:
        folder = config.imap.folders[0]
        above = mailbox.select(folder).uid_next - 1
        sent = SystemClock().now()
        small = _send(config, sent, "")
        came = _wait(mailbox, config, folder, above, small, wait_seconds)
        if came is None:
            yield f"{config.desk.list.address}: nothing came back within {wait_seconds:.0f} s. {_SILENCE}"
            return
        yield from _learned(came, config, sent)
        large = _send(config, sent, _LINE * (config.list.max_size // len(_LINE)))
        took = _wait(mailbox, config, folder, above, large, wait_seconds) is not None
        size = f"{config.list.max_size // 1000} kB"
        yield f"takes {size}" if took else f"a mail of {size} did not come back: lower [list] max_size"
    finally:
        mailbox.close()


def _send(config: Config, now: datetime, text: str) -> MessageId:
    from mailticket.assemble import relay
    from mailticket.outbox.smtp import Accepted, Carrier, Letter

    key, desk = config.ensure_secret(), config.desk
    message_id = own_message_id(key, None, "probe", secrets.token_hex(8), desk.helpdesk.domain)
    raw = compose(
        OutboundMessage(
            message_id=message_id,
            kind="probe",
            sender=desk.helpdesk,
            to=(desk.list,),
            reply_to=(desk.helpdesk,),
            subject="mailticket probe, please ignore",
            text=text or "mailticket tries whether the list delivers. Please ignore this mail.\n",
            date=now.astimezone(desk.timezone),
            language=desk.locale,
            keyed=sign_header(key, {"mail": "probe", "id": message_id.strip("<>").partition("@")[0]}),
        )
    )
    with Carrier(relay(config)) as carrier:
        letter = Letter(sender=desk.helpdesk.address, recipients=(desk.list.address,), raw=raw)
        for recipient, outcome in carrier.carry(letter).items():
            if not isinstance(outcome, Accepted):
                raise RelayAway(f"the relay did not take a mail to {recipient}: {outcome}")
    return message_id


def _wait(
    mailbox: "Mailbox", config: Config, folder: str, above: int, message_id: MessageId, seconds: float
) -> InboundMessage | None:
    """The copy that came back, by its Message-ID or, where the list gives a new one, by our keyed header."""
    from mailticket.inbox.imap import Fetched

    wanted = message_id.strip("<>").partition("@")[0]
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        uids = mailbox.uids_above(above, mailbox.select(folder).exists)
        for one in mailbox.fetch(uids) if uids else ():
            message = parse(one.raw) if isinstance(one, Fetched) else None
            said = read_header(config.load_secret(), message.header("x-mailticket") or "") if message else None
            if message is not None and (message.message_id == message_id or (said and said.get("id") == wanted)):
                return message
        time.sleep(_EVERY)
    return None


def _learned(came: InboundMessage, config: Config, sent: datetime) -> Iterator[str]:
    """What the list did with the mail on its way."""
    took = (SystemClock().now() - sent).total_seconds()
    yield f"{config.desk.list.address}: echoes to its poster, after {took:.0f} s"
    if came.author != config.desk.helpdesk:
        yield f"rewrites From (now {came.author}): what your mail server proves is then the list, not who wrote"
    if came.reply_to != (config.desk.helpdesk,):
        yield f"changes Reply-To (now {', '.join(one.address for one in came.reply_to) or 'none'})"
    if not came.subject.startswith("mailticket probe"):
        yield f"changes the subject (now {came.subject!r}); that is fine"
    list_id = came.header("list-id") or ""
    wanted = config.list.id or config.desk.list.address.replace("@", ".")
    if wanted.lower() not in list_id.lower():
        yield f"has the List-Id {list_id or '(none)'}: write it as [list] id"
