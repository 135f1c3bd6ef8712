"""`read_document`: whole files into segments, line by line, by sentence; and what it refuses."""

from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.read import read_content
from align.read.blocks import Block, RawDocument
from align.segment import check_language, document_of, read_document, read_document_with_warnings
from align.segment.rendering import as_text
from align.text.language import language_of, looks_like


def test_lines_are_segments_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "x.ja"
    path.write_bytes("１　総論\r\n\r\n・会談した。終わり。\n  \n Q&A <1> 𠮷\u2028野\n".encode())
    document = read_document(path, "ja", id="x", lines=True)
    assert document.texts() == ["１　総論", "・会談した。終わり。", "Q&A <1> 𠮷 野"]
    assert [segment.origin for segment in document.segments] == ["line 1", "line 3", "line 5"]
    assert {segment.kind for segment in document.segments} == {"paragraph"}
    assert {segment.marker for segment in document.segments} == {""}
    assert document.segments[1].sentence_texts() == ["・会談した。", "終わり。"]


def test_level_sentence_gives_a_segment_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("(1) They met. They parted.\n(2) They met again.\n")
    document = read_document(path, "en", id="x", level="sentence")
    assert document.texts() == ["They met.", "They parted.", "They met again."]
    assert [segment.marker for segment in document.segments] == ["(1)", "", "(2)"]
    with pytest.raises(UsageError):
        read_document(path, "en", id="x", level="word")


def test_the_two_summaries_as_they_are_given() -> None:
    data = Path(__file__).parents[2] / "data"
    first = read_document(data / "2026-01-15" / "en.txt", "en", id="2026-01-15")
    assert any("received a briefing on U.S. Forces' AI utilization" in text for text in first.texts())
    assert any("local communities, Ministers reiterated" in text for text in first.texts())
    assert first.title == "Japan-U.S. Defense Ministerial Meeting (Summary)"
    assert first.segments[-1].text.endswith("involving U.S. forces in Japan.")
    second = read_document(data / "2023-01-12" / "en.txt", "en", id="2023-01-12")
    assert "in Japanese" in second.texts()
    assert second.texts()[-1] == "Japan-U.S. Defense Ministerial Meeting (Summary)(PDF)"
    assert [segment.marker for segment in second.segments if segment.kind == "heading"] == ["", "1.", "2."]


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "the file is empty|holds no text"),
        (b"\n \n\xe3\x80\x80\n", "holds no text"),
        (b"\x00\x01\x02\x03\x04\xff\xfe\x80\x81" * 500, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG|binary"),
        (b"a" * 1_048_576, "without the end of a sentence|a line of 1,048,576 characters"),
    ],
)
def test_what_is_no_text_is_one_clear_line(tmp_path: Path, content: bytes, trouble: str, lines: bool) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=trouble) as caught:
        read_document(path, "en", id="x", lines=lines)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("lines", [False, True])
def test_files_that_are_not_there(tmp_path: Path, lines: bool) -> None:
    for path, trouble in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "folder"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(InputError, match=trouble):
            read_document(path, "ja", id="x", lines=lines)


def test_a_paragraph_of_a_megabyte_is_cut_at_sentences(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("両閣僚は一致した。" * 40_000)
    document, warnings = read_document_with_warnings(path, "ja", id="x")
    assert len(document) > 10
    assert max(map(len, document.texts())) <= 20_000
    assert "".join(document.texts()) == "両閣僚は一致した。" * 40_000
    assert any("cut into" in warning for warning in warnings)


def test_control_characters_and_lone_surrogates_are_cleaned_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("両\x07閣\u200b僚は\ufeff一致\u202eした。".encode() + b"\xed\xa0\x80\n")
    for lines in (False, True):
        document, warnings = read_document_with_warnings(path, "ja", id="x", lines=lines)
        assert document.texts() == ["両閣僚は一致した。\ufffd"]
        assert any("control character" in warning for warning in warnings)
        assert any("surrogate" in warning for warning in warnings)


def test_the_wrong_language_is_noticed(tmp_path: Path) -> None:
    english, japanese = tmp_path / "a.txt", tmp_path / "b.txt"
    english.write_text("The Ministers confirmed that they would work closely together on this.")
    japanese.write_text("両閣僚は、日米同盟の抑止力及び対処力を一層強化していくことを確認した。")
    assert "reads as English, not Japanese" in str(check_language(read_document(english, "ja", id="x")))
    assert "reads as Japanese, not English" in str(check_language(read_document(japanese, "en", id="x")))
    assert check_language(read_document(english, "en", id="x")) is None
    assert check_language(read_document(japanese, "ja", id="x")) is None
    assert looks_like("Hi", "ja")  # too little to say
    assert not looks_like("국방장관은 회담을 가졌다. 양국 장관은 동맹을 강화하기로 합의하였다.", "ja")


def test_the_language_of_a_file_that_nobody_named() -> None:
    assert language_of("x.ja.txt", "The text") == "ja"
    assert language_of("en.txt", "会談") == "en"
    assert language_of("x.txt", "両閣僚は会談した。") == "ja"
    assert language_of("x.txt", "They met.") == "en"


@pytest.mark.parametrize("name", ["2026-01-15", "2023-01-12"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_text_reads_back_as_the_same_segments(name: str, lang: str) -> None:
    path = Path(__file__).parents[2] / "data" / name / f"{lang}.txt"
    document = read_document(path, lang, id=name)
    reading = read_content(as_text(document).encode(), "x.txt")
    again, _ = document_of(reading, lang, id=name, place="x.txt")
    assert [(s.kind, s.level, s.marker, s.text) for s in again.segments] == [
        (s.kind, s.level, s.marker, s.text) for s in document.segments
    ]


def test_characters_that_unicode_has_given_up_are_read() -> None:
    blocks = (
        Block("\uf902を直す。", "cell", origin="line 1"),
        Block("か\u3099、川の水は増える。", "cell", origin="line 2"),
    )
    document = document_of(RawDocument(blocks, "docx"), "ja", id="x", place="x.docx")[0]
    assert document.texts() == ["車を直す。", "が、川の水は増える。"]


def test_a_text_that_begins_with_a_mark_is_read() -> None:
    blocks = (Block("1. \u0301e text that goes on.", origin="line 1"), Block("2. Another text.", origin="line 2"))
    assert len(document_of(RawDocument(blocks, "text"), "en", id="x", place="x.txt")[0]) == 2
