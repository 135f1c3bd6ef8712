"""The page's scripts without a browser: `node --test` runs the tests under tests/js."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from align.page import app
from tests.conftest import program

STATIC = Path(app.__file__).parent / "static"
TESTS = Path(__file__).parents[1] / "js"


@pytest.mark.needs("node")
def test_the_pure_parts_of_the_page_keep_their_promises(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path / "align" / "page" / "static")
    (tmp_path / "tests" / "js").mkdir(parents=True)
    for name in ("package.json", "pair.test.js"):  # package.json makes them modules for every version of node
        shutil.copy(TESTS / name, tmp_path / "tests" / "js")
        shutil.copy(TESTS / "package.json", tmp_path)
    command = [program("node"), "--test", "tests/js/pair.test.js"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
