"""Keyed identities (spec 1.3 row 1, 2.3, 2.6, 3.10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.mail.token import (
    Own,
    own_message_id,
    read_header,
    read_own,
    sign_header,
    survey_token,
    survey_token_fits,
)

KEY = b"k" * 32
OTHER = b"o" * 32
ID = own_message_id(KEY, 12, "customer_replied", "01h2x", "example.org")


def test_2_3_the_message_id_says_ticket_kind_and_what_makes_it_unique() -> None:
    assert ID.startswith("<mt.12.customer_replied.01h2x.")
    assert ID.endswith("@example.org>")
    assert read_own(KEY, ID) == Own(ticket=12, kind="customer_replied", unique="01h2x")


def test_a_mail_about_no_single_ticket_has_none() -> None:
    own = read_own(KEY, own_message_id(KEY, None, "digest", "a1", "example.org"))
    assert own == Own(ticket=None, kind="digest", unique="a1")


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(ID.replace("example.org", "relay.example.net"), id="a relay wrote its own domain"),
        pytest.param(ID.upper(), id="a relay raised every letter"),
        pytest.param(f"<question@example.net> {ID} <answer@example.net>", id="inside References"),
        pytest.param(f"<{ID[1:-1]}-reply@example.net>", id="a client built its own id around ours"),
        pytest.param(f"<mt.12.assigned.01h2x.aaaaaaaaaaaaaaaa@x> {ID}", id="behind a forged one"),
    ],
)
def test_2_3_it_is_recognised_whatever_happened_to_it_on_its_way(seen: str) -> None:
    assert read_own(KEY, seen) == Own(ticket=12, kind="customer_replied", unique="01h2x")


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(ID.replace(".12.", ".13."), id="another ticket"),
        pytest.param(ID.replace("customer_replied", "closed"), id="another kind"),
        pytest.param(ID.replace("01h2x", "01h2y"), id="another unique part"),
        pytest.param(own_message_id(OTHER, 12, "closed", "a", "example.org"), id="another desk's key"),
        pytest.param(ID[:30], id="cut off"),
        pytest.param("", id="empty"),
    ],
)
def test_5_3_a_forged_token_is_nobodys(forged: str) -> None:
    assert read_own(KEY, forged) is None


@pytest.mark.parametrize("unique", ["", "A", "a.b", "a b", "a>\r\nBcc: x", "a\n"])
def test_an_unfit_unique_part_is_refused(unique: str) -> None:
    with pytest.raises(ValueError, match="can't carry"):
        own_message_id(KEY, 1, "closed", unique, "example.org")


def test_an_international_domain_is_written_in_ascii() -> None:
    assert own_message_id(KEY, 1, "closed", "a", "exämple.org").endswith("@xn--exmple-cua.org>")


@given(st.text(max_size=200))
def test_5_3_any_text_is_read_without_an_error(text: str) -> None:
    assert read_own(KEY, text) is None
    assert read_header(KEY, text) is None
    assert not survey_token_fits(KEY, 1, text)


@given(st.dictionaries(st.from_regex(r"[a-gi-z][a-z0-9_]{0,9}", fullmatch=True), st.text(st.characters(codec="utf-8"))))
def test_2_6_the_keyed_header_gives_back_what_was_signed(values: dict[str, str]) -> None:
    signed = sign_header(KEY, values)
    assert signed.isascii()
    assert signed.isprintable()
    assert read_header(KEY, signed) == values
    assert read_header(OTHER, signed) is None


def test_2_6_the_keyed_header_survives_folding_but_no_change() -> None:
    signed = sign_header(KEY, {"ticket": "12", "kind": "reminder", "n": "2"})
    assert read_header(KEY, signed.replace("; ", ";\r\n\t")) == {"ticket": "12", "kind": "reminder", "n": "2"}
    assert read_header(KEY, signed.replace("n=2", "n=3")) is None


def test_the_keyed_header_refuses_names_that_it_could_not_read_back() -> None:
    for name in ("h", "Kind", "a b", "", "a;b"):
        with pytest.raises(ValueError, match="can't carry"):
            sign_header(KEY, {name: "x"})


def test_3_10_a_survey_token_fits_one_ticket_of_one_desk() -> None:
    token = survey_token(KEY, 12)
    assert survey_token_fits(KEY, 12, token)
    assert survey_token_fits(KEY, 12, f" {token.upper()} ")
    assert not survey_token_fits(KEY, 13, token)
    assert not survey_token_fits(OTHER, 12, token)
    assert token not in own_message_id(KEY, 12, "closed", "a", "example.org")
