"""Faults of canned responses are found before a customer finds them (spec 3.2; bad input)."""

from pathlib import Path

import pytest

from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.canned.check import check


def faults(folder: Path, body: str, locale: str | None = "en", name: str = "taken.j2") -> tuple[str, ...]:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / name).write_text(f"---\nsubject: x\n---\n{body}\n", encoding="utf-8")
    return check(Catalog.load([shipped_folder(), folder]), locale)


def test_the_shipped_texts_have_no_fault() -> None:
    assert check(Catalog.load([shipped_folder()])) == ()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{{ tiket.number }}", "unknown variable tiket"),
        ("{{ ticket.numbr }}", "unknown variable ticket.numbr"),
        ("{% if false %}{{ ticket.numbr }}{% endif %}", "unknown variable ticket.numbr"),
        ("{% for row in history.last %}{{ row.owner.nam }}{% endfor %}", "unknown variable row.owner.nam"),
        ("{{ tickets[0].numbr if tickets }}", "unknown variable ….numbr"),
        ("{{ deadline | when }}", "may be missing"),
        ("{{ deadline }}", "may be missing"),
        ("{{ ticket.number | nofilter }}", "nofilter"),
        ("{% if ticket %}", "endif"),
        ("{% include '_nothing' %}", "_nothing"),
    ],
)
def test_3_2_an_unknown_variable_is_found_even_where_no_sample_walks(tmp_path: Path, body: str, fault: str) -> None:
    (said,) = faults(tmp_path, body)
    assert "taken.j2" in said
    assert fault in said


def test_two_tables_in_one_text_may_use_the_same_word_for_a_row(tmp_path: Path) -> None:
    body = "{% for one in commands %}{{ one.word }}{% endfor %}{% for one in tickets %}{{ one.number }}{% endfor %}"
    assert faults(tmp_path, body) == ()


def test_3_2_a_text_in_one_locale_only_is_a_gap_in_the_other(tmp_path: Path) -> None:
    assert faults(tmp_path, "Hi", name="mine.j2") == ()
    assert faults(tmp_path, "Hi", name="mine.j2", locale=None) == ("id: no mine.j2, which en has",)


def test_3_2_a_locale_without_a_mail_of_the_procedure_or_a_word_is_told(tmp_path: Path) -> None:
    (tmp_path / "jv").mkdir()
    head = (shipped_folder() / "en" / "locale.toml").read_text(encoding="utf-8").partition("[words]")[0]
    (tmp_path / "jv" / "locale.toml").write_text(head, encoding="utf-8")
    said = check(Catalog.load([shipped_folder(), tmp_path]), "jv")
    assert "jv: no announcement.j2, a mail of the procedure" in said
    assert "jv/locale.toml: no word for in_progress, which en has" in said
