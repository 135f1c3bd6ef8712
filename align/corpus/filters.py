"""What makes a pair look misaligned: filters with a measure, a threshold and a name.

A pair below a threshold keeps its beads; the column `marks` names the filters that it fell into.

wrong-partner    too few of the target's characters are expected to be in a right link
wrong-language   too few letters of a side are of its language's script, or its common words are rare
boilerplate      too little of a side is running text of its own: menus, notices, repeated blocks
low-probability  the mean probability of the links is low
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from align.model import Alignment, Document
from align.text.language import is_unspaced, primary

FILTERS = ("wrong-partner", "wrong-language", "boilerplate", "low-probability")

_ENGLISH = frozenset(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
    "which one you were her all she there would their we him been has when who will more no if out so said what "
    "its about than into them can only other time new some could these two may then do any our your such".split()
)
_WORD = re.compile(r"[A-Za-z']+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_NOTICE = re.compile(
    r"copyright|©|all rights reserved|cookie|privacy policy|terms of (use|service)|javascript|subscribe|sign in|log ?in"
    r"|著作権|無断転載|個人情報保護|プライバシーポリシー|利用規約|サイトマップ|ログイン|お問い合わせ|ページの先頭|クッキー",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"')\]」』）”’]*$")
_SCRIPTS = {
    "ja": ("HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"),
    "zh": ("CJK",),
    "ko": ("HANGUL", "CJK"),
    "ru": ("CYRILLIC",),
    "uk": ("CYRILLIC",),
    "el": ("GREEK",),
    "ar": ("ARABIC",),
    "he": ("HEBREW",),
    "th": ("THAI",),
}
_ENOUGH_LETTERS, _ENOUGH_WORDS = 40, 12
"""Below so many letters, no language is judged; below so many words, a title, only its script."""
_MENU = 4
"""So many short segments that end no sentence may be a menu; fewer are the headings of a short text."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A pair is marked where its measure lies below the threshold; 0 turns a filter off."""

    support: float = 0.55
    """wrong-partner."""
    language: float = 0.45
    """wrong-language."""
    content: float = 0.3
    """boilerplate."""
    probability: float = 0.7
    """low-probability."""

    def by_filter(self) -> dict[str, float]:
        """Filter -> threshold, in the order of `FILTERS`."""
        return dict(zip(FILTERS, (self.support, self.language, self.content, self.probability), strict=True))


@dataclass(frozen=True, slots=True)
class Measures:
    """What the filters look at, for one pair; all 0…1."""

    source_coverage: float
    """Share of the source's characters that lie in links."""
    target_coverage: float
    support: float
    """Expected share of the target's characters that are rightly linked."""
    probability: float
    """Mean over the links, by characters; 0 without links."""
    language: float
    """The worse side's."""
    content: float
    """The worse side's."""

    def marks(self, thresholds: Thresholds) -> tuple[str, ...]:
        """Return the names of the filters that this pair falls into."""
        values = (self.support, self.language, self.content, self.probability)
        return tuple(
            name for (name, least), value in zip(thresholds.by_filter().items(), values, strict=True) if value < least
        )


def measure(alignment: Alignment, repeated: Collection[str] = ()) -> Measures:
    """Measure one pair. `repeated`: segment texts that many of its neighbours hold as well."""
    lengths = [[len(text) for text in side.texts()] for side in (alignment.source, alignment.target)]
    links = [bead for bead in alignment.beads if not bead.is_null]
    held = [0, 0]
    expected = 0.0
    for bead in links:
        source, target = sum(lengths[0][i] for i in bead.source), sum(lengths[1][i] for i in bead.target)
        held[0] += source
        held[1] += target
        expected += bead.probability * target
    totals = [sum(side) for side in lengths]
    sides = (alignment.source, alignment.target)
    return Measures(
        source_coverage=_share(held[0], totals[0]),
        target_coverage=_share(held[1], totals[1]),
        support=_share(expected, totals[1]),
        probability=_share(expected, held[1]),
        language=min(map(language_share, sides)),
        content=min(content_share(side, repeated) for side in sides),
    )


def language_share(document: Document) -> float:
    """How much of the text is in the document's language, 0…1; 1.0 where there is too little to tell.

    Share of letters in the language's script. Japanese needs kana (else it may be Chinese), English
    its commonest words (else it may be any language in Latin letters): of running text, a fifth is
    too little for neither.
    """
    text = "\n".join(document.texts())[:20_000]
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return 1.0
    lang = primary(document.lang)
    scripts = _SCRIPTS.get(lang, ("LATIN", "FULLWIDTH LATIN"))
    share = sum(unicodedata.name(char, "").startswith(scripts) for char in letters) / len(letters)
    if lang == "ja":
        return min(share, 1.0, 10 * len(_KANA.findall(text)) / len(letters))
    if lang == "en":
        words = _WORD.findall(text.lower())
        common = sum(word in _ENGLISH for word in words)
        return min(share, 1.0, 5 * common / len(words)) if len(words) >= _ENOUGH_WORDS else share
    return share


def content_share(document: Document, repeated: Collection[str] = ()) -> float:
    """How much of a document is running text of its own, 0…1, by characters.

    Not running text: notices, what neighbours repeat, and short segments that end no sentence, if
    there are several.
    """
    wide = is_unspaced(document.lang)
    long_enough = 30 if wide else 60
    total = content = 0
    short = []
    for text in document.texts():
        total += len(text)
        own = text not in repeated and not (len(text) < 4 * long_enough and _NOTICE.search(text))
        if len(text) >= long_enough or (len(text) >= long_enough // 4 and _SENTENCE_END.search(text)):
            content += len(text) if own else 0
        else:
            short.append(len(text) if own else 0)
    if len(short) < _MENU:
        content += sum(short)
    return _share(content, total)


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
