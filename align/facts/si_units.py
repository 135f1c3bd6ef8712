"""SI units with every prefix, by their signs and by their names in both languages (SI brochure, 2019)."""

from __future__ import annotations

from dataclasses import dataclass

_UNITS = """V|voltage|1|V|ボルト|volt
A|current|1|A|アンペア|ampere amp
W|power|1|W|ワット|watt
Hz|frequency|1|Hz|ヘルツ|hertz
farad|capacity|1|F|ファラド|farad
henry|inductance|1|H|ヘンリー|
newton|force|1|N|ニュートン|newton
tesla|flux density|1|T|テスラ|tesla
Sv|dose|1|Sv|シーベルト|sievert
Gy|absorbed dose|1|Gy|グレイ|
Bq|activity|1|Bq|ベクレル|becquerel
lx|light|1|lx|ルクス|lux
lm|light flux|1|lm|ルーメン|lumen
mol|substance|1|mol|モル|
eV|particle energy|1|eV|電子ボルト|electronvolt
J|work|1|J|ジュール|joule
Pa|pressure|0.01|Pa|パスカル|pascal
s|time|1|s|秒|second
g|mass|0.001|g|グラム|gram
m|length|1|m|メートル|meter metre
l|volume|1|L|リットル|liter litre
ohm|resistance|1|Ω|オーム|ohm"""
"""Unit, what it measures, its size, its sign, its Japanese and its English names."""
_PREFIXES = """p|1e-12|ピコ|pico
n|1e-9|ナノ|nano
u|1e-6|マイクロ|micro
m|1e-3|ミリ|milli
k|1e3|キロ|kilo
M|1e6|メガ|mega
G|1e9|ギガ|giga
T|1e12|テラ|tera"""
_LENGTHS = """mm|1e-3|ミリ ミリメートル|millimeter millimetre
cm|1e-2|センチ センチメートル|centimeter centimetre
m|1|メートル|meter metre
km|1e3|キロ キロメートル|kilometer kilometre
in|0.0254|インチ|inch inches
ft|0.3048|フィート|foot feet
yd|0.9144|ヤード|yard
mile|1609.344|マイル|mile"""
"""Sign, size in metres, Japanese and English names of lengths of which there are squares and cubes."""
_POWERS = ((2, "area", 1, ("平方", "square"), ("2", "²")), (3, "volume", 1000, ("立方", "cubic"), ("3", "³")))
_SHORT = frozenset("farad henry newton tesla J m s g l ohm".split())
"""Units whose sign without a prefix may be another word."""
_OTHER = frozenset(("pm", "ms", "mm", "Tm", "Gm", "Mm", "nhenry"))
"""Signs with a prefix that mean something else more often, or that are listed elsewhere."""


@dataclass(frozen=True)
class SiTables:
    """Unit -> (measure, size), and sign, Japanese and English name -> unit."""

    sizes: dict[str, tuple[str, float]]
    symbols: dict[str, str]
    japanese: dict[str, str]
    english: dict[str, str]


def si_tables() -> SiTables:
    """Return the tables of all units with all prefixes."""
    tables = SiTables({}, {}, {}, {})
    prefixes = [("", "1", "", ""), *(tuple(line.split("|")) for line in _PREFIXES.splitlines())]
    for line in _UNITS.splitlines():
        unit, measure, size, sign, japanese, english = line.split("|")
        for prefix, factor, before_japanese, before_english in prefixes:
            name = f"{prefix}{unit}"
            tables.sizes[name] = (measure, float(size) * float(factor))
            tables.japanese[before_japanese + japanese] = name
            tables.english.update({before_english + word: name for word in english.split()})
            if name not in _OTHER and (prefix or unit not in _SHORT):
                written = ("μ", "µ") if prefix == "u" else (prefix,)
                tables.symbols.update({each + sign: name for each in written})
    _add_powers(tables)
    return tables


def _add_powers(tables: SiTables) -> None:
    """Add the squares and cubes of lengths: 立方センチメートル, "cm3", "square millimeters"."""
    for line in _LENGTHS.splitlines():
        sign, size, japanese, english = line.split("|")
        for power, measure, base, words, marks in _POWERS:
            name = f"{sign}{power}"
            tables.sizes[name] = (measure, float(size) ** power * base)
            tables.symbols.update({sign + mark: name for mark in marks})
            tables.japanese.update({f"{words[0]}{word}": name for word in japanese.split()})
            tables.english.update({f"{words[1]} {word}": name for word in english.split()})
