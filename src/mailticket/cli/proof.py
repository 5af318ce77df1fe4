"""What proof of authorship recent mail carries: a part of `check` (spec 2.4, 4.1)."""

from collections import Counter
from collections.abc import Sequence

from mailticket.config import Config
from mailticket.mail.authres import proof, read_results
from mailticket.mail.inbound import InboundMessage
from mailticket.mail.parse import parse


def told(mails: Sequence[bytes], config: Config) -> str:
    """A sentence on the operators' mails among these, and where it helps the line to write under [authority]."""
    roster = config.roster()
    theirs = [one for one in map(parse, mails) if one.author is not None and roster.find(one.author) is not None]
    if not theirs:
        return "no operator has written lately: nothing to tell of their proof of authorship"
    border = config.authority.authserv_id
    if border is None:
        return f"{_count(len(theirs))}; {_advice(theirs)}"
    proven = sum(proof(one, border) is not None for one in theirs)
    return f"{_count(len(theirs))}, {proven} with proof of their author by {border}"


def _count(number: int) -> str:
    return "1 recent mail from an operator" if number == 1 else f"{number} recent mails from operators"


def _advice(mails: Sequence[InboundMessage]) -> str:
    """The server that has judged most of them is our border, as a rule: its header is the topmost."""
    values = (one.header("authentication-results") for one in mails)
    servers = Counter(read_results(value)[0] for value in values if value)
    if not servers:
        return "none carries Authentication-Results: their author can't be proven"
    server, times = servers.most_common(1)[0]
    return f'{times} judged by {server}; if that is your own server, write authserv_id = "{server}" under [authority]'
