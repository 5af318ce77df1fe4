"""docs/cli.md is what the parsers print."""

from pathlib import Path

from mailticket.cli.docs import print_docs

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_code_prints():
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == print_docs(), "python -m mailticket.cli.docs > docs/cli.md"
