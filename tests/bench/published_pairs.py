"""Published pairs of English and Japanese text from Debian's packages, for what is learnt from right translations.

Three kinds: messages of catalogues (`ja.mo`), translated package descriptions, and blocks of manuals. They are taken
as right; about one in a hundred holds a real slip of its translator.
"""

from __future__ import annotations

import gettext
import os
import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from tests.bench.debian import documents, fetch
from tests.bench.manuals import DEV, HELD_OUT

CAMPAIGNS = "did dm dw ei httt l low nr sof sota sotbe thot trow tsg ttb utbs".split()
CATALOGUES = (
    "freeciv-data", "gramps", "gnucash-common", "lyx-common", "aptitude-common", "gnupg-l10n", "wesnoth-1.16-data",
    *(f"wesnoth-1.16-{name}" for name in CAMPAIGNS),
)  # fmt: skip
"""Packages whose catalogues hold sentences: dialogues and descriptions of games, messages of programs."""
_REWRITTEN = frozenset(("freeciv-nations",))
"""Catalogues whose Japanese is no translation of the English, but a text of its own."""
_PLACEHOLDER = re.compile(r"%[\d$.\-+]*[a-zA-Z(]|\$[\w{(|]|[<>{}\\|]|~[a-z]|&\w+;|https?:|\w=\w|@\w|^\w+:$", re.M)
_KANA = re.compile("[぀-ヿ]")
_LEAST, _MOST = 20, 900
"""Characters of the English text."""
_APT = """#clear Acquire::Languages;
Dir::Etc::parts "{folder}/none/";
Acquire::Languages {{ "en"; "ja"; }};
Dir::State::lists "{folder}/lists";
"""


@dataclass(frozen=True)
class PublishedPair:
    """One pair; `origin` names the work that it is from."""

    origin: str
    japanese: str
    english: str


def published_pairs(packages: Path, limit: int = 0, seed: int = 1) -> list[PublishedPair]:
    """Fetch what `packages` lacks; return the distinct pairs of all works in a random order.

    At most `limit` of each work; 0 means all. Raises UsageError, InputError.
    """
    tree = fetch(sorted({*CATALOGUES, *(name for source in (*DEV, *HELD_OUT) for name in source.packages)}), packages)
    found: dict[str, dict[tuple[str, str], None]] = {}
    for pair in (*_catalogues(tree), *_descriptions(packages), *_manuals(tree)):
        if _is_prose(pair.japanese, pair.english):
            found.setdefault(pair.origin, {})[pair.japanese, pair.english] = None
    dice = random.Random(seed)
    chosen = []
    for origin, texts in sorted(found.items()):
        some = [PublishedPair(origin, *both) for both in texts]
        dice.shuffle(some)
        chosen += some[: limit or len(some)]
    dice.shuffle(chosen)
    return chosen


def _is_prose(japanese: str, english: str) -> bool:
    return (
        _LEAST <= len(english) <= _MOST
        and len(english.split()) >= 4
        and bool(_KANA.search(japanese))
        and not _PLACEHOLDER.search(japanese)
        and not _PLACEHOLDER.search(english)
    )


def _catalogues(tree: Path) -> Iterator[PublishedPair]:
    for path in sorted(tree.glob("usr/share/**/ja/LC_MESSAGES/*.mo")):
        with path.open("rb") as stream:
            catalogue = vars(gettext.GNUTranslations(stream))["_catalog"]
        if path.stem in _REWRITTEN:
            continue
        origin = "wesnoth" if path.stem.startswith("wesnoth") else path.stem
        for english, japanese in catalogue.items():
            if isinstance(english, str) and english and english != japanese:
                yield PublishedPair(origin, _one_line(japanese, ""), _one_line(english.split("\4")[-1], " "))


def _one_line(text: str, between: str) -> str:
    """Join the lines of a text: with nothing in Japanese, with a space in English."""
    return re.sub(r"\s*\n\s*", between, text.replace("_(", "(")).replace("&", "").strip()


def _descriptions(packages: Path) -> Iterator[PublishedPair]:
    """The paragraphs of translated package descriptions that have as many paragraphs as the English ones."""
    english, japanese = (_translations(packages, lang) for lang in ("en", "ja"))
    for digest, text in japanese.items():
        blocks = _paragraphs(english.get(digest, ""), " "), _paragraphs(text, "")
        if len(blocks[0]) == len(blocks[1]):
            for left, right in zip(*blocks, strict=True):
                yield PublishedPair("descriptions", right, left)


def _paragraphs(text: str, between: str) -> list[str]:
    """The paragraphs of a description without lists."""
    blocks = [re.split(r"\n", block) for block in re.split(r"\n \.(?:\n|$)", text)]
    return [between.join(line.strip() for line in lines) for lines in blocks if not any(_listed(x) for x in lines)]


def _listed(line: str) -> bool:
    return line.startswith("  ") or bool(re.match(r"\s*[-*・o•]\s", line))


def _translations(packages: Path, lang: str) -> dict[str, str]:
    """Description-md5 -> description, from apt's index of translations."""
    lists = packages / "lists"
    if not list(lists.glob(f"*_Translation-{lang}")):
        (lists / "partial").mkdir(parents=True, exist_ok=True)
        settings = packages / "apt.conf"
        settings.write_text(_APT.format(folder=packages.resolve()), encoding="utf-8")
        environment = {**os.environ, "APT_CONFIG": str(settings)}
        done = subprocess.run(["apt-get", "update", "-q"], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise InputError("the index of translated descriptions did not come", place="apt-get update")
    found = {}
    for path in sorted(lists.glob(f"*_main_i18n_Translation-{lang}")):
        for entry in path.read_text(encoding="utf-8").split("\n\n"):
            match = re.search(rf"Description-md5: (\w+)\nDescription-{lang}: (.*)", entry, re.S)
            if match:
                found[match[1]] = match[2].partition("\n")[2]
    return found


def _manuals(tree: Path) -> Iterator[PublishedPair]:
    for source in (*DEV, *HELD_OUT):
        for _, blocks in documents(source, tree):
            for english, japanese in blocks:
                yield PublishedPair(source.name, japanese, english)
