"""Finding and reading canned responses (spec 2.7, 3.2)."""

from pathlib import Path

import pytest

from mailticket.canned.catalog import PLACEHOLDER, BrokenText, Catalog, shipped_folder
from mailticket.canned.render import render
from mailticket.canned.values import Values
from mailticket.errors import ConfigError

SHIPPED = shipped_folder()
TAKEN = "---\nsubject: Ours\n---\nWith us{{ owner.label | lead(': ') }}.\n"


def own_folder(at: Path, name: str, text: str, locale: str = "en") -> Path:
    (at / locale).mkdir(exist_ok=True)
    (at / locale / name).write_text(text, encoding="utf-8")
    return at


def test_3_2_a_desks_own_folder_overrides_file_by_file(tmp_path: Path) -> None:
    catalog = Catalog.load([SHIPPED, own_folder(tmp_path, "taken.j2", TAKEN)])
    assert render(catalog, "taken", "en", Values()).text == "With us.\n"
    assert "ditangani" in render(catalog, "taken", "id", Values()).text
    assert "Kind regards" in render(catalog, "closed", "en", Values()).text


def test_3_2_a_desk_overrides_a_piece_that_many_texts_include(tmp_path: Path) -> None:
    catalog = Catalog.load([SHIPPED, own_folder(tmp_path, "_sign.j2", "Cheers\n")])
    assert render(catalog, "closed", "en", Values()).text.endswith("Cheers\n")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("no front matter", "front matter"),
        ("---\ndescription: x\n---\n", "no subject"),
        ("---\nsubject: x\ncloses: maybe\n---\n", "closes"),
        ("---\nsubject: x\nwaits: no\n---\n", "waits"),
        ("---\nsubject: x\nsubject: y\n---\n", "once each"),
        ("---\nsubject: x\ncolour: red\n---\n", "colour"),
        ("---\nsubject: x\nwords\n---\n", "words"),
    ],
)
def test_3_2_a_broken_front_matter_names_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=rf"mine\.j2.*{complaint}"):
        Catalog.load([SHIPPED, own_folder(tmp_path, "mine.j2", text)])


def test_a_file_name_that_is_no_name_and_text_that_is_no_utf8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="small letters"):
        Catalog.load([SHIPPED, own_folder(tmp_path, "My Text.j2", TAKEN)])
    (tmp_path / "en" / "My Text.j2").unlink()
    (tmp_path / "en" / "mine.j2").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match=r"mine\.j2"):
        Catalog.load([SHIPPED, tmp_path])


def test_folders_that_hold_no_locale_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        Catalog.load([tmp_path / "nowhere"])
    with pytest.raises(ConfigError, match="no locale"):
        Catalog.load([tmp_path])
    with pytest.raises(ConfigError, match=r"no locale\.toml"):
        Catalog.load([own_folder(tmp_path, "taken.j2", TAKEN, locale="jv")])


def test_3_2_a_locale_is_a_folder(tmp_path: Path) -> None:
    own_folder(tmp_path, "locale.toml", (SHIPPED / "en" / "locale.toml").read_text(encoding="utf-8"), locale="jv")
    catalog = Catalog.load([SHIPPED, own_folder(tmp_path, "taken.j2", TAKEN, locale="jv")])
    assert render(catalog, "taken", "jv", Values()).text == "With us.\n"
    with pytest.raises(BrokenText, match="'xx'"):
        catalog.locale("xx")


def test_2_7_the_statements_are_the_texts_that_mean_something() -> None:
    catalog = Catalog.load([SHIPPED])
    for locale in ("en", "id"):
        meanings = {one.name: (one.closes, one.waits, one.reminds) for one in catalog.statements(locale)}
        assert meanings == {
            "closing": ("satisfied", True, False),
            "closing_no_reply": ("no_reply", True, False),
            "progress": (None, False, False),
            "handover": (None, False, False),
            "reminder_by_hand": (None, True, True),
        }
    assert len(catalog.statements()) == 10


def test_2_7_a_statement_sets_its_placeholders_aside(tmp_path: Path) -> None:
    body = "Hi{{ customer.called | lead(' ') }},\n{% if owner %}\nbye {# x #}{% endif %}\n"
    text = f"---\nsubject: x\ncloses: satisfied\n---\n{body}"
    catalog = Catalog.load([SHIPPED, own_folder(tmp_path, "mine.j2", text)])
    (mine,) = [one for one in catalog.statements("en") if one.name == "mine"]
    assert mine.literal_text == f"Hi{PLACEHOLDER},\nbye "
