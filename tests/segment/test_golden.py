"""Small documents with the segments that they become: kind, level, marker and text.

`golden/documents.txt` holds documents, each after "=== LANG NAME", and below "---" its segments. To add one,
write its text; ALIGN_GOLDEN=write fills in the rest. Check it by hand: it is the promise.
"""

import os
from pathlib import Path

import pytest

from align.read import read_content
from align.segment import document_of
from align.segment.rendering import as_text

GOLDEN = Path(__file__).parent / "golden" / "documents.txt"


def documents() -> list[tuple[str, str, str]]:
    """Head line, text and expected lines of each document."""
    found = []
    for part in GOLDEN.read_text("utf-8").split("=== ")[1:]:
        head, _, body = part.partition("\n")
        text, _, expected = body.partition("\n---\n")
        found.append((head, text.rstrip("\n") + "\n", expected.rstrip("\n")))
    return found


def segmented(head: str, text: str) -> str:
    """One line a segment, and below the title where there is one."""
    document, _ = document_of(read_content(text.encode(), "x.txt", format="text"), head[:2], id="x", place="x")
    lines = [f"{s.kind} {s.level} [{s.marker}] {s.text}" for s in document.segments]
    return "\n".join([*lines, f"title: {document.title}"])


if os.environ.get("ALIGN_GOLDEN") == "write":
    GOLDEN.write_text(
        "".join(f"=== {head}\n{text}---\n{segmented(head, text)}\n" for head, text, _ in documents()), "utf-8"
    )


@pytest.mark.parametrize(("head", "text", "expected"), documents(), ids=[head for head, _, _ in documents()])
def test_what_a_document_becomes(head, text, expected):
    assert segmented(head, text) == expected


def test_a_document_as_text_keeps_lists_together_and_the_rest_apart():
    text = "Title\n\nThe points are these.\n(1) First.\n- Inner.\nア　三。\nイ　四。\n\nThey met.\n\n・ Bullet.\n"
    document, _ = document_of(read_content(text.encode(), "x.txt", format="text"), "en", id="x", place="x")
    assert as_text(document) == (
        "Title\n\nThe points are these.\n\n(1) First.\n  - Inner.\n"
        "    ア\u3000三。\n    イ\u3000四。\n\nThey met.\n\n・\u3000Bullet.\n"
    )
