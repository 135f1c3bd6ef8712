"""Gettext catalogues and JSON Lines as bilingual files."""

import json
from pathlib import Path

import pytest

from align.errors import FormatError, UsageError
from align.exchange.bilingual import read_bilingual
from align.exchange.grids import Columns

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ja\\n"

#: a.c:1
msgid "Fold the paper."
msgstr "紙を折る。"

#, fuzzy
msgid "Cut the paper."
msgstr "紙を切った。"

msgid "%d sheet"
msgid_plural "%d sheets"
msgstr[0] "%d 枚"

#~ msgid "Gone."
#~ msgstr "消えた。"
"""


def texts(path: Path, **options: object) -> list[tuple[str, str]]:
    alignment = read_bilingual(path, **options)  # type: ignore[arg-type]
    sides = alignment.source.texts(), alignment.target.texts()
    return [
        ("".join(sides[0][at] for at in b.source), "".join(sides[1][at] for at in b.target)) for b in alignment.beads
    ]


def test_a_catalogue_is_read_from_its_messages_to_its_translations(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(PO, encoding="utf-8")
    rows = [("Fold the paper.", "紙を折る。"), ("Cut the paper.", ""), ("%d sheets", "%d 枚")]
    assert texts(path) == rows
    alignment = read_bilingual(path)
    assert (alignment.source.lang, alignment.target.lang) == ("en", "ja")
    assert alignment.source.segments[0].origin == "line 6"


def test_a_catalogue_of_other_languages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(PO.replace("Language: ja", "Language: fr"), encoding="utf-8")
    with pytest.raises(UsageError, match="its languages are en and fr"):
        read_bilingual(path)


def test_a_damaged_catalogue_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text('msgid "a"\nmsgstr "b\nwrong', encoding="utf-8")
    with pytest.raises(FormatError, match="a damaged PO file"):
        read_bilingual(path)


@pytest.mark.parametrize(
    "record",
    [
        {"ja": "紙を折る。", "en": "Fold the paper."},
        {"translation": {"ja": "紙を折る。", "en": "Fold the paper."}},
        {"source": "紙を折る。", "target": "Fold the paper.", "score": 0.9},
        {"src": "紙を折る。", "tgt": "Fold the paper."},
    ],
)
def test_pairs_under_the_usual_keys_are_read(record: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert texts(path) == [("紙を折る。", "Fold the paper.")]


def test_keys_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"wa": "紙。", "ei": "Paper.", "no": 7}\n', encoding="utf-8")
    assert texts(path, columns=Columns("wa", "ei", "no")) == [("紙。", "Paper.")]


@pytest.mark.parametrize(
    ("line", "trouble"), [("{", "not JSON"), ("[1]", "no source and"), ('{"ja": "紙"}', "no source and")]
)
def test_a_line_that_is_no_pair_is_named(line: str, trouble: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f'{{"ja": "紙。", "en": "Paper."}}\n{line}\n', encoding="utf-8")
    with pytest.raises(FormatError, match=rf"line 2: .*{trouble}"):
        read_bilingual(path)
