"""Name, locale and values to a mail's words (spec 2.6, 3.2, 5.3)."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailticket.canned.catalog import BrokenText, Catalog, shipped_folder
from mailticket.canned.render import render, render_surely, tagged
from mailticket.canned.samples import FULL
from mailticket.canned.values import Mailto, Passed, Person, SurveyLinks, TicketFacts, Values

SHIPPED = Catalog.load([shipped_folder()])


def with_text(folder: Path, body: str) -> Catalog:
    (folder / "en").mkdir()
    (folder / "en" / "mine.j2").write_text(f"---\nsubject: x\n---\n{body}\n", encoding="utf-8")
    return Catalog.load([shipped_folder(), folder])


@pytest.mark.parametrize(
    ("subject", "number", "tagged_subject"),
    [
        ("Lupa kata sandi", 12, "Lupa kata sandi [#12]"),
        ("Re: Lupa kata sandi [#12]", 12, "Re: Lupa kata sandi [#12]"),
        ("[#7] Re: Lupa [#12]\n[#12]", 12, "Re: Lupa [#12]"),
        ("", 12, "[#12]"),
        ("Ringkasan", 0, "Ringkasan"),
        ("Pesanan #12", 3, "Pesanan #12 [#3]"),
    ],
)
def test_2_6_the_tag_stands_once_in_the_subject(subject: str, number: int, tagged_subject: str) -> None:
    assert tagged(subject, number) == tagged_subject


@given(st.text(max_size=100))
def test_2_6_whatever_the_customers_subject_holds_the_tag_stands_once(subject: str) -> None:
    ticket = TicketFacts(number=12, subject=subject)
    made = render(SHIPPED, "taken", "en", replace(FULL, ticket=ticket)).subject
    assert made.count("[#12]") == 1
    assert made.endswith("[#12]")
    assert len(made.splitlines()) == 1


@given(st.sampled_from(["{{ 7 * 7 }}", "{% for x in y %}", "{{ desk.__class__ }}", "{#", "{% include 'closed' %}"]))
def test_5_3_template_syntax_in_customer_text_is_shown_as_text(syntax: str) -> None:
    ticket = replace(FULL.ticket, question=syntax, subject=syntax)
    message = Passed(author=Person(name=syntax), text=syntax)
    made = render(SHIPPED, "assigned", "id", replace(FULL, ticket=ticket, message=message))
    assert f"> {syntax}" in made.text
    assert syntax in made.subject


def test_5_3_html_shows_what_was_written() -> None:
    values = replace(
        FULL,
        customer=Person(name='Ani & "Budi"'),
        survey=SurveyLinks(mailtos=(Mailto(score=1, link='mailto:a@x?a=1&b="2"'),)),
    )
    html = render(SHIPPED, "closed", "en", values).html
    assert html is not None
    assert "Ani &amp; &#34;Budi&#34;" in html
    assert 'href="mailto:a@x?a=1&amp;b=&#34;2&#34;"' in html


def test_2_6_html_goes_along_only_where_the_text_has_such_a_part() -> None:
    assert render(SHIPPED, "taken", "en", FULL).html is None


def test_a_topic_chooses_the_text_and_an_unknown_one_is_an_error() -> None:
    assert "moderator" in render(SHIPPED, "notice", "en", replace(FULL, topic="moderation")).subject
    assert render(SHIPPED, "notice", "en", replace(FULL, topic="", text="Halo.")).text.startswith("On number 12: Halo.")
    with pytest.raises(BrokenText, match="notice_nonsense"):
        render(SHIPPED, "notice", "en", replace(FULL, topic="nonsense"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ nobody }}",
        "{{ ticket.numbr }}",
        "{{ deadline }}",
        "{{ deadline | when }}",
        "{% include 'nothing' %}",
        "{{ 1 / 0 }}",
        "{{ ticket.__class__.__mro__ }}",
        "{{ tickets.append(1) }}",
        "{{ 'x' | nofilter }}",
        "{% if %}",
        "{{ range(9999999) | list }}",
        "{{ desk.name | when }}",
        "{% include 'mine' %}",
    ],
)
def test_3_2_what_a_text_must_not_do_is_an_error_that_names_its_file(tmp_path: Path, body: str) -> None:
    with pytest.raises(BrokenText, match=r"mine\.j2"):
        render(with_text(tmp_path, body), "mine", "en", Values())


def test_4_2_the_line_is_that_of_the_file_also_of_a_piece_or_a_page(tmp_path: Path) -> None:
    catalog = with_text(tmp_path, "\nHello\n{% include '_mine' %}")
    for file, body in (("_mine.j2", "a\n\n{{ 1 / 0 }}\n"), ("closed.html.j2", "<p>\n{{ 1 / 0 }}</p>\n")):
        (tmp_path / "en" / file).write_text(body, encoding="utf-8")
    catalog = Catalog.load([shipped_folder(), tmp_path])
    with pytest.raises(BrokenText, match=r"_mine\.j2, line 3: division by zero"):
        render(catalog, "mine", "en", FULL)
    with pytest.raises(BrokenText, match=r"closed\.html\.j2, line 2: division by zero"):
        render(catalog, "closed", "en", FULL)
    (tmp_path / "en" / "_mine.j2").write_text("Ani", encoding="utf-8")
    assert render(Catalog.load([shipped_folder(), tmp_path]), "mine", "en", FULL).text == "Hello\nAni\n"


def test_4_2_where_a_text_of_the_desks_own_breaks_the_shipped_one_speaks_in_its_language(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "closed.j2").write_text("---\nsubject: {{ nobody }}\n---\nx\n", encoding="utf-8")
    made = render_surely(Catalog.load([shipped_folder(), tmp_path]), "closed", "id", FULL)
    assert str(made.fault) == f"{tmp_path / 'id' / 'closed.j2'}: 'nobody' is undefined"
    assert replace(made, fault=None) == render(SHIPPED, "closed", "id", FULL)


def test_4_2_a_language_that_is_not_shipped_is_helped_out_in_english(tmp_path: Path) -> None:
    (tmp_path / "jv").mkdir()
    for file in (shipped_folder() / "id").iterdir():
        (tmp_path / "jv" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "jv" / "taken.j2").write_text("---\nsubject: x\n---\n{{ nobody }}\n", encoding="utf-8")
    made = render_surely(Catalog.load([shipped_folder(), tmp_path]), "taken", "jv", FULL)
    assert (made.locale, made.text) == ("en", render(SHIPPED, "taken", "en", FULL).text)


def test_4_2_a_text_that_nobody_else_wrote_has_no_stand_in(tmp_path: Path) -> None:
    with pytest.raises(BrokenText, match=r"en/mine\.j2: no such canned response"):
        render_surely(with_text(tmp_path, "{{ nobody }}"), "mine", "en", FULL)
