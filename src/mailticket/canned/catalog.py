"""The canned responses of a desk: every locale, every text, read once at start (spec 3.2).

A folder holds one folder a locale, and in it `locale.toml`, `NAME.j2`, perhaps `NAME.html.j2`, and pieces that others
include (`_NAME.j2`). Later folders override earlier ones file by file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateError

from mailticket.canned.environment import environment
from mailticket.canned.language import Language, read_language
from mailticket.errors import ConfigError, PermanentError

_NAME = re.compile(r"_?[a-z][a-z0-9_]*(\.html)?\Z")
_FRONT = re.compile(r"---\n(.*?)^---\n?(.*)\Z", re.DOTALL | re.MULTILINE)
_KEYS = {"subject", "description", "closes", "waits", "reminds"}
_LEGAL = {"closes": {"satisfied", "no_reply"}, "waits": {"true", "false"}, "reminds": {"true", "false"}}
PLACEHOLDER = "\ufffc"
"""Stands in a statement where a template says something of its own for each ticket."""


class BrokenText(PermanentError):
    """A canned response is missing, or can't be rendered."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        """The file, and the line where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canned:
    """One canned response as it stands in its file."""

    name: str
    path: Path
    body: str
    first_line: int = 1
    """Of the body, in the file."""
    subject: str = ""
    description: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    """`closes`, `waits`, `reminds` of the front matter (spec 2.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A canned response that means something when an operator sends it by hand (spec 2.7)."""

    name: str
    locale: str
    closes: str | None
    """`satisfied`, `no_reply`, or None."""
    waits: bool
    """False: a progress note, nobody waits for the customer."""
    reminds: bool
    literal_text: str
    """The text with PLACEHOLDER for each expression; conditions and loops are dropped, what they hold is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One language with its texts, by name; the environment compiles each on first use and keeps it."""

    language: Language
    texts: Mapping[str, Canned]
    environment: Environment

    @property
    def names(self) -> tuple[str, ...]:
        """The texts that can be sent: neither pieces nor HTML parts."""
        return tuple(sorted(name for name in self.texts if not name.startswith("_") and not name.endswith(".html")))

    def line(self, file: str, number: int) -> str | None:
        """What people call a line that a template failed at; None if the file is none of our bodies."""
        text = next((one for one in self.texts.values() if str(one.path) == file), None)
        return None if text is None else f"{file}, line {text.first_line - 1 + number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Every locale by its name."""

    locales: Mapping[str, Locale]
    shipped: "Catalog | None" = None
    """The texts below the desk's own; None where it has none of its own."""

    @classmethod
    def load(cls, folders: Sequence[Path]) -> "Catalog":
        """Read the folders, the shipped one first; ConfigError names the file that can't be read."""
        names = sorted({one.name for folder in folders for one in _folders_in(folder)})
        if not names:
            raise ConfigError(f"no locale in {' or '.join(map(str, folders))}: each is a folder with a locale.toml")
        return cls(
            locales={name: _locale(name, [folder / name for folder in folders]) for name in names},
            shipped=cls.load(folders[:1]) if len(folders) > 1 else None,
        )

    def locale(self, name: str) -> Locale:
        """One language; BrokenText if nobody wrote it."""
        if name not in self.locales:
            raise BrokenText(repr(name), f"no such canned responses; there are {', '.join(self.locales)}")
        return self.locales[name]

    def statements(self, locale: str | None = None) -> tuple[Statement, ...]:
        """The texts that mean something, of one locale or (None) of all: operators write in any language."""
        chosen = self.locales if locale is None else {locale: self.locale(locale)}
        return tuple(
            _statement(text, name, one.environment)
            for name, one in chosen.items()
            for text in one.texts.values()
            if text.marks.get("closes") or text.marks.get("waits") == "false" or text.marks.get("reminds") == "true"
        )


def shipped_folder() -> Path:
    """The texts that come with mailticket: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).parents[1] / "_templates" / "canned"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "templates" / "canned"


def _folders_in(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder of canned responses")
    return (one for one in sorted(folder.iterdir()) if one.is_dir() and any(one.iterdir()))


def _locale(name: str, folders: list[Path]) -> Locale:
    languages = [one / "locale.toml" for one in folders if (one / "locale.toml").is_file()]
    if not languages:
        raise ConfigError(f"{folders[-1]}: no locale.toml")
    language = read_language(name, languages)
    files = {
        path.name.removesuffix(".j2"): path for one in folders if one.is_dir() for path in sorted(one.glob("*.j2"))
    }
    texts = {text_name: _read(text_name, path) for text_name, path in files.items()}
    sources = {text.name: (text.body, str(text.path)) for text in texts.values()}
    # A subject is its own name: most are alike, and equal ones are compiled once.
    sources |= {text.subject: (text.subject, "subject") for text in texts.values() if text.subject}
    return Locale(language=language, texts=texts, environment=environment(language, sources))


def _read(name: str, path: Path) -> Canned:
    if not _NAME.match(name):
        raise ConfigError(f"{path}: a name is small letters, digits and _")
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path}: {problem}") from problem
    if name.startswith("_") or name.endswith(".html"):
        return Canned(name=name, path=path, body=source)
    found = _FRONT.match(source)
    if not found:
        raise ConfigError(f"{path}: begins with a front matter between two lines of ---, with a subject at least")
    front = _front_matter(path, found[1])
    return Canned(
        name=name,
        path=path,
        body=found[2].strip("\n"),
        first_line=source[: found.start(2)].count("\n") + len(found[2]) - len(found[2].lstrip("\n")) + 1,
        subject=front.pop("subject"),
        description=front.pop("description", ""),
        marks=front,
    )


def _front_matter(path: Path, lines: str) -> dict[str, str]:
    front: dict[str, str] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in _KEYS or key in front:
            raise ConfigError(f"{path}: front matter {line!r}; known, once each: {', '.join(sorted(_KEYS))}")
        if key in _LEGAL and value not in _LEGAL[key]:
            raise ConfigError(f"{path}: {key}: {value!r}; known: {', '.join(sorted(_LEGAL[key]))}")
        front[key] = value
    if not front.get("subject"):
        raise ConfigError(f"{path}: no subject in the front matter")
    return front


def _statement(text: Canned, locale: str, made_by: Environment) -> Statement:
    return Statement(
        name=text.name,
        locale=locale,
        closes=text.marks.get("closes"),
        waits=text.marks.get("waits") != "false",
        reminds=text.marks.get("reminds") == "true",
        literal_text=_literal(text, made_by),
    )


def _literal(text: Canned, made_by: Environment) -> str:
    said: list[str] = []
    try:
        for _, lexeme, value in made_by.lex(text.body):
            if lexeme == "data":
                said.append(value)
            elif lexeme == "variable_begin":
                said.append(PLACEHOLDER)
    except TemplateError as problem:
        raise BrokenText(str(text.path), str(problem)) from problem
    return "".join(said)
