"""Kinds of web pages that people bring: laws, manuals, notices, pages with notes and struck-out words."""

import pytest

from align.errors import InputError, UsageError
from align.read import read_content
from align.read.losses import unexplained_characters
from tests.read.conftest import read

HEAD = '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>x</title></head><body>'
PROSE = "<p>県は春から新しい計画を始める。計画は三年ごとに見直し、費用は半分を国が持つ。</p>"


def texts(body: str) -> list[str]:
    return [block.text for block in read_content((HEAD + body).encode(), "x.html").blocks]


def reasons(body: str) -> list[tuple[str, str]]:
    return [(part.reason, part.text) for part in read_content((HEAD + body).encode(), "x.html").left_out]


def test_an_anchor_without_href_is_no_link() -> None:
    body = f"<p><a name='c1'>第一章　通則</a></p><div><a id='a1'>（趣旨）</a></div>{PROSE}"
    assert texts(body)[:2] == ["第一章　通則", "（趣旨）"]


@pytest.mark.parametrize("anchor", ["<a id='s'/>", "<a name='s'/>", "<a id='s'>", "<a name=s></a>"])
def test_an_anchor_that_stays_open_swallows_nothing(anchor: str) -> None:
    body = (
        f"{PROSE}<div class='section'><h2>{anchor}1.1. 準備</h2><p>紙を出す。</p><ul><li>鉛筆</li></ul></div>"
        "<p>詳しくは<a href='x.html'>案内</a>を見る。</p>"
    )
    assert texts(body)[1:] == ["1.1. 準備", "紙を出す。", "鉛筆", "詳しくは案内を見る。"]


@pytest.mark.parametrize(
    "part",
    [
        "<aside class='note'><p>雨なら延ばす。</p></aside>",
        "<aside class='footnote'><p>雨なら延ばす。</p></aside>",
        "<aside><p>雨なら延ばす。</p></aside>",
        "<div class='sidebar'><h3>用語</h3><p>雨なら延ばす。</p></div>",
        "<section id='search'><h2>調べ方</h2><p>雨なら延ばす。</p></section>",
        "<section id='copyright-notes'><h2>印刷</h2><p>雨なら延ばす。</p></section>",
        "<div class='section' id='left-toolbar'><h2>左の棚</h2><p>雨なら延ばす。</p></div>",
    ],
)
def test_notes_and_sections_inside_the_content_stay(part: str) -> None:
    assert "雨なら延ばす。" in texts(f"<main><h1>点検</h1>{PROSE}{part}</main>")
    if "<h2>" in part:
        assert texts(f"<main><h1>点検</h1>{PROSE}{part}</main>")[2] in ("調べ方", "印刷", "左の棚")


def test_a_short_article_is_the_content_of_a_long_page() -> None:
    side = "".join(f"<p>催し{number}の案内。午後から開きますのでどうぞお越しください。</p>" for number in range(9))
    body = (
        f"<p>トップ 検索</p><article><header><h1>休み</h1></header><p>五月一日は休む。</p></article><div>{side}</div>"
    )
    assert texts(body) == ["休み", "五月一日は休む。"]
    reading = read_content((HEAD + body).encode(), "x.html")
    assert unexplained_characters(reading) == 0
    assert any("outside the content" in warning for warning in reading.warnings)


def test_signs_that_link_to_a_heading_are_no_text() -> None:
    links = ("<a class=headerlink href='#a'>¶</a>", "<a href='#b'>#</a>")
    body = f"<main><h1>手順{links[0]}</h1><h2>後始末 {links[1]}</h2><p>紙を捨てる。</p></main>"
    assert texts(body) == ["手順", "後始末", "紙を捨てる。"]
    assert [reason for reason, _ in reasons(body)] == ["header link"] * 2


@pytest.mark.parametrize(
    "struck",
    [
        "<s>三時</s>",
        "<del>三時</del>",
        "<strike>三時</strike>",
        "<span style='text-decoration:line-through'>三時</span>",
    ],
)
def test_struck_out_words_are_kept_apart(struck: str) -> None:
    body = f"<main><h1>会</h1><p>会は{struck}四時に始まる。</p></main>"
    assert texts(body)[1] == "会は四時に始まる。"
    assert reasons(body) == [("struck out", "三時")]


def test_superscripts_stay_apart_from_numbers() -> None:
    body = "<main><h1>x</h1><p>面積は10<sup>6</sup> m<sup>2</sup>、2025<sup><a href='#f'>4</a></sup>年の値。</p></main>"
    assert texts(body)[1] == "面積は10⁶ m²、2025⁴年の値。"


def test_code_is_left_out_and_prose_in_pre_stays() -> None:
    body = (
        f"<main><h1>x</h1>{PROSE}<pre><code>plan new</code></pre><pre class=screen>plan</pre>"
        "<div class=highlight><pre>a = 1</pre></div><pre>一行目\n二行目</pre></main>"
    )
    assert texts(body)[2:] == ["一行目", "二行目"]
    assert reasons(body) == [("code", "plan new"), ("code", "plan"), ("code", "a = 1")]


def test_short_lines_head_nothing_where_the_page_declares_its_headings() -> None:
    body = f"<main><h1>橋</h1>{PROSE}<div><p>写真：川から見た橋</p></div>{PROSE}<p>（中略）</p>{PROSE}</main>"
    kinds = [segment.kind for segment in read((HEAD + body).encode(), "ja", "x.html").segments]
    assert kinds == ["heading", *["paragraph"] * 5]


def test_everything_around_the_content_is_kept_with_a_reason() -> None:
    content = f"<main><h1>計画</h1>{PROSE}</main>"
    body = f"<header>県庁</header><nav><a href=a>暮らし</a></nav>{content}<footer>県庁 一丁目</footer>"
    assert reasons(body) == [("header", "県庁"), ("menu", "暮らし"), ("footer", "県庁 一丁目")]


def test_a_page_saved_as_mhtml_is_unpacked() -> None:
    page = f"{HEAD}<main><h1>計画</h1>{PROSE}</main>"
    content = (
        'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--x--\r\n"
    )
    reading = read_content(content.encode(), "x.mht")
    assert (reading.format, reading.blocks[0].text) == ("mhtml", "計画")


def test_a_table_of_contents_that_is_called_contents_is_not_the_content() -> None:
    entries = "".join(f"<li><a href='#s{n}'>堤の草を刈る人びとの仕事、その{n}</a></li>" for n in range(20))
    prose = "".join(f"<p>川の水は春になると増え、町の人は堤の上を見て回る。{n}</p>" for n in range(15))
    document = read(
        f"<body><div><div class=contents><ul>{entries}</ul></div></div><div>{prose}</div></body>".encode(), "ja"
    )
    assert sum("堤の上を見て回る" in text for text in document.texts()) == 15


def test_the_title_above_the_content_is_read() -> None:
    prose = "".join(f"<p>川の水は春になると増え、町の人は堤の上を見て回る。{n}</p>" for n in range(5))
    page = f"<title>川の手引</title><body><div id=header><h1>川の手引</h1></div><div id=content>{prose}</div></body>"
    document = read(page.encode(), "ja")
    assert (document.segments[0].kind, document.segments[0].text) == ("heading", "川の手引")


def test_the_name_of_the_site_is_not_the_title_of_the_page() -> None:
    prose = "".join(f"<p>川の水は春になると増え、町の人は堤の上を見て回る。{n}</p>" for n in range(5))
    page = (
        f"<title>川の手引 | 町</title><body><div id=header><h1><a href=/>町</a></h1></div><div id=content>{prose}</div>"
    )
    assert "町" not in read(page.encode(), "ja").texts()


def test_where_many_headings_are_declared_no_other_line_is_one() -> None:
    parts = "".join(f"<h2>川の話 {n}</h2><p>町の人は堤の上を見て回る。</p>" for n in range(4))
    document = read(f"<body><main>{parts}<p>【草】</p><p>町の人は草を刈る。</p></main>".encode(), "ja")
    assert [segment.text for segment in document.segments if segment.kind == "heading"] == [
        f"川の話 {n}" for n in range(4)
    ]


def test_a_sentence_with_an_address_is_no_breadcrumb() -> None:
    sentence = "この表の写しが https://example.org/river/2026/ にあります。"
    linked = sentence.replace("https", "<a href='x'>https", 1).replace("/ に", "/</a> に")
    assert sentence in texts(f"<main><h1>川</h1>{PROSE}<p>{linked}</p></main>")


def test_links_in_an_item_that_says_more_are_text() -> None:
    links = "<ul><li><a href=a>北の町の組</a></li><li><a href=b>南の町の組</a></li></ul>"
    item = f"<li>堤を守る仕組みにはいくつかの種類があり、町ごとに違う。{links}</li>"
    body = f"<div><h1>川</h1>{PROSE * 4}<ul>{item}</ul></div>"
    assert [text for text in texts(body) if text.endswith("の町の組")] == ["北の町の組", "南の町の組"]


TWO_LANGUAGES = """<html lang="en"><head><title>Rules</title></head><body><main>
<h1><span lang="ja">貸出しの決まり</span> <span lang="en">Lending rules</span></h1>
<div lang="ja-JP"><p>本は二週間借りられます。<span lang="en">See the desk.</span></p></div>
<p>A book may stay two weeks.</p>
</main></body></html>"""


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("lang=ja", ["貸出しの決まり", "本は二週間借りられます。"]),
        ("lang=en", ["Lending rules", "See the desk.", "A book may stay two weeks."]),
        ("div, h1 span:first-child", ["貸出しの決まり", "本は二週間借りられます。See the desk."]),
    ],
)
def test_one_part_of_a_page_is_read(part, texts):
    reading = read_content(TWO_LANGUAGES.encode(), "page.html", part=part)
    assert [block.text for block in reading.blocks] == texts
    assert not reading.warnings


def test_the_other_part_is_kept_among_what_is_left_out_and_is_no_loss():
    reading = read_content(TWO_LANGUAGES.encode(), "page.html", part="lang=ja")
    others = [part.text for part in reading.left_out if part.reason == "other part"]
    assert others == ["Lending rules", "See the desk.", "A book may stay two weeks."]


def test_text_without_a_language_belongs_to_the_one_that_no_element_names():
    page = "<body><p lang='ja'>本は二週間。</p><p>Books stay two weeks.</p></body>"
    assert [one.text for one in read_content(page.encode(), "x.html", part="lang=en").blocks] == [
        "Books stay two weeks."
    ]


@pytest.mark.parametrize(("part", "trouble"), [("lang=fr", "no text in the language"), ("#none", "no text at")])
def test_a_part_that_is_not_there_is_one_clear_line(part, trouble):
    with pytest.raises(InputError, match=trouble):
        read_content(TWO_LANGUAGES.encode(), "page.html", part=part)


def test_a_part_needs_a_selector_and_a_web_page():
    with pytest.raises(UsageError, match="is no CSS selector"):
        read_content(TWO_LANGUAGES.encode(), "page.html", part="!!")
    with pytest.raises(UsageError, match="text has no parts"):
        read_content("本は二週間。".encode(), "page.txt", part="lang=ja")


def test_names_of_items_and_headings_inside_the_content_are_no_menus():
    body = (
        f"<main><h1>規約</h1>{PROSE}<h3 class='level b-header'>使う人へ：</h3><ol type='a'>"
        "<li id='s1a_copyright'>「権利」とは、法律が認める力をいう。</li>"
        "<li id='s1b_share'>「共有」とは、人に渡すことをいう。</li>"
        "<li class='share'><a href='x'>送る</a></li><li>「人」とは、町に住む者をいう。</li></ol></main>"
    )
    reading = read_content((HEAD + body).encode(), "x.html")
    assert [(one.marker, one.text[:6]) for one in reading.blocks[2:]] == [
        ("", "使う人へ："),
        ("a.", "「権利」とは"),
        ("b.", "「共有」とは"),
        ("d.", "「人」とは、"),
    ]


def test_the_sign_of_a_note_stays_with_its_text():
    note = "<aside class='footnote'><span class='label'>[1]</span><p>小さい橋を除く。</p></aside>"
    reading = read_content(f"{HEAD}<main><h1>橋</h1>{PROSE}{note}</main>".encode(), "x.html")
    assert [(one.kind, one.marker, one.text) for one in reading.blocks[2:]] == [("item", "[1]", "小さい橋を除く。")]
    alone = "<aside class='footnote'><p>[1]</p><ul><li>券</li></ul></aside><div class='footnote'>[2]</div>"
    assert texts(f"<main><h1>橋</h1>{PROSE}{alone}</main>")[2:] == ["[1]", "券", "[2]"]
