"""The log: lines for people, objects for programs; what a mail says never reaches a terminal raw (spec 4.3, 4.4)."""

import json
import logging
from datetime import datetime, timedelta, timezone

from mailticket.cli.logs import shown

WIB = timezone(timedelta(hours=7))


def broken(text):
    raise ValueError(text)


def test_people_get_a_line_with_the_tally(capsys):
    with shown("text", WIB):
        logging.getLogger("mailticket.x").info("drained", extra={"tally": {"sent": 3, "failed": 0}, "to": "a\x1bb"})
    time, clock, rest = capsys.readouterr().out.split(" ", 2)
    datetime.fromisoformat(f"{time} {clock}")
    assert rest == "drained: sent 3, to a␛b\n"


def test_programs_get_an_object_a_line(capsys):
    with shown("json", WIB):
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


def test_a_traceback_keeps_its_lines_for_people(capsys):
    with shown("text", WIB):
        try:
            broken("a\x9bb")
        except ValueError:
            logging.getLogger("mailticket.x").exception("broke")
    said = capsys.readouterr().out
    assert "ERROR broke\nTraceback" in said
    assert said.endswith("ValueError: a⟨U+009B⟩b\n")


def test_libraries_tell_only_of_trouble(capsys):
    with shown("text", WIB):
        logging.getLogger("apscheduler.scheduler").info("Added job")
    assert capsys.readouterr().out == ""


def test_at_the_end_nothing_of_it_is_left():
    root, library = logging.getLogger(), logging.getLogger("apscheduler")
    before = (root.handlers[:], root.level, library.level)
    with shown("text", WIB):
        assert (root.handlers[:], root.level, library.level) != before
    assert (root.handlers[:], root.level, library.level) == before
