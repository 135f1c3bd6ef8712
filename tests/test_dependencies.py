"""What pyproject.toml promises of versions is what was tested: its bounds and the two constraints files agree."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEVELOPMENT = ("test", "dev", "bench", "docs")
EXTRAS = {name: lines for name, lines in PROJECT["optional-dependencies"].items() if name not in DEVELOPMENT}
RUNTIME = sorted(
    {line for lines in (PROJECT["dependencies"], *EXTRAS.values()) for line in lines if not line.startswith("taiyaku[")}
)
NOT_TESTED_LOWEST = {"sentence-transformers"}
"""Needs torch; .ci/run tests the version that it names."""
CALENDAR = {"pyarrow", "sudachidict-core", "fsspec"}
"""Numbered by the calendar or the release, not by their API: what is used of them has not changed in years."""


def pins(name: str) -> dict[str, Version]:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line]
    return {canonicalize_name(line.split("==")[0]): Version(line.split("==")[1]) for line in lines}


LOWEST, CURRENT = pins("constraints-lowest.txt"), pins("constraints.txt")


def bounds(requirement: Requirement) -> dict[str, Version]:
    return {one.operator: Version(one.version) for one in requirement.specifier}


@pytest.mark.parametrize("line", RUNTIME)
def test_a_library_has_the_bounds_that_were_tested(line: str) -> None:
    requirement = Requirement(line)
    name, limits = canonicalize_name(requirement.name), bounds(requirement)
    assert ("<" in limits) != (name in CALENDAR)
    if name not in NOT_TESTED_LOWEST:
        assert limits[">="] == LOWEST[name], "the lowest version is the one that .ci/light tests"
        assert CURRENT[name] in requirement.specifier


def test_an_extra_names_the_same_bounds_as_every_other() -> None:
    assert len({Requirement(line).name for line in RUNTIME}) == len(RUNTIME)


def test_the_lowest_versions_are_all_named_by_the_project() -> None:
    wanted = {canonicalize_name(Requirement(line).name) for line in RUNTIME} - NOT_TESTED_LOWEST
    assert set(LOWEST) - {"psycopg-binary"} == wanted
