"""Name, locale and values -> subject and text (spec 3.2). A value that isn't there is an error, never a gap."""

import re
from dataclasses import dataclass

from jinja2 import TemplateError

from mailticket.canned.catalog import BrokenText, Catalog
from mailticket.canned.values import Values

_TAGS = re.compile(r"\s*\[#[0-9]+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a mail says. `html` is None where the text has no HTML part."""

    subject: str
    text: str
    html: str | None = None


def render(catalog: Catalog, name: str, locale: str, values: Values) -> Rendered:
    """The mail's words. A `values.topic` chooses among texts: with `too_many` the mail `notice` is `notice_too_many`.

    The subject of a mail about one ticket carries its tag once (spec 2.6). BrokenText if the text is missing or broken.
    """
    name = f"{name}_{values.topic}" if values.topic else name
    chosen = catalog.locale(locale)
    if name not in chosen.texts:
        raise BrokenText(f"no canned response {name!r} in {locale!r}")
    made_by, context = chosen.environment, values.as_context()
    try:
        subject = made_by.get_template(chosen.texts[name].subject).render(context)
        text = made_by.get_template(name).render(context)
        html = made_by.get_template(f"{name}.html").render(context) if f"{name}.html" in chosen.texts else None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as problem:
        raise BrokenText(f"{chosen.texts[name].path}: {problem}") from problem
    return Rendered(subject=tagged(subject, values.ticket.number), text=text.strip("\n") + "\n", html=html)


def tagged(subject: str, number: int) -> str:
    """One line that ends in `[#12]` and has no other tag; without one if `number` is 0."""
    bare = " ".join(_TAGS.sub("", subject).split())
    return f"{bare} [#{number}]".lstrip() if number else bare
