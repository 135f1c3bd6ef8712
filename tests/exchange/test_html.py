import re
from pathlib import Path

import pytest
from lxml import html

from align.exchange import Export, ExportOptions
from align.model import Alignment, Bead, Document, Evidence, Finding, Segment, Verdict

ATTACKS = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "' onmouseover='document.title=1' x='",
    "</style><script>document.title='owned'</script>",
    "]]><!-- --><svg/onload=alert(1)>",
    "javascript:document.title='owned'",
)


def page(content: bytes):
    return html.document_fromstring(content.decode("utf-8"))


def attacked() -> Export:
    """A pair in which every text that a stranger can choose tries to break out."""
    attack = " ".join(ATTACKS)
    source = Document(attack, "ja", tuple(Segment(i, text, marker=text[:20]) for i, text in enumerate(ATTACKS)), attack)
    target = Document(attack, 'en" onclick="x', tuple(Segment(i, text) for i, text in enumerate(ATTACKS)), attack)
    beads = tuple(Bead((i,), (i,), 0.5, (Evidence(text, 1, 1, text),)) for i, text in enumerate(ATTACKS))
    pair = Alignment(source, target, beads, attack, attack)
    key = pair.keys[0]
    finding = Finding(key, attack, "error", attack, ((0, 3),), ((2, 9),))
    verdict = Verdict(key, "needs-fix", attack, "2026-01-01T00:00:00Z", attack, attack, attack)
    return Export(pair, {key: (verdict,)}, {key: (finding,)})


def test_the_page_asks_the_network_nothing(written, sample):
    text = written("html", sample).decode("utf-8")
    root = page(text.encode())
    assert not root.xpath("//link | //img | //iframe | //object | //embed | //base | //*[@src] | //script[@src]")
    assert not re.search(r"url\(|@import", "".join(root.xpath("//style/text()")))
    assert not re.search(r"fetch|XMLHttpRequest|import\(|WebSocket|sendBeacon", "".join(root.xpath("//script/text()")))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert {link for link in root.xpath("//a/@href") if not link.startswith("#")} == {"https://example.org/ja"}
    assert "/home/somebody" not in text


def test_nothing_breaks_out_of_its_place(written):
    root = page(written("html", attacked()))
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//style")) == 1
    assert not root.xpath("//img | //*[@onerror] | //*[@onmouseover] | //*[@onclick] | //*[@onload]")
    shown = [
        " ".join(cell.itertext())
        for cell in root.xpath("//tbody[contains(@class,'bead')]//td[contains(@class,'source')]")
    ]
    for attack, text in zip(ATTACKS, shown, strict=True):
        assert attack in text.replace(" ", " ") or attack in text


def test_every_bead_stands_side_by_side_with_its_language(written, sample):
    root = page(written("html", sample))
    pair = sample.alignment
    bodies = root.xpath("//tbody[contains(@class,'bead')]")
    assert [body.get("id") for body in bodies] == [f"p1b{number}" for number in range(1, 10)]
    for body, bead in zip(bodies, pair.beads, strict=True):
        source, target = body.xpath("tr[1]/td")
        assert source.get("lang") == ("ja" if bead.source else None)
        assert target.get("lang") == ("en" if bead.target else None)
        for index in bead.source:
            assert pair.source.segments[index].text in source.text_content()
        for index in bead.target:
            assert pair.target.segments[index].text.replace("\x1b", "␛") in target.text_content()
        assert body.get("data-p") == f"{bead.probability:.4f}"
    assert [body.get("data-group") for body in bodies[4:7]] == ["one", "left-out", "added"]
    assert root.xpath("//span[contains(@class,'status')]/text()") == [
        *("project rendering, not the Ministry's text", "official")
    ]


def test_findings_verdicts_and_evidence_are_told(written, sample):
    root = page(written("html", sample))
    assert root.xpath("//mark/text()") == ["約50分間", "60 minutes"]
    assert root.xpath("//mark/@title") == ["50分 & 60 <minutes>"] * 2
    third = root.get_element_by_id("p1b3")
    assert "needs-fix" in third.text_content()
    assert "50 & not <60>" in third.text_content()
    assert "Tanaka suggests" in third.text_content()
    why = [[cell.text_content() for cell in row] for row in third.xpath(".//details//tbody/tr")]
    assert why[0] == ["for", "in common: 50分 ≠ 60 minutes", "+1.60"]
    assert "conflict: Tanaka accept, 鈴木 <S> reject" in root.get_element_by_id("p1b4").text_content()


def test_the_map_shows_every_bead(written, sample):
    root = page(written("html", sample))
    links = root.xpath("//figure//a")
    assert sorted(link.get("href") for link in links) == [f"#p1b{number}" for number in range(1, 10)]
    classes = {link.get("href"): set(link.get("class").split()) for link in links}
    assert "left-out" in classes["#p1b6"]
    assert "added" in classes["#p1b7"]
    assert [href for href, names in classes.items() if "crosses" in names] == ["#p1b9"]
    assert links[-1].get("href") == "#p1b9", "crossings are painted last, on top"
    assert len(root.xpath("//figure//rect")) == len(sample.alignment.source) + len(sample.alignment.target)
    heights = [float(value) for value in root.xpath("//figure//rect/@height")]
    assert min(heights) > 0
    assert sum(heights) < 2000


@pytest.mark.parametrize("sizes", [(0, 1), (1, 0), (0, 0), (3000, 2500)])
def test_maps_of_any_size(written, sizes):
    source, target = (
        Document("x", lang, tuple(Segment(i, f"text {i}") for i in range(size)))
        for lang, size in zip(("ja", "en"), sizes, strict=True)
    )
    both = min(sizes)
    beads = [Bead((i,), (i,), 0.7) for i in range(both)]
    beads += [Bead((i,), ()) for i in range(both, sizes[0])] + [Bead((), (i,)) for i in range(both, sizes[1])]
    root = page(written("html", Export(Alignment(source, target, tuple(beads)))))
    assert len(root.xpath("//figure//a")) == max(sizes)
    numbers = [float(n) for d in root.xpath("//figure//path/@d") for n in re.findall(r"-?\d+\.\d", d)]
    assert all(0 <= n <= 1000.1 for n in numbers)


def test_two_pairs_never_share_an_id(written, sample, second):
    root = page(written("html", sample, second))
    ids = root.xpath("//*/@id")
    assert len(ids) == len(set(ids)) == 2 + 9 + 2
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_only_what_was_accepted(written, sample):
    root = page(written("html", sample, options=ExportOptions(verdicts="accepted")))
    assert [body.get("id") for body in root.xpath("//tbody[contains(@class,'bead')]")] == ["p1b1", "p1b5", "p1b6"]
    assert "直した文" in root.get_element_by_id("p1b5").text_content()
    assert "書式" not in root.get_element_by_id("p1b5").text_content()


@pytest.fixture
def browser(chromium):
    return chromium


def opened(browser, content: bytes, tmp_path: Path, width: int = 1280):
    file = tmp_path / "page.html"
    file.write_bytes(content)
    view = browser.new_page(viewport={"width": width, "height": 900})
    view.errors, view.requests = [], []
    view.on("pageerror", lambda error: view.errors.append(str(error)))
    view.on("console", lambda message: view.errors.append(message.text) if message.type == "error" else None)
    view.on("request", lambda request: view.requests.append(request.url))
    view.goto(file.as_uri())
    return view


@pytest.mark.needs("chromium")
def test_filters_work_from_a_file(browser, written, sample, second, tmp_path):
    view = opened(browser, written("html", sample, second), tmp_path)
    visible = "tbody.bead:visible"
    assert view.locator(visible).count() == 11
    assert view.locator(".toolbar nav a").count() == 2
    view.locator("label.one").click()
    assert view.locator(visible).count() == 4
    assert view.locator("a.ribbon.off").count() == 7
    view.locator("button[type=reset]").click()
    view.locator("label", has_text="crossing").click()
    assert view.locator(visible).count() == 1
    view.locator("button[type=reset]").click()
    view.locator("input[name=most]").fill("60")
    assert view.locator(visible).count() == 3
    assert view.locator(".count").inner_text() == "3 of 11 beads"
    view.locator("button[type=reset]").click()
    view.locator("label", has_text="no verdict").click()
    assert view.locator(visible).count() == 6
    assert view.errors == []
    assert len(view.requests) == 1, "only the page itself"
    view.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [375, 768, 1280])
def test_no_page_is_wider_than_its_window(browser, written, sample, tmp_path, width):
    view = opened(browser, written("html", sample), tmp_path, width)
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert view.errors == []
    view.close()


@pytest.mark.needs("chromium")
def test_attacks_stay_text_in_a_browser(browser, written, tmp_path):
    view = opened(browser, written("html", attacked()), tmp_path)
    for ribbon in view.locator("a.ribbon").all():
        ribbon.dispatch_event("click")
    assert view.title() == "Aligned texts"
    assert view.errors == []
    assert len(view.requests) == 1
    view.close()


@pytest.mark.needs("chromium")
def test_paper_repeats_the_heads_and_leaves_the_filters_away(browser, written, sample, tmp_path):
    view = opened(browser, written("html", sample), tmp_path)
    view.emulate_media(media="print")
    assert not view.locator(".toolbar").is_visible()
    assert view.evaluate("getComputedStyle(document.querySelector('.beads > thead')).display") == "table-header-group"
    assert view.evaluate("getComputedStyle(document.querySelector('tbody.bead')).breakInside") == "avoid"
    assert view.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    view.close()
