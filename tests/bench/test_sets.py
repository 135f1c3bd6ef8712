"""The sets' makers: pages to blocks, blocks to noisy documents with a ladder that fits them."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError
from align.evaluate.ladder_files import parse_ladder
from tests.bench import debian, udhr
from tests.bench.blocks import read_page
from tests.bench.corpus import samples
from tests.bench.sets import CONDITIONS, Noise, Rung, ladder, make, move, write

PAGE = """<html><body><header id="TopLeftHeader"><p>Menu</p></header><div class="navheader"><p>Prev</p></div>
<h1>Title<a class="headerlink" href="#x">¶</a></h1><div class="para">A  paragraph
of two lines.</div><ul><li>One: <b>bold</b><p>inner</p></li></ul><pre>code</pre><table><tr><td>cell</td></tr></table>
<p>Before<!-- no text --> a list:<ul><li>Two</li></ul></p></body></html>"""


def test_a_page_becomes_blocks(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert [text for _, text in read_page(path)] == [
        "Title",
        "A paragraph of two lines.",
        "One: bold",
        "inner",
        "Before a list:",
        "Two",
    ]


def test_a_mallard_page_becomes_blocks(tmp_path):
    path = tmp_path / "a.page"
    mallard = '<page xmlns="http://projectmallard.org/1.0/"><info><desc>no</desc></info><title>Sound</title><p>Loud.</p></page>'
    path.write_text(mallard, encoding="utf-8")
    assert read_page(path) == [("title", "Sound"), ("p", "Loud.")]


def test_pages_that_differ_correspond_by_section():
    english = [("h1", "A"), ("p", "one"), ("h2", "B"), ("p", "two"), ("p", "new"), ("h2", "C"), ("p", "three")]
    japanese = [("h1", "あ"), ("p", "一"), ("h2", "い"), ("p", "二"), ("h2", "う"), ("p", "三")]
    found = [(e, j) for e, j, _ in debian._correspond(english, japanese, True)]
    assert found == [("one", "一"), ("three", "三")]
    assert list(debian._correspond(english, japanese, False)) == []
    assert list(debian._correspond(english, japanese[:-2], True)) == []


def test_a_block_left_in_english_is_no_translation():
    block = ("Chapter 4 tells how to install the system.", "第4章 tells how to install the system.", "p")
    assert debian._is_translated(block, 0.0)
    assert not debian._is_translated(block, 0.15)


BLOCKS = [(f"Block {number} says this. It goes on. And ends.", f"第{number}段。続く。終わる。") for number in range(60)]
seeds = st.integers(0, 10_000)


@settings(deadline=None)
@given(seeds, st.sampled_from(sorted(CONDITIONS)))
def test_the_ladder_fits_the_document(seed, condition):
    noise = CONDITIONS[condition]
    rungs = make(BLOCKS, BLOCKS, random.Random(seed), noise)
    order = move(rungs, random.Random(seed), noise.move) if noise.move else rungs
    beads = [bead for bead in ladder(order, rungs) if bead[0] or bead[1]]
    sources = [index for source, _, _ in beads for index in source]
    targets = [index for _, target, _ in beads for index in target]
    assert sources == list(range(sum(len(rung.source) for rung in rungs)))
    assert sorted(targets) == list(range(sum(len(rung.target) for rung in rungs)))
    assert all(rung.source or rung.target for rung in rungs)
    texts = [text for rung in order for text in rung.target]
    for rung, (_, target, _) in zip([r for r in rungs if r.source or r.target], beads, strict=True):
        assert [texts[index] for index in target] == rung.target


def test_clean_is_one_to_one():
    rungs = make(BLOCKS, BLOCKS, random.Random(1), Noise())
    assert [(rung.target[0], rung.source[0]) for rung in rungs] == BLOCKS


@settings(deadline=None)
@given(seeds)
def test_moved_runs_pass_others_and_are_few(seed):
    rungs = make(BLOCKS, BLOCKS, random.Random(1), Noise())
    order = move(rungs, random.Random(seed), 0.05)
    assert sum(rung.moved for rung in order) == 3
    stayed = [rung for rung in order if not rung.moved]
    assert stayed == [rung for rung in rungs if not rung.moved]
    for rung in order:
        if rung.moved:
            before = {id(other) for other in order[: order.index(rung)] if not other.moved}
            was_before = {id(other) for other in rungs[: rungs.index(rung)] if not other.moved}
            assert len(before ^ was_before) >= 3


def test_texts_that_occur_twice_stay():
    rungs = [Rung(["同じ"], ["same"]) for _ in range(40)]
    assert not any(rung.moved for rung in move(rungs, random.Random(1), 0.5))


def test_what_is_written_is_read_back(tmp_path):
    rungs = make(BLOCKS, BLOCKS, random.Random(5), CONDITIONS["crossing"])
    order = move(rungs, random.Random(5), 0.1)
    count = write(tmp_path, "doc", order, rungs)
    (sample,) = samples(tmp_path)
    gold = sample.gold()
    assert len(gold.beads) == count
    assert gold.n_target == len(sample.lines("en"))
    assert sample.moved() == {(tuple(source), tuple(target)) for source, target, moved in ladder(order, rungs) if moved}
    assert len(sample.moved()) > 0


def test_names_of_package_servers_are_not_written(tmp_path):
    domain = ".".join(("debian", "org"))
    rungs = [Rung([f"鏡は ftp.jp.{domain} です。"], [f"Use deb.{domain} here."])]
    write(tmp_path, "doc", rungs, rungs)
    assert samples(tmp_path)[0].lines("en") == [f"Use deb.{domain.replace('org', 'example')} here."]


def test_the_declaration_is_aligned_by_hand_in_its_preamble():
    heading = [("h1", "title")]
    japanese = heading + [("h2", "前文")] + [("p", f"{n}") for n in range(8)] + [("h2", "第１条"), ("p", "条")]
    english = heading + [("h2", "Preamble")] + [("p", f"{n}") for n in range(10)] + [("h2", "Article 1"), ("p", "a")]
    rungs = udhr.natural(japanese, english)
    assert [len(rung.target) for rung in rungs] == [1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1]
    with pytest.raises(AlignError, match="section 1 has 9 and 10 blocks"):
        udhr.natural(japanese, english[:3] + english[4:])


def test_gold_is_a_ladder_that_align_score_reads():
    assert [bead.kind for bead in parse_ladder("[0]:[1]\n[1]:[0]\n").beads] == ["1-1", "1-1"]
