"""The shipped texts: complete, clean and recognisable (spec 1.4, 2.7, 3.1, 3.2)."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mailticket.canned.catalog import PLACEHOLDER, Catalog, shipped_folder
from mailticket.canned.render import render
from mailticket.canned.samples import FULL
from mailticket.canned.values import Person, Values
from mailticket.mail.statement import SIMILAR, similarity
from mailticket.ticket.commands import BY_WORD, Trouble
from mailticket.ticket.effects import Mail
from mailticket.ticket.model import Deadline, Reason, Status

CATALOG = Catalog.load([shipped_folder()])
LOCALES = ("en", "id")
NAMES = CATALOG.locale("en").names
FOR_OPERATORS = (
    "greeting",
    "request_data",
    "handover",
    "missed_callback",
    "progress",
    "closing",
    "closing_no_reply",
    "reminder_by_hand",
)
TO_CUSTOMERS = ("received", "reminder", "closed", "closed_no_reply", "my_tickets", "too_large", *FOR_OPERATORS)
SOURCE = Path(__file__).parents[2] / "src" / "mailticket"


@pytest.mark.parametrize("locale", LOCALES)
def test_1_4_every_mail_of_the_procedure_and_every_text_for_operators_is_there(locale: str) -> None:
    assert {*Mail, *FOR_OPERATORS} <= set(CATALOG.locale(locale).names)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_the_procedure_has_its_word(locale: str) -> None:
    words = CATALOG.locale(locale).language.words
    wanted = {
        *Status,
        *Reason,
        *Deadline,
        *(f"customer_{one}" for one in Status),
        *(f"trouble_{one}" for one in Trouble),
    }
    assert not {str(one) for one in wanted} - words.keys()


def topics_in_source() -> set[str]:
    """`notice_taken_over` for each `Send(mail=Mail.NOTICE, …, topic="taken_over")` in the code."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                given = {one.arg: one.value for one in call.keywords}
                mail, topic = given.get("mail"), given.get("topic")
                if isinstance(mail, ast.Attribute) and isinstance(topic, ast.Constant) and topic.value:
                    found.add(f"{mail.attr.lower()}_{topic.value}")
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_1_4_every_topic_that_the_code_sends_has_its_text(locale: str) -> None:
    # A take-over is told in the words of its notice; a command's result has one text for all.
    told = {one.replace("command_result_taken_over", "notice_taken_over") for one in topics_in_source()}
    assert not told - set(CATALOG.locale(locale).names) - {"command_result_help"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_texts_read_well_whole_and_with_little_known(locale: str, name: str) -> None:
    relay = replace(FULL, desk=replace(FULL.desk, conversation="relay"))
    for values in (FULL, relay, replace(FULL, deadline=None, customer=Person(address="ani@example.net"))):
        made = render(CATALOG, name, locale, values)
        assert made.subject.endswith(" [#12]")
        assert "\n\n\n" not in made.text
        assert not re.search(r"[ \t]\n|None|\{|\}|  ,|Halo ,|Hello ,", made.text)
        assert made.text.strip()
        assert max(map(len, made.text.splitlines())) <= 130


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", TO_CUSTOMERS)
def test_3_2_a_customer_is_greeted_by_name_and_never_as_dear_customer(locale: str, name: str) -> None:
    hello = {"en": "Hello", "id": "Halo"}[locale]
    known = replace(FULL, recipient=FULL.customer)
    assert render(CATALOG, name, locale, known).text.startswith(f"{hello} Ani Wijaya,\n")
    unknown = render(CATALOG, name, locale, replace(FULL, customer=Person(), recipient=Person())).text
    assert unknown.startswith(f"{hello},\n")
    assert not re.search(r"\b(dear|customer|pelanggan|yth)\b", unknown, re.IGNORECASE)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_3_1_texts_name_only_commands_that_exist(locale: str, name: str) -> None:
    said = render(CATALOG, name, locale, replace(FULL, troubles=(), done=(), commands=())).text
    assert set(re.findall(r"#([a-z]+)", said)) <= BY_WORD.keys()


@pytest.mark.parametrize("locale", LOCALES)
def test_2_7_a_copied_text_is_recognised_as_itself_and_as_no_other(locale: str) -> None:
    statements = CATALOG.statements(locale)
    edited = replace(FULL, deadline=None, customer=Person(name="Rina"), operator=Person(name="Dewi"))
    for name in CATALOG.locale(locale).names:
        for values in (FULL, edited):
            text = render(CATALOG, name, locale, values).text
            for one in statements:
                alike = similarity(text, one.literal_text.split(PLACEHOLDER))
                assert alike >= SIMILAR + 0.1 if name == one.name else alike <= 0.6, (name, one.name, alike)


@pytest.mark.parametrize("locale", LOCALES)
def test_1_4_the_texts_say_what_the_table_asks_of_them(locale: str) -> None:
    def said(name: str, values: Values = FULL) -> str:
        return render(CATALOG, name, locale, values).text

    assert "12" in said("assigned")
    assert "Budi" in said("assigned").splitlines()[0]
    assert {"en": "#release", "id": "#lepas"}[locale] in said("assigned")
    assert {"en": "Saturday, 21 November 2026", "id": "Sabtu, 21 November 2026"}[locale] in said("assigned")
    assert "ani@example.net" in said("announcement")
    assert "Reply All" in said("announcement")
    assert FULL.ticket.question in said("announcement")
    assert {"en": "press\nReply here", "id": "tekan Balas di\nsini"}[locale] in said("reminder")
    assert "https://example.org/rules" in said("breach")
    assert {"en": "#send", "id": "#kirim"}[locale] in said("kept_as_note")
    assert len(said("taken").splitlines()) == 1
    assert said("sent_on").startswith(FULL.message.text)
