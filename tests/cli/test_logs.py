"""The log: lines for people, objects for programs; what a mail says never reaches a terminal raw (spec 4.3, 4.4)."""

import json
import logging
from datetime import datetime, timedelta, timezone

import pytest

from mailticket.cli.logs import set_up

WIB = timezone(timedelta(hours=7))


def broken(text):
    raise ValueError(text)


@pytest.fixture
def root():
    logger = logging.getLogger()
    was = (logger.handlers[:], logger.level)
    yield logger
    logger.handlers[:], logger.level = was


def test_people_get_a_line_with_the_tally(root, capsys):
    set_up("text", WIB)
    logging.getLogger("mailticket.x").info("drained", extra={"tally": {"sent": 3, "failed": 0}, "to": "a\x1bb"})
    time, clock, rest = capsys.readouterr().out.split(" ", 2)
    datetime.fromisoformat(f"{time} {clock}")
    assert rest == "drained: sent 3, to a␛b\n"


def test_programs_get_an_object_a_line(root, capsys):
    set_up("json", WIB)
    try:
        broken("a\nb")
    except ValueError:
        logging.getLogger("mailticket.x").exception("broke \x1b", extra={"tally": {"sent": 3}})
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["level"], told["from"], told["message"]) == ("error", "mailticket.x", "broke \x1b")
    assert told["tally"] == {"sent": 3}
    assert "ValueError" in told["traceback"]
    assert datetime.fromisoformat(told["at"]).utcoffset() == timedelta(hours=7)


def test_a_traceback_keeps_its_lines_for_people(root, capsys):
    set_up("text", WIB)
    try:
        broken("a\x9bb")
    except ValueError:
        logging.getLogger("mailticket.x").exception("broke")
    said = capsys.readouterr().out
    assert "ERROR broke\nTraceback" in said
    assert said.endswith("ValueError: a⟨U+009B⟩b\n")


def test_libraries_tell_only_of_trouble(root, capsys):
    set_up("text", WIB)
    logging.getLogger("apscheduler.scheduler").info("Added job")
    assert capsys.readouterr().out == ""
