"""Terms of a glossary are sure links, and say where the words beside them belong."""

from pathlib import Path

import pytest

import align
from align.errors import InputError
from align.facts.glossary import Term
from align.model import Alignment, Bead, Document, Segment
from align.pipeline import PairAligner, load_aligner
from align.text.sentences import sentence_spans

SOURCE = "甲社は波紋便の運航を八月に再開した。"
TARGET = "Company A restarted its Tideline Special flights in August."
TERM = Term(("波紋便",), ("Tideline Special",))


@pytest.fixture(scope="module")
def aligner() -> PairAligner:
    return load_aligner(cache=False)


def alignment(source: str, target: str, langs: tuple[str, str] = ("ja", "en")) -> Alignment:
    sides = [
        Document("x", lang, (Segment(0, text, sentences=sentence_spans(text, lang)),))
        for lang, text in zip(langs, (source, target), strict=True)
    ]
    return Alignment(sides[0], sides[1], (Bead((0,), (0,)),))


def links(found: Alignment) -> dict[tuple[str, str], float]:
    source, target = found.source.texts()[0], found.target.texts()[0]
    return {
        ("".join(source[a:b] for a, b in one.source), "+".join(target[a:b] for a, b in one.target)): one.probability
        for one in found.links(found.beads[0]).links
    }


def covered(found: dict[tuple[str, str], float], term: str, rendering: str) -> bool:
    """True if the links of the term's words hold all words of the rendering and no others."""
    ours = [target for source, target in found if source in term or term in source]
    return {word for target in ours for part in target.split("+") for word in part.split()} == set(rendering.split())


def test_a_term_answers_its_rendering_and_nothing_else(aligner: PairAligner) -> None:
    found = links(aligner.link_words(alignment(SOURCE, TARGET), [TERM]))
    assert covered(found, "波紋便", "Tideline Special"), found
    assert min(chance for (source, _), chance in found.items() if source in "波紋便") > 0.9


def test_terms_whose_order_changes_answer_what_the_glossary_says(aligner: PairAligner) -> None:
    pair = alignment("白鳥丸と黒潮丸が出港した。", "The Marigold and the Juniper left port.")
    terms = [Term(("白鳥丸",), ("Juniper",)), Term(("黒潮丸",), ("Marigold",))]
    found = links(aligner.link_words(pair, terms))
    assert covered(found, "白鳥丸", "Juniper") and covered(found, "黒潮丸", "Marigold"), found
    assert not covered(links(aligner.link_words(pair)), "白鳥丸", "Juniper"), "the example needs no glossary"


def test_a_rendering_that_the_glossary_does_not_allow_changes_nothing(aligner: PairAligner) -> None:
    other = Term(("波紋便",), ("Ripple Service",))
    pair = alignment(SOURCE, TARGET)
    assert aligner.link_words(pair, [other]).word_links == aligner.link_words(pair).word_links


def test_the_longer_term_goes_first_and_its_words_stand_in_no_other(aligner: PairAligner) -> None:
    terms = [Term(("防衛",), ("protection",)), Term(("防衛白書",), ("Defense of Japan",))]
    found = links(aligner.link_words(alignment("防衛白書を読む。", "Read Defense of Japan for protection."), terms))
    assert not any("protection" in target for source, target in found if source in "防衛白書")


def test_places_of_a_term_are_matched_in_order(aligner: PairAligner) -> None:
    source, target = "波紋便は遅れ、別の波紋便も遅れた。", "The Tideline was late, and another Tideline was late too."
    found = aligner.link_words(alignment(source, target), [Term(("波紋便",), ("Tideline",))])
    ours = [one for one in found.links(found.beads[0]).links if "波" in "".join(source[a:b] for a, b in one.source)]
    assert [[target[a:b] for a, b in one.target] for one in ours] == [["Tideline"], ["Tideline"]]
    assert ours[0].target[0][0] < ours[1].target[0][0]


def test_a_glossary_from_english_to_japanese_works_in_that_direction(aligner: PairAligner) -> None:
    turned = alignment(TARGET, SOURCE, ("en", "ja"))
    found = links(aligner.link_words(turned, [Term(("Tideline Special",), ("波紋便",))]))
    assert any("Special" in source and "便" in target for source, target in found), found


def test_python_takes_a_glossary_file_and_makes_links_anew(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("source,target\n白鳥丸,Juniper\n黒潮丸,Marigold\n", "utf-8")
    plain = align.word_links(alignment("白鳥丸と黒潮丸が出港した。", "The Marigold and the Juniper left port."))
    assert covered(links(align.word_links(plain, glossary=path)), "白鳥丸", "Juniper")
    assert align.word_links(plain).word_links == plain.word_links
    with pytest.raises(InputError, match=r"absent\.csv"):
        align.word_links(plain, glossary=tmp_path / "absent.csv")
