"""Names in both languages, and whether one answers the other.

Katakana is compared by sound, kanji by pronunciation, Latin letters as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from align.facts import entities, sounds
from align.facts.capitals import GENERIC, LOOKS_JAPANESE, TITLES
from align.facts.pronunciation import DictionaryName, Pronunciation, pronounce
from align.model import Span
from align.text.kana import is_romaji, one_spelling

_TITLE = (
    "国防相|外相|首相|大統領|長官|大臣|国王|女王|皇帝|教皇|法王|氏|さん|選手|監督|教授|博士|会長|社長|CEO|"
    "最高経営責任者|議長|書記長|総書記|主席|報道官|将軍|"
    "大将|中将|少将|司令官|議員|知事|市長|代表|事務総長|副大統領|王子|被告|容疑者|記者|夫人|投手|捕手|外務|国防|総理|"
    "財務相|大使|団長|委員長|理事|総裁|"
    "裁判長|裁判官|院長|校長|学長|部長|課長|室長|所長|本部長|署長|町長|村長|区長|頭取|専務|常務|取締役|主将|騎手|"
    "棋士|竜王|名人|九段|横綱|大関|関(?=[はがの])|俳優|女優|歌手|作家|画家|幹事長|政務官|特使|外交部長|隊員|候補|"
    "党首|局長|次官|補佐官|判事|検事|弁護士|医師|記録|投手|コーチ|兄弟|元帥|大佐|中佐|少佐|提督|様|君|ちゃん|先生"
)
_PLACE = (
    "市|州|島|諸島|川|湖|山|山脈|空港|海峡|大学|共和国|県|地方|半島|港|基地|海|湾|区|町|村|駅|城|通り|広場|"
    "宮殿|砂漠|運河"
)
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}(?:[・=＝][ァ-ヺー]+)*")
_TITLED = re.compile(rf"(?:[一-鿿]{{0,5}}?)(?:{_TITLE})|(?:{_PLACE})(?![ァ-ヺ])")
_PERSON = re.compile(rf"[一-鿿ァ-ヺー]{{0,8}}?(?:{_TITLE})")
_CAPITAL = re.compile(r"[A-ZÀ-ÞĀĒĪŌŪ][a-zA-ZÀ-ž'’]*(?:-[A-ZĀĒĪŌŪ]?[a-zA-ZÀ-ž'’]+)*")
_CONTRACTION = re.compile(r"['’](?:re|ve|ll|m|d|t)$")
_COMPOUND = re.compile(
    r"-(?:based|enabled|style|like|led|backed|made|born|wide|related|specific|only|free|friendly|aware|san|chan|kun|sama)$"
)
_SUFFIXES = {"市": ("shi",), "県": ("ken",), "町": ("machi", "cho"), "村": ("mura", "son"), "区": ("ku",),
             "府": ("fu",),
             "駅": ("eki",), "島": ("shima", "jima", "to")}  # fmt: skip
_ALIKE = 0.75
_UNLIKE = 0.5
_HALF = 0.55
"""Least similarity of one word of a name where the other word is quite another one."""
_LONGEST = 60
"""Characters of a katakana word whose ends are compared; a longer one is no name."""


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """A name in a Japanese text that needs an answer in the translation."""

    text: str
    kind: str
    """"katakana" or "kanji"."""
    span: Span
    readings: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    """Pronunciations put together from those of the single characters."""


@dataclass(frozen=True, slots=True)
class EnglishName:
    """Capitalised words in a row that may be a name."""

    text: str
    words: tuple[str, ...]
    span: Span
    titled: bool


def english_names(text: str) -> list[EnglishName]:
    """The capitalised words in a row that may be names.

    Titles, generic words, acronyms and a single word that begins a sentence are left out.
    """
    found: list[EnglishName] = []
    run: list[re.Match[str]] = []
    titled, behind = False, 0
    for match in [*_CAPITAL.finditer(text), None]:
        joined = match is not None and bool(run) and text[run[-1].end() : match.start()] in (" ", ". ")
        if run and not joined:
            found.extend(_name(text, run, titled))
            run, titled = [], False
        if match is None:
            break
        word = match[0]
        if _plain_word(word):
            if run:
                found.extend(_name(text, run, titled))
                run = []
            titled = word in TITLES or (titled and match.start() - behind <= 4)
            behind = match.end()
            continue
        if not run and titled and text[match.start() - 1 : match.start()] != " ":
            titled = False
        run.append(match)
    return found


def _plain_word(word: str) -> bool:
    """True for titles and generic words (also in plural or genitive), acronyms and single letters."""
    if _CONTRACTION.search(word) or _COMPOUND.search(word):
        return True
    bare = word.removesuffix("'").removesuffix("'s").removesuffix("’s")
    forms = {bare, bare.removesuffix("s"), bare.removesuffix("es"), bare.removesuffix("ies") + "y"}
    return len(bare) == 1 or bool(forms & TITLES or forms & GENERIC) or _acronym(bare)


def _acronym(word: str) -> bool:
    return (
        sum(letter.isupper() for letter in word) > 1
        and "-" not in word
        and not re.fullmatch(r"(?:Mc|Mac|De|Van|O')[A-Z][a-z]+", word)
    )


def _name(text: str, run: list[re.Match[str]], titled: bool) -> list[EnglishName]:
    words = tuple(match[0].removesuffix("'s").removesuffix("’s") for match in run)
    start, end = run[0].start(), run[-1].end()
    begins = start == 0 or re.search(r"[.!?:;“\"(]\s*$", text[max(0, start - 3) : start]) is not None
    if (
        begins
        and len(words) == 1
        and not (is_romaji(words[0]) and len(words[0]) > 3 and words[0] not in LOOKS_JAPANESE)
    ):
        return []
    if len(words) == 1 and len(words[0]) < 3:
        return []
    return [EnglishName(" ".join(words), words, (start, end), titled)]


def katakana_names(text: str) -> list[JapaneseName]:
    """Katakana words with a title or a kind of place after them, or with ・ inside."""
    found = []
    for match in _KATAKANA.finditer(text):
        behind = text[match.end() : match.end() + 9]
        if "・" in match[0].strip("・") or _TITLED.match(behind):
            found.append(JapaneseName(match[0], "katakana", match.span()))
    return found


def kanji_names(text: str) -> list[JapaneseName] | None:
    """The kanji names of people and places with their pronunciations; None without dictionary.

    A surname and a given name next to each other are one name.
    """
    read = pronounce(text)
    if read is None:
        return None
    found: list[JapaneseName] = []
    for name in read.names:
        last = found[-1] if found else None
        if last and name.kind == "given" and last.span[1] == name.span[0]:
            found[-1] = JapaneseName(
                last.text + name.text,
                "kanji",
                (last.span[0], name.span[1]),
                last.readings | name.readings,
                last.possible | name.possible,
            )
        elif name.kind == "katakana":
            continue
        elif name.kind == "place" and _inside_name(text, name.span[0]):
            continue
        elif name.kind == "place" or (name.kind == "surname" and _person_follows(text, name.span[1], read)):
            found.append(JapaneseName(name.text, "kanji", name.span, _without_suffix(name), name.possible))
    return found


def _inside_name(text: str, start: int) -> bool:
    """True if kanji stand right before, as in the names of wrestlers: 馬山 in 霧馬山."""
    before = text[start - 1 : start] if start else ""
    return "一" <= before <= "鿿" and before not in "同米各元新旧県市区町村国府都道島郡前現在北南東西対駐訪約日"


def loose_katakana_names(text: str) -> list[JapaneseName]:
    """Katakana words that the dictionary lists as a name or does not list; [] without dictionary."""
    read = pronounce(text)
    if read is None:
        return []
    return [JapaneseName(name.text, "katakana", name.span) for name in read.names if name.kind == "katakana"]


def unlike(name: JapaneseName, other: EnglishName) -> bool:
    """True if no word of an English name resembles a katakana one, not even in odd spelling."""
    return all(sounds.similarity(name.text, word) < _UNLIKE for word in (*other.words, "".join(other.words)))


def is_titled(behind: str) -> bool:
    """True if what stands behind a name begins with a title of people, perhaps behind a word such as 首席."""
    return _PERSON.match(behind) is not None


def _person_follows(text: str, end: int, read: Pronunciation) -> bool:
    if _PERSON.match(text, end):
        return True
    return any(name.kind == "given" and name.span[0] == end for name in read.names)


def _without_suffix(name: DictionaryName) -> frozenset[str]:
    """The pronunciations of a name, also without a suffix like 市: "wajimashi" and "wajima"."""
    values = set(name.readings)
    for sound in _SUFFIXES.get(name.text[-1], ()):
        values.update(value.removesuffix(sound) for value in name.readings if value.endswith(sound))
    return frozenset(value for value in values if value)


def _tails(katakana: str) -> list[str]:
    """The ends of a long word: フォンデアライエン ends in the name that English writes apart, "Leyen"."""
    return [katakana[place:] for place in range(2, len(katakana) - 3)] if 8 <= len(katakana) <= _LONGEST else []


def answered(name: JapaneseName, english: str) -> bool:
    """True if a word of the English text has the sound or the pronunciation of the name."""
    words = re.findall(r"[A-Za-zÀ-ž'’]+", english)
    if name.kind == "katakana":
        parts = [part for part in re.split("[・=＝]", name.text) if len(part) > 1]
        parts += [tail for part in parts for tail in _tails(part)]
        joined = [a + b for a, b in pairwise(words) if a[0].isupper() and b[0].isupper()]
        return any(
            sounds.similarity(part, word) >= sounds.MATCH + (-0.04 if word[0].isupper() else 0.06)
            for part in parts
            for word in [*words, *joined]
            if len(word) > 1
        )
    spelled = {one_spelling(word) for word in words}
    run_together = one_spelling("".join(words))
    for reading in name.readings:
        if reading in spelled or (len(reading) > 4 and reading in run_together):
            return True
        if any(len(word) > 4 and _shares_start(reading, word) for word in spelled):
            return True
        if any(SequenceMatcher(None, reading, word).ratio() >= _ALIKE for word in spelled if len(word) > 3):
            return True
    return bool(name.possible & spelled)


def half_answered(name: JapaneseName, other: EnglishName) -> str:
    """Return the word of an English name that no part of a katakana name sounds like, if its other words do.

    スター・ウォーズ and "Star Garcia" give "Garcia". "" where all words answer or none does.
    """
    parts = [part for part in re.split("[・=＝]", name.text) if len(part) > 1]
    if len(parts) != 2 or len(other.words) != 2:
        return ""
    alike = [[sounds.similarity(part, word) for part in parts] for word in other.words]
    for right, wrong in ((0, 1), (1, 0)):
        if alike[right][right] >= _HALF and alike[wrong][wrong] < _UNLIKE:
            return other.words[wrong]
    return ""


def _shares_start(reading: str, word: str) -> bool:
    """True if one begins with most of the other: "oita" and "oitagawa", "shonaichoshonaibaru" and "shonaihara"."""
    short, long = sorted((reading, word), key=len)
    if len(short) >= 4 and long.startswith(short):
        return True
    return SequenceMatcher(None, reading, word).find_longest_match().size >= max(5, 0.6 * len(word))


def supported(name: EnglishName, japanese: str, folded: str, *, readings: bool = True) -> bool:
    """True if a word of the English name stands in the Japanese text.

    It may stand there in Latin letters, by the table of entities, by sound, or (`readings`) by the
    pronunciation of kanji. `folded` is the Japanese text in half-width letters.
    """
    lowered = folded.casefold()
    if any(word.casefold() in lowered for word in name.words if len(word) > 2):
        return True
    if any(
        entities.supported_by(found.entity, japanese) or found.entity.japanese[0] == "日本"
        for found in entities.in_english(name.text)
    ):
        return True
    katakana = [part for word in re.findall(r"[ァ-ヺー・]{2,}", japanese) for part in word.split("・") if len(part) > 1]
    katakana += [tail for part in katakana for tail in _tails(part)]
    if any(
        sounds.similarity(part, word) >= sounds.MATCH - 0.04
        for part in katakana
        for word in (*name.words, "".join(name.words))
    ):
        return True
    read = pronounce(japanese) if readings else None
    if read is None:
        return False
    known = {reading for each in read.names for reading in each.readings}
    whole = read.whole.replace("tokyo", "tokyo ")  # 東京都 and 東京と hold the sounds of Kyoto
    for word in name.words:
        spelled = one_spelling(word)
        if spelled in known or (len(spelled) > 3 and spelled in whole):
            return True
    return False
