"""4.2, 3.2: a text of the desk's own that can't be rendered costs nobody a mail; the shipped one speaks meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.procedure.conftest import Open, SetClock
from tests.procedure.desk_at_work import DeskAtWork
from tests.procedure.seen import answered, got, names, prose

from mailticket import assemble, stations
from mailticket.monitor import examine

BREAKS_ON_TICKET_1 = "Hello{{ customer.called | lead(' ') }},\n\nshare: {{ 12 / (ticket.number - 1) }}"
SOUND = "Hello{{ customer.called | lead(' ') }}, in words of our own."


def write(folder: Path, name: str, body: str) -> Path:
    file = folder / "en" / f"{name}.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\nsubject: x\n---\n\n{body}\n", encoding="utf-8")
    return file


def reload(desk: DeskAtWork) -> None:
    """As SIGHUP does."""
    read_again = assemble.desk(desk.config)
    assemble.examine(read_again)
    desk.works = replace(desk.works, desk=read_again)
    stations.begin(desk.works, desk.works.desk, desk.config)


def troubles(desk: DeskAtWork) -> dict[str, str]:
    return examine(desk.works.store, desk.works.clock, [], None).troubles


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def desk(open_slow_desk: Open, own: Path) -> DeskAtWork:
    """The administrator's reminder passes every check at the start, and breaks on ticket 1."""
    write(own, "reminder", BREAKS_ON_TICKET_1)
    desk = open_slow_desk(desk={"canned_folder": str(own)})
    assemble.examine(desk.works.desk)
    answered(desk)
    return desk


def days_pass(desk: DeskAtWork, clock: SetClock, days: int) -> None:
    for _ in range(days):
        clock.forward(days=1, minutes=1)
        desk.step()


def test_the_mail_goes_out_in_the_shipped_words_and_the_clocks_go_on(desk: DeskAtWork, clock: SetClock) -> None:
    days_pass(desk, clock, 4)
    assert names(desk, "ani") == ["received", "reminder", "reminder", "reminder", "closed_no_reply"]
    assert all("share:" not in prose(one) for one in got(desk, "ani", "reminder"))


def test_one_alarm_names_the_file_the_line_and_what_is_wrong(desk: DeskAtWork, clock: SetClock, own: Path) -> None:
    days_pass(desk, clock, 3)
    (alarm,) = got(desk, "pic", "alarm")
    told = prose(alarm)
    assert f"{own / 'en' / 'reminder.j2'}, line 7: division by zero" in told
    assert "canned check" in told


def test_health_says_it_until_the_texts_are_read_again(desk: DeskAtWork, clock: SetClock, own: Path) -> None:
    assert troubles(desk) == {}
    days_pass(desk, clock, 1)
    assert "reminder.j2, line 7: division by zero" in troubles(desk)["texts"]
    write(own, "reminder", SOUND)
    reload(desk)
    assert troubles(desk) == {}
    days_pass(desk, clock, 1)
    assert "in words of our own" in prose(got(desk, "ani", "reminder")[-1])
    assert troubles(desk) == {}


def test_mended_and_broken_again_is_news(desk: DeskAtWork, clock: SetClock, own: Path) -> None:
    days_pass(desk, clock, 1)
    reload(desk)
    days_pass(desk, clock, 1)
    assert len(got(desk, "pic", "alarm")) == 2


def test_an_alarm_that_is_broken_itself_ends_there(desk: DeskAtWork, clock: SetClock, own: Path) -> None:
    assert desk.config.desk.name == "iDuHelp! Offline"
    write(own, "alarm_broken_text", "{{ 1 / (desk.name | length - 16) }}")
    reload(desk)
    days_pass(desk, clock, 3)
    assert ["reminder.j2, line 7" in prose(one) for one in got(desk, "pic", "alarm")] == [True, False]


@pytest.mark.parametrize(
    "body",
    ["{{ 1 / (ticket.number - 1) }}", "{% if ticket.number == 1 %}{% include 'reminder' %}{% endif %}"],
)
def test_whatever_a_text_trips_over(desk: DeskAtWork, clock: SetClock, own: Path, body: str) -> None:
    write(own, "reminder", body)
    reload(desk)
    days_pass(desk, clock, 1)
    assert "shipped text" in troubles(desk)["texts"]
    assert names(desk, "ani")[-1] == "reminder"
