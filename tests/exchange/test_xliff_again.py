"""An XLIFF that was read is written again with all that it holds; only what reviewers decided changes in it."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.errors import UsageError
from align.exchange import Export, ExportOptions, export
from align.exchange.bilingual import read_bilingual
from align.exchange.merge import Attribution, plan, read
from align.exchange.originals import original_of
from align.model import Alignment, Bead, Verdict
from tests.exchange.test_exchange import schema

AT = "2026-02-01T00:00:00Z"
V12 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:t="urn:a-tool">
<t:doc-info><t:client>A &amp; B</t:client></t:doc-info>
<file original="a.html" source-language="ja-JP" target-language="en-US" datatype="html">
<header><note>Ask Abe.</note></header>
<body><group id="g1">
<trans-unit id="u 1" resname="top" t:x="7" approved="yes"><source>予算は<g id="1">120</g>億円である。</source>
<target state="final">The <g id="1">budget</g> is 12 billion yen.</target><note from="client">Short!</note>
<alt-trans><target>Old one.</target></alt-trans><t:extra/></trans-unit>
<trans-unit id="u2"><source>片側だけの文。</source></trans-unit>
</group><trans-unit id="u3"><source/><note>nothing</note></trans-unit>
<trans-unit id="u4"><source>以上。</source><target state="translated">End.</target></trans-unit>
</body></file></xliff>
"""
V2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ja-JP" trgLang="en-US" xmlns:t="urn:a-tool">
<file id="f1" original="a.html"><skeleton href="a.skl"/><notes><note>Ask Abe.</note></notes>
<group id="g1"><unit id="u1" name="top" t:x="7"><t:extra/><notes><note category="client">Short!</note></notes>
<originalData><data id="d1">&lt;b&gt;</data></originalData>
<segment id="s1" state="final"><source>予算は<ph id="1" dataRef="d1"/>120億円である。</source>
<target>The <ph id="1" dataRef="d1"/>budget is 12 billion yen.</target></segment></unit>
<unit id="u2"><segment><source>片側だけの文。</source></segment></unit></group>
<unit id="u3"><segment id="a"><source>一。</source><target>One.</target></segment>
<ignorable><source> </source></ignorable>
<segment id="b"><source>二。</source><target>Two.</target></segment></unit>
<unit id="u4"><segment><source>以上。</source><target>End.</target></segment></unit>
</file></xliff>
"""
FILES = [pytest.param(V12, "xliff12", id="1.2"), pytest.param(V2, "xliff", id="2.1")]


def read_again(folder: Path, text: str) -> Alignment:
    path = folder / "file.xlf"
    path.write_text(text, encoding="utf-8")
    return read_bilingual(path)


def told(alignment: Alignment, number: int, decision: str, comment: str = "", **texts: str):
    key = alignment.keys[number]
    return {key: (Verdict(key, decision, "Abe", AT, comment, **texts),)}


def again(alignment: Alignment, format: str, told=None, **options) -> bytes:
    stream = io.BytesIO()
    one = Export(alignment, told or {}, {}, original_of(alignment, format))
    export([one], format, stream, ExportOptions(**options))
    return stream.getvalue()


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def bare(content: bytes) -> list[bytes]:
    """The root's children in canonical form, without what we add and without white space between elements."""
    root = etree.fromstring(content)
    for element in list(root.iter()):
        ours = local(element) == "context-group" and element.get("name", "").startswith("align-")
        ours = ours or (local(element) == "metadata" and element[0].get("category") == "align")
        if ours:
            element.getparent().remove(element)
    for element in root.iter("{*}*"):
        if local(element) in ("xliff", "file", "header", "body", "group", "unit", "trans-unit", "segment", "alt-trans"):
            element.text = None
            for child in element:
                child.tail = None
    etree.cleanup_namespaces(root)
    return [etree.tostring(child, method="c14n", exclusive=True) for child in root]


def canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n", exclusive=True)


def unit_of(content: bytes, id: str) -> etree._Element:
    return etree.fromstring(content).xpath("//*[@id=$id]", id=id)[0]


def text_of(unit: etree._Element, name: str) -> list[str]:
    return ["".join(one.itertext()) for one in unit.iter("{*}" + name)]


@pytest.mark.parametrize(("text", "format"), FILES)
def test_nothing_of_the_file_is_lost_or_changed(tmp_path: Path, text: str, format: str) -> None:
    content = again(read_again(tmp_path, text), format)
    assert bare(content) == bare(text.encode())
    assert dict(etree.fromstring(content).attrib) == dict(etree.fromstring(text.encode()).attrib)


@pytest.mark.parametrize(("text", "format"), FILES)
def test_written_again_and_again_it_stays_the_same(tmp_path: Path, text: str, format: str) -> None:
    verdicts = told(read_again(tmp_path, text), 0, "needs-fix", comment="Longer.")
    first = again(read_again(tmp_path, text), format, verdicts)
    assert canonical(again(read_again(tmp_path, first.decode()), format, verdicts)) == canonical(first)


@pytest.mark.parametrize(("text", "format"), FILES)
def test_a_correction_changes_its_text_and_state_only(tmp_path: Path, text: str, format: str) -> None:
    alignment = read_again(tmp_path, text)
    last = len(alignment.beads) - 1
    verdicts = told(alignment, last, "accept", comment="Shorter.", target_text="The end.")
    content = again(alignment, format, verdicts, verdicts="apply")
    unit = unit_of(content, "u4")
    assert text_of(unit, "target") == ["The end."]
    assert text_of(unit, "note") == ["Shorter."]
    states = {value for element in unit.iter() for name, value in element.attrib.items() if name == "state"}
    assert states == ({"signed-off"} if format == "xliff12" else {"final"})
    first = unit_of(content, "u 1" if format == "xliff12" else "u1")
    assert len(first.findall(".//{*}note")) == 1 and first.find("{urn:a-tool}extra") is not None


@pytest.mark.parametrize(("text", "format"), FILES)
def test_one_sided_unit_gets_the_translation_that_was_accepted(tmp_path: Path, text: str, format: str) -> None:
    alignment = read_again(tmp_path, text)
    verdicts = told(alignment, 1, "accept", target_text="A sentence on one side.")
    content = again(alignment, format, verdicts, verdicts="accepted")
    assert text_of(unit_of(content, "u2"), "target") == ["A sentence on one side."]
    assert len(etree.fromstring(content).findall(".//{*}source")) == 1


@pytest.mark.parametrize(("text", "format"), FILES)
def test_what_the_file_says_by_itself_is_no_decision_when_it_comes_back(tmp_path: Path, text: str, format: str) -> None:
    alignment = read_again(tmp_path, text)
    sent = tmp_path / "sent.xlf"
    sent.write_bytes(again(alignment, format))
    attribution = Attribution("Baba", AT)
    assert plan(read(sent).rows, [alignment], {}, attribution).verdicts == ()
    sent.write_bytes(sent.read_bytes().replace(b"End.", b"The end."))
    (verdict,) = plan(read(sent).rows, [alignment], {}, attribution).verdicts
    assert (verdict.decision, verdict.target_text) == ("", "The end.")


@pytest.mark.parametrize(("text", "format"), FILES)
def test_units_that_a_reviewer_joined_become_one(tmp_path: Path, text: str, format: str) -> None:
    alignment = read_again(tmp_path, text)
    first, second, *others = alignment.beads
    joined = Bead(first.source + second.source, first.target)
    content = again(replace(alignment, beads=(joined, *others)), format)
    assert text_of(unit_of(content, "align-b1"), "source")[0].endswith("億円である。片側だけの文。")
    assert etree.fromstring(content).xpath("count(//*[@id='u1' or @id='u 1' or @id='u2'])") == 0


def test_each_segment_of_a_unit_is_corrected_for_itself(tmp_path: Path) -> None:
    alignment = read_again(tmp_path, V2)
    content = again(alignment, "xliff", told(alignment, 3, "accept", target_text="Two, too."), verdicts="apply")
    unit = unit_of(content, "u3")
    assert text_of(unit, "target") == ["One.", "Two, too."]
    assert [segment.get("state") for segment in unit.findall("{*}segment")] == [None, "final"]
    assert unit.find("{*}ignorable") is not None


def test_a_file_of_the_other_version_is_written_from_the_alignment(tmp_path: Path) -> None:
    alignment = read_again(tmp_path, V12)
    assert original_of(alignment, "xliff") == b""
    assert b'version="2.1"' in again(alignment, "xliff")
    with pytest.raises(UsageError, match="cannot be empty"):
        again(read_again(tmp_path, V2), "xliff", verdicts="accepted")


def test_codes_that_are_asked_for_replace_those_of_the_file(tmp_path: Path) -> None:
    alignment = read_again(tmp_path, V2)
    alignment = replace(alignment, target=replace(alignment.target, lang="en-AU"))
    root = etree.fromstring(again(alignment, "xliff20"))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "ja-JP", "en-AU")


@pytest.mark.needs("xliff-schemas")
@pytest.mark.parametrize(
    ("text", "format", "name"),
    [(V12, "xliff12", "xliff-core-1.2-strict.xsd"), (V2, "xliff", "xliff-core-2.0.xsd")],
)
def test_what_was_valid_stays_valid(tmp_path: Path, text: str, format: str, name: str) -> None:
    text = re.sub(r"<t:doc-info>.*</t:doc-info>|<t:extra/>| t:x=\"7\"| xmlns:t=\"[^\"]*\"", "", text)
    rules = schema(name)
    assert rules.validate(etree.fromstring(text.encode())), rules.error_log
    alignment = read_again(tmp_path, text)
    verdicts = told(alignment, 1, "accept", comment="New.", target_text="A sentence.") | told(alignment, 0, "needs-fix")
    assert rules.validate(etree.fromstring(again(alignment, format, verdicts, verdicts="apply"))), rules.error_log
