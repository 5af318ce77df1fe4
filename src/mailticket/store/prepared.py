"""Statements for SQLite, compiled once and then run on the driver itself.

SQLAlchemy writes the SQL and knows how values are converted. What it does beyond that for each execution costs several
times what SQLite needs, and a message takes some fifteen statements (spec 5.5). On PostgreSQL its own way is used.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Delete, Dialect, Insert, Select, Update

Values = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
KINDS: Final = (Select, Insert, Update, Delete)
Convert = Callable[[Any], Any]

_Input = tuple[str, Any, Convert | None, bool]
"""Key of the value, what it is where none is given, how it is written, and whether it is a list for `IN (…)`."""


class Prepared:
    """The SQL of one statement for values with certain keys, and how they and the answer are converted."""

    __slots__ = ("_answer", "_inputs", "_lists", "_outputs", "_text")

    def __init__(self, statement: Statement, keys: tuple[str, ...], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(keys))
        names: Sequence[str] = getattr(compiled, "positiontup", None) or ()
        binds = [(name, compiled.binds[name]) for name in names]
        columns = list(statement.exported_columns)
        self._text = str(compiled)
        self._lists = [(f"__[POSTCOMPILE_{name}]", bind.key, bind.value) for name, bind in binds if bind.expanding]
        self._inputs: list[_Input] = [
            (bind.key, bind.value, bind.type.dialect_impl(dialect).bind_processor(dialect), bind.expanding)
            for _, bind in binds
        ]
        self._answer: Any = namedtuple("Row", [str(column.key) for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
        self._outputs = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ]

    def execute(self, driver: sqlite3.Connection, values: Values) -> sqlite3.Cursor:
        """Run it once."""
        return driver.execute(self._written(values), self._arguments(values))

    def execute_each(self, driver: sqlite3.Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of the rows, which all have the same keys."""
        driver.executemany(self._text, [self._arguments(values) for values in rows])

    def row(self, found: Sequence[Any]) -> Any:  # noqa: ANN401
        """A row of the answer, its values converted; its columns have names and places."""
        if not self._outputs:
            return self._answer._make(found)
        converted = list(found)
        for place, convert in self._outputs:
            converted[place] = convert(converted[place])
        return self._answer._make(converted)

    def _written(self, values: Values) -> str:
        """The SQL, with as many marks in `IN (…)` as there are values."""
        text = self._text
        for marker, key, fixed in self._lists:
            text = text.replace(marker, ",".join("?" * len(values.get(key, fixed))))
        return text

    def _arguments(self, values: Values) -> list[Any]:
        arguments: list[Any] = []
        for key, fixed, convert, many in self._inputs:
            value = values.get(key, fixed)
            if many:
                arguments += value
            else:
                arguments.append(value if convert is None else convert(value))
        return arguments


_known: Final[WeakKeyDictionary[Statement, dict[tuple[str, ...], Prepared]]] = WeakKeyDictionary()


def prepared(statement: Statement, keys: tuple[str, ...], dialect: Dialect) -> Prepared:
    """The statement for values with these keys; compiled the first time only."""
    by_keys = _known.get(statement)
    if by_keys is None:
        by_keys = _known[statement] = {}
    found = by_keys.get(keys)
    if found is None:
        found = by_keys[keys] = Prepared(statement, keys, dialect)
    return found
