"""What a mail server says of the mails it judged: Authentication-Results, read strictly (RFC 8601 section 2.2).

A value that breaks the grammar says nothing at all: a server that let a sender write into one result of it may have
let the sender write the others. Three habits of real servers are let pass, because nothing can be read into them: a
semicolon at the end, values unquoted that ought to be quoted (`policy.iprev=2001:db8::1`, `header.b=a/b=`), and words
of their own beside `reason`, which are skipped (`action=none` of Exchange Online, `x-bits=2048` of Fastmail).
"""

import re
from dataclasses import dataclass
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_KEYWORD: Final = re.compile(r"[A-Za-z0-9_-]+")
_DIGITS: Final = re.compile(r"[0-9]{1,4}")
_TOKEN: Final = re.compile(r"[^\x00-\x20\x7f()<>@,;:\\\"/\[\]?=]+")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PAIR: Final = re.compile(r"\\(.)", re.DOTALL)
_RUN: Final = re.compile(r"[^\x00-\x20\x7f();\"\\]+")
_IN_COMMENT: Final = re.compile(r"(?:[^()\\]|\\.)+", re.DOTALL)

VALUE_MAX: Final = 16_384
"""Characters of a value; a longer one says nothing."""
_RESULTS_MAX: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One `method=result` with its properties (`header.d` …), letters of ASCII in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def named(self, name: str) -> str:
        """The value of a property, such as `header.d`; '' without it, or where it is said twice and differently."""
        values = {value for key, value in self.properties if key == name}
        return values.pop() if len(values) == 1 else ""

    def domain(self, name: str) -> str:
        """The domain in a property's value: behind the @ of an address, without a dot at its end; '' without one."""
        return self.named(name).rpartition("@")[2].removesuffix(".")


def read_results(value: str) -> tuple[str, tuple[Result, ...]]:
    """Who judged, and the results, of one undecoded Authentication-Results value; ('', ()) where it is malformed."""
    try:
        return _payload(_Cursor(value))
    except _Malformed:
        return "", ()


def read_sealed_results(value: str) -> tuple[int, tuple[Result, ...]]:
    """Instance and results of one ARC-Authentication-Results value (RFC 8617 section 4.1.1); (0, ()): malformed."""
    try:
        text = _Cursor(value)
        text.skip()
        text.expect("i")
        text.expect("=")
        instance = int(text.word(_DIGITS))
        text.expect(";")
        return instance, _payload(text)[1]
    except _Malformed:
        return 0, ()


class _Malformed(Exception):
    """The grammar is broken."""


class _Cursor:
    """One walk over a value, from left to right and never back."""

    def __init__(self, value: str) -> None:
        if len(value) > VALUE_MAX:
            raise _Malformed
        self.text = value
        self.at = 0

    @property
    def ended(self) -> bool:
        return self.at >= len(self.text)

    def skip(self) -> bool:
        """Go over white space and comments, which nest; True if there were any."""
        start = self.at
        while not self.ended:
            space = _SPACE.match(self.text, self.at)
            if space:
                self.at = space.end()
            elif self.text[self.at] == "(":
                self._comment()
            else:
                break
        return self.at > start

    def _comment(self) -> None:
        depth = 0
        while not self.ended:
            here = self.text[self.at]
            if here in "()":
                depth += 1 if here == "(" else -1
                self.at += 1
                if depth == 0:
                    return
            elif inside := _IN_COMMENT.match(self.text, self.at):
                self.at = inside.end()
            else:
                break
        raise _Malformed

    def sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def expect(self, sign: str) -> None:
        """Take a sign, in either case, and what may stand behind it."""
        if self.text[self.at : self.at + 1].lower() != sign:
            raise _Malformed
        self.at += 1
        self.skip()

    def word(self, pattern: re.Pattern[str]) -> str:
        """Take what fits and what may stand behind it; small letters."""
        taken = self.take(pattern)
        self.skip()
        return _small(taken)

    def value(self, unquoted: re.Pattern[str]) -> str:
        """Take a quoted string, which may be the local part of an address, or a run of other characters."""
        if not self.sees('"'):
            return _small(self.take(unquoted))
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            raise _Malformed
        self.at = found.end()
        behind = self.take(_RUN) if self.sees("@") else ""
        return _small(_PAIR.sub(r"\1", found[1]) + behind)

    def take(self, pattern: re.Pattern[str]) -> str:
        """Take what fits, as it stands."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _Malformed
        self.at = found.end()
        return found[0]


def _small(text: str) -> str:
    """In lower case; letters beyond ASCII stay: some of them have an ASCII letter for their small one."""
    return text.lower() if text.isascii() else text


def _payload(text: _Cursor) -> tuple[str, tuple[Result, ...]]:
    text.skip()
    server = text.value(_TOKEN)
    text.skip()
    if not text.ended and not text.sees(";") and text.word(_DIGITS) != "1":
        raise _Malformed
    results: list[Result] = []
    if text.ended:
        raise _Malformed
    while not text.ended:
        text.expect(";")
        if text.ended and results:
            break
        found = _result(text)
        if found is None:
            if results or not text.ended:
                raise _Malformed
            return server, ()
        results.append(found)
        if len(results) > _RESULTS_MAX:
            raise _Malformed
    return server, tuple(one for one in results if one.method)


def _result(text: _Cursor) -> Result | None:
    """`dkim/1 = pass reason="…" header.d = example.org …`; None for `none`, no method where its version is foreign."""
    method = text.word(_KEYWORD)
    if method == "none" and text.ended:
        return None
    if text.sees("/"):
        text.expect("/")
        method = method if text.word(_DIGITS) == "1" else ""
    text.expect("=")
    result = _small(text.take(_KEYWORD))
    properties: list[tuple[str, str]] = []
    while (apart := text.skip()) and not text.ended and not text.sees(";"):
        name = text.word(_KEYWORD)
        if text.sees("="):
            text.expect("=")
            text.value(_RUN)
            continue
        text.expect(".")
        name = f"{name}.{text.word(_KEYWORD)}"
        text.expect("=")
        properties.append((name, text.value(_RUN)))
    if not (apart or text.ended or text.sees(";")):
        raise _Malformed
    return Result(method=method, result=result, properties=tuple(properties))
