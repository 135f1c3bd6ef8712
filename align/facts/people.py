"""Japanese people who are named in full, in kanji."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from align.facts.pronunciation import DictionaryName, pronounce

_FOREIGN_KANJI = re.compile("中国|韓国|台湾|北朝鮮|朝鮮|香港|中華|中韓|日中|日韓|中朝|北京|上海|ソウル|平壌")


@dataclass(frozen=True, slots=True)
class Person:
    """A surname and a given name that stand next to each other."""

    surname: DictionaryName
    given: DictionaryName


def people(text: str) -> list[Person]:
    """Return the people whom a Japanese text names in full, in kanji; [] without dictionary."""
    read = pronounce(text)
    found = read.names if read else ()
    return [
        Person(one, other)
        for one, other in pairwise(found)
        if one.kind == "surname" and other.kind == "given" and one.span[1] == other.span[0]
    ]


def names_china_or_korea(japanese: str) -> bool:
    """True if a text names China or Korea.

    Kanji names in it may be Chinese or Korean. Their Japanese pronunciation is not the English one.
    """
    return bool(_FOREIGN_KANJI.search(japanese))
