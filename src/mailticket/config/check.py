"""What no single key can show: settings that don't go together (spec 4.2)."""

from collections import Counter
from collections.abc import Iterator
from string import Formatter

from mailticket.config.settings import ImapSettings, SmtpSettings
from mailticket.config.whole import Config

_LOOPBACK = ("localhost", "::1", "[::1]")


def problems(config: Config) -> list[str]:
    """A line for each, without the file's name."""
    return [
        *_addresses(config),
        *_operators(config),
        *_servers(config),
        *_calendar(config),
        *_authority(config),
        *_survey(config),
    ]


def shown(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(shown(item) for item in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {shown(item)}" for key, item in value.items()) + " }"
    return str(value)


def _addresses(config: Config) -> Iterator[str]:
    ours = config.addresses()
    if ours.is_helpdesk(config.desk.list):
        yield f"[desk] list: {config.desk.list} is the helpdesk address too; the list needs an address of its own"
    for alias in config.list.aliases:
        if ours.is_helpdesk(alias):
            yield f"[list] aliases: {alias} is the helpdesk address too"
    if not config.desk.supervisors:
        yield "[desk] supervisors: is empty; somebody has to hear of breaches"
    for supervisor in config.desk.supervisors:
        if ours.is_helpdesk(supervisor) or ours.is_list(supervisor):
            yield f"[desk] supervisors: {supervisor} is the desk's own address"
    for form in config.forms:
        if not ours.is_outside(form.from_):
            yield f"[[forms]] from: {form.from_} belongs to the desk itself"


def _operators(config: Config) -> Iterator[str]:
    if not config.operators:
        yield "[[operators]]: there is none; somebody has to answer"
    ours = config.addresses()
    seen: dict[str, str] = {}
    for number, one in enumerate(config.operators, start=1):
        where = f"[[operators]] {number} ({one.name})"
        if not one.addresses:
            yield f"{where} addresses: is empty; without an address nobody is known"
        for address in one.addresses:
            if address.key in seen:
                yield f"{where} addresses: {address} is listed twice, first with {seen[address.key]}"
            elif ours.is_helpdesk(address) or ours.is_list(address):
                yield f"{where} addresses: {address} is the desk's own address"
            seen.setdefault(address.key, one.name)
    for name, times in Counter(one.name.casefold() for one in config.operators).items():
        if times > 1:
            yield f'[[operators]] name: "{name}" is the name of {times} operators; #assign couldn\'t tell them apart'


def _servers(config: Config) -> Iterator[str]:
    servers: tuple[tuple[str, ImapSettings | SmtpSettings], ...] = (("imap", config.imap), ("smtp", config.smtp))
    for name, server in servers:
        if server.tls == "none" and not _is_loopback(server.host) and not server.allow_plaintext:
            yield (
                f'[{name}] tls: "none" would send mail and password in the clear to {server.host}; '
                'use "implicit" or "starttls", or say allow_plaintext = true'
            )
        if server.username is None and server.password is not None:
            yield f"[{name}] username: is missing beside the password"
        if server.username is not None and server.password is None:
            yield f'[{name}]: no password for {server.username}; write password_file = "{name}-password"'
    if not config.imap.folders:
        yield '[imap] folders: is empty; write ["INBOX"]'
    if config.imap.sent in config.imap.folders:
        yield f'[imap] sent: "{config.imap.sent}" is among the folders that are read'
    if config.imap.after == "move" and config.imap.archive in config.imap.folders:
        yield f'[imap] archive: "{config.imap.archive}" is among the folders that are read'


def _is_loopback(host: str) -> bool:
    return host.lower() in _LOOPBACK or (host.startswith("127.") and host.replace(".", "").isdigit())


def _calendar(config: Config) -> Iterator[str]:
    calendar = config.calendar
    if not calendar.always_open and not any(calendar.hours):
        yield '[calendar] hours: not one opening hour; write { mon = "08:00-16:00" } or always_open = true'
    for day in sorted(set(calendar.closed) & set(calendar.open)):
        yield f"[calendar] open: {day} is among the closed days too"


def _authority(config: Config) -> Iterator[str]:
    authority = config.authority
    unheard = authority.authserv_id is None
    if authority.require == "enforce" and unheard:
        yield '[authority] authserv_id: is missing; without it nothing is proven, and "enforce" would obey nobody'
    if authority.arc_sealers and unheard:
        yield "[authority] arc_sealers: needs authserv_id: a seal is believed by the word of our own server alone"
    if authority.trust_list and config.list.posting == "anyone":
        yield '[authority] trust_list: a list with posting = "anyone" proves nothing about an author'
    elif authority.trust_list and unheard:
        yield "[authority] trust_list: needs authserv_id: the list is known by the word of our own server alone"
    if authority.rewritten_from and not authority.trust_list:
        yield "[authority] rewritten_from: needs trust_list = true"


def _survey(config: Config) -> Iterator[str]:
    try:
        names = {name for _, name, _, _ in Formatter().parse(config.survey.url or "") if name is not None}
    except ValueError:
        yield "[survey] url: has an unpaired brace"
        return
    if names - {"number", "token"}:
        yield f"[survey] url: knows {{number}} and {{token}}, not {{{min(names - {'number', 'token'})}}}"
