"""Chinese and Korean people, and countries that stand together."""

import pytest

WRONG = [
    (
        "王毅外相は会見で述べた。中国との関係に触れた。",
        "Foreign Minister Li Keqiang said so. He spoke of China.",
        "Li Keqiang",
    ),
    ("韓国の文在寅大統領が会見した。", "South Korean President Lee Jae-myung met the press.", "Lee Jae-myung"),
    ("韓国の金敏貞選手が優勝した。", "Park Min-jeong of South Korea won the championship.", "Park Min-jeong"),
    ("米中対立が激しくなった。", "US-France tensions have intensified.", "France"),
    ("日韓首脳会談が開かれた。", "A Japan-China summit was held.", "China"),
    ("中国と韓国を訪れた。", "I visited South Korea and Korea.", "Korea"),
    ("昨日Johnさんが来た。", "Yesterday, Mary came.", "Mary"),
]
RIGHT = [
    ("韓国の文在寅大統領が会見した。", "South Korean President Moon Jae-in met the press."),
    ("中国の李強首相が訪問した。", "China's Premier Li Qiang visited."),
    ("中国の李強首相が王毅外相と会った。", "China's Premier Li Qiang met Foreign Minister Wang Yi."),
    ("韓国大統領の招きで尹錫悦大統領が来日した。", "President Yoon Suk Yeol of South Korea came to Japan."),
    ("中国で林外相が述べた。", "In China, Foreign Minister Hayashi spoke."),
    ("日中首脳会談が開かれた。", "A Japan-China summit was held."),
    ("日中関係を話し合った。", "They discussed relations between Japan and China."),
    ("韓国と日本を訪れた。", "I visited South Korea and Japan."),
    ("昨日Johnさんが来た。", "Yesterday, John came."),
    ("昨日Johnさんが来た。", "Yesterday he came to Tokyo."),
]


def names(findings):
    return [words for check, severity, _, _, words in findings if check == "name" and severity != "hint"]


@pytest.mark.parametrize(("source", "target", "wrong"), WRONG)
def test_another_surname_or_country_is_a_finding(said, source, target, wrong):
    assert [wrong] in names(said(source, target))


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_a_spelling_that_people_use_is_no_finding(said, source, target):
    assert names(said(source, target)) == []
