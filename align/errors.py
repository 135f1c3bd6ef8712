"""The exceptions of `align`, drawn as a tree.

AlignError                    anything a user can mend: place, trouble, cure in one line
├── InputError                a file, URL or text that cannot be read
│   ├── FormatError           its content breaks the format that it should have
│   ├── LanguageError         it is written in another language than it should be
│   └── IncompletePair        a pair without one of its sides, or with two files for one
├── UsageError                options or names that do not fit together
├── WriteError                a file that cannot be written
└── StoreError                the review database cannot be opened, or refuses a change

Only `align.cli` prints them; it ends with exit code 2.
"""

from __future__ import annotations


class AlignError(Exception):
    """One line for a user: `place: trouble; cure`. Any part but the trouble may be empty."""

    def __init__(self, trouble: str, *, place: str = "", cure: str = "") -> None:
        self.place, self.trouble, self.cure = place, trouble, cure
        head = f"{place}: " if place else ""
        tail = f"; {cure}" if cure else ""
        super().__init__(" ".join(f"{head}{trouble}{tail}".split()))


class InputError(AlignError):
    """A file, URL or text that cannot be read."""


class FormatError(InputError):
    """Content that breaks the format it should have."""


class LanguageError(InputError):
    """A text in another language than it should be: two files given in the wrong order, or the wrong document."""


class IncompletePair(InputError):
    """A pair that lacks one of its sides, or has two files for one."""

    def __init__(self, trouble: str, *, pair: str = "", place: str = "", cure: str = "") -> None:
        self.pair = pair
        super().__init__(trouble, place=place, cure=cure)


class UsageError(AlignError):
    """Options or names that do not fit together."""


class WriteError(AlignError):
    """A file that cannot be written: no permission, no space, no such folder."""


class StoreError(AlignError):
    """The review database cannot be opened, or refuses a change."""
