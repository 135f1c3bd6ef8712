"""Documents brought into a folder of pairs: all of it or nothing, the old one kept, the list's author respected."""

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.add import intake
from align.add.intake import Item, keep, plan
from align.add.pairs_toml import with_side
from align.errors import AlignError, FormatError, IncompletePair, UsageError
from align.pairs import find_pairs

NOW = datetime(2026, 1, 16, 9, 0, tzinfo=UTC)


def item(text: str = "両閣僚は一致した。\n", content: bytes | None = None, **fields: str) -> Item:
    body = text.encode() if content is None else content
    rest = {"pair": "2026-01-15", "lang": "ja", "format": "text", "origin": "https://x.example/a"} | fields
    return Item(text=text, content=body, **rest)


def listed(folder: Path) -> list[dict[str, object]]:
    return tomllib.loads((folder / "pairs.toml").read_text("utf-8"))["pair"]


def test_a_new_pair(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    kept = keep(
        folder, item(content=b"<html>", format="html", title="概要", licence="CC BY 4.0", date="2026-01-16"), NOW
    )
    assert [path.relative_to(folder).as_posix() for path in kept] == [
        "2026-01-15/ja-original.html",
        "2026-01-15/ja.txt",
        "pairs.toml",
    ]
    (row,) = listed(folder)
    assert row["id"] == "2026-01-15"
    assert row["title_ja"] == "概要"
    side = row["ja"]
    assert isinstance(side, dict)
    assert side["sha256"] == hashlib.sha256((folder / side["file"]).read_bytes()).hexdigest()
    assert side["original_sha256"] == hashlib.sha256(b"<html>").hexdigest()
    assert (folder / side["original"]).read_bytes() == b"<html>"
    assert (side["origin"], side["licence"], side["published"]) == ("https://x.example/a", "CC BY 4.0", "2026-01-16")


def test_the_same_twice_is_the_same(tmp_path: Path) -> None:
    one = item(content=b"<html>", format="html")
    assert plan(tmp_path, one).state == "new"
    keep(tmp_path, one, NOW)
    assert plan(tmp_path, one).state == "same"
    assert plan(tmp_path, item(content=b"<html >", format="html")).state == "same"  # other bytes, the same text
    assert plan(tmp_path, item("別の文。\n", b"<p>", format="html")).state == "other"


def test_the_old_one_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, item(content=b"<html>", format="html"), NOW)
    keep(tmp_path, item("別の文。\n", b"%PDF", format="pdf", origin="b.pdf"), NOW)
    home = tmp_path / "2026-01-15"
    assert (home / "ja.txt").read_text("utf-8") == "別の文。\n"
    assert (home / "old" / "20260116T090000Z-ja.txt").read_text("utf-8") == "両閣僚は一致した。\n"
    assert (home / "old" / "20260116T090000Z-ja-original.html").read_bytes() == b"<html>"
    assert not (home / "ja-original.html").exists()
    assert len(listed(tmp_path)) == 1


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, item(), NOW)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    real, calls = intake.write_whole, iter(range(100))

    def fail_late(path: Path, content: bytes) -> None:
        if path.name == "pairs.toml" and next(calls) == 0:
            raise AlignError("no space", place=str(path))
        real(path, content)

    monkeypatch.setattr(intake, "write_whole", fail_late)
    with pytest.raises(AlignError, match="no space"):
        keep(tmp_path, item("別の文。\n", b"%PDF", format="pdf"), NOW)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


LIST = """# My pairs, with care.

[[pair]]
id = "a"
title_ja = ""            # to be found
date = 2026-01-15

[pair.ja]                # the original
file = "a/ja.txt"
official = "https://x.example/"
note = [1, 2.5, true, {x = "y"}]

[pair.en]
file = "a/en.txt"        # as given

# The second pair.
[[pair]]
id = "b"
[pair.ja]
file = "b/ja.txt"
"""


def test_the_rest_of_the_list_stays_as_it_was_written() -> None:
    text = with_side(LIST, "x", {"id": "a", "title_ja": "概要"}, "en", {"file": "a/en.txt", "sha256": "1"})
    changed = [line for line in text.splitlines() if line not in LIST.splitlines()]
    assert changed == ['title_ja = "概要"            # to be found', 'sha256 = "1"']
    assert [line for line in LIST.splitlines() if line not in text.splitlines()] == [
        'title_ja = ""            # to be found'
    ]
    rows = tomllib.loads(text)["pair"]
    assert rows[0]["en"] == {"file": "a/en.txt", "sha256": "1"}
    assert rows[0]["ja"]["note"] == [1, 2.5, True, {"x": "y"}]
    assert rows[1] == {"id": "b", "ja": {"file": "b/ja.txt"}}


def test_a_field_that_is_set_anew_keeps_its_comment_and_one_that_is_gone_leaves() -> None:
    text = with_side(LIST, "x", {"id": "a"}, "ja", {"file": "a/new.txt"})
    assert "[pair.ja]                # the original" in text
    assert "official" not in text and "note" not in text
    text = with_side(LIST, "x", {"id": "a"}, "en", {"file": "a/new.txt"})
    assert 'file = "a/new.txt"        # as given' in text


def test_the_line_ends_of_the_list_stay() -> None:
    row = {"id": "c", "date": "2026-01-01"}
    text = with_side(LIST.replace("\n", "\r\n"), "x", row, "ja", {"file": "c/ja.txt"})
    assert text.count("\n") == text.count("\r\n")
    assert text.replace("\r\n", "\n") == with_side(
        LIST, "x", {"id": "c", "date": "2026-01-01"}, "ja", {"file": "c/ja.txt"}
    )


def test_the_bundled_list_is_changed_in_one_place_only() -> None:
    before = (Path(__file__).resolve().parents[2] / "data" / "pairs.toml").read_text("utf-8")
    side = dict(tomllib.loads(before)["pair"][1]["ja"]) | {"status": "official"}
    after = with_side(before, "x", {"id": "2023-01-12"}, "ja", side)
    lines = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert lines == [('status = "project rendering, not the Ministry\'s text"', 'status = "official"')]


def test_a_second_side_and_a_third_pair() -> None:
    text = with_side(LIST, "x", {"id": "b"}, "en", {"file": "b/en.txt"})
    text = with_side(text, "x", {"id": "c", "date": "2026-01-01"}, "ja", {"file": "c/ja.txt"})
    assert text.startswith(LIST.rstrip()), "what was there stays as it was"
    assert text[len(LIST) - 1 :] == (
        '\n\n[pair.en]\nfile = "b/en.txt"\n\n[[pair]]\nid = "c"\ndate = "2026-01-01"\n\n[pair.ja]\nfile = "c/ja.txt"\n'
    )
    rows = tomllib.loads(text)["pair"]
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert rows[1]["en"] == {"file": "b/en.txt"}


def test_a_pair_with_one_side_so_far_leaves_the_others(tmp_path: Path) -> None:
    keep(tmp_path, item(), NOW)
    for lang, text in (("ja", "両閣僚は会談した。\n"), ("en", "They met.\n")):
        keep(tmp_path, item(text, pair="whole", lang=lang), NOW)
    troubles: list[IncompletePair] = []
    assert [pair.id for pair in find_pairs([tmp_path], troubles=troubles)] == ["whole"]
    assert "align add FILE --pair 2026-01-15 --lang en" in str(troubles[0])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["ja", "en"]), st.text(max_size=20)), max_size=6),
    st.sampled_from(["", LIST, LIST.rstrip(), '[[pair]]\nid="a"\nja={file="x"}\n', 'x=1\npair=[{id="b"}]\n']),
)
def test_any_change_reads_back(changes: list[tuple[str, str, str]], text: str) -> None:
    expected = {row["id"]: row for row in tomllib.loads(text).get("pair", [])}
    for name, lang, value in changes:
        text = with_side(text, "x", {"id": name}, lang, {"file": f"{name}.txt", "origin": value})
        expected.setdefault(name, {"id": name})[lang] = {"file": f"{name}.txt", "origin": value}
    assert {row["id"]: row for row in tomllib.loads(text).get("pair", [])} == expected


@pytest.mark.parametrize("text", ["[[pair", "pair = 3\n", "pair = [1]\n"])
def test_a_list_that_is_none(text: str) -> None:
    with pytest.raises(FormatError):
        with_side(text, "x", {"id": "a"}, "ja", {"file": "x"})


@pytest.mark.parametrize(
    "fields",
    [
        {"pair": "../x"},
        {"pair": "a/b"},
        {"pair": ""},
        {"pair": ".x"},
        {"pair": "x."},
        {"lang": "../"},
        {"date": "15.1.2026"},
    ],
)
def test_names_that_lead_astray(fields: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        item(**fields)


def test_a_list_that_points_outside_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "pairs.toml").write_text(
        '[[pair]]\nid = "2026-01-15"\n[pair.ja]\nfile = "../secret.txt"\noriginal = "../secret.txt"\n'
    )
    keep(folder, item(), NOW)
    assert outside.read_text() == "secret"
    assert not list(folder.rglob("*secret*"))
