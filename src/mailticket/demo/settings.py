"""The configuration file of a town's helpdesk, written from values (spec 4.2)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Table = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""A table, or a list of them."""


def as_toml(tables: Mapping[str, Table]) -> str:
    """Tables and lists of tables as TOML. A value is a string, number, switch, list, or a flat inline table."""
    lines = []
    for name, table in tables.items():
        for each, head in [(table, f"[{name}]")] if isinstance(table, Mapping) else [(t, f"[[{name}]]") for t in table]:
            lines += [head, *(f"{key} = {_value(value)}" for key, value in each.items()), ""]
    return "\n".join(lines)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)
