"""`align review`: serve the review page on this machine."""

from __future__ import annotations

import contextlib
import gc
import getpass
import os
import socket
import sys
import traceback
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import AlignError, InputError, UsageError
from align.history.store import Store, sqlite_url
from align.model import Alignment, Fact, Finding

if TYPE_CHECKING:
    from align.page.open_pairs import PairFile

NATIVE = ".align.json"
BILINGUAL = (".tmx", ".xlf", ".xliff", ".xlsx", ".tsv", ".csv")
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
        bool, typer.Option("--omissions", help="also look for sentences left out or added; loads the model")
    ] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="print the link, don't open a browser")] = False,
) -> None:
    """Review alignments in the browser: decide, comment, correct the pairing. Every change is saved at once."""
    _check_host(host, password)
    files = find_files(paths or [Path("out")])
    for trouble in broken_before_the_first_whole(files):
        print(f"align: {trouble}", file=sys.stderr)
    url = database or sqlite_url(_folder(paths or [Path("out")]))
    try:
        import uvicorn

        from align.page.app import ReviewSite, address, create_app
        from align.page.guard import Guard
        from align.page.open_pairs import Hooks
    except ImportError as error:
        raise AlignError(f"the review page needs {error.name}", cure="pip install 'taiyaku[review]'") from error
    findings_of = _checks(config, omissions)
    listener = _listen(host, port)
    shown, port = ("127.0.0.1" if host in ("0.0.0.0", "::") else host), listener.getsockname()[1]
    hosts = frozenset({*LOOPBACK, host, socket.gethostname().lower(), *map(str.lower, allow_host or ())})

    def show_link(token: str) -> None:
        print(f"For another browser: {address(shown, port, token)}", flush=True)

    guard = Guard(hosts, reviewer or _user(), password, None if password else show_link, bug)
    with Store.open(url) as store:
        app = create_app(ReviewSite(store, files, guard, Hooks(findings_of=findings_of, fact_in_words=in_english)))
        link = address(shown, port, "" if password else guard.new_token())
        print(f"Review: {link}\nPress Ctrl-C to stop; every change is saved already.", flush=True)
        if not no_open:
            webbrowser.open(link)
        # `bug` prints errors in one line; uvicorn's other messages are of no use here
        how = uvicorn.Config(
            app, log_level="critical", access_log=False, timeout_graceful_shutdown=3, server_header=False
        )
        server = uvicorn.Server(how)
        app.state.live.server_is_ending = lambda: server.should_exit
        sys.setswitchinterval(0.001)  # checks run in another thread: answer requests sooner
        gc.set_threshold(20_000, 20, 50)  # searching long pairs for garbage would delay answers
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C ends a review
            server.run(sockets=[listener])


def bug(error: Exception) -> None:
    """Print one line about an unexpected error; with ALIGN_DEBUG also the traceback."""
    print(f"align: this is a bug in align: {type(error).__name__}: {error}; ALIGN_DEBUG=1 shows where", file=sys.stderr)
    if os.environ.get("ALIGN_DEBUG"):
        traceback.print_exception(error)


def _checks(path: Path | None, omissions: bool) -> Callable[[Alignment], Sequence[Finding]]:
    """The function that runs the checks, configured by `align.toml`. It loads the model only with `omissions`."""
    from align.check import CheckConfig, load_config

    path = path or (Path("align.toml") if Path("align.toml").exists() else None)
    config = load_config(path) if path else CheckConfig()
    if not omissions:
        config = replace(config, encoder="")

    def findings_of(alignment: Alignment) -> Sequence[Finding]:
        from align.check import check_alignment

        return check_alignment(alignment, config)

    return findings_of


def in_english(fact: Fact) -> str:
    """A fact's value in English words, for the page's marks."""
    from align.check.wording import in_english as say

    return say(fact)


def find_files(paths: Sequence[Path]) -> list[PairFile]:
    """The alignments among files and in folders, sorted by name within a folder. Raises InputError."""
    from align import native
    from align.page.open_pairs import PairFile

    found: dict[Path, PairFile] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob(f"*{NATIVE}"))
            if not inside:
                raise InputError(
                    "holds no alignment", place=str(path), cure=f"align something first: align run -o {path}"
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


def _check_host(host: str, password: str) -> None:
    if host in LOOPBACK:
        return
    if not password:
        raise UsageError(
            "needs a password, since others can reach it", place=f"--host {host}", cure="set ALIGN_REVIEW_PASSWORD"
        )
    print(
        "align: the password and the texts travel unencrypted; put a TLS proxy (Caddy, nginx) in front of this server",
        file=sys.stderr,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from now on a browser waits instead of being refused
    except OSError as error:
        listener.close()
        place = f"--host {host} --port {port}"
        raise UsageError(
            error.strerror or "cannot listen", place=place, cure="leave --port out for a free one"
        ) from error
    return listener


def _folder(paths: Sequence[Path]) -> Path:
    first = paths[0]
    return (first if first.is_dir() else first.parent).resolve()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
