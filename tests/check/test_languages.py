"""What the checks do in the other direction and in other languages."""

import pytest

from align.check import CheckConfig, check_alignment, load_config, resting
from align.errors import AlignError
from align.exchange.bilingual import from_rows

LIGHT = CheckConfig(encoder="")


def test_english_to_japanese_compares_negations_with_the_sides_named_rightly():
    rows = [("1", "The committee has decided not to close the old school.", "委員会は古い学校を閉鎖することに決めた。")]
    (finding,) = check_alignment(from_rows(rows, "en", "ja"), CheckConfig(encoder="", min_probability=0.0))
    assert (finding.check, finding.message) == ("polarity", "the source has a negation (“not”), the target has none")
    assert [rows[0][1][slice(*span)] for span in finding.source_spans] == ["not"]


def test_english_to_japanese_compares_names():
    rows = [("1", "He visited Osaka last week.", "彼は先週、京都を訪れた。")]
    (finding,) = check_alignment(from_rows(rows, "en", "ja"), LIGHT)
    assert finding.message == "expected the name Osaka; found 「京都」"
    assert [rows[0][2][slice(*span)] for span in finding.target_spans] == ["京都"]


PAIRS = (
    ("会費は5,000円である。", "The fee is 6,000 yen."),
    ("MQ-9を2機配備する。", "Two MQ-4 aircraft will be deployed."),
    ("工事は3月10日に終わる。", "The work ends on March 12."),
    ("開始は14時である。", "It starts at 3 p.m."),
    ("委員会は古い学校を閉鎖しないことに決めた。", "The committee has decided to close the old school."),
    ("12人が参加し、8人が欠席した。", "Twelve people took part."),
    ("手順は次の節にある。", "For the steps, see Section 8.3."),
    ("注意：電源を切ること。", "CAUTION: TURN OFF THE POWER."),
)


def test_english_to_japanese_finds_what_japanese_to_english_finds_with_the_same_probability():
    def told(pairs, langs):
        alignment = from_rows([(str(n), *pair) for n, pair in enumerate(pairs)], *langs)
        found = [
            (
                alignment.keys.index(one.bead),
                one.check,
                one.severity,
                one.probability,
                one.source_spans,
                one.target_spans,
            )
            for one in check_alignment(alignment, CheckConfig(encoder="", off=frozenset({"length", "punctuation"})))
        ]
        return sorted(found if langs[0] == "ja" else ((*one[:4], one[5], one[4]) for one in found))

    forth = told(PAIRS, ("ja", "en"))
    assert {place for place, *_ in forth} >= {0, 1, 2, 3, 4}
    assert told([pair[::-1] for pair in PAIRS], ("en", "ja")) == forth


@pytest.mark.parametrize(("source", "target"), [("zh", "en"), ("ja", "ko"), ("de", "en")])
def test_checks_that_know_two_languages_stay_off_for_others(source, target):
    alignment = from_rows([("1", "1.234,5 am 3. Mai, NATO", "5 ships on June 4 at 14:00")], source, target)
    assert resting(alignment) == ("number", "date", "time", "name", "acronym", "polarity")
    assert {item.check for item in check_alignment(alignment, LIGHT)} <= {"length", "punctuation"}


@pytest.mark.parametrize(
    "source", [("en", "Please save the file before you close the window."), ("ja", "ファイルを保存してください。")]
)
def test_a_korean_target_is_not_taken_for_untranslated_text(source):
    lang, text = source
    rows = [("1", text, "창을 닫기 전에 파일을 저장하십시오.")]
    assert "untranslated" not in {item.check for item in check_alignment(from_rows(rows, lang, "ko"), LIGHT)}


def test_japanese_in_a_korean_or_german_target_is_untranslated():
    for lang, target in (
        ("ko", "창을 닫으십시오. 神社へ参拝する。"),
        ("de", "Bitte schließen. 神社へ参拝する。"),
    ):
        found = check_alignment(from_rows([("1", "窓を閉める。神社へ参拝する。", target)], "ja", lang), LIGHT)
        assert [item.message for item in found if item.check == "untranslated"] == ["not translated: 神社へ参拝する"]


def test_no_check_stays_off_for_japanese_and_english():
    assert resting(from_rows([("1", "a", "b")], "ja-JP", "en-US")) == ()


@pytest.mark.parametrize("body", ["[chek]\noff = []\n", "off = ['length']\n"])
def test_an_unknown_table_of_the_settings_is_an_error_with_its_cure(tmp_path, body):
    path = tmp_path / "align.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(AlignError) as caught:
        load_config(path)
    assert "[check]" in caught.value.cure and str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("試合は3-1で勝った。", "They won the game 2-1.", "expected 3-1 (3-1), found “2-1”"),
        ("会員の3分の2が賛成した。", "Three quarters of the members agreed.", "expected 2/3 (3分の2), found"),
    ],
)
def test_scores_and_fractions_are_named_as_a_translator_writes_them(said, source, target, message):
    assert any(item[2].startswith(message.split(" (")[0]) for item in said(source, target)), said(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("MF田中が得点した。", "Midfielder Tanaka scored."),
        ("東京都で開く。", "It is held in Tokyo."),
        ("大分川があふれた。", "The Oitagawa overflowed near the town."),
        ("検索をデータフェッチに変えた。", "We changed it. You're done with data fetching."),
    ],
)
def test_names_and_abbreviations_in_other_forms_are_no_finding(said, source, target):
    assert said(source, target) == []


def test_tokyo_does_not_answer_kyoto(said):
    assert [item[0] for item in said("東京都と大阪府で開く。", "It is held in Osaka and Kyoto.")] == ["name"]
