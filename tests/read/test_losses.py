"""What a reader leaves out is kept with its reason, and a loss that matters is told with its figure."""

import re

import pytest

from align.read import Block, LeftOut, RawDocument, read_content
from align.read.losses import loss_warnings, unexplained_characters


def reasons(text: str, name: str) -> list[tuple[str, str]]:
    return [(part.reason, part.text) for part in read_content(text.encode(), name).left_out]


def test_a_loss_without_a_reason_is_told() -> None:
    reading = RawDocument((Block("あ" * 60),), "text", visible=100)
    assert unexplained_characters(reading) == 40
    assert loss_warnings(reading) == (
        "40% of the visible text is left out (no known reason 40%); `align show --left-out` prints it",
    )


def test_more_than_a_tenth_left_out_is_told_and_less_is_not() -> None:
    def warned(count: int, reason: str) -> bool:
        reading = RawDocument(
            (Block("あ" * (100 - count)),), "html", left_out=(LeftOut("い" * count, reason),), visible=100
        )
        return bool(loss_warnings(reading))

    assert warned(11, "menu")
    assert not warned(10, "menu")
    assert not loss_warnings(
        RawDocument((Block("あ" * 100),), "html", left_out=(LeftOut("い" * 50, "hidden"),), visible=100)
    )


def test_code_in_markdown_is_left_out_as_code() -> None:
    text = "# 手順\n\n次のとおり打つ。\n\n```sh\n# 準備\nplan new\n```\n\n終わる。\n"
    assert reasons(text, "x.md") == [("code", "# 準備\nplan new")]
    reading = read_content(text.encode(), "x.md")
    assert [block.text for block in reading.blocks] == ["手順", "次のとおり打つ。", "終わる。"]
    assert unexplained_characters(reading) == 0
    assert any(re.match(r"\d+% of the visible text is left out \(code", warning) for warning in reading.warnings)


def test_signs_of_markdown_dialects_are_no_text() -> None:
    text = (
        "## 一覧 {#list}\n\n:::warning 注意\n消えます。\n:::\n\n> [!NOTE]\n> 短い。\n\n## 条件 {/*cond*/}\n\n"
        "import A from 'b'\n\n文。\n"
    )
    reading = read_content(text.encode(), "x.md")
    assert [(block.kind, block.text, block.origin) for block in reading.blocks] == [
        ("heading", "一覧", "line 1"),
        ("", "注意", "line 3"),
        ("", "消えます。", "line 4"),
        ("", "短い。", "line 8"),
        ("heading", "条件", "line 10"),
        ("", "文。", "line 14"),
    ]
    assert {reason for reason, _ in reasons(text, "x.md")} == {"instruction"}


def test_a_mail_keeps_its_words_and_loses_its_signs() -> None:
    text = "先日はどうも。\n> 見積りはいつですか。\n>> 数は十個です。\n承知しました。\n\n-- \n山田\n"
    reading = read_content(text.encode(), "x.txt")
    assert [(block.text, block.gap > 0) for block in reading.blocks] == [
        ("先日はどうも。", True),
        ("見積りはいつですか。", True),
        ("数は十個です。", True),
        ("承知しました。", True),
        ("山田", True),
    ]
    assert sorted(reasons(text, "x.txt")) == [("quote sign", ">"), ("quote sign", ">>"), ("ruler", "-- ")]


def test_one_line_that_begins_with_a_sign_is_no_quotation() -> None:
    assert [block.text for block in read_content(b"> 5 is more than 4.\nThat is all.\n", "x.txt").blocks] == [
        "> 5 is more than 4.",
        "That is all.",
    ]


AOZORA = """夜の庭
川田花子

-------------------------------------------------------
【テキスト中に現れる記号について】

《》：ルビ
（例）梯子《はしご》
-------------------------------------------------------

［＃５字下げ］二［＃「二」は大見出し］

　庭に古い｜物置《ものおき》があり、窓［＃「窓」に傍点］は高い。※［＃「木＋吶のつくり」、第3水準1-85-54］と※［＃「さんずい＋同」、U+6D1E、1-2］を見る。
"""


def test_aozora_notation_is_read_as_a_reader_sees_it() -> None:
    reading = read_content(AOZORA.encode("cp932"), "x.txt")
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == [
        ("", 0, "夜の庭"),
        ("", 0, "川田花子"),
        ("heading", 1, "二"),
        ("", 0, "庭に古い物置があり、窓は高い。枘と洞を見る。"),
    ]
    assert {part.reason for part in reading.left_out} == {"ruler", "legend", "instruction", "furigana"}


def test_double_brackets_alone_are_no_aozora() -> None:
    text = "雑誌《朝》と《夜》を読む。\n"
    assert [block.text for block in read_content(text.encode(), "x.txt").blocks] == [text.strip()]


@pytest.mark.parametrize(("sign", "shown"), [("\uf06c", "●"), ("\uf0d8", "➢"), ("\uf0fc", "✓"), ("\uf026", "•")])
def test_bullets_of_symbol_fonts_are_bullets(sign: str, shown: str) -> None:
    text = f"次を確かめた。\n\n{sign} 予算を見る。\n{sign} 日程を決める。\n"
    assert read_content(text.encode(), "x.txt").blocks[1].text == f"{shown} 予算を見る。"


def test_subtitles_have_their_time_as_place() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,500\n<i>橋を</i>\n渡る。\n\n2\n00:01:03,000 --> 00:01:04,000\n川を見る。\n"
    reading = read_content(text.encode(), "x.srt")
    assert [(block.text, block.origin) for block in reading.blocks] == [
        ("橋を渡る。", "00:00:01.000 --> 00:00:02.500"),
        ("川を見る。", "00:01:03.000 --> 00:01:04.000"),
    ]


def test_a_catalogue_gives_its_translations_and_keeps_apart_what_programs_do_not_show() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr "保存"\n\n'
        '#, fuzzy\nmsgid "Quit"\nmsgstr "終了"\n\nmsgid "Help"\nmsgstr ""\n'
    )
    reading = read_content(text.encode(), "ja.po")
    assert [(block.text, block.origin) for block in reading.blocks] == [("保存", "line 4")]
    assert [(part.reason, part.text) for part in reading.left_out] == [("fuzzy", "終了"), ("untranslated", "Help")]


def test_a_template_gives_its_messages() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr ""\n'
    assert [block.text for block in read_content(text.encode(), "x.pot").blocks] == ["Save"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "x.rst",
            "使い方\n======\n\n紙を **三枚** 折る。\n\n* 一つ目\n* 二つ目\n\n.. code-block:: sh\n\n   plan new\n",
        ),
        ("x.org", "* 使い方\n\n紙を *三枚* 折る。\n\n- 一つ目\n- 二つ目\n\n#+begin_src sh\nplan new\n#+end_src\n"),
        (
            "x.wiki",
            "= 使い方 =\n\n紙を '''三枚''' 折る。\n\n* 一つ目\n* 二つ目\n\n"
            "<syntaxhighlight>plan new</syntaxhighlight>\n",
        ),
        (
            "x.tex",
            "\\documentclass{jsarticle}\\begin{document}\\section{使い方}\n紙を \\textbf{三枚} 折る。\n"
            "\\begin{itemize}\n\\item 一つ目\n\\item 二つ目\n\\end{itemize}\n"
            "\\begin{verbatim}\nplan new\n\\end{verbatim}\n\\end{document}\n",
        ),
        (
            "x.adoc",
            "== 使い方\n\n紙を *三枚* 折る。\n\n* 一つ目\n* 二つ目\n\n----\nplan new\n----\n",
        ),
    ],
)
def test_structure_of_the_formats_that_pandoc_reads(name: str, text: str) -> None:
    reading = read_content(text.encode(), name)
    assert [(block.kind, block.marker, block.text) for block in reading.blocks] == [
        ("heading", "", "使い方"),
        ("", "", "紙を 三枚 折る。"),
        ("item", "•", "一つ目"),
        ("item", "•", "二つ目"),
    ]
    assert [part.reason for part in reading.left_out] == ["code"]


def test_pandoc_reads_no_file(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f"使い方\n======\n\n.. include:: {secret}\n\n紙を折る。\n"
    shown = " ".join(block.text for block in read_content(text.encode(), "x.rst").blocks)
    assert "紙を折る。" in shown
    assert "secret" not in shown.replace(str(secret), "")
