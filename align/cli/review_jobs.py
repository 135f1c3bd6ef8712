"""What `align review` does without a page: backups, invitations, the log of who signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import UsageError
from align.history.store import Store

if TYPE_CHECKING:
    from align.page.access import Access

LONGEST_NAME = 80


@dataclass(frozen=True)
class Jobs:
    """What is asked for; empty values are not."""

    backup: Path | None
    restore: Path | None
    invite: str
    sign_ins: bool
    reads_only: bool = False
    """Whether who is invited may only read."""

    def __post_init__(self) -> None:
        if self.reads_only and not self.invite:
            raise UsageError("says who may only read", place="--reader", cure="give --invite NAME, too")

    def any(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.backup or self.restore or self.invite or self.sign_ins)


def do_jobs(jobs: Jobs, url: str, access: Access, host: str) -> None:
    """Do what is asked for, and print what was done. A review may run meanwhile."""
    if jobs.restore or jobs.backup:
        with Store.open(url) as store:
            _copy(jobs, store)
    if jobs.invite:
        _invite(jobs.invite, access, host, reads_only=jobs.reads_only)
    if jobs.sign_ins:
        for one in access.sign_ins():
            at = datetime.fromtimestamp(one.at, UTC).isoformat(timespec="seconds")
            print(f"{at}  {one.name}  {one.address or '-'}  {one.how}")


def _copy(jobs: Jobs, store: Store) -> None:
    from align.history.backup import back_up, restore

    store.check()
    if jobs.restore:
        print(f"{restore(store, jobs.restore)} changes read from {jobs.restore}")
    if jobs.backup:
        print(f"{jobs.backup}: {back_up(store, jobs.backup)} changes")


def _invite(name: str, access: Access, host: str, *, reads_only: bool) -> None:
    from align.page.app import address

    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a name has 1 to {LONGEST_NAME} characters", place="--invite")
    access.set_reader(name, reads_only)
    token, port = access.invite(name), int(access.setting("port", "0"))
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    print(f"{name}: {address(shown, port, token) if port else f'…/enter?token={token}'}")
    print("The link signs in one browser, once, within 14 days. Nobody else can sign in under this name.")
    if reads_only:
        print("This name may read, and changes nothing.")
