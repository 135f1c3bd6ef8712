"""The labelled links are whole: every surface is found, and every content word is accounted for."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.links.links_set import HALVES, HERE, REGISTERS, counts, occurrences, pair_of, place, read_pairs

FILES = [(half, register) for half in HALVES for register in REGISTERS]
PAIRS = [pair for half, register in FILES for pair in read_pairs(half, register)]
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)

ENGLISH_FUNCTION_WORDS = set(
    """
    a able after against also although among an and any are as at be because been before being between but by can could
    did do does during either even for from had has have having he her him his how however i if in into is it its
    may must of on once or our over please shall she should since so such than that the their them there thereof
    these they this though through to toward under until up upon us was we were what when where whereas which while
    who whom will with within would yet you your
    """.split()
)
JAPANESE_FUNCTION_WORDS = re.compile(
    "場合|及び|又は|氏|以内|に(?:係る|関する|基づ|対[しす]|応じ|従って|加え|伴い|要する|比べて)|を(?:受け|通じ)"
    "|内(?=[でのに])|間(?=の)|向け(?=の)|中(?=[のに])"
)


def test_each_file_holds_21_pairs_and_no_name_is_used_twice():
    assert [len(read_pairs(half, register)) for half, register in FILES] == [21] * 10
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)


def test_no_sentence_stands_in_two_pairs():
    assert len({pair.source for pair in PAIRS}) == len({pair.target for pair in PAIRS}) == len(PAIRS)


@each_pair
def test_a_pair_has_8_to_70_english_words(pair):
    assert 8 <= len(pair.target.split()) <= 70


def marked(pair, side):
    """The spans of one side that are linked or stand alone, without those of possible links."""
    linked = [span for link in pair.sure for span in getattr(link, side)]
    return linked + list(getattr(pair, f"{side}_only")) + list(getattr(pair, f"{side}_light"))


@each_pair
@pytest.mark.parametrize("side", ["source", "target"])
def test_a_word_has_one_sure_link_at_most_and_no_span_cuts_another(pair, side):
    surest = Counter(marked(pair, side))
    assert [span for span, number in surest.items() if number > 1] == []
    possible = {span for link in pair.possible for span in getattr(link, side)}
    spans = sorted(set(surest) | possible)
    assert [(one, two) for one, two in pairwise(spans) if two[0] < one[1]] == []
    assert not possible & set(getattr(pair, f"{side}_only")), "a word with a possible link is not unanswered"


def unmarked(text, spans, token):
    """The tokens of `text` that no span touches."""
    found = [match for match in re.finditer(token, text)]
    return [m[0] for m in found if not any(start < m.end() and m.start() < end for start, end in spans)]


@each_pair
def test_every_japanese_content_character_is_linked_or_listed(pair):
    spans = marked(pair, "source") + [span for link in pair.possible for span in link.source]
    spans += [match.span() for match in JAPANESE_FUNCTION_WORDS.finditer(pair.source)]
    assert unmarked(pair.source, spans, "[一-龥々〇ァ-ヶA-Za-z0-9]") == []


@each_pair
def test_every_english_content_word_is_linked_or_listed(pair):
    spans = marked(pair, "target") + [span for link in pair.possible for span in link.target]
    words = {word.lower() for word in unmarked(pair.target, spans, "[A-Za-z0-9$%]+")}
    assert words - ENGLISH_FUNCTION_WORDS - {"s"} == set()


def test_a_surface_means_its_first_occurrence_and_a_number_another():
    assert place("年に一年", "年") == (0, 1)
    assert place("年に一年", "年#2") == (3, 4)


def test_a_latin_word_or_number_is_found_only_as_a_whole():
    assert occurrences("on one condition, one", "one") == [(3, 6), (18, 21)]
    assert occurrences("1,200円と200円、120円", "200") == [(7, 10)]


@pytest.mark.parametrize("word", ["猫", "年#3", "", " ", "年#0"])
def test_a_surface_that_is_not_there_is_refused(word):
    with pytest.raises(ValueError, match=r"is not there|names no text"):
        place("年に一年", word)


def test_a_link_without_a_span_and_an_unknown_key_are_refused():
    rest = '"free": false, "possible": [], "source_only": [], "target_only": [], "source_light": [], "target_light": []'
    with pytest.raises(ValueError, match="a link has no span"):
        pair_of(f'{{"id": "x", "ja": "猫", "en": "cat", "sure": [["猫", []]], {rest}}}')
    with pytest.raises(ValueError, match=r"missing or unknown: \['sure'\]"):
        pair_of(f'{{"id": "x", "ja": "猫", "en": "cat", {rest}}}')


def test_the_readme_holds_the_counts():
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert "\n".join(counts()) in readme
