"""The mutation run changes what runs, one place at a time, and nothing else."""

import ast

from tests.bench.mutations import mutants, mutated

SOURCE = '''
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from x import y

__all__ = ["f"]
LIMIT = 3


def f(items: list[int], *, loud: bool = False) -> int:
    """Add 1."""
    for item in items:
        if not item:
            continue
        if item < LIMIT and item % 2 == 0:
            return item + 1
    return sum(2 for item in items if item) if loud else 0
'''


def test_each_mutant_changes_one_place_and_runs() -> None:
    found = mutants(SOURCE)
    plain = ast.unparse(ast.parse(SOURCE)).splitlines()
    for mutant in found:
        changed = mutated(SOURCE, mutant.key).splitlines()
        assert len(changed) == len(plain)
        assert sum(a != b for a, b in zip(plain, changed, strict=True)) == 1, mutant
        exec(compile("\n".join(changed), "mutant", "exec"), {})


def test_every_kind_of_change_is_made() -> None:
    found = {(mutant.before, mutant.after) for mutant in mutants(SOURCE)}
    assert found >= {
        ("3", "4"),
        ("False", "True"),
        ("if not item", "if item"),
        ("continue", "break"),
        ("item < LIMIT", "item <= LIMIT"),
        ("item < LIMIT and item % 2 == 0", "item < LIMIT or item % 2 == 0"),
        ("item % 2", "item * 2"),
        ("item % 2 == 0", "item % 2 != 0"),
        ("item + 1", "item - 1"),
        ("return item + 1", "return None"),
        ("if loud", "if not loud"),
        ("if item", "if not item"),
    }


def test_code_that_runs_on_import_has_no_function() -> None:
    functions = {mutant.before: mutant.function for mutant in mutants(SOURCE)}
    assert functions["3"] == "" and functions["item % 2"] == "f"


def test_text_and_annotations_are_left_alone() -> None:
    source = "def f(x: int | None, y: str) -> str:\n    return f'{x + 1}' % y\n"
    assert [mutant.after for mutant in mutants(source)] == ["return None"]
