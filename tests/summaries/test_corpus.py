"""The summaries are whole: files, support, gold and lengths agree."""

from pathlib import Path

import pytest

from tests.summaries.make_gold import HALVES, HERE, gold, gold_of, groups, pairs, read_support, sentences
from tests.summaries.measure import condensation

PAIRS = list(pairs())
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.parent.name}/{pair.name}")


@pytest.mark.parametrize("half", HALVES)
def test_every_file_belongs_to_a_whole_pair(half):
    names = {path.name for path in (HERE / half).glob("*")}
    stems = {name.partition(".")[0] for name in names}
    expected = {f"{stem}.{suffix}" for stem in stems for suffix in ("ja", "en", "support", "gold")}
    assert names == expected


def test_no_name_stands_in_both_halves():
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)


@each_pair
def test_every_line_of_a_text_holds_a_sentence(pair):
    for suffix in (".ja", ".en"):
        assert all(sentences(pair.with_suffix(suffix)))


@each_pair
def test_support_names_each_target_sentence_once_in_order_and_only_existing_source_sentences(pair):
    source, target = (sentences(pair.with_suffix(suffix)) for suffix in (".ja", ".en"))
    support = read_support(pair.with_suffix(".support"))
    assert [where for where, _ in support] == [(p, s) for p, line in enumerate(target) for s in range(len(line))]
    existing = {(p, s) for p, line in enumerate(source) for s in range(len(line))}
    for where, sources in support:
        assert set(sources) <= existing, where
        assert sources == sorted(set(sources)), where


@each_pair
def test_gold_is_what_the_support_implies(pair):
    assert pair.with_suffix(".gold").read_text(encoding="utf-8") == gold_of(pair)


@each_pair
def test_a_summary_has_a_quarter_to_two_thirds_of_the_length_of_a_translation(pair):
    assert 0.25 <= condensation(pair) <= 0.65


def test_added_details_name_existing_sentences_that_have_support():
    support = {pair.name: dict(read_support(pair.with_suffix(".support"))) for pair in PAIRS}
    for line in (HERE / "added.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, where, detail = line.split("\t")
        paragraph, sentence = map(int, where.split("."))
        assert support[name][paragraph, sentence], line
        pair = next(pair for pair in PAIRS if pair.name == name)
        assert detail in sentences(pair.with_suffix(".en"))[paragraph][sentence], line


def test_paragraphs_that_share_a_neighbour_make_one_bead():
    support = [((0, 0), [(3, 0), (1, 0)]), ((1, 0), []), ((2, 0), [(4, 0)]), ((2, 1), [(1, 2)])]
    assert groups(support) == [([1, 3, 4], [0, 2])]
    assert gold(support, 6, 3) == "[0]:[]\n[1, 3, 4]:[0, 2]\n[]:[1]\n[2]:[]\n[5]:[]\n"


def test_support_without_an_arrow_is_refused(tmp_path):
    path = Path(tmp_path) / "x.support"
    path.write_text("0.0 1.0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no arrow"):
        read_support(path)
