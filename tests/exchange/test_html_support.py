"""The page of a pair with a support map: what a sentence rests on lights up, and what has no links is marked."""

import re
from pathlib import Path

import pytest
from lxml import html

from align.exchange import Export, ExportOptions
from align.model import Alignment, Bead, Document, Finding, Segment, SupportLink, SupportMap, Verdict


def document(lang: str, paragraphs: list[list[str]]) -> Document:
    segments = []
    for index, sentences in enumerate(paragraphs):
        spans, end = [], 0
        for text in sentences:
            spans.append((end, end + len(text)))
            end += len(text)
        segments.append(Segment(index, "".join(sentences), sentences=tuple(spans)))
    return Document("flood", lang, tuple(segments))


@pytest.fixture
def summary() -> Export:
    source = document(
        "ja", [["堤防が切れた。", "雨は<b>やんだ。"], ["式典は中止。"], ["三人が亡くなった。"], ["水は引いた。"]]
    )
    target = document("en", [["Three died. ", "What a year!"], ["The dyke broke and the water <i>fell."]])
    links = (
        SupportLink((2, 0), (0, 0), 0.97),
        SupportLink((0, 0), (1, 0), 0.91),
        SupportLink((3, 0), (1, 0), 0.62),
    )
    unused = ((0.03, 0.6), (0.96,), (0.02,), (0.3,))
    support = SupportMap(links, unused, ((0.02, 0.88), (0.01,)))
    beads = (
        Bead((0, 3), (1,), 0.7, crosses=True),
        Bead((1,), (), 0.9),
        Bead((2,), (0,), 0.8),
    )
    return Export(Alignment(source, target, beads, support=support))


def page(content: bytes):
    return html.document_fromstring(content.decode("utf-8"))


def test_each_sentence_names_what_it_rests_on_and_where_it_went(written, summary):
    root = page(written("html", summary))
    assert root.get_element_by_id("p1t1.0").get("data-to") == "p1s0.0:0.91 p1s3.0:0.62"
    assert root.get_element_by_id("p1s2.0").get("data-to") == "p1t0.0:0.97"
    assert root.get_element_by_id("p1s0.1").text_content() == "雨は<b>やんだ。"
    ids = root.xpath("//*/@id")
    assert len(ids) == len(set(ids))
    assert {part.rpartition(":")[0] for to in root.xpath("//@data-to") for part in to.split()} <= set(ids)


def test_what_is_left_out_or_added_is_marked_and_what_is_in_doubt_apart(written, summary):
    root = page(written("html", summary))
    marks = {
        span.get("id"): span.get("class").split()[1:] for span in root.xpath("//td//span[starts-with(@class,'sent')]")
    }
    assert {place: names for place, names in marks.items() if names} == {
        "p1s0.1": ["doubt"],
        "p1s1.0": ["none"],
        "p1t0.1": ["none"],
    }
    assert root.get_element_by_id("p1t0.1").get("title") == "Not in the original: probability 0.88"
    assert root.get_element_by_id("p1s0.1").get("title") == "Perhaps not in the summary: probability 0.60"
    legend = root.xpath("//p[@class='key']")[0].text_content()
    assert "not in the summary" in legend
    assert "not in the original" in legend


def test_the_map_has_a_band_a_link_and_a_box_a_sentence(written, summary):
    root = page(written("html", summary))
    bands = root.xpath("//figure//a[contains(@class,'link')]")
    assert {(band.get("data-a"), band.get("data-b")) for band in bands} == {
        ("p1s2.0", "p1t0.0"),
        ("p1s0.0", "p1t1.0"),
        ("p1s3.0", "p1t1.0"),
    }
    assert [band.get("href") for band in bands if "crosses" in band.get("class")] == ["#p1t0.0"]
    assert "--p:0.62" in next(band for band in bands if band.get("data-a") == "p1s3.0").get("style")
    assert len(root.xpath("//figure//rect")) == 5 + 3
    numbers = [float(n) for d in root.xpath("//figure//path/@d") for n in re.findall(r"-?\d+\.\d", d)]
    assert all(0 <= n <= 1000.1 for n in numbers)


def test_a_bead_whose_parts_stand_apart_says_so_and_is_tied_on_the_map(written, summary):
    root = page(written("html", summary))
    assert root.xpath("//p[@class='apart']/text()") == ["paragraphs 1, 4: not next to each other"]
    assert [tie.get("data-of") for tie in root.xpath("//figure//a[contains(@class,'tie')]")] == ["p1b1"]


def test_what_is_left_out_is_listed_with_its_paragraph(written, summary):
    root = page(written("html", summary))
    lists = {item.find("summary").text_content(): item for item in root.xpath("//div[@class='lists']/details")}
    assert "¶2 式典は中止。" in lists["Left out of the summary 1"].text_content()
    assert "¶1 What a year!" in lists["Added by the summary 1"].text_content()
    assert "Condensed: several sentences in one 1" in lists


def test_texts_that_do_not_belong_together_are_called_so(written):
    source, target = document("ja", [["あ。"]]), document("en", [["a. ", "b. ", "c. ", "d."]])
    pair = Alignment(source, target, (Bead((0,), (0,)),), support=SupportMap((), ((1.0,),), ((0.9,) * 4,)))
    assert "These texts do not belong together" in page(written("html", Export(pair))).text_content()


def test_a_corrected_text_takes_the_links_of_its_sentences_to_its_bead(written, summary):
    key = summary.alignment.keys[0]
    verdict = Verdict(key, "needs-fix", "A", "2026-01-01T00:00:00Z", "", None, "The dyke broke.")
    corrected = Export(summary.alignment, {key: (verdict,)})
    root = page(written("html", corrected, options=ExportOptions(verdicts="apply")))
    assert root.get_element_by_id("p1s0.0").get("data-to") == "p1b1:0.91"
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(root.xpath("//*/@id"))


def test_links_to_beads_that_are_not_exported_are_left_away(written, summary):
    root = page(written("html", summary, options=ExportOptions(with_nulls=False, min_probability=0.75)))
    assert [band.get("data-b") for band in root.xpath("//figure//a[contains(@class,'link')]")] == ["p1t0.0"]
    assert {link[1:] for link in root.xpath("//a/@href")} <= set(root.xpath("//*/@id"))


def test_a_finding_that_crosses_sentences_marks_both(written, summary):
    key = summary.alignment.keys[0]
    finding = Finding(key, "date", "error", "wrong", ((5, 9),), ())
    root = page(written("html", Export(summary.alignment, {}, {key: (finding,)})))
    assert root.xpath("//mark/text()") == ["た。", "雨は"]
    assert root.get_element_by_id("p1s0.0").text_content() == "堤防が切れた。"


def opened(browser, content: bytes, tmp_path: Path, width: int = 1280):
    file = tmp_path / "page.html"
    file.write_bytes(content)
    view = browser.new_page(viewport={"width": width, "height": 900})
    view.errors, view.requests = [], []
    view.on("pageerror", lambda error: view.errors.append(str(error)))
    view.on("request", lambda request: view.requests.append(request.url))
    view.goto(file.as_uri())
    return view


def lit(view) -> set[str]:
    return set(view.evaluate("[...document.querySelectorAll('td .sent.lit')].map((one) => one.id)"))


@pytest.mark.needs("chromium")
def test_pointing_at_a_sentence_lights_what_it_rests_on_and_back(chromium, written, summary, tmp_path):
    view = opened(chromium, written("html", summary), tmp_path)
    view.locator("[id='p1t1.0']").hover()
    assert lit(view) == {"p1s0.0", "p1s3.0"}
    assert view.locator("a.link.lit").count() == 2
    assert "Rests on 2 sentences of the original" in view.locator(".rests").inner_text()
    view.locator("[id='p1s2.0']").hover()
    assert lit(view) == {"p1t0.0"}
    assert "Went into 1 sentence of the summary" in view.locator(".rests").inner_text()
    view.locator("[id='p1t0.1']").hover()
    assert lit(view) == set()
    assert "Not in the original" in view.locator(".rests").inner_text()
    assert view.errors == []
    assert len(view.requests) == 1
    view.close()


@pytest.mark.needs("chromium")
def test_sentences_are_reached_and_kept_from_the_keyboard(chromium, written, summary, tmp_path):
    view = opened(chromium, written("html", summary), tmp_path)
    assert view.locator("td .sent[tabindex='0']").count() == 1
    view.locator("[id='p1s0.0']").focus()
    assert lit(view) == {"p1t1.0"}
    view.keyboard.press("ArrowRight")
    assert view.evaluate("document.activeElement.id") == "p1t1.0"
    assert lit(view) == {"p1s0.0", "p1s3.0"}
    view.keyboard.press("ArrowDown")
    assert view.evaluate("document.activeElement.id") == "p1t0.0"
    view.keyboard.press("Enter")
    view.locator("h1").click()
    assert lit(view) == {"p1s2.0"}, "what was kept stays lit when the focus goes"
    view.keyboard.press("Escape")
    assert lit(view) == set()
    assert not view.locator(".rests").is_visible()
    assert view.errors == []
    view.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_with_support_is_wider_than_its_window(chromium, written, summary, tmp_path, width):
    view = opened(chromium, written("html", summary), tmp_path, width)
    view.locator("[id='p1t1.0']").hover()
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.close()
