"""The footer of our own list, by its place instead of its words (spec 2.2)."""

import pytest

from mailticket.mail.listed import without_list_footer

RULE = "_" * 47


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"\n{RULE}\nUnsubscribe: https://lists.example.org/operators\n", "", id="an empty claim"),
        pytest.param(f"Halo.\n{RULE}\nOps -- ops@lists.example.org", "Halo.", id="text above"),
        pytest.param(f"Halo.\n{RULE}\nSalam, Ani", f"Halo.\n{RULE}\nSalam, Ani", id="no footer: leads nowhere"),
        pytest.param("Halo.\n--\nAni, ani@example.net", "Halo.\n--\nAni, ani@example.net", id="a signature"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_the_list_added_is_taken_away(text: str, left: str) -> None:
    assert without_list_footer(text).strip() == left.strip()


def test_a_rule_far_above_the_end_is_the_authors_own() -> None:
    text = f"{RULE}\n" + "\n".join(f"baris {n} https://example.org" for n in range(20))
    assert without_list_footer(text) == text
