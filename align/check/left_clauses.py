"""Clauses of the source that the target leaves out, Japanese and English both ways, for the check omission."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.check.context import Context
from align.check.sentence_support import USUAL, sides
from align.check.view import BeadView
from align.check.wording import A_PART, shortened
from align.coverage import support_coverage
from align.model import Alignment, BeadLinks, Finding, Span
from align.text.language import primary
from align.text.width import columns
from align.words.clause_features import LinkedTexts, clauses_below
from align.words.left_clauses import left_clauses

_SHORT = {"ja": (0.3, 0.0), "en": (0.1, 0.2)}
"""Log of the ratio of lengths, less the usual one, above which a target is long enough to hold every clause.

By the language of the source. The first is for a source of one sentence, of which a clause is a larger part. It saves
making word links for long targets: the copies without a clause from which the weights were learnt lie below in nine of
ten cases or more, of the whole pairs seven of ten.
"""
_SWITCH = re.compile("[^。]{0,14}(?:チェック|オン|オフ|有効|無効|選択|指定)[^。]{0,8}(?:と|場合は?|とき)、?")
"""A clause such as チェックマークを付けると、, for which English says "If on"."""
_LABEL, _SURE = 56, 0.8
"""Columns of a source below which a clause must be missing with this probability.

Of the clauses reported in messages of programs that short, none was missing.
"""
_SUMMARY = 0.8
"""Share of the source below which the target is a summary, which leaves clauses out on purpose."""


def clause_findings(views: Sequence[BeadView], context: Context, reported: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding on each clause whose probability to be missing is `config.omission` or more.

    Clauses inside a sentence of `reported` are passed over. Findings on summaries are hints. Other
    pairs of languages yield nothing.
    """
    judged = [view for view in views if _can_miss(view)]
    if not judged:
        return
    links = context.word_links(views[0].alignment, {view.key for view in judged})
    gone: dict[str, list[Span]] = {}
    for finding in reported:
        gone.setdefault(finding.bead, []).extend(finding.source_spans)
    texts = []
    for view in judged:
        source, target = sides(view)
        texts.append(
            LinkedTexts(
                view.source, view.target, source.spans, target.spans, links.get(view.key, BeadLinks()), _langs(view)
            )
        )
    severity = _severity(views[0].alignment)
    for view, found in zip(judged, left_clauses(texts, context.parts, context.config.omission), strict=True):
        for clause in found:
            if _is_doubtful(view, clause.span, clause.probability):
                continue
            if not any(a < clause.span[1] and clause.span[0] < b for a, b in gone.get(view.key, ())):
                quoted = shortened(view.source[slice(*clause.span)], 60)
                quoted = f"「{quoted}」" if _langs(view)[0] == "ja" else f"“{quoted}”"
                message = f"not in the target: {quoted}, {A_PART}"
                finding = view.finding("omission", severity, message, [clause.span])
                yield replace(finding, probability=clause.probability)


def _is_doubtful(view: BeadView, span: Span, probability: float) -> bool:
    """Tell whether it is a switch, a quoted word or a part of a label, which translators condense."""
    text = view.source[slice(*span)]
    if _SWITCH.fullmatch(text) or re.fullmatch("[「『（(][^」』）)]*[」』）)]、?", text):
        return True
    return columns(view.source) < _LABEL and probability < _SURE


def _can_miss(view: BeadView) -> bool:
    """True for beads of Japanese and English with a short target and a sentence that has several clauses."""
    langs = _langs(view)
    if view.is_null or set(langs) != {"ja", "en"}:
        return False
    limit = _SHORT[langs[0]][len(view.source_sentences.texts) > 1]
    usual = USUAL if langs[0] == "ja" else -USUAL
    if math.log(columns(view.target) / max(1, columns(view.source)) + 0.05) - usual > limit:
        return False
    return bool(clauses_below(view.source, sides(view)[0].spans, langs[0]))


def _langs(view: BeadView) -> tuple[str, str]:
    return primary(view.source_lang), primary(view.target_lang)


def _severity(alignment: Alignment) -> str:
    covered = support_coverage(alignment)
    return "hint" if covered and covered.carried < _SUMMARY else "warning"
