"""`run`, the daemon in the foreground, and `once`, one pass of every station (spec 4.3)."""

import argparse

from mailticket.cli import logs
from mailticket.cli.opening import become_owner, config_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to write the log."""
    parser.add_argument(
        "--log",
        choices=("text", "json"),
        default="text",
        help="text: for people (the default); json: one object a line, for programs",
    )


def run(args: argparse.Namespace) -> int:
    """Start the passes; returns the daemon's exit code. ConfigError (2) where the configuration can't be used."""
    config = config_of(args)
    from mailticket import daemon

    if config.database_file is not None:
        become_owner(config.database_file)
    with logs.shown(args.log, config.desk.timezone):
        return daemon.once(config) if args.command == "once" else daemon.run(config)
