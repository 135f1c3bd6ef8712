"""The documents of a pair carry the origin, title and status that their list gives them."""

from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.model import Origin
from align.pairs import Languages, PairFiles, find_pairs
from align.reading import ReadOptions, read_pair

JA = "両閣僚は、会談を行った。概要は以下のとおり。\n"
EN = "The Ministers held a meeting. The summary is as follows.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.ja.txt").write_text(JA, "utf-8")
    (tmp_path / "x.en.txt").write_text(EN, "utf-8")
    return tmp_path


def test_both_sides_bear_the_pairs_name_and_their_place(folder: Path) -> None:
    source, target, noted = read_pair(find_pairs([folder])[0])
    assert (source.id, target.id, source.lang, target.lang) == ("x", "x", "ja", "en")
    assert (source.origin.place, noted) == (str(folder / "x.ja.txt"), ())
    assert len(source.sha256) == 64


def test_a_list_gives_titles_and_origins_and_its_checksum_is_compared(folder: Path) -> None:
    origin = Origin("https://example.test/ja", "CC0", "official", published="2026-01-16")
    pair = PairFiles(
        "x",
        folder / "x.ja.txt",
        folder / "x.en.txt",
        source_title="題",
        source_origin=origin,
        target_sha256="0" * 64,
    )
    source, _, noted = read_pair(pair)
    assert (source.title, source.origin) == ("題", origin)
    assert len(noted) == 1
    assert noted[0].startswith(f"{folder / 'x.en.txt'}: not the file that its list describes")


def test_a_side_in_the_wrong_language_is_refused_with_its_place(folder: Path) -> None:
    pair = PairFiles("x", folder / "x.en.txt", folder / "x.ja.txt")
    with pytest.raises(InputError) as raised:
        read_pair(pair)
    assert str(raised.value).startswith(f"{folder / 'x.en.txt'}: reads as English, not Japanese; ")
    assert "--source-lang" in str(raised.value)
    source, _, _ = read_pair(pair, ReadOptions(Languages("en", "ja")))
    assert source.lang == "en"


def test_a_language_that_the_user_names_is_believed_with_a_warning(folder: Path) -> None:
    pair = PairFiles("x", folder / "x.en.txt", folder / "x.ja.txt")
    source, target, noted = read_pair(pair, ReadOptions(believed=(True, True)))
    assert (source.lang, target.lang) == ("ja", "en")
    assert noted[0] == f"{folder / 'x.en.txt'}: reads as English, not Japanese, but --source-lang is believed"
    assert len(noted) == 1
    with pytest.raises(InputError, match="--source-lang ja is believed"):
        read_pair(pair, ReadOptions(believed=(False, True)))


def test_lines_and_levels_reach_the_reader(folder: Path) -> None:
    pair = find_pairs([folder])[0]
    assert len(read_pair(pair)[0]) == 1
    assert len(read_pair(pair, ReadOptions(level="sentence"))[0]) == 2
    with pytest.raises(UsageError, match="--level word: unknown"):
        ReadOptions(level="word")
