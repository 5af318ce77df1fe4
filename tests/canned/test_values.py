"""The table of variables (spec 3.2)."""

from pathlib import Path

import pytest

from mailticket.canned.values import Person, Values, attributes, table
from mailticket.ids import Address


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ani", "Ani"),
        ("Wijaya, Ani", "Ani Wijaya"),
        ("'Ani Wijaya'", "Ani Wijaya"),
        ("Dr. Ani Wijaya, S.Kom, M.T.", "Dr. Ani Wijaya, S.Kom, M.T."),
        ("ani@example.net", ""),
        ("08123456789", ""),
        ("<script>", ""),
        ("", ""),
        ("x" * 100, ""),
    ],
)
def test_3_2_a_customer_is_greeted_by_name_or_not_at_all(name: str, called: str) -> None:
    assert Person(name=name, address="ani@example.net").called == called


def test_a_person_is_known_by_name_address_or_neither() -> None:
    assert Person.of(Address("ani@example.net", "Ani")).full == "Ani <ani@example.net>"
    assert Person.of(Address("ani@example.net")).full == "ani@example.net"
    assert Person.of(None).full == Person.of(None).label == ""


def test_3_2_the_documented_table_is_the_one_that_templates_get() -> None:
    page = (Path(__file__).parents[2] / "docs" / "canned.md").read_text(encoding="utf-8")
    printed = page.partition("## Variables")[2].partition("\n## ")[0]
    rows = [line for line in printed.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {word} | {says} |" for name, word, says in table()]


def test_every_variable_is_there_even_if_nothing_is_known() -> None:
    assert set(Values().as_context()) == set(attributes(Values))
    assert [name for name, value in Values().as_context().items() if value is None] == ["owned_at", "deadline"]
