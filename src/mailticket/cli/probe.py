"""`check --probe`: a mail through the list and back, which learns how the list treats mail (spec 4.1).

The probe carries our own token, so a daemon that runs meanwhile knows it as its own and does nothing with it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.mail.inbound import InboundMessage

WAIT_SECONDS: Final = 120
"""How long a probe may be on its way: moderation takes longer, and is told apart by its silence."""
_SILENCE: Final = (
    "Either the list doesn't echo to its poster (that is fine), or the helpdesk is no member, may not post, or the "
    "mail awaits moderation"
)
_LINE: Final = "A trial of the list's size limit; nobody needs to read it.\n"


def probe(config: Config, wait_seconds: float = WAIT_SECONDS) -> Iterator[str]:
    """Send two mails to the list, a short one and one as large as `[list] max_size`; yield what is learned.

    MailboxAway and RelayAway where a server is away; RelayAway too where the relay refuses the list.
    """
    from mailticket import canary
    from mailticket.assemble import account
    from mailticket.inbox.imap import Mailbox

    mailbox = Mailbox(account(config))
    try:
        folder = config.imap.folders[0]
        above = mailbox.select(folder).uid_next - 1
        sent = SystemClock().now()
        small = canary.send(config, sent)
        came = canary.await_copy(mailbox, config, folder, above, small, wait_seconds)
        if came is None:
            yield f"{config.desk.list.address}: nothing came back within {wait_seconds:.0f} s. {_SILENCE}"
            return
        yield from _learned(came, config, sent)
        large = canary.send(config, sent, _LINE * (config.list.max_size // len(_LINE)))
        took = canary.await_copy(mailbox, config, folder, above, large, wait_seconds) is not None
        size = f"{config.list.max_size // 1000} kB"
        yield f"takes {size}" if took else f"a mail of {size} did not come back: lower [list] max_size"
    finally:
        mailbox.close()


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
