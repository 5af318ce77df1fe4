"""`mailticket init`: a few questions, then config.toml and the key of all tokens (spec 4.1)."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mailticket.config import load, readers, state_folder
from mailticket.config.check import shown
from mailticket.config.holidays import place
from mailticket.errors import ConfigError, Refused

Answers = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask: the option's name, the words, what is usual, and what reads the answer."""

    name: str
    words: str
    usual: Callable[[Answers], str] = lambda _: ""
    """The answer of those who just press Enter; empty: there has to be one."""
    read: Callable[[object], object] = readers.word
    needless: Callable[[Answers], bool] = lambda _: False
    """Whether an earlier answer makes this one unwanted; then it is neither asked for nor written."""


def _operators(value: object) -> object:
    return [(name or address.partition("@")[0], readers.address(address)) for name, address in _people(value)]


def _addresses(value: object) -> object:
    return [readers.address(address) for _, address in _people(value)]


def _people(value: object) -> list[tuple[str, str]]:
    """`Budi <budi@example.org>, sari@example.org` as names and addresses; the name may be empty."""
    people = [re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*|\s*()(\S+)\s*", one) for one in readers.word(value).split(",")]
    found = [(one[1] or "", one[2] or one[4] or "") for one in people if one]
    if len(found) != len(people):
        raise ValueError('write "Budi <budi@example.org>, Sari <sari@example.org>"')
    return found


QUESTIONS = (
    Question(name="name", words="What is the desk called?", usual=lambda _: "Helpdesk"),
    Question(name="helpdesk", words="The helpdesk's own address", read=readers.address),
    Question(name="list", words="The address of the operators' list", read=readers.address),
    Question(name="operators", words="The operators, as Name <address>, with commas between", read=_operators),
    Question(name="supervisors", words="Who hears of breaches? Addresses with commas between", read=_addresses),
    Question(
        name="imap-host", words="The IMAP server", usual=lambda given: f"imap.{given['helpdesk'].partition('@')[2]}"
    ),
    Question(
        name="smtp-host", words="The SMTP server", usual=lambda given: f"smtp.{given['helpdesk'].partition('@')[2]}"
    ),
    Question(name="username", words="The login on both", usual=lambda given: given["helpdesk"]),
    Question(
        name="oauth2-command",
        words="A command that prints an access token (Gmail, Microsoft 365), or none: there is a password",
        usual=lambda _: "none",
    ),
    Question(
        name="password-file",
        words="The file that holds its password",
        usual=lambda _: "mail-password",
        needless=lambda given: given["oauth2-command"] != "none",
    ),
    Question(name="locale", words="Language of the desk's mails: en or id", usual=lambda _: "en"),
    Question(name="timezone", words="Time zone", usual=lambda _: _zone_of_this_computer(), read=readers.zone),
    Question(
        name="holidays",
        words="Public holidays of which country? ID, DE-BY … or none",
        usual=lambda given: "ID" if given["locale"] == "id" else "none",
        read=place,
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """An option for each question, and one to ask none."""
    for question in QUESTIONS:
        parser.add_argument(f"--{question.name}", metavar="TEXT", help=question.words)
    parser.add_argument("--defaults", action="store_true", help="ask nothing: take what is usual where no option says")


def run(args: argparse.Namespace) -> int:
    """Ask, write, and say what comes next.

    Refused if the file exists already; ConfigError where an answer is missing or can't be used.
    """
    path = Path(args.config or "config.toml")
    if path.exists():
        raise Refused(f"{path} exists already; move it away first, or edit it")
    answers: Answers = {}
    for question in QUESTIONS:
        if question.needless(answers):
            continue
        given = getattr(args, question.name.replace("-", "_"))
        answers[question.name] = _answer(question, given, answers, ask=not args.defaults)
    state = state_folder(path, Path(args.state) if args.state else None, os.environ)
    _write(path, state, _configuration(answers))
    config = load(path, state=state, environ=os.environ)
    config.ensure_secret()
    _say(f"Wrote {path} and {config.desk.secret_file} (back that one up).")
    for problem in dict.fromkeys(config.secret_problems()):
        _say(f"Still to do: {problem}")
    _say(f"Next: mailticket --config {path} check")
    return 0


def _answer(question: Question, given: str | None, answers: Answers, *, ask: bool) -> str:
    usual = question.usual(answers)
    while True:
        answer = given if given is not None else _ask(question.words, usual) if ask else usual
        if not answer and ask and given is None:
            _say("  this one needs an answer")
            continue
        try:
            question.read(answer)
        except ValueError as error:
            if given is not None or not ask:
                raise ConfigError(f"--{question.name}: {error}") from None
            _say(f"  {error}")
        else:
            return answer


def _ask(words: str, usual: str) -> str:
    try:
        return input(f"{words}{f' [{usual}]' if usual else ''}: ").strip() or usual
    except EOFError:
        raise ConfigError("nobody answers; give the options, and --defaults for the rest") from None


def _configuration(answers: Answers) -> str:
    """The file: what was asked; everything else keeps its default."""
    command = answers["oauth2-command"]
    way_in = {"password_file": answers["password-file"]} if command == "none" else {"oauth2_command": command}
    server = {"username": answers["username"]} | way_in
    supervisors = [address for _, address in _people(answers["supervisors"])]
    desk = {
        "name": answers["name"],
        "helpdesk": answers["helpdesk"],
        "list": answers["list"],
        "supervisors": supervisors,
        "locale": answers["locale"],
        "timezone": answers["timezone"],
    }
    blocks = [
        "# Written by mailticket init. Every other key has its default: config.example.toml names them all.\n",
        _block("[desk]", desk),
        _block("[imap]", {"host": answers["imap-host"]} | server),
        _block("[smtp]", {"host": answers["smtp-host"]} | server),
        _block("[calendar]", {"holidays": answers["holidays"]}),
    ]
    for name, address in _people(answers["operators"]):
        blocks.append(_block("[[operators]]", {"name": name or address.partition("@")[0], "addresses": [address]}))
    return "\n".join(blocks)


def _block(head: str, keys: Mapping[str, object]) -> str:
    return "\n".join([head, *(f"{key} = {shown(value)}" for key, value in keys.items())]) + "\n"


def _write(path: Path, state: Path, text: str) -> None:
    try:
        for folder in (path.parent, state):
            folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError(f"{path}: can't be written: {error.strerror}") from None


def _zone_of_this_computer() -> str:
    """The zone that /etc/localtime points to; UTC where it tells none."""
    _, _, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    return name.removeprefix("Etc/") or "UTC"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
