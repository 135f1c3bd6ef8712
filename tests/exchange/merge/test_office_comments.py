"""Comments and tracked changes that people made in Word and Excel."""

import openpyxl
from lxml import etree
from openpyxl.comments import Comment

from align.exchange.merge import Attribution, plan, read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def verdicts(path, alignment, reviewer):
    """Bead number -> the verdicts that its row gives."""
    report = plan(read(path).rows, [alignment], {}, Attribution(reviewer, "2026-02-01T00:00:00Z"))
    return {outcome.match.number: outcome.verdicts for outcome in report.outcomes if outcome.match}


def test_word_comments_and_tracked_changes_come_along(sent, rewritten, alignment):
    path = sent("docx", alignment)

    def track(root):
        row = list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))[2]
        paragraph = row.findall(f"{W}tc")[2].find(f"{W}p")
        old = paragraph.find(f"{W}r")
        deletion = etree.SubElement(paragraph, f"{W}del", {f"{W}author": "Mori", f"{W}id": "900"})
        gone = etree.SubElement(etree.SubElement(deletion, f"{W}r"), f"{W}delText")
        gone.text = old.find(f"{W}t").text
        paragraph.remove(old)
        insertion = etree.SubElement(paragraph, f"{W}ins", {f"{W}author": "Mori", f"{W}id": "901"})
        etree.SubElement(etree.SubElement(insertion, f"{W}r"), f"{W}t").text = "The Minister confirmed."
        mention = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference")
        mention.set(f"{W}id", "77")

    def comment(root):
        note = etree.SubElement(root, f"{W}comment", {f"{W}id": "77", f"{W}author": "Ueda"})
        run = etree.SubElement(etree.SubElement(note, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = "Which minister?"

    rewritten(path, "word/document.xml", track)
    rewritten(path, "word/comments.xml", comment)
    assert read(path).reviewer == "Mori"
    found = verdicts(path, alignment, "Mori")[2]
    assert [(v.reviewer, v.comment, v.target_text) for v in found] == [
        ("Mori", "", "The Minister confirmed."),
        ("Ueda", "Which minister?", None),
    ]


def test_notes_on_excel_cells_come_along(sent, edited, alignment):
    path = sent("xlsx", alignment)
    edited("xlsx", path, {1: {"Verdict": "accept"}})
    book = openpyxl.load_workbook(path)
    thread = "[Threaded comment]\n\nYour version of Excel …\n\nComment:\n    Is this right?\nReply:\n    Yes.\n"
    book.worksheets[1]["C4"].comment = Comment(thread, "Ueda")
    book.worksheets[1]["B5"].comment = Comment("Which one?", "Unknown Author")
    book.save(path)
    said = {
        number: [(v.reviewer, v.decision, v.comment) for v in found]
        for number, found in verdicts(path, alignment, "Sato").items()
    }
    assert said[1] == [("Sato", "accept", "")]
    assert said[2] == [("Ueda", "", "Is this right?\nReply:\n    Yes.")]
    assert said[3] == [("Sato", "", "Which one?")]
