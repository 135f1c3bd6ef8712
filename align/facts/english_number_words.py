"""English number words: "three hundred and twenty", "1.2 billion"."""

from __future__ import annotations

from align.text.numerals import tidy

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    "tn": 10**12, "dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
CARDINAL_WORDS = {**_UNITS, **_TENS}
ORDINAL_WORDS = _ORDINALS
NUMBER_WORD = "|".join(sorted([*CARDINAL_WORDS, *_ORDINALS, *SCALES], key=len, reverse=True))


def english_numeral(words: list[str]) -> tuple[float, float, bool, bool] | None:
    """Read lower-case number words; None if they are not one number.

    >>> english_numeral(["three", "hundred", "and", "twenty", "first"])
    (321, 1, True, True)
    """
    total = 0.0
    current: float | None = None
    scaled = ordinal = False
    last = 1.0
    for word in words:
        if word in ("and", "a"):
            continue
        if ordinal:
            return None
        if word in SCALES:
            scale = SCALES[word]
            scaled = True
            if scale in (100, 12):
                if current is not None and current >= 1000:  # "hundred hundred hundred" is a list of words
                    return None
                current = (1 if current is None else current) * scale
            else:
                total += (1 if current is None else current) * scale
                current = None
            last = float(scale)
            continue
        if word in _ORDINALS:
            ordinal = True
            value = _ORDINALS[word]
        else:
            value = CARDINAL_WORDS[word]
        if current is None:
            current = value
        elif current >= 20 and current % 10 == 0 and 0 < value < 10:
            current += value
        elif current >= 100 and current % 100 == 0 and value < 100:
            current += value
        else:
            return None
        last = 1.0
    return tidy(total + (current or 0)), tidy(last), scaled, ordinal
