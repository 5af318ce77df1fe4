"""RFC 8601 section 2.2: Authentication-Results, read strictly; what breaks the grammar says nothing (spec 2.4)."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.mail.authres import VALUE_MAX, Result, read_results, read_sealed_results

NOTHING = ("", ())


def result(method: str, said: str = "pass", /, **properties: str) -> Result:
    """`result("dkim", header_d="example.org")`."""
    named = tuple((name.replace("_", ".", 1), value) for name, value in properties.items())
    return Result(method=method, result=said, properties=named)


DMARC = result("dmarc", header_from="example.org")

READ = {
    "the plainest": ("mx.example.org; dmarc=pass header.from=example.org", (DMARC,)),
    "no result (2.2, no-result)": ("mx.example.org; none", ()),
    "none with a comment": ("mx.example.org (us); none (nothing to say)", ()),
    "a version": ("mx.example.org 1; dmarc=pass header.from=example.org", (DMARC,)),
    "the name quoted": ('"mx.example.org"; dmarc=pass header.from=example.org', (DMARC,)),
    "case aside": ("MX.Example.ORG; DMARC=Pass Header.From=Example.Org", (DMARC,)),
    "white space in every place": (" mx.example.org ; dmarc = pass header . from = example.org ", (DMARC,)),
    "a fold": ("mx.example.org;\r\n\tdmarc=pass\r\n header.from=example.org", (DMARC,)),
    "several results": (
        "mx.example.org; spf=fail smtp.mailfrom=a@example.net; dkim=pass header.d=example.org header.s=x",
        (
            result("spf", "fail", smtp_mailfrom="a@example.net"),
            result("dkim", header_d="example.org", header_s="x"),
        ),
    ),
    "comments everywhere, nested": (
        "(a) mx.example.org (b (c (d))) ; (e) dmarc (f) = (g) pass (p=none; dmarc=fail) header.from=example.org (h)",
        (DMARC,),
    ),
    "an escaped bracket in a comment": (r"mx.example.org; dmarc=pass (\) \( ) header.from=example.org", (DMARC,)),
    "a quoted value, with what would end it": (
        'mx.example.org; spf=pass smtp.mailfrom="a;dmarc=pass \\"x"@example.net',
        (result("spf", smtp_mailfrom='a;dmarc=pass "x@example.net'),),
    ),
    "a quoted value with a domain alone": ('mx.example.org; dmarc=pass header.from="example.org"', (DMARC,)),
    "a reason": ('mx.example.org; dmarc=pass reason="as; it (is)" header.from=example.org', (DMARC,)),
    "a version of the method": ("mx.example.org; dmarc/1=pass header.from=example.org", (DMARC,)),
    "an identity without local part": (
        "mx; dkim=pass header.i=@example.org",
        (result("dkim", header_i="@example.org"),),
    ),
    "a semicolon at the end, as seen in practice": ("mx.example.org; dmarc=pass header.from=example.org;", (DMARC,)),
    "an address of IPv6 unquoted, as seen in practice": (
        "mx.example.org; iprev=pass policy.iprev=2001:db8::1; dmarc=pass header.from=example.org",
        (result("iprev", policy_iprev="2001:db8::1"), DMARC),
    ),
    "base64 unquoted, as seen in practice": ("mx; dkim=pass header.b=a/b+c=", (result("dkim", header_b="a/b+c="),)),
    "a comment touches what it follows": ("mx; dmarc=pass(p=none)header.from=example.org", (DMARC,)),
    "a word of its own, as Exchange Online writes it": (
        "mx.example.org 1; dmarc=pass action=none header.from=example.org; dkim=none",
        (DMARC, result("dkim", "none")),
    ),
    "a property without its kind is such a word": ("mx; dmarc=pass from=example.org", (result("dmarc"),)),
    "a method of a version that we don't know": ("mx.example.org; dmarc/2=pass header.from=example.org", ()),
}


@pytest.mark.parametrize(("value", "results"), READ.values(), ids=READ.keys())
def test_2_2_what_the_grammar_allows_is_read(value: str, results: tuple[Result, ...]) -> None:
    assert read_results(value)[1] == results
    assert read_results(value)[0] in {"mx.example.org", "mx"}


MALFORMED = {
    "empty": "",
    "a name alone": "mx.example.org",
    "no name": "; dmarc=pass header.from=example.org",
    "no name, as Exchange Online writes it": "spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org",
    "a version that we don't know": "mx.example.org 2; dmarc=pass header.from=example.org",
    "a result without a method": "mx.example.org; =pass header.from=example.org",
    "a method without a result": "mx.example.org; dmarc header.from=example.org",
    "a property without a name": "mx.example.org; dmarc=pass header.=example.org",
    "a property without a value": "mx.example.org; dmarc=pass header.from=",
    "a comment that never ends": "mx.example.org; dmarc=pass header.from=example.org (",
    "a comment that never began": "mx.example.org; dmarc=pass header.from=example.org )",
    "a backslash at the end of a comment": "mx.example.org; dmarc=pass (\\",
    "a quote that never ends": 'mx.example.org; dmarc=pass header.from="example.org',
    "text behind a quoted value": 'mx.example.org; dmarc=pass header.from="example.org"x',
    "text behind a result": "mx.example.org; dmarc=pass/x header.from=example.org",
    "none beside a result": "mx.example.org; none; dmarc=pass header.from=example.org",
    "a result beside none": "mx.example.org; dmarc=pass header.from=example.org; none",
    "two semicolons": "mx.example.org;; dmarc=pass header.from=example.org",
    "one bad result spoils the others": "mx.example.org; dmarc=pass header.from=example.org; spf pass",
    "a backslash outside quotes": "mx.example.org; dmarc=pass header.from=example.org\\",
    "two words for a name": "mx example; dmarc=pass header.from=example.org",
    "too long": "mx.example.org; dmarc=pass header.from=example.org (" + "x" * VALUE_MAX + ")",
}


@pytest.mark.parametrize("value", MALFORMED.values(), ids=MALFORMED.keys())
def test_2_2_what_breaks_the_grammar_says_nothing(value: str) -> None:
    assert read_results(value) == NOTHING


def test_a_property_that_is_said_twice_and_differently_says_nothing() -> None:
    _, (one,) = read_results("mx; dmarc=pass header.from=example.org header.from=evil.example")
    assert one.named("header.from") == ""
    _, (one,) = read_results("mx; dmarc=pass header.from=example.org header.from=example.org")
    assert one.named("header.from") == "example.org"


def test_letters_that_only_look_alike_stay_what_they_are() -> None:
    _, (one,) = read_results("mx; dmarc=pass header.from=\u212aite.example")
    assert one.domain("header.from") != "kite.example"


@pytest.mark.parametrize(
    ("value", "instance"),
    [
        ("i=2; lists.example.org; dmarc=pass header.from=example.org", 2),
        (" (a) I = 12 (b) ; lists.example.org 1; dmarc=pass header.from=example.org", 12),
        ("lists.example.org; dmarc=pass header.from=example.org", 0),
        ("i=x; lists.example.org; dmarc=pass header.from=example.org", 0),
        ("i=1 lists.example.org; dmarc=pass header.from=example.org", 0),
    ],
)
def test_rfc_8617_a_sealed_result_has_its_instance(value: str, instance: int) -> None:
    assert read_sealed_results(value) == (instance, (DMARC,) if instance else ())


WORD = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=12)
SPACE = st.sampled_from([" ", "\t", "\r\n ", " (a comment) ", " (nested (one) \\) ; dmarc=pass) "])
VALUE = st.text(string.printable + "äк\u212a\udcff", min_size=1, max_size=20)


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.lists(st.tuples(WORD, WORD, st.lists(st.tuples(WORD, WORD, VALUE), max_size=4)), max_size=5), st.data())
def test_whatever_is_written_by_the_grammar_comes_back(
    wrote: list[tuple[str, str, list[tuple[str, str, str]]]], data: st.DataObject
) -> None:
    """Nothing that stands in a quoted value or a comment becomes a result."""
    space = lambda: data.draw(SPACE)  # noqa: E731
    parts = [
        f"{space()}{method}{space()}={space()}{said}"
        + "".join(f"{space()}{kind}.{name}={quoted(value)}" for kind, name, value in properties if kind != "reason")
        for method, said, properties in wrote
    ]
    server, results = read_results(f"mx.example.org{space()};" + ";".join(parts or [" none"]))
    assert server == "mx.example.org"
    assert [(one.method, one.result) for one in results] == [(method, said) for method, said, _ in wrote]
    values = [value for one in results for _, value in one.properties]
    meant = [value for _, _, many in wrote for kind, _, value in many if kind != "reason"]
    assert values == [value.lower() if value.isascii() else value for value in meant]


@given(st.text(alphabet=string.ascii_letters + string.digits + ' ;=.()"\\/@-_\r\n\x00äк\udcff', max_size=300))
def test_nothing_raises(value: str) -> None:
    server, results = read_results(value)
    assert server or not results
    read_sealed_results(value)
