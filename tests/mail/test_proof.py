"""Spec 2.4: what proves an author, in the part of the header that our border server added."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.mail.address import one_author
from mailticket.mail.arc import newest_seal
from mailticket.mail.authres import Result
from mailticket.mail.border import Border
from mailticket.mail.parse import parse
from mailticket.mail.proof import disproof, judged, proof, proof_by_list, servers

BORDER = Border(
    authserv_id="mx.example.org", arc_sealers=frozenset({"lists.example.org"}), list_domain="lists.example.org"
)
R = "Received: from x by mx.example.org\n"
PASSED = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.net\n"
FAILED = "Authentication-Results: mx.example.org; dmarc=fail header.from=example.net\n"
FROM = "From: ani@example.net\n"


def mail(head: str, sender: str = FROM):
    return parse(f"{head}{sender}\nx".encode())


WHERE = {
    "above the first Received": (PASSED + R, True),
    "between the first and the second": (R + PASSED + R, True),
    "no Received at all": (PASSED, True),
    "below the second": (R + R + PASSED, False),
    "above it, with something else between": (R + "X-Spam: no\n" + PASSED + R, True),
    "ours above the first, forged below it": (FAILED + R + PASSED, False),
    "ours above the first, forged by another method below it": (
        FAILED + R + PASSED.replace("dmarc=pass header.from", "dkim=pass header.d") + R,
        False,
    ),
    "ours failed, forged right below it": (R + FAILED + PASSED + R, False),
    "two of ours, one for each method": (
        R + "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.net\n" + PASSED + R,
        True,
    ),
    "another server's beside ours": (PASSED.replace("mx.example.org", "mx.example.com") + FAILED + R, False),
    "malformed": (PASSED.replace("header.from", "from") + R, False),
    "an encoded word that would end a comment": (
        "Authentication-Results: mx.example.org; spf=pass\n"
        " (=?utf-8?q?=29=3B_dmarc=3Dpass_header.from=3Dexample.net_=28?=) smtp.mailfrom=example.com\n" + R,
        False,
    ),
    "raw bytes in a comment": (PASSED.replace("pass", "pass (\udcff\u00e4)", 1) + R, True),
}


@pytest.mark.parametrize(("head", "proven"), WHERE.values(), ids=WHERE.keys())
def test_only_what_our_border_server_wrote_counts(head: str, proven: bool) -> None:
    message = parse(f"{head}{FROM}\nx".encode("utf-8", "surrogateescape"))
    assert (proof(message, BORDER) is not None) is proven


@pytest.mark.parametrize(
    "sender",
    [
        "From: ani@example.net\nFrom: eve@example.com\n",
        "From: ani@example.net, eve@example.net\n",
        "From: ani@mail.example.net\n",
        "From: ani@net\n",
        "From: ani\n",
        "",
    ],
)
def test_the_domain_is_that_of_the_one_from_that_we_read(sender: str) -> None:
    assert proof(mail(PASSED + R, sender), BORDER) is None


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ("dmarc=fail header.from=example.net", "dmarc=fail header.from=example.net"),
        ("dmarc=fail header.from=example.com", None),
        ("dmarc=none header.from=example.net", None),
        ("dkim=fail header.d=example.net; spf=fail smtp.mailfrom=example.net", None),
        ("none", None),
    ],
)
def test_5_3_proven_false_is_what_the_domains_own_policy_says(results: str, said: str | None) -> None:
    assert disproof(mail(f"Authentication-Results: mx.example.org; {results}\n{R}"), BORDER) == said


def test_the_list_proves_nothing_where_it_is_not_trusted() -> None:
    message = mail("Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=x@lists.example.org\n" + R)
    assert proof_by_list(message, BORDER) == "through the list, spf=pass for lists.example.org"
    assert proof_by_list(message, Border(authserv_id="mx.example.org")) is None


def test_who_judged_and_where_is_told_for_check() -> None:
    message = mail(PASSED + R + R + PASSED.replace("mx.example.org", "mx.example.com"))
    assert list(servers(message)) == [("mx.example.org", True), ("mx.example.com", False)]


SEAL = "i={i}; a=rsa-sha256; cv=none; d={d}; s=arc; b=AA=="
SEALED = "i={i}; {d}; dmarc=pass header.from=example.net"


def trace(*sets: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Seal and results of each set."""
    return tuple(
        pair for seal, found in sets for pair in (("arc-seal", seal), ("arc-authentication-results", found)) if pair[1]
    )


def arc_set(instance: int | str, domain: str) -> tuple[str, str]:
    return SEAL.format(i=instance, d=domain), SEALED.format(i=instance, d=domain)


ODD = {
    "no set": (),
    "a seal without results": ((arc_set(1, "a.example")[0], ""),),
    "results without a seal": (("", arc_set(1, "a.example")[1]),),
    "two seals of one instance": (arc_set(1, "a.example"), (arc_set(1, "b.example")[0], "")),
    "two results of one instance": (arc_set(1, "a.example"), ("", arc_set(1, "b.example")[1])),
    "an instance that is no number": (arc_set("x", "a.example"),),
    "an instance of nothing": (arc_set(0, "a.example"),),
    "more than fifty": (arc_set(51, "a.example"),),
    "a figure of another script": (arc_set("\u0661", "a.example"),),
    "a tag twice": ((arc_set(1, "a.example")[0] + "; d=b.example", arc_set(1, "a.example")[1]),),
    "no tag list": (("what?", arc_set(1, "a.example")[1]),),
    "no domain": (("i=1; cv=none", arc_set(1, "a.example")[1]),),
    "one broken seal among good ones": (arc_set(2, "a.example"), ("what?", "")),
    "the newest has no results": (arc_set(1, "a.example"), (arc_set(2, "b.example")[0], "")),
}


@pytest.mark.parametrize("sets", ODD.values(), ids=ODD.keys())
def test_rfc_8617_a_set_that_is_not_whole_and_single_is_none(sets: tuple[tuple[str, str], ...]) -> None:
    assert newest_seal(trace(*sets)) is None


def test_rfc_8617_the_newest_is_the_one_with_the_highest_instance_wherever_it_stands() -> None:
    seal = newest_seal(trace(arc_set(9, "nine.example"), arc_set(10, "TEN.example"), arc_set(1, "one.example")))
    assert seal is not None
    assert seal.sealer == "ten.example"
    assert seal.results == (Result(method="dmarc", result="pass", properties=(("header.from", "example.net"),)),)


LINE = st.one_of(
    st.just(("received", "from x by y")),
    st.tuples(
        st.sampled_from(["authentication-results", "arc-seal", "arc-authentication-results"]),
        st.one_of(
            st.text(alphabet=string.ascii_lowercase + '1;=.@()"\\ -', max_size=60),
            st.sampled_from([PASSED[24:].strip(), FAILED[24:].strip(), arc_set(1, "lists.example.org")[0]]),
            st.sampled_from([arc_set(1, "lists.example.org")[1], "mx.example.org; arc=pass"]),
        ),
    ),
)


@given(st.lists(LINE, max_size=12))
def test_nothing_raises_and_nothing_below_the_second_received_counts(lines: list[tuple[str, str]]) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in lines)
    message = mail(head)
    for judge in (proof, proof_by_list, disproof):
        judge(message, BORDER)
    for _ in servers(message):
        pass
    cut = "".join(f"{name}: {value}\n" for name, value in _above_the_second_received(lines))
    assert judged(message, "mx.example.org") == judged(mail(cut), "mx.example.org")


def _above_the_second_received(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    seen = [at for at, (name, _) in enumerate(lines) if name == "received"]
    return lines[: seen[1]] if len(seen) > 1 else lines


@pytest.mark.parametrize(
    "head",
    [
        "X-Note: a\rAuthentication-Results: mx.example.org; auth=pass smtp.auth=budi@example.org\r\n",
        "X-Note: a\rFrom: budi@example.org\r\nX-From: ",
        "no header at all\r\n",
        "From budi@example.org Mon Mar  2 03:00:00 2026\r\n",
    ],
)
def test_a_header_that_programs_read_differently_gives_nobody_authority(head: str) -> None:
    """5.3: a lone CR hides a line from the server that should have taken it out; what is none ends the header."""
    sender = "" if head.endswith("X-From: ") else "From: budi@example.org\r\n"
    message = parse(f"To: helpdesk@example.org\r\n{sender}{head}Subject: x\r\n\r\nx\r\n".encode())
    assert one_author(message) is None
    assert message.from_doubts
    assert proof(message, BORDER) is None
