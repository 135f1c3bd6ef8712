"""Shared by all tests: what needs a program from outside is skipped with a line that says how to get it.

Mark a test with `@pytest.mark.needs("chromium")`. `.ci/run` sets ALIGN_TESTS_REQUIRE=1: then a missing program fails.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "apt-get install chromium fonts-noto-cjk"),
    "libreoffice": (("soffice", "libreoffice"), "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"),
    "node": (("node", "nodejs"), "apt-get install nodejs"),
    "postgres": (("/usr/lib/postgresql/15/bin/postgres", "postgres"), "apt-get install postgresql"),
    "omegat": (("omegat", "/usr/share/omegat/OmegaT.jar"), "apt-get install omegat"),
    "xliff-schemas": (
        ("/usr/share/php/Symfony/Component/Translation/Resources/schemas/xliff-core-2.0.xsd",),
        "apt-get install php-symfony-translation",
    ),
    "pdftoppm": (("pdftoppm",), "apt-get install poppler-utils"),
}


settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
"""The same examples in each run, without limits of time: a busy machine or chance fails no test.

`pytest --hypothesis-profile=default` looks for other examples.
"""


def program(name: str) -> str | None:
    """The path of an outside program, None where it is not installed."""
    for candidate in PROGRAMS[name][0]:
        if candidate.startswith("/"):
            if Path(candidate).exists():
                return candidate
        elif found := shutil.which(candidate):
            return found
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if program(name) is None:
                line = f"{name} is not installed: {PROGRAMS[name][1]}"
                if os.environ.get("ALIGN_TESTS_REQUIRE"):
                    pytest.fail(line)
                pytest.skip(line)


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests never read or fill the user's cache."""
    os.environ["ALIGN_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def shared() -> Path:
    """The notes and the development benchmark that lie beside the project; tests that need them are skipped without."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which lies beside the project")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The system's Chromium, headless, one for all tests of a process; tests with it carry `needs("chromium")`."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=en-GB"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=flags)
        yield browser
        browser.close()
