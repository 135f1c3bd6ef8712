"""Which files make a pair."""

from pathlib import Path

import pytest

from align.errors import FormatError, IncompletePair, InputError, UsageError
from align.pairs import Languages, PairFiles, bundled_data, find_pairs, read_list


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def found(folder: Path, **options: object) -> list[tuple[str, str, str]]:
    pairs = find_pairs([folder], **options)  # type: ignore[arg-type]
    return [(p.id, str(p.source.relative_to(folder)), str(p.target.relative_to(folder))) for p in pairs]


def test_the_three_namings_of_a_folder(tmp_path: Path) -> None:
    touch(tmp_path, "b.ja.txt", "b.en.html", "a.v2.ja", "a.v2.en", "c/ja.pdf", "c/en.txt", "c/gold.ladder", "notes.md")
    assert found(tmp_path) == [
        ("a.v2", "a.v2.ja", "a.v2.en"),
        ("b", "b.ja.txt", "b.en.html"),
        ("c", "c/ja.pdf", "c/en.txt"),
    ]


def test_a_folder_that_is_itself_one_pair(tmp_path: Path) -> None:
    touch(tmp_path, "talk/ja.txt", "talk/en.txt")
    assert found(tmp_path / "talk") == [("talk", "ja.txt", "en.txt")]


def test_hidden_files_and_other_languages_are_left_alone(tmp_path: Path) -> None:
    touch(tmp_path, ".x.ja.txt", ".git/ja.txt", "a.ja.txt", "a.en.txt", "a.fr.txt", "b.xja.txt")
    assert found(tmp_path) == [("a", "a.ja.txt", "a.en.txt")]
    touch(tmp_path, "a.zh-Hant.txt")
    assert found(tmp_path, languages=Languages("zh-Hant", "fr")) == [("a", "a.zh-Hant.txt", "a.fr.txt")]


@pytest.mark.parametrize(
    ("names", "trouble"),
    [
        (["a.ja.txt"], "a: no target (en) for this pair; add a.en.EXT"),
        (["a.en"], "a: no source (ja) for this pair; add a.ja.EXT"),
        (["a/en.txt"], "a: no source (ja) for this pair; add a.ja.EXT"),
        (["a.ja.txt", "a.ja.md", "a.en.txt"], "a: two files for one side: a.ja.md and a.ja.txt; keep one of them"),
    ],
)
def test_a_pair_that_is_not_whole_is_named_and_the_others_are_found(
    names: list[str], trouble: str, tmp_path: Path
) -> None:
    touch(tmp_path, *names, "z.ja.txt", "z.en.txt")
    with pytest.raises(InputError) as raised:
        find_pairs([tmp_path])
    assert str(raised.value) == f"{tmp_path}/{trouble}"
    troubles: list[IncompletePair] = []
    assert found(tmp_path, troubles=troubles) == [("z", "z.ja.txt", "z.en.txt")]
    assert [str(one) for one in troubles] == [f"{tmp_path}/{trouble}"]


def test_a_folder_without_pairs_says_how_to_name_them(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no pair in this folder; name them NAME\.ja\.EXT and NAME\.en\.EXT"):
        find_pairs([tmp_path])


def test_several_folders_but_no_name_twice(tmp_path: Path) -> None:
    touch(tmp_path, "1/a.ja", "1/a.en", "2/b.ja", "2/b.en", "3/b.ja", "3/b.en")
    assert [pair.id for pair in find_pairs([tmp_path / "2", tmp_path / "1"])] == ["b", "a"]
    with pytest.raises(InputError, match="two pairs are called b"):
        find_pairs([tmp_path / "2", tmp_path / "3"])


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("x.ja.txt", "x.en.txt", "x"),
        ("x.ja", "x.en", "x"),
        ("report.pdf", "summary.html", "report"),
        ("talk/ja.txt", "talk/en.txt", "talk"),
        ("-", "x.en.txt", "x"),
        ("x.ja.txt", "-", "x"),
    ],
)
def test_two_files_make_a_pair_named_after_the_source(source: str, target: str, name: str, tmp_path: Path) -> None:
    paths = [Path(one) if one == "-" else tmp_path / one for one in (source, target)]
    for path in paths:
        if path != Path("-"):
            touch(path.parent, path.name)
    (pair,) = find_pairs(paths)
    assert (pair.id, pair.source, pair.target) == (name, *paths)
    assert pair.source_origin.place == ("stdin" if source == "-" else str(paths[0]))


def test_paths_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a", "b", "c", "f/x.ja", "f/x.en")
    for paths, trouble in [
        (["a"], "one file given, two make a pair"),
        (["a", "b", "c"], "3 files given"),
        (["a", "a"], "is both source and target"),
        (["f", "a"], "is a file among folders"),
    ]:
        with pytest.raises(UsageError, match=trouble):
            find_pairs([tmp_path / name for name in paths])
    with pytest.raises(UsageError, match="both sides are stdin"):
        find_pairs([Path("-"), Path("-")])
    for paths in (["a", "absent"], ["absent"], ["f", "absent"]):
        with pytest.raises(InputError, match="no such file or folder"):
            find_pairs([tmp_path / name for name in paths])


LIST = """
[[pair]]
id = "one"
title_en = "Title"
title_ja = "題"
date = 2026-01-15
[pair.ja]
file = "one/ja.txt"
status = "project rendering, not the Ministry's text"
licence = "Apache-2.0"
origin = "written here"
[pair.en]
file = "one/en.txt"
status = "official"
sha256 = "00"
"""


def test_a_list_brings_titles_origins_and_checksums(tmp_path: Path) -> None:
    (tmp_path / "pairs.toml").write_text(LIST)
    (pair,) = find_pairs([tmp_path])
    assert pair == read_list(tmp_path / "pairs.toml")[0]
    assert (pair.source, pair.target) == (tmp_path / "one/ja.txt", tmp_path / "one/en.txt")
    assert (pair.title, pair.source_title, pair.status) == ("Title", "題", "project rendering, not the Ministry's text")
    assert pair.source_origin.place == "written here"
    assert (pair.source_origin.published, pair.target_origin.status) == ("2026-01-15", "official")
    assert (pair.source_sha256, pair.target_sha256) == ("", "00")


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ('id = "one"', "", "pair 1: 'id' is missing"),
        ('id = "one"', 'id = "../one"', "pair 1: '../one' cannot be a pair's name"),
        ("[pair.en]", "[pair.fr]", "pair 1: 'en' is missing"),
        ('file = "one/en.txt"', "", "pair 1: 'file' is missing"),
        ("[[pair]]", "[[pairs]]", "lists no [[pair]]"),
        ("[[pair]]", "[[pair", "not TOML"),
    ],
)
def test_a_list_with_a_mistake_is_refused(old: str, new: str, trouble: str, tmp_path: Path) -> None:
    (tmp_path / "pairs.toml").write_text(LIST.replace(old, new))
    with pytest.raises(FormatError) as raised:
        find_pairs([tmp_path])
    assert trouble in str(raised.value)
    assert str(raised.value).endswith("data/README.md describes its form")


def test_two_files_that_a_list_names_bring_what_it_says_of_them(tmp_path: Path) -> None:
    touch(tmp_path, "one/ja.txt", "one/en.txt", "x.en.txt")
    (tmp_path / "pairs.toml").write_text(LIST)
    files = [tmp_path / "one/ja.txt", tmp_path / "one/en.txt"]
    (pair,) = find_pairs(files)
    (of_folder,) = find_pairs([tmp_path / "one"], troubles=[])
    for found_pair in (pair, of_folder):
        assert (found_pair.id, found_pair.source_title, found_pair.target_origin.status) == ("one", "題", "official")
        assert found_pair.source_origin.status == "project rendering, not the Ministry's text"
    (other,) = find_pairs([files[0], tmp_path / "x.en.txt"])
    assert other.target_origin.status == ""


def test_a_damaged_list_beside_two_files_says_nothing(tmp_path: Path) -> None:
    touch(tmp_path, "ja.txt", "en.txt")
    (tmp_path / "pairs.toml").write_text("[[pair")
    (pair,) = find_pairs([tmp_path / "ja.txt", tmp_path / "en.txt"])
    assert pair.status == ""


def test_a_backslash_or_a_tab_in_a_name_makes_a_pair_without_them(tmp_path: Path) -> None:
    touch(tmp_path, "sub\\doc.ja.txt", "sub\\doc.en.txt", "a\tb.ja.txt", "a\tb.en.txt")
    assert sorted(pair.id for pair in find_pairs([tmp_path])) == ["a_b", "sub_doc"]
    assert find_pairs([tmp_path / "sub\\doc.ja.txt", tmp_path / "sub\\doc.en.txt"])[0].id == "sub_doc"


def test_two_files_of_one_name_do_not_stop_the_others(tmp_path: Path) -> None:
    touch(tmp_path, "a\\b.ja.txt", "a_b.ja.txt", "a_b.en.txt", "ok.ja.txt", "ok.en.txt")
    troubles: list[IncompletePair] = []
    assert [pair.id for pair in find_pairs([tmp_path], troubles=troubles)] == ["ok"]
    assert [trouble.pair for trouble in troubles] == ["a_b"]


def test_a_file_without_a_language_is_the_half_that_is_missing(tmp_path: Path) -> None:
    touch(tmp_path, "README.ja.md", "README.md", "notes.md", "x.ja.txt", "x.en.txt", "x.txt")
    pairs = [(pair.id, pair.source.name, pair.target.name) for pair in find_pairs([tmp_path])]
    assert pairs == [("README", "README.ja.md", "README.md"), ("x", "x.ja.txt", "x.en.txt")]


def test_the_bundled_data_is_the_current_folders_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Path(__file__).resolve().parents[1] / "data"
    monkeypatch.chdir(tmp_path)
    assert bundled_data() == project
    assert [pair.id for pair in find_pairs()] == ["2026-01-15", "2023-01-12"]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pairs.toml").write_text(LIST)
    assert [pair.id for pair in find_pairs()] == ["one"]


def test_a_pair_with_no_name_or_two_stdins_cannot_be_built() -> None:
    for name in ("", ".x", "a/b", "a\nb"):
        with pytest.raises(ValueError, match="cannot be a pair's name"):
            PairFiles(name, Path("a"), Path("b"))
    with pytest.raises(ValueError, match="only one side"):
        PairFiles("x", Path("-"), Path("-"))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("x_ja.txt", "x_en.txt"),
        ("x.JA.TXT", "x.en.txt"),
        ("x.ja-JP.md", "x.en.md"),
        ("か\u3099.ja.txt", "が.en.txt"),
        ("x-ja.txt", "x-en.txt"),
        ("x_jpn.txt", "x_eng.txt"),
        ("x_japanese.txt", "x_english.txt"),
    ],
)
def test_names_that_people_use_make_a_pair(tmp_path: Path, source: str, target: str) -> None:
    for name in (source, target, "~$x.ja.docx"):
        (tmp_path / name).write_text("x")
    assert [(pair.source.name, pair.target.name) for pair in find_pairs([tmp_path])] == [(source, target)]


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("計画（和文）.docx", "計画（英文）.docx", "計画"),
        ("計画日本語版.pdf", "計画英語版.pdf", "計画"),
        ("plan (ja).txt", "plan (en).txt", "plan"),
        ("index_j.html", "index_e.html", "index"),
        ("ja_plan.txt", "en_plan.txt", "plan"),
        ("ja.plan.txt", "en.plan.txt", "plan"),
        ("計画-日.txt", "計画-英.txt", "計画"),
    ],
)
def test_signs_of_a_language_that_both_halves_have_make_a_pair(
    tmp_path: Path, source: str, target: str, name: str
) -> None:
    for file in (source, target, "part_d.txt", "part_e.txt", "en_route.txt"):
        (tmp_path / file).write_text("x")
    troubles: list[IncompletePair] = []
    found = find_pairs([tmp_path], troubles=troubles)
    assert [(pair.id, pair.source.name, pair.target.name) for pair in found] == [(name, source, target)]
    assert not troubles


def test_a_folder_for_each_language_holds_pairs(tmp_path: Path) -> None:
    for name in ("ja/start.md", "en/start.md", "ja/guide/first.md", "en/guide/first.md", "ja/alone.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    troubles: list[IncompletePair] = []
    found = find_pairs([tmp_path], troubles=troubles)
    assert [(pair.id, pair.source.parent.name, pair.target.name) for pair in found] == [
        ("guide-first", "guide", "first.md"),
        ("start", "ja", "start.md"),
    ]
    assert [trouble.pair for trouble in troubles] == ["alone"]


def test_a_subfolder_of_a_pair_is_no_folder_of_a_language(tmp_path: Path) -> None:
    for name in ("talk/ja.txt", "talk/en.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert [pair.id for pair in find_pairs([tmp_path])] == ["talk"]


def test_where_no_pair_is_found_the_message_lists_what_was_seen(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"text{number}.txt").write_text("text", encoding="utf-8")
    with pytest.raises(InputError, match=r"no pair in this folder; seen: text0\.txt, .*text5\.txt and 2 more; name"):
        find_pairs([tmp_path])
