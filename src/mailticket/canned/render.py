"""Name, locale and values -> subject and text (spec 3.2). A value that isn't there is an error, never a gap."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from traceback import walk_tb
from typing import Any, Final

from jinja2 import TemplateSyntaxError

from mailticket.canned.catalog import BrokenText, Canned, Catalog, Locale
from mailticket.canned.values import Values

_TAGS = re.compile(r"\s*\[#[0-9]+\]")
_SPARE: Final = "en"
"""The shipped language that speaks where a desk wrote all texts of another one itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a mail says. `html` is None where the text has no HTML part."""

    locale: str
    subject: str
    text: str
    html: str | None = None
    fault: BrokenText | None = None
    """Why the desk's own text isn't what it says; None: it is."""


def render(catalog: Catalog, name: str, locale: str, values: Values) -> Rendered:
    """The mail's words. A `values.topic` chooses among texts: with `too_many` the mail `notice` is `notice_too_many`.

    The subject of a mail about one ticket carries its tag once (spec 2.6). BrokenText if the text is missing or broken.
    """
    name = f"{name}_{values.topic}" if values.topic else name
    chosen = catalog.locale(locale)
    if name not in chosen.texts:
        raise BrokenText(f"{locale}/{name}.j2", "no such canned response")
    text = chosen.texts[name]
    page, context = chosen.texts.get(f"{name}.html"), values.as_context()
    return Rendered(
        locale=locale,
        subject=tagged(_made(chosen, text, text.subject, context), values.ticket.number),
        text=_made(chosen, text, name, context).strip("\n") + "\n",
        html=_made(chosen, page, page.name, context) if page else None,
    )


def render_surely(catalog: Catalog, name: str, locale: str, values: Values) -> Rendered:
    """As `render`; where a text of the desk's own is broken the shipped one speaks, and `fault` says why (spec 4.2).

    In English where none is shipped in the desk's language. BrokenText if nobody else wrote a text of that name.
    """
    try:
        return render(catalog, name, locale, values)
    except BrokenText as fault:
        if catalog.shipped is None:
            raise
        spare = locale if locale in catalog.shipped.locales else _SPARE
        return replace(render(catalog.shipped, name, spare, values), fault=fault)


def tagged(subject: str, number: int) -> str:
    """One line that ends in `[#12]` and has no other tag; without one if `number` is 0."""
    bare = " ".join(_TAGS.sub("", subject).split())
    return f"{bare} [#{number}]".lstrip() if number else bare


def _made(chosen: Locale, text: Canned, template: str, context: Mapping[str, Any]) -> str:
    """A subject, text or page; what a template trips over may be any error at all."""
    try:
        return chosen.environment.get_template(template).render(context)
    except Exception as problem:
        raise BrokenText(_where(chosen, text, problem), str(problem)) from problem


def _where(chosen: Locale, text: Canned, problem: Exception) -> str:
    """File and line, of a piece that the text includes too; the file alone where the fault is in a subject."""
    lines = [chosen.line(frame.f_code.co_filename, number) for frame, number in walk_tb(problem.__traceback__)]
    if isinstance(problem, TemplateSyntaxError):
        lines.append(chosen.line(problem.filename or "", problem.lineno))
    return next((line for line in reversed(lines) if line), str(text.path))
