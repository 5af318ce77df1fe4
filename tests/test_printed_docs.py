"""What the code prints and what lies beside it are the same text."""

import re
from pathlib import Path

from mailticket.cli.words import print_words
from mailticket.config import load, print_example

ROOT = Path(__file__).parents[1]


def test_config_example_is_what_the_code_prints():
    written = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    assert written == print_example(), "write the text of mailticket.config.print_example() to config.example.toml"


def test_the_page_of_commands_is_what_the_code_prints():
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == print_words(), "python -m mailticket.cli.words > docs/commands.md"


def test_config_example_can_be_loaded_as_it_stands(tmp_path):
    config = load(ROOT / "config.example.toml", environ={}, state=tmp_path)
    assert config.desk.name == "iDuHelp! Offline"
    assert config.calendar.holidays == "ID"
    assert config.secret_problems()


def test_what_the_example_leaves_out_can_be_put_in(tmp_path):
    text = re.sub(r"^# (?=\[\[|\w+ = )", "", print_example(), flags=re.MULTILINE)
    (tmp_path / "config.toml").write_text(text.replace('require = "auto"', 'require = "warn"'), encoding="utf-8")
    config = load(tmp_path / "config.toml", environ={})
    assert len(config.forms) == 1
    assert None not in (config.survey.url, config.list.id, config.desk.canned_folder, config.smtp.ca_file)
