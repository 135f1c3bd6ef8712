"""`align.align_files` and `align run` give the same: name, texts, beads, locks, warnings and errors."""

import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

import align
from align import library, native
from align.cli import jobs
from align.errors import InputError, LanguageError, UsageError
from align.library import AlignWarning
from align.model import Alignment, Bead
from align.pairs import Languages, find_pairs
from align.reading import ReadOptions

JA = "１　総論\n\n両閣僚は、会談を行った。概要は以下のとおり。\n\n（以上）\n"
EN = "1 Overview\n\nThe Ministers held a meeting. The summary is as follows.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "min.2023.ja.txt", tmp_path / "min.2023.en.txt"
    for path, text in zip(paths, (JA, EN), strict=True):
        path.write_text(text, "utf-8")
    return paths


def run(files: tuple[Path, Path], out: Path, options: ReadOptions, locks: tuple[Path, ...] = ()) -> Alignment:
    job = jobs.RunJob(options, out=out, locks=locks, keep=True)
    (done,) = jobs.align_all(find_pairs(files, options.languages), job)
    assert isinstance(done, jobs.PairDone), done
    assert done.alignment is not None
    return library.AlignedPair.of(done.alignment)


@pytest.mark.parametrize("options", [{}, {"lines": True}, {"level": "sentence"}])
def test_two_files_give_what_align_run_gives(files: tuple[Path, Path], options: dict, tmp_path: Path) -> None:
    found = align.align_files(*map(str, files), **options)
    assert found.id == "min.2023"
    assert replace(found, created="") == replace(run(files, tmp_path / "out", ReadOptions(**options)), created="")


def test_the_frame_has_a_row_a_bead(files: tuple[Path, Path]) -> None:
    frame = align.align_files(*files).to_frame()
    assert list(frame["kind"]) == ["1-1", "1-1", "1-0"]
    assert frame["pair"].unique().tolist() == ["min.2023"]
    assert {"source_text", "target_text", "probability", "evidence"} <= set(frame.columns)


def test_files_in_the_wrong_order_are_refused_as_align_run_refuses_them(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(LanguageError) as raised:
        align.align_files(files[1], files[0])
    assert str(raised.value).startswith(f"{files[1]}: reads as English, not Japanese; ")
    (told,) = jobs.align_all(find_pairs(files[::-1]), jobs.RunJob(ReadOptions(), out=tmp_path / "out"))
    assert str(told) in (str(raised.value), f"{find_pairs(files[::-1])[0].id}: {raised.value}")


def test_other_languages_are_named(files: tuple[Path, Path]) -> None:
    found = align.align_files(files[1], files[0], source_lang="en", target_lang="ja")
    assert (found.id, found.source.lang, found.target.lang) == ("min.2023", "en", "ja")
    assert found.id == find_pairs(files[::-1], Languages("en", "ja"))[0].id


def test_locks_are_kept_and_told_where_they_no_longer_fit(files: tuple[Path, Path], tmp_path: Path) -> None:
    found = align.align_files(*files)
    lock = tmp_path / "old" / "min.2023.align.json"
    native.save(replace(found, beads=(Bead((0, 1), (0,), locked=True), Bead((), (1,)), Bead((2,), ()))), lock)
    kept = align.align_files(*files, locks=[str(lock)])
    assert [(bead.source, bead.target) for bead in kept.beads if bead.locked] == [((0, 1), (0,))]
    assert kept.beads == run(files, tmp_path / "out", ReadOptions(), (lock,)).beads
    files[0].write_text(JA.replace("総論", "総説"), "utf-8")
    with pytest.warns(AlignWarning, match=r"1 of 1 locks no longer fit the texts") as told:
        assert not [bead for bead in align.align_files(*files, locks=[lock]).beads if bead.locked]
    assert told[0].filename == __file__, "the warning names the caller's line"


def test_what_align_run_refuses_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    for arguments, options, error, trouble in [
        ((files[0], tmp_path / "absent"), {}, InputError, "absent: no such file or folder; check the path"),
        ((files[0], files[0]), {}, UsageError, "is both source and target"),
        ((files[0], "-"), {}, UsageError, "stdin is no file; give two paths"),
        (files, {"level": "word"}, UsageError, "--level word: unknown; use paragraph or sentence"),
        (files, {"encoder": "bert"}, UsageError, "no encoder 'bert'"),
        (files, {"locks": ["absent.align.json"]}, InputError, "absent.align.json: No such file"),
    ]:
        with pytest.raises(error) as raised:
            align.align_files(*arguments, **options)
        assert trouble in str(raised.value)


def test_a_good_pair_gives_no_warning_and_prints_nothing(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        align.align_files(*files)
    sys.stdout.flush()
    assert capsys.readouterr() == ("", "")
