"""Names that stand in place of others, which one is named first, and names that are merely left out."""

import pytest

from align.facts import pronunciation


def error(source, target, expected="expected"):
    return ("name", "error", f"expected {expected}, found “{target}”", [source], [target])


@pytest.mark.parametrize(
    ("source", "target", "finding"),
    [
        ("札幌と名古屋を訪問した。", "He visited Sapporo and Osaka.", error("名古屋", "Osaka", "Nagoya (名古屋)")),
        ("日本と韓国が協議した。", "Japan and China held talks.", error("韓国", "China", "South Korea (韓国)")),
        (
            "米国と英国が協議した。",
            "The United States and France held talks.",
            error("英国", "France", "United Kingdom (英国)"),
        ),
        (
            "外務省と財務省が発表した。",
            "The Ministry of Foreign Affairs and the Ministry of Defense announced it.",
            error("財務省", "Ministry of Defense", "Ministry of Finance (財務省)"),
        ),
        (
            "防衛大臣とオースティン長官が会談した。",
            "The minister and Secretary Hegseth talked.",
            ("name", "error", "expected the name オースティン; found “Hegseth”", ["オースティン"], ["Hegseth"]),
        ),
    ],
)
def test_a_name_in_place_of_another(said, source, target, finding):
    assert said(source, target) == [finding]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("札幌と名古屋を訪問した。", "He visited Sapporo."),
        ("札幌を訪問した。", "He visited Sapporo and Osaka."),
        ("日本を訪問した。", "He visited Latvia."),
        ("韓国を訪問した。", "He met Korean officials in North Korea."),
        ("田中さんが述べた。", "They spoke."),
        ("防衛省を訪問した。", "He went to Toyokawa."),
        ("札幌を訪問した。", "He visited 名古屋 (Sapporo)."),
        ("", "He visited Sapporo."),
    ],
)
def test_a_name_that_is_left_out_or_added_is_no_finding(said, source, target):
    assert [item for item in said(source, target) if item[0] == "name"] == []


@pytest.mark.skipif(not pronunciation.available(), reason="needs the extra `names`")
def test_a_titled_name_answers_the_name_nearest_to_its_place(said):
    source = "オースティン長官と浜田大臣が会談した。"
    found = said(source, "Secretary Hegseth and Minister Onodera talked.")
    assert [(item[3], item[4]) for item in found] == [(["浜田"], ["Onodera"]), (["オースティン"], ["Hegseth"])]
    found = said("浜田大臣とオースティン長官が会談した。", "Minister Onodera and Secretary Hegseth talked.")
    assert [(item[3], item[4]) for item in found] == [(["浜田"], ["Onodera"]), (["オースティン"], ["Hegseth"])]


def test_a_place_of_the_table_is_compared_with_names_that_the_table_lacks(said):
    message = "expected the name 名古屋, read Nagoya; found “Toyokawa”"
    found = said("札幌と名古屋を訪問した。", "He visited Sapporo and Toyokawa.")
    assert found == [("name", "error", message, ["名古屋"], ["Toyokawa"])]


def test_other_languages_are_not_compared():
    from align.check import CheckConfig, check_alignment
    from align.exchange.bilingual import from_rows

    rows = [("1", "札幌を訪問した。", "He visited Nagoya.")]
    for langs in (("ja", "de"), ("zh", "en")):
        assert check_alignment(from_rows(rows, *langs), CheckConfig(encoder="")) == ()
    assert len(check_alignment(from_rows(rows, "ja-JP", "en-GB"), CheckConfig(encoder=""))) == 1


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("ジョン・カーター氏が来た。", "John Wilson came.", 1),
        ("ジョン・カーター氏が来た。", "John Carter came.", 0),
        ("ジョン・カーター氏が来た。", "Carter came.", 0),
        ("マイケル・ジャクソンさんの歌。", "A song by Mike Jackson.", 0),
    ],
)
def test_both_words_of_a_katakana_name_must_answer(said, source, target, count):
    assert len([item for item in said(source, target) if item[0] == "name"]) == count
