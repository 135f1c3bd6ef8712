"""Errors put into true pairs, and the guided pass in Chromium: how many it points at, how often for nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import native
from align.encode import load_encoder
from align.evaluate.ladder_files import read_ladder
from align.model import Alignment, Bead, Document, Segment
from align.pipeline import PairAligner
from align.text.sentences import sentence_spans
from tests.bench.injected import inject
from tests.bench.review_server import ROOT, served
from tests.page.looking import TOURED

if TYPE_CHECKING:
    from playwright.sync_api import Page

ERRORS = 50
BEADS = 514
STOPS = 80
HERE = """() => document.getElementById('pass').hidden || document.querySelector('dialog[open]') ? null
  : document.querySelector('.bead.focused')?.dataset.key"""


def guided_pass(folder: Path | None = None, *, beads: int = BEADS, seed: int = 1, skip: int = 0) -> dict[str, Any]:
    """Walk the page over about `beads` beads of a folder of NAME.ja, NAME.en and NAME.gold, without the first `skip`
    documents; without a folder, over the project's own texts.
    """
    source, target, gold = texts_of(folder, beads, skip)
    ones = [bead for bead in gold if bead.kind == "1-1"]
    pairs = [(source[bead.source[0]], target[bead.target[0]]) for bead in ones]
    errors = {ones[one.place].target[0]: one for one in inject(pairs, ERRORS, seed)}
    for index, error in errors.items():
        target[index] = error.target
    alignment = PairAligner(load_encoder("use")).align(_document("ja", source), _document("en", target))
    holder = {i: key for bead, key in zip(alignment.beads, alignment.keys, strict=True) for i in bead.target}
    wrong = {holder[index]: error.kind for index, error in errors.items()}
    stops = _walk(alignment)
    hits = [wrong[key] for key in stops if key in wrong]
    return {
        "texts": folder.name if folder else "the project's own",
        "seed": seed,
        "beads": len(alignment.beads),
        "errors": len(wrong),
        "stops": len(stops),
        "pointed at": len(hits),
        "false stops for each": round((len(stops) - len(hits)) / max(1, len(hits)), 2),
        "pointed at, by kind": {
            kind: f"{Counter(hits)[kind]} of {count}" for kind, count in Counter(wrong.values()).items()
        },
    }


def texts_of(folder: Path | None, beads: int, skip: int = 0) -> tuple[list[str], list[str], list[Bead]]:
    """Source lines, target lines and gold beads of documents put one behind the other."""
    source: list[str] = []
    target: list[str] = []
    gold: list[Bead] = []
    for ours, theirs, ladder in list(_documents(folder) if folder else _own())[skip:]:
        gold += [
            Bead(tuple(i + len(source) for i in bead.source), tuple(i + len(target) for i in bead.target))
            for bead in ladder
        ]
        source += ours
        target += theirs
        if len(gold) >= beads:
            break
    return source, target, gold


Texts = tuple[list[str], list[str], Sequence[Bead]]


def _documents(folder: Path) -> Iterator[Texts]:
    for path in sorted(folder.glob("*.gold")):
        lines = [path.with_suffix(suffix).read_text("utf-8").splitlines() for suffix in (".ja", ".en")]
        yield lines[0], lines[1], read_ladder(path).beads


def _own() -> Iterator[Texts]:
    """The sentence pairs of tests/links and the bundled pairs."""
    for path in sorted((ROOT / "tests" / "links").glob("*/*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        yield [row["ja"] for row in rows], [row["en"] for row in rows], [Bead((i,), (i,)) for i in range(len(rows))]


def _document(lang: str, lines: Sequence[str]) -> Document:
    segments = (Segment(i, text, sentences=tuple(sentence_spans(text, lang))) for i, text in enumerate(lines))
    return Document("bench", lang, tuple(segments))


def _walk(alignment: Alignment) -> list[str]:
    """The content keys of the first stops of the guided pass, nothing decided."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native.save(alignment, folder / "bench.align.json")
        with served(folder, f"sqlite:///{folder / 'review.db'}") as (_, link), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(TOURED)
            page.goto(link)
            page.goto("/".join(link.split("/")[:3]) + "/pair/bench")
            page.wait_for_selector("#work[data-learned]", state="attached", timeout=300_000)
            stops = _stops(page)
            browser.close()
    return stops


def _stops(page: Page) -> list[str]:
    page.keyboard.press("g")
    stops: list[str] = []
    while len(stops) < STOPS and (key := page.evaluate(HERE)) and key not in stops:
        stops.append(key)
        page.keyboard.press("n")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    return stops
