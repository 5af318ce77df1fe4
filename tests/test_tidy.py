"""The house is in order: sizes, docstrings, names, texts and pages (house, sections 2, 3 and 8)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailticket.ticket.effects import Mail

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXTS = ROOT / "templates" / "canned"

LINES_MAX = 400
FUNCTION_LINES_MAX = 60
ARM_LINES_MAX = 5
NOT_NAMES = {"manager", "handler", "helper", "util", "utils", "service", "process", "data", "info", "base"}
"""House, section 2: words that say nothing. Only whole words of a name count: `processed` says something."""
NAMES_OF_OTHERS = {
    "cli/service.py": {"service"},  # systemd's own word, and the command's: install-service
    "demo/post_office.py": {"data"},  # the command of SMTP
}
FIXED_BY_A_LIBRARY = {"process_bind_param", "process_result_value"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield str(path.relative_to(ROOT / "src" / "mailticket")), ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not {str(path): length for path, length in lengths.items() if length > LINES_MAX}


def test_no_function_is_longer_than_sixty_lines():
    """A function that is one match may have an arm for each of many events or facts; then its arms are short."""
    found = [
        f"{path}:{one.name}: {lines} lines"
        for path, tree in parsed()
        for one in functions(tree)
        if (lines := _lines(one)) > FUNCTION_LINES_MAX and not _is_one_match_of_short_arms(one)
    ]
    assert not found


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _is_one_match_of_short_arms(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    *before, last = function.body
    if not isinstance(last, ast.Match) or not all(isinstance(one, ast.Expr) for one in before):
        return False
    exhaustive = "assert_never" in ast.unparse(last.cases[-1])
    return exhaustive and all(len(ast.unparse(arm).splitlines()) <= ARM_LINES_MAX for arm in last.cases)


def test_every_module_class_and_public_function_says_what_it_is():
    found = [f"{path}: {name}" for path, tree in parsed() for name in _silent(tree, public=True)]
    assert not found


def _silent(node: ast.AST, *, public: bool, protocol: bool = False) -> Iterator[str]:
    """Names without a docstring; private classes and functions, and the methods of a protocol, may be silent."""
    if isinstance(node, ast.Module) and node.body and not ast.get_docstring(node):
        yield "the module"
    for child in getattr(node, "body", ()):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if child.name.startswith("_") or not public:
            continue
        setter = any(ast.unparse(one).endswith(".setter") for one in getattr(child, "decorator_list", ()))
        if not ast.get_docstring(child) and not protocol and not setter:
            yield child.name
        if isinstance(child, ast.ClassDef):
            bases = {ast.unparse(one) for one in child.bases}
            yield from _silent(child, public=True, protocol="Protocol" in bases)


def test_no_name_is_one_of_the_empty_words():
    found = [
        f"{path}: {name}"
        for path, tree in parsed()
        for name in [Path(path).stem, *_defined(tree)]
        if set(_words(name)) & NOT_NAMES - NAMES_OF_OTHERS.get(path, set()) and name not in FIXED_BY_A_LIBRARY
    ]
    assert not found


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def _words(name: str) -> list[str]:
    """`OutboxManager` and `outbox_manager` are outbox and manager; `database` and `base64` are one word each."""
    return [word.lower() for word in re.findall(r"(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)\d*", name)]


@pytest.mark.parametrize("locale", ["en", "id"])
def test_no_text_is_dead(locale):
    """Each is a mail, a mail's topic, a piece of another text, or one that operators copy."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    texts = {path.name.removesuffix(".j2"): path.read_text(encoding="utf-8") for path in (TEXTS / locale).glob("*.j2")}
    taken_in = set(re.findall(r'{%-? *(?:include|import|from|extends) +"([^"]+)"', "\n".join(texts.values())))
    dead = [name for name, text in texts.items() if not _used(name, text, written, taken_in)]
    assert not dead


def _used(name: str, text: str, written: str, taken_in: set[str]) -> bool:
    if name in taken_in or name.removesuffix(".html") in set(Mail):
        return True
    if re.search(r"^description: (for operators|untuk operator)", text, re.MULTILINE):
        return True
    mail = next((one.value for one in Mail if name.startswith(f"{one.value}_")), None)
    return mail is not None and f'"{name.removeprefix(f"{mail}_")}"' in written


def test_every_standard_that_the_code_names_is_on_the_page():
    page = (ROOT / "docs" / "rfcs.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"RFC (\d{3,5})", page))
    named = {
        (number, str(path.relative_to(ROOT)))
        for path in SOURCES
        for number in re.findall(r"\bRFC (\d{3,5})", path.read_text(encoding="utf-8"))
    }
    assert not {one for one in named if one[0] not in listed}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_on_a_page_exists(page):
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]
    paths = re.findall(r"`((?:src|tests|docs|deploy|migrations|templates|bench)/[^`\s*…<>]*?)(?::[\w.]+)?`", text)
    plain = [path for path in paths if not re.search(r"[A-Z]{3}|NNN", path)]
    assert not [path for path in plain if not (ROOT / path).exists()]


def test_the_page_of_the_procedure_has_every_row_and_clock():
    page = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
    assert [int(row) for row in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == list(range(1, 27))
    clocks = {
        "claim_within",
        "first_response",
        "next_response",
        "update_within",
        "reminder_after",
        "reminder_every",
        "close_after",
        "confirm_within",
        "on_hold_update",
        "reopen_within",
    }
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == clocks


def test_every_function_on_the_page_of_the_procedure_exists():
    page = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py):(\w+)`", page)
    assert named
    missing = []
    for file, name in named:
        path = ROOT / "src" / "mailticket" / file
        if not path.exists() or name not in {one.name for one in functions(ast.parse(path.read_text("utf-8")))}:
            missing.append(f"{file}:{name}")
    assert not missing


def test_every_test_on_the_page_of_the_procedure_exists():
    page = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:procedure|simulation|ticket|mail|desk|servers|outbox|inbox|crash)/test_\w+\.py)`", page)
    assert named
    assert not [path for path in named if not (ROOT / "tests" / path).exists()]


def test_every_decision_fits_on_a_page():
    for page in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        lines = page.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 40, page.name
        heads = [line[3:] for line in lines if line.startswith("## ")]
        assert heads == ["Context", "Choice", "Why", "What it costs"], page.name


def test_no_place_of_one_computer_is_named():
    found = [
        f"{path.relative_to(ROOT)}: {place[0]}"
        for path in [
            *SOURCES,
            *PAGES,
            *TEXTS.rglob("*.*"),
            *(ROOT / "tests").rglob("*.py"),
            *(ROOT / "deploy").rglob("*.*"),
        ]
        for place in re.finditer(r"(?<![\w.~/])/(?:work|root|Users/\w+)/\w", path.read_text(encoding="utf-8"))
    ]
    assert not found


SEAMS = {
    "clock.py": "the wall clock itself",
    "assemble.py": "ids and the jitter of retries, given to the passes as values",
    "backoff.py": "how long a thread waits after a failure; its clock is an argument",
    "daemon.py": "threads and their turns",
    "turns.py": "threads and their turns",
    "canary.py": "a probe through the real servers",
    "store/lease.py": "how long a lease holds",
    "config/token.py": "how long a token is kept; its clock is an argument",
    "config/secret.py": "the desk's key, made once",
    "inbox/wire.py": "how long one answer of a server may take",
    "cli/probe.py": "a probe through the real servers",
}
"""Who may ask the computer for time, chance or ids, and for what; everybody else is given them (spec 5.2)."""
ASKED = {"datetime.now", "datetime.utcnow", "date.today", "os.urandom"}


def test_time_and_chance_come_over_the_seams():
    found = [
        f"{path}: {name}"
        for path, tree in parsed()
        if path not in SEAMS and not path.startswith("demo/")
        for name in _asked(tree)
        if name.partition(".")[0] in {"time", "random", "secrets", "uuid"} or name in ASKED
    ]
    assert not found


def _asked(tree: ast.Module) -> Iterator[str]:
    """Modules that are imported, and what is called on `datetime`, `date` and `os`."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (one.name for one in node.names)
            case ast.ImportFrom(module=str(module)):
                yield module
            case ast.Attribute(value=ast.Name(id="datetime" | "date" | "os" as name), attr=called):
                yield f"{name}.{called}"


@pytest.mark.parametrize("folder", ["src", "docs", "templates", "deploy"])
def test_no_address_is_somebodys(folder):
    """Only the domains that are kept for examples (RFC 2606)."""
    nobody = re.compile(r"@(?:[\w.-]*\.)?(?:example\.(?:org|com|net)|example|invalid|test|localhost)\b", re.IGNORECASE)
    written = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z][A-Za-z0-9.-]*\.[A-Za-z]{2,}")
    files = [one for one in (ROOT / folder).rglob("*") if one.suffix in {".py", ".md", ".j2", ".toml", ".service"}]
    found = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in files
        for address in written.findall(path.read_text(encoding="utf-8"))
        if not nobody.search(address)
    ]
    assert files
    assert not found
