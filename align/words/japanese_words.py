"""The words of a Japanese sentence that may have a link.

They come from SudachiPy where the extra `names` is installed, in its shortest units. Otherwise from
runs of one script: a run of kanji is divided into words of two characters and known prefixes and
suffixes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from align.facts.pronunciation import dictionary_tokenizer
from align.words.kanji_runs import NUMBER, divide_kanji
from align.words.word import Word

if TYPE_CHECKING:
    from sudachipy import Morpheme, Tokenizer

_PIECE = 12_000
"""Characters that are tokenized at once; the tokenizer takes at most 49,149 bytes."""
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "連体詞")
_LIGHT = frozenset(
    """する なる ある いる おる 行う おこなう よる つく おく くる いく みる しまう いただく くださる
    くれる もらう いう 言う こと もの ため とき ところ よう ほう わけ はず つもり まま うち ほか
    等 など 的 化 中 上 間 際 場合 同 本 当 御 お ご この その あの どの こうした そうした 今回
    さん 氏 様 くん 達 たち ら ごと ずつ 及び 又は また さらに 更に なお 上る 伴う 関する 対する
    基づく 係る おける とともに 一方 後 内 できる 出来る 得る れる られる せる させる""".split()
)
_KEPT = frozenset(("％", "%", "のみ", "だけ"))
"""Words of other kinds that English has a word of content for."""
_NEGATIONS = frozenset("ない ぬ ん ず まい 無い".split())
_KATAKANA = re.compile("[ァ-ヺー・]+")


def japanese_words(text: str) -> list[Word]:
    """Return the words of a Japanese text in order."""
    tokenizer = dictionary_tokenizer()
    return _by_script(text) if tokenizer is None else _by_dictionary(text, tokenizer)


def _by_dictionary(text: str, tokenizer: Tokenizer) -> list[Word]:
    import sudachipy

    words: list[Word] = []
    end = -1
    for start in range(0, len(text), _PIECE):
        for morpheme in tokenizer.tokenize(text[start : start + _PIECE], sudachipy.SplitMode.A):
            word = _word(morpheme, start, end)
            if word is not None:
                words.append(word)
                end = word.span[1]
    return words


def _word(morpheme: Morpheme, offset: int, end: int) -> Word | None:
    surface, speech, lemma = morpheme.surface(), morpheme.part_of_speech(), morpheme.dictionary_form()
    span = (offset + morpheme.begin(), offset + morpheme.end())
    if lemma in _NEGATIONS and speech[0] in ("助動詞", "形容詞"):
        return Word(span, surface, "ない", "negation", joined=span[0] == end)
    if not surface.strip() or (speech[0] not in _CONTENT and surface not in _KEPT):
        return None
    if speech[1] == "助動詞語幹":
        return None
    kind = _kind(surface, speech)
    form = _folded(lemma if speech[0] in ("動詞", "形容詞") else surface)
    light = lemma in _LIGHT or surface in _LIGHT
    reading = morpheme.reading_form() if kind in ("name", "katakana") else ""
    return Word(span, surface, form, kind, light, reading, span[0] == end)


def _kind(surface: str, speech: tuple[str, ...]) -> str:
    if speech[1] == "数詞" or NUMBER.fullmatch(surface):
        return "number"
    if _KATAKANA.fullmatch(surface):
        return "katakana"
    if surface.isascii() and surface[0].isalpha():
        return "latin"
    if speech[1] == "固有名詞":
        return "name"
    if speech[0] in ("動詞", "形容詞"):
        return "verb"
    adverb = speech[0] in ("形状詞", "副詞", "連体詞") or speech[2] == "副詞可能"
    return "other" if adverb else "word"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


_RUN = re.compile(
    r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9０-９_.+/-]*|[0-9０-９][0-9０-９.,，．]*[0-9０-９]|[0-9０-９]|[％%]"
    r"|[ァ-ヺー]{2,}|[一-鿿々〆ヶ]+(?:[ぁ-ゖ]{1,2}(?=[\s、。，]|[一-鿿ァ-ヺ])|[ぁ-ゖ]?)|[ぁ-ゖ]+"
)
_NEGATED = re.compile(r"(?:ない|なかっ|なく|なけれ|ません|ずに|ざる|ぬ(?=[、。]))")
_KANJI = re.compile("[一-鿿々〆ヶ]+")


def _by_script(text: str) -> list[Word]:
    words: list[Word] = []
    for match in _RUN.finditer(text):
        run, start = match[0], match.start()
        if kanji := _KANJI.match(run):
            words += _divided(run, kanji[0], start)
        elif _KATAKANA.fullmatch(run):
            words.append(_plain(run, start, "katakana"))
        elif "ぁ" <= run[0] <= "ゖ":
            words += [
                Word((start + m.start(), start + m.end()), m[0], "ない", "negation") for m in _NEGATED.finditer(run)
            ]
        else:
            words.append(_plain(run, start, "latin" if run[0].isalpha() else "number"))
    return [
        Word(w.span, w.text, w.form, w.kind, w.light, w.reading, bool(n) and words[n - 1].span[1] == w.span[0])
        for n, w in enumerate(words)
    ]


def _plain(run: str, start: int, kind: str) -> Word:
    return Word((start, start + len(run)), run, _folded(run), kind, run in _LIGHT, run if kind == "katakana" else "")


def _divided(run: str, kanji: str, start: int) -> list[Word]:
    """The words of a run of kanji; the hiragana behind a last word of one character belong to it: 受け."""
    words = []
    for begin, end in divide_kanji(kanji):
        tail = len(run) if end == len(kanji) and end - begin == 1 and len(kanji) == 1 else end
        piece = run[begin:tail]
        if NUMBER.fullmatch(piece):
            kind = "number"
        else:
            kind = "verb" if tail > end else "word"
        words.append(Word((start + begin, start + tail), piece, piece, kind, piece in _LIGHT))
    return words
