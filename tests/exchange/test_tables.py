import ast
import csv
import io
import json
import re
from importlib import import_module

import pandas as pd
import pytest
from lxml import etree

from align.errors import UsageError
from align.exchange import Export, ExportOptions
from align.exchange.columns import COLUMNS
from align.exchange.grids import FOUND_COLUMNS
from align.exchange.markers import text_with_markers
from align.model import Alignment, Bead, Document, Segment

TEI = "{http://www.tei-c.org/ns/1.0}"


def targets(pair: Alignment) -> list[str]:
    return [text_with_markers(pair.target, bead.target, "written").text for bead in pair.beads]


def test_a_ladder_is_index_lists(written, sample):
    beads = [
        ast.literal_eval(f"[{line.replace(':', ',', 1)}]") for line in written("ladder", sample).decode().splitlines()
    ]
    assert [(tuple(a), tuple(b)) for a, b in beads] == [(bead.source, bead.target) for bead in sample.alignment.beads]
    assert b"[6]:[]\n[]:[7]\n" in written("ladder", sample)


def test_a_ladder_holds_one_pair(written, sample):
    with pytest.raises(UsageError, match="a ladder holds one pair"):
        written("ladder", sample, sample)


@pytest.mark.parametrize("format", ["tsv", "csv"])
def test_delimited_text_reads_back_whole(written, sample, format):
    content = written(format, sample, options=ExportOptions(raw=True))
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf") == (format == "csv"), (
        "Excel takes CSV without a mark for another encoding"
    )
    rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab" if format == "tsv" else "excel"))
    assert tuple(rows[0]) == COLUMNS
    pair = sample.alignment
    for row, bead, key in zip(rows, pair.beads, pair.keys, strict=True):
        assert row["source_text"] == text_with_markers(pair.source, bead.source, "all").text
        assert row["target_text"] == text_with_markers(pair.target, bead.target, "all").text
        assert tuple(map(int, row["source"].split())) == bead.source
        assert row["key"] == key
        assert row["source_status"] == "project rendering, not the Ministry's text"
        assert row["signature"] == pair.signature
    assert rows[3]["verdict"] == "conflict: Tanaka accept, 鈴木 <S> reject"
    assert rows[3]["comment"] == "=1+1\nsecond line"
    assert rows[4]["suggested_source"] == "直した文"


def test_pandas_reads_tsv(written, sample):
    frame = pd.read_csv(
        io.BytesIO(written("tsv", sample, options=ExportOptions(raw=True))), sep="\t", keep_default_na=False
    )
    assert list(frame["target_text"]) == targets(sample.alignment)


def test_json_lines_hold_everything(written, sample):
    records = [json.loads(line) for line in written("jsonl", sample).decode().split("\n")[:-1]]
    assert len(records) == 9
    ((start, stop),) = records[2]["findings"][0]["target_spans"]
    assert records[2]["target_text"][start:stop] == "60 minutes"
    assert records[0]["evidence"][1] == {"name": "structure", "value": 1, "weight": 1.1, "detail": "both <headings>"}
    assert [verdict["decision"] for verdict in records[3]["verdicts"]] == ["accept", "reject"]
    assert records[3]["conflict"] is True
    assert records[7]["locked"] is True


def test_parquet_is_typed(written, sample, second):
    frame = pd.read_parquet(io.BytesIO(written("parquet", sample, second)))
    assert list(frame.columns) == [*COLUMNS, "support"]
    assert len(frame) == 11
    assert frame["probability"].dtype == "float64"
    assert frame["crosses"].tolist() == [False] * 8 + [True, False, False]
    assert list(frame["source"][2]) == [2, 3]
    assert list(frame["findings"][2]) == ["error duration: 50分 & 60 <minutes>"]
    assert frame["target_text"].tolist()[:9] == targets(sample.alignment)


def test_markdown_holds_no_live_markup(written, sample):
    lines = [line for line in written("md", sample).decode().splitlines() if line.startswith("| ")]
    assert len(lines) == 2 + 9
    for line in lines[2:]:
        assert len(re.findall(r"(?<!\\)\|", line)) == 7, "a text must not open another column"
        bare = re.sub(r"\\.", "", line).replace("<br>", "")
        assert not re.search(r"[<>`*]", bare)


def test_tei_links_what_belongs_together(written, sample, second):
    root = etree.fromstring(written("tei", sample, second))
    xml_id = "{http://www.w3.org/XML/1998/namespace}id"
    ids = [one.get(xml_id) for one in root.iter() if one.get(xml_id)]
    assert len(ids) == len(set(ids))
    links = list(root.iter(f"{TEI}link"))
    assert [link.get("type") for link in links] == ["1-1", "1-1", "2-2", "1-1", "1-1", "1-1", "1-1", "1-1"]
    assert links[2].get("target") == "#p1s2 #p1s3 #p1t3 #p1t4"
    assert {target[1:] for link in links for target in link.get("target").split()} <= set(ids)
    texts = {one.get(xml_id): one.text for one in root.iter(f"{TEI}ab")}
    assert texts["p1s4"] == "=SUM(A1)*2 と書いても式ではない。"
    assert "project rendering" in root.findtext(f"{TEI}TEI/{TEI}teiHeader//{TEI}publicationStmt/{TEI}p")


@pytest.mark.parametrize(
    "format", ["tsv", "csv", "jsonl", "md", "html", "tmx", "xliff", "xliff12", "xlsx", "docx", "tei", "parquet"]
)
@pytest.mark.parametrize("bad", ["\ud800", "\ufffe", "\x00", "\x08", "\udfff\ud800", "\x7f"])
def test_no_character_breaks_a_file(written, format, bad):
    """Lone surrogates, control characters and noncharacters become visible; the file stays a file."""
    source = Document("x", "ja", (Segment(0, f"前{bad}後"),), title=f"t{bad}")
    target = Document("x", "en", (Segment(0, f"before{bad}after"),))
    content = written(format, Export(Alignment(source, target, (Bead((0,), (0,)),), signature=f"s{bad}")))
    if format in ("tmx", "xliff", "xliff12", "tei"):
        text = " ".join(etree.fromstring(content).itertext())
        assert re.search("前[␀-␡\ufffd]+後", text)
    elif format in ("tsv", "csv", "jsonl", "md", "html"):
        assert "前" in content.decode("utf-8")
    elif format == "xlsx":
        import openpyxl

        assert re.fullmatch("前[␀-␡\ufffd]+後", openpyxl.load_workbook(io.BytesIO(content))["x"]["B3"].value)
    elif format == "docx":
        import docx

        assert re.fullmatch("前[␀-␡\ufffd]+後", docx.Document(io.BytesIO(content)).tables[0].cell(1, 1).text)
    else:
        assert "前" in pd.read_parquet(io.BytesIO(content))["source_text"][0]


@pytest.mark.parametrize("format", ["tsv", "jsonl", "md", "html", "tmx", "xliff12", "xlsx", "docx", "tei", "parquet"])
def test_no_pair_at_all(written, format):
    assert (written(format) == b"") == (format in ("jsonl", "md"))


def test_a_minimal_probability_spares_what_people_settled(written, sample):
    options = ExportOptions(min_probability=0.9)
    kept = [line.split("\t")[1] for line in written("tsv", sample, options=options).decode().splitlines()[1:]]
    assert [one for one in kept if one.startswith("2026")] == [f"2026-01-15:{n}" for n in (1, 2, 4, 5, 6, 8)]


@pytest.mark.parametrize("format", ["tsv", "csv"])
def test_no_cell_is_a_live_formula_and_the_way_back_takes_the_guard_off(written, format):
    texts = ("=1+1", "+1", "-1", "@SUM", "＝1", "'=1", "'tis", "\t=1", "plain", "''")
    sides = [Document("x", lang, tuple(Segment(i, text) for i, text in enumerate(texts))) for lang in ("ja", "en")]
    pair = Alignment(*sides, tuple(Bead((i,), (i,)) for i in range(len(texts))))
    content = written(format, Export(pair))
    dialect = "excel-tab" if format == "tsv" else "excel"
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), dialect) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
    reader = import_module(f"align.exchange.{format}")
    rows = reader.read_bilingual(content, "", ("ja", "en"), FOUND_COLUMNS)
    assert tuple(row.source for row in rows) == texts
    assert tuple(row.source for row in reader.read_reviewed(content, "").rows) == texts
