"""`mailticket read FILE|FOLDER|- … [--json]`: how mails are read, one JSON line each, no database touched (spec 4.4).

Exit code 1 at the end if something couldn't be read, else 0. Thousands of files in one call: lines are written
as they come.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mailticket.cli import output
from mailticket.ids import Address
from mailticket.mail.bounce import Bounce, read_bounce
from mailticket.mail.classify import NO_LIST, Machine, OurList, machine
from mailticket.mail.command import take_commands
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.prescan import prescan
from mailticket.mail.reply import Reply, read_reply
from mailticket.mail.token import read_own

KINDS: Final = {"bounce": "bounce", "feedback": "feedback"}
"""Kinds of machine mail with a name of their own in the JSON; every other machine is `auto_reply`."""
_MBOX: Final = b"From "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE|FOLDER|-",
        help="mails, folders of mails (walked), mbox files, or - for one mail on stdin",
    )
    parser.add_argument("--json", action="store_true", help="one JSON line for each message")


def run(args: argparse.Namespace) -> int:
    """Read every message named and write its line. 0: all were read; 1: some file couldn't be."""
    failed = False
    known = _known(args)
    for name, raw, error in _messages(args.paths):
        reading = _reading(name, raw, known) if raw is not None else _unreadable(name, error, known)
        if raw is None:
            failed = True
            output.error(f"{name}: {error}")
        if args.json:
            output.json(reading)
        elif raw is not None:
            output.line(_summary(reading))
    return 1 if failed else 0


def _messages(paths: list[str]) -> Iterator[tuple[str, bytes | None, str]]:
    """Name, bytes (None: unreadable) and error of each message, folders walked in sorted order."""
    for path in paths:
        if path == "-":
            yield "-", sys.stdin.buffer.read(), ""
            continue
        for file in _files(Path(path)):
            try:
                raw = file.read_bytes()
            except OSError as error:
                yield str(file), None, error.strerror or "can't be read"
                continue
            yield from _in_file(str(file), raw)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        if inner.is_dir():
            yield from _files(inner)
        else:
            yield inner


def _in_file(name: str, raw: bytes) -> Iterator[tuple[str, bytes, str]]:
    """One message, or each message of an mbox (RFC 4155: `From ` at the start and after empty lines)."""
    pieces = raw.split(b"\n\nFrom ") if raw.startswith(_MBOX) else [raw]
    if len(pieces) == 1:
        yield name, raw.partition(b"\n")[2] if raw.startswith(_MBOX) else raw, ""
        return
    for number, piece in enumerate(pieces, start=1):
        yield f"{name}#{number}", piece.partition(b"\n")[2] + b"\n", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a configuration adds to the reading: our list, whose marks don't count, and our own mail."""

    ours: OurList = NO_LIST
    key: bytes = b""
    """Key of our tokens; empty without a configuration: then nothing is `own`."""
    senders: frozenset[str] = frozenset()


def _known(args: argparse.Namespace) -> _Known:
    """What the configuration named with --config says; the default places are not looked at."""
    if not getattr(args, "config", None):
        return _Known()
    from mailticket.cli.opening import config_of

    config = config_of(args)
    addresses = config.addresses()
    ours = OurList(
        address=addresses.list.key,
        list_id=config.list.id or "",
        aliases=(addresses.helpdesk.key, *(one.key for one in (*addresses.helpdesk_aliases, *addresses.list_aliases))),
    )
    return _Known(ours=ours, key=config.load_secret(), senders=frozenset({ours.address, *ours.aliases}))


def _unreadable(name: str, error: str, known: _Known) -> dict[str, object]:
    empty = parse(b"")
    return {**_fields(name, empty, read_reply(empty), known), "problems": [error]}


def _reading(name: str, raw: bytes, known: _Known) -> dict[str, object]:
    """The reading; of a message over the limits of spec 5.3 only the reason why it isn't read."""
    reason = prescan(raw)
    if reason is not None:
        return _unreadable(name, reason, known)
    message = parse(raw)
    return _fields(name, message, read_reply(message), known)


def _is_own(message: InboundMessage, known: _Known) -> bool:
    """Our token in the Message-ID, under an address of ours (spec 1.3 row 1)."""
    author, own_id = message.author, message.message_id
    if not known.key or author is None or author.key not in known.senders or own_id is None:
        return False
    return read_own(known.key, own_id) is not None


def _fields(name: str, message: InboundMessage, reply: Reply, known: _Known) -> dict[str, object]:
    own = _is_own(message, known)
    found = None if own else machine(message, known.ours)
    bounce = read_bounce(message) if found is not None and found.kind == "bounce" else None
    return {
        "file": name,
        "message_id": message.message_id,
        "author": _mailbox(message.author) if message.author else None,
        "to": [_mailbox(one) for one in message.to],
        "cc": [_mailbox(one) for one in message.cc],
        "subject": message.subject,
        "date": message.date.isoformat() if message.date else None,
        "kind": "own" if own else KINDS.get(found.kind, "auto_reply") if found else "human",
        "evidence": ["our token in the Message-ID"] if own else _evidence(found),
        "text": message.text,
        "new_text": reply.new_text,
        "empty": reply.empty,
        "attachments": [{"name": one.name, "type": one.type, "size": one.size_bytes} for one in message.attachments],
        "bounce": _bounce(bounce) if bounce else None,
        "in_reply_to": message.in_reply_to[0] if message.in_reply_to else None,
        "references": list(message.references),
        "commands": _commands(reply),
        "problems": list(message.problems),
    }


def _mailbox(one: Address) -> dict[str, str]:
    return {"name": one.name, "address": one.address}


def _evidence(found: Machine | None) -> list[str]:
    if found is None:
        return []
    return [found.kind, *found.evidence] if found.kind not in {"auto_reply", *KINDS} else list(found.evidence)


def _bounce(bounce: Bounce) -> dict[str, object]:
    return {
        "recipients": [
            {"address": one.address, "status": one.status, "action": one.action, "permanent": one.permanent}
            for one in bounce.recipients
        ]
    }


def _commands(reply: Reply) -> list[str]:
    if not reply.new_text.startswith("#"):
        return []
    from mailticket.ticket.commands import BY_WORD

    return [one.line for one in take_commands(reply.new_text, BY_WORD).commands]


def _summary(reading: dict[str, object]) -> str:
    """One message for people: what kind it is, who wrote it, and its first new words."""
    author = reading["author"]
    sender = author["address"] if isinstance(author, dict) else "?"
    words = " ".join(str(reading["new_text"]).split())[:60] or ("(empty)" if reading["empty"] else "(attachments only)")
    return f"{reading['kind']:<10} {sender:<30} {str(reading['subject'])[:40]:<40} {words}"
