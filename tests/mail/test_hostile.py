"""Spec 5.3: hostile mail is read in bounded time and memory. `make bombs` measures the limits; here nothing is timed.

What is compared are steps that Python counts by itself (calls), so a busy machine changes nothing.
"""

import random
import sys
from collections.abc import Callable

import pytest
from tests.mail.bombs import BOMBS
from tests.mail.fuzz import check, letters, message
from tests.mail.whole import read_whole

from mailticket.mail.bounce import read_bounce
from mailticket.mail.html import PARSED_MAX, html_to_text
from mailticket.mail.mime import take_apart
from mailticket.mail.parse import VALUES_MAX, parse
from mailticket.mail.reply import LINES_MAX, SCAN_MAX, lines_of, split_text

BEGINNING = 128 * 1024
SEED = random.randrange(10**9)


def calls_of(action: Callable[[], object]) -> int:
    """How many calls of Python functions an action makes."""
    count = 0

    def note(_frame, event, _argument) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", BOMBS)
def test_the_beginning_of_each_bomb_is_read(name: str):
    """The whole ones are read by `make bombs`, each in a process of its own."""
    mail, reply = read_whole(BOMBS[name]()[:BEGINNING])
    assert not [one for one in mail.problems if one.startswith("not read")]
    assert letters(reply.new_text + reply.folded) == letters(mail.text)


@pytest.mark.parametrize(
    "line",
    [
        "Pada 3 Mar 2025 pukul 10.12 Ani <ani@example.net> menulis di 3",
        "> > > > x\nya",
        "Dari: Ani\nSubjek: x\n",
        "-- \n> x",
        "Date: x\n> a",
        "Disclaimer: rahasia\n\n> x",
    ],
)
def test_the_work_grows_with_the_lines_and_no_faster(line: str):
    small, large = ("\n".join([line] * count) for count in (150, 600))
    assert calls_of(lambda: split_text(large)) < 4.4 * calls_of(lambda: split_text(small)) + 1000


def test_beyond_so_many_lines_or_characters_nothing_is_looked_at_and_nothing_lost():
    many, long = "ya\n" * (LINES_MAX + 500), "kata kata kata\n" * (SCAN_MAX // 10)
    for text in (many, long):
        assert len(lines_of(text)) <= LINES_MAX + 1
        assert "\n".join(lines_of(text)) == text
        assert letters("".join(split_text(text)[:2])) == letters(text)


def test_parts_of_one_content_are_told_apart_without_reading_it():
    """Spec 5.3: a thousand alternatives that are alike would be compared byte for byte, each with each."""
    one, other = take_apart(b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n\n \n--b--\n").top.parts
    assert bytes(one.content) == bytes(other.content)
    assert one != other


def test_html_behind_what_is_parsed_loses_only_its_tags():
    html = "<p>awal</p>" + "<p>kata</p>" * (PARSED_MAX // 11) + "<div>akhir</div>"
    text = html_to_text(html)
    assert text.startswith("awal\n\nkata\n\nkata")
    assert text.endswith("kata akhir")


def test_a_tag_of_a_thousand_attributes_is_no_work_for_the_parser():
    assert html_to_text("a<p " + "x=y " * 10_000 + ">b") == "a b"


def test_no_authority_where_the_header_is_longer_than_what_is_read():
    """Spec 2.4: a second From may stand in what wasn't read."""
    head = b"From: Budi <budi@example.org>\n" + (b"X: " + b"y" * 60_000 + b"\n") * (VALUES_MAX // 60_000 + 1)
    assert "more header than is read" in parse(head + b"\nx").from_doubts


@pytest.mark.parametrize("author", [b"", b"From:\n", b"From: ,;\n", b"From: ()\n"])
def test_a_bounce_without_an_author_is_read_without_a_traceback_in_the_log(author: bytes, caplog):
    """The library that reads prose logs what it can't read, with the mail's words in it."""
    head = b"Return-Path: <>\nSubject: Undelivered Mail Returned to Sender\n"
    found = read_bounce(parse(head + author + b"\n<ani@example.net>: user unknown\n"))
    assert [one.address for one in found.recipients] == ["ani@example.net"]
    assert not caplog.records


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_broken_messages_are_read_whatever_they_are(first: int):
    """`make fuzz N=1000000` reads more of them. Message `number` of this seed: `python -m tests.fuzz --only number`."""
    for number in range(first, first + 500):
        try:
            check(message(str(SEED), number))
        except Exception as error:
            raise AssertionError(f"--seed {SEED} --only {number}") from error
