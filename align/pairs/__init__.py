"""Find which files make a pair, without reading the texts: a `pairs.toml`, a folder, or two files.

A folder holds pairs as NAME.ja.EXT + NAME.en.EXT, as NAME.ja + NAME.en, as a subfolder a pair with
ja.EXT and en.EXT, as ja/NAME.EXT + en/NAME.EXT, or as a `pairs.toml` lists them (its form is
described in data/README.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from align.errors import AlignError, IncompletePair, InputError, UsageError
from align.model import Origin
from align.pairs.folder import files_by_name, seen_in
from align.pairs.list_file import LIST_NAME, read_list
from align.pairs.naming import name_before, pair_name
from align.pairs.pair_files import STDIN, Languages, PairFiles, name_trouble

__all__ = ["LIST_NAME", "STDIN", "Languages", "PairFiles", "bundled_data", "find_pairs", "pair_of_files", "read_list"]

_NAMING = (
    "name them NAME.{0}.EXT and NAME.{1}.EXT, NAME.{0} and NAME.{1}, NAME/{0}.EXT and NAME/{1}.EXT, "
    "or {0}/NAME.EXT and {1}/NAME.EXT"
)


def find_pairs(
    paths: Sequence[Path] = (),
    languages: Languages = Languages(),
    troubles: list[IncompletePair] | None = None,
    *,
    two_parts: bool = False,
) -> list[PairFiles]:
    """Find the pairs that `paths` name: nothing = the bundled data; folders, in the order of names; SOURCE TARGET.

    A pair with one side only, or with a file too many, raises InputError; where `troubles` is given
    it is noted there and the other pairs are still found. `two_parts`: one file may be both sides.
    Raises InputError if nothing is found, UsageError for paths that do not fit.
    """
    noted: list[IncompletePair] = [] if troubles is None else troubles
    before = len(noted)
    paths = [Path(path) for path in paths] or [bundled_data()]
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return [pair_of_files(paths, languages, two_parts=two_parts)]
    for path in paths:
        if path not in folders:
            _check_exists(path)
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
        trouble = f"no pair in this folder{seen_in(folders)}"
        raise InputError(trouble, place=", ".join(map(str, folders)), cure=cure)
    return pairs


def bundled_data() -> Path:
    """Find the bundled pairs: ./data of the current directory, else the project's or the package's own data folder.

    Raises InputError where there is none.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (Path("data"), package.parent / "data", package / "data"):
        if (folder / LIST_NAME).is_file():
            return folder
    raise InputError(
        "no bundled data here", place="data/pairs.toml", cure="give a folder of pairs, or SOURCE and TARGET"
    )


def pair_of_files(paths: Sequence[Path], languages: Languages = Languages(), *, two_parts: bool = False) -> PairFiles:
    """Return the pair of a source and a target file, named after the source.

    `two_parts`: both sides may be one file, which is then given once or twice. Raises InputError,
    UsageError.
    """
    paths = [*paths, *paths] if two_parts and len(paths) == 1 else paths
    for path in paths:
        _check_exists(path)
    if len(paths) != 2:
        found = "one file" if len(paths) == 1 else f"{len(paths)} files"
        raise UsageError(f"{found} given, two make a pair", cure="give SOURCE and TARGET, or a folder of pairs")
    source, target = paths
    if source == STDIN == target:
        raise UsageError("both sides are stdin", cure="give a file for one of them")
    if not two_parts and source != STDIN and target != STDIN and source.samefile(target):
        cure = "give two files, or two parts of a web page with --source-part and --target-part"
        raise UsageError(f"{source} is both source and target", cure=cure)
    named, lang = (target, languages.target) if source == STDIN else (source, languages.source)
    name = pair_name(_name_of_file(named, lang).lstrip(".")) or "pair"
    if trouble := name_trouble(name):
        raise InputError(trouble, place=str(named), cure="rename the file")
    pair = PairFiles(
        name,
        source,
        target,
        source_origin=Origin(place="stdin" if source == STDIN else str(source)),
        target_origin=Origin(place="stdin" if target == STDIN else str(target)),
    )
    return _as_listed(pair, languages)


def _as_listed(pair: PairFiles, languages: Languages) -> PairFiles:
    """Return the pair with what a `pairs.toml` beside its files, or one folder above, says of these two files.

    It keeps its name. A list that cannot be read says nothing: the files were not given by it.
    """
    if STDIN in (pair.source, pair.target):
        return pair
    folder = pair.source.resolve().parent
    for place in (folder / LIST_NAME, folder.parent / LIST_NAME):
        if not place.is_file():
            continue
        with suppress(AlignError):
            for listed in read_list(place, languages, []):
                if _is_same(listed.source, pair.source) and _is_same(listed.target, pair.target):
                    return replace(listed, id=pair.id, source=pair.source, target=pair.target)
    return pair


def _is_same(one: Path, other: Path) -> bool:
    return one.is_file() and one.samefile(other)


def _check_exists(path: Path) -> None:
    if path != STDIN and not path.exists():
        raise InputError("no such file or folder", place=str(path), cure="check the path")


def _name_of_file(path: Path, lang: str) -> str:
    """Name the pair of a file that was given by itself; one that names no language gives its own name."""
    name = name_before(path.name, lang)
    return name or (path.resolve().parent.name if name == "" else "") or path.stem


def _pairs_of_folder(folder: Path, languages: Languages, troubles: list[IncompletePair]) -> list[PairFiles]:
    if (folder / LIST_NAME).is_file():
        return read_list(folder / LIST_NAME, languages, troubles)
    try:
        candidates = files_by_name(folder, languages)
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
        pair = PairFiles(name, source, target, source_origin=origins[0], target_origin=origins[1])
        pairs.append(_as_listed(pair, languages))
    return pairs


def _trouble(
    folder: Path, name: str, found: tuple[list[Path], list[Path]], languages: Languages
) -> IncompletePair | None:
    place = str(folder / name)
    if trouble := name_trouble(name):
        return IncompletePair(trouble, pair=name, place=place, cure="rename its files")
    for files, side, lang in zip(found, ("source", "target"), (languages.source, languages.target), strict=True):
        if not files:
            cure = f"add {name}.{lang}.EXT"
            return IncompletePair(f"no {side} ({lang}) for this pair", pair=name, place=place, cure=cure)
        if len(files) > 1:
            names = " and ".join(path.name for path in files)
            trouble = f"two files for one side: {names}"
            return IncompletePair(trouble, pair=name, place=place, cure="keep one of them")
    return None
