"""PAIRS may be a folder, a table of texts or of paths, or a glob on any filesystem."""

import json

import fsspec
import pytest

from align.corpus.sources import SourceOptions, open_pairs, within
from align.errors import AlignError, InputError, UsageError


def rows_of(place, **reading):
    return [item.row for item in open_pairs(str(place), SourceOptions(**reading))]


def write_pairs(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.ja.txt").write_text(f"{name}の文書。" * 10)
        (folder / f"{name}.en.txt").write_text(f"The document of {name}. " * 10)
    return folder


def test_a_folder_of_pairs(tmp_path):
    folder = write_pairs(tmp_path / "docs", ["b", "a"])
    (folder / "lonely.ja.txt").write_text("一人。")
    rows = rows_of(folder)
    assert [(row.number, row.id, row.is_path) for row in rows] == [(0, "a", True), (1, "b", True), (2, "lonely", True)]
    assert rows[0].source.endswith("docs/a.ja.txt") and rows[0].target.endswith("docs/a.en.txt")
    assert rows[0].tokens == ((folder / "a.ja.txt").stat().st_size + (folder / "a.en.txt").stat().st_size) // 4 + 1
    assert "no target (en) for this pair" in rows[2].trouble, "a pair with one side is a failure, not an absence"


def test_each_row_says_how_much_of_the_input_lies_before_its_end(tmp_path):
    folder = write_pairs(tmp_path / "docs", ["a", "b", "c", "d"])
    assert [item.share for item in open_pairs(str(folder))] == [0.25, 0.5, 0.75, 1.0]
    for name in ("1.tsv", "2.tsv"):
        (tmp_path / name).write_text("一\tone\n二\ttwo\n")
    assert [item.share for item in open_pairs(str(tmp_path / "*.tsv"))] == [0.25, 0.5, 0.75, 1.0]


def test_a_glob_of_documents(tmp_path):
    write_pairs(tmp_path / "one", ["a", "b"])
    write_pairs(tmp_path / "two", ["a"])
    (tmp_path / "one/c.ja.txt").write_text("一人。")
    rows = rows_of(tmp_path / "*" / "*.txt")
    assert [row.id for row in rows] == ["one/a", "one/b", "one/c", "two/a"]
    assert [bool(row.trouble) for row in rows] == [False, False, True, False]
    assert rows[2].trouble == "1 source and 0 target files for this pair, one of each is needed"
    assert [row.number for row in rows] == [0, 1, 2, 3]
    assert all(row.is_path for row in rows)
    sizes = [(tmp_path / f"two/a.{lang}.txt").stat().st_size for lang in ("ja", "en")]
    assert rows[3].tokens == sum(sizes) // 4 + 1
    assert [part.split("@")[0] for part in rows[3].version.split()] == [str(size) for size in sizes]


def test_a_glob_of_tables_is_one_corpus_in_the_order_of_names(tmp_path):
    for name in ("b", "a"):
        row = {"id": name, "source": "日", "target": "day"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    source = open_pairs(str(tmp_path / "*.jsonl"))
    assert [(item.row.number, item.row.id, item.share) for item in source] == [(0, "a", 0.5), (1, "b", 1.0)]


def test_a_table_of_paths_beside_it(tmp_path):
    write_pairs(tmp_path / "docs", ["a", "b"])
    rows = [{"id": name, "source": f"docs/{name}.ja.txt", "target": f"docs/{name}.en.txt"} for name in "ab"]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = rows_of(path, content="path")
    assert all(row.is_path for row in found)
    assert found[1].source == str(tmp_path / "docs/b.ja.txt")
    assert found[0].tokens > 50 and "@" in found[0].version
    assert not any(row.is_path for row in rows_of(path))


def test_a_path_that_is_missing_is_its_row_s_trouble_later(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"id": "x", "source": "gone.txt", "target": "gone.en.txt"}) + "\n")
    (row,) = rows_of(path, content="path")
    assert row.version == "missing missing" and row.tokens == 1


@pytest.mark.parametrize(
    "cell",
    ["/etc/passwd", "../secret.txt", "docs/../../secret.txt", "link.txt", "file:///etc/passwd", "http://127.0.0.1/x",
     "s3://bucket/x", "zip://x::http://127.0.0.1/x", "simplecache::file:///etc/passwd", "a\0b", "x" * 5000],
)  # fmt: skip
def test_a_cell_that_leads_out_of_the_folder_is_never_opened(tmp_path, cell):
    (tmp_path / "secret.txt").write_text("秘密")
    folder = write_pairs(tmp_path / "in", ["a"])
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    path = folder / "pairs.jsonl"
    path.write_text(json.dumps({"id": "x", "source": cell, "target": "a.en.txt"}) + "\n")
    (row,) = rows_of(path, content="path")
    if cell == "x" * 5000:
        assert row.trouble or row.version.startswith("missing")
        return
    assert (row.source, row.target) == ("", "") and "outside the table's folder" in row.trouble
    (text,) = rows_of(path)
    assert not text.is_path and text.source == cell, "without --content path a cell is text"


def test_a_named_root_is_where_paths_may_lie(tmp_path):
    folder = write_pairs(tmp_path / "docs", ["a"])
    path = tmp_path / "tables/pairs.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps({"id": "x", "source": "../docs/a.ja.txt", "target": f"{folder}/a.en.txt"}) + "\n")
    assert rows_of(path, content="path")[0].trouble
    (row,) = rows_of(path, content="path", root=str(folder))
    assert not row.trouble and "missing" not in row.version


def test_paths_of_a_remote_table_stay_in_its_folder():
    assert within("docs/a.txt", "s3://b/t/x.tsv") == "s3://b/t/docs/a.txt"
    assert within("s3://b/t/docs/a.txt", "s3://b/t/x.tsv") == "s3://b/t/docs/a.txt"
    for cell in ("../a.txt", "s3://b/tt/a.txt", "s3://c/t/a.txt", "/etc/passwd/../../../x", "file:///etc/passwd"):
        assert within(cell, "s3://b/t/x.tsv") is None


def test_another_filesystem(tmp_path):
    fs = fsspec.filesystem("memory")
    try:
        for name, text in (
            ("a.ja.txt", "日本。"),
            ("a.en.txt", "Japan."),
            ("deep/b.ja", "川。"),
            ("deep/b.en", "River."),
        ):
            fs.pipe_file(f"/corpus/{name}", text.encode())
        fs.pipe_file("/tables/x.tsv", "a\t日\tday\n".encode())
        rows = rows_of("memory://corpus")
        assert [(row.id, row.source) for row in rows] == [
            ("a", "memory:///corpus/a.ja.txt"),
            ("deep/b", "memory:///corpus/deep/b.ja"),
        ]
        assert [row.id for row in rows_of("memory://corpus/*.txt")] == ["a"]
        assert [row.source for row in rows_of("memory://tables/*.tsv")] == ["日"]
    finally:
        fs.store.clear()


@pytest.mark.parametrize(
    ("place", "error", "line"),
    [
        ("gone", InputError, "no such file or folder; check the path"),
        ("gone.tsv", InputError, "no such file"),
        ("*.tsv", InputError, "nothing matches"),
        ("a.pdf", UsageError, r"a\.pdf is no table of pairs; give a folder"),
        ("*.pdf", InputError, r"no pair among the files that match; name them NAME\.ja\.EXT"),
        ("empty", InputError, "no pair in this folder"),
    ],
)
def test_what_is_no_corpus_is_one_line(tmp_path, place, error, line):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").mkdir()
    with pytest.raises(error, match=line):
        rows_of(tmp_path / place)


def test_a_filesystem_that_nobody_installed_is_one_line():
    with pytest.raises(AlignError, match="check the address, or install its fsspec library"):
        open_pairs("nosuch://bucket/x.tsv")


@pytest.mark.parametrize("name", ["[1]", "a*b", "what?", "x.tsv"])
def test_a_folder_with_a_name_like_a_pattern_or_a_table_is_a_folder(tmp_path, name):
    folder = write_pairs(tmp_path / name, ["a"])
    assert [row.id for row in rows_of(folder)] == ["a"]
    (folder / "b[2].jsonl").write_text(json.dumps({"id": "x", "source": "日", "target": "day"}) + "\n")
    assert [row.id for row in rows_of(folder / "b[2].jsonl")] == ["x"]


def test_a_remote_folder_with_brackets_is_a_folder(tmp_path):
    fs = fsspec.filesystem("memory")
    try:
        fs.pipe_file("/[1]/a.ja.txt", "日本。".encode())
        fs.pipe_file("/[1]/a.en.txt", b"Japan.")
        assert [row.id for row in rows_of("memory://[1]")] == ["a"]
    finally:
        fs.store.clear()
