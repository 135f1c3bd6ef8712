"""From paragraphs to sentences: verdicts go down with the text, corrections come first. The refining is a stand-in."""

from dataclasses import replace

from align.exchange import Export, ExportOptions
from align.exchange.rows import rows
from align.exchange.sentence_rows import by_sentence
from align.model import Alignment, Bead, Document, Segment, Verdict

SOURCE = (
    Segment(0, "一。二。", sentences=((0, 2), (2, 4))),
    Segment(1, "三。"),
    Segment(2, "四。"),
    Segment(3, "五。"),
)
TARGET = (Segment(0, "One. Two. Three.", sentences=((0, 4), (5, 9), (10, 16))), Segment(1, "Five."), Segment(2, "Six."))


def pair() -> Alignment:
    source, target = Document("x", "ja", SOURCE), Document("x", "en", TARGET)
    return Alignment(source, target, (Bead((0, 1), (0,), 0.9), Bead((2,), ()), Bead((3,), (1,)), Bead((), (2,))))


def split(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    end = "。" if lang == "ja" else ". "
    spans, start = [], 0
    while start < len(text):
        stop = text.find(end, start)
        stop = len(text) if stop < 0 else stop + 1
        spans.append((start, stop))
        start = stop + (lang != "ja")
    return tuple(spans)


def refine(alignment: Alignment) -> Alignment:
    """Pair the first sentences of each bead one to one, the rest with the last pair or with nothing."""
    documents, numbers = {}, {}
    for side in ("source", "target"):
        document = getattr(alignment, side)
        texts = [(s.index, text) for s in document.segments for text in s.sentence_texts()]
        numbers[side] = {
            s.index: [n for n, (index, _) in enumerate(texts) if index == s.index] for s in document.segments
        }
        documents[side] = Document(document.id, document.lang, tuple(Segment(n, t) for n, (_, t) in enumerate(texts)))
    beads = []
    for bead in alignment.beads:
        left = [n for index in bead.source for n in numbers["source"][index]]
        right = [n for index in bead.target for n in numbers["target"][index]]
        both = min(len(left), len(right))
        beads += [Bead((a,), (b,), bead.probability) for a, b in zip(left[:both], right[:both], strict=True)]
        beads += [Bead((a,), ()) for a in left[both:]] + [Bead((), (b,)) for b in right[both:]]
    return Alignment(documents["source"], documents["target"], tuple(beads))


def verdict(key: str, decision: str, source: str | None = None, target: str | None = None) -> tuple[Verdict, ...]:
    return (Verdict(key, decision, "A", "2026-01-01T00:00:00Z", "", source, target),)


def texts(export: Export, options: ExportOptions) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in rows(export, options)]


def test_every_bead_is_cut_into_its_sentences():
    options = ExportOptions(level="sentence")
    done = by_sentence(Export(pair()), options, refine, split)
    assert texts(done, options) == [
        *(("一。", "One."), ("二。", "Two."), ("三。", "Three."), ("四。", ""), ("五。", "Five."), ("", "Six."))
    ]


def test_sentences_inherit_the_verdict_of_their_paragraph():
    options = ExportOptions(verdicts="accepted", level="sentence")
    keys = pair().keys
    export = Export(pair(), {keys[0]: verdict(keys[0], "accept"), keys[2]: verdict(keys[2], "reject")})
    done = by_sentence(export, options, refine, split)
    assert texts(done, options) == [("一。", "One."), ("二。", "Two."), ("三。", "Three.")]
    assert all(one.bead == key for key, several in done.verdicts.items() for one in several)


def test_corrections_are_made_before_sentences_are_paired():
    options = ExportOptions(verdicts="apply", level="sentence")
    keys = pair().keys
    corrected = verdict(keys[0], "needs-fix", "壱。弐。", "First. Second.")
    done = by_sentence(
        Export(pair(), {keys[0]: corrected, keys[2]: verdict(keys[2], "reject")}), options, refine, split
    )
    assert texts(done, options) == [("壱。", "First."), ("弐。", "Second."), ("四。", ""), ("", "Six.")]


def test_sentences_keep_the_time_at_which_the_pair_was_aligned():
    """The refinement makes a new alignment; its own time would change the file each time."""
    dated = replace(pair(), created="2026-01-16T09:30:00Z")
    later = lambda alignment: replace(refine(alignment), created="2030-01-01T00:00:00Z")  # noqa: E731
    for options in (ExportOptions(level="sentence"), ExportOptions(level="sentence", verdicts="apply")):
        assert by_sentence(Export(dated), options, later, split).alignment.created == "2026-01-16T09:30:00Z"


def test_a_sentence_bead_has_comments_and_reviewers_but_no_correction_of_its_paragraph():
    alignment = pair()
    given = Verdict(alignment.keys[0], "accept", "A", "2026-01-01T00:00:00Z", "why?", "甲", "B")
    export = by_sentence(Export(alignment, {alignment.keys[0]: (given,)}), ExportOptions(), refine, split)
    found = [verdict for verdicts in export.verdicts.values() for verdict in verdicts]
    assert {(one.reviewer, one.comment, one.source_text, one.target_text) for one in found} == {
        ("A", "why?", None, None)
    }
    assert all(one.bead == key for key, verdicts in export.verdicts.items() for one in verdicts)


def test_a_left_out_paragraph_that_was_translated_and_accepted_is_cut_into_sentences() -> None:
    alignment = pair()
    verdicts = {
        alignment.keys[1]: verdict(alignment.keys[1], "accept", target="Four. And more."),
        alignment.keys[3]: verdict(alignment.keys[3], "accept", source="六。"),
    }
    options = ExportOptions(verdicts="accepted", with_nulls=False)
    assert texts(by_sentence(Export(alignment, verdicts), options, refine, split), options) == [
        ("四。", "Four."),
        ("六。", "Six."),
    ]
