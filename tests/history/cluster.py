"""A throw-away PostgreSQL cluster on a free loopback port, from Debian's packages."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PORTS = 5
"""Ports to try: another program may take a free one before the server does."""
PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@contextmanager
def cluster(*, sync: bool = False) -> Iterator[str]:
    """The URL of a server without a database, until the block ends; with `sync` it waits for the disk as it should."""
    programs = PROGRAMS if PROGRAMS.is_dir() else Path(shutil.which("postgres") or "postgres").parent
    folder = Path(tempfile.mkdtemp(prefix="align-pg-"))
    identity = _as_postgres()
    if identity:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    data = folder / "data"

    def run(program: str, *arguments: object) -> None:
        command = [programs / program, "-D", data, *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **identity)

    run("initdb", "-A", "trust", "-U", "align", "-E", "UTF8", "--no-sync")
    for attempt in range(_PORTS):
        port = _free_port()
        options = f"-p {port} -k {folder} -h 127.0.0.1 -c fsync={'on' if sync else 'off'}"
        try:
            run("pg_ctl", "-o", options, "-l", folder / "log", "-w", "-t", "120", "start")
            break
        except subprocess.CalledProcessError:
            if attempt == _PORTS - 1:
                raise
    try:
        yield f"postgresql://align@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then its own user runs it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
