"""`quarantine [list|show ID|retry ID|discard ID]`: mail that a person must look at; never deleted (spec 2.1, 4.4)."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.errors import Refused
from mailticket.reports.ticket_json import instant
from mailticket.store import inbound, records
from mailticket.store.engine import Store, Transaction
from mailticket.store.inbound import InboundRow, InboundState
from mailticket.store.records import Act, digest

_MOST: Final = 100_000
_HEAD_BYTES: Final = 16_384
"""As much of the raw message as is shown at most."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which message."""
    parser.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=("list", "show", "retry", "discard"),
        help="list (the default), show: reason and header, retry: decide on it again, discard: it has no effect",
    )
    parser.add_argument("id", nargs="?", type=number, metavar="ID", help="the message, as the list numbers it")
    parser.add_argument("--json", action="store_true", help="for programs: an array; of show: one object")


def run(args: argparse.Namespace) -> int:
    """List, show, or do what was asked. Refused if no such message lies in quarantine."""
    config = config_of(args)
    store = store_of(config)
    if args.action == "list":
        return _list(store, config, as_json=args.json)
    if args.id is None:
        raise Refused(f"which one? `mailticket quarantine {args.action} ID`; `mailticket quarantine` lists them")
    if args.action == "show":
        return _show(store, config, args.id, as_json=args.json)
    with store.transaction() as tx:
        retried = args.action == "retry"
        done = inbound.retry(tx, args.id) if retried else discard(tx, args.id, SystemClock().now())
    if not done:
        raise Refused(f"no message {args.id} lies in quarantine")
    output.line(f"{args.id}: {'will be decided on again' if args.action == 'retry' else 'has no effect; it is kept'}")
    return 0


def discard(tx: Transaction, row_id: int, now: datetime) -> bool:
    """A person says that it has no effect, and that goes on record (spec 2.6); False if it isn't in quarantine."""
    row, raw = inbound.show(tx, row_id), inbound.raw(tx, row_id)
    if row is None or raw is None or not inbound.discard(tx, row_id, now):
        return False
    records.add(tx, Act.DISCARDED, now, {"bytes": digest(raw), "received": row.received_at.isoformat()})
    return True


def _list(store: Store, config: Config, *, as_json: bool) -> int:
    with store.reading() as tx:
        found = inbound.quarantined(tx, _MOST)
    if as_json:
        output.json([_json(row, config) for row in found])
    elif found:
        _print(found, config)
    else:
        output.line("nothing lies in quarantine")
    return 0


def _show(store: Store, config: Config, row_id: int, *, as_json: bool) -> int:
    with store.reading() as tx:
        row, raw = inbound.show(tx, row_id), inbound.raw(tx, row_id)
    if row is None or raw is None or row.state is not InboundState.QUARANTINED:
        raise Refused(f"no message {row_id} lies in quarantine")
    head = _head(raw)
    if as_json:
        output.json(_json(row, config) | {"traceback": row.traceback, "head": head})
        return 0
    output.line(f"{row.id}  {row.subject or '(no subject)'}", "bold")
    output.line(f"  received  {when.shown(row.received_at, config.desk.timezone)}, {row.size_bytes} bytes")
    output.line(f"  place     {row.folder}, UID {row.uid} ({row.uidvalidity})")
    output.line(f"  reason    {row.reason or '-'}", "red")
    if row.traceback:
        output.line()
        output.block(row.traceback.rstrip(), indent="    ", style="dim")
    output.line()
    output.block(head, indent="    ")
    return 0


def _head(raw: bytes) -> str:
    """The header as it came; bytes that are no UTF-8 as hexadecimal escapes."""
    ends = [end for mark in (b"\r\n\r\n", b"\n\n") if (end := raw.find(mark)) >= 0]
    head = raw[: min([*ends, _HEAD_BYTES])]
    return head.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


def _json(row: InboundRow, config: Config) -> dict[str, object]:
    tz = config.desk.timezone
    return {
        "id": row.id,
        "at": instant(row.received_at, tz),
        "status": row.state.value,
        "reason": row.reason,
        "message_id": row.message_id,
        "subject": row.subject,
        "folder": row.folder,
        "uid": row.uid,
        "size": row.size_bytes,
        "attempts": row.attempts,
    }


def _print(found: Sequence[InboundRow], config: Config) -> None:
    tz = config.desk.timezone
    output.table(
        ("Id", "Received", "Bytes", "Subject", "Reason"),
        [
            (str(row.id), when.shown(row.received_at, tz), str(row.size_bytes), row.subject or "-", row.reason or "-")
            for row in found
        ],
    )
