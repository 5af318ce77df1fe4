"""What proof of authorship recent mail carries, and what it leaves to be tried: a part of `check` (spec 2.4, 4.1)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mailticket.config import Config
from mailticket.ids import Address
from mailticket.mail.border import Border
from mailticket.mail.classify import OurList, from_our_list
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse
from mailticket.mail.proof import proof, proof_by_list, servers


def told(mails: Sequence[bytes], config: Config) -> Iterator[str]:
    """Sentences on the operators' mails among these: how many are proven, whose word that is, and what to write."""
    read = [one for one in map(parse, mails) if one.author is not None]
    inside, border = config.addresses(), config.border()
    theirs = [(one, person) for one in read if (person := _person(one, config)) is not None]
    rewritten = sum(one.author is not None and inside.is_list(one.author) for one in read)
    if rewritten:
        yield f"{_count(rewritten)} came with the list in From: proven at most with trust_list and rewritten_from"
    if not theirs:
        yield "no operator has written lately: nothing to tell of their proof of authorship"
        return
    for person in dict.fromkeys(person for _, person in theirs):
        own = [one for one, author in theirs if author == person]
        yield f"{person.address}: {_count(len(own))}, {_how(own, border, config)}"
    if border is None:
        yield _proposal([one for one, _ in theirs])
        return
    if any(_by(one, border.authserv_id) == [False] for one, _ in theirs):
        yield f"{border.authserv_id} writes its results below a second Received, where nobody is believed"
    yield from _to_be_tried(border)


def _person(message: InboundMessage, config: Config) -> Address | None:
    author, roster = message.author, config.roster()
    if author is None or (roster.find(author) is None and not roster.is_supervisor(author)):
        return None
    return author


def _how(mails: Sequence[InboundMessage], border: Border | None, config: Config) -> str:
    """How many are proven, and by what; without a border server, who has judged them."""
    if border is None:
        judges = Counter(server for one in mails for server in dict.fromkeys(name for name, _ in servers(one)))
        return f"judged by {_counts(judges)}" if judges else "judged by no server"
    ours = OurList(address=config.desk.list.key, list_id=config.list.id or "")
    found = [
        proof(one, border) or (proof_by_list(one, border) if from_our_list(one, ours) else None) or "" for one in mails
    ]
    methods = Counter(one.partition(",")[0].partition(" header.")[0].partition(" smtp.")[0] for one in found if one)
    return f"{sum(map(bool, found))} proven by {border.authserv_id}" + (f" ({_counts(methods)})" if methods else "")


def _proposal(mails: Sequence[InboundMessage]) -> str:
    """The server that has judged most of them where a border writes is our own, as a rule."""
    near = Counter(server for one in mails for server in {name for name, near in servers(one) if near})
    if not near:
        return "none carries Authentication-Results where our own server would write them: nothing can be proven"
    server, times = near.most_common(1)[0]
    return f'{times} judged by {server}; if that is your own server, write authserv_id = "{server}" under [authority]'


def _by(message: InboundMessage, authserv_id: str) -> list[bool]:
    """Whether the results of that server stand where a border writes: [True], [False], both or nothing."""
    return sorted({near for name, near in servers(message) if name == authserv_id})


def _to_be_tried(border: Border) -> Iterator[str]:
    """What no mail in the box can show."""
    forged = f"Authentication-Results: {border.authserv_id}; dmarc=pass header.from=…"
    yield "to be tried from outside: a mail in an operator's name, sent by a foreign server, must not be proven"
    yield f"to be tried from outside: the same with a forged '{forged}' line of its own"
    if border.list_domain:
        yield "to be tried from outside: the same through the list, by somebody who is no member"


def _count(number: int) -> str:
    return "1 recent mail" if number == 1 else f"{number} recent mails"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {times}" for name, times in counted.most_common())
