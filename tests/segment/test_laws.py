"""Laws: articles that were put in later, イロハ, captions, chapters within chapters, rules at the end."""

from align.read import read_content
from align.segment import document_of

LAW = """\
橋の規則

第一章　総則

第一節　通則

（目的）

第一条　この規則は、橋の点検を定める。

２　次に掲げる橋は、点検しない。

一　木の橋

二　前号に掲げるもののほか、次のいずれかに該当する橋

イ　石の橋

ロ　次条に掲げる橋

ハ　縄の橋

三　前二号に掲げるもののほか、次のいずれかに該当する橋

イ　竹の橋

ロ　水の上の橋

（定義）

第一条の二　この規則において「橋」とは、川を渡る道をいう。

第二節　費用

第百十二条　点検の費用は、町が負担する。

附　則　（令和三年四月一日規則第八号）

この規則は、公布の日から施行する。
"""


def rows() -> list[tuple[str, int, str, str]]:
    document, _ = document_of(read_content(LAW.encode(), "x.txt"), "ja", id="x", place="x")
    return [(one.kind, one.level, one.marker, one.text[:12]) for one in document.segments]


def test_chapters_sections_and_captions_lie_one_below_the_other() -> None:
    assert [(level, marker, text) for kind, level, marker, text in rows() if kind == "heading"] == [
        (1, "", "橋の規則"),
        (2, "第一章", "総則"),
        (3, "第一節", "通則"),
        (4, "", "（目的）"),
        (4, "", "（定義）"),
        (3, "第二節", "費用"),
        (1, "", "附　則　（令和三年四月一"),
    ]


def test_numbers_of_articles_and_items_are_markers_also_between_deeper_lists() -> None:
    assert [(level, marker) for kind, level, marker, _ in rows() if kind == "item"] == [
        (1, "第一条"),
        (2, "２"),
        (3, "一"),
        (3, "二"),
        (4, "イ"),
        (4, "ロ"),
        (4, "ハ"),
        (3, "三"),
        (4, "イ"),
        (4, "ロ"),
        (1, "第一条の二"),
        (1, "第百十二条"),
    ]
