"""Regular expressions that find dates, times and quantities in a Japanese text."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.counters import COMPOUNDS, COUNTERS
from align.text.numerals import KANJI_DIGITS, VULGAR

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "R": 2018, "H": 1988, "S": 1925}
"""The year before an era's first (National Diet Library, table of eras)."""
WEEKDAYS = {day: number for number, day in enumerate("月火水木金土日")}
ZONES = {
    "日本時間": "JST", "現地時間": "local", "当地時間": "local", "米東部時間": "ET", "東部時間": "ET",
    "米国東部時間": "ET",
    "協定世界時": "UTC", "グリニッジ標準時": "UTC", "西部時間": "PT", "太平洋時間": "PT", "中部時間": "CT",
    "世界標準時": "UTC",
}  # fmt: skip

SMALL = rf"(?:\d{{1,2}}(?!\d)|[{KANJI_DIGITS}十]{{1,3}})"
RUN = (
    rf"(?:\d|[{KANJI_DIGITS}十百千])(?:[\d{KANJI_DIGITS}十百千万億兆]|,(?=\d{{3}}(?!\d))|"
    rf"(?<=\d)\.(?=\d)|(?<=[万億兆])[ ](?=\d{{1,4}}(?:[万億]|\s?[{COUNTERS[0]}]))|(?<=\d)[ ](?=[万億兆]))*"
)
PLACE = re.compile(rf"[0-9A-Za-z{KANJI_DIGITS}十百千数何半両双初倍正治最過曜零令平昭$¥€£第折隔{''.join(VULGAR)}]")
"""The characters at which a fact may start. 大正 and 明治 are found by their second character."""
RUN_FORMS = r"""
    (?P<iso>(?<![\d./-])(?:19|20)\d\d(?P<isep>[-/.])(?:0?[1-9]|1[0-2])(?P=isep)(?:0?[1-9]|[12]\d|3[01])(?![\d./-]))
    |(?P<version>\d+(?:\.\d+){2,}|\d+\+\d+)
    |(?P<clock>(?<![\d:.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<ratio>(?<![\d:.])\d{1,2}:\d(?![\d:]))
    |(?P<mixed>\d{0,3}[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\d{1,3}と\s?[1-9]/(?:[234568]|10|16)(?!\d)|(?:\d{1,3}\s)?[1-9]/(?:[234568]|10|16)(?=\s?(?:カップ|杯|インチ|マイル|時間|オンス|ポンド|ガロン|パイント|本|個|枚|切れ|束)))
    |(?P<quarter>[1-4一二三四]\s?四半期)"""
DIGIT = re.compile(rf"{RUN_FORMS}|(?P<number>{RUN})", re.VERBOSE)
KANJI = re.compile(
    rf"""(?P<quarter>[一二三四]四半期)|(?P<halfyear>四半世紀)|(?P<compound>{COMPOUNDS})
    |(?P<vague>[数何][十百千万億兆]+|[十百千]数[十百千]?[万億兆]|[十百千]数(?=[{COUNTERS[0]}])|十数)
    |(?P<number>{RUN})
    |(?P<soft>数(?=[人名隻機件回年か社日分週つ]|時間))""",
    re.VERBOSE,
)
ERA = re.compile(rf"(?P<era>(?:令和|平成|昭和|大正|明治)\s?(?:元|{SMALL})(?=\s?[年.)]))")
LATIN = re.compile(r"(?P<latin>[A-Za-z][A-Za-z0-9]*(?:(?:[-_./&+:@]|(?<=[A-Z]) (?=\d))[A-Za-z0-9]+)*\+*)")
WORD = re.compile(
    r"""(?P<mixed>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<often>隔[日週月年](?=[でにの刊開発配])|隔[日週月年]$)|(?P<halfyear>半年間?|半世紀|半月(?=[間後前ほ余])|半日|半時間)
    |(?P<half>過半数?|半数|半分|半減|半額|折半|半期)
    |(?P<noon>正午|零時(?:半|[〇一二三四五六七八九十]{1,3}分(?!間)|\d{1,2}分(?!間))?)
    |(?P<soft>両(?![替面立者名人台])|双方|倍増|倍(?=の|以上)|最初|初(?=めて|の|訪|開|会|度|回|出))""",
    re.VERBOSE,
)
WEEKDAY = re.compile(r"(?P<weekday>[月火水木金土日]曜)")


NUMERALS = frozenset(KANJI_DIGITS + "十百千数何") - {"零"}

UNIT = units.alternation(units.JAPANESE)
POINT = re.compile(
    rf"(?<=\d)・(?=\d+\s?(?:(?:{UNIT})|[万億兆倍割]))|(?<=\d{{3}})・(?=\d{{1,3}}(?!\d|\s?(?:{COUNTERS[1]})))"
)
"""A middle dot between digits that is a decimal point: before a unit, or behind three digits."""
RATIO_POINT = re.compile(r"(?:視力|倍率|係数|指数|比率|平均|割合)(?:[はがの]|左|右)?約?\d{1,3}・\d{1,3}(?![\d・])")
"""A decimal number without a unit, known by the word before it: 視力は１・２."""
CLOCK_POINT = re.compile(r"(?<=[前後]\d)・(?=[0-5]\d(?!\d))|(?<=[前後]1[0-2])・(?=[0-5]\d(?!\d))")
"""A middle dot between hour and minute, as in television listings: 後3・48."""
KANJI_POINT = re.compile(rf"[{KANJI_DIGITS}]+・[{KANJI_DIGITS}]+(?=\s?(?:(?:{UNIT})|[万億兆倍割]))")
"""A decimal number in kanji: 二・五％."""
SPACED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?: \d{{3}}(?!\d))+(?=\s?(?:(?:{UNIT})|[{COUNTERS[0]}])| \d{{3}}(?!\d))")
"""Digits in groups of three with spaces between: 12 345 678人."""
_LEGAL = "壱弐参拾萬一二三四五六七八九十百千万億"
LEGAL = re.compile(
    rf"(?<=金)[肆伍陸漆捌玖佰仟{_LEGAL}]{{1,40}}(?=円|圓)|"
    rf"(?<![{_LEGAL}])(?=[一-十百千万]{{0,8}}[壱弐参拾萬])[{_LEGAL}]{{1,40}}(?=円|圓|号|番|条|億|[人名年月日](?![一-鿿]))"
)
LEGAL_DIGITS = str.maketrans("壱弐参肆伍陸漆捌玖拾佰仟萬圓", "一二三四五六七八九十百千万円")
"""The numerals of contracts and bank notes, which nobody can change by a stroke."""
NUMBERED = "附属書|付属書|附則|別表|別紙|別添|様式|フェーズ|ステージ|パート|レベル|クラス|タイプ|グレード|ステップ"
"""Words in front of a number that says which one of several it is."""
_BEHIND_THESE = "|".join(f"(?<={word})" for word in NUMBERED.split("|"))
ROMAN = re.compile(rf"(?<=第)(?:[Ⅰ-Ⅹ]|[IVX]{{1,5}})(?=[章部編巻条節期種相])|[Ⅰ-Ⅹ](?=章|期)|(?:{_BEHIND_THESE})[Ⅰ-Ⅹ]")
ROMAN_DIGITS = str.maketrans("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "123456789十")
SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})(?![\d/])(?=\s?\([月火水木金土日祝休]|\s?(?:付|頃|ごろ|発売|開催|締切|締め切り|更新|現在|〆切)|(?:に|から|まで|の|は|より|以降|以前)(?![\d一二三]))"
)
"""Month and day with a slash: 9/14(木), 8/26に."""
PERCENT_OF_BUN = re.compile(
    rf"([\d{KANJI_DIGITS}]{{1,3}})\s?分(?:\s?([\d{KANJI_DIGITS}])\s?厘|(?=の(?:利|割合|率|遅延)|[をとで]))"
)
"""A rate of interest: 年2分5厘 is 2.5 percent; 年5分の割合 is 5 percent where `YEARLY` stands before it."""
YEARLY = re.compile(rf"(?:(?<![\d{KANJI_DIGITS}])年利?|利率|利息)(?:は|が)?\s?$")
HOW_OFTEN = re.compile(
    rf"(?:(?<![\d月{KANJI_DIGITS}])(?P<count>[1-9一二三四五六七八九]|10|十)\s?(?P<long>日|週間?|[かヶカ]月|年|時間|分)間?|"
    r"(?:毎(?P<each>[日週月年])|(?<![\d一-鿿])(?P<span>[週月年])間?))(?:に|の?うち)?\s?(?:約|最低|最大)?\s?$"
)
"""What stands before 3回 in 1日3回 or 週に3回."""
OFTEN_AFTER = re.compile(
    rf"\s?(?:日|週間?|[かヶカ]月|年|時間|分)間?(?:に|の?うち)?\s?(?:約|最低|最大)?\s?(?:\d|[{KANJI_DIGITS}十]){{1,2}}\s?[回度](?!目|戦|生)"
)
"""What follows the number 2 in 2年に1度: it is read with the number behind it."""
PER_SPAN = re.compile(
    r"(?:毎(?P<each>秒|分|時|日|週|月|年)|(?P<speed>[秒分時])速|風速|"
    r"(?<![\d月〇一二三四五六七八九十])[1一]\s?(?P<long>秒|分|時間|日|週|[かヶカ]月|年)間?(?:当たり|あたり|につき|に)?)(?:およそ|約|最大で?|最低|平均)?\s?$"
)
"""What a number is given for: 毎分5リットル, 時速60キロ, 1時間に500件. 風速 counts seconds."""
PER_SIGN = re.compile(
    rf"\s?/\s?(?:(?P<sign>{units.alternation(units.SIGNS)}|[smh]|min)(?![A-Za-z0-9])|(?P<span>秒|分|時間?|日|週|月|年))"
)
"""What a number is given for behind its unit: g/cm3, 件/日."""
PER_UNITS = {"秒": "s", "分": "min", "時": "h", "時間": "h", "日": "day", "週": "week", "月": "month", "か月": "month",
             "ヶ月": "month", "カ月": "month", "年": "year"}  # fmt: skip
PER = {"日": "/day", "週": "/week", "月": "/month", "年": "/year", "時": "/h", "分": "/min"}
AGES = re.compile(r"\s?歳?代(?:の?(?:前半|後半|半ば))?(?!目|表|替|理|用|金|行|え|わ|々|続|に)|\s?代に(?=な|入|差)")
"""A decade of age behind its number: 30代, 60代前半."""
AVERAGE = re.compile(r"(?<=率)・(\d{3})(?!\d)")
"""A batting average without its zero: 打率・252."""
LENGTH = re.compile(r"(\d{1,3})\s?(?:㍍|メートル|m)\s?(\d\d)(?!\d|\s?(?:人|回|秒|分|センチ|cm))")
"""Metres and centimetres: 1㍍55."""
SUFFIX = re.compile(rf"\s?(?:(?P<unit>{UNIT})(?![A-Za-z])(?P<half>半)?|(?P<counter>{COUNTERS[1]})(?P<chalf>半)?)")
BOUND_AFTER = {
    "以上": ">=", "以下": "<=", "以内": "<=", "未満": "<", "超": ">", "を超え": ">", "を上回": ">", "を下回": "<",
    "余り": ">",
    "余": ">", "弱": "<", "強": ">", "近く": "<", "程度": "~", "ほど": "~", "前後": "~", "あまり": ">",
    "に満たな": "<", "に迫": "<",
    "に上": ">", "を割": "<", "足らず": "<",
}  # fmt: skip
AFTER = re.compile(r"(?:間|の)?(" + "|".join(sorted(BOUND_AFTER, key=len, reverse=True)) + ")")
BEFORE = re.compile(r"(約|およそ|おおよそ|ほぼ|概ね|おおむね|最大で?|最長で?|少なくとも|最低で?)\s?(?:[¥$€£])?$")
BOUND_BEFORE = {
    "最大": "<=",
    "最大で": "<=",
    "最長": "<=",
    "最長で": "<=",
    "少なくとも": ">=",
    "最低": ">=",
    "最低で": ">=",
}
YEAR = re.compile(r"\s?年\s?(?P<nendo>度)?(?:\s?\((?:\d{4}|令和|平成|昭和)[^)]{0,8}年?度?\))?")
MONTH = re.compile(rf"\s?の?\s?(?P<month>{SMALL})\s?月(?!間)")
DAY = re.compile(rf"\s?(?P<day>{SMALL})\s?日(?!間|目|連続|以内)")
DOTTED = re.compile(r"\.(\d{1,2})(?:\.(\d{1,2}))?(?!\d)")
THIRD = {"上旬": 1, "初旬": 1, "初め": 1, "中旬": 2, "半ば": 2, "下旬": 3, "末": 3}
THIRDS = re.compile(r"\s?の?(" + "|".join(THIRD) + ")")
PAREN_DAY = re.compile(r"\s?\(([月火水木金土日])(?:曜日?)?(?:・?祝)?\)")
CLOCK_HALF = re.compile(r"(午前|午後|夜|朝|夕方|未明|深夜|早朝|今朝|今夜|昨夜)の?\s?$")
HOUR = re.compile(
    rf"\s?時(?!間|期|点|代|給|速|価|折|々|社長|会長|氏|さん|選手|議員)(?:\s?(?:(?P<minute>{SMALL})\s?分(?!間)|(?P<half>半)))?"
)
SPAN_WORD = re.compile(
    r"\s?(?:間|前|後|以内|ぶり|余|あまり|以上|未満|連続|目|おき|ごと|分の|程度|にわたる|にわたり|近く|弱|強|越し|"
    r"ほど|がかり|生|物|来)"
)
CURRENCY = re.compile(r"([¥$€£]|US\$|USD|JPY)\s?$")
ERA_DOTS = re.compile(r"([RHS])(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?")
QUARTER = re.compile(r"(?:の)?(?:第)?\s?([1-4一二三四])\s?(?:四半期|-\s?\d+月期)")
MILITARY = re.compile(r"(0\d|1\d|2[0-3])([0-5]\d)(?:時|(?<=0\d{3})(?=に|から|まで|、|頃|ごろ|開始|現在))(?!間)")
SCORE = re.compile(r"(\d{1,3})\s?(?:対|-)\s?(\d{1,3})(?=\s?(?:で|の|と|に|、|。|図|表|章|節|\)|$))")
HOURS = re.compile(r"(\d{1,3})\s?時間\s?(\d{1,2})\s?分(?:間)?")
SECONDS = re.compile(r"(?:(\d{1,2})\s?分\s?)?(\d{1,2})\s?秒\s?(\d{1,3})(?!\d)|(\d{1,2})\s?分\s?(\d{1,2})\s?秒(?!\d)")
HALVES = {
    "四半世紀": (25, "year"),
    "半年": (6, "month"),
    "半世紀": (50, "year"),
    "半月": (0.5, "month"),
    "半日": (12, "h"),
    "半時": (30, "min"),
}
DEGREES = re.compile(r"(\d{1,3})\s?度\s?(\d)\s?分")
