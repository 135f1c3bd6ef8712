"""Instructions of a text that ask for other files: each becomes a paragraph that stands for its file.

The files are not read: a document is one file. `tree.py` leaves these paragraphs out, so that
their place is known.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
"""What the number of a file stands between; these signs are for private use."""

_STANDING = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_RST = re.compile(r"([ \t]*)\.\. (include|literalinclude|csv-table|raw|mermaid|graphviz)::[ \t]*(.*)")
_DIRECTIVE = re.compile(r"([ \t]*)\.\. [\w:-]+::(?:[ \t]|\Z)")
_RST_FILE = re.compile(r"[ \t]+:(?:file|url):[ \t]*(\S.*)")
_ASCIIDOC = re.compile(r"(?m)^include::([^\[\n]+)\[[^\]\n]*\][ \t]*$")
_ORG = re.compile(r'(?mi)^[ \t]*#\+INCLUDE:[ \t]*"?([^"\n]+)"?.*$')
_LATEX = re.compile(
    r"\\(?:input|include|subfile|verbatiminput|lstinputlisting(?:\[[^\]]*\])?)[ \t]*\{([^{}\n]{1,300})\}"
)
_LATEX_COMMENT = re.compile(r"(?m)(?<!\\)%.*$")


class Includes:
    """The files that a text asks for, in its order."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def replace(self, text: str, format: str) -> str:
        """The text with a paragraph in place of each instruction that asks for another file."""
        text = text.replace(_OPEN, "").replace(_CLOSE, "")
        if format == "asciidoc":
            return _ASCIIDOC.sub(self._paragraph, text)
        if format == "org":
            return _ORG.sub(self._paragraph, text)
        if format == "latex":
            before, begin, body = text.partition("\\begin{document}")
            return before + begin + _LATEX.sub(self._paragraph, _LATEX_COMMENT.sub("%", body))
        return self._rst(text) if format == "rst" else text

    def name_of(self, paragraph: str) -> str:
        """The name of the file that a paragraph stands for, "" for any other paragraph."""
        found = _STANDING.fullmatch(paragraph)
        number = int(found.group(1)) if found else len(self.names)
        return self.names[number] if number < len(self.names) else ""

    def signs(self) -> int:
        """The characters of the paragraphs that stand for files."""
        return sum(len(str(number)) + 2 for number in range(len(self.names)))

    def _paragraph(self, found: re.Match[str]) -> str:
        return f"\n\n{self._sign(found.group(1))}\n\n"

    def _sign(self, name: str) -> str:
        self.names.append(name.strip())
        return f"{_OPEN}{len(self.names) - 1}{_CLOSE}"

    def _rst(self, text: str) -> str:
        """Like `replace`, for directives with their options and their content."""
        out: list[str] = []
        lines = text.split("\n")
        place = 0
        while place < len(lines):
            found = _RST.fullmatch(lines[place])
            if found is None:
                out += ["", lines[place]] if _follows_text(lines, place) else [lines[place]]
                place += 1
                continue
            end = place + 1
            while end < len(lines) and (not lines[end].strip() or _is_deeper(lines[end], found.group(1))):
                end += 1
            options = filter(None, map(_RST_FILE.fullmatch, lines[place + 1 : end]))
            named = next((option.group(1) for option in options), "")
            if found.group(2) in ("include", "literalinclude"):
                named = found.group(3)
            out += ["", f"{found.group(1)}{self._sign(named)}", ""] if named else lines[place:end]
            place = end
        return "\n".join(out)


def _follows_text(lines: list[str], place: int) -> bool:
    """True for a directive right below a line of text; RST would take it for text, people do not."""
    found = _DIRECTIVE.match(lines[place])
    before = lines[place - 1] if place else ""
    return found is not None and bool(before.strip()) and before[: len(before) - len(before.lstrip())] == found.group(1)


def _is_deeper(line: str, indent: str) -> bool:
    """True for a line that is indented further than `indent`."""
    return line.startswith(indent) and line[len(indent) : len(indent) + 1] in (" ", "\t")
