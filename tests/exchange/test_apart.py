"""A bead whose segments do not stand together: every format stays valid and says so."""

import csv
import io
import json
import zipfile

import pytest
from lxml import etree

SAID = "source segments 1–2, 4; target segments 1, 3"


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff12", "md", "docx", "xlsx"])
def test_the_bead_says_which_segments_it_holds_and_only_that_bead(written, apart, format):
    content = written(format, apart)
    if format in ("docx", "xlsx"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    assert content.decode("utf-8").count(SAID) == 1


@pytest.mark.parametrize("format", ["tsv", "csv"])
def test_tables_list_the_indices(written, apart, format):
    text = written(format, apart).decode("utf-8-sig")
    (row, *_) = csv.DictReader(io.StringIO(text), dialect="excel-tab" if format == "tsv" else "excel")
    assert (row["source"], row["target"], row["crosses"]) == ("0 1 3", "0 2", "yes")


def test_json_lines_and_tei_name_each_segment(written, apart):
    first = json.loads(written("jsonl", apart).splitlines()[0])
    assert (first["source"], first["target"]) == ([0, 1, 3], [0, 2])
    link = etree.fromstring(written("tei", apart)).find(".//{http://www.tei-c.org/ns/1.0}link")
    assert link.get("target") == "#p1s0 #p1s1 #p1s3 #p1t0 #p1t2"
