"""Units in both languages, and what they measure.

Sizes are those of the SI brochure and of the international yard and pound agreement of 1959.
"""

from __future__ import annotations

import re

from align.facts.si_units import si_tables

SIZES: dict[str, tuple[str, float]] = {
    "s": ("time", 1), "min": ("time", 60), "h": ("time", 3600), "day": ("time", 86400), "week": ("time", 604800),
    "month": ("months", 1), "year": ("months", 12),
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "m": ("length", 1), "km": ("length", 1e3),
    "mile": ("length", 1609.344), "ft": ("length", 0.3048), "in": ("length", 0.0254), "yd": ("length", 0.9144),
    "nmi": ("length", 1852),
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "kg": ("mass", 1), "t": ("mass", 1e3), "lb": ("mass", 0.45359237),
    "oz": ("mass", 0.028349523),
    "m2": ("area", 1), "km2": ("area", 1e6), "ha": ("area", 1e4), "acre": ("area", 4046.856),
    "sqft": ("area", 0.092903),
    "sqmi": ("area", 2589988.11), "tsubo": ("area", 3.305785),
    "l": ("volume", 1), "ml": ("volume", 1e-3), "m3": ("volume", 1e3), "gal": ("volume", 3.785412),
    "bbl": ("volume", 158.987),
    "km/h": ("speed", 1), "mph": ("speed", 1.609344), "kn": ("speed", 1.852), "m/s": ("speed", 3.6),
    "hPa": ("pressure", 1), "Pa": ("pressure", 0.01), "kPa": ("pressure", 10), "MPa": ("pressure", 1e4),
    "ug": ("mass", 1e-9), "nm": ("length", 1e-9), "um": ("length", 1e-6), "dl": ("volume", 0.1), "ul": ("volume", 1e-6),
    "mV": ("voltage", 1e-3), "V": ("voltage", 1), "kV": ("voltage", 1e3),
    "mA": ("current", 1e-3), "A": ("current", 1), "kA": ("current", 1e3), "mAh": ("charge", 1), "Ah": ("charge", 1e3),
    "ohm": ("resistance", 1), "kohm": ("resistance", 1e3), "Mohm": ("resistance", 1e6),
    "cal": ("heat", 1), "kcal": ("heat", 1e3), "J": ("work", 1), "kJ": ("work", 1e3), "MJ": ("work", 1e6),
    "ppm": ("share", 1e-6), "ppb": ("share", 1e-9), "dB": ("level", 1), "rpm": ("turns", 1), "mW": ("power", 1e-3),
    "mg/ml": ("density", 1), "ug/ml": ("density", 1e-3), "mg/dl": ("density", 0.01), "g/l": ("density", 1),
    "ms": ("time", 1e-3), "PB": ("data", 1e15),
    "W": ("power", 1), "kW": ("power", 1e3), "MW": ("power", 1e6), "GW": ("power", 1e9),
    "kWh": ("energy", 1), "MWh": ("energy", 1e3), "GWh": ("energy", 1e6), "TWh": ("energy", 1e9),
    "B": ("data", 1), "KB": ("data", 1e3), "MB": ("data", 1e6), "GB": ("data", 1e9), "TB": ("data", 1e12),
    "KiB": ("data", 1024), "MiB": ("data", 2**20), "GiB": ("data", 2**30), "bit": ("bits", 1), "Mbps": ("rate", 1e6),
    "Gbps": ("rate", 1e9), "kbps": ("rate", 1e3),
    "Hz": ("frequency", 1), "kHz": ("frequency", 1e3), "MHz": ("frequency", 1e6), "GHz": ("frequency", 1e9),
    "score": ("score", 1), "aged": ("decade of age", 1), "x": ("times", 1),
    "%": ("percent", 1), "pp": ("points", 1), "bp": ("points", 0.01),
    "C": ("celsius", 1), "F": ("fahrenheit", 1),
    "JPY": ("JPY", 1), "USD": ("USD", 1), "EUR": ("EUR", 1), "GBP": ("GBP", 1), "CNY": ("CNY", 1), "KRW": ("KRW", 1),
    "RUB": ("RUB", 1), "INR": ("INR", 1), "CHF": ("CHF", 1), "AUD": ("AUD", 1), "CAD": ("CAD", 1), "TWD": ("TWD", 1),
    "HKD": ("HKD", 1), "SGD": ("SGD", 1),
}  # fmt: skip
"""Unit -> (what it measures, its size in the base unit of that measure)."""

SIZES |= {
    "/day": ("how often", 365.25), "/week": ("how often", 52.18), "/month": ("how often", 12),
    "/year": ("how often", 1), "/h": ("how often", 8766), "/min": ("how often", 525960),
    "/s": ("how often", 31557600), "cup": ("cups", 1),
}  # fmt: skip
SECONDS = {
    "s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600,
}  # fmt: skip
"""Span -> its length in seconds, a month as the twelfth part of a year of 365.25 days."""

_JAPANESE: dict[str, str] = {
    "円": "JPY", "米ドル": "USD", "ドル": "USD|AUD|CAD|TWD|HKD|SGD", "豪ドル": "AUD", "カナダドル": "CAD",
    "台湾ドル": "TWD",
    "香港ドル": "HKD", "シンガポールドル": "SGD", "ユーロ": "EUR", "ポンド": "GBP|lb", "英ポンド": "GBP",
    "人民元": "CNY",
    "元": "CNY", "ウォン": "KRW", "ルーブル": "RUB", "ルピー": "INR", "スイスフラン": "CHF",
    "%": "%", "パーセント": "%", "%ポイント": "pp", "パーセントポイント": "pp", "ポイント": "pp|",
    "ベーシスポイント": "bp",
    "秒": "s", "秒間": "s", "分": "min", "分間": "min", "時間": "h", "日間": "day", "週間": "week", "週": "week",
    "か月": "month", "カ月": "month", "ヶ月": "month", "ヵ月": "month", "ケ月": "month", "ヶ月間": "month",
    "か月間": "month",
    "カ月間": "month", "ヵ月間": "month", "箇月": "month", "箇月間": "month", "年間": "year", "か年": "year",
    "カ年": "year",
    "ヵ年": "year", "ヶ年": "year", "箇年": "year",
    "ミリメートル": "mm", "ミリ": "mm|", "センチメートル": "cm", "センチ": "cm", "メートル": "m", "キロメートル": "km",
    "キロ": "km|kg|km/h", "マイル": "mile", "フィート": "ft", "インチ": "in", "ヤード": "yd", "海里": "nmi",
    "カイリ": "nmi",
    "ミリグラム": "mg", "グラム": "g", "キログラム": "kg", "トン": "t", "オンス": "oz",
    "平方メートル": "m2", "平方キロメートル": "km2", "平方キロ": "km2", "ヘクタール": "ha", "エーカー": "acre",
    "坪": "tsubo",
    "平方フィート": "sqft", "平方マイル": "sqmi", "㎡": "m2", "㎢": "km2",
    "ミリリットル": "ml", "リットル": "l", "立方メートル": "m3", "ガロン": "gal", "バレル": "bbl",
    "ノット": "kn", "ヘクトパスカル": "hPa",
    "マイクログラム": "ug", "マイクロメートル": "um", "ナノメートル": "nm", "ミリボルト": "mV", "ボルト": "V",
    "キロボルト": "kV", "ミリアンペア": "mA", "アンペア": "A", "オーム": "ohm", "キロオーム": "kohm", "パスカル": "Pa",
    "キロパスカル": "kPa", "メガパスカル": "MPa", "カロリー": "cal|kcal", "キロカロリー": "kcal", "ジュール": "J",
    "キロジュール": "kJ", "デシベル": "dB", "デシリットル": "dl", "ミリ秒": "ms", "ペタバイト": "PB", "シーシー": "ml",
    "ワット": "W", "キロワット": "kW", "メガワット": "MW", "ギガワット": "GW", "キロワット時": "kWh",
    "キロワットアワー": "kWh",
    "バイト": "B", "キロバイト": "KB", "メガバイト": "MB", "ギガバイト": "GB", "テラバイト": "TB", "ビット": "bit",
    "ヘルツ": "Hz", "メガヘルツ": "MHz", "ギガヘルツ": "GHz",
    "度": "C|F|", "℃": "C", "度C": "C", "㎞": "km", "㎏": "kg", "㎝": "cm", "㎜": "mm", "㌔": "km|kg|km/h", "㌧": "t",
    "㍍": "m", "㌦": "USD",
}  # fmt: skip

_SYMBOLS: dict[str, str] = {
    "%": "%", "km/h": "km/h", "km": "km", "cm": "cm", "mm": "mm", "kg": "kg", "mg": "mg", "mL": "ml", "ml": "ml",
    "m/s": "m/s", "km2": "km2", "km²": "km2", "m2": "m2", "m²": "m2", "m3": "m3", "m³": "m3", "ha": "ha", "kW": "kW",
    "MW": "MW", "GW": "GW", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh", "KB": "KB", "kB": "KB", "MB": "MB",
    "GB": "GB", "TB": "TB", "KiB": "KiB", "MiB": "MiB", "GiB": "GiB", "Mbps": "Mbps", "Gbps": "Gbps", "kbps": "kbps",
    "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "hPa": "hPa", "mph": "mph", "lb": "lb", "lbs": "lb",
    "oz": "oz",
    "μg": "ug", "µg": "ug", "mcg": "ug", "nm": "nm", "μm": "um", "µm": "um", "dL": "dl", "μL": "ul", "µL": "ul",
    "cc": "ml",
    "mV": "mV", "V": "V", "kV": "kV", "mA": "mA", "kA": "kA", "mAh": "mAh", "Ah": "Ah", "Ω": "ohm", "kΩ": "kohm",
    "MΩ": "Mohm", "Pa": "Pa", "kPa": "kPa", "MPa": "MPa", "kcal": "kcal", "cal": "cal", "J": "J", "kJ": "kJ",
    "MJ": "MJ", "ppm": "ppm", "ppb": "ppb", "dB": "dB", "rpm": "rpm", "mW": "mW", "mg/mL": "mg/ml",
    "mg/ml": "mg/ml",
    "μg/mL": "ug/ml", "µg/mL": "ug/ml", "mg/dL": "mg/dl", "g/L": "g/l", "ms": "ms", "PB": "PB",
    "kph": "km/h", "km per hour": "km/h", "km an hour": "km/h", "m per second": "m/s", "km/hr": "km/h",
    "ft": "ft", "°C": "C", "℃": "C", "°F": "F", "℉": "F", "g": "g", "m": "m", "t": "t", "L": "l",
    "N·m": "N·m", "N・m": "N·m", "N⋅m": "N·m",
}  # fmt: skip

_ENGLISH: dict[str, str] = {
    "yen": "JPY", "us dollar": "USD", "u.s. dollar": "USD", "dollar": "USD|AUD|CAD|TWD|HKD|SGD",
    "australian dollar": "AUD",
    "euro": "EUR", "pound": "GBP|lb", "pound sterling": "GBP", "yuan": "CNY", "renminbi": "CNY", "won": "KRW",
    "ruble": "RUB",
    "rouble": "RUB", "rupee": "INR", "swiss franc": "CHF",
    "percent": "%", "per cent": "%", "pct": "%", "percentage point": "pp", "percentage-point": "pp", "point": "pp|",
    "basis point": "bp", "second": "s", "sec": "s", "minute": "min", "min": "min", "hour": "h", "hr": "h", "day": "day",
    "week": "week", "fortnight": "2week", "month": "month", "year": "year", "decade": "10year", "century": "100year",
    "centuries": "100year",
    "millimeter": "mm", "millimetre": "mm", "centimeter": "cm", "centimetre": "cm", "meter": "m", "metre": "m",
    "kilometer": "km", "kilometre": "km", "mile": "mile", "foot": "ft", "feet": "ft", "inch": "in", "inches": "in",
    "yard": "yd", "nautical mile": "nmi", "milligram": "mg", "gram": "g", "kilogram": "kg", "kilo": "kg|km", "ton": "t",
    "tonne": "t", "metric ton": "t", "ounce": "oz", "square meter": "m2", "square metre": "m2",
    "square kilometer": "km2",
    "square kilometre": "km2", "hectare": "ha", "acre": "acre", "square foot": "sqft", "square feet": "sqft",
    "square mile": "sqmi", "milliliter": "ml", "millilitre": "ml", "liter": "l", "litre": "l", "cubic meter": "m3",
    "cubic metre": "m3", "gallon": "gal", "barrel": "bbl", "kilometers per hour": "km/h", "kilometres per hour": "km/h",
    "miles per hour": "mph", "meters per second": "m/s", "metres per second": "m/s", "knot": "kn", "hectopascal": "hPa",
    "kilometers an hour": "km/h", "kilometres an hour": "km/h", "miles an hour": "mph", "meters a second": "m/s",
    "metres a second": "m/s", "microgram": "ug", "micrometer": "um", "micrometre": "um", "nanometer": "nm",
    "nanometre": "nm", "millivolt": "mV", "volt": "V", "kilovolt": "kV", "milliamp": "mA", "milliampere": "mA",
    "ampere": "A", "amp": "A", "ohm": "ohm", "kilohm": "kohm", "pascal": "Pa", "kilopascal": "kPa",
    "megapascal": "MPa", "kilocalorie": "kcal", "joule": "J", "kilojoule": "kJ", "decibel": "dB", "deciliter": "dl",
    "decilitre": "dl", "millisecond": "ms", "petabyte": "PB", "parts per million": "ppm",
    "part per million": "ppm", "parts per billion": "ppb", "part per billion": "ppb",
    "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "kilowatt-hour": "kWh", "kilowatt hour": "kWh",
    "byte": "B", "kilobyte": "KB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "bit": "bit", "hertz": "Hz",
    "megahertz": "MHz", "gigahertz": "GHz", "degree": "C|F|", "degrees celsius": "C", "degrees fahrenheit": "F",
    "degrees c": "C", "degrees f": "F",
}  # fmt: skip

_SI = si_tables()
SIZES = {**_SI.sizes, **SIZES, "N·m": ("torque", 1)}
_JAPANESE = {**_SI.japanese, **_JAPANESE, "ニュートンメートル": "N·m"}
_SYMBOLS = {**_SI.symbols, **_SYMBOLS}
_ENGLISH = {**_SI.english, **_ENGLISH, **dict.fromkeys(("newton-meter", "newton meter", "newton-metre"), "N·m")}

PREFIXES: dict[str, str] = {
    "¥": "JPY", "￥": "JPY", "\\": "", "jpy": "JPY", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD",
    "nt$": "TWD", "hk$": "HKD", "s$": "SGD", "$": "USD|AUD|CAD|TWD|HKD|SGD", "€": "EUR", "eur": "EUR", "£": "GBP",
    "gbp": "GBP", "cny": "CNY", "rmb": "CNY", "krw": "KRW",
}  # fmt: skip
"""Signs before a number, in lower case -> unit."""

_PLURAL = {word + "s": unit for word, unit in _ENGLISH.items() if not word.endswith(("s", "feet", "yen", "yuan"))}
ENGLISH = {**_ENGLISH, **_PLURAL}
SIGNS = _SYMBOLS
"""Signs of units that may stand at once behind a number, in either language."""
JAPANESE = {**_JAPANESE, **SIGNS}
SYMBOLS = {**_SYMBOLS, "l": "l", "s": "s", "sec": "s", "min": "min", "h": "h", "hr": "h"}
"""Signs of units in an English text, also those that only stand behind a space or a slash."""


def alternation(words: dict[str, str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def resolve(unit: str) -> tuple[float, str]:
    """The factor in front of a unit, and the unit: "10year" -> (10, "year")."""
    digits = re.match(r"\d+", unit)
    return (float(digits[0]), unit[digits.end() :]) if digits else (1.0, unit)


def measures(unit: str) -> list[tuple[str, float]]:
    """What a unit may measure, as (measure, size). The empty unit gives ("", 1)."""
    return [SIZES[name] if name else ("", 1.0) for name in unit.split("|")]
