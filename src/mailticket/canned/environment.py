"""The Jinja2 sandbox that canned responses are rendered in: strict, without access to anything but its values."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailticket.canned import values
from mailticket.canned.language import Language
from mailticket.canned.values import attributes
from mailticket.ticket.span import Span

_OURS = {kind: frozenset(attributes(kind)) for kind in vars(values).values() if isinstance(kind, type)}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Asks about our own values first: they are frozen and harmless, and the long question is most of a rendering."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 (as Jinja2 declares it)
        return attr in _OURS.get(type(obj), ()) or super().is_safe_attribute(obj, attr, value)


def environment(language: Language, sources: Mapping[str, tuple[str, str]]) -> Environment:
    """An environment for one locale. Texts compile on first use and are kept; HTML parts escape what they show.

    `sources`: by name, the text and what its lines are called where one of them fails.
    """

    def found(name: str) -> tuple[str, str, None] | None:
        return (*sources[name], None) if name in sources else None

    made = _Sandbox(
        loader=FunctionLoader(found),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        finalize=_no_none,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= _filters(language)
    return made


def quote(text: str) -> str:
    """Each line behind `> `, as mail clients do it."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip("\n").splitlines())


def clip(text: str, most: int) -> str:
    """One line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def lead(text: str, before: str) -> str:
    """With `before` in front; nothing where there is no text, so that a greeting works without a name too."""
    return f"{before}{text}" if text else ""


def _filters(language: Language) -> dict[str, Any]:
    def titled(subject: str) -> str:
        return clip(subject, 200) or language.word("no_subject")

    @pass_context
    def when(context: Context, at: datetime | None) -> str:
        return language.when(_instant(at), _zone(context))

    @pass_context
    def day(context: Context, at: datetime | None) -> str:
        return language.day(_instant(at), _zone(context))

    def span(length: timedelta | Span) -> str:
        return language.span(length)

    made = (quote, clip, lead, titled, when, day, span)
    return {one.__name__: one for one in made} | {"word": language.word}


def _zone(context: Context) -> tzinfo:
    return getattr(context.get("desk"), "tz", UTC)


def _instant(at: datetime | None) -> datetime:
    if at is None:
        raise TemplateRuntimeError("an instant that may be missing: ask for it with {% if … %} first")
    return at


def _no_none(value: object) -> object:
    if value is None:
        raise TemplateRuntimeError("a value that may be missing: ask for it with {% if … %} first")
    return value
