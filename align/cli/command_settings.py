"""Options of `align run` and `align review` that `align.toml` sets; the command line goes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from align.cli.inputs import CONFIG
from align.errors import UsageError
from align.settings_file import cure_of_key, read_table

SETTABLE: dict[str, dict[str, str]] = {
    "run": {
        **dict.fromkeys(("out", "to", "source_lang", "target_lang", "level", "format", "encoder", "glossary"), "text"),
        **dict.fromkeys(("lines", "links", "cache", "explain", "table", "verbose", "quiet"), "switch"),
        "workers": "number from 1 to 512",
    },
    "review": {
        **dict.fromkeys(("database", "host", "reviewer"), "text"),
        **dict.fromkeys(("omissions", "open"), "switch"),
        "allow_host": "texts",
        "port": "number from 0 to 65535",
    },
}
"""Command -> the keys of its table, which are its options with _ for -, and what each takes.

What guards files and secrets is not among them.
"""
_OTHERS = {
    "run": ("lock", "force"),
    "review": ("password", "config", "backup", "restore", "invite", "sign_ins"),
}
"""Options that only the command line takes."""


def arguments_of_file(command: str, given: Sequence[str]) -> list[str]:
    """Return the settings of `align.toml` in the present folder as arguments, to stand before those `given`.

    Raises InputError, UsageError for a file or table that is not as it should be.
    """
    keys = SETTABLE.get(command)
    path = Path(CONFIG)
    if keys is None or not path.is_file():
        return []
    found: list[str] = []
    for key, value in read_table(path, command).items():
        if key not in keys:
            place = f"{path}: [{command}]"
            raise UsageError(f"no setting is called {key!r}", place=place, cure=_cure(command, key))
        option = key.replace("_", "-")
        try:
            arguments = list(_arguments(option, key, value, keys[key]))
        except UsageError as error:
            raise UsageError(error.trouble, place=f"{path}: [{command}]", cure=error.cure) from error
        if keys[key] != "texts" or not any(word.split("=")[0] == f"--{option}" for word in given):
            found += arguments
    return found


def _cure(command: str, key: str) -> str:
    if key == "password":
        return "set ALIGN_REVIEW_PASSWORD in the environment"
    if key in _OTHERS[command]:
        return f"give --{key.replace('_', '-')} on the command line"
    return cure_of_key(key, tuple(SETTABLE[command]))


def _arguments(option: str, key: str, value: object, kind: str) -> Iterator[str]:
    if kind == "switch":
        if not isinstance(value, bool):
            raise UsageError(f"{key} is neither true nor false", cure=f"write {key} = true")
        yield f"--{option}" if value else f"--no-{option}"
    elif kind == "texts":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise UsageError(f"{key} is not a list of texts", cure=f'write {key} = ["…"]')
        yield from (f"--{option}={item}" for item in value)
    elif kind == "text":
        if not isinstance(value, str):
            raise UsageError(f"{key} is not a text", cure=f'write {key} = "…"')
        yield f"--{option}={value}"
    else:
        least, most = map(int, kind.removeprefix("number from ").split(" to "))
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise UsageError(f"{key} is no whole {kind}", cure=f"write {key} = {least}")
        yield f"--{option}={value}"
