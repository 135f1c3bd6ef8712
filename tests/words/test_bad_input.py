"""Odd texts through everything that reads word links: terms, checks, exports; and languages that nobody measured."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import align
from align.check import check_alignment
from align.exchange import Export, export
from align.exchange.bilingual import from_rows
from align.library.aligner import AlignWarning
from align.pipeline import PairAligner, load_aligner
from align.words.term_files import as_csv
from align.words.terms import terms_of

ROWS = {
    "no words": ("。！？…", "—"),
    "one long sentence": ("会" * 20_000, "meeting " * 2_500),
    "one word a thousand times": ("会議 " * 1_000, "meeting " * 1_000),
    "300 sentences": ("会議が中止された。" * 300, "The meeting was cancelled. " * 300),
    "one side empty": ("会議が中止された。", ""),
    "emoji": ("🎉会議👨‍👩‍👧は中止🇯🇵。🎉", "🎉 The meeting 👨‍👩‍👧 was cancelled 🇯🇵."),
    "accents without end": ("会" + "\u0301" * 5_000 + "議", "m" + "\u0301" * 5_000 + "eeting"),
    "halves of characters": ("会議\ud83dが中止", "The \udc00meeting"),
    "20,000 digits": ("9" * 20_000, "9" * 20_000),
    "300 numbered sentences": (
        "".join(f"第{n}回会議が中止された。" for n in range(300)),
        "".join(f"Meeting {n} was cancelled. " for n in range(300)),
    ),
    "formula": ("=1+1 会議、=1+1 会議。", "=1+1 meeting, =1+1 meeting."),
}


@pytest.fixture(scope="module")
def aligner(tmp_path_factory: pytest.TempPathFactory) -> PairAligner:
    return load_aligner(cache=False)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path))


@pytest.mark.parametrize("name", ROWS)
def test_terms_checks_and_exports_take_it(aligner: PairAligner, name: str) -> None:
    source, target = (text.strip() for text in ROWS[name])
    linked = aligner.link_words(from_rows([("1", source, target)]))
    found = terms_of([linked])
    assert as_csv(found).startswith("source,target")
    assert all(term.count >= 2 and term.renderings for term in found)
    for finding in check_alignment(linked):
        assert all(0 <= a < b <= len(source) for a, b in finding.source_spans)
        assert all(0 <= a < b <= len(target) for a, b in finding.target_spans)
    for name_of_format in ("jsonl", "html"):
        out = io.BytesIO()
        export([Export(linked)], name_of_format, out)
        assert out.getvalue()


def test_links_of_a_language_that_nobody_measured_say_so() -> None:
    with pytest.warns(AlignWarning, match="word links of de rest on vectors"):
        linked = align.word_links(from_rows([("1", "会議が中止された。", "Die Sitzung wurde abgesagt.")], "ja", "de"))
    assert linked.word_links is not None
