"""NAME.align.json: what was written is read back, what is damaged is refused, a write is whole or absent."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import native
from align.errors import FormatError, InputError, WriteError
from align.files import open_whole
from align.model import Alignment, Bead, Document, Evidence, Origin, Segment


def example() -> Alignment:
    source = Document(
        "x",
        "ja",
        (
            Segment(0, "１　総論", kind="heading", level=1, marker="１"),
            Segment(1, "𠮷野。Q&A <1>。", sentences=((0, 3), (3, 11)), origin="line 3"),
        ),
        title="題",
        sha256="0" * 64,
        origin=Origin("x.ja.txt", "CC0", "official", "2026-01-16T00:00:00Z", "2026-01-16"),
    )
    target = Document("x", "en", (Segment(0, "1 Overview"), Segment(1, 'A "quote"\t\\')))
    beads = (
        Bead((0,), (0,), probability=0.91, evidence=(Evidence("facts", 1.5, 0.25, "1 = １"),), locked=True),
        Bead((1,), (), probability=0.5),
        Bead((), (1,), crosses=True),
    )
    return Alignment(source, target, beads, signature="align:test", created="2026-01-16T00:00:00+00:00")


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.align.json"
    native.save(example(), path)
    assert native.load(path) == example()
    assert native.dumps(native.load(path)) == path.read_text("utf-8")


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1)))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(texts: list[str]) -> None:
    import unicodedata

    texts = [unicodedata.normalize("NFC", text) for text in texts]
    texts = [text for text in texts if text.strip() and len(text.splitlines()) == 1]
    source = Document("x", "ja", tuple(Segment(i, text) for i, text in enumerate(texts)))
    alignment = Alignment(source, Document("x", "en", ()), tuple(Bead((i,), ()) for i in range(len(texts))))
    assert native.loads(native.dumps(alignment)) == alignment


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        (lambda body: body.update(version=99), "format version 99, this align reads 1"),
        (lambda body: body.update(format="tmx"), "not an alignment"),
        (lambda body: body.pop("beads"), "damaged: field 'beads' is missing"),
        (lambda body: body["source"].update(id=5), "damaged: source.id must be text, not 5"),
        (lambda body: body["source"].update(title=None), "damaged: source.title must be text, not null"),
        (lambda body: body["source"]["origin"].update(place=["x"]), "damaged: source.origin.place must be text"),
        (
            lambda body: body["source"]["segments"][1].update(sentences=[[0, "3"]]),
            "damaged: source.segments[1].sentences[0][1] must be a whole number, not '3'",
        ),
        (lambda body: body["target"]["segments"].append(7), "damaged: target.segments[2] must be an object, not 7"),
        (
            lambda body: body["beads"][0].update(source=[0.0]),
            "damaged: beads[0].source[0] must be a whole number, not 0.0",
        ),
        (lambda body: body["beads"][0].update(source=[True]), "damaged: beads[0].source[0] must be a whole number"),
        (lambda body: body["beads"][0].update(locked="no"), "damaged: beads[0].locked must be true or false, not 'no'"),
        (lambda body: body["beads"][0].update(evidence=[["a", 1]]), "damaged: beads[0].evidence[0] must be a list of"),
        (lambda body: body["beads"][0].update(probability=10**400), "damaged: beads[0].probability must be a finite"),
        (lambda body: body["source"]["segments"][0].update(text="\ud800"), "damaged: source.segments[0].text holds"),
        (lambda body: body["source"]["segments"][0].update(text="x\0"), "damaged: source.segments[0].text holds half"),
        (lambda body: body["beads"].pop(), "damaged: target 1 lies in 0 beads"),
        (lambda body: body["beads"][0].update(probability=7), "damaged: a probability lies in 0…1; got 7"),
        (lambda body: body["beads"][0].update(source="0"), "damaged: "),
        (lambda body: body["source"]["segments"][0].update(text=""), "damaged: segment 0 is empty"),
        (lambda body: body.update(beads=None), "damaged: "),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(change, trouble: str, tmp_path: Path) -> None:
    body = json.loads(native.dumps(example()))
    change(body)
    path = tmp_path / "x.align.json"
    path.write_text(json.dumps(body))
    with pytest.raises(FormatError) as raised:
        native.load(path)
    assert str(raised.value).startswith(f"{path}: {trouble}")


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 5000, b'{"format": NaN}'])
def test_what_is_no_alignment_at_all_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.align.json"
    path.write_bytes(content)
    with pytest.raises(FormatError):
        native.load(path)
    with pytest.raises(InputError, match="No such file"):
        native.load(tmp_path / "absent.align.json")


VALUES = (None, True, -1, 5, 1e300, "", "x" * 10_000, "\x1b[31m", [], [[]], {}, {"a": 1})


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_field_of_any_type_is_read_or_refused_in_one_short_line(data: st.DataObject) -> None:
    body = json.loads(native.dumps(example()))
    holder: object = body
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(holder[key], dict | list) or not holder[key] or data.draw(st.booleans()):
            break
        holder = holder[key]
    holder[key] = data.draw(st.sampled_from(VALUES))
    try:
        read = native.loads(json.dumps(body), "x.align.json")
    except FormatError as error:
        assert len(str(error)) < 300 and str(error).isprintable()
    else:
        assert native.loads(native.dumps(read)) == read


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.align.json"
    native.save(example(), path)
    before = path.read_bytes()
    with pytest.raises(RuntimeError), open_whole(path) as stream:
        stream.write(b"half")
        raise RuntimeError("power cut")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.align.json"]


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError, match="check the path and the free space"):
        native.save(example(), tmp_path / "file" / "x.align.json")
