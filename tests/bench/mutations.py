"""Change one operator, constant, comparison, condition or return of a module at a time.

What has no behaviour of its own is left alone: strings, annotations, decorators, `__all__`, `strict=` of `zip`, and
blocks under `if TYPE_CHECKING`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
LEFT_ALONE = frozenset(("strict", "encoding", "ensure_ascii", "indent", "kw_only", "slots", "frozen"))
"""Keyword arguments whose value is not mutated."""


@dataclass(frozen=True)
class Mutant:
    """One changed place. `key` is its number among the mutants of the file."""

    key: int
    line: int
    function: str
    """The qualified name of the enclosing function; "" for code that runs on import."""
    before: str
    after: str
    apply: Callable[[], None]
    """Change the tree that the mutant was found in; at most one mutant may be applied to a tree."""


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of a module in the order of its syntax tree."""
    return _of_tree(ast.parse(source))


def _of_tree(tree: ast.Module) -> list[Mutant]:
    return [replace(mutant, key=key) for key, mutant in enumerate(_of_body(tree.body, (), in_function=False))]


def mutated(source: str, key: int) -> str:
    """Return the source of mutant number `key` of a module, formatted by `ast.unparse`."""
    tree = ast.parse(source)
    _of_tree(tree)[key].apply()
    return ast.unparse(ast.fix_missing_locations(tree))


def _of_body(body: list[ast.stmt], names: tuple[str, ...], *, in_function: bool) -> Iterator[Mutant]:
    for place, node in enumerate(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = (*names, "<locals>", node.name) if in_function else (*names, node.name)
            for default in (*node.args.defaults, *(item for item in node.args.kw_defaults if item)):
                yield from _of_expression(default, _function(names, in_function))
            yield from _of_body(node.body, inner, in_function=True)
        elif isinstance(node, ast.ClassDef):
            yield from _of_body(node.body, (*names, node.name), in_function=False)
        elif not _is_left_alone(node):
            function = _function(names, in_function)
            yield from _of_statement(body, place, function)
            for child in _expressions(node):
                yield from _of_expression(child, function)
            for inner_body in _blocks(node):
                yield from _of_body(inner_body, names, in_function=in_function)


def _function(names: tuple[str, ...], in_function: bool) -> str:
    return ".".join(names) if in_function else ""


def _is_left_alone(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    return isinstance(node, ast.Import | ast.ImportFrom)


def _expressions(node: ast.stmt) -> list[ast.expr]:
    """Return the expressions that belong to the statement itself, without its annotation."""
    if isinstance(node, ast.AnnAssign):
        return [node.value] if node.value else []
    found = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.withitem):
            found.append(child.context_expr)
        elif isinstance(child, ast.match_case) and child.guard:
            found.append(child.guard)
    return found


def _blocks(node: ast.stmt) -> list[list[ast.stmt]]:
    """Return the statement lists inside a compound statement."""
    bodies = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
    bodies += [handler.body for handler in getattr(node, "handlers", [])]
    bodies += [case.body for case in getattr(node, "cases", [])]
    return bodies


def _mutant(node: ast.AST, function: str, before: str, after: str, apply: Callable[[], None]) -> Mutant:
    line = (node.target if isinstance(node, ast.comprehension) else node).lineno
    return Mutant(0, line, function, before, after, apply)


def _of_statement(body: list[ast.stmt], place: int, function: str) -> Iterator[Mutant]:
    node = body[place]

    def put(new: ast.stmt) -> Callable[[], None]:
        return lambda: body.__setitem__(place, ast.copy_location(new, node))

    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        new = ast.Return(ast.Constant(None))
        yield _mutant(node, function, ast.unparse(node), "return None", put(new))
    elif isinstance(node, ast.Break):
        yield _mutant(node, function, "break", "continue", put(ast.Continue()))
    elif isinstance(node, ast.Continue):
        yield _mutant(node, function, "continue", "break", put(ast.Break()))
    elif isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        after = ast.AugAssign(node.target, OPERATORS[type(node.op)](), node.value)
        yield _mutant(node, function, ast.unparse(node), ast.unparse(after), put(after))
    elif isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Compare):
        yield _negated(node, function)


def _negated(node: ast.If | ast.While | ast.IfExp, function: str) -> Mutant:
    test = node.test
    new = (
        test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else ast.UnaryOp(ast.Not(), test)
    )
    return _mutant(
        test, function, f"if {ast.unparse(test)}", f"if {ast.unparse(new)}", lambda: setattr(node, "test", new)
    )


def _of_expression(node: ast.AST, function: str) -> Iterator[Mutant]:
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.keyword) and node.arg in LEFT_ALONE:
        return
    yield from _changes(node, function)
    if isinstance(node, ast.IfExp) and not isinstance(node.test, ast.Compare):
        yield _negated(node, function)
    for child in ast.iter_child_nodes(node):
        yield from _of_expression(child, function)


def _changes(node: ast.AST, function: str) -> Iterator[Mutant]:
    """Yield the changes of one expression node, each as new values of its attributes."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield _attribute(node, function, "ops", _put(node.ops, place, COMPARISONS[type(operator)]()))
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        if not (isinstance(node.left, ast.Constant | ast.JoinedStr) and not _is_number(node.left)):
            yield _attribute(node, function, "op", OPERATORS[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield _attribute(node, function, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _attribute(node, function, "value", not node.value)
    elif isinstance(node, ast.Constant) and _is_number(node):
        yield _attribute(node, function, "value", _other_number(node.value))
    elif isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            if not isinstance(test, ast.Compare):
                yield _attribute(node, function, "ifs", _put(node.ifs, place, ast.UnaryOp(ast.Not(), test)))


def _put(items: list[ast.AST], place: int, new: ast.AST) -> list[ast.AST]:
    return [*items[:place], new, *items[place + 1 :]]


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _other_number(value: int | float) -> int | float:
    """Return the next integer, or a float a quarter larger (0.25 for 0)."""
    return value + 1 if isinstance(value, int) else value * 1.25 or 0.25


def _attribute(node: ast.AST, function: str, name: str, new: object) -> Mutant:
    old = getattr(node, name)
    before = _text(node)
    setattr(node, name, new)
    after = _text(node)
    setattr(node, name, old)
    return _mutant(node, function, before, after, lambda: setattr(node, name, new))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return " ".join(f"if {ast.unparse(test)}" for test in node.ifs)
    return ast.unparse(ast.fix_missing_locations(node))
