"""Nothing that a person made is written over, and an output that is no plain file is written through."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from align import native
from align.cli import jobs
from align.cli.exports import beside, exports_of, formats_of
from align.cli.overwriting import check_same_documents
from align.errors import UsageError
from align.exchange import export
from align.history.store import Store, sqlite_url
from align.model import Alignment, Bead, Document, Origin, Segment, Verdict
from align.pairs import Languages
from align.reading import ReadOptions

JA = "防衛相会談が開かれ、両閣僚は共同訓練の実施で一致した。"
EN = "The defence ministers met and agreed to conduct a joint exercise."


def pair(ja: str = JA, en: str = EN, place: str = "a/x") -> Alignment:
    sides = [
        Document("x", lang, (Segment(0, text),), sha256=str(hash(text)), origin=Origin(place=f"{place}.{lang}.txt"))
        for lang, text in (("ja", ja), ("en", en))
    ]
    return Alignment(*sides, (Bead((0,), (0,), 0.9),), "align:0.1", "2026-01-16T09:30:00Z")


def job(out: Path, *formats: str, force: bool = False) -> jobs.RunJob:
    return jobs.RunJob(ReadOptions(languages=Languages("ja", "en")), out, formats, force=force)


def align(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, env=os.environ | environment, check=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    native.save(pair(), tmp_path / "x.align.json")
    return tmp_path


def typed(path: Path, cell: str, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[1][cell] = text
    book.save(path)


@pytest.mark.parametrize(
    "new",
    [
        pair(),
        pair(place="elsewhere/x"),
        pair(ja=JA.replace("開かれ", "行われ"), en=EN.replace("met", "held talks")),
        pair(ja=JA + "次回は秋に開く。", en=EN + " They meet again in autumn.", place="elsewhere/x"),
    ],
    ids=["same", "moved", "edited", "moved and longer"],
)
def test_the_alignment_of_the_same_documents_is_replaced(old: Path, new: Alignment) -> None:
    check_same_documents(old / "x.align.json", new.source, new.target)


@pytest.mark.parametrize("place", ["a/x", "b/x"])
def test_the_alignment_of_other_documents_stays(old: Path, place: str) -> None:
    new = pair("議事録：予算委員会は補正案を可決。", "Minutes: a budget was passed by 12 to 3.", place)
    with pytest.raises(UsageError, match=r"x\.align\.json: it holds the alignment of other documents \(a/x\.ja\.txt"):
        jobs._check_old_files(new.source, new.target, job(old))
    jobs._check_old_files(new.source, new.target, job(old, force=True))


def test_a_file_that_is_no_alignment_stays(old: Path) -> None:
    (old / "x.align.json").write_text("{}")
    with pytest.raises(UsageError, match="another file has this name"):
        jobs._check_old_files(pair().source, pair().target, job(old))


@pytest.mark.parametrize("cell", ["D3", "E3", "C3"])
def test_run_leaves_a_workbook_with_unmerged_edits_alone(old: Path, cell: str) -> None:
    (made,) = exports_of([(old / "x.align.json", pair())], jobs.ExportRequest())
    export([made], "xlsx", old / "x.xlsx")
    jobs._check_old_files(pair().source, pair().target, job(old, "xlsx"))
    typed(old / "x.xlsx", cell, "accept")
    with pytest.raises(UsageError, match=r"x\.xlsx: it holds edits that are not merged \(1\)"):
        jobs._check_old_files(pair().source, pair().target, job(old, "xlsx"))
    native.save(pair(ja="別の文。", en="Another."), old / "x.align.json")
    with pytest.raises(UsageError, match="not merged"):
        jobs._check_old_files(pair("別の文。", "Another.").source, pair().target, job(old, "xlsx"))


def test_run_leaves_a_workbook_of_somebody_else_alone(old: Path) -> None:
    openpyxl.Workbook().save(old / "x.xlsx")
    with pytest.raises(UsageError, match=r"x\.xlsx: another file has this name"):
        jobs._check_old_files(pair().source, pair().target, job(old, "xlsx"))


def test_run_writes_the_alignment_first_and_then_what_export_writes(old: Path) -> None:
    key = pair().keys[0]
    with Store.open(sqlite_url(old)) as store:
        store.record(Verdict(key, "accept", "Sato", "2026-02-01T00:00:00Z", "fine"), pair="x")
    formats = ("tsv", "xlsx", "ladder", "html", "tmx")
    jobs._write(pair(), job(old, *formats))
    for format in formats:
        path = beside(old / "x.align.json", None, format)
        ours = path.read_bytes()
        path.unlink()
        done = align("export", old, "--to", format)
        assert done.returncode == 0
        assert path.read_bytes() == ours, format
    assert native.load(old / "x.align.json") == pair()


def test_an_export_never_replaces_its_input_or_an_alignment(old: Path) -> None:
    before = (old / "x.align.json").read_bytes()
    for name in ("x.align.json", "y.align.json"):
        done = align("export", old / "x.align.json", "--to", "ladder", "-o", old / name)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert (old / "x.align.json").read_bytes() == before
    assert not (old / "y.align.json").exists()


@pytest.mark.parametrize(
    ("names", "out", "formats"),
    [
        ("html,xlsx", "", ("html", "xlsx")),
        ("HTML, Xlsx,html", "", ("html", "xlsx")),
        ("", "dir/a.1.2.xlf", ("xliff12",)),
        ("", "a.XLF", ("xliff",)),
        ("", "a.tei.xml", ("tei",)),
        ("", "a.tmx", ("tmx",)),
        ("tsv", "a.tmx", ("tsv",)),
        ("", "a", ()),
    ],
)
def test_formats_are_named_by_list_or_by_suffix(names: str, out: str, formats: tuple[str, ...]) -> None:
    assert formats_of(names, out) == formats


def test_a_missing_library_is_said_before_anything_is_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    from align.errors import AlignError

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(AlignError, match=r"XLSX needs xlsxwriter; pip install"):
        formats_of("html,xlsx")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("export", "--to", "tsv", "-o", "-"), ("show",), ("check",)])
def test_a_full_disk_on_stdout_is_one_line(old: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "align", arguments[0], str(old / "x.align.json"), *arguments[1:]]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode == 2
    assert b"align: stdout: No space left on device" in done.stderr
    assert b"bug" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "cp932", "ascii"])
def test_output_is_utf_8_on_every_console(old: Path, encoding: str) -> None:
    native.save(pair(en="Tōkyō – 😀 done"), old / "x.align.json")
    done = align("show", old / "x.align.json", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Tōkyō – 😀 done" in done.stdout.decode("utf-8")
    assert JA in done.stdout.decode("utf-8")


def test_a_byte_order_mark_is_read(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.cli.inputs import settings

    for name, content in (
        ("x.align.json", (old / "x.align.json").read_bytes()),
        ("align.toml", b'[check]\noff = ["term"]'),
    ):
        (old / name).write_bytes(b"\xef\xbb\xbf" + content)
    monkeypatch.chdir(old)
    assert native.load(old / "x.align.json") == pair()
    assert settings().off == {"term"}


def test_a_folder_without_write_permission_is_exported_checked_and_merged_dry(old: Path) -> None:
    with Store.open(sqlite_url(old)) as store:
        store.record(Verdict(pair().keys[0], "accept", "Sato", "2026-02-01T00:00:00Z", "fine"), pair="x")
    align("export", old, "--to", "xlsx")
    prefix = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and setpriv is not here")
        less = "-dac_override,-dac_read_search,-fowner"
        prefix = ["setpriv", f"--bounding-set={less}", f"--inh-caps={less}"]
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    for path in (*old.iterdir(), old):
        path.chmod(0o555 if path == old else 0o444)
    try:
        for command, said in (
            (("export", old, "--to", "md", "-o", "-"), "fine"),
            (("check", old), "x: "),
            (("merge", old / "x.xlsx", "--dry-run", "--reviewer", "Ito"), "1 unchanged"),
        ):
            call = [*prefix, sys.executable, "-m", "align", *map(str, command)]
            done = subprocess.run(call, capture_output=True, timeout=120, check=False)
            assert done.returncode == 0, done.stderr
            assert said in done.stdout.decode()
        assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    finally:
        old.chmod(0o755)
