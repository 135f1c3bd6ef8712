"""Reading gold and hypothesis ladders: every mistake a hand can make is one clear line with its place."""

from pathlib import Path

import pytest

from align import native
from align.errors import FormatError, InputError, UsageError
from align.evaluate.ladder_files import find_ladders, parse_ladder, read_ladder
from align.model import Alignment, Bead, Document, Segment


def alignment(name: str = "x") -> Alignment:
    source = Document(name, "ja", (Segment(0, "一"), Segment(1, "二")))
    target = Document(name, "en", (Segment(0, "One."),))
    beads = (Bead((0,), (0,), probability=0.9), Bead((1,), (), probability=0.7))
    return Alignment(source, target, beads, signature="align:test")


def test_a_ladder_keeps_its_beads_in_the_order_written() -> None:
    ladder = parse_ladder("[0]:[0]\n[1,2]:[2]\n[]:[1]\n[3]:[]\n")
    assert [(bead.source, bead.target) for bead in ladder.beads] == [
        ((0,), (0,)),
        ((1, 2), (2,)),
        ((), (1,)),
        ((3,), ()),
    ]
    assert (ladder.n_source, ladder.n_target, ladder.graded) == (4, 3, False)


def test_costs_comments_blank_lines_and_unsorted_indices_are_read_over() -> None:
    ladder = parse_ladder("# by hand\n\n[1, 0]:[0]:0.1234\n  [] : [1]\n")
    assert [bead.source for bead in ladder.beads] == [(0, 1), ()]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[0]:[0]\n[0]:[1]\n", "gold.ladder:2: source 0 is used twice; each segment belongs to one bead"),
        ("[0]:[7]\n\n[1]:[7]\n", "gold.ladder:3: target 7 is used twice; each segment belongs to one bead"),
        ("[0, 0]:[1]\n", "gold.ladder:1: source 0 is used twice; each segment belongs to one bead"),
        ("[0]:[0]\n[]:[]\n", "gold.ladder:2: both sides are empty; a bead must hold at least one segment"),
        ("[0]:[0]\n[2]:[1]\n", "gold.ladder: source 1 is in no bead; write [1]:[] if it has no counterpart"),
        ("[0]:[1]\n", "gold.ladder: target 0 is in no bead; write []:[0] if it has no counterpart"),
        (
            "[0]:[0]\n0 - 0\n",
            "gold.ladder:2: not a bead: '0 - 0'; write [source indices]:[target indices], such as [3, 4]:[5]",
        ),
        (
            "[0,]:[0]\n",
            "gold.ladder:1: not a bead: '[0,]:[0]'; write [source indices]:[target indices], such as [3, 4]:[5]",
        ),
        ("", "gold.ladder: holds no bead; write [source indices]:[target indices], such as [3, 4]:[5]"),
        ("[99999999999]:[0]\n", "gold.ladder:1: index 99999999999 is too large; indices count from 0"),
        ("[10000001]:[0]\n", "gold.ladder:1: index 10000001 is too large; indices count from 0"),
        ("[10000000]:[0]\n", "gold.ladder: source 0 is in no bead; write [0]:[] if it has no counterpart"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_cure(text: str, line: str) -> None:
    with pytest.raises(FormatError) as raised:
        parse_ladder(text, "gold.ladder")
    assert str(raised.value) == line


def test_files_that_are_no_ladders_are_refused(tmp_path: Path) -> None:
    binary = tmp_path / "gold.ladder"
    binary.write_bytes(b"\xff\xfe\x00[")
    with pytest.raises(FormatError, match="not UTF-8"):
        read_ladder(binary)
    with pytest.raises(InputError, match="No such file"):
        read_ladder(tmp_path / "absent.ladder")


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.gold"
    path.write_bytes(b"\xef\xbb\xbf[0]:[0]\r\n[1]:[]\r\n")
    assert [bead.kind for bead in read_ladder(path).beads] == ["1-1", "1-0"]


def test_a_native_file_brings_its_probabilities_and_signature(tmp_path: Path) -> None:
    path = tmp_path / "x.align.json"
    native.save(alignment(), path)
    ladder = read_ladder(path)
    assert ladder.graded
    assert ladder.signature == "align:test"
    assert [bead.probability for bead in ladder.beads] == [0.9, 0.7]


def test_folders_are_paired_by_name_and_native_files_go_first(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold", tmp_path / "out"
    (gold / "c").mkdir(parents=True)
    found.mkdir()
    for path in (gold / "a.gold", gold / "b.ladder", gold / "c" / "gold.ladder", gold / "d.gold"):
        path.write_text("[0]:[0]\n")
    for name in ("a.ladder", "a.align.json", "b.ladder", "c.align.json", "e.ladder"):
        (found / name).write_text("[0]:[0]\n")
    pairs, missing, extra = find_ladders(gold, found)
    assert pairs == [
        (gold / "a.gold", found / "a.align.json"),
        (gold / "b.ladder", found / "b.ladder"),
        (gold / "c" / "gold.ladder", found / "c.align.json"),
    ]
    assert (missing, extra) == (["d"], ["e"])


def test_two_files_are_a_pair_whatever_their_names(tmp_path: Path) -> None:
    for name in ("x.gold", "y.ladder"):
        (tmp_path / name).write_text("[0]:[0]\n")
    assert find_ladders(tmp_path / "x.gold", tmp_path / "y.ladder") == (
        [(tmp_path / "x.gold", tmp_path / "y.ladder")],
        [],
        [],
    )


def test_a_file_does_not_pair_with_a_folder(tmp_path: Path) -> None:
    gold = tmp_path / "x.gold"
    gold.write_text("[0]:[0]\n")
    with pytest.raises(UsageError, match="give two files or two folders"):
        find_ladders(gold, tmp_path)
    with pytest.raises(InputError, match="no such file or folder"):
        find_ladders(gold, tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"name it NAME\.gold or NAME/gold\.ladder"):
        find_ladders(tmp_path / "empty", tmp_path)
