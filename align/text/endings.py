"""Whether a text ends as a sentence ends: two rules for two questions.

`ends_clause` serves layout: a line that ends so needs no next line. It is generous: a semicolon or
an ellipsis is enough. `ends_sentence` is a feature of the scorer, whose weights were learnt with
it. Both allow closing brackets and quotation marks after the end.
"""

from __future__ import annotations

_CLAUSE_CLOSERS = "」』）)】〕］〉》”\"’'>＞ \u3000"
_CLAUSE_ENDS = tuple("。｡．！？!?.…‥：:；;")
_SENTENCE_CLOSERS = " )）」』】\"'”’"
_SENTENCE_ENDS = tuple("。.!?！？:：")


def ends_clause(text: str) -> bool:
    """True if the text ends with a full stop, question mark, colon, semicolon or ellipsis."""
    return text.rstrip(_CLAUSE_CLOSERS).endswith(_CLAUSE_ENDS)


def ends_sentence(text: str) -> bool:
    """True if the text ends with a full stop, question mark, exclamation mark or colon."""
    return text.rstrip(_SENTENCE_CLOSERS).endswith(_SENTENCE_ENDS)
