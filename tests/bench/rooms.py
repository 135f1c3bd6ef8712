"""The rooms of the mutation run: their files, their own tests first, then their neighbours'."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """`sources` are patterns below the project's root; `tests` are folders or files, the room's own first."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


def _room(name: str, *neighbours: str, sources: tuple[str, ...] = ()) -> Room:
    return Room(sources or (f"align/{name}/**/*.py",), (f"tests/{name}", *neighbours))


ROOMS = {
    "score": _room("score", "tests/search", "tests/test_pipeline.py", "tests/cli/test_run.py"),
    "search": _room("search", "tests/score", "tests/test_pipeline.py"),
    "evaluate": _room("evaluate", "tests/cli/test_score.py"),
    "facts": _room("facts", "tests/check", "tests/text"),
    "check": _room("check", "tests/cli/test_check.py"),
    "segment": _room("segment", "tests/text", "tests/test_reading.py"),
    "merge": Room(("align/exchange/merge/*.py",), ("tests/exchange/merge", "tests/cli/test_merge.py")),
    "history": _room("history", "tests/page"),
    "corpus": _room("corpus", "tests/cli/test_corpus.py"),
}
