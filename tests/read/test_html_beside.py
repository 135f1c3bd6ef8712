"""What a page shows beside its text: frames, other pages, descriptions of pictures, boxes with sentences."""

import pytest

from align.errors import InputError
from align.read import read_content


def test_a_page_of_frames_names_the_pages_that_it_shows() -> None:
    page = (
        "<html><title>手引</title><frameset cols='20%,80%'><frame name=m src='menu.html'><frame src=\"text.html\">"
        "<noframes><body>枠が要ります。</body></noframes></frameset></html>"
    )
    with pytest.raises(InputError, match=r"shows other pages in frames: menu\.html, text\.html; give the page that"):
        read_content(page.encode(), "x.html")


def test_another_page_inside_is_named_and_descriptions_of_pictures_are_kept() -> None:
    page = (
        "<!doctype html><body><main><h1>橋の案内</h1><p>次の規則を見てください。</p>"
        "<iframe src='rules.html'>古い</iframe>"
        "<iframe src='https://video.example.org/1'></iframe>"
        "<img src=a.png alt='表一　橋の数'><p>以上です。</p></main></body>"
    )
    reading = read_content(page.encode(), "x.html")
    assert [block.text for block in reading.blocks] == ["橋の案内", "次の規則を見てください。", "以上です。"]
    assert [(part.text, part.reason) for part in reading.left_out] == [
        ("rules.html", "other file"),
        ("表一 橋の数", "alternative text"),
    ]
    assert reading.warnings == ("asks for another file, which is not read: rules.html; give one file with all text",)
    assert reading.visible == 21


def test_a_box_that_says_something_stays_and_a_menu_goes() -> None:
    page = (
        "<!doctype html><body><p>橋の点検は五年ごとに二人の係が行うことになっている。</p>"
        "<div class='sidebar'><p class='title'>古い橋</p>"
        "<div class='para'>木の橋は雨のあとで必ず点検し、傷があれば直す。</div></div>"
        "<div class='sidebar'><ul><li><a href='a'>町の窓口</a></li><li><a href='b'>係の名簿</a></li></ul></div>"
        "<p>結果は紙に書いて町の窓口に届け、三年のあいだ残す。</p></body>"
    )
    texts = [block.text for block in read_content(page.encode(), "x.html").blocks]
    assert "木の橋は雨のあとで必ず点検し、傷があれば直す。" in texts
    assert "町の窓口" not in texts
