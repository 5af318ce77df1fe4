"""Spec 4.2: one file, every key checked, every problem told in one line. Issue 2: 'Bad input'."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path

import pytest

from mailticket.config import Config, DatabaseSettings, ImapSettings, Secret, check, default_path, load
from mailticket.config.holidays import COUNTRIES, PublicHolidays
from mailticket.config.read import ARRAYS, SECTIONS, Reading
from mailticket.config.secret import KEYS as SECRET_KEYS
from mailticket.config.setting import settings_of
from mailticket.errors import ConfigError
from mailticket.ticket.policy import Policy
from mailticket.ticket.span import Span

SMALLEST = """
[desk]
helpdesk = "helpdesk@example.org"
list = "operators@lists.example.org"
supervisors = ["pic@example.org"]
timezone = "Asia/Jakarta"
[imap]
host = "imap.example.org"
username = "helpdesk@example.org"
password = "opensesame"
[smtp]
host = "smtp.example.org"
[[operators]]
name = "Budi"
addresses = ["budi@example.org", "budi.s@example.com"]
"""


@pytest.fixture
def read(tmp_path):
    """Write a text to config.toml and load it."""

    def loaded(text: str, **options) -> Config:
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        return load(tmp_path / "config.toml", **({"environ": {}} | options))

    return loaded


@pytest.fixture
def refused(read, tmp_path):
    """The problems of a text, a line each, without the file's name."""

    def lines(text: str) -> list[str]:
        with pytest.raises(ConfigError) as raised:
            read(text)
        found = str(raised.value).splitlines()
        assert all(line.startswith(f"{tmp_path / 'config.toml'}: ") for line in found)
        return [line.removeprefix(f"{tmp_path / 'config.toml'}: ") for line in found]

    return lines


def with_line(section: str, line: str) -> str:
    """The smallest configuration with one line more, or another, in a section; the section may be new."""
    blocks = SMALLEST.split("\n[")
    for n, block in enumerate(blocks):
        if f"[{block}".startswith(section):
            head, *keys = block.splitlines()
            kept = [old for old in keys if not old.startswith(line.partition("=")[0] + "=")]
            blocks[n] = "\n".join([head, line, *kept])
            return "\n[".join(blocks)
    return f"{SMALLEST}{section}\n{line}\n"


def test_the_smallest_configuration_has_the_defaults_of_the_spec(read):
    config = read(SMALLEST)
    assert (config.imap.port, config.smtp.port) == (993, 465)
    assert config.imap.folders == ("INBOX",)
    assert config.imap.poll == timedelta(seconds=60)
    assert config.imap.max_message == 32 * 1024**2
    assert config.list.max_size == 40 * 1024
    assert config.smtp.username is None
    assert config.policy() == Policy(calendar=config.business_calendar()), "the defaults of 1.5 stand in two places"
    assert config.database_url == f"sqlite:///{config.state}/mailticket.db"


@pytest.mark.parametrize(
    ("section", "line", "problem"),
    [
        ("[policy]", 'reminder_after = "24"', '[policy] reminder_after: "24" has no unit; write "24h" or "1bd"'),
        ("[policy]", "reminder_after = 24", '[policy] reminder_after: 24 has no unit; write "24h" or "1bd"'),
        ("[policy]", "remindrs = 3", '[policy] remindrs: is not known; did you mean "reminders"?'),
        ("[policy]", 'reminders = "3"', '[policy] reminders: "3" is not a whole number from 0 (without quotes)'),
        ("[policy]", "reminders = true", "[policy] reminders: true is not a whole number from 0 (without quotes)"),
        ("[policy]", 'close = "never"', '[policy] close: "never" is none of "auto", "supervisor"'),
        (
            "[policy]",
            'respect_absence = "yes"',
            '[policy] respect_absence: "yes" is neither true nor false (without quotes)',
        ),
        (
            "[imap]",
            'poll = "1bh"',
            '[imap] poll: "1bh" is business time; this runs on the wall clock: write s, m, h or d',
        ),
        ("[imap]", "max_message = 32", '[imap] max_message: 32 is not a size; write "40kB" or "32MB"'),
        ("[imap]", "port = 70000", "[imap] port: 70000 is not a port; the highest is 65535"),
        ("[imap]", 'folders = "INBOX"', '[imap] folders: "INBOX" is not a list; write it in [ ]'),
        ("[imap]", "folders = []", '[imap] folders: is empty; write ["INBOX"]'),
        ("[imap]", 'sent = "INBOX"', '[imap] sent: "INBOX" is among the folders that are read'),
        ("[imap]", 'oauth2_command = "x"', "[imap]: more than one password (password, oauth2_command); keep one"),
        ("[smtp]", 'oauth2_command = "sh \'x"', "[smtp] oauth2_command: No closing quotation; write it as for a shell"),
        ("[imap]", 'password_file = "x"', "[imap]: more than one password (password, password_file); keep one"),
        ("[smtp]", 'password_env = "X"', "[smtp] username: is missing beside the password"),
        (
            "[desk]",
            'helpdesk = "Desk <x@y>"',
            '[desk] helpdesk: "Desk <x@y>" is not a plain address; write "name@example.org"',
        ),
        (
            "[desk]",
            'name = "two\\nlines"',
            "[desk] name: has a line break or a control character; write it on one line",
        ),
        (
            "[desk]",
            'list = "HelpDesk@example.org"',
            "[desk] list: HelpDesk@example.org is the helpdesk address too; the list needs an address of its own",
        ),
        (
            "[list]",
            'aliases = ["helpdesk@example.org"]',
            "[list] aliases: helpdesk@example.org is the helpdesk address too",
        ),
        (
            "[desk]",
            'helpdesk_aliases = ["operators@lists.example.org"]',
            (
                "[desk] list: operators@lists.example.org is the helpdesk address too; "
                "the list needs an address of its own"
            ),
        ),
        ("[desk]", "supervisors = []", "[desk] supervisors: is empty; somebody has to hear of breaches"),
        (
            "[desk]",
            'timezone = "Asia/Jakarte"',
            '[desk] timezone: "Asia/Jakarte" is not a known time zone; write "Asia/Jakarta" or "Europe/Berlin"',
        ),
        (
            "[calendar]",
            'holidays = "Indonesia"',
            '[calendar] holidays: "Indonesia" is not a known country; write its code in two capitals ("ID") or "none"',
        ),
        (
            "[calendar]",
            "hours = {}",
            '[calendar] hours: not one opening hour; write { mon = "08:00-16:00" } or always_open = true',
        ),
        (
            "[calendar]",
            'hours = { mo = "08:00-16:00" }',
            '[calendar] hours: "mo" is not a weekday; known are mon, tue, wed, thu, fri, sat, sun',
        ),
        (
            "[calendar]",
            'hours = { mon = "8-16" }',
            '[calendar] hours: mon: "8-16" is not a span of hours; write "08:00-16:00" or "08:00-12:00, 13:00-16:00"',
        ),
        (
            "[calendar]",
            'hours = { mon = "22:00-06:00" }',
            (
                '[calendar] hours: mon: "22:00-06:00" ends before it begins; '
                'over midnight write "22:00-24:00" and the rest on the next day'
            ),
        ),
        (
            "[calendar]",
            'hours = { mon = "08:00-12:00, 11:00-16:00" }',
            '[calendar] hours: mon: the hours of "08:00-12:00, 11:00-16:00" overlap or run backwards',
        ),
        ("[calendar]", 'closed = ["24.12.2026"]', '[calendar] closed: "24.12.2026" is not a day; write "2026-12-24"'),
        (
            "[mails]",
            'off = ["breach"]',
            '[mails] off: "breach" is none of "received", "unclaimed", "deadline_warning", "closed", "hint"',
        ),
        ("[mails]", 'digest_at = "24:00"', '[mails] digest_at: "24:00" is not a time of day; write "08:00"'),
        ("[survey]", 'url = "https://x/{ticket}"', "[survey] url: knows {number} and {token}, not {ticket}"),
        (
            "[authority]",
            'require = "enforce"',
            '[authority] authserv_id: is missing; without it nothing is proven, and "enforce" would obey nobody',
        ),
        (
            "[authority]",
            'arc_sealers = ["lists.example.org"]',
            "[authority] arc_sealers: needs authserv_id: a seal is believed by the word of our own server alone",
        ),
        (
            "[authority]",
            "trust_list = true",
            "[authority] trust_list: needs authserv_id: the list is known by the word of our own server alone",
        ),
        (
            "[authority]",
            'authserv_id = "mx.example.org"\nrewritten_from = true',
            "[authority] rewritten_from: needs trust_list = true",
        ),
        (
            "[database]",
            'url = "sqlite://"',
            '[database] url: names no file, so nothing would be kept; write "sqlite:///mailticket.db"',
        ),
        ("[imaap]", "host = 1", '[imaap]: is not a known section; did you mean "imap"?'),
        ("[[tiers]]", 'name = "x"', "[tiers]: isn't supported in this version; take the section out"),
        ("[[forms]]", 'from = "pic@example.org"', "[[forms]] from: pic@example.org belongs to the desk itself"),
    ],
)
def test_bad_input_is_one_clear_line(refused, section, line, problem):
    assert refused(with_line(section, line)) == [problem]


def test_an_operator_address_listed_twice_is_refused(refused):
    twice = SMALLEST + '[[operators]]\nname = "Sari"\naddresses = ["sari@example.org", "BUDI@example.org"]\n'
    assert refused(twice) == ["[[operators]] 2 (Sari) addresses: BUDI@example.org is listed twice, first with Budi"]


def test_two_operators_of_one_name_are_refused(refused):
    twice = SMALLEST + '[[operators]]\nname = "budi"\naddresses = ["b@example.org"]\n'
    assert refused(twice) == [
        '[[operators]] name: "budi" is the name of 2 operators; #assign couldn\'t tell them apart'
    ]


def test_an_operator_can_not_be_the_desk_itself(refused):
    ours = SMALLEST + '[[operators]]\nname = "Sari"\naddresses = ["helpdesk+x@example.org"]\n'
    assert refused(ours) == ["[[operators]] 2 (Sari) addresses: helpdesk+x@example.org is the desk's own address"]


def test_a_trusted_list_is_for_members_only(refused):
    open_list = with_line("[list]", 'posting = "anyone"') + "\n[authority]\ntrust_list = true\n"
    assert refused(open_list) == [
        '[authority] trust_list: a list with posting = "anyone" proves nothing about an author'
    ]


@pytest.mark.parametrize(
    ("section", "required"),
    [
        ("", "warn"),
        ('authserv_id = "MX.example.org"', "enforce"),
        ('authserv_id = "MX.example.org"\nrequire = "warn"', "warn"),
        ('authserv_id = "MX.example.org"\nrequire = "off"', "off"),
        ('require = "off"', "off"),
    ],
)
def test_2_4_auto_enforces_where_a_server_is_named(read, section, required):
    config = read(f"{SMALLEST}\n[authority]\n{section}\n")
    assert config.authority.required == required
    border = config.border()
    assert (border.authserv_id if border else None) == ("mx.example.org" if "authserv_id" in section else None)


def test_every_problem_is_told_at_once(refused):
    assert refused("[imap]\nport = 1\n[policy]\nclose_after = '3'\nreopen = '3d'\n") == [
        "[desk]: the section is missing; it needs helpdesk, list, supervisors, timezone",
        '[imap]: no password; write password_file = "imap-password"',
        '[imap] host: is missing; write host = "imap.example.org"',
        '[imap] username: is missing; write username = "helpdesk@example.org"',
        "[smtp]: the section is missing; it needs host",
        '[policy] close_after: "3" has no unit; write "3h" or "1bd"',
        '[policy] reopen: is not known; did you mean "reopen_within"?',
        "[[operators]]: there is none; somebody has to answer",
    ]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_plain_text_is_for_this_computer(read, host):
    text = SMALLEST.replace('host = "imap.example.org"', f'host = "{host}"\ntls = "none"')
    assert read(text).imap.port == 143


@pytest.mark.parametrize("host", ["imap.example.org", "127.evil.example", "10.0.0.1"])
def test_plain_text_elsewhere_only_in_so_many_words(read, refused, host):
    text = SMALLEST.replace('host = "imap.example.org"', f'host = "{host}"\ntls = "none"')
    [problem] = refused(text)
    assert problem.startswith('[imap] tls: "none" would send mail and password in the clear')
    assert read(text.replace('tls = "none"', 'tls = "none"\nallow_plaintext = true')).imap.tls == "none"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"[desk\n", "is not TOML: "), (b"\xff\xfe", "is not text in UTF-8"), (None, "there is no such file")],
)
def test_a_file_that_is_none(tmp_path, content, problem):
    if content is not None:
        (tmp_path / "config.toml").write_bytes(content)
    with pytest.raises(ConfigError, match=problem):
        load(tmp_path / "config.toml", environ={})


@pytest.mark.parametrize("value", ["[desk]\n", "desk = 1\n", "operators = 1\n", "operators = [1]\n", "imap = []\n"])
def test_a_section_of_another_shape_is_a_problem_and_no_crash(refused, value):
    assert refused(value)


VALUES = (
    0,
    -1,
    1.5,
    True,
    "",
    "x",
    "\x00",
    [],
    [1],
    [""],
    {},
    {"mon": 1},
    date(2026, 1, 1),
    datetime(2026, 1, 1),
    time(8),
)


@pytest.mark.parametrize("section", [*SECTIONS, *ARRAYS])
def test_no_value_of_any_type_breaks_the_reader(tmp_path, section):
    keys = [*settings_of((SECTIONS | ARRAYS)[section]), *SECRET_KEYS, "oauth2_command"]
    for key, value in product(keys, VALUES):
        table = {section: {key: value} if section in SECTIONS else [{key: value}]}
        reading = Reading(tmp_path / "config.toml", tmp_path, {})
        found = check.problems(reading.config(table))
        assert all(isinstance(line, str) and "\n" not in line for line in reading.problems + found)


# --- secrets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ['password = "opensesame"', 'password_file = "p"', 'password_env = "P"', 'password_credential = "p"']
)
def test_a_password_comes_from_four_places_and_shows_nowhere(read, tmp_path, line):
    (tmp_path / "p").write_text("opensesame\n", encoding="utf-8")
    environ = {"P": "opensesame", "CREDENTIALS_DIRECTORY": str(tmp_path)}
    config = read(SMALLEST.replace('password = "opensesame"', line), environ=environ)
    assert config.imap.password.read() == "opensesame"
    config.check_secrets()
    assert "opensesame" not in repr(config)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('password_file = "gone"', '[imap] password_file "gone": can\'t be read: No such file or directory'),
        ('password_file = "empty"', '[imap] password_file "empty": is empty'),
        ('password_env = "GONE"', '[imap] password_env "GONE": the environment has no GONE'),
        ('password_credential = "x"', '[imap] password_credential "x": the environment has no CREDENTIALS_DIRECTORY'),
    ],
)
def test_a_missing_secret_is_found_when_asked_for(read, tmp_path, line, problem):
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    config = read(SMALLEST.replace('password = "opensesame"', line))
    assert config.secret_problems() == (f"{config.file}: {problem}",)
    with pytest.raises(ConfigError, match="imap"):
        config.check_secrets()


def test_a_token_comes_from_a_command_of_which_only_the_program_is_shown(read):
    config = read(SMALLEST.replace('password = "opensesame"', 'oauth2_command = "echo opensesame"'))
    assert config.imap.password.read() == config.imap.password.renew("opensesame") == "opensesame"
    config.check_secrets()
    assert "opensesame" not in repr(config)
    config = read(SMALLEST.replace('password = "opensesame"', 'oauth2_command = "./gone opensesame"'))
    (problem,) = config.secret_problems()
    assert problem.startswith(f"{config.file}: [imap] oauth2_command gone: there is no such program")
    assert "opensesame" not in problem


def test_a_database_password_is_not_shown():
    assert "geheim" not in repr(DatabaseSettings(url="postgresql://desk:geheim@db/mailticket"))


def test_the_key_of_all_tokens_is_made_once_for_its_owner_alone(read):
    config = read(SMALLEST)
    with pytest.raises(ConfigError, match="secret_file"):
        config.load_secret()
    key = config.ensure_secret()
    assert config.ensure_secret() == key == config.load_secret()
    assert len(key) == 64
    assert config.desk.secret_file.stat().st_mode & 0o777 == 0o600


def test_a_broken_key_is_not_replaced(read):
    config = read(SMALLEST)
    config.desk.secret_file.write_text("short", encoding="utf-8")
    with pytest.raises(ConfigError, match="restore it from the backup"):
        config.ensure_secret()


# --- paths ------------------------------------------------------------------------------------------------------


def test_relative_paths_are_relative_to_the_state_folder(read, tmp_path):
    text = SMALLEST + '[database]\nurl = "sqlite:///x.db"\n'
    assert read(text).database_file == tmp_path / "x.db"
    assert read(text, environ={"STATE_DIRECTORY": "/var/lib/mailticket:/other"}).database_file == Path(
        "/var/lib/mailticket/x.db"
    )
    config = read(text, state=Path("/srv"), environ={"STATE_DIRECTORY": "/var/lib/mailticket"})
    assert config.desk.secret_file == Path("/srv/secret")


def test_an_absolute_path_stays(read):
    config = read(SMALLEST + '[database]\nurl = "sqlite:////srv/x.db"\n')
    assert (config.database_file, config.database_url) == (Path("/srv/x.db"), "sqlite:////srv/x.db")


def test_postgresql_has_no_file(read):
    config = read(SMALLEST + '[database]\nurl = "postgresql+psycopg://desk@db/x"\n')
    assert (config.database_file, config.database_url) == (None, "postgresql+psycopg://desk@db/x")


def test_the_file_meant_without_an_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert default_path({"MAILTICKET_CONFIG": "/x.toml"}) == Path("/x.toml")
    assert default_path({}) == Path("config.toml")


# --- values -----------------------------------------------------------------------------------------------------


def test_hours_in_several_spans_reach_the_calendar(read):
    calendar = read(
        SMALLEST
        + '[calendar]\nhours = { sat = "08:00-12:00, 13:00-24:00" }\nclosed = ["2026-11-21"]\nopen = [2026-11-22]\n'
    ).business_calendar()
    assert calendar.hours[5] == ((480, 720), (780, 1440))
    assert not calendar.is_business_day(date(2026, 11, 21))
    assert calendar.is_business_day(date(2026, 11, 22))


def test_indonesian_joint_leave_is_closed(read):
    calendar = read(SMALLEST + '[calendar]\nholidays = "ID"\n').business_calendar()
    assert not calendar.is_business_day(date(2026, 8, 17)), "Independence Day"
    assert not calendar.is_business_day(date(2026, 3, 20)), "cuti bersama"
    friday = datetime(2026, 8, 14, 3, tzinfo=UTC)
    assert calendar.add(friday, Span(1, "bd")) == datetime(2026, 8, 18, 3, tzinfo=UTC)
    assert calendar == read(SMALLEST + '[calendar]\nholidays = "ID"\n').business_calendar()


def test_holidays_of_a_part_of_a_country():
    epiphany = date(2026, 1, 6)
    assert PublicHolidays("DE-BY")(epiphany)
    assert not PublicHolidays("DE")(epiphany)
    with pytest.raises(ConfigError, match="DE-XX"):
        PublicHolidays("DE-XX")(epiphany)


def test_the_countries_are_those_of_the_package():
    from holidays import list_supported_countries

    assert set(COUNTRIES.split()) <= set(list_supported_countries())


def test_a_section_can_be_made_without_a_file():
    account = ImapSettings(host="localhost", username="x", password=Secret.of_text("y"), tls="starttls")
    assert (account.port, account.password.read()) == (143, "y")


def test_loading_imports_nothing_heavy(read):
    config = read(SMALLEST + '[calendar]\nholidays = "ID"\n')
    code = (
        "import sys; from pathlib import Path; from mailticket.config import load;"
        f"load(Path({str(config.file)!r}), environ={{}}).policy();"
        "print([m for m in ('holidays', 'sqlalchemy', 'imapclient', 'asyncio', 'difflib') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
