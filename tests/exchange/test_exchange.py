"""TMX and XLIFF: valid, read by others, and nothing lost on the way."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.errors import UsageError
from align.exchange import Export, ExportOptions
from align.exchange.markers import text_with_markers

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
V2 = "{urn:oasis:names:tc:xliff:document:2.0}"
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"


def schema(name: str) -> etree.XMLSchema:
    class Local(etree.Resolver):
        def resolve(self, url, public_id, context):
            return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if url.endswith("xml.xsd") else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


def tmx_dtd() -> etree.DTD:
    return etree.DTD(io.BytesIO(zipfile.ZipFile(OMEGAT).read("schemas/tmx14.dtd")))


CHOICES = [
    ExportOptions(),
    ExportOptions(with_nulls=True),
    ExportOptions(verdicts="accepted"),
    ExportOptions(level="sentence"),
]


@pytest.mark.needs("omegat")
@pytest.mark.parametrize("options", CHOICES)
def test_tmx_is_valid(written, sample, second, apart, options):
    dtd = tmx_dtd()
    assert dtd.validate(etree.fromstring(written("tmx", sample, second, apart, options=options))), dtd.error_log
    assert dtd.validate(etree.fromstring(written("tmx", options=options))), dtd.error_log


def test_tmx_says_where_everything_comes_from(written, sample):
    root = etree.fromstring(written("tmx", sample))
    header = root.find("header")
    assert (header.get("srclang"), header.get("creationtool")) == ("ja", "align")
    assert header.get("creationdate") == "20260116T093000Z"
    unit = root.findall(".//tu")[2]
    props = {prop.get("type"): prop.text for prop in unit.findall("prop")}
    assert props["x-align-key"] == sample.alignment.keys[2]
    assert props["x-align-verdict"] == "needs-fix"
    assert props["x-align-finding"] == "error duration: 50分 & 60 <minutes>"
    assert props["x-align-source-status"] == "project rendering, not the Ministry's text"
    assert props["x-align-signature"] == sample.alignment.signature
    assert unit.findtext("note") == "50 & not <60>"
    assert (unit.get("changeid"), unit.get("changedate")) == ("Tanaka", "20260117T010100Z")
    assert [tuv.get(XML_LANG) for tuv in unit.findall("tuv")] == ["ja", "en"]
    bead = sample.alignment.beads[2]
    assert unit.findall("tuv")[0].findtext("seg") == sample.alignment.source_text(bead)


def test_nulls_stay_out_of_a_memory_unless_asked_for(written, sample):
    assert written("tmx", sample).count(b"<tu ") == 7
    everything = etree.fromstring(written("tmx", sample, options=ExportOptions(with_nulls=True)))
    assert [unit.get("tuid") for unit in everything.iter("tu")] == [f"2026-01-15:{n}" for n in range(1, 10)]
    assert everything.findall(".//tu")[5].findall("tuv")[1].findtext("seg") == ""


def test_a_pair_in_another_language_names_it(written, sample, second):
    chinese = Export(replace(second.alignment, source=replace(second.alignment.source, lang="zh")))
    root = etree.fromstring(written("tmx", sample, chinese))
    assert [unit.get("srclang") for unit in root.iter("tu")][-1] == "zh"
    for format in ("xliff", "xliff12"):
        with pytest.raises(UsageError, match="the pair is zh-en, the file ja-en"):
            written(format, sample, chinese)


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff12"])
def test_translate_toolkit_reads_every_text(written, sample, format, tmp_path):
    from translate.storage import factory

    path = tmp_path / ("sample.tmx" if format == "tmx" else "sample.xlf")
    path.write_bytes(written(format, sample))
    if format == "xliff":
        from translate.storage.xliff2 import Xliff2File

        store = Xliff2File.parsefile(str(path))
    else:
        store = factory.getobject(str(path))
    units = [unit for unit in store.units if not unit.isheader()]
    pair = sample.alignment
    wanted = [
        (
            text_with_markers(pair.source, bead.source, "written").text,
            text_with_markers(pair.target, bead.target, "written").text,
        )
        for bead in pair.beads
        if bead.source and bead.target
    ]
    found = [(unit.source, unit.target) for unit in units if unit.source and unit.target]
    assert [(a, b.replace("\x1b", "␛")) for a, b in wanted] == found


@pytest.mark.needs("omegat")
def test_omegat_translates_with_our_memory(written, sample, tmp_path):
    """A document with two of our paragraphs; OmegaT's own command line translates it from tm/auto."""
    pair = sample.alignment
    for folder in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "omegat.project").write_text(PROJECT, "utf-8")
    (tmp_path / "tm/auto/ours.tmx").write_bytes(written("tmx", sample))
    beads = [pair.beads[0], pair.beads[2], pair.beads[3]]
    texts = [text_with_markers(pair.source, bead.source, "written").text for bead in beads]
    (tmp_path / "source/a.txt").write_text("\n\n".join(texts) + "\n\n無関係。\n", "utf-8")
    home = tmp_path / "home"
    command = [shutil.which("java") or "java", f"-Duser.home={home}", "-Djava.awt.headless=true", "-jar", str(OMEGAT)]
    command += [str(tmp_path), "--mode=console-translate", f"--config-dir={home}"]
    done = subprocess.run(command, capture_output=True, timeout=250, cwd=tmp_path)
    translated = tmp_path / "target/a.txt"
    assert translated.is_file(), done.stdout[-800:] + done.stderr[-800:]
    text = translated.read_text("utf-8")
    for bead in beads:
        assert text_with_markers(pair.target, bead.target, "all").text in text
    assert "無関係。" in text


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><source_dir_excludes/>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ja</source_lang><target_lang>en</target_lang>
<source_tok>org.omegat.tokenizer.LuceneCJKTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags><external_command></external_command>
</project></omegat>
"""


@pytest.mark.needs("xliff-schemas")
@pytest.mark.parametrize("options", CHOICES)
@pytest.mark.parametrize(
    ("format", "name"), [("xliff", "xliff-core-2.0.xsd"), ("xliff12", "xliff-core-1.2-strict.xsd")]
)
def test_xliff_is_valid(written, sample, second, apart, format, name, options):
    rules = schema(name)
    twice = replace(sample, alignment=replace(sample.alignment, created="yesterday"))
    assert rules.validate(etree.fromstring(written(format, sample, second, twice, apart, options=options))), (
        rules.error_log
    )


def test_xliff_without_a_bead_is_refused(written, second):
    with pytest.raises(UsageError, match="no bead is left to export"):
        written("xliff", second, options=ExportOptions(verdicts="accepted"))


def test_xliff_2_carries_what_we_know(written, sample):
    root = etree.fromstring(written("xliff", sample))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "ja", "en")
    file = root.find(f"{V2}file")
    assert RENDERING in file.findtext(f"{V2}notes/{V2}note")
    units = file.findall(f"{V2}unit")
    assert len(units) == 9
    facts = {meta.get("type"): meta.text for meta in units[2].iter(f"{MDA}meta")}
    assert (facts["key"], facts["kind"], facts["probability"]) == (sample.alignment.keys[2], "2-2", "0.8800")
    notes = {note.get("category"): note.text for note in units[2].iter(f"{V2}note")}
    assert notes["comment"] == "50 & not <60>"
    assert notes["finding"] == "error duration: 50分 & 60 <minutes>"
    assert notes["suggestion"].startswith("Tanaka suggests for en: Minister Yoshida met for 50 minutes")
    states = [(one.get("state"), one.get("subState")) for one in root.iter(f"{V2}segment")]
    assert states[:6] == [
        *(("final", None), ("translated", None), ("translated", "align:needs-fix"), ("initial", "align:reject")),
        *(("final", None), ("final", "align:intended-omission")),
    ]


RENDERING = "project rendering, not the Ministry's text"


def test_xliff_1_carries_what_we_know(written, sample):
    root = etree.fromstring(written("xliff12", sample))
    units = list(root.iter(f"{V12}trans-unit"))
    assert [unit.find(f"{V12}target").get("state") for unit in units[:6]] == [
        *("signed-off", "translated", "needs-review-translation", "x-reject", "signed-off", "x-intended-omission")
    ]
    assert [unit.get("approved") for unit in units[:6]] == ["yes", None, None, None, "yes", "yes"]
    notes = {note.get("from"): note.text for note in units[2].iter(f"{V12}note")}
    assert notes["Tanaka"] == "50 & not <60>"
    assert RENDERING in root.findtext(f".//{V12}header/{V12}note")
