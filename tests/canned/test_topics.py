"""Every mail that the code sends under a topic has its text, in every locale (spec 1.4: 'is told')."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mailticket
from mailticket.canned.catalog import Catalog, shipped_folder
from mailticket.ticket.effects import Mail

SOURCE = Path(mailticket.__file__).parent
CATALOG = Catalog.load([shipped_folder()])


def _constants(node: ast.expr) -> Iterator[str]:
    return (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _topics() -> Iterator[tuple[str, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Send"):
                continue
            said = {each.arg: each.value for each in node.keywords}
            mail = said.get("mail")
            if isinstance(mail, ast.Attribute) and "topic" in said:
                yield from ((Mail[mail.attr].value, topic) for topic in _constants(said["topic"]) if topic)


def test_the_search_finds_the_topics_that_are_written_in_the_code() -> None:
    found = set(_topics())
    assert ("notice", "premature_closing") in found
    assert len(found) > 10


@pytest.mark.parametrize("locale", sorted(CATALOG.locales))
def test_each_topic_has_its_text(locale: str) -> None:
    texts = CATALOG.locale(locale).texts
    wanted = {f"{mail}_{topic}" for mail, topic in _topics() if mail != Mail.COMMAND_RESULT}
    assert wanted - texts.keys() == set()
