"""Katakana by sound, kanji by reading, places and ministries by the table, the glossary."""

import pytest

from align.errors import FormatError, InputError
from align.facts import entities, names, people, pronunciation, sounds
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


def english(text, *words, titled=False):
    return names.EnglishName(text, words or tuple(text.split()), (0, len(text)), titled)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Minister Ono", [("Ono", True)]),
        ("Prime Minister Shigeru Ishiba’s plan", [("Shigeru Ishiba", True)]),
        ("He met Joe Biden. Austin left.", [("Joe Biden Austin", False)]),
        ("Ishiba left.", [("Ishiba", False)]),
        ("Ono left. Austin left.", []),
        ("They saw (Austin) and “Blinken”.", []),
        ("They went to Xi and Li Qiang.", [("Li Qiang", False)]),
        ("the CEO, NATO and the U.S.", []),
        ("de Gaulle, McCain and O'Neill", [("Gaulle", False), ("McCain", False), ("O'Neill", False)]),
        ("the Ministries, Agencies, Classes and Buses", [("Classes", False), ("Buses", False)]),
    ],
)
def test_which_words_are_english_names(text, found):
    assert [(name.text, name.titled) for name in names.english_names(text)] == found


@pytest.mark.parametrize(
    ("katakana", "text", "answered"),
    [
        ("トランプ", "Mr. Trump", True),
        ("トランプ", "a trump card", True),
        ("ヴァンス", "the power of", False),
        ("フォンデアライエン", "Ursula von der Leyen", True),
        ("ジョー・バイデン", "Mr. Biden", True),
        ("ジョー・バイデン", "Mr. Obama", False),
        ("マクドナルド", "Mac Donald", True),
        ("トランプ", "", False),
        ("トランプ", "a b c", False),
    ],
)
def test_a_katakana_name_is_answered_by_sound(katakana, text, answered):
    name = names.JapaneseName(katakana, "katakana", (0, len(katakana)))
    assert names.answered(name, text) is answered


@pytest.mark.parametrize(
    ("readings", "text", "answered"),
    [
        ({"henoko"}, "in Henoko", True),
        ({"hamada"}, "Hamadaya", True),
        ({"yokosuka"}, "Yoko suka", True),
        ({"ono"}, "so no one", False),
        ({"kono"}, "Taro KOHNO", True),
        ({"kono"}, "Hayashi", False),
        (set(), "Hayashi", False),
    ],
)
def test_a_kanji_name_is_answered_by_its_pronunciation(readings, text, answered):
    name = names.JapaneseName("x", "kanji", (0, 1), frozenset(readings))
    assert names.answered(name, text) is answered


@pytest.mark.parametrize(
    ("name", "japanese", "supported"),
    [
        ("Trump", "トランプ大統領", True),
        ("Trump", "TRUMP氏", True),
        ("Trump", "バイデン大統領", False),
        ("Australia", "豪州", True),
        ("Australia", "カナダ", False),
        ("Japan", "会談", True),
        ("Jo", "Joの", False),
        ("Leyen", "フォンデアライエン委員長", True),
    ],
)
def test_what_supports_an_english_name(name, japanese, supported):
    assert names.supported(english(name), japanese, japanese, readings=False) is supported


@needs_dictionary
def test_kanji_support_an_english_name_by_their_pronunciation():
    assert names.supported(english("Hamada"), "浜田防衛大臣", "浜田防衛大臣")
    assert not names.supported(english("Hamada"), "浜田防衛大臣", "浜田防衛大臣", readings=False)
    assert not names.supported(english("Hayashi"), "浜田防衛大臣", "浜田防衛大臣")


def test_an_odd_spelling_resembles_a_katakana_name():
    name = names.JapaneseName("ゼレンスキー", "katakana", (0, 6))
    assert not names.unlike(name, english("Zelenskiy"))
    assert names.unlike(name, english("Poroshenko"))


def test_katakana_needs_a_title_a_place_or_two_parts():
    found = [name.text for name in names.katakana_names("トランプ大統領、ミサイル、ナイル川、ジョー・バイデン、パリ")]
    assert found == ["トランプ", "ナイル", "ジョー・バイデン"]


def test_texts_about_china_or_korea_are_known():
    assert people.names_china_or_korea("北京で会談")
    assert not people.names_china_or_korea("東京で会談")


def test_an_entity_is_not_found_inside_a_longer_katakana_word():
    assert [found.entity.english[0] for found in entities.in_japanese("インドア")] == []
    assert [found.span for found in entities.in_japanese("対インド外交")] == [(1, 4)]
    assert entities.in_english("Indiana and Japanese-made") == [] or all(
        found.entity.english[0] != "India" for found in entities.in_english("Indiana")
    )


def test_entities_are_supported_and_answered_by_any_form():
    (australia,) = {found.entity for found in entities.in_english("Australia")}
    assert australia.group == "place"
    assert entities.supported_by(australia, "豪は述べた") and not entities.supported_by(australia, "米は述べた")
    assert entities.answered_by(australia, "AUSTRALIA said") and not entities.answered_by(australia, "australasia")
    (ministry,) = {found.entity for found in entities.in_japanese("防衛省")}
    assert ministry.group == "body"


@pytest.mark.parametrize(
    ("katakana", "english", "similarity"),
    [
        ("ヘグセス", "Hegseth", 0.907), ("トランプ", "Trump", 0.792), ("オースティン", "Austin", 0.938),
        ("バイデン", "Trump", 0.092), ("", "x", 0.0), ("ア", "", 0.0), ("カ", "ka", 1.0), ("マルコス", "Marcos", 0.907),
    ],
)  # fmt: skip
def test_how_similar_sounds_are(katakana, english, similarity):
    assert sounds.similarity(katakana, english) == pytest.approx(similarity, abs=0.001)


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("Hegseth", "hegses"), ("Knight", "nit"), ("George", "joj"), ("Phillips", "firips"), ("Church", "curc"),
        ("Quincy", "kwinsi"), ("Zhukov", "jukob"), ("Wright", "rit"), ("Xavier", "zabier"), ("McCain", "makain"),
    ],
)  # fmt: skip
def test_the_sounds_of_english_names(word, sound):
    assert sounds.english_sounds(word) == sound


def test_the_sounds_of_katakana():
    assert sounds.katakana_sounds("シュルツ") == "suruts"
    assert sounds.katakana_sounds("ヴァッチ") == "batci"
