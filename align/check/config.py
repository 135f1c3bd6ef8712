"""The table `[check]` of `align.toml`: checks, severities, limits and the glossary.

```toml
[check]
off = ["length"]                    # checks that do not run
severity = { punctuation = "hint" } # another severity for all findings of a check
glossary = "terms.csv"              # CSV or TBX, relative to this file
omission = 0.5                      # report a sentence as left out from this probability on
addition = 0.5                      # report a sentence as added from this probability on
min_probability = 0.1               # report no finding that is less probable to be true
length = 3.5                        # report a target that is this many times longer or shorter than usual
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from align.errors import UsageError
from align.model import SEVERITIES
from align.settings_file import cure_of_key, read_table

CHECK_NAMES = (
    "number", "date", "time", "name", "acronym", "term", "omission", "addition", "untranslated", "polarity",
    "length", "punctuation", "inconsistency",
)  # fmt: skip
"""Every check, in the order in which findings on one bead are listed; those of `ACROSS` come last."""
ACROSS = frozenset(("inconsistency",))
"""Checks that compare alignments with each other."""
_SETTINGS = ("off", "only", "severity", "glossary", "omission", "addition", "length", "names", "min_probability")
_NUMBERS = ("omission", "addition", "length", "min_probability")


@dataclass(frozen=True)
class CheckConfig:
    """The settings that `align.toml` may give."""

    off: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)
    glossary: Path | None = None
    omission: float = 0.5
    addition: float = 0.5
    length: float = 3.5
    min_probability: float = 0.1
    """Findings that are less probable to be true are left out."""
    encoder: str = "use"
    """The encoder with which omission and addition compare sentences; "" switches both off."""
    readings: bool = True
    """Look up how kanji names are read, if the extra `names` is installed."""

    def __post_init__(self) -> None:
        for name in [*self.off, *self.severity]:
            if name not in CHECK_NAMES:
                raise UsageError(f"no check is called {name!r}", cure=f"use one of {', '.join(CHECK_NAMES)}")
        for severity in self.severity.values():
            if severity not in SEVERITIES:
                raise UsageError(f"no severity is called {severity!r}", cure=f"use one of {', '.join(SEVERITIES)}")

    def runs(self, check: str) -> bool:
        """Tell whether the check is on."""
        return check not in self.off


def load_config(path: Path) -> CheckConfig:
    """Read the `[check]` table of a TOML file. Raises InputError, UsageError."""
    table = read_table(path, "check")
    try:
        return _from_table(table, path)
    except UsageError as error:
        raise UsageError(error.trouble, place=str(path), cure=error.cure) from error


def _from_table(table: dict[str, Any], path: Path) -> CheckConfig:
    for key in table:
        if key not in _SETTINGS:
            raise UsageError(f"[check] has no setting {key!r}", cure=cure_of_key(key, _SETTINGS))
    config = CheckConfig()
    if "only" in table:
        config = replace(config, off=frozenset(CHECK_NAMES) - _names(table["only"], "only"))
    if "off" in table:
        config = replace(config, off=config.off | _names(table["off"], "off"))
    if "severity" in table:
        if not isinstance(table["severity"], dict):
            raise UsageError("severity is not a table", cure='write severity = { length = "hint" }')
        config = replace(config, severity={str(key): str(value) for key, value in table["severity"].items()})
    if "glossary" in table:
        config = replace(config, glossary=path.parent / str(table["glossary"]))
    numbers = {key: float(getattr(config, key)) for key in _NUMBERS}
    for key in numbers:
        if key in table:
            if not isinstance(table[key], int | float) or isinstance(table[key], bool):
                raise UsageError(f"{key} is not a number", cure=f"write {key} = {getattr(config, key)}")
            numbers[key] = float(table[key])
    config = replace(
        config,
        omission=numbers["omission"],
        addition=numbers["addition"],
        length=numbers["length"],
        min_probability=numbers["min_probability"],
    )
    if "names" in table:
        config = replace(config, readings=bool(table["names"]))
    return config


def _names(value: object, setting: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{setting} is not a list of checks", cure=f'write {setting} = ["length"]')
    unknown = [item for item in value if item not in CHECK_NAMES]
    if unknown:
        raise UsageError(f"no check is called {unknown[0]!r}", cure=f"use one of {', '.join(CHECK_NAMES)}")
    return frozenset(value)
