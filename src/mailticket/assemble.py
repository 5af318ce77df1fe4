"""Builds everything from a Config: store, desk, mailbox, relay, and the passes over them (house 3)."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.canned.check import check
from mailticket.clock import Clock, SystemClock
from mailticket.config import Config
from mailticket.desk.desk import Desk, Meaning
from mailticket.desk.leaving import may_leave
from mailticket.errors import ConfigError
from mailticket.inbox.connect import ImapAccount
from mailticket.inbox.imap import Mailbox
from mailticket.inbox.poll import BATCH_BYTES, Inbox
from mailticket.mail.classify import OurList
from mailticket.outbox.drain import Go, Later, MayLeave, Outbox, Verdict, Withdraw
from mailticket.outbox.smtp import Relay
from mailticket.store.engine import Fence, Store, Transaction, open_store
from mailticket.store.parcels import Parcel
from mailticket.store.schema import is_current, require_current, upgrade


def store(config: Config, fence: Fence | None = None) -> Store:
    """The database, ready: an SQLite file is created and upgraded, on PostgreSQL that is `db upgrade`'s affair.

    `fence`: a daemon's. ConfigError if a newer version made it, or a server's tables are not up to date (spec 4.3).
    """
    opened = open_store(config.database_url, fence)
    if opened.path is None:
        require_current(opened)
    elif not is_current(opened):
        opened.path.parent.mkdir(parents=True, exist_ok=True)
        upgrade(opened)
    return opened


def reader(config: Config) -> Store:
    """The database for a command that only reads; ConfigError where there is none yet."""
    opened = open_store(config.database_url)
    if not is_current(opened):
        raise ConfigError(f"{config.database_file or 'the database'}: no tickets yet; `mailticket run` makes it")
    return opened


def catalog(config: Config) -> Catalog:
    """The shipped canned responses, and the desk's own over them. ConfigError if none are in the desk's language."""
    own = config.desk.canned_folder
    loaded = Catalog.load([shipped_folder(), *([own] if own else [])])
    if config.desk.locale not in loaded.locales:
        there = ", ".join(loaded.locales)
        raise ConfigError(f"[desk] locale: no canned responses in {config.desk.locale!r}; there are {there}")
    return loaded


def desk(config: Config) -> Desk:
    """The desk; ConfigError names the file and key that it can't be built from."""
    addresses, texts = config.addresses(), catalog(config)
    inside = (addresses.helpdesk, *addresses.helpdesk_aliases, *addresses.list_aliases)
    return Desk(
        name=config.desk.name,
        locale=config.desk.locale,
        addresses=addresses,
        policy=config.policy(),
        ours=OurList(
            address=addresses.list.key, list_id=config.list.id or "", aliases=tuple(one.key for one in inside)
        ),
        folders=frozenset(config.imap.folders),
        posting=config.list.posting,
        list_max_bytes=config.list.max_size,
        max_attachment_bytes=config.imap.max_attachment,
        forms=tuple(form.from_ for form in config.forms),
        border=config.border(),
        require=config.authority.required,
        catalog=texts,
        meanings=tuple(Meaning.of(one) for one in texts.statements()),
        key=config.ensure_secret(),
        rules_url=config.desk.rules_url,
        survey_url=config.survey.url,
        max_auto_mails=config.smtp.max_auto_mails,
        unique=lambda: secrets.token_hex(8),
    )


def account(config: Config) -> ImapAccount:
    """Where the mailbox is and how to get in."""
    imap = config.imap
    return ImapAccount(
        host=imap.host,
        port=imap.port,
        tls=imap.tls,
        username=imap.username,
        password=imap.password.read,
        renew=imap.password.renew,
        ca_file=str(imap.ca_file) if imap.ca_file else None,
        answer_bytes=2 * max(imap.max_message, BATCH_BYTES),
    )


def relay(config: Config) -> Relay:
    """Where the relay is and how to get in."""
    smtp = config.smtp
    return Relay(
        host=smtp.host,
        port=smtp.port,
        tls=smtp.tls,
        username=smtp.username,
        password=smtp.password.read if smtp.password else None,
        renew=smtp.password.renew if smtp.password else None,
        ca_file=str(smtp.ca_file) if smtp.ca_file else None,
    )


def examine(desk: Desk) -> None:
    """Render every canned response of the desk's language once; ConfigError names each that can't be (spec 3.2)."""
    faults = check(desk.catalog, desk.locale)
    if faults:
        raise ConfigError("\n".join(faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """Everything that the passes run on."""

    config: Config
    store: Store
    desk: Desk
    account: ImapAccount
    relay: Relay
    inbox: Inbox
    outbox: Outbox
    clock: Clock
    jitter: Callable[[], float]
    """Numbers in [0, 1) that keep retries apart."""

    def mailbox(self) -> Mailbox:
        """A connection to the mailbox of its own; each thread needs one."""
        return Mailbox(self.account)

    def may_leave(self, desk: Desk) -> MayLeave:
        """What the drain pass asks at the moment of sending."""

        def ask(tx: Transaction, parcel: Parcel, now: datetime) -> Verdict:
            at = may_leave(tx, desk, parcel, now)
            if at is None:
                return Withdraw("the silence it belongs to is over")
            return Go() if at <= now else Later(at, "outside opening hours, or one was sent today")

        return ask


def works(config: Config, clock: Clock | None = None, fence: Fence | None = None) -> Works:
    """Build everything; nothing is connected yet. `fence`: a daemon's (I19).

    ConfigError as in `Config.check_secrets`, `store` and `desk`.

    Later passwords are fetched at every login, where a missing one is only waited for: it may be just being changed.
    """
    config.check_secrets()
    imap, smtp = config.imap, config.smtp
    return Works(
        config=config,
        store=store(config, fence),
        desk=desk(config),
        account=account(config),
        relay=relay(config),
        inbox=Inbox(folders=imap.folders, start=imap.start, max_message_bytes=imap.max_message),
        outbox=Outbox(max_per_hour=smtp.max_per_hour, echo_wait=smtp.echo_wait),
        clock=clock or SystemClock(),
        jitter=random.random,
    )
