"""Markdown: headings, lists, tables and paragraphs, with their places."""

import time

import pytest

from align.read import read_content

TEXT = """---
title: "日米防衛相会談の概要"
---
# 日米防衛相会談

令和８年１月１６日  
防衛省

両閣僚は、**緊密に**連携し
ていることを確認した。See [the page](http://x.example/) and `code`.

1. 一
   - 二
     続き
   - 三

   段落
2. (2) 四

| 年度 | 額 |
|---|---|
| R7 | 1兆円 |

> 引用<br>改行 <ruby>東<rt>とう</rt></ruby>

<div>塊</div>
"""


def test_a_document() -> None:
    reading = read_content(TEXT.encode(), "x.md")
    assert (reading.format, reading.title) == ("markdown", "日米防衛相会談の概要")
    assert [(b.text, b.kind, b.level, b.marker, b.origin) for b in reading.blocks] == [
        ("日米防衛相会談", "heading", 1, "", "line 4"),
        ("令和８年１月１６日", "", 0, "", "line 6"),
        ("防衛省", "", 0, "", "line 6"),
        ("両閣僚は、緊密に連携していることを確認した。See the page and code.", "", 0, "", "line 9"),
        ("一", "item", 1, "1.", "line 12"),
        ("二続き", "item", 2, "•", "line 13"),
        ("三", "item", 2, "•", "line 15"),
        ("段落", "paragraph", 0, "", "line 17"),
        ("(2) 四", "item", 1, "2.", "line 18"),
        ("年度", "cell", 0, "", "line 20"),
        ("額", "cell", 0, "", "line 20"),
        ("R7", "cell", 0, "", "line 22"),
        ("1兆円", "cell", 0, "", "line 22"),
        ("引用", "", 0, "", "line 24"),
        ("改行 東", "", 0, "", "line 24"),
        ("塊", "", 0, "", "line 26"),
    ]


@pytest.mark.parametrize("unit", ["[", "![", "**a ", "*a_", "<", "> ", "[a]: b\n", "`", "]("])
def test_no_text_takes_quadratic_time(unit: str) -> None:
    before = time.process_time()
    read_content(("# x\n\n" + unit * (60_000 // len(unit))).encode(), "x.md")
    assert time.process_time() - before < 10
