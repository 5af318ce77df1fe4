"""`check`: tries the configuration for real and says of each thing whether it works, and how to mend it (spec 4.1).

Nothing is sent (but with `--probe`, through the list and back) and no mail is changed; the `sent` folder is made
where it is missing, as the daemon would.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.opening import become_owner, config_of
from mailticket.clock import SystemClock
from mailticket.config import Config, ImapSettings, SmtpSettings
from mailticket.errors import MailticketError, TemporaryError

_SKEW: Final = timedelta(minutes=2)
"""How far ahead of our clock the mail server's may be."""

_RECENT: Final = 50
"""Mails of a folder that are looked at, at most."""
_HEAD_BYTES: Final = 16_384
_MEND: Final = {
    "imap": "[imap] host, port, tls, username and password",
    "smtp": "[smtp] host, port, tls, username and password",
    "database": "[database] url, and who may write there",
    "list": "[desk] list, and whether the helpdesk may post to it",
}
"""What to look at where a server or the database is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was tried, and what came of it."""

    what: str
    ok: bool
    text: str
    """How it stands; where it isn't well, how to mend it."""
    note: bool = False
    """Nothing is wrong, but somebody may expect more."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to print it, and whether to try the list."""
    parser.add_argument("--probe", action="store_true", help="send a mail through the list and back; takes a while")
    parser.add_argument("--json", action="store_true", help="for programs: an array of what was tried")


def run(args: argparse.Namespace) -> int:
    """Try everything, one line each. 0: all is well; 1: something isn't; 2: the file itself is wrong (ConfigError)."""
    config = config_of(args)
    found = []
    for finding in findings(config, SystemClock().now(), probed=args.probe):
        found.append(finding)
        if not args.json:
            _print(finding)
    if args.json:
        output.json([{"what": one.what, "ok": one.ok, "text": one.text} for one in found])
    return 0 if all(one.ok for one in found) else 1


def findings(config: Config, now: datetime, *, probed: bool = False) -> Iterator[Finding]:
    """Everything that can be tried, one after the other. The database comes last: it is opened as its owner.

    `probed`: a mail goes through the list as well, if both servers answer.
    """
    yield Finding(what="configuration", ok=True, text=str(config.file))
    for key in _idle_keys(config):
        yield Finding(what="configuration", ok=True, text=f"{key} has no effect in this version", note=True)
    tries: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
        ("roster", lambda: _roster(config)),
        ("calendar", lambda: _calendar(config, now)),
        ("canned responses", lambda: _canned(config)),
        ("imap", lambda: _imap(config, now)),
        ("smtp", lambda: _smtp(config)),
        ("secret", lambda: _secret(config)),
        ("database", lambda: _database(config)),
    )
    well = True
    for what, tried in tries:
        for finding in _findings(what, tried):
            well = well and finding.ok
            yield finding
    if probed and well:
        from mailticket.cli.probe import probe

        yield from _findings("list", lambda: probe(config))


def _idle_keys(config: Config) -> Iterator[str]:
    """The keys that are read and not used yet, as far as somebody has set them."""
    usual = type(config.numbers)()
    for key in ("callback_within",):
        if getattr(config.numbers, key) != getattr(usual, key):
            yield f"[policy] {key}"


class _Wrong(Exception):
    """Something that was tried doesn't work; its text says how to mend it."""


def _findings(what: str, tried: Callable[[], Iterator[str]]) -> Iterator[Finding]:
    """A finding for each thing that went well, and one for what didn't: the rest can't be tried then."""
    try:
        for text in tried():
            yield Finding(what=what, ok=True, text=text)
    except TemporaryError as problem:
        yield Finding(what=what, ok=False, text=f"{problem}; look at {_MEND[what]}")
    except (_Wrong, MailticketError) as problem:
        for line in str(problem).splitlines():
            yield Finding(what=what, ok=False, text=line)


def _print(finding: Finding) -> None:
    mark = "note" if finding.note else "ok" if finding.ok else "PROBLEM"
    output.line(f"{mark:<8} {finding.what:<17} {finding.text}", None if finding.ok else "red")


def _roster(config: Config) -> Iterator[str]:
    operators, supervisors = config.operators, config.desk.supervisors
    yield f"{len(operators)} operators ({', '.join(one.name for one in operators)}), {len(supervisors)} supervisors"


def _calendar(config: Config, now: datetime) -> Iterator[str]:
    calendar = config.business_calendar()
    opening = calendar.next_open(now)
    yield "open now" if opening <= now else f"next open {when.shown(opening, calendar.tz)}"
    if config.calendar.holidays != "none" and not config.calendar.always_open:
        today = calendar.local_date(now)
        days = (today + timedelta(days=n) for n in range(366))
        ahead = [day for day in days if calendar.is_holiday(day)]
        yield f"{len(ahead)} public holidays in the year ahead{_next_holiday(ahead)}"


def _next_holiday(ahead: list[date]) -> str:
    return f", the next on {ahead[0]}" if ahead else ""


def _canned(config: Config) -> Iterator[str]:
    from mailticket.assemble import catalog
    from mailticket.canned.check import check

    texts = catalog(config)
    if config.desk.locale not in texts.locales:
        raise _Wrong(f'[desk] locale: no texts in "{config.desk.locale}"; there are {", ".join(sorted(texts.locales))}')
    if faults := check(texts, config.desk.locale):
        raise _Wrong("\n".join(faults))
    yield f"{len(texts.locale(config.desk.locale).names)} texts in {config.desk.locale}"


def _imap(config: Config, now: datetime) -> Iterator[str]:
    from mailticket.assemble import account
    from mailticket.cli import proof
    from mailticket.inbox.imap import Fetched, Mailbox

    mailbox = Mailbox(account(config))
    recent: list[bytes] = []
    try:
        for folder in config.imap.folders:
            seen = mailbox.select(folder)
            yield f"{config.imap.host}: {folder} holds {seen.exists} mails, {_login(config.imap)}"
            uids = mailbox.uids_above(max(seen.uid_next - 1 - _RECENT, 0), seen.exists)
            mails = [one for one in mailbox.fetch(uids, first_bytes=_HEAD_BYTES) if isinstance(one, Fetched)]
            recent += [one.raw for one in mails]
            newest = max((one.received_at for one in mails), default=now)
            if newest > now + _SKEW:
                ahead = when.distance(newest - now)
                raise _Wrong(f"the newest mail came {ahead} in the future: set one of the two clocks (NTP)")
        yield from proof.told(recent, config)
        for folder in _own_folders(config):
            mailbox.ensure(folder)
            yield f"{config.imap.host}: {folder} is there"
        yield "tells of new mail at once (IDLE)" if mailbox.can_idle() else f"no IDLE: looks every {config.imap.poll}"
    finally:
        mailbox.close()


def _login(server: ImapSettings | SmtpSettings) -> str:
    if server.username is None or server.password is None:
        return "without a login"
    way = "" if server.password.renew is None else " by access token"
    return f"logged in{way} as {server.username}"


def _own_folders(config: Config) -> tuple[str, ...]:
    return (config.imap.sent, config.imap.archive) if config.imap.after == "move" else (config.imap.sent,)


def _smtp(config: Config) -> Iterator[str]:
    from mailticket.assemble import relay
    from mailticket.outbox.smtp import Carrier

    with Carrier(relay(config)) as carrier:
        carrier.open()
    yield f"{config.smtp.host}:{config.smtp.port} answers, {_login(config.smtp)}"


def _secret(config: Config) -> Iterator[str]:
    """The key of all tokens: may be missing only as long as nothing was signed with it."""
    file, database = config.desk.secret_file, config.database_file
    if not file.exists() and (database is None or not database.exists()):
        yield f"{file}: not there yet; made at the first start"
        return
    config.load_secret()
    yield f"{file}: there; have it in your backup"


def _database(config: Config) -> Iterator[str]:
    from mailticket.store.engine import open_store
    from mailticket.store.schema import is_current, revision

    file = config.database_file
    if file is not None:
        become_owner(file)
        if not file.exists():
            yield from _place(config)
            return
        if not os.access(file, os.W_OK):
            raise _Wrong(f"{file}: can't be written by this user; give it to the one that runs the daemon")
    store = open_store(config.database_url)
    try:
        if not is_current(store):
            raise _Wrong(f"has revision {revision(store) or 'none'}, too old; run `mailticket db upgrade`")
    finally:
        store.close()
    yield f"{file or 'the server answers'}, up to date"


def _place(config: Config) -> Iterator[str]:
    """Where an SQLite file will be made at the first start."""
    if not os.access(config.state, os.W_OK):
        raise _Wrong(f"{config.state}: can't be written by this user; make it, or name another with --state")
    yield f"{config.database_file}: not there yet; made at the first start"
