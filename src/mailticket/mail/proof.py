"""Who really sent a mail: what proves it, and what disproves it (spec 2.4).

Nothing is verified here: our border server has done that, and we judge what it says. A domain proves the author only
if it is the domain of the From that we read, letter by letter. Relaxed alignment (RFC 7489 section 3.1) is left to the
border's DMARC result, which knows the public suffixes and what the domain's owner wants.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from mailticket.ids import Address
from mailticket.mail.address import one_author
from mailticket.mail.arc import newest_seal
from mailticket.mail.authres import Result, read_results
from mailticket.mail.border import Border
from mailticket.mail.inbound import InboundMessage

_HEADER: Final = "authentication-results"


def proof(message: InboundMessage, border: Border) -> str | None:
    """What proves the one author that From names, such as 'dmarc=pass header.from=example.org'; None: nothing does."""
    author = one_author(message)
    if author is None or not author.domain:
        return None
    results = judged(message, border.authserv_id)
    return next((said for one in results if (said := _proves(one, author))), None) or _sealed(
        message, author, results, border
    )


def proof_by_list(message: InboundMessage, border: Border) -> str | None:
    """What proves that our list passed the mail on: SPF or DKIM of the list's own domain; None: nothing does."""
    if not border.list_domain:
        return None
    for one in judged(message, border.authserv_id):
        passed = {"spf": one.domain("smtp.mailfrom"), "dkim": _signer(one)}.get(one.method)
        if one.result == "pass" and passed == border.list_domain:
            return f"through the list, {one.method}=pass for {border.list_domain}"
    return None


def disproof(message: InboundMessage, border: Border) -> str | None:
    """What says that From is false: DMARC failed for its domain; None: nothing says so, which proves nothing."""
    author = message.author
    if author is None:
        return None
    for one in judged(message, border.authserv_id):
        if one.method == "dmarc" and one.result == "fail" and one.domain("header.from") == author.domain:
            return f"dmarc=fail header.from={author.domain}"
    return None


def judged(message: InboundMessage, authserv_id: str) -> tuple[Result, ...]:
    """What the border server found, in the part of the header that it added: above the second Received.

    Below it anybody may have written. Where the border writes above its own Received, only that part counts; and what
    a header above has judged by some method, one below can't say otherwise: a server that doesn't take out what was
    forged in its name (RFC 8601 section 5) has at least written its own on top.
    """
    above, below = _of_the_border(message)
    results: list[Result] = []
    for part in (_by(authserv_id, values) for values in (above, below)):
        for found in part:
            before = {one.method for one in results}
            results += [one for one in found if one.method not in before]
        if results:
            break
    return tuple(results)


def servers(message: InboundMessage) -> Iterator[tuple[str, bool]]:
    """Every server that left results on the mail, from the top; and whether in the part that a border adds."""
    received = 0
    for name, value in message.trace:
        received += name == "received"
        if name == _HEADER and (server := read_results(value)[0]):
            yield server, received < 2


def _of_the_border(message: InboundMessage) -> tuple[Sequence[str], Sequence[str]]:
    """The values above the first Received, and between it and the second."""
    parts: tuple[list[str], list[str]] = ([], [])
    received = 0
    for name, value in message.trace:
        received += name == "received"
        if received == 2:
            break
        if name == _HEADER:
            parts[received].append(value)
    return parts


def _by(authserv_id: str, values: Sequence[str]) -> Iterator[tuple[Result, ...]]:
    """The results of the values that this server wrote: its name compared whole, case aside."""
    for value in values:
        server, results = read_results(value)
        if server == authserv_id:
            yield results


def _proves(one: Result, author: Address) -> str:
    if one.result != "pass":
        return ""
    match one.method:
        case "dmarc" if one.domain("header.from") == author.domain:
            return f"dmarc=pass header.from={author.domain}"
        case "dkim" if _signer(one) == author.domain:
            return f"dkim=pass header.d={author.domain}"
        case "auth" if one.named("smtp.auth") == author.key:
            return f"auth=pass smtp.auth={author.key}"
    return ""


def _signer(one: Result) -> str:
    """The domain that signed; some servers name only the identity, which is of that domain or below it."""
    return one.domain("header.d") or one.domain("header.i")


def _sealed(message: InboundMessage, author: Address, results: Sequence[Result], border: Border) -> str | None:
    """A sealer whom we believe saw DMARC pass for this From, and our border saw the chain of seals hold."""
    if not border.arc_sealers or not any(one.method == "arc" and one.result == "pass" for one in results):
        return None
    seal = newest_seal(message.trace)
    if seal is None or seal.sealer not in border.arc_sealers:
        return None
    for one in seal.results:
        if one.method == "dmarc" and one.result == "pass" and one.domain("header.from") == author.domain:
            return f"arc=pass, sealed by {seal.sealer}: dmarc=pass header.from={author.domain}"
    return None
