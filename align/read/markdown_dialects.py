"""Signs of Markdown's dialects that are no text: containers, alerts, imports and the ids of headings."""

from __future__ import annotations

import re

from align.read.blocks import LeftOut

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_CONTAINER = re.compile(r"([ \t]*):{3,}[ \t]*(?:[\w-]+)?[ \t]*(?:\{[^{}]*\})?[ \t]*(?:\[([^\[\]]*)\]|(.*))")
_ALERT = re.compile(r"[ \t]*>[ \t]*\[![A-Za-z]+\][+-]?[ \t]*")
_IMPORT = re.compile(r"import\s.{0,300}\sfrom\s+['\"][^'\"]+['\"];?\s*")
_COMMENT = re.compile(r"[ \t]*\{/\*.{0,300}?\*/\}")
_ID = re.compile(r"[ \t]*\\?\{#[\w:.-]+\}[ \t]*")


def plain_lines(text: str) -> tuple[str, list[int], list[LeftOut]]:
    """The text without the lines that only open or close a container; its title is a paragraph of its own.

    Also the line number of each line in the original, from 1, and what was taken out.
    """
    out: list[str] = []
    numbers: list[int] = []
    left: list[LeftOut] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        lines = [line]
        mark = _FENCE.match(line)
        if mark and (not fence or (mark.group(1).startswith(fence) and not line[mark.end() :].strip())):
            fence = "" if fence else mark.group(1)
        elif not fence:
            if found := _CONTAINER.fullmatch(line.rstrip("\r")):
                title = (found.group(2) or found.group(3) or "").strip()
                lines = ["", f"{found.group(1)}{title}", ""] if title else [""]
            elif _ALERT.fullmatch(line.rstrip("\r")):
                lines = [">"]
            elif _IMPORT.fullmatch(line):
                lines = [""]
            elif _COMMENT.search(line):
                lines = [_COMMENT.sub("", line)]
        if lines != [line]:
            taken = _COMMENT.search(line) if lines[0] else None
            left.append(LeftOut((taken.group() if taken else line).strip(), "instruction", f"line {number}"))
        out += lines
        numbers += [number] * len(lines)
    return "\n".join(out), numbers, left


def without_ids(text: str) -> tuple[str, list[str]]:
    """A text without the ids that its dialect writes into headings ("{#start}"), and these."""
    return _ID.sub("", text), [found.strip() for found in _ID.findall(text)]
