"""Which files make a pair: a `pairs.toml`, a folder, or two files. Finds, never reads the texts.

A folder holds pairs as NAME.ja.EXT + NAME.en.EXT, as NAME.ja + NAME.en, as a subfolder a pair with ja.EXT and en.EXT,
or as a `pairs.toml` lists them (its form is described in data/README.md).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.errors import FormatError, InputError, UsageError
from align.model import Origin

LIST_NAME = "pairs.toml"
STDIN = Path("-")

_SAFE_ID = re.compile(r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*")
_LIST_CURE = "data/README.md describes its form"
_NAMING = "name them NAME.{0}.EXT and NAME.{1}.EXT, NAME.{0} and NAME.{1}, or NAME/{0}.EXT and NAME/{1}.EXT"


@dataclass(frozen=True)
class PairFiles:
    """The two files of one document pair and what is known of them before they are read."""

    id: str
    """The pair's name: also the name of the files written about it."""
    source: Path
    target: Path
    """`-` is stdin; at most one side can be."""
    title: str = ""
    status: str = ""
    """Of the source, as its list says: "official", "project rendering, not the Ministry's text"."""
    licence: str = ""
    source_title: str = ""
    target_title: str = ""
    source_origin: Origin = field(default_factory=Origin)
    target_origin: Origin = field(default_factory=Origin)
    source_sha256: str = ""
    """As the list gives it; empty where nobody noted it."""
    target_sha256: str = ""

    def __post_init__(self) -> None:
        if not _SAFE_ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} cannot be a pair's name: no slash, no leading dot, not empty")
        if self.source == STDIN == self.target:
            raise ValueError("only one side can be stdin")


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that file names carry, BCP 47."""

    source: str = "ja"
    target: str = "en"


def find_pairs(
    paths: Sequence[Path] = (),
    languages: Languages = Languages(),
    troubles: list[InputError] | None = None,
) -> list[PairFiles]:
    """Find the pairs that `paths` name: nothing = the bundled data; folders, in the order of names; SOURCE TARGET.

    A pair with one side only, or with a file too many, raises InputError; where `troubles` is given it is noted there
    and the other pairs are still found. Raises InputError if nothing is found, UsageError for paths that do not fit.
    """
    noted: list[InputError] = [] if troubles is None else troubles
    before = len(noted)
    paths = [Path(path) for path in paths] or [bundled_data()]
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return [_pair_of_files(paths, languages)]
    for path in paths:
        if path not in folders:
            if path != STDIN and not path.exists():
                raise InputError("no such file or folder", place=str(path), cure="check the path")
            raise UsageError(f"{path} is a file among folders", cure="give folders, or SOURCE and TARGET")
    pairs = [pair for folder in folders for pair in _pairs_of_folder(folder, languages, noted)]
    seen: dict[str, PairFiles] = {}
    for pair in pairs:
        if pair.id in seen:
            raise InputError(
                f"two pairs are called {pair.id}: {seen[pair.id].source} and {pair.source}", cure="rename one of them"
            )
        seen[pair.id] = pair
    if troubles is None and len(noted) > before:
        raise noted[before]
    if not pairs and len(noted) == before:
        cure = _NAMING.format(languages.source, languages.target)
        raise InputError("no pair in this folder", place=", ".join(map(str, folders)), cure=cure)
    return pairs


def bundled_data() -> Path:
    """Find the bundled pairs: ./data of the current directory, else the project's or the package's own data folder.

    Raises InputError where there is none.
    """
    package = Path(__file__).resolve().parent
    for folder in (Path("data"), package.parent / "data", package / "data"):
        if (folder / LIST_NAME).is_file():
            return folder
    raise InputError(
        "no bundled data here", place="data/pairs.toml", cure="give a folder of pairs, or SOURCE and TARGET"
    )


def read_list(path: Path) -> list[PairFiles]:
    """Read a `pairs.toml`. The first table of a pair is its source. Raises InputError, FormatError."""
    return _read_list(path, Languages())


def _pair_of_files(paths: Sequence[Path], languages: Languages) -> PairFiles:
    for path in paths:
        if path != STDIN and not path.exists():
            raise InputError("no such file or folder", place=str(path), cure="check the path")
    if len(paths) != 2:
        found = "one file" if len(paths) == 1 else f"{len(paths)} files"
        raise UsageError(f"{found} given, two make a pair", cure="give SOURCE and TARGET, or a folder of pairs")
    source, target = paths
    if source == STDIN == target:
        raise UsageError("both sides are stdin", cure="give a file for one of them")
    if source != STDIN and target != STDIN and source.samefile(target):
        raise UsageError(f"{source} is both source and target", cure="give two files")
    named, lang = (target, languages.target) if source == STDIN else (source, languages.source)
    name = _stem(named, lang).lstrip(".") or "pair"
    return PairFiles(
        name,
        source,
        target,
        source_origin=Origin(place="stdin" if source == STDIN else str(source)),
        target_origin=Origin(place="stdin" if target == STDIN else str(target)),
    )


def _stem(path: Path, lang: str) -> str:
    """Take the pair's name from a file's name: x.ja.txt, x.ja and x.txt give x; a/ja.txt gives a."""
    match = re.fullmatch(rf"(.+)\.{re.escape(lang)}(\.[^.]+)?", path.name)
    if match:
        return match[1]
    if path.stem == lang and path.resolve().parent.name:
        return path.resolve().parent.name
    return path.stem


def _pairs_of_folder(folder: Path, languages: Languages, troubles: list[InputError]) -> list[PairFiles]:
    if (folder / LIST_NAME).is_file():
        return _read_list(folder / LIST_NAME, languages, troubles)
    candidates: dict[str, tuple[list[Path], list[Path]]] = defaultdict(lambda: ([], []))
    sides = (languages.source, languages.target)
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        for entry in entries:
            files = sorted(entry.iterdir()) if entry.is_dir() else [entry]
            for path in files:
                for side, lang in enumerate(sides):
                    name = _name_in_folder(path, lang, entry)
                    if name and path.is_file():
                        candidates[name][side].append(path)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(folder), cure="check its permissions") from error
    pairs = []
    for name, found in sorted(candidates.items()):
        trouble = _trouble(folder, name, found, languages)
        if trouble:
            troubles.append(trouble)
            continue
        source, target = found[0][0], found[1][0]
        origins = Origin(place=str(source)), Origin(place=str(target))
        pairs.append(PairFiles(name, source, target, source_origin=origins[0], target_origin=origins[1]))
    return pairs


def _name_in_folder(path: Path, lang: str, entry: Path) -> str:
    """Name the pair that a file belongs to, "" for none. `entry` is the file itself or the subfolder that holds it."""
    if path.name == lang or re.fullmatch(rf"{re.escape(lang)}\.[^.]+", path.name):
        return path.resolve().parent.name
    match = re.fullmatch(rf"(.+)\.{re.escape(lang)}(\.[^.]+)?", path.name)
    return match[1] if match and path == entry else ""


def _trouble(folder: Path, name: str, found: tuple[list[Path], list[Path]], languages: Languages) -> InputError | None:
    for files, side, lang in zip(found, ("source", "target"), (languages.source, languages.target), strict=True):
        if not files:
            return InputError(
                f"no {side} ({lang}) for this pair", place=str(folder / name), cure=f"add {name}.{lang}.EXT"
            )
        if len(files) > 1:
            names = " and ".join(path.name for path in files)
            return InputError(f"two files for one side: {names}", place=str(folder / name), cure="keep one of them")
    return None


def _read_list(path: Path, languages: Languages, troubles: list[InputError] | None = None) -> list[PairFiles]:
    try:
        body = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormatError(f"not TOML: {error}", place=str(path), cure=_LIST_CURE) from error
    rows = body.get("pair")
    if not isinstance(rows, list) or not rows:
        raise FormatError("lists no [[pair]]", place=str(path), cure=_LIST_CURE)
    pairs = []
    for number, row in enumerate(rows, start=1):
        try:
            pairs.append(_read_row(row, path.parent, languages))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            half = _half(row, path, languages) if troubles is not None and isinstance(error, KeyError) else None
            if half is not None and troubles is not None:
                troubles.append(half)
                continue
            trouble = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise FormatError(trouble, place=f"{path}: pair {number}", cure=_LIST_CURE) from error
    return pairs


def _half(row: dict[str, Any], path: Path, languages: Languages) -> InputError | None:
    """What to say of a pair that has one side so far, None for another fault."""
    missing = [lang for lang in (languages.source, languages.target) if lang not in row]
    sides = [key for key, value in row.items() if isinstance(value, dict)]
    if len(missing) != 1 or len(sides) != 1 or "id" not in row:
        return None
    cure = f"bring it in with `align add FILE --pair {row['id']} --lang {missing[0]}`"
    return InputError(f"no {missing[0]} for this pair", place=f"{path}: {row['id']}", cure=cure)


def _read_row(row: dict[str, Any], folder: Path, languages: Languages) -> PairFiles:
    source, target = row[languages.source], row[languages.target]
    titles = [str(row.get(f"title_{lang}", "")) for lang in (languages.source, languages.target)]
    return PairFiles(
        id=str(row["id"]),
        source=folder / str(source["file"]),
        target=folder / str(target["file"]),
        title=titles[1] or titles[0],
        status=str(source.get("status", "")),
        licence=str(source.get("licence", "")),
        source_title=titles[0],
        target_title=titles[1],
        source_origin=_read_origin(source, row),
        target_origin=_read_origin(target, row),
        source_sha256=str(source.get("sha256", "")),
        target_sha256=str(target.get("sha256", "")),
    )


def _read_origin(side: dict[str, Any], row: dict[str, Any]) -> Origin:
    return Origin(
        place=str(side.get("origin", "")) or str(side["file"]),
        licence=str(side.get("licence", "")),
        status=str(side.get("status", "")),
        retrieved_at=str(side.get("retrieved_at", "")),
        published=str(side.get("published", row.get("date", ""))),
    )
