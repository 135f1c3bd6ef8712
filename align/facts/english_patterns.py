"""Regular expressions that find dates, times and quantities in an English text."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.english_number_words import CARDINAL_WORDS, NUMBER_WORD, ORDINAL_WORDS, SCALES
from align.text.numerals import VULGAR

MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
               "november",
           "december")  # fmt: skip
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ERAS = {"reiwa": 2018, "heisei": 1988, "showa": 1925, "taisho": 1911, "meiji": 1867}
ZONES = {
    "japan time": "JST", "jst": "JST", "japan standard time": "JST", "tokyo time": "JST", "local time": "local",
    "eastern time": "ET", "est": "ET", "edt": "ET", "eastern standard time": "ET", "eastern daylight time": "ET",
    "u.s. eastern": "ET", "utc": "UTC", "gmt": "UTC", "coordinated universal time": "UTC", "pacific time": "PT",
    "pst": "PT", "pdt": "PT", "central time": "CT", "cst": "CT",
}  # fmt: skip
ZONE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, ZONES), key=len, reverse=True)) + r")\b", re.I)

NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
WORD = rf"(?:{NUMBER_WORD})"
CARDINAL = "|".join(CARDINAL_WORDS)
FRACTION_SIGNS = "".join(VULGAR)
PLACE = re.compile(rf"[$¥€£'(.]?[0-9]|[{FRACTION_SIGNS}]|([A-Za-z]+)[-_./&+:@$¥€£0-9]?")
"""Where a fact may start: a number, or a word with the sign that may continue a designation."""
AGE_WORDS = {"teens": 10, "teen": 10, "teenage": 10, "teenaged": 10, "teenager": 10, "teenagers": 10, "twenties": 20,
             "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
             "nineties": 90}  # fmt: skip
"""Words for decades of age or of a century."""
LEXICON = frozenset(
    [
        *MONTHS, *(name + tail for name in WEEKDAYS for tail in ("", "s")), *ERAS, *CARDINAL_WORDS, *ORDINAL_WORDS,
        *SCALES, *AGE_WORDS,
        *(name[:length] for name in WEEKDAYS for length in (3, 4, 5)), "fy", "jfy", "fiscal", "japanese", "business",
        "financial", "noon", "midday", "midnight", "half", "quarter",
        "a", "an", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "several",
        "both", "halve", "halves", "halved", "halving", "twice", "twofold", "double", "doubled", "doubles",
        "doubling", "triple",
        "triples", "tripled", "tripling", "threefold", "thrice", "quadruple", "quadrupled", "bilateral", "bilaterally",
        "trilateral", "trilaterally", "once", "single", "initial", "initially", "couple", "pair", "twin", "dual",
        "majority",
        "decade", "century", "fortnight", "every", "quarterly", "chapter", "part", "volume", "vol", "book", "section",
        "article", "phase", "annex",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
        "appendix", "schedule", "usd", "jpy", "eur", "gbp", "cny", "rmb", "krw", "us", "c", "hk", "nt",
        "au", "s", "q",
    ]
)  # fmt: skip
DESIGNATION = re.compile(
    r"(?:[A-Z]\.){2,}[A-Z]?|[A-Za-z][A-Za-z0-9]*(?:(?:[-_./&+:@]|(?<=[A-Z]) (?=\d{1,3}(?![\d%,.]|\s(?:percent|"
    r"million|billion))))[A-Za-z0-9]+)*\+*"
)
DAYS = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)"
START = re.compile(
    rf"""(?P<era>\b(?i:Reiwa|Heisei|Showa|Taisho|Meiji)\s+(?:\d{{1,2}}|(?i:first))\b)
    |(?P<fiscal>\b(?:J?FY|(?i:(?:Japanese\s)?fiscal(?:\s?-?year)?s?))\s?(?:'(?=\d\d\b))?(?:{YEAR}|\d\d)(?:(?:\s?[-/]\s?)(?:20)?\d\d)?\b)
    |(?P<fyending>\b(?i:(?:fiscal|business|financial)\s+year\s+(?:ending|ended|that\s+ended|to)(?:\s+in)?\s+{MONTH}(?:\s+\d{{1,2}},?)?\s+(?P<fyyear>{YEAR})))
    |(?P<monthday>\b(?P<m1>{MONTH})\s?(?:the\s)?(?P<d1>{DAY})(?![\d:]|,\d{{3}}|\.\d)(?:\s?\([A-Za-z.]+\))?(?:,?\s(?P<y1>{YEAR})\b)?)
    |(?P<daymonth>\b(?P<d2>{DAY})(?:\sof)?\s(?P<m2>{MONTH})(?:,?\s(?P<y2>{YEAR})\b)?)
    |(?P<monthyear>\b(?P<m3>{MONTH})(?:\sof)?,?\s(?P<y3>{YEAR})\b)
    |(?P<month>\b(?:January|February|April|June|July|August|September|October|November|December|Jan\.|Feb\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)(?![A-Za-z])
        |(?<=[Ii]n\s)(?:March|May)\b|(?<=[a-z]\s)(?:March|May)(?=[.,;)]|\s(?:and|to|through|of|this|last|next))|\b(?:(?<=[Ee]arly\s)|(?<=[Ll]ate\s)|(?<=[Bb]y\s)|(?<=[Ll]ast\s)|(?<=since\s)|(?<=Since\s)|(?<=until\s)|(?<=mid-)|(?<=[Tt]his\s)|(?<=of\s)|(?<=from\s)|(?<=to\s)|(?<=next\s))(?:March|May)\b)
    |(?P<iso>(?<![\d./-])(?:19|20)\d\d(?P<isep>[-/.])(?:0?[1-9]|1[0-2])(?P=isep)(?:0?[1-9]|[12]\d|3[01])(?![\d/-]|\.\d))
    |(?P<slash>(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d(?![\d/-]))
    |(?P<weekday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:(?<=\()|(?<=-)){DAYS}(?=\.?\))|(?<=\(){DAYS}(?=\.?-)|\b{DAYS}(?=-{DAYS}\b)|\b{DAYS}(?=\.?,?\s(?:{MONTH}|\d{{1,2}}\s{MONTH}|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)\b)))
    |(?P<quarter>\bQ[1-4]\b)
    |(?P<ampm>(?<![\d.])(?P<ah>\d{{1,2}})(?:[:.](?P<am>[0-5]\d))?(?:\s?-\s?(?P<ah2>\d{{1,2}})(?:[:.](?P<am2>[0-5]\d))?)?\s?(?P<half>[ap])\.?\s?m\b\.?)
    |(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<military>(?!(?:19|20)\d\d\s?(?:to|until|-)\s?(?:19|20)\d\d\b)(?:(?<=\bat\s)|(?<=\bfrom\s)|(?<=\buntil\s)|(?<=\bto\s)|(?<=\bby\s)|(?<=\btill\s))(?:[01]\d|2[0-4])[0-5]\d(?=\s?(?:\(|hours|hrs|local|JST|UTC|GMT|to\b|until\b|-|on\b))|(?<=\bat\s)0\d[0-5]\d\b|(?<=\bby\s)0\d[0-5]\d\b|(?<=\bfrom\s)0\d[0-5]\d\b|\b(?:[01]\d|2[0-4])[0-5]\d(?=\s(?:hours|hrs|local\stime|JST|UTC|GMT)))
    |(?P<noon>\b(?i:noon|midday|midnight)\b)
    |(?P<oclock>\b(?:\d{{1,2}}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s+o'clock)
    |(?P<past>\b(?i:(?P<pm>half|quarter|\d{{1,2}}|five|ten|twenty)\s(?:minutes\s)?(?P<pw>past|to)\s(?P<ph>\d{{1,2}}|{WORD})))
    |(?P<decade>\b(?:(?:1[5-9]|20)\d0s)\b|'[2-9]0s\b)
    |(?P<aged>\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|\b[Tt]een(?:s|age|aged|ager|agers)\b|(?<![\d,.'])[1-9]0s\b)
    |(?P<often>\b(?i:(?:(?P<ow>once|twice|thrice)|(?P<on>\d{{1,4}}|{CARDINAL})\stimes)(?:\s(?:a|an|per|each|every|in\sa)\s(?:single\s)?(?P<ou>day|week|month|year|hour|minute)|\s(?P<oa>daily|weekly|monthly|annually|yearly|hourly)|\severy\s(?P<od>\d{{1,3}}|other|{CARDINAL})\s(?P<os>days?|weeks?|months?|years?)))\b|\b(?i:every\sother\s(?P<oo>day|week|month|year)|(?P<oq>quarterly))\b)
    |(?P<roman>\b(?:Chapter|Part|Volume|Vol\.|Book|Section|Article|Phase|Annex|Appendix|Schedule)\s(?P<rn>[IVX]{{1,5}})\b)
    |(?P<hoursminutes>\b(?P<hh>\d{{1,3}}|(?i:an?|{CARDINAL}))\s?(?:hours?|hrs?)\.?(?:\sand|,)?\s(?P<mm>\d{{1,2}}|{CARDINAL})\s?(?:minutes?|mins?)\b
        |\b(?P<hh2>\d{{1,3}})(?:\s?hr?\s?(?P<mm2>[0-5]?\d)\s?m(?:in)?|h(?P<mm3>[0-5]\d))\b)
    |(?P<minutesseconds>\b(?P<ms>\d{{1,2}}|{CARDINAL})\s(?:minutes?|mins?)(?:\sand|,)?\s(?P<ss>\d{{1,2}}(?:\.\d+)?|{CARDINAL})\s(?:seconds?|secs?)\b)
    |(?P<score>(?<![\w.,/-])(?P<s1>\d{{1,3}})(?:-|\sto\s)(?P<s2>\d{{1,3}})(?![\w%/-]|,\d|\.\d))
    |(?P<average>(?<![\w.])\.\d{{3}}(?!\d))
    |(?P<version>(?<![\w$])\d+(?:\.\d+){{2,}}\b|\b\d\+\d\b)
    |(?P<mixed>(?:(?<![\w.,/])(?P<vw>\d{{1,3}})\s?)?(?P<vf>[{FRACTION_SIGNS}])
        |(?<![\w.,/])(?:(?P<vw2>\d{{1,3}})[\s-](?:and\s)?)?(?P<vn>[1-9]|1[0-5])/(?P<vd>[234568]|10|16)(?=[\s-]?(?i:cups?|teaspoons?|tablespoons?|tsp|tbsp|inch|inches|miles?|pints?|quarts?|ounces?|oz|lbs?|pounds?|hours?|days?|weeks?|months?|years?|times|mm|cm|in\.)\b))
    |(?P<andhalf>\b(?i:(?P<hn>\d+|{CARDINAL})(?:\sand\s(?:a|one)[\s-]half|-and-a-half|-and-one-half)|an?\s(?P<hu>hour|year|month|week|day|decade)\sand\sa\shalf)\b)
    |(?P<halfspan>\b(?i:half\s(?:an?|the)\s(?P<hs>hour|year|century|day|decade|month)|half-(?P<hs2>hour|year|century|day|decade)|(?P<hq>(?:an?[\s-])?quarter[\s-](?:of\sa[\s-])?century))\b)
    |(?P<quarterhour>\b(?i:(?:an?|three)[\s-]quarters?[\s-](?:of[\s-]an[\s-])?hour)\b)
    |(?P<wordfraction>\b(?i:(?P<fn>an?|{CARDINAL}|\d+)[\s-](?:(?P<fs>ten|hundred)[\s-](?=thousandth|millionth))?(?P<fd>third|half|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|fifteenth|twentieth|thirtieth|fiftieth|hundredth|thousandth|thirds|halves|quarters|fourths|fifths|sixths|sevenths|eighths|ninths|tenths|twentieths|fiftieths|hundredths|thousandths|millionths?|billionths?))\b(?!\s(?:time|meeting|session|round|of\s{MONTH})|-))
    |(?P<number>(?P<prefix>(?:US\$|A\$|AU\$|C\$|NT\$|HK\$|S\$|[$¥€£]|\b(?:USD|JPY|EUR|GBP|CNY|RMB|KRW))\s?)?(?<![\w.])(?P<digits>{NUM})(?P<ord>st|nd|rd|th)?(?:[\s-]?(?P<scale>(?i:hundred|thousand|million|billion|trillion|dozen|mn|bn|tn)\b|(?<=\d)[MKBT](?![A-Za-z0-9])|(?<=\d)m(?=\s(?:yen|dollars|people|euros))|(?<=\d)k(?=\s[a-z]|[.,;)]|$)))?)
    |(?P<vague>\b(?i:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)(?:\sof(?:\s(?:thousands|millions|billions|trillions))?)?|(?:several|a\sfew)\s(?:dozen|hundred|thousand|million|billion|trillion|tens\sof\sthousands|hundred\sthousand|million|hundred\smillion))\b)
    |(?P<words>\b(?i:(?:a[\s-](?=hundred|thousand|million|billion|trillion|dozen))?{WORD}(?:(?:\s|-|\sand\s|\s+a\s+){WORD})*)\b)
    |(?P<soft>\b(?i:both|half|halve[ds]?|halving|twice|twofold|two-way|double[ds]?|doubling|triple[ds]?|tripling|threefold|thrice|quadrupled?|bilateral(?:ly)?|trilateral(?:ly)?|once|single|initial(?:ly)?|couple|pair|twin|dual|quarter|annual(?:ly)?|majority|decade|century|fortnight)\b)
    """,
    re.VERBOSE,
)
UNIT = units.alternation(units.ENGLISH)
SYMBOL = units.alternation(units.SIGNS)
SUFFIX = re.compile(
    rf"(?:[\s-]?(?P<symbol>{SYMBOL}|(?<= )[ls])(?![A-Za-z0-9'])|[\s-](?:(?:full|whole|consecutive|straight|more|"
    rf"additional|extra|calendar|business|working)\s)?(?P<unit>(?i:{UNIT}))(?![A-Za-z]))"
)
AFTER_BOUND = re.compile(
    r"[\s-](?:[a-z]+\s)?(or\s(?:more|above|over|older|higher|longer)|and\s(?:above|over|older)|or\s(?:less|fewer|"
    r"under|below|younger)|and\s(?:under|below)|or\sso)\b"
)
BEFORE = re.compile(
    r"\b(about|around|approximately|approx\.|roughly|some|nearly|almost|just\sunder|close\sto|under|less\sthan|"
    r"fewer\sthan|below|within|up\sto|at\smost|"
    r"no\smore\sthan|not\smore\sthan|a\smaximum\sof|maximum|more\sthan|over|above|exceed(?:s|ed|ing)?|at\sleast|"
    r"no\s(?:less|fewer)\sthan|not\sless\sthan|a\sminimum\sof|minimum|"
    r"upwards\sof|just\sover|an\sestimated|estimated|circa|c\.)\s(?:the\s|a\s|an\s)?(?:US|[$¥€£])*$",
    re.I,
)
BOUND = {
    "nearly": "<", "almost": "<", "just under": "<", "close to": "<", "under": "<", "less than": "<", "fewer than": "<",
    "below": "<", "within": "<=", "up to": "<=", "at most": "<=", "no more than": "<=", "not more than": "<=",
    "a maximum of": "<=", "maximum": "<=", "more than": ">", "over": ">", "above": ">", "at least": ">=",
    "no less than": ">=", "no fewer than": ">=", "not less than": ">=", "a minimum of": ">=", "minimum": ">=",
    "upwards of": ">", "just over": ">",
}  # fmt: skip
PART = re.compile(r"\b(early|mid|middle\sof|late|beginning\sof|end\sof)[\s-](?:the\s)?$", re.I)
VERSION = re.compile(r"(?:\bversions?|\brelease|\bv|\bver\.?|[A-Za-z]-)\s?$", re.I)
"""What stands before 2024.11.5 where it is no date."""
PARTS = {"early": 1, "beginning of": 1, "mid": 2, "middle of": 2, "late": 3, "end of": 3}
QUARTER = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter\b", re.I)
FRACTIONS = {"third": 3, "half": 2, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
              "ninth": 9, "tenth": 10, "halve": 2, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
              "fiftieth": 50,
              "hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}  # fmt: skip
VAGUE = {"tens": 1, "dozen": 1, "dozens": 1, "scores": 1, "hundred": 2, "hundreds": 2, "thousand": 3, "thousands": 3,
          "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12}  # fmt: skip
LETTER_SCALES = {"M": 1e6, "m": 1e6, "K": 1e3, "k": 1e3, "B": 1e9, "T": 1e12}
SOFT = {
    "both": 2, "half": 0.5, "halve": 0.5, "halved": 0.5, "halves": 0.5, "halving": 0.5, "twice": 2, "twofold": 2,
    "two-way": 2, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3,
    "tripling": 3, "threefold": 3, "thrice": 3, "quadruple": 4, "quadrupled": 4, "bilateral": 2, "bilaterally": 2,
    "trilateral": 3, "trilaterally": 3, "once": 1, "single": 1, "initial": 1, "initially": 1, "couple": 2, "pair": 2,
    "twin": 2, "dual": 2, "quarter": 0.25, "annual": 1, "annually": 1, "majority": 0.5,
}  # fmt: skip
SPANS = {"decade": 10, "century": 100}
