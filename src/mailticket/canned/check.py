"""What is wrong with the texts, found before a customer does (spec 3.2: `mailticket canned check`, and at start)."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, meta, nodes

from mailticket.canned.catalog import BrokenText, Canned, Catalog, Locale
from mailticket.canned.render import render
from mailticket.canned.samples import samples
from mailticket.canned.values import Values, attributes, shape
from mailticket.ticket.effects import Mail

_KNOWN = attributes(Values)


def check(catalog: Catalog, locale: str | None = None) -> tuple[str, ...]:
    """A sentence for each fault of one locale, or (None) of all: gaps, unknown variables, texts that can't be rendered.

    At start only the desk's own locale counts; a text that a desk wrote in its own language alone is no gap there.
    """
    chosen = list(catalog.locales) if locale is None else [locale]
    return tuple(dict.fromkeys(fault for name in chosen for fault in _faults(catalog, name)))


def _faults(catalog: Catalog, name: str) -> Iterator[str]:
    locale = catalog.locale(name)
    yield from _gaps(catalog, locale)
    for text in locale.texts.values():
        found = tuple(_faults_of_text(text, locale))
        yield from found
        if not found and text.subject:
            yield from _faults_of_rendering(catalog, name, text)


def _gaps(catalog: Catalog, locale: Locale) -> Iterator[str]:
    here = locale.language.locale
    for mail in Mail:
        if mail.value not in locale.texts:
            yield f"{here}: no {mail.value}.j2, a mail of the procedure"
    for other in catalog.locales.values():
        there = other.language.locale
        for name in sorted(other.texts.keys() - locale.texts.keys() - set(Mail)):
            yield f"{here}: no {name}.j2, which {there} has"
        for key in sorted(other.language.words.keys() - locale.language.words.keys()):
            yield f"{here}/locale.toml: no word for {key}, which {there} has"


def _faults_of_text(text: Canned, locale: Locale) -> Iterator[str]:
    for source in (text.subject, text.body):
        try:
            tree = locale.environment.parse(source)
            unknown = meta.find_undeclared_variables(tree) - _KNOWN.keys()
        except TemplateSyntaxError as problem:
            yield f"{_at(text, source, problem)}: {problem.message}"
            continue
        for name in sorted(unknown.union(_unknown_parts(tree, {}))):
            yield f"{text.path}: unknown variable {name}"
        for included in meta.find_referenced_templates(tree):
            if included not in locale.texts:
                yield f"{text.path}: includes {included}, which isn't there"


def _at(text: Canned, source: str, problem: TemplateSyntaxError) -> str:
    return str(text.path) if source is text.subject else f"{text.path}, line {text.first_line - 1 + problem.lineno}"


def _faults_of_rendering(catalog: Catalog, locale: str, text: Canned) -> Iterator[str]:
    for values in samples():
        try:
            render(catalog, text.name, locale, values)
        except BrokenText as problem:
            yield str(problem)


def _unknown_parts(node: nodes.Node, loops: Mapping[str, type]) -> Iterator[str]:
    """`ticket.numbr`, also in a branch that no sample walks through."""
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        # What can't be told is `object`: a row of it may have anything.
        inside = {**loops, node.target.name: _type_of(node.iter, loops) or object}
        yield from _unknown_parts(node.iter, loops)
        for child in node.iter_child_nodes(exclude=("iter", "target")):
            yield from _unknown_parts(child, inside)
        return
    if isinstance(node, nodes.Getattr):
        parts = attributes(_type_of(node.node, loops) or object)
        if parts and node.attr not in parts:
            yield _path(node)
    for child in node.iter_child_nodes():
        yield from _unknown_parts(child, loops)


def _type_of(node: nodes.Node, loops: Mapping[str, type]) -> type | None:
    """The type of a variable or a part of one; of its rows for a table; None where it can't be told."""
    hint: Any = None
    if isinstance(node, nodes.Name):
        hint = loops.get(node.name, _KNOWN.get(node.name))
    elif isinstance(node, nodes.Getattr):
        whole = _type_of(node.node, loops)
        hint = attributes(whole).get(node.attr) if whole is not None else None
    elif isinstance(node, nodes.Getitem):
        return _type_of(node.node, loops)
    return None if hint is None else shape(hint)[0]


def _path(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
