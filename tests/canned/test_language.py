"""Instants, durations and words in a reader's language (spec 3.2)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.canned.language import read_language
from mailticket.errors import ConfigError
from mailticket.ticket.span import parse_span

CATALOG = Catalog.load([shipped_folder()])
ID = CATALOG.locale("id").language
EN = CATALOG.locale("en").language
AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def test_an_instant_is_said_in_the_desks_zone() -> None:
    assert ID.when(AT, ZoneInfo("Asia/Jakarta")) == "Jumat, 20 November 2026 pukul 14.30 WIB"
    assert EN.when(AT, ZoneInfo("Europe/Berlin")) == "Friday, 20 November 2026 at 08:30 CET"
    assert ID.day(AT + timedelta(hours=12), ZoneInfo("Asia/Makassar")) == "Sabtu, 21 November 2026"


def test_a_zone_without_letters_is_said_as_utc() -> None:
    assert EN.when(AT, ZoneInfo("America/Sao_Paulo")).endswith("at 04:30 UTC-03")


@pytest.mark.parametrize(
    ("length", "indonesian", "english"),
    [
        (timedelta(seconds=1), "1 detik", "1 second"),
        (timedelta(minutes=90), "1 jam 30 menit", "1 hour 30 minutes"),
        (timedelta(hours=3), "3 jam", "3 hours"),
        (timedelta(hours=24), "24 jam", "24 hours"),
        (timedelta(days=2, hours=1, minutes=5), "2 hari 1 jam", "2 days 1 hour"),
        (timedelta(days=3, minutes=5), "3 hari", "3 days"),
        (timedelta(0), "0 detik", "0 seconds"),
        (-timedelta(hours=2), "2 jam", "2 hours"),
    ],
)
def test_a_length_of_time_has_at_most_two_units(length: timedelta, indonesian: str, english: str) -> None:
    assert (ID.span(length), EN.span(length)) == (indonesian, english)


@pytest.mark.parametrize(
    ("span", "indonesian"), [("4bh", "4 jam kerja"), ("1bd", "1 hari kerja"), ("24h", "24 jam"), ("30d", "30 hari")]
)
def test_1_5_a_span_of_the_policy_is_said_as_it_is_counted(span: str, indonesian: str) -> None:
    assert ID.span(parse_span(span)) == indonesian


def test_a_word_of_the_desks_own_stays_as_it_is() -> None:
    assert ID.word("in_progress") == "sedang dikerjakan"
    assert ID.word("Akun & sandi") == "Akun & sandi"


@pytest.mark.parametrize(
    "spoiled",
    ["when = '{weekday}' ", "[language\n", "", "[language]\nname = 'x'\nwhen = '{nobody}'\nday = ''\nweekdays = []\n"],
)
def test_a_broken_locale_names_its_file(tmp_path: Path, spoiled: str) -> None:
    (tmp_path / "locale.toml").write_text(spoiled, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"locale\.toml"):
        read_language("xx", [tmp_path / "locale.toml"])


def test_3_2_a_desk_overrides_single_words(tmp_path: Path) -> None:
    (tmp_path / "locale.toml").write_text('[words]\nclosed = "tuntas"\n', encoding="utf-8")
    language = read_language("id", [shipped_folder() / "id" / "locale.toml", tmp_path / "locale.toml"])
    assert (language.word("closed"), language.word("open")) == ("tuntas", "menunggu petugas")
