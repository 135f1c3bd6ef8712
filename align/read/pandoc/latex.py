"""Commands of LaTeX that pandoc does not know: those that hold words are defined, so that the words stay.

pandoc skips such a command with its argument and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SKIPPED = re.compile(r"Skipped '\\([A-Za-z@]+)\*?([^\n]*?)' at")
_ARGUMENT = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_WORD = re.compile(r"[^\W\d_]")
_SILENT = frozenset(
    """vspace hspace vskip hskip GetFileInfo setlength addtolength setcounter addtocounter pagestyle thispagestyle
    hypersetup usepackage RequirePackage bibliographystyle bibliography include input includeonly lstset definecolor
    color selectlanguage pagenumbering captionsetup geometry theoremstyle newtheorem label index glossary
    addcontentsline markboth markright rule raisebox fontsize fontfamily fontencoding fontseries fontshape
    linespread stepcounter refstepcounter value nocite graphicspath tikzset usetikzlibrary pgfplotsset newlength
    newcounter newenvironment newif definepart crefname Crefname allowdisplaybreaks pdfbookmark hyphenation
    setmainfont setsansfont setmonofont setmainjfont setsansjfont usetheme usecolortheme usefonttheme setbeamertemplate
    DeclareMathOperator numberwithin ProvidesFile ProvidesPackage NeedsTeXFormat epTeXinputencoding""".split()
)
"""Commands whose arguments are no words."""


def skipped(said: str) -> list[str]:
    """The commands that pandoc skipped, each once, as it writes them."""
    return list(dict.fromkeys(f"\\{name}{rest.rstrip()}" for name, rest in _SKIPPED.findall(said)))


def definitions(said: str) -> str:
    r"""Definitions of the skipped commands that hold words: `\node{width}` shows "width", `\pTeX` shows "pTeX".

    >>> definitions(r"[INFO] Skipped '\node{width}' at x line 1 column 2")
    '\\newcommand{\\node}[1]{#1}'
    """
    return "".join(dict.fromkeys(_definitions(said)))


def _definitions(said: str) -> Iterator[str]:
    for name, rest in _SKIPPED.findall(said):
        arguments = _ARGUMENT.findall(rest)
        if name.endswith("TeX"):
            yield f"\\newcommand{{\\{name}}}{{{name}}}"
        elif arguments and _WORD.search(arguments[-1]) and name not in _SILENT and "@" not in name:
            yield f"\\newcommand{{\\{name}}}[{len(arguments)}]{{#{len(arguments)}}}"
