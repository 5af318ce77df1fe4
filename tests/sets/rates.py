"""How well mail is read: counts over the labelled sets beside this file and over the shared real mail."""

import html
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.desk.desk import Meaning
from mailticket.desk.letter import likeness
from mailticket.mail.absence import read_absence
from mailticket.mail.bounce import read_bounce
from mailticket.mail.classify import OurList, machine
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.intent import thanks_only
from mailticket.mail.parse import parse
from mailticket.mail.reply import read_reply, split_text

SETS = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "mail"
HALVES = ("seen", "held")
FINAL_RECIPIENT = re.compile(rb"^Final-Recipient:\s*rfc822;\s*<?([^\s<>;]+@[^\s<>;]+)", re.IGNORECASE | re.MULTILINE)
"""What a delivery report states itself; the collection names no failed addresses."""
OURS = OurList(address="operators@lists.example.org")


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many of so many."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval by Wilson."""
        if not self.of:
            return (math.nan, math.nan)
        z, n, p = 1.959964, self.of, self.share
        middle, width = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - width) / (1 + z * z / n)), min(1.0, (middle + width) / (1 + z * z / n))


def counted(name: str, found: list[bool]) -> Rate:
    return Rate(name=name, right=sum(found), of=len(found))


def items(name: str, half: str) -> list[dict]:
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [item for item in map(json.loads, lines) if item["half"] == half]


@cache
def meanings() -> tuple[Meaning, ...]:
    return tuple(Meaning.of(one) for one in Catalog.load([shipped_folder()]).statements())


def statement_of(text: str) -> str | None:
    """What an operator's text is taken for, in the words of the set."""
    found = likeness(split_text(text)[0], meanings())
    return found[0].content.value.removeprefix("closing_") if found else None


def closings(half: str) -> list[Rate]:
    read = [(item["expect"], statement_of(item["text"])) for item in items("closings", half)]
    return [
        counted("statements recognised", [got == want for want, got in read if want]),
        counted("other texts left alone", [got is None for want, got in read if not want]),
    ]


def thanks(half: str) -> list[Rate]:
    read = [(item["expect"], bool(thanks_only(split_text(item["text"])[0]))) for item in items("thanks", half)]
    return [
        counted("thanks recognised", [got for want, got in read if want == "thanks"]),
        counted("questions kept", [not got for want, got in read if want == "question"]),
    ]


def first_thanks() -> Rate:
    """Of the seen thanks, those of the first writers: what many others taught later makes none of them worse."""
    texts = [one["text"] for one in items("thanks", "seen") if one["expect"] == "thanks" and "writer" not in one]
    return counted("first thanks recognised", [bool(thanks_only(split_text(text)[0])) for text in texts])


def vacations(half: str) -> list[Rate]:
    read = [(item["expect"], machine(parse(item["raw"].encode()), OURS)) for item in items("vacations", half)]
    return [
        counted("automatic replies found", [got is not None for want, got in read if want == "auto_reply"]),
        counted("people taken for people", [got is None for want, got in read if want == "human"]),
        *return_dates(half),
    ]


def return_dates(half: str) -> list[Rate]:
    notices = [
        (item["until"], parse(item["raw"].encode())) for item in items("vacations", half) if item["expect"] != "human"
    ]
    read = [(want, read_absence(mail, mail.date.date())) for want, mail in notices]
    found = [(want, got and got.named.isoformat()) for want, got in read]
    return [
        counted("return dates right", [got == want for want, got in found if want]),
        counted("notices without a wrong return date", [got in (None, want) for want, got in found]),
    ]


def empties(half: str) -> list[Rate]:
    read = [(item["expect"], read_reply(parse(item["raw"].encode())).empty) for item in items("empties", half)]
    return [
        counted("empty replies seen as empty", [got for want, got in read if want == "empty"]),
        counted("replies that say something kept", [not got for want, got in read if want == "text"]),
    ]


def replies(half: str) -> list[Rate]:
    exact, kept = [], []
    for item in items("replies", half):
        got = read_reply(parse(item["raw"].encode())).new_text.split()
        exact.append(any(got == wanted.split() for wanted in (item["expect"], *item.get("also", []))))
        kept.append(exact[-1] or set(item["expect"].split()) <= set(got))
    return [counted("Indonesian replies exact", exact), counted("Indonesian replies, nothing lost", kept)]


def own_sets(half: str) -> list[Rate]:
    return [rate for measured in (replies, empties, vacations, closings, thanks) for rate in measured(half)]


def shared_cases(kind: str) -> Iterator[tuple[dict, InboundMessage]]:
    for line in (SHARED / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["kind"] == kind and not case.get("dup_of"):
            yield case, parse((SHARED / case["file"]).read_bytes())


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def shared_mail() -> list[Rate]:
    """Every rate on the shared real mail; nothing where it isn't there."""
    return [*_parsed(), *_replied(), *_bounced(), *_automatic()] if (SHARED / "cases.jsonl").exists() else []


def _parsed() -> list[Rate]:
    cases = list(shared_cases("parse"))
    whole = [not any("not read" in one for one in parse(path.read_bytes()).problems) for path in SHARED.rglob("*.eml")]

    def right(key: str, reads: Callable[[InboundMessage, object], bool]) -> list[bool]:
        return [bool(reads(mail, case["expect"][key])) for case, mail in cases if key in case["expect"]]

    return [
        counted("messages read without an exception", whole),
        counted("subject, letter by letter", right("subject", lambda mail, want: mail.subject == want)),
        counted("subject, recovered bytes counted", right("subject", lambda mail, want: recovers(mail.subject, want))),
        counted("sender", right("from_addr", lambda mail, want: mail.author and mail.author.key == want.lower())),
        counted(
            "text kept", right("body_contains", lambda mail, want: all(bare(one) in bare(mail.text) for one in want))
        ),
    ]


def recovers(got: str, want: str) -> bool:
    """Whether a text is the wanted one, but for characters that the corpus gave up (U+FFFD) and we could read."""
    given_up = ".{1,3}".join(map(re.escape, re.split("\ufffd+", want)))
    return got == want or bool(re.fullmatch(given_up, got))


def _replied() -> list[Rate]:
    exact, kept, shown, people = [], [], [], []
    for case, mail in shared_cases("reply"):
        want, reply = case["expect"]["reply_text"], read_reply(mail)
        got = reply.new_text
        same = bare if case.get("compare") else trimmed
        exact.append(same(want) == same(got))
        kept.append(exact[-1] or all(word in got.split() for word in want.split()))
        signed = {*got.split(), *reply.signature.split()}
        shown.append(exact[-1] or all(word in signed for word in html.unescape(want).split()))
        people.append(machine(mail) is None)
    return [
        counted("reply text exact", exact),
        counted("reply text, nothing lost", kept),
        counted("the same, signatures counted as kept", shown),
        counted("people taken for people", people),
    ]


def _bounced() -> list[Rate]:
    found, permanent, named, numbered = [], [], [], []
    for case, mail in shared_cases("bounce"):
        kind, bounce = machine(mail), read_bounce(mail)
        found.append(kind is not None and kind.kind in {"bounce", "feedback"})
        addresses = {one.address for one in bounce.recipients if one.address} if bounce else set()
        stated = {one.decode().lower() for one in FINAL_RECIPIENT.findall((SHARED / case["file"]).read_bytes())}
        if stated and kind and kind.kind == "bounce":
            named.append(stated <= addresses)
        if bounce and case.get("recipients"):
            numbered.append(len(addresses) == case["recipients"])
        if bounce and "bounce_status" in case["expect"]:
            wanted = case["expect"]["bounce_status"][0] == "5"
            permanent.append(any(one.permanent for one in bounce.recipients) == wanted)
    return [
        counted("bounces and feedback reports found", found),
        counted("failed address right, where stated", named),
        counted("failed addresses, as many as stated", numbered),
        counted("permanence right, where stated", permanent),
    ]


def _automatic() -> list[Rate]:
    found = [getattr(machine(mail), "kind", "") == "auto_reply" for _, mail in shared_cases("autoreply")]
    return [counted("automatic replies found", found)]
