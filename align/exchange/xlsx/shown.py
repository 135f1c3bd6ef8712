"""What a person sees in a cell: dates, times, percent and numbers as their number format shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

DATE, PERCENT = "a date or time", "a percentage"
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|(\[h+\])|\[[^\]]*\]|(AM/PM|A/P)|(y+|m+|d+|h+|s+)|[_*].|(.)',
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYSTEM_DATE = "mm-dd-yy"
"""Excel's format 14: the short date of each person's system. We write the year first."""


def shown(value: object, number_format: str) -> str:
    """Return the text of a cell's value, as near as Excel shows it; an unknown format as if there were none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    first = number_format.split(";")[0]
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, "yyyy/m/d" if first == _SYSTEM_DATE else first)
    if isinstance(value, int | float):
        return _number(value, first)
    return str(getattr(value, "text", value))


def kind(value: object, number_format: str) -> str:
    """Return DATE or PERCENT if the value is one, empty for other values."""
    if isinstance(value, datetime | date | time | timedelta):
        return DATE
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return PERCENT if number and "%" in number_format else ""


def _number(value: float, number_format: str) -> str:
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)
    percent = "%" in plain
    amount = value * 100 if percent else value
    digits = re.search(r"[0#?][0#?,]*(?:\.([0#?]+))?", plain)
    if digits is None or "E+" in plain.upper() or "/" in plain:
        text = _general(amount)
    else:
        places = digits[1] or ""
        text = f"{amount:{',' if ',' in digits[0] else ''}.{len(places)}f}"
        for letter in reversed(places):
            if letter == "0" or not text.endswith("0"):
                break
            text = text[:-1]
        text = text.rstrip(".")
    return text + "%" if percent else text


def _general(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}"


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, time):
        moment = datetime.combine(date(1900, 1, 1), value)
    else:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if number_format.lower() in ("", "general", "@"):
        return moment.isoformat(" ").removesuffix(" 00:00:00")
    return _by_format(moment, number_format)


def _by_format(moment: datetime, number_format: str) -> str:
    tokens = list(_TOKEN.finditer(number_format))
    half = any(token[4] for token in tokens)
    pieces: list[str] = []
    last = ""
    for place, token in enumerate(tokens):
        quoted, escaped, hours, noon, letters, other = token.groups()
        if letters or hours:
            name = (letters or hours.strip("[]")).lower()
            after = next((one[5][0].lower() for one in tokens[place + 1 :] if one[5]), "")
            minute = name[0] == "m" and len(name) <= 2 and (last == "h" or after == "s")
            pieces.append(_part(moment, name, half=half, minute=minute))
            last = name[0]
        elif noon:
            pieces.append("AM" if moment.hour < 12 else "PM")
        else:
            pieces.append(quoted or escaped or ("" if other in (None, ";") else other))
    return "".join(pieces)


def _part(moment: datetime, name: str, *, half: bool, minute: bool) -> str:
    """Return a year, month, day, hour, minute or second as one token of the format shows it."""
    letter, length = name[0], len(name)
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "m" and not minute and length > 2:
        return _MONTHS[moment.month - 1][: 3 if length == 3 else None]
    if letter == "d" and length > 2:
        return _DAYS[moment.weekday()][: 3 if length == 3 else None]
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    number = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return f"{number:02}" if length > 1 else str(number)
