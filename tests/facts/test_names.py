"""Katakana by sound, kanji by reading, places and ministries by the table, the glossary."""

import pytest

from align.errors import FormatError, InputError
from align.facts import entities, names, pronunciation, sounds
from align.facts.glossary import load_glossary
from align.text.kana import is_romaji, one_spelling, romaji

ALIKE = [
    "ヘグセス Hegseth", "オースティン Austin", "ゼレンスキー Zelenskyy", "ショイグ Shoigu", "ブリンケン Blinken",
    "マールズ Marles", "トルドー Trudeau",
    "モディ Modi", "マルコス Marcos", "ジョンソン Johnson", "マクロン Macron", "プーチン Putin", "ラブロフ Lavrov",
    "ルビオ Rubio", "ヴァンス Vance",
    "スターマー Starmer", "エルドアン Erdogan", "ネタニヤフ Netanyahu", "グテーレス Guterres", "ルッテ Rutte",
    "ジョージ George", "エリザベス Elizabeth",
]  # fmt: skip
UNLIKE = [
    "オースティン Mattis", "マールズ Dutton", "ゼレンスキー Poroshenko", "ブリンケン Pompeo", "トルドー Carney",
    "マルコス Duterte", "ナデラ Pichai",
    "トランプ Biden", "バイデン Trump", "ヘグセス Austin", "プーチン Peskov", "カービー Kelly", "グーグル Apple",
    "イエレン Powell", "ハマス Hezbollah",
]  # fmt: skip


@pytest.mark.parametrize("pair", ALIKE)
def test_names_that_sound_alike(pair):
    assert sounds.similarity(*pair.split()) >= sounds.MATCH


@pytest.mark.parametrize("pair", UNLIKE)
def test_names_that_do_not(pair):
    assert sounds.similarity(*pair.split()) < sounds.MATCH - 0.05


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("ハマダ", "hamada"),
        ("キョウト", "kyouto"),
        ("ヒロシマ", "hiroshima"),
        ("ニッポン", "nippon"),
        ("ちば", "chiba"),
    ],
)
def test_romaji(kana, latin):
    assert romaji(kana) == latin


@pytest.mark.parametrize("name", ["Ōno", "Ohno", "Ono", "Oono", "Ouno", "ONO"])
def test_long_vowels_have_one_spelling(name):
    assert one_spelling(name) == "ono"


def test_what_may_be_japanese():
    assert all(map(is_romaji, ["Kamikawa", "Onodera", "Shimbashi", "Kyoto", "Hokkaido", "Ryu"]))
    assert not any(map(is_romaji, ["Austin", "Hegseth", "Xi", "Blinken", "Smith"]))


def test_the_table_knows_long_forms_first():
    found = [item.entity.english[0] for item in entities.in_japanese("インドネシアと東京電力、インド太平洋")]
    assert found == ["Indonesia", "TEPCO", "Indo-Pacific"]


def test_the_table_has_no_doubled_form():
    forms = [form for row in entities.entities() for form in row.japanese if row.kind == "prefecture"]
    assert len(forms) == len(set(forms)) and len([row for row in entities.entities() if row.kind == "prefecture"]) == 47


def test_english_names_leave_titles_and_first_words_out():
    found = names.english_names("However, Defense Minister Onodera met Secretary of State Blinken in Henoko.")
    assert [(name.text, name.titled) for name in found] == [("Onodera", True), ("Blinken", True), ("Henoko", False)]


needs_dictionary = pytest.mark.skipif(not pronunciation.available(), reason="needs the extra `names`")


@needs_dictionary
@pytest.mark.parametrize(
    ("japanese", "reading"),
    [
        ("浜田防衛大臣は", "hamada"),
        ("小野寺大臣は", "onodera"),
        ("辺野古移設", "henoko"),
        ("菅首相は", "suga"),
        ("大野知事は", "ono"),
        ("輪島市で", "wajima"),
    ],
)
def test_kanji_names_have_every_reading(japanese, reading):
    found = names.kanji_names(japanese)
    assert found and reading in found[0].readings


@needs_dictionary
def test_name_order_does_not_matter():
    name = names.kanji_names("河野太郎大臣は")[0]
    assert names.answered(name, "Minister Taro Kono") and names.answered(name, "Minister KONO Taro")
    assert not names.answered(name, "Minister Hayashi")


def test_without_dictionary_kanji_names_are_left_alone(monkeypatch):
    monkeypatch.setattr(pronunciation, "_dictionary", lambda: None)
    pronunciation.pronounce.cache_clear()
    assert names.kanji_names("浜田大臣は") is None and not pronunciation.available()
    pronunciation.pronounce.cache_clear()


def test_glossary_csv(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(
        "source,target,forbidden\n防衛力整備計画,Defense Buildup Program|DBP,Defense Improvement Plan\n", "utf-8"
    )
    (term,) = load_glossary(path)
    assert term.allowed == ("Defense Buildup Program", "DBP") and term.forbidden == ("Defense Improvement Plan",)
    assert term.allowed_pattern.search("two defense buildup  programs")
    assert not term.allowed_pattern.search("the DBPX")


def test_glossary_tbx(tmp_path):
    path = tmp_path / "terms.tbx"
    path.write_text(
        '<martif type="TBX"><text><body><termEntry><langSet xml:lang="ja"><tig><term>抑止力</term></tig></langSet>'
        '<langSet xml:lang="en"><tig><term>deterrence</term></tig><tig><term>dissuasion</term>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>'
        "</body></text></martif>",
        "utf-8",
    )
    (term,) = load_glossary(path)
    assert (term.source, term.allowed, term.forbidden) == (("抑止力",), ("deterrence",), ("dissuasion",))


def test_a_broken_glossary_is_one_line(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("source,target\n抑止力,\n", "utf-8")
    with pytest.raises(FormatError, match=r"terms\.csv:2: a term needs"):
        load_glossary(path)
    with pytest.raises(InputError, match="absent"):
        load_glossary(tmp_path / "absent.csv")
