"""Japanese sentences: split after 。！？, never inside brackets or quotation marks."""

from __future__ import annotations

import re

from align.text.spans import Span, spans_between

_PAIRS = {
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "】": "【",
    "〕": "〔",
    "］": "［",
    "〉": "〈",
    "》": "《",
    "”": "“",
}
_OPENERS = frozenset(_PAIRS.values())
_LONGEST_QUOTE = 400
"""A pair of brackets holds its sentences together only up to this many characters."""

_BRACKET = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_OPENERS)) + "]")
_END = re.compile(
    r"""
      [。｡]+                                            # the full stop, full or half width
    | (?<![0-9０-９])[．](?![0-9０-９A-Za-zＡ-Ｚａ-ｚ])       # ． as a full stop, not in １．５ or ＡＢＣ．ＪＰ
    | [！？‼⁇⁈⁉][！？!?‼⁇⁈⁉]*(?![、，,]|と(?:い|述|思|の|し|聞|呼|話|言|考|さ)|って)  # not in 何か？と述べ
    | (?<=[\u3040-\u30ff\u4e00-\u9fff])[!?]+(?=\s|$)    # half-width marks after Japanese
    | (?<=[\u3040-\u30ff\u4e00-\u9fff\uff08-\uff09])\.(?=\s|$)
    | (?<=[a-z0-9]{2}|[a-z][)"”])(?<!vs)[.!?]+(?=\s+[A-Z\u3040-\u30ff\u4e00-\u9fff])  # an English sentence
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r"[」』）)】〕］〉》”\"’]+")


def japanese_sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences as half-open spans without surrounding space; () for blank text.

    Takes time linear in the length of the text.

    >>> text = "両閣僚は「一致した。」と述べた（詳細は別添。）。会談は終了した。"
    >>> [text[a:b] for a, b in japanese_sentence_spans(text)]
    ['両閣僚は「一致した。」と述べた（詳細は別添。）。', '会談は終了した。']
    """
    closing = _closing_places(text)
    cuts: list[int] = []
    shut = iter(closing)
    held = next(shut, None)
    for match in _END.finditer(text):
        while held is not None and held[1] < match.start():
            held = next(shut, None)
        if held is not None and held[0] < match.start() < held[1]:
            continue
        tail = _TAIL.match(text, match.end())
        cuts.append(tail.end() if tail else match.end())
    return spans_between(text, cuts)


def _closing_places(text: str) -> list[Span]:
    """The outermost pairs of brackets, in order, as (place of opener, place of closer)."""
    stacks: dict[str, list[int]] = {}
    matched: list[Span] = []
    for match in _BRACKET.finditer(text):
        sign, place = match.group(), match.start()
        if sign in _OPENERS:
            stacks.setdefault(sign, []).append(place)
            continue
        opened = stacks.get(_PAIRS[sign])
        if opened:
            start = opened.pop()
            if place - start <= _LONGEST_QUOTE:
                matched.append((start, place))
    outer: list[Span] = []
    for start, stop in sorted(matched):
        if outer and start < outer[-1][1]:
            outer[-1] = (outer[-1][0], max(stop, outer[-1][1]))
        else:
            outer.append((start, stop))
    return outer
