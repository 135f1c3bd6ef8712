"""Clauses that the translation leaves out: which are looked at, and which are said to be missing."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows
from align.model import Alignment, BeadLinks
from align.words.clause_features import FEATURES, LinkedTexts, clauses_below, open_clauses

LIBRARY = "老朽化した中央図書館の耐震補強工事を完了し、"
PARK = "市は昨年度、" + LIBRARY + "来年4月に新しい児童公園を開園する。"
PIER = "台風で壊れた北岸の桟橋を直したため、"
FERRY = PIER + "島への連絡船は七月から毎日二往復する。"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path))


def pair(source: str, target: str, langs: tuple[str, str] = ("ja", "en")) -> Alignment:
    return from_rows([("1", source, target)], *langs)


def missing(source: str, target: str, langs: tuple[str, str] = ("ja", "en")) -> list[str]:
    """What the check says is missing, as texts of the source."""
    found = check_alignment(pair(source, target, langs), CheckConfig())
    return [source[a:b] for item in found if item.check == "omission" for a, b in item.source_spans]


@pytest.mark.parametrize(
    ("source", "target", "clause"),
    [
        (PARK, "The city will open a new children's park next April.", LIBRARY),
        (
            FERRY,
            "From July, the ferry to the island will make two round trips a day.",
            "台風で壊れた北岸の桟橋を直したため、",
        ),
    ],
)
def test_a_clause_that_the_target_leaves_out_is_reported(source: str, target: str, clause: str) -> None:
    assert any(clause in span or span in clause for span in missing(source, target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            PARK,
            "Last fiscal year the city completed seismic reinforcement work on the ageing central library, "
            "and it will open a new children's park next April.",
        ),
        (
            FERRY,
            "Now that the pier on the north shore, which a typhoon had destroyed, has been repaired, "
            "the ferry to the island will make two round trips a day from July.",
        ),
    ],
)
def test_a_whole_translation_leaves_no_clause_out(source: str, target: str) -> None:
    assert missing(source, target) == []


def test_a_finding_on_a_clause_says_that_it_is_a_part_and_hides_no_other_finding() -> None:
    source = "市は昨年度、老朽化した中央図書館の耐震補強工事を3億円で完了し、来年4月に新しい児童公園を開園する。"
    found = check_alignment(pair(source, "The city will open a new children's park next April."), CheckConfig())
    told = [item for item in found if item.check == "omission"]
    assert told and all("a part of a sentence" in item.message and item.severity == "warning" for item in told)
    assert any(item.check == "number" for item in found)


WORKS = "The city finished the earthquake-proofing of its ageing central library last spring,"
OPENING = WORKS + " and it will open a new playground for children beside the river next April."


@pytest.mark.parametrize(
    ("source", "target", "clause"),
    [
        (OPENING, "市は来年4月に川のそばに新しい児童公園を開園する。", WORKS),
        (
            "Because a typhoon had destroyed the pier on the north shore, the ferry now sails from the fishing port.",
            "連絡船は現在、漁港から出航している。",
            "Because a typhoon had destroyed the pier on the north shore,",
        ),
    ],
)
def test_an_english_clause_that_the_japanese_leaves_out_is_reported(source: str, target: str, clause: str) -> None:
    assert any(clause in span or span in clause for span in missing(source, target, ("en", "ja")))


def test_a_whole_translation_into_japanese_leaves_no_clause_out() -> None:
    target = "市は昨年春に老朽化した中央図書館の耐震化を終え、来年4月には川のそばに新しい児童公園を開園する。"
    assert missing(OPENING, target, ("en", "ja")) == []


@pytest.mark.parametrize("source", ["ja", "en"])
def test_clauses_json_holds_a_weight_for_each_feature(source: str) -> None:
    model = json.loads(files("align.words").joinpath("clauses.json").read_text("utf-8"))[source]
    assert set(model["weights"]) == set(FEATURES)
    assert all(isinstance(value, float) for value in (*model["weights"].values(), model["bias"]))


def test_a_clause_that_another_clause_of_the_target_answers_is_not_missing() -> None:
    source = "この橋は昨年の大雨で流され、地元の住民は遠くの橋まで歩いている。"
    target = "Locals walk to a bridge far away, as this one was swept away in the heavy rain last year."
    assert missing(source, target) == []
    assert missing(source, "Locals walk to a bridge far away.") == ["この橋は昨年の大雨で流され、"]


def test_other_languages_and_a_check_without_an_encoder_say_nothing_of_clauses() -> None:
    target = "Die Stadt eröffnet im April einen neuen Kinderspielplatz."
    assert missing(PARK, target, ("ja", "de")) == []
    alignment = pair(PARK, "The city will open a new children's park next April.")
    assert not [item for item in check_alignment(alignment, CheckConfig(encoder="")) if item.check == "omission"]


def test_clauses_are_parts_of_sentences_and_hold_hiragana() -> None:
    text = "港の川にかかる橋では車列が続き、通行止め（全面）が解かれた。"
    spans = [text[a:b] for a, b in clauses_below(text, [(0, len(text))])]
    assert "港の川にかかる" in spans and "港の川にかかる橋では車列が続き、" in spans
    assert "（全面）" not in spans and text not in spans


def test_a_clause_whose_words_stand_in_the_target_in_latin_letters_is_answered() -> None:
    source = "READMEやCONTRIBUTINGからlinkを張り、皆がすぐに見られるように公開する。"
    sentences = ((0, len(source)),)
    texts = [
        LinkedTexts(source, target, sentences, ((0, len(target)),), BeadLinks())
        for target in ("Publish it.", "Publish it with a link from README and CONTRIBUTING.")
    ]
    most = [max((clause.values["open_names"] for clause in open_clauses(one)), default=0.0) for one in texts]
    assert most[0] == 3.0 and most[1] == 0.0


def test_a_sentence_of_20_000_characters_is_read_in_bounded_time_and_memory() -> None:
    source = "川にかかる橋では車列が続き、" * 1_500
    assert isinstance(missing(source, "A line of cars. " * 900), list)
    assert isinstance(missing("川にかかる橋の" * 2_900, "The bridge over the river. " * 500), list)
