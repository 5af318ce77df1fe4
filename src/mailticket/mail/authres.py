"""Proof of who sent a mail: Authentication-Results of our own border (RFC 8601; spec 2.4)."""

import re
from dataclasses import dataclass
from typing import Final

from mailticket.mail.inbound import InboundMessage

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[();=/]|[^\s"();=/]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One `method=result` with its properties (`header.d` …), all lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def named(self, name: str) -> str:
        """The value of a property, such as `header.d`; '' without it."""
        return next((value for key, value in self.properties if key == name), "")


def proof(message: InboundMessage, authserv_id: str) -> str | None:
    """What proves the author, such as 'dmarc=pass header.from=example.org'; None: nothing does.

    Only headers of `authserv_id` (whole, case aside) above the second Received count: below it anybody may have
    written them. The domain must be that of the From that we read, exactly.
    """
    if not authserv_id or message.author is None or message.from_count != 1:
        return None
    for value in _of_the_border(message):
        server, results = read_results(value)
        if server == authserv_id.lower():
            found = next(
                (text for one in results if (text := _proves(one, message.author.domain, message.author.key))), None
            )
            if found:
                return found
    return None


def _of_the_border(message: InboundMessage) -> list[str]:
    values: list[str] = []
    received = 0
    for name, value in message.headers:
        received += name == "received"
        if received == 2:
            break
        if name == "authentication-results":
            values.append(value)
    return values


def _proves(one: Result, domain: str, key: str) -> str:
    if one.result != "pass" or not domain:
        return ""
    if one.method == "dmarc" and _domain(one.named("header.from")) == domain:
        return f"dmarc=pass header.from={domain}"
    signer = _domain(one.named("header.d") or one.named("header.i"))
    if one.method == "dkim" and signer == domain:
        return f"dkim=pass header.d={domain}"
    if one.method == "auth" and one.named("smtp.auth") == key:
        return f"auth=pass smtp.auth={key}"
    return ""


def _domain(value: str) -> str:
    return value.rpartition("@")[2].rstrip(".")


def read_results(value: str) -> tuple[str, tuple[Result, ...]]:
    """Server and results of one Authentication-Results value; comments set aside, odd pieces skipped. Linear."""
    pieces: list[list[str]] = [[]]
    depth = 0
    for piece in _TOKEN.findall(value[:16_384]):
        depth = max(0, depth + (piece == "(") - (piece == ")"))
        if piece in {"(", ")"} or depth:
            continue
        if piece == ";":
            pieces.append([])
        else:
            pieces[-1].append(piece.strip('"').lower() if piece.startswith('"') else piece.lower())
    server = pieces[0][0] if pieces[0] else ""
    return server, tuple(one for part in pieces[1:] if (one := _result(part)) is not None)


def _result(tokens: list[str]) -> Result | None:
    """`dkim/1 = pass header.d = example.org …` as tokens."""
    pairs = [(tokens[at - 1], tokens[at + 1]) for at in range(1, len(tokens) - 1) if tokens[at] == "="]
    if not pairs:
        return None
    method = tokens[0]
    return Result(method=method, result=pairs[0][1], properties=tuple(pairs[1:]))
