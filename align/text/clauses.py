"""Clauses: the parts of a sentence that another text may answer one by one, or leave out."""

from __future__ import annotations

import re

from align.text.language import primary
from align.text.spans import Span, spans_between

_LEAST = {"ja": 5, "en": 12}
"""Characters below which a part is no clause and stays with its neighbour."""

_JAPANESE_CUT = re.compile(
    r"""
      (?<![はもにで])(?<!には)(?<!では)、   # not after a topic or a place: 大臣は、東京で、
    | [；;：]
    | (?=[（(「『])
    | (?<=[）)」』])(?=[^、。，；）」』])
    """,
    re.VERBOSE,
)
_JAPANESE_OPENER = re.compile(
    r"(?:また|さらに|更に|なお|ただし|しかし|一方|他方|その後|その際|このため|これに対し|特に|今後|同時に|加えて|そして)、\Z"
)
"""Words that only open a sentence: what follows belongs to them."""

_VERB = (
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|"
    r"said|says|made|took|met|held|gave|told|went|came|saw|began|set|put|led|rose|fell|kept|left|found|built|won|lost|"
    r"\w{2,}(?:ed|ing))\b"
)
_ENGLISH_CUT = re.compile(
    r"""
      [;:](?=\s)
    | \s[–—-](?=\s) | —
    | ,(?=\s)(?!\s\d{3}\b)
    | (?<=\s)(?=\() | (?<=\))(?=\s)
    | (?<=\s)(?=(?:and|but|or|while|whereas|although|because|since|after|before|until|unless|which|who|whose|where)\s)
    """,
    re.VERBOSE,
)
_CONJUNCTION = re.compile(r"\s*(?:and|but|or)\s")
_HAS_VERB = re.compile(_VERB)
_REACH = 160
"""Characters on each side of "and" in which a verb is looked for."""


def clause_spans(text: str, lang: str) -> tuple[Span, ...]:
    """The clauses of one sentence as half-open spans, in order; together they hold all but outer spaces.

    Japanese: cut behind 、 after a conjunctive form or in a list, at ；, and around brackets.
    English: at ; : – and commas, around brackets, before a subordinating word, and before "and",
    "but", "or" with a verb on both sides. Other languages: at the same signs as English. Linear in
    the text's length.

    >>> text = "政府は予算を増やし、制度を見直した（来年度から）。"
    >>> [text[a:b] for a, b in clause_spans(text, "ja")]
    ['政府は予算を増やし、', '制度を見直した', '（来年度から）。']
    >>> text = "Adults pay 400 yen; students pay half and get a map."
    >>> [text[a:b] for a, b in clause_spans(text, "en")]
    ['Adults pay 400 yen;', 'students pay half and get a map.']
    """
    if primary(lang) == "ja":
        cuts = [match.end() for match in _JAPANESE_CUT.finditer(text)]
        cuts = [cut for cut in cuts if not _JAPANESE_OPENER.search(text, max(0, cut - 8), cut)]
        return spans_between(text, _spaced(text, cuts, _LEAST["ja"]))
    cuts = [match.end() for match in _ENGLISH_CUT.finditer(text)]
    return spans_between(text, _spaced(text, [cut for cut in cuts if _is_clause_cut(text, cut)], _LEAST["en"]))


def _is_clause_cut(text: str, cut: int) -> bool:
    """False before "and", "but", "or" that join words and not clauses."""
    if not _CONJUNCTION.match(text, cut) or text[max(0, cut - 8) : cut].rstrip().endswith((",", ";")):
        return True
    before, behind = text[max(0, cut - _REACH) : cut], text[cut : cut + _REACH]
    return bool(_HAS_VERB.search(before) and _HAS_VERB.search(behind))


def _spaced(text: str, cuts: list[int], least: int) -> list[int]:
    """Drop cuts that would leave a part of fewer than `least` characters."""
    kept: list[int] = []
    start = 0
    end = len(text.rstrip())
    for cut in cuts:
        if cut - start >= least and end - cut >= least:
            kept.append(cut)
            start = cut
    return kept
