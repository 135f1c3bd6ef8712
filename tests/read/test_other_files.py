"""Texts that ask for other files, and directives that show nothing of their own."""

import pytest

from align.read import read_content
from align.segment import document_of


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.rst", "題\n==\n\n前。\n\n.. include:: a_b.rst\n   :start-line: 3\n\n後。\n"),
        ("x.rst", "題\n==\n\n前。\n\n.. csv-table:: 表\n   :file: a_b.rst\n\n後。\n"),
        ("x.org", '* 題\n\n前。\n\n#+INCLUDE: "a_b.rst" src\n\n後。\n'),
        ("x.adoc", "= 題\n\n前。\n\ninclude::a_b.rst[leveloffset=+1]\n\n後。\n"),
        ("x.tex", "\\documentclass{article}\\begin{document}\n題\n\n前。\n\n\\input{a_b.rst}\n\n後。\\end{document}\n"),
    ],
)
def test_a_file_that_a_text_asks_for_is_named_and_its_place_is_known(name: str, text: str) -> None:
    reading = read_content(text.encode(), name)
    assert [block.text for block in reading.blocks] == ["題", "前。", "後。"]
    assert [(part.text, part.reason) for part in reading.left_out] == [("a_b.rst", "other file")]
    assert reading.warnings == ("asks for another file, which is not read: a_b.rst; give one file with all text",)
    document, _ = document_of(reading, "ja", id="x", place=name)
    assert document.lost == (2,)


def test_a_comment_of_latex_asks_for_no_file() -> None:
    text = (
        "\\documentclass{article}\\input{style}\\begin{document}\n"
        "前。\n% \\input{old}\n100\\% である。\\end{document}\n"
    )
    reading = read_content(text.encode(), "x.tex")
    assert [block.text for block in reading.blocks] == ["前。100% である。"]
    assert reading.warnings == ()


def test_directives_of_sphinx_show_what_a_reader_sees() -> None:
    text = (
        "題\n==\n\n.. toctree::\n   :maxdepth: 2\n\n   intro\n   setup\n\n"
        ":ref:`使い方 <usage>` を見る。\n\n.. index:: 紙\n\n"
        ".. warning::\n   消えます。\n\n.. only:: html\n\n   頁だけ。\n"
    )
    reading = read_content(text.encode(), "x.rst")
    assert [block.text for block in reading.blocks] == ["題", "使い方 を見る。", "消えます。", "頁だけ。"]
    assert [part.text for part in reading.left_out] == ["intro setup", "紙", "Warning", "html"]
    assert {part.reason for part in reading.left_out} == {"instruction"}


def test_a_directive_right_below_a_line_is_a_directive() -> None:
    text = "題\n==\n\n紙を折る。\n.. note:: 二回だけ折る。\n\n終わる。\n"
    assert [block.text for block in read_content(text.encode(), "x.rst").blocks] == [
        "題",
        "紙を折る。",
        "二回だけ折る。",
        "終わる。",
    ]


def test_unknown_commands_of_latex_keep_their_words() -> None:
    text = (
        "\\documentclass{jsarticle}\n\\begin{document}\n\\pTeX で\\field{幅}と\\field{高さ}を"
        "\\vspace{1cm}定める。\n\\end{document}\n"
    )
    reading = read_content(text.encode(), "x.tex")
    assert [block.text for block in reading.blocks] == ["pTeXで幅と高さを定める。"]
    assert {part.reason for part in reading.left_out} <= {"instruction"}
