"""The examples in docstrings run as they stand."""

import doctest
import importlib
from pathlib import Path

import pytest

import align

ROOT = Path(align.__file__).resolve().parent
WITH_EXAMPLES = sorted(path for path in ROOT.rglob("*.py") if "\n    >>> " in path.read_text("utf-8"))


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_run(path: Path) -> None:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
