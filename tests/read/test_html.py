"""Web pages: the content, in order, with its structure; and markup that means harm."""

import time
from pathlib import Path

import pytest

from align.errors import InputError
from align.read import read_content
from align.read.html.sanitize import sanitize
from tests.read.conftest import check_golden, read, rows

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(("name", "charset"), [("mod.ja", "utf-8"), ("mofa.ja", "cp932"), ("kantei.en", "utf-8")])
def test_a_government_page(name: str, charset: str) -> None:
    content = (PAGES / f"{name}.html").read_text("utf-8").encode(charset)
    reading = read_content(content, f"{name}.pdf")  # the suffix says nothing
    assert (reading.format, reading.encoding) == ("html", charset)
    assert len(reading.warnings) == 1 and "of the visible text is left out (" in reading.warnings[0]
    assert "no known reason" not in reading.warnings[0]
    document = read(content, name.rpartition(".")[2])
    check_golden(name, [f"title\t{document.title}", *rows(document)])


def texts(body: str, charset: str = "utf-8", head: str = "") -> list[str]:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return [block.text for block in read_content(page.encode(charset, "surrogatepass"), "x.html").blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一<br><br>二<br>三</p>", ["一", "二", "三"]),
        ("<p>日\n本</p><p>a\nb</p>", ["日本", "a b"]),
        ("<p>&#x3042;&amp;&lt;b&gt;&yen;&nbsp;c</p>", ["あ&<b>¥ c"]),
        ("<p>a<script>x</script>b<!-- c -->d<style>p{}</style></p>", ["abd"]),
        ("<p>東<ruby>京<rt>きょう</rt></ruby>へ</p>", ["東京へ"]),
        ("<p>東<ruby><rb>京</rb><rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>へ</p>", ["東京へ"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<table><tr><td><p>x</p><p>y</p></td><td>z</td></tr></table>", ["x", "y", "z"]),
        ("<dl><dt>日時<dd>1日<dt>場所<dd>東京</dl>", ["日時", "1日", "場所", "東京"]),
        ("<p>a<b>b<i>c</b>d</i></p>", ["abcd"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<pre>a\n b\nc</pre>", ["a", "b", "c"]),
        ("<p hidden>a</p><p style='display: none'>b</p><p>c</p>", ["c"]),
        ("<select><option>a</select><p>b</p><textarea>c</textarea>", ["b"]),
    ],
)
def test_elements(body: str, expected: list[str]) -> None:
    assert texts(f"<main>{body}</main>") == expected


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a>報道</a></nav>",
        "<div class='breadcrumb'><a>ホーム</a> &gt; 会談</div>",
        "<p><a>ホーム</a> &gt; <a>会見</a> &gt; 会談</p>",
        "<a href='#c'>本文へ移動</a>",
        "<p><a>Skip to main content</a></p>",
        "<footer>防衛省</footer>",
        "<div id='globalNav'><ul><li>a</ul></div>",
        "<div class='btn-print'><a>印刷する</a></div>",
        "<div role='navigation'>x</div>",
        "<p>Copyright © Ministry of Defense</p>",
        "<ul><li><a href=r>報道資料</a><li><a href=s>政策</a><li><a href=w>白書</a></ul>",
        "<p>ページの先頭へ</p>",
        "<p>ページトップへ戻る</p>",
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_is_not_content(body: str, marked: bool) -> None:
    if marked and body.startswith("<ul"):
        pytest.skip("a list of links in marked content is content")
    prose = "<h1>題</h1>" + "<p>両閣僚は、日米同盟を強化することで一致した。</p>" * 3
    wrap = "<main>{}</main>" if marked else "<div>{}</div>"
    for page in (body + wrap.format(prose), wrap.format(body + prose), wrap.format(prose + body)):
        assert texts(page) == ["題", *["両閣僚は、日米同盟を強化することで一致した。"] * 3]


def test_a_class_that_sounds_like_a_menu_does_not_hide_the_page() -> None:
    assert texts("<div class='menu-open'><div class='nav-wrap'><p>本文です。</p><p>続きです。</p></div></div>") == [
        "本文です。",
        "続きです。",
    ]


def test_lists_keep_numbers_and_depth() -> None:
    body = """<ol start="3"><li>c<ul><li>d<ol type="i"><li>e</li></ol></li></ul></li><li value="9">f</li></ol>
    <ol type="a"><li>g<p>h</p></li></ol>"""
    page = f"<!DOCTYPE html><body><main>{body}</main>"
    found = [(b.kind, b.level, b.marker, b.text) for b in read_content(page.encode(), "x").blocks]
    assert found == [
        ("item", 1, "3.", "c"),
        ("item", 2, "•", "d"),
        ("item", 3, "i.", "e"),
        ("item", 1, "9.", "f"),
        ("item", 1, "a.", "g"),
        ("paragraph", 0, "", "h"),
    ]


@pytest.mark.parametrize(
    ("charset", "head"),
    [
        ("cp932", "<meta charset=Shift_JIS>"),
        ("cp932", "<meta http-equiv=Content-Type content='text/html; charset=x-sjis'>"),
        ("euc-jp", "<meta charset=euc-jp>"),
        ("iso2022_jp", "<meta charset=iso-2022-jp>"),
        ("utf-8-sig", "<meta charset=Shift_JIS>"),
        ("utf-16", ""),
        ("cp932", ""),
        ("utf-8", "<meta charset=Shift_JIS>"),
    ],
)
def test_charsets(charset: str, head: str) -> None:
    assert texts("<p>両閣僚は、緊密に連携していくことで一致した。</p>", charset, head) == [
        "両閣僚は、緊密に連携していくことで一致した。"
    ]


def test_the_header_of_the_server_counts_before_the_page() -> None:
    page = "<html><meta charset=utf-8><p>会談</p>".encode("euc-jp")
    assert read_content(page, "x", declared="EUC-JP").blocks[0].text == "会談"


def test_a_page_without_text_says_so() -> None:
    for body in ("", "<script>render()</script><noscript>x</noscript>", "<svg><text>x</text></svg>"):
        with pytest.raises(InputError, match="holds no text"):
            texts(body)


HOSTILE = {
    "div": f"<html><p>x</p>{'<div>' * 100_000}y",
    **{
        tag: f"<html><p>x</p>{f'<{tag}>' * 30_000}y"
        for tag in ("b", "ul><li", "table><tr><td", "a", "p", "span", "x-y", "rt")
    },
    "attributes": "<html><p>x</p><div " + " ".join(f"a{i}=1" for i in range(200_000)) + ">y",
    "quoted": "<html><p>x</p>" + '<div a="<">' * 100_000 + "y",
    "formatting": "<html><p>x</p>" + "".join(f"<b id={i}><p>" for i in range(50_000)) + "y",
    "foster": "<html><p>x</p>" + "<div><table><td></div></td></table>" * 50_000 + "y",
    "marquee": "<html><p>x</p>" + "<div><marquee></div></marquee>" * 50_000 + "y",
    "open tags": "<html><p>x</p>" + "<a " * 500_000,
    "breaks": "<html><p>x" + "<br>" * 300_000 + "y",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_takes_seconds_not_hours(name: str) -> None:
    before = time.process_time()
    blocks = read_content(HOSTILE[name].encode(), "x.html").blocks
    assert time.process_time() - before < 30
    assert blocks[0].text == "x"


def test_taming_changes_no_harmless_page() -> None:
    page = '<div class="a" id=b data-x="1">t<br/>u</div><title>a<b</title> 1 < 2 && 3 > 2 </x>'
    assert sanitize(page) == '<div class="a" id="b">t<br>u</div><title>a&lt;b</title> 1 < 2 && 3 > 2 </x>'
