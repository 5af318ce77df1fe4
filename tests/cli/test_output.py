"""What a terminal is given: safe, fitted, and in JSON exact (spec 4.4)."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.cli import output


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Call it in the test: pytest puts its own stdout back after the fixtures."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def made():
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        return screen

    return made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, ünïcödé, 你好, 🎉", "plain, ünïcödé, 你好, 🎉"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("two\nlines\r", "two␊lines␍"),
        ("\x7f\x9b31m", "␡⟨U+009B⟩31m"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("a\u2066b\u2069\u200f", "a⟨U+2066⟩b⟨U+2069⟩⟨U+200F⟩"),
        ("\u2028\ufeff\udc80", "⟨U+2028⟩⟨U+FEFF⟩⟨U+DC80⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_what_a_terminal_would_obey_becomes_visible(text, shown):
    assert output.safe(text) == shown


@given(st.text())
def test_a_safe_text_is_one_line_that_can_be_printed(text):
    shown = output.safe(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert output.safe(shown) == shown


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_fits(text, room):
    shown = output.cut(output.safe(text), room)
    assert output.width(shown) <= room


def test_wide_and_combining_letters_are_counted():
    assert output.width("你好") == 4
    assert output.width("e\u0301") == 1
    assert output.cut("你好吗", 5) == "你好…"


def test_a_table_fits_the_terminal_and_cuts_the_widest_column(terminal):
    screen = terminal()
    output.table(("#", "Name", "Subject"), [("1", "Budi", "x" * 100), ("10", "Sari", "short")])
    lines = screen.getvalue().splitlines()
    assert all(output.width(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) <= 40 for line in lines)
    assert lines[1].startswith(" 1  Budi  xxx")
    assert lines[1].endswith("…")


def test_a_table_for_a_program_is_whole(capsys):
    output.table(("#", "Subject"), [("1", output.Styled("x" * 300, "red"))])
    assert "x" * 300 + "\n" in capsys.readouterr().out


def test_colours_only_on_a_terminal(terminal, monkeypatch):
    screen = terminal()
    output.line("a\x1bb", "red")
    assert screen.getvalue() == "\x1b[31ma␛b\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    output.line("c", "red")
    assert screen.getvalue().endswith("\nc\n")


@given(st.text() | st.lists(st.text()))
def test_json_is_exact_and_gives_a_terminal_nothing_to_obey(value):
    stream = io.TextIOWrapper(io.BytesIO())
    was, sys.stdout = sys.stdout, stream
    try:
        output.json(value)
    finally:
        sys.stdout = was
    written = stream.buffer.getvalue()
    assert json.loads(written) == value
    assert output.safe(written.decode().rstrip("\n")) == written.decode().rstrip("\n")


def test_json_on_a_terminal_is_indented(terminal):
    screen = terminal()
    output.json({"a": [1], "b": "\x9b"})
    assert screen.getvalue() == '{\n  "a": [\n    1\n  ],\n  "b": "\\u009b"\n}\n'


def test_errors_are_one_line_each_on_stderr(capsys):
    output.error("first\nsecond \x1b[0m")
    assert capsys.readouterr().err == "mailticket: first\nmailticket: second ␛[0m\n"


def test_a_block_keeps_its_lines_and_tabs(capsys):
    output.block("a\tb\r\nc\x1bd\n", indent="  ")
    assert capsys.readouterr().out == "  a       b\n  c␛d\n\n"
