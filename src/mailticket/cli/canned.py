"""`mailticket canned [list | show NAME | render NAME [--ticket N] | check]`: the canned responses (spec 3.2, 4.4).

Works without a configuration too: then only the shipped texts are there, in English unless `--locale` says otherwise.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mailticket.cli import output
from mailticket.cli.number import number
from mailticket.config import default_path, load
from mailticket.errors import Refused

if TYPE_CHECKING:
    from mailticket.canned.catalog import Canned, Catalog
    from mailticket.canned.values import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    catalog: "Catalog"
    locale: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the four verbs; none means `list`."""
    parser.add_argument("verb", nargs="?", default="list", choices=("list", "show", "render", "check"))
    parser.add_argument("name", nargs="?", metavar="NAME", help="for show and render: which text")
    parser.add_argument("--locale", metavar="LOCALE", help="default: the desk's")
    parser.add_argument("--ticket", type=number, metavar="N", help="for render: with what is known of ticket N")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(misuse=parser.error)


def run(args: argparse.Namespace) -> int:
    """Carry out one verb. 0: fine; 1: no such text, or `check` found a fault."""
    texts = _texts(args)
    if args.verb == "check":
        return _check(args, texts.catalog)
    if args.verb == "list":
        return _list(args, texts)
    if not args.name:
        args.misuse(f"{args.verb} needs a NAME; `mailticket canned list` has them")
    if args.name not in texts.catalog.locale(texts.locale).names:
        raise Refused(f"no canned response {args.name} in {texts.locale}; `mailticket canned list` has the names")
    return _show(args, texts) if args.verb == "show" else _render(args, texts)


def _texts(args: argparse.Namespace) -> _Texts:
    from mailticket.canned.catalog import Catalog, shipped_folder

    folders, locale = [shipped_folder()], "en"
    path = args.config or default_path(os.environ)
    if args.config or path.is_file():
        config = load(path, state=args.state, environ=os.environ)
        locale = config.desk.locale
        folders += [Path(config.desk.canned_folder)] if config.desk.canned_folder else []
    catalog = Catalog.load(folders)
    return _Texts(catalog=catalog, locale=catalog.locale(args.locale or locale).language.locale)


def _list(args: argparse.Namespace, texts: _Texts) -> int:
    locale = texts.catalog.locale(texts.locale)
    chosen = [locale.texts[name] for name in locale.names]
    if args.json:
        output.json([_described(one) for one in chosen])
    else:
        output.table(("name", "means", "what it is"), [(one.name, _meaning(one), one.description) for one in chosen])
    return 0


def _show(args: argparse.Namespace, texts: _Texts) -> int:
    text = texts.catalog.locale(texts.locale).texts[args.name]
    if args.json:
        output.json(_described(text) | {"body": text.body})
    else:
        output.line(str(text.path), "dim")
        output.block(text.path.read_text(encoding="utf-8").rstrip("\n"))
    return 0


def _render(args: argparse.Namespace, texts: _Texts) -> int:
    from mailticket.canned.render import render
    from mailticket.canned.samples import FULL

    values = FULL if args.ticket is None else _of_ticket(args)
    rendered = render(texts.catalog, args.name, texts.locale, values)
    if args.json:
        output.json({"subject": rendered.subject, "text": rendered.text, "html": rendered.html})
    else:
        output.line(rendered.subject, "bold")
        output.line()
        output.block(rendered.text.rstrip("\n"))
    return 0


def _of_ticket(args: argparse.Namespace) -> "Values":
    """What the text may say of a ticket on record; Refused if there is none of that number."""
    from mailticket import assemble
    from mailticket.cli.opening import config_of, store_of
    from mailticket.clock import SystemClock
    from mailticket.desk import words
    from mailticket.store import tickets

    config = config_of(args)
    with store_of(config).reading() as tx:
        ticket = tickets.load(tx, args.ticket)
        if ticket is None:
            raise Refused(f"there is no ticket {args.ticket}")
        return words.for_example(tx, assemble.desk(config), ticket, SystemClock().now())


def _check(args: argparse.Namespace, catalog: "Catalog") -> int:
    from mailticket.canned.check import check

    faults = check(catalog, args.locale)
    if args.json:
        output.json(list(faults))
        return 1 if faults else 0
    for fault in faults:
        output.line(fault, "red")
    if not faults:
        output.line(f"{sum(len(one.names) for one in catalog.locales.values())} texts, no fault")
    return 1 if faults else 0


def _described(text: "Canned") -> dict[str, object]:
    return {
        "name": text.name,
        "subject": text.subject,
        "description": text.description,
        "file": str(text.path),
        "closes": text.marks.get("closes"),
        "waits": text.marks.get("waits") != "false",
        "reminds": text.marks.get("reminds") == "true",
    }


def _meaning(text: "Canned") -> str:
    return ", ".join(f"{key}: {value}" for key, value in sorted(text.marks.items()))
