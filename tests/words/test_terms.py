"""Terms of aligned pairs: recurring noun phrases with their renderings, and the files that hold them."""

import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from align import native
from align.facts.glossary import load_glossary
from align.model import Alignment, Bead, Document, Segment
from align.pipeline import PairAligner, load_aligner
from align.words.rendering import base_form
from align.words.term_files import as_csv, as_tbx
from align.words.terms import BilingualTerm, terms_of

SENTENCES = (
    ("本契約の有効期間は3年とする。", "The term of validity of this agreement is three years."),
    ("防衛大臣は拡大抑止の重要性を述べた。", "The Defense Minister stated the importance of extended deterrence."),
    ("両国は拡大抑止を強化する。", "The two countries will strengthen extended deterrence."),
    ("防衛大臣は演習を視察した。", "The Defense Minister observed the exercise."),
    ("防衛大臣は防衛省で会見した。", "The Minister of Defense held a press conference at the Ministry of Defense."),
)


@pytest.fixture(scope="module")
def aligner() -> PairAligner:
    return load_aligner(cache=False)


@pytest.fixture(scope="module")
def linked(aligner: PairAligner) -> Alignment:
    return link(aligner, SENTENCES)


def link(aligner: PairAligner, sentences: Sequence[tuple[str, str]]) -> Alignment:
    sides = [
        Document("pair", lang, tuple(Segment(k, texts[side]) for k, texts in enumerate(sentences)))
        for side, lang in enumerate(("ja", "en"))
    ]
    beads = tuple(Bead((k,), (k,)) for k in range(len(sentences)))
    return aligner.link_words(Alignment(sides[0], sides[1], beads))


@pytest.fixture(scope="module")
def terms(linked: Alignment) -> dict[str, BilingualTerm]:
    return {term.source: term for term in terms_of([linked])}


def test_a_recurring_phrase_is_a_term_with_its_rendering_and_an_example(terms: dict[str, BilingualTerm]) -> None:
    term = terms["拡大抑止"]
    assert (term.count, term.renderings, term.consistency) == (2, (("extended deterrence", 2),), 1.0)
    assert term.example.source in {source for source, _ in SENTENCES}


def test_what_occurs_once_or_is_a_verb_is_no_term(terms: dict[str, BilingualTerm]) -> None:
    assert "有効期間" not in terms
    assert "強化" not in terms


def test_a_part_of_a_term_that_never_stands_alone_is_no_term(aligner: PairAligner) -> None:
    sentences = (
        ("オープンソースの歴史を学ぶ。", "Learn the history of open source."),
        ("オープンソースプロジェクトに参加する。", "Take part in an open source project."),
        ("オープンソースライブラリを使う。", "Use an open source library."),
        ("オープンソースコードを読む。", "Read open source code."),
    )
    found = {term.source for term in terms_of([link(aligner, sentences)])}
    assert "オープンソース" in found and "ソース" not in found


def test_a_word_that_says_where_ends_no_term(aligner: PairAligner) -> None:
    sentences = (
        ("設定はプラグイン内に書く。", "Write the settings inside the plugin."),
        ("関数もプラグイン内に置く。", "Put the functions inside the plugin, too."),
    )
    found = {term.source for term in terms_of([link(aligner, sentences)])}
    assert "プラグイン" in found and "プラグイン内" not in found


def test_a_prefix_that_means_again_belongs_to_the_rendering(aligner: PairAligner) -> None:
    sentences = (
        ("部品の再レンダーを待つ。", "Wait for the re-render of the component."),
        ("再レンダーの回数を数える。", "Count the number of re-renders."),
    )
    found = {term.source: term.renderings[0][0] for term in terms_of([link(aligner, sentences)])}
    assert found.get("再レンダー", "re-render").startswith("re-")
    assert "部品" in found or "再レンダー" in found


def test_what_the_target_repeats_as_it_is_stands_below_what_was_translated(aligner: PairAligner) -> None:
    sentences = (
        ("Board はコンポーネントである。", "Board is a component."),
        ("このコンポーネントは Board を呼ぶ。", "This component calls Board."),
        ("Board とコンポーネントを比べる。", "Compare Board with the component."),
    )
    order = [term.source for term in terms_of([link(aligner, sentences)])]
    assert "Board" in order and set(order) > {"Board"}
    assert order.index("Board") == len(order) - 1


def test_singular_and_plural_and_capitals_are_one_rendering() -> None:
    assert base_form("Self-Defense Forces") == base_form("self defense force")
    assert base_form("policies") == base_form("Policy")
    assert base_form("status") == "status"


def test_the_csv_and_the_tbx_are_glossaries_as_they_are(linked: Alignment, tmp_path: Path) -> None:
    found = terms_of([linked])
    for name, text in (("t.csv", as_csv(found)), ("t.tbx", as_tbx(found, ("ja", "en")))):
        (tmp_path / name).write_text(text, "utf-8")
        glossary = {term.source[0]: term.allowed for term in load_glossary(tmp_path / name)}
        assert glossary["拡大抑止"] == ("extended deterrence",)


def test_the_command_writes_terms_and_refuses_other_kinds_of_files(linked: Alignment, tmp_path: Path) -> None:
    native.save(linked, tmp_path / "pair.align.json")
    command = [sys.executable, "-m", "align", "terms", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert "拡大抑止" in {row["source"] for row in rows}
    refused = subprocess.run([*command, "-o", "terms.doc"], capture_output=True, text=True, timeout=200)
    assert refused.returncode == 2
    assert refused.stderr.startswith("align: ") and ".csv or .tbx" in refused.stderr


def test_terms_without_links_say_how_to_get_them() -> None:
    document = Document("x", "ja", (Segment(0, "会議"),))
    bare = Alignment(document, Document("x", "en", (Segment(0, "meeting"),)), (Bead((0,), (0,)),))
    with pytest.raises(ValueError, match=r"align\.word_links"):
        terms_of([bare])
