"""The examples at the end of every command's help."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("align run x.ja.txt x.en.txt -o mine --to html", "two files"),
        ("align review mine", "look at the result side by side"),
    ),
    "run": (
        ("align run x.ja.txt x.en.txt -o mine --to html", "two files"),
        ("align run data -o out --to html,xlsx,tmx", "a folder of pairs"),
        ("align run data -o out --explain", "with the reasons for each bead"),
        ("align run x.ja.txt x.en.txt -o mine --lock mine/x.align.json", "keep what a person confirmed"),
    ),
    "add": (
        ('align add URL --pair 2023-01-12 --lang ja --licence "…"', "a page, PDF or Word file on the web"),
        ("align add original.pdf --pair 2026-02-01 --lang ja", "a file"),
    ),
    "show": (
        ("align show x.ja.txt", "the segments of a file"),
        ("align show page.html --left-out", "what was not taken for text"),
    ),
    "export": (
        ("align export out --to xlsx -o review.xlsx", "all pairs in one workbook"),
        ("align export out --to html", "a page beside each alignment"),
        ("align export out --to list", "the names of all formats"),
    ),
    "score": (("align score data out", "compare with the gold ladders of a folder"),),
    "check": (
        ("align check out", "all alignments of a folder"),
        ("align check memory.tmx --to html -o findings.html", "a translation memory"),
    ),
    "review": (
        ("align review out", "on this machine"),
        ("align review memory.tmx", "a bilingual file of another program"),
    ),
    "merge": (("align merge review.xlsx --reviewer Sato --with out", "a workbook that came back"),),
    "corpus": (("align corpus data -o out/corpus --workers 2", "many pairs, into tables"),),
    "terms": (("align terms out -o terms.csv", "a glossary from word links"),),
}
"""Command, "" for all of them -> (what is typed, what it is for)."""


NAMES = {
    "formats": "html, docx, xlsx, tmx, xliff, xliff20, xliff12, tei, md, tsv, csv, jsonl, parquet, ladder, support",
    "encoders": "use (default), st:NAME (sentence-transformers), openai:URL",
}
"""Lists that help shows without loading what they name."""
_SHOWN = {"run": ("formats", "encoders"), "export": ("formats",)}


def epilog(command: str) -> str:
    """Return the end of a command's help: lists of names, examples, a line each, and where to read on."""
    width = max(len(typed) for typed, _ in EXAMPLES[command])
    lines = []
    for typed, what in EXAMPLES[command]:
        line = f"  {typed:<{width}}  # {what}"
        lines.append(line if len(line) < 78 else f"  {typed}")
    names = [f"{name.capitalize()}: {NAMES[name]}.\n" for name in _SHOWN.get(command, ())]
    more = "The manual: docs/index.md. Every option of a command: align COMMAND -h."
    return "\n".join([*names, "\b", "Examples:", *lines, "", more])
