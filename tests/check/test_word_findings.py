"""What the checks of designations, negations, punctuation and untranslated text say and mark."""

import pytest


@pytest.mark.parametrize(
    ("source", "target", "message", "marked"),
    [
        ("F-35とF-15が飛んだ。", "F-35 and F-16 flew.", "expected F-15, found “F-16”", (["F-15"], ["F-16"])),
        ("ＧＤＰが伸びた。", "GNP grew.", "expected GDP, found “GNP”", (["ＧＤＰ"], ["GNP"])),
        ("LDPとCDPが争う。", "LDP and CPD compete.", "expected CDP, found “CPD”", (["CDP"], ["CPD"])),
        ("F-15が飛んだ。", "GIS and F-16 flew with F-150.", "expected F-15, found “F-16”", (["F-15"], ["F-16"])),
        ("EPAを結ぶ。", "They will sign an agreement (FTA).", "expected EPA, found “FTA”", (["EPA"], ["FTA"])),
        ("HTMLとGPSを読む。", "It reads XML and GPS.", "HTML is not in the target", (["HTML"], [])),
    ],
)
def test_designations(said, source, target, message, marked):
    severity = "error" if message.startswith("expected") else "warning"
    assert said(source, target) == [("acronym", severity, message, *marked)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("国連（UN）が発表した。", "The UN announced it."),
        ("SNSで発信する。", "They post on social media."),
        ("ＧＰＳを使う。", "They use the Global Positioning System."),
        ("FBIが捜査した。", "The Federal Bureau of Investigation looked into it."),
        ("PC-12が飛んだ。", "The PC-12NG flew."),
        ("YouTubeで見る。", "They watch it."),
        ("MQ-25を飛ばす。", "They fly the MQ number 25."),
        ("DoDが発表した。", "The Department of Defense announced it."),
        ("/etc/passwdを読む。", "It reads a file."),
        ("OSを選ぶ。", "Choose one of the OSs."),
        ("F-35Aが飛んだ。", "The F-35A flew."),
        ("PAC3を配備する。", "They deploy PAC-3."),
        ("35機のFを配備する。", "They deploy 35 F-35."),
    ],
)
def test_designations_that_are_written_otherwise(said, source, target):
    assert [item for item in said(source, target) if item[0] == "acronym"] == []


@pytest.mark.parametrize(
    ("source", "target", "message", "marked"),
    [
        (
            "政府は増税を排除しない。",
            "The government rules out a tax increase.",
            "the double negation 排除しない is not in the target",
            (["排除しない"], []),
        ),
        (
            "この操作は元に戻せません。",
            "This action can be undone.",
            "the source has a negation (元に戻せません), the target has none",
            (["ません"], []),
        ),
        (
            "この操作は元に戻せる。",
            "This action cannot be undone.",
            "the target has a negation (“cannot”), the source has none",
            ([], ["cannot"]),
        ),
        (
            "輸出は減少した。",
            "Exports increased.",
            "the source says 減少, the target says the opposite: “increased”",
            (["減少"], ["increased"]),
        ),
        (
            "輸出は増加した。",
            "Imports increased.",
            "the source says 輸出, the target says the opposite: “Imports”",
            (["輸出"], ["Imports"]),
        ),
        (
            "法案は可決された。",
            "The bill was rejected.",
            "the source says 可決, the target says the opposite: “rejected”",
            (["可決"], ["rejected"]),
        ),
    ],
)
def test_negations_and_opposites(said, source, target, message, marked):
    assert said(source, target) == [("polarity", "warning", message, *marked)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("政府は増税を排除しない。", "The government does not rule out a tax increase."),
        ("輸出は減少し、輸入は増加した。", "Exports decreased and imports increased."),
        ("そうするに違いない。", "They will surely do so."),
        ("以上は例外だ。", "It is unlike the rest."),
        ("会議は終わった。", "The meeting stopped."),
    ],
)
def test_negations_and_opposites_that_agree(said, source, target):
    assert said(source, target) == []


def test_a_summary_of_several_sentences_is_not_judged_by_single_words(said):
    target = "This action can be undone, so check it and save."
    one = "この操作は元に戻せませんので、実行する前に必ず内容を確認してください、終わったら保存してください。"
    assert [item[0] for item in said(one, target)] == ["polarity"]
    assert said(one.replace("ください、", "ください。"), target) == []


@pytest.mark.parametrize(
    ("target", "severity", "message", "marked"),
    [
        ("They held　a meeting.", "warning", "full-width characters: 　", ["　"]),
        ("They held 「a meeting」.", "warning", "full-width characters: 「 」", ["「", "」"]),
        ("They held  a meeting.", "warning", "two spaces in a row", ["  "]),
        ("They held a a meeting.", "warning", "repeated word: “a a”", ["a a"]),
        ("They held the The meeting.", "warning", "repeated word: “the The”", ["the The"]),
        ("They held (a meeting.", "hint", "unmatched bracket: 1 ( and 0 )", ["("]),
        ("They held a meeting].", "hint", "unmatched bracket: 0 [ and 1 ]", ["]"]),
        ("They held “a meeting.", "hint", "unmatched bracket: 1 “ and 0 ”", ["“"]),
    ],
)
def test_punctuation(said, target, severity, message, marked):
    assert said("会議を開いた。", target) == [("punctuation", severity, message, [], marked)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("会議を  開いた。", "They held  a meeting."),
        ("会議を開いた。", "They met.  It ended."),
        ("会議を開いた。", "a) They held a meeting."),
        ("会議を開いた。", "They held a meeting :)"),
        ("会議を(開いた。", "They held (a meeting."),
        ("会議を「開いた。", "They held (a meeting."),
        ("会議を開いた。", "The The held a meeting."),
        ("会議を開いた。", "They held “a meeting” (twice) [sic]."),
        ("会議を開いた。", "They held 「会議」 there."),
        ("会議を開いた。", ""),
    ],
)
def test_punctuation_that_is_right_or_follows_the_source(said, source, target):
    assert [item for item in said(source, target) if item[0] == "punctuation"] == []


@pytest.mark.parametrize(
    ("target", "severity", "message", "marked"),
    [
        ("会議を開いた。", "error", "the target is not translated", ["会議を開いた"]),
        ("They held a 会議.", "warning", "not translated: 会議", ["会議"]),
        (
            "They held a 会議 in 東京, 大阪 and 京都 last year.",
            "warning",
            "not translated: 会議, 東京, 大阪",
            ["会議", "東京", "大阪", "京都"],
        ),
    ],
)
def test_text_that_is_not_translated(said, target, severity, message, marked):
    findings = [item for item in said("会議を開いた。", target) if item[0] == "untranslated"]
    assert findings == [("untranslated", severity, message, [], marked)]


@pytest.mark.parametrize(
    "target", ["a kaigi (会議)", "a kaigi [会議]", "a kaigi (“会議”, in Japanese)", "a kaigi (会議; a meeting)"]
)
def test_japanese_in_brackets_behind_its_translation(said, target):
    assert [item for item in said("会議を開いた。", f"They held {target}.") if item[0] == "untranslated"] == []


def test_an_empty_target_of_a_table_marks_the_source(said):
    assert said("会議を開いた。", "") == [("untranslated", "error", "the target is empty", ["会議を開いた。"], [])]
