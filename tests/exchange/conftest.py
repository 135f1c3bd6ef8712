"""A small pair with text that bites, its verdicts and findings, and one function that exports to bytes."""

import io
from collections.abc import Callable

import pytest

from align.exchange import Export, ExportOptions, export
from align.model import Alignment, Bead, Document, Evidence, Finding, Origin, Segment, Verdict

RENDERING = "project rendering, not the Ministry's text"

SOURCE = (
    ("heading", "", "日米防衛相会談の概要"),
    ("heading", "１", "Q&A <1> の総論"),
    ("paragraph", "", "𠮷田大臣は「2+2」を踏まえ、約50分間会談した。率直な意見交換を行った。"),
    ("paragraph", "", "両閣僚は確認した。"),
    ("item", "(1)", "=SUM(A1)*2 と書いても式ではない。"),
    ("paragraph", "", "<r><t>書式</t></r>"),
    ("paragraph", "", "栄誉礼が実施された。"),
    ("item", "ア", "長い段落。" * 600),
    ("paragraph", "", "後で述べたこと。"),
)
TARGET = (
    ("heading", "", "Japan-U.S. Defense Ministerial Meeting (Summary)"),
    ("heading", "1", 'Q&A <1>: "Overview" | it\'s ]]> here'),
    ("paragraph", "", "Said later, told first."),
    ("paragraph", "", "Minister Yoshida met for 60 minutes, in light of the “2+2”."),
    ("paragraph", "", "They also exchanged candid views."),
    ("item", "(1)", "=SUM(A1)*2 is no formula; `code` *stars* _x0041_ \\n 100 % {braces}"),
    ("paragraph", "", "-1+1 +2 @cmd <script>alert('x')</script>"),
    ("paragraph", "", "An addition\twith a tab and an \x1b escape."),
    ("item", "a.", "A long paragraph. " * 170 + "End."),
)
BEADS = (
    Bead((0,), (0,), 0.995, (Evidence("similarity", 0.7, 2.2), Evidence("structure", 1, 1.1, "both <headings>"))),
    Bead((1,), (1,), 0.93, (Evidence("length", 0.1, -0.2),)),
    Bead((2, 3), (3, 4), 0.88, (Evidence("facts", 2, 1.6, "50分 ≠ 60 minutes"), Evidence("size", 2, -1.0, "2-2"))),
    Bead((4,), (5,), 0.91),
    Bead((5,), (6,), 0.64),
    Bead((6,), (), 0.81),
    Bead((), (7,), 0.55),
    Bead((7,), (8,), 0.97, locked=True),
    Bead((8,), (2,), 0.42, crosses=True),
)


def document(lang: str, rows: tuple[tuple[str, str, str], ...], title: str, status: str) -> Document:
    segments = tuple(
        Segment(index, text, kind, 1 if kind == "item" else 0, marker)
        for index, (kind, marker, text) in enumerate(rows)
    )
    place = "https://example.org/ja" if lang == "ja" else "/home/somebody/en.txt"
    origin = Origin(place=place, licence="CC0-1.0", status=status)
    return Document("2026-01-15", lang, segments, title, "0" * 64, origin)


def alignment() -> Alignment:
    source = document("ja", SOURCE, "日米防衛相会談の概要", RENDERING)
    target = document("en", TARGET, "Summary & <more>", "official")
    return Alignment(source, target, BEADS, "align:0.1|enc:use3@abc|weights:7", "2026-01-16T09:30:00+00:00")


@pytest.fixture
def sample() -> Export:
    pair = alignment()
    keys = pair.keys
    minutes = pair.target_text(pair.beads[2]).index("60 minutes")
    about = pair.source_text(pair.beads[2]).index("約50分間")
    spans = ((about, about + 5),)
    findings = {
        keys[2]: (Finding(keys[2], "duration", "error", "50分 & 60 <minutes>", spans, ((minutes, minutes + 10),)),),
        keys[5]: (Finding(keys[5], "coverage", "hint", "no counterpart"),),
    }
    target = pair.target_text(pair.beads[2]).replace("60", "50")
    verdicts = {
        keys[0]: (Verdict(keys[0], "accept", "Tanaka", "2026-01-17T01:00:00Z"),),
        keys[2]: (Verdict(keys[2], "needs-fix", "Tanaka", "2026-01-17T01:01:00Z", "50 & not <60>", None, target),),
        keys[5]: (Verdict(keys[5], "intended-omission", "Tanaka", "2026-01-17T01:02:00.123Z"),),
        keys[3]: (
            Verdict(keys[3], "accept", "Tanaka", "2026-01-17T01:03:00Z"),
            Verdict(keys[3], "reject", "鈴木 <S>", "2026-01-17T02:03:00Z", "=1+1\nsecond line"),
        ),
        keys[4]: (Verdict(keys[4], "accept", "Tanaka", "2026-01-17T03:00:00Z", "", "直した文", None),),
    }
    return Export(pair, verdicts, findings)


@pytest.fixture
def second() -> Export:
    """Another pair, without titles, status, evidence or date."""
    source = Document("メモ/2:長い名前の組" + "あ" * 40, "ja", (Segment(0, "甲"), Segment(1, "乙")))
    target = Document(source.id, "en", (Segment(0, "A"),))
    return Export(Alignment(source, target, (Bead((0,), (0,)), Bead((1,), (), 0.5))))


@pytest.fixture
def apart() -> Export:
    """A pair with a bead whose segments do not stand together."""
    source = Document("x", "ja", tuple(Segment(i, f"第{i}文。") for i in range(5)))
    target = Document("x", "en", tuple(Segment(i, f"Sentence {i}.") for i in range(4)))
    beads = (Bead((0, 1, 3), (0, 2), 0.7, crosses=True), Bead((2,), (1,)), Bead((4,), (3,)))
    return Export(Alignment(source, target, beads))


@pytest.fixture
def written() -> Callable[..., bytes]:
    def write(format: str, *exports: Export, options: ExportOptions | None = None) -> bytes:
        stream = io.BytesIO()
        export(exports, format, stream, options)
        return stream.getvalue()

    return write
