"""A TMX that was read is written again with all that it holds; only what reviewers decided changes in it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.exchange import Export, ExportOptions, export
from align.exchange.bilingual import read_bilingual
from align.exchange.merge import Attribution, plan, read
from align.exchange.originals import original_of
from align.model import Alignment, Bead, Verdict

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AT = "2026-02-01T00:00:00Z"
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="A tool" creationtoolversion="7" segtype="block" o-tmf="x" adminlang="en-us" srclang="JA-jp"
 datatype="html"><prop type="x-client">A &amp; B</prop></header>
<body>
<tu tuid="u 1" usagecount="3"><note>From the glossary.</note><prop type="x-domain">budget</prop>
<tuv xml:lang="JA-jp"><seg><bpt i="1">&lt;b&gt;</bpt>予算<ept i="1">&lt;/b&gt;</ept>は120億円である。</seg></tuv>
<tuv xml:lang="fr-CA"><seg>Le budget.</seg></tuv>
<tuv xml:lang="EN-us"><prop type="x-by">Abe</prop><seg>The <hi type="b">budget</hi> is 12 billion yen.</seg></tuv>
</tu>
<tu tuid="u2"><tuv xml:lang="JA-jp"><seg>片側だけの文。</seg></tuv></tu>
<tu><tuv xml:lang="fr-CA"><seg>Sans japonais.</seg></tuv></tu>
<tu tuid="u4"><tuv xml:lang="JA-jp"><seg>次回は秋に開く。</seg></tuv>
<tuv xml:lang="EN-us"><seg>The next one is in autumn.</seg></tuv><tuv xml:lang="EN-gb"><seg>It is in autumn.</seg></tuv>
</tu>
<tu tuid="u5"><tuv xml:lang="JA-jp"><seg>以上。</seg></tuv><tuv xml:lang="EN-us"><seg>End.</seg></tuv></tu>
</body>
</tmx>
"""


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.tmx"
    path.write_text(MEMORY, encoding="utf-8")
    return path


def told(alignment: Alignment, number: int, decision: str, **texts: str) -> dict[str, tuple[Verdict, ...]]:
    key = alignment.keys[number]
    comment = texts.pop("comment", "")
    return {key: (Verdict(key, decision, "Abe", AT, comment, **texts),)}


def again(
    alignment: Alignment, options: ExportOptions | None = None, verdicts: dict[str, tuple[Verdict, ...]] | None = None
) -> bytes:
    stream = io.BytesIO()
    export([Export(alignment, verdicts or {}, {}, original_of(alignment, "tmx"))], "tmx", stream, options)
    return stream.getvalue()


def units(content: bytes, *, bare: bool = True) -> list[bytes]:
    """Each unit in canonical form, without white space between elements; `bare`: and without our own properties."""
    root = etree.fromstring(content)
    for prop in list(root.iter("prop")):
        if bare and prop.get("type", "").startswith("x-align-"):
            prop.getparent().remove(prop)
    for holder in root.iter("body", "tu", "tuv"):
        holder.text = None
        for child in holder:
            child.tail = None
    return [etree.tostring(unit, method="c14n") for unit in root.iter("tu")]


def test_nothing_of_the_file_is_lost_or_changed(memory: Path) -> None:
    content = again(read_bilingual(memory))
    assert units(content) == units(memory.read_bytes())
    root = etree.fromstring(content)
    header = etree.fromstring(MEMORY.encode()).find("header")
    assert etree.tostring(root.find("header"), method="c14n", with_tail=False) == etree.tostring(
        header, method="c14n", with_tail=False
    )
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in content


def test_written_again_and_again_it_stays_the_same(memory: Path, tmp_path: Path) -> None:
    first = again(read_bilingual(memory))
    memory.write_bytes(first)
    assert again(replace(read_bilingual(memory), created="")) == first


def test_a_correction_changes_its_text_only(memory: Path) -> None:
    alignment = read_bilingual(memory)
    verdicts = told(alignment, 0, "accept", target_text="It costs 12 billion yen.", comment="Shorter.")
    changed = again(alignment, ExportOptions(verdicts="apply"), verdicts)
    before, after = units(memory.read_bytes()), units(changed)
    assert after[1:] == before[1:]
    unit = etree.fromstring(after[0])
    assert [note.text for note in unit.iter("note")] == ["From the glossary.", "Shorter."]
    assert ["".join(seg.itertext()) for seg in unit.iter("seg")][1:] == ["Le budget.", "It costs 12 billion yen."]
    assert unit.find("tuv/seg/bpt") is not None
    assert (unit.get("usagecount"), unit.get("changeid")) == ("3", "Abe")


def test_one_sided_unit_gets_the_translation_that_was_accepted(memory: Path) -> None:
    alignment = read_bilingual(memory)
    verdicts = told(alignment, 1, "accept", target_text="A sentence on one side.")
    unit = etree.fromstring(units(again(alignment, ExportOptions(verdicts="accepted"), verdicts))[0])
    assert [(tuv.get(XML_LANG), tuv.find("seg").text) for tuv in unit.iter("tuv")] == [
        ("JA-jp", "片側だけの文。"),
        ("en", "A sentence on one side."),
    ]


def test_only_accepted_units_are_left_where_only_they_are_asked_for(memory: Path) -> None:
    alignment = read_bilingual(memory)
    content = again(alignment, ExportOptions(verdicts="accepted"), told(alignment, 4, "accept"))
    assert [etree.fromstring(unit).get("tuid") for unit in units(content)] == ["u5"]
    rejected = again(alignment, ExportOptions(verdicts="apply"), told(alignment, 4, "reject"))
    assert [etree.fromstring(unit).get("tuid") for unit in units(rejected)] == ["u 1", "u2", None, "u4"]


def test_units_that_a_reviewer_joined_become_one(memory: Path) -> None:
    alignment = read_bilingual(memory)
    beads = list(alignment.beads)
    joined = Bead(beads[3].source + beads[4].source, beads[3].target + beads[4].target)
    alignment = replace(alignment, beads=(*beads[:3], joined))
    texts = [etree.fromstring(unit).xpath("string(tuv[last()]/seg)") for unit in units(again(alignment))]
    assert texts[-1] == "It is in autumn. End."
    assert len(texts) == 5


def test_codes_that_are_asked_for_replace_those_of_the_two_languages(memory: Path) -> None:
    alignment = read_bilingual(memory)
    alignment = replace(alignment, target=replace(alignment.target, lang="en-AU"))
    root = etree.fromstring(again(alignment))
    assert {tuv.get(XML_LANG) for tuv in root.iter("tuv")} == {"JA-jp", "fr-CA", "en-AU"}


def test_merged_back_untouched_it_says_nothing_and_an_edit_comes_back(memory: Path, tmp_path: Path) -> None:
    alignment = read_bilingual(memory)
    sent = tmp_path / "sent.tmx"
    sent.write_bytes(again(alignment))
    attribution = Attribution("Baba", AT)
    assert plan(read(sent).rows, [alignment], {}, attribution).verdicts == ()
    sent.write_bytes(
        sent.read_bytes().replace(b"End.", b"The end.").replace(b'<tu tuid="u5">', b'<tu tuid="u5"><note>Check.</note>')
    )
    (verdict, remark) = plan(read(sent).rows, [alignment], {}, attribution).verdicts
    assert (verdict.target_text, remark.comment) == ("The end.", "Check.")


def test_a_file_that_changed_meanwhile_is_written_from_the_alignment(memory: Path) -> None:
    alignment = read_bilingual(memory)
    memory.write_text(MEMORY.replace("End.", "Fin."), encoding="utf-8")
    assert original_of(alignment, "tmx") == b""
    assert original_of(replace(alignment, signature="align:0.1"), "tmx") == b""
    assert b'creationtool="align"' in again(alignment)
