"""`align review`: serve the review page on this machine."""

from __future__ import annotations

import contextlib
import getpass
import os
import socket
import sys
import traceback
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.inputs import CONFIG, settings
from align.cli.review_checks import ReviewChecks
from align.cli.review_jobs import Jobs, do_jobs
from align.cli.review_server import end_beside_checks, listen, serve
from align.errors import AlignError, InputError, UsageError
from align.history.store import Store, sqlite_url
from align.model import Alignment, Fact

if TYPE_CHECKING:
    from align.page.access import Access
    from align.page.guard import Guard
    from align.review.open_pairs import Hooks, PairFile

NATIVE = ".align.json"
BILINGUAL = (".tmx", ".xlf", ".xliff", ".xlsx", ".ods", ".tsv", ".csv")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def review(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR|FILE]...", help="NAME.align.json, a bilingual file, or folders")
    ] = None,
    database: Annotated[str, typer.Option(help="sqlite:///PATH or postgresql://…; default: review.db beside")] = "",
    port: Annotated[int, typer.Option(help="the port; 0 takes a free one", min=0, max=65535)] = 0,
    host: Annotated[
        str, typer.Option(help="the address to listen on; any but 127.0.0.1 needs --password")
    ] = "127.0.0.1",
    allow_host: Annotated[list[str] | None, typer.Option(help="a host name under which others open this page")] = None,
    password: Annotated[
        str,
        typer.Option(
            envvar="ALIGN_REVIEW_PASSWORD", help="several reviewers sign in with this password, each with a name"
        ),
    ] = "",
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="the name that is stored with your decisions")] = "",
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="which checks run; default: align.toml in this folder, if there is one"),
    ] = None,
    omissions: Annotated[
        bool, typer.Option(help="look for sentences left out or added, as `align check` does; loads the model")
    ] = True,
    open: Annotated[
        bool, typer.Option("--open/--no-open", help="open a browser, or print the link only", show_default=False)
    ] = True,
    backup: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="write a copy of the review database, or of its history (.jsonl), and end"),
    ] = None,
    restore: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="read a history into a new database, and end")
    ] = None,
    invite: Annotated[
        str,
        typer.Option(metavar="NAME", help="print a link that signs NAME in once; nobody else may use NAME"),
    ] = "",
    reader: Annotated[bool, typer.Option("--reader", help="with --invite: NAME reads and changes nothing")] = False,
    sign_ins: Annotated[bool, typer.Option("--sign-ins", help="print who signed in, and end")] = False,
) -> None:
    """Review alignments in the browser: decide, comment, correct the pairing. Every change is saved at once."""
    try:
        import uvicorn  # noqa: F401

        from align.page.guard import Guard
        from align.review.open_pairs import Hooks
    except ImportError as error:
        raise AlignError(f"the review page needs {error.name}", cure="pip install 'taiyaku[review]'") from error
    places = paths or [Path("out")]
    files = find_files(places)
    url = database or sqlite_url(_folder(places))
    jobs = Jobs(backup, restore, invite, sign_ins, reader)
    with _access(url, _folder(places)) as access:
        if jobs.any():
            do_jobs(jobs, url, access, host)
            return
        _check_host(host, password, access.has_invited())
        for trouble in broken_before_the_first_whole(files):
            print(f"align: {trouble}", file=sys.stderr)
        names = {*LOOPBACK, host, socket.gethostname().lower(), *map(str.lower, allow_host or ())}
        only_invited = host not in LOOPBACK and not password
        guard = Guard(frozenset(names), reviewer or _user(), password, None, bug, access, only_invited)
        checks = ReviewChecks(settings(str(config or "")), omissions)
        hooks = Hooks(checks.findings_of, checks.across_of, checks.links_of, in_english, checks.terms, _weights(config))
        _review(url, files, guard, hooks, Door(host, port, open))
    end_beside_checks()


@dataclass(frozen=True)
class Door:
    """Where the page is opened."""

    host: str
    port: int
    in_browser: bool


def _review(url: str, files: Sequence[PairFile], guard: Guard, hooks: Hooks, door: Door) -> None:
    from align.page.app import ReviewSite, address, create_app

    listener = listen(door.host, door.port, int(guard.access.setting("port", "0")))
    port = listener.getsockname()[1]
    guard.access.keep_setting("port", str(port))
    shown = "127.0.0.1" if door.host in ("0.0.0.0", "::") else door.host

    def show_link(token: str) -> None:
        with contextlib.suppress(OSError):  # the terminal was closed
            print(f"For another browser: {address(shown, port, token)}", flush=True)

    guard.on_used = None if guard.signs_in_by_name else show_link
    with Store.open(url) as store:
        store.check()
        app = create_app(ReviewSite(store, files, guard, hooks))
        link = address(shown, port, "" if guard.signs_in_by_name else guard.new_token())
        print(f"Review: {link}\nPress Ctrl-C to stop; every change is saved already.", flush=True)
        if door.in_browser:
            webbrowser.open(link)
        serve(app, listener)


@contextlib.contextmanager
def _access(url: str, folder: Path) -> Iterator[Access]:
    """The file of sessions and invitations: beside a SQLite database, else in the folder under review."""
    from align.page.access import FILE_NAME, Access

    path = folder / FILE_NAME
    if url.startswith("sqlite:///") and (found := url.removeprefix("sqlite:///")) not in ("", ":memory:"):
        path = Path(found).with_suffix(".access.db")
    access = Access(path)
    try:
        yield access
    finally:
        access.close()


def bug(error: Exception) -> None:
    """Print one line about an unexpected error; with ALIGN_DEBUG also the traceback."""
    print(f"align: this is a bug in align: {type(error).__name__}: {error}; ALIGN_DEBUG=1 shows where", file=sys.stderr)
    if os.environ.get("ALIGN_DEBUG"):
        traceback.print_exception(error)


def _weights(path: Path | None) -> Mapping[str, float]:
    """The weights of the score card, from `[mqm]` of `align.toml`. Raises InputError, UsageError."""
    from align.review.scorecard import WEIGHTS, load_weights

    path = path or (Path(CONFIG) if Path(CONFIG).is_file() else None)
    return load_weights(path) if path else WEIGHTS


def in_english(fact: Fact) -> str:
    """A fact's value in English words, for the page's marks."""
    from align.check.wording import in_english as say

    return say(fact)


def find_files(paths: Sequence[Path]) -> list[PairFile]:
    """The alignments among files and in folders, sorted by name within a folder. Raises InputError."""
    from align import native
    from align.review.open_pairs import PairFile

    found: dict[Path, PairFile] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob(f"*{NATIVE}"))
            if not inside:
                raise InputError(
                    "holds no alignment",
                    place=str(path),
                    cure=f"align something first: align run SOURCE TARGET -o {path}",
                )
            found |= {file: PairFile(file, native.load) for file in inside}
        elif not path.exists():
            raise InputError("is not there", place=str(path), cure="align something first: align run")
        elif path.name.endswith(NATIVE):
            found[path] = PairFile(path, native.load)
        elif path.suffix.lower() in BILINGUAL:
            found[path] = PairFile(path, _read_bilingual, native=False)
        else:
            cure = f"give a folder, NAME{NATIVE}, or {', '.join(BILINGUAL)}"
            raise InputError("is no alignment", place=str(path), cure=cure)
    return list(found.values())


def broken_before_the_first_whole(files: Sequence[PairFile]) -> list[str]:
    """What is wrong with the files before the first that can be read. Raises InputError if none can be read."""
    troubles: list[AlignError] = []
    for file in files:
        try:
            file.load(file.path)
        except AlignError as error:
            troubles.append(error)
        else:
            return [str(error) for error in troubles]
    raise troubles[0]


def _read_bilingual(path: Path) -> Alignment:
    from align.exchange.bilingual import read_bilingual

    return read_bilingual(path)


def _check_host(host: str, password: str, has_invited: bool) -> None:
    if host in LOOPBACK:
        return
    if not password and not has_invited:
        cure = "set ALIGN_REVIEW_PASSWORD, or --invite each reviewer first"
        raise UsageError("needs a password, since others can reach it", place=f"--host {host}", cure=cure)
    print(
        "align: the password and the texts travel unencrypted; put a TLS proxy (Caddy, nginx) in front of this server",
        file=sys.stderr,
    )


def _folder(paths: Sequence[Path]) -> Path:
    first = paths[0]
    return (first if first.is_dir() else first.parent).resolve()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
