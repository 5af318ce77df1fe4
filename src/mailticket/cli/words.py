"""Prints `docs/commands.md`, all that a mail may order: `python -m mailticket.cli.words > docs/commands.md`."""

from collections.abc import Collection, Iterator
from typing import Final

from mailticket.cli import output
from mailticket.ticket.commands import CLAIMS_FIRST, NEVER_CLAIMS, OWNS_TEXT, WORDS, Command

_HEAD: Final = """\
# Commands in a mail · Perintah dalam mail

A command is a line that begins with `#` and one of the words below, among the first lines of an operator's or
supervisor's mail, before any other text. Several may follow each other. English and Indonesian words both work,
whatever the desk's language. Nobody has to know a single one: an empty reply takes a ticket, a reply to all answers it.

Perintah adalah baris yang diawali `#` dan salah satu kata di bawah ini, di baris-baris pertama mail operator atau
supervisor, sebelum teks lain. Boleh beberapa, satu per baris. Kata Inggris dan Indonesia sama saja. Tidak satu pun
wajib dihafal: balasan kosong mengambil tiket, Balas ke semua menjawabnya.
"""

_RULES: Final = """\
## What else there is to know

- An unknown `#word` is text: `#1 open the menu …` is an answer. Where it looks like a mistyped command, or where the
  mail consists of nothing else, its author is told once what was not understood.
- A command that fails changes nothing, and never how the text below it counts.
- Any operator may give any command on any ticket; its owner is told. `#excuse`, and `#close supervisor`, are
  a supervisor's.
- Commands of customers are text.
- Dates after `#hold until`: `2026-12-24`, `24/12/2026`, `24 Dec`, `besok`, `Senin`, each with `14:00` or without, or a
  span such as `3d` or `2bd` (business days).
- `#close` knows the reasons `satisfied` (`puas`, `selesai`), `no_reply` (`tanpa balasan`) and `spam`.
- On a closed ticket only `#reopen`, `#note`, `#excuse`, `#ticket`, `#help` and the labels work.
"""


def print_words() -> str:
    """The text of `docs/commands.md`."""
    parts = [
        _HEAD,
        "## English\n",
        "\n".join(_english()) + "\n",
        "## Bahasa Indonesia\n",
        "\n".join(_indonesian()) + "\n",
        _RULES.rstrip("\n"),
        "\n".join(_classes()),
    ]
    return "\n".join(parts) + "\n"


def _english() -> Iterator[str]:
    yield "| command | also | what it does |"
    yield "|---|---|---|"
    for command, word in WORDS.items():
        yield f"| {_written(command.value, word.argument)} | {_written(word.also)} | {word.help_en} |"


def _indonesian() -> Iterator[str]:
    yield "| perintah | juga | gunanya |"
    yield "|---|---|---|"
    for command, word in WORDS.items():
        first, second = (word.also, command.value) if word.also else (command.value, "")
        yield f"| {_written(first, word.argument)} | {_written(second)} | {word.help_id} |"


def _classes() -> Iterator[str]:
    yield f"- On a ticket in the queue {_named(CLAIMS_FIRST)} make their author the owner first."
    yield f"- A mail with {_named(NEVER_CLAIMS)} never takes a ticket by its text."
    yield f"- The text below {_named(OWNS_TEXT)} belongs to the command and isn't judged as an answer of its own."


def _written(word: str, argument: str = "") -> str:
    """As in a mail; a bar inside a table of Markdown is escaped."""
    text = f"#{word} {argument}".rstrip().replace("|", r"\|")
    return f"`{text}`" if word else ""


def _named(commands: Collection[Command]) -> str:
    return ", ".join(f"`#{command.value}`" for command in WORDS if command in commands)


if __name__ == "__main__":
    output.block(print_words().rstrip("\n"))
