"""One finding each, and none where a careful reader would see none."""

import pytest

from align.check import CHECKS, CheckConfig, check_alignment, check_alignments, load_config
from align.check.coverage import coverage
from align.errors import UsageError
from align.exchange.bilingual import from_rows
from align.model import Alignment, Bead, Document, Segment

LIGHT = CheckConfig(encoder="")


def found(source, target, config=LIGHT):
    alignment = from_rows([("1", source, target)])
    return [(item.check, item.severity) for item in check_alignment(alignment, config)]


def only(source, target, config=LIGHT):
    alignment = from_rows([("1", source, target)])
    (finding,) = check_alignment(alignment, config)
    return finding


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("120億円を支援する。", "It will provide 120 billion yen.", "number"),
        ("会談は50分間行われた。", "The talks lasted 60 minutes.", "number"),
        ("3分の2以上の賛成を要する。", "It requires at most two-thirds of the votes.", "number"),
        ("令和8年1月15日に会談した。", "They met on January 15, 2025.", "date"),
        ("10月初旬に始まる。", "It begins in late October.", "date"),
        ("午後2時半に閉会した。", "It closed at 2:30 a.m.", "time"),
        ("現地時間14時に始まった。", "It began at 2 p.m. Japan time.", "time"),
        ("ヘグセス長官が述べた。", "Secretary Austin spoke.", "name"),
        ("エストニアを訪問した。", "He visited Latvia.", "name"),
        ("防衛省が発表した。", "The Ministry of Finance announced it.", "name"),
        ("ＰＡＣ－３ＭＳＥを生産する。", "They will produce PAC-2 MSE.", "acronym"),
        ("この操作は元に戻せません。", "This action can be undone.", "polarity"),
        ("輸出は減少した。", "Exports increased.", "polarity"),
        ("会議を開いた。", "They held a 会議.", "untranslated"),
        ("会議を開いた。", "They held　a meeting.", "punctuation"),
    ],
)
def test_one_error_one_finding(source, target, check):
    assert [name for name, _ in found(source, target)] == [check]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("令和8年1月15日14時から60分間会談した。", "On January 15, 2026, they talked for one hour from 2 p.m."),
        ("両首脳は3つの分野で一致した。", "Both leaders agreed on three areas."),
        ("約2,987人が参加した。", "Some 3,000 people took part."),
        ("5人に1人が一人暮らしだ。", "One in five people lives alone."),
        ("会談後、同大臣は帰国した。", "After the talks, Minister Hamada returned to Japan."),
        ("政府は排除しない考えだ。", "The government does not intend to rule it out."),
        ("国内総生産（ＧＤＰ）は伸びた。", "Gross domestic product grew."),
        ("前年度と変わらない。", "It remains the same as the previous fiscal year."),
        ("費用は10億円余りに上る。", "The cost exceeds 1 billion yen."),
        ("改善(カイゼン)活動を続ける。", "They continue kaizen (改善) activities."),
    ],
)
def test_correct_pairs_have_none(source, target):
    assert found(source, target) == []


def test_a_message_says_expected_and_found_with_spans():
    finding = only("120億円を支援する。", "It will provide 120 billion yen.")
    assert finding.message == "expected 12 billion yen (120億円), found “120 billion yen”: 10 times too much"
    assert (finding.source_spans, finding.target_spans) == (((0, 5),), ((16, 31),))


def test_a_value_merely_missing_is_a_warning():
    finding = only("政府は来月、120億円の支援を表明する。", "The government will announce assistance next month.")
    assert finding.check == "number" and finding.severity != "error"


def test_a_fiscal_year_taken_for_a_calendar_year_is_a_hint():
    assert found("2025年度に着手する。", "Work will begin in 2025.") == [("date", "hint")]


def test_consistency_is_judged_across_all_pairs():
    first = from_rows([("a", "防衛力整備計画の概要", "Outline of the Defense Buildup Program")] * 2, id="one")
    second = from_rows([("b", "防衛力整備計画の概要", "Summary of the Defense Plan")], id="two")
    findings = check_alignments([first, second], LIGHT)
    assert [item.check for item in findings[1]] == ["inconsistency"] and findings[0] == ()


def test_an_empty_target_of_a_table():
    assert found("会議を開いた。", "") == [("untranslated", "error")]


def test_a_glossary_with_variants_and_forbidden_forms(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("source,target,forbidden\n抑止力,deterrence|deterrent capability,dissuasion\n", "utf-8")
    config = CheckConfig(encoder="", glossary=path)
    assert found("抑止力を強化する。", "They will strengthen deterrence.", config) == []
    assert found("抑止力を強化する。", "They will strengthen defense.", config) == [("term", "warning")]
    assert found("抑止力を強化する。", "They will strengthen dissuasion.", config) == [("term", "error")]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (400, "the target is 4.3 times as long as is usual for this source"),
        (23, "the target is 75% shorter than usual for this source"),
        (1, "the target is 98% shorter than usual for this source"),
    ],
)
def test_a_length_is_compared_with_the_usual_one_of_the_language(columns, message):
    # 40 Japanese characters are 80 columns, 1.15 columns of English for each: 92
    finding = only("あ" * 40, "a" * columns)
    assert (finding.check, finding.severity, finding.message) == ("length", "warning", message)
    assert (finding.source_spans, finding.target_spans) == (((0, 40),), ((0, columns),))


def test_usual_lengths_short_sources_and_null_beads_have_no_finding():
    assert found("あ" * 40, "a" * 321) == found("あ" * 40, "a" * 27) == []
    assert found("あ" * 14, "a" * 300) == [] and found("あ" * 15, "a" * 300) == [("length", "warning")]
    assert found("", "a" * 300) == []


def test_a_stricter_limit_of_length_is_told_in_the_same_words():
    config = CheckConfig(encoder="", length=1.5)
    message = "the target is 1.6 times as long as is usual for this source"
    assert only("あ" * 40, "a" * 150, config).message == message
    assert found("あ" * 40, "a" * 130, config) == []


def test_other_languages_are_usually_as_long_as_their_source():
    config = CheckConfig(off=frozenset(set(CHECKS) - {"length"}))
    for columns, count in ((349, 0), (351, 1), (29, 0), (28, 1)):
        alignment = from_rows([("1", "a" * 100, "b" * columns)], "de", "fr")
        assert len(check_alignment(alignment, config)) == count


def test_thirty_beads_of_a_pair_say_what_length_is_usual():
    rows = [(str(n), f"{n:02}" + "あ" * 38, f"{n:02}" + "a" * 398) for n in range(29)]
    config = CheckConfig(off=frozenset(set(CHECKS) - {"length"}))
    last = ("29", "い" * 40, "b" * 92)
    assert len(check_alignment(from_rows(rows), config)) == 29
    (finding,) = check_alignment(from_rows([*rows, last]), config)
    assert finding.message == "the target is 77% shorter than usual for this source"


def test_a_dropped_and_an_added_sentence():
    japanese = ["防衛省は新型護衛艦の建造を開始した。", "乗員は従来の半分で済む。", "無人機との連携も想定している。"]
    english = ["The Ministry of Defense has begun building a new destroyer.", "It needs only half the usual crew.",
               "Cooperation with drones is also envisaged."]  # fmt: skip
    finding = only("".join(japanese), f"{english[0]} {english[2]}", CheckConfig())
    assert finding.check == "omission" and finding.source_spans == ((18, 30),)
    finding = only("".join(japanese[::2]), " ".join(english), CheckConfig())
    assert finding.check == "addition"
    assert found("".join(japanese), " ".join(english), CheckConfig()) == []


def test_coverage_weighs_what_is_left_out():
    source = Document(
        "d", "ja", (Segment(0, "両閣僚は一致した。"), Segment(1, "以上のほか、多くの点について議論した。"))
    )
    alignment = Alignment(
        source, Document("d", "en", (Segment(0, "They agreed."),)), (Bead((0,), (0,)), Bead((1,), ()))
    )
    cover = coverage(alignment, ())
    assert [part.text for part in cover.left_out] == ["以上のほか、多くの点について議論した。"]
    assert cover.carried == pytest.approx(18 / 56) and cover.supported == 1


def test_settings(tmp_path):
    path = tmp_path / "align.toml"
    path.write_text(
        '[check]\noff = ["length"]\nseverity = { number = "hint" }\nomission = 0.7\nglossary = "t.csv"\n', "utf-8"
    )
    config = load_config(path)
    assert not config.runs("length") and config.omission == 0.7 and config.glossary == tmp_path / "t.csv"
    path.write_text('[check]\nseverity = { number = "hint" }\nonly = ["number"]\n', "utf-8")
    assert found("120億円を支援する。", "It will provide 120 billion yen.", load_config(path)) == [("number", "hint")]


@pytest.mark.parametrize(
    "line",
    [
        'off = ["spelling"]',
        'off = "length"',
        "only = [1]",
        'severity = { number = "fatal" }',
        "colour = 1",
        'omission = "x"',
    ],
)
def test_wrong_settings_name_the_file(tmp_path, line):
    path = tmp_path / "align.toml"
    path.write_text(f"[check]\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match=r"align\.toml"):
        load_config(path)


def test_every_check_has_its_file():
    from importlib import import_module

    for module in map(import_module, CHECKS.values()):
        assert callable(getattr(module, "run", None)) != callable(getattr(module, "run_across", None))


def test_other_languages_pass_through():
    alignment = from_rows([("1", "Das Treffen fand um 14:00 Uhr statt.", "La réunion a eu lieu à 14:00.")], "de", "fr")
    assert check_alignment(alignment, LIGHT) == ()
