"""Odd and ordinary mail written by hand: each .eml in corpus/ with a .toml of what must be read from it (spec 2.2)."""

import tomllib
from pathlib import Path

import pytest

from mailticket.mail.classify import OurList, machine
from mailticket.mail.parse import parse
from mailticket.mail.reply import read_reply

OURS = OurList(address="ops@lists.example.org", list_id="ops.lists.example.org")
MAILS = sorted((Path(__file__).parent / "corpus").glob("*.eml"))


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_what_is_read(path: Path):
    want = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    message = parse(path.read_bytes())
    reply, found = read_reply(message), machine(message, OURS)
    assert reply.new_text == want["new_text"]
    assert reply.empty is want["empty"]
    assert (found.kind if found else "human") == want["kind"]
    assert message.author.address == want["author"]
