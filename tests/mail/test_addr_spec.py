"""One spelling of an address for header, envelope and comparison (RFC 5321 4.1.2, RFC 5890; spec 2.6, 5.1 I12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.ids import Address
from mailticket.mail.addr_spec import addr_spec, ascii_domain, envelope, one_spelling
from mailticket.mail.address import read_mailboxes


@pytest.mark.parametrize(
    ("address", "written"),
    [
        pytest.param("Ani@Example.net", "Ani@Example.net", id="as it is"),
        pytest.param("ani@exämple.net", "ani@xn--exmple-cua.net", id="an international domain"),
        pytest.param("ani@EXA\u0308MPLE.net", "ani@xn--exmple-cua.net", id="the same, spelled in pieces"),
        pytest.param("änni@exämple.net", "änni@xn--exmple-cua.net", id="an international local part stays"),
        pytest.param("ani w@example.net", '"ani w"@example.net', id="quoted where it must be"),
        pytest.param('"ani"@example.net', '"ani"@example.net', id="and left so"),
        pytest.param("ani@[192.0.2.1]", "ani@[192.0.2.1]", id="a literal"),
    ],
)
def test_how_it_is_written(address: str, written: str) -> None:
    assert addr_spec(address) == written
    assert addr_spec(written) == written


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "ani",
            "@example.net",
            "ani@",
            "ani@exa mple.net",
            "ani@a..b",
            "ani@.",
            "ani@example.net.",
            "a" * 400 + "@x",
        ),
        *("ani\u200e@example.net", "ani@example.net\u202e", "ani\r\nBcc: x@example.net", "\ud800@example.net"),
        *("ä i@example.net", f"ani@{'a' * 64}.net", f"ani@é{'a' * 80}.net", "ani@faß.example", "ani@x\u3002net"),
    ],
)
def test_i12_what_would_be_another_address_is_not_written(address: str) -> None:
    assert addr_spec(address) == ""
    assert envelope(Address(address)) == address.lower()


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_written_is_one_mailbox_that_reads_back(local: str, domain: str) -> None:
    written = addr_spec(f"{local}@{domain}")
    if written:
        assert addr_spec(written) == written
        assert "\n" not in written
        assert written.rpartition("@")[2] == ascii_domain(domain)


def test_an_author_is_the_same_in_both_spellings_of_the_domain() -> None:
    plain, international = (
        read_mailboxes([value]).addresses[0] for value in ("Ani <ani@xn--exmple-cua.net>", "Ani <ani@exämple.net>")
    )
    assert plain == international
    assert one_spelling("ani") == "ani"
