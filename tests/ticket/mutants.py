"""Small lies about a source file: one comparison turned, one constant off by one, one clause left out (spec 5.5).

What only people read (docstrings, sentences, the words of an error) and what types say is left alone.
"""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

TURNED = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
NEIGHBOURS = {"min": "max", "max": "min", "any": "all", "all": "any"}
SAID_ALREADY = ast.Compare | ast.BoolOp | ast.UnaryOp
"""Conditions that turn by themselves."""
TYPES = {"annotation", "returns", "decorator_list", "args", "type_comment"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One lie: where, which, and the whole source with it in."""

    line: int
    what: str
    owner: str
    """The function or method as `Class.method`, or the constant of the module, that is another one now."""
    _lie: Callable[[], ast.Module]

    def source(self) -> str:
        """The module as it would have to read."""
        return ast.unparse(self._lie())


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its functions and constants."""
    tree = ast.parse(source)
    for owner, scope in _scopes(tree):
        for node in _nodes(scope):
            for what, path, changed in _lies(node):
                line = getattr(node, "lineno", scope.lineno)
                yield Mutant(line, what, owner, partial(_changed, tree, node, path, changed))


def _scopes(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Functions, methods and constants; the fields of a class are its shape, not its behaviour."""
    for node in tree.body:
        match node:
            case ast.FunctionDef():
                yield node.name, node
            case ast.ClassDef():
                for one in node.body:
                    if isinstance(one, ast.FunctionDef):
                        yield f"{node.name}.{one.name}", one
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()) if name.isupper():
                yield name, node


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what is below it, but not docstrings, types, or the words of an error."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and _says_nothing(node.value)):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name not in TYPES or (isinstance(node, ast.Call) and name == "args"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _nodes(child)


def _says_nothing(value: ast.expr) -> bool:
    """A docstring, or what only the type checker reads."""
    return isinstance(value, ast.Constant) or ast.unparse(value).startswith("assert_never(")


def _lies(node: ast.AST) -> Iterator[tuple[str, tuple[str, int | None], object]]:
    """What may be said instead, as (words, (field, index or None), new value); `_GONE` takes the value out."""
    match node:
        case ast.Compare(ops=ops):
            for n, op in enumerate(ops):
                for other in TURNED[type(op)]:
                    yield f"{type(op).__name__} is {other.__name__}", ("ops", n), other()
        case ast.BoolOp(op=op, values=values):
            yield f"{type(op).__name__} is {TURNED[type(op)][0].__name__}", ("op", None), TURNED[type(op)][0]()
            for n, value in enumerate(values):
                yield f"without `{ast.unparse(value)}`", ("values", n), _GONE
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in TURNED:
            yield f"{type(op).__name__} is {TURNED[type(op)][0].__name__}", ("op", None), TURNED[type(op)][0]()
        case ast.Constant(value=bool() as value):
            yield f"{not value}", ("value", None), not value
        case ast.Constant(value=int() as value):
            yield f"{value + 1}", ("value", None), value + 1
        case ast.Constant(value=str() as value) if " " not in value:
            yield f"{value + '?'!r}", ("value", None), value + "?"
        case ast.Call(func=ast.Name(id=name)) if name in NEIGHBOURS:
            yield NEIGHBOURS[name], ("func", None), ast.Name(NEIGHBOURS[name], ast.Load())
    yield from _left_out(node)
    yield from _negated(node)


def _left_out(node: ast.AST) -> Iterator[tuple[str, tuple[str, int | None], object]]:
    match node:
        case ast.Call(keywords=keywords):
            for n, keyword in enumerate(keywords):
                yield f"without {ast.unparse(keyword)}", ("keywords", n), _GONE
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if _is_read(node):
            for n, element in enumerate(elements):
                yield f"without {ast.unparse(element)}", ("elts", n), _GONE
        case ast.Match(cases=cases):
            for n, case in enumerate(cases[:-1]):
                yield f"without case {ast.unparse(case.pattern)}", ("cases", n), _GONE
        case ast.MatchOr(patterns=patterns):
            for n, pattern in enumerate(patterns):
                yield f"without | {ast.unparse(pattern)}", ("patterns", n), _GONE
    for block in ("body", "orelse"):
        statements = getattr(node, block, None)
        for n, one in enumerate(statements if isinstance(statements, list) else ()):
            if isinstance(one, ast.AugAssign) or (isinstance(one, ast.Expr) and not _says_nothing(one.value)):
                yield f"without `{ast.unparse(one)[:60]}`", (block, n), ast.Pass()


def _is_read(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Store)


def _negated(node: ast.AST) -> Iterator[tuple[str, tuple[str, int | None], object]]:
    match node:
        case ast.UnaryOp(op=ast.Not()):
            yield "without not", ("op", None), None
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if not isinstance(test, SAID_ALREADY):
            yield f"not {ast.unparse(test)}", ("test", None), ast.UnaryOp(ast.Not(), test)
        case ast.comprehension(ifs=ifs):
            for n, test in enumerate(ifs):
                yield f"without if {ast.unparse(test)}", ("ifs", n), _GONE


_GONE = object()


def _changed(tree: ast.Module, node: ast.AST, path: tuple[str, int | None], value: object) -> ast.Module:
    """A copy of the tree in which that one place is another."""
    copies: dict[int, object] = {}
    tree = deepcopy(tree, copies)
    place = copies[id(node)]
    name, index = path
    if isinstance(place, ast.UnaryOp) and name == "op":
        place.operand = ast.UnaryOp(ast.Not(), place.operand)  # not not x: x, as a truth
    elif index is None:
        setattr(place, name, value)
    elif value is _GONE:
        del getattr(place, name)[index]
    else:
        getattr(place, name)[index] = value
    return tree
