"""Spec 3.1: the grammar of command lines."""

import pytest

from mailticket.mail.command import take_commands

WORDS = {"take", "close", "tutup", "assign", "release", "note"}


@pytest.mark.parametrize(
    ("text", "words", "rest", "suspects"),
    [
        ("#take", ["take"], "", ()),
        ("#TUTUP puas\n\n#note\nTerima kasih", ["tutup", "note"], "Terima kasih", ()),
        ("#1 Buka menu\n#2 Simpan", [], "#1 Buka menu\n#2 Simpan", ()),
        ("Halo\n#close", [], "Halo\n#close", ()),
        ("#cloze\nTerima kasih", [], "#cloze\nTerima kasih", ("#cloze",)),
        ("#xyzzy", [], "#xyzzy", ("#xyzzy",)),
        ("#promo besok\nJangan lupa", [], "#promo besok\nJangan lupa", ()),
        ("#take\n#relase", ["take"], "#relase", ("#relase",)),
        ("", [], "", ()),
    ],
)
def test_commands(text: str, words: list[str], rest: str, suspects: tuple[str, ...]):
    taken = take_commands(text, WORDS)
    assert [one.word for one in taken.commands] == words
    assert (taken.rest, taken.suspects) == (rest, suspects)


def test_argument_is_the_rest_of_the_line():
    assert take_commands("#assign  Sari Dewi ", WORDS).commands[0].argument == "Sari Dewi"
