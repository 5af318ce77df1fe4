"""`outbox [list|retry ID|drop ID]`: mail that waits to be sent, one line a recipient (spec 4.4)."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mailticket.cli import output, when
from mailticket.cli.number import number
from mailticket.cli.opening import config_of, store_of
from mailticket.clock import SystemClock
from mailticket.config import Config
from mailticket.errors import Refused
from mailticket.reports.story_json import shown_status
from mailticket.reports.ticket_json import instant
from mailticket.store import outbox
from mailticket.store.parcels import Delivery, DeliveryStatus, OutboxRow, Parcel, Role

_MOST: Final = 100_000
_NOT_OVER: Final = (
    DeliveryStatus.QUEUED,
    DeliveryStatus.SENDING,
    DeliveryStatus.IN_DOUBT,
    DeliveryStatus.HELD,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which delivery."""
    parser.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=("list", "retry", "drop", "release"),
        help="list (the default), retry: send it now, drop: don't send it, release: go on after all sending was held",
    )
    parser.add_argument("id", nargs="?", type=number, metavar="ID", help="the delivery, as the list numbers it")
    parser.add_argument(
        "--status",
        action="append",
        metavar="STATUS",
        choices=[status.value for status in DeliveryStatus],
        help=f"{', '.join(DeliveryStatus)}; more than once: any of them; default: all that isn't over",
    )
    parser.add_argument("--json", action="store_true", help="for programs: an array")


def run(args: argparse.Namespace) -> int:
    """List, or do what was asked. Refused if there is no such delivery, or it is over."""
    config = config_of(args)
    if args.action == "list":
        return _list(args, config)
    if args.action == "release":
        return _release(config)
    if args.id is None:
        raise Refused(f"which one? `mailticket outbox {args.action} ID`; `mailticket outbox` lists them")
    change = outbox.retry if args.action == "retry" else outbox.drop
    with store_of(config).transaction() as tx:
        done = change(tx, args.id, SystemClock().now())
    if not done:
        raise Refused(f"no delivery {args.id} waits, is held or in doubt")
    output.line(f"{args.id}: {'will be sent at the next pass' if args.action == 'retry' else 'will not be sent'}")
    return 0


def _release(config: Config) -> int:
    """The administrator has looked: what waits may go (spec 2.1)."""
    from mailticket.desk import hold

    with store_of(config).transaction() as tx:
        held = hold.release(tx, SystemClock().now())
    if not held:
        raise Refused("sending isn't held")
    output.line("sending goes on at the next pass")
    return 0


def _list(args: argparse.Namespace, config: Config) -> int:
    from mailticket.desk import hold

    wanted = tuple(DeliveryStatus(word) for word in args.status or ()) or _NOT_OVER
    with store_of(config).reading() as tx:
        parcels = outbox.listing(tx, wanted, _MOST)
        held = hold.reason(tx)
    found = [(one.mail, replace(each, detail=_known(one, each))) for one in parcels for each in one.deliveries]
    if held is not None:
        output.error(f"sending is held: {held}")
    if args.json:
        output.json([_json(mail, delivery, config) for mail, delivery in found])
    elif found:
        _print(found, config)
    else:
        output.line("nothing waits in the outbox" if not args.status else "no such mail")
    return 0


def _known(parcel: Parcel, delivery: Delivery) -> str:
    """The reason; of a doubt also what would settle it (I05)."""
    if delivery.status is not DeliveryStatus.IN_DOUBT:
        return delivery.detail
    by_list = any(one.role is Role.LIST and one.status is DeliveryStatus.IN_DOUBT for one in parcel.deliveries)
    if by_list:
        return f"{delivery.detail}; was sent if the list's copy comes back, else the same mail goes out once more"
    return f"{delivery.detail}; no copy comes back that could tell: the same mail goes out once more"


def _json(mail: OutboxRow, delivery: Delivery, config: Config) -> dict[str, object]:
    tz = config.desk.timezone
    return {
        "id": delivery.id,
        "at": instant(delivery.queued_at, tz),
        "ticket": delivery.ticket,
        "mail": mail.mail,
        "recipient": delivery.recipient,
        "status": shown_status(delivery.status),
        "reason": delivery.detail,
        "attempts": delivery.attempts,
        "next_at": instant(delivery.next_at, tz),
        "message_id": mail.message_id,
        "subject": mail.subject,
    }


def _print(found: Sequence[tuple[OutboxRow, Delivery]], config: Config) -> None:
    output.table(
        ("Id", "Queued", "Ticket", "Mail", "Recipient", "Status", "Tries", "Next", "Reason"),
        [_row(mail, delivery, config) for mail, delivery in found],
    )


def _row(mail: OutboxRow, delivery: Delivery, config: Config) -> tuple[output.Cell, ...]:
    tz, status = config.desk.timezone, shown_status(delivery.status)
    return (
        str(delivery.id),
        when.shown(delivery.queued_at, tz),
        "-" if delivery.ticket is None else f"#{delivery.ticket}",
        mail.mail,
        delivery.recipient,
        output.Styled(status, "yellow") if delivery.status is not DeliveryStatus.QUEUED else status,
        str(delivery.attempts),
        "-" if delivery.status is DeliveryStatus.HELD else when.shown(delivery.next_at, tz),
        delivery.detail,
    )
