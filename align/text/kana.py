"""Kana in Latin letters (Hepburn), and one spelling for all variants of a romanised word."""

from __future__ import annotations

import re
import unicodedata

GOJUON = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
"""Katakana in the order of the syllabary, as lists count with them."""

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
"""Katakana in the order of the iroha poem, as lists count with them."""

_KANA = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o",
    "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so",
    "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te", "ト": "to",
    "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no",
    "ハ": "ha", "ヒ": "hi", "フ": "fu", "ヘ": "he", "ホ": "ho",
    "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro",
    "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n",
    "ガ": "ga", "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go",
    "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de", "ド": "do",
    "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be", "ボ": "bo",
    "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po", "ヴ": "vu",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
    "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa", "ヵ": "ka", "ヶ": "ke",
}  # fmt: skip
_SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o", "ェ": "e"}
_SMALL_VOWEL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ュ": "yu", "ャ": "ya", "ョ": "yo"}


def romaji(kana: str) -> str:
    """Hepburn without long-vowel marks: ハマダ -> "hamada", キョウト -> "kyouto".

    Hiragana counts as katakana. ー and what is no kana are left out.
    """
    out: list[str] = []
    double = False
    for letter in kana:
        letter = chr(ord(letter) + 96) if "ぁ" <= letter <= "ゖ" else letter
        if letter == "ッ":
            double = True
            continue
        if letter == "ー" or letter not in _KANA:
            continue
        sound = _KANA[letter]
        if out and letter in _SMALL_Y and out[-1] in ("shi", "chi", "ji"):
            out[-1] = out[-1][:-1] + _SMALL_Y[letter]
            continue
        if out and letter in "ャュョ" and out[-1].endswith("i") and len(out[-1]) > 1:
            out[-1] = out[-1][:-1] + sound
            continue
        if out and letter in _SMALL_VOWEL and out[-1][-1] in "uieo" and len(out[-1]) > 1:
            out[-1] = out[-1][:-1] + _SMALL_VOWEL[letter]
            continue
        if double:
            sound = ("t" if sound.startswith("ch") else sound[0]) + sound
            double = False
        out.append(sound)
    return "".join(out)


def one_spelling(name: str) -> str:
    """One spelling for all romanisations: Ōno, Ohno, Ono, Oono are "ono"; Gumma is "gunma".

    >>> one_spelling("Kōno") == one_spelling("kouno") == one_spelling("Kohno")
    True
    """
    plain = unicodedata.normalize("NFD", name).casefold()
    plain = "".join(letter for letter in plain if letter.isalpha() and not unicodedata.combining(letter))
    plain = re.sub(r"oh(?=[^aiueoy]|$)", "o", plain)
    plain = plain.replace("ou", "o").replace("oo", "o").replace("uu", "u").replace("aa", "a").replace("ii", "i")
    plain = re.sub(r"m(?=[bmp])", "n", plain)
    plain = plain.replace("tch", "cch").replace("dz", "z")
    plain = re.sub(r"si(?=[^h]|$)", "shi", plain)
    plain = re.sub(r"sy(?=[auo])", "sh", plain)
    plain = re.sub(r"ty(?=[auo])", "ch", plain)
    plain = re.sub(r"zy(?=[auo])|jy(?=[auo])", "j", plain)
    plain = re.sub(r"ti(?=[^h]|$)", "chi", plain)
    plain = re.sub(r"tu(?=[^h]|$)", "tsu", plain)
    plain = re.sub(r"(?<![sc])hu", "fu", plain)
    plain = re.sub(r"zi", "ji", plain)
    return plain


_SYLLABLES = re.compile(
    r"(?:(?:[kgsztdnhbpmrfjw]|[kgnhbpmr]y|sh|ch|ts|j|y|cch|ssh|tts|kk|pp|ss|tt)?[aiueo]|n(?=[^aiueoy]|$))+", re.I
)


def is_romaji(word: str) -> bool:
    """True if a word could be the romanisation of a Japanese name: "Kamikawa", not "Austin"."""
    return bool(_SYLLABLES.fullmatch(one_spelling(word)))
