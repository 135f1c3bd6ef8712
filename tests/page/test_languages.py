"""The page speaks Japanese and English: no word is missing in either, and none stands outside the catalogues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.model import Alignment
from align.page import app
from align.page.languages import LANGUAGES, catalogue, words_in
from tests.page.clients import OpenApp
from tests.page.conftest import until

PAGE = Path(app.__file__).parent
SCRIPTS = sorted((PAGE / "static").glob("*.js"))
TEMPLATES = sorted((PAGE / "templates").glob("*.html"))
NAMES = re.compile(r"""\b(?:t|say)\(\s*["']([a-z][\w.-]*)["']""")
STRINGS = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
ALLOWED = {"align", "run", "TSV", "JSON", "lines", "ALIGN", "UTC", "NAME", "json"}


def forms(language: str, name: str) -> list[str]:
    found = catalogue(language)[name]
    return [found] if isinstance(found, str) else list(found.values())


def test_both_catalogues_have_the_same_names_and_values() -> None:
    english, japanese = (catalogue(language) for language in ("en", "ja"))
    assert english.keys() == japanese.keys()
    for name in english:
        values = [set(re.findall(r"\{(\w+)\}", " ".join(forms(language, name)))) for language in ("en", "ja")]
        assert values[0] == values[1] or values[0] - values[1] == {"count"} or values[1] - values[0] == {"count"}, name


@pytest.mark.parametrize("path", [*SCRIPTS, *TEMPLATES, PAGE / "as_json.py"], ids=lambda path: path.name)
def test_every_name_that_is_asked_for_is_in_the_catalogue(path: Path) -> None:
    asked = {name for name in NAMES.findall(path.read_text("utf-8")) if not name.endswith(".")}  # "level." ~ name
    assert asked - catalogue("en").keys() == set()


def test_commands_filters_decisions_and_reasons_have_words() -> None:
    keys = (PAGE / "static" / "keys.js").read_text("utf-8")
    commands = re.findall(r'\], "(\w+)"\]', keys)
    filters = re.findall(r'^  \["([\w-]+)"', (PAGE / "static" / "filters.js").read_text("utf-8"), re.M)
    names = {*(f"key.{one}" for one in commands), *(f"filter.{one}" for one in filters)}
    assert len(commands) > 30 and len(filters) == 10 and names <= catalogue("ja").keys()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_holds_words_of_its_own(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/", "", re.sub(r"(?<![:\"'])//.*", "", path.read_text("utf-8")), flags=re.S)
    said = [one or other for one, other in STRINGS.findall(code)]
    texts = [text for text in said if re.search(r"\b[A-Z]?[a-z]{2,} [a-z]{2,}", re.sub(r"\$\{.*?\}", "", text))]
    assert [text for text in texts if re.search(r"[A-Z][a-z]+ [a-z]|[.!?…]$", text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_words_of_its_own(path: Path) -> None:
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.S)
    labels = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', text)
    text = text.replace("pair-page", "")  # the name of a class
    bare = re.sub(r"<[^>]*>", " ", re.sub(r"<script.*?</script>", "", text, flags=re.S))
    words = {word for part in [bare, *labels] for word in re.findall(r"[A-Za-z]{2,}", part)}
    assert words - ALLOWED == set()


def test_one_and_several() -> None:
    say = words_in("en")
    assert say("search.count", count=1) == "1 row" and say("search.count", count=2) == "2 rows"
    assert words_in("ja")("search.count", count=1) == "1 行"


@pytest.mark.parametrize(
    ("asked", "cookie", "language"),
    [
        ("ja,en;q=0.5", "", "ja"),
        ("fr-FR,ja-JP;q=0.8,en;q=0.5", "", "ja"),
        ("fr", "", "en"),
        ("", "", "en"),
        ("ja", "en", "en"),
        ("en", "ja", "ja"),
        ("en", "nonsense", "en"),
    ],
)
def test_the_reader_chooses_then_the_browser(
    open_app: OpenApp, talks: Alignment, asked: str, cookie: str, language: str
) -> None:
    client = open_app(talks)
    if cookie:
        client.cookies.set("align_language", cookie)
    page = client.get("/", headers={"accept-language": asked}).text
    assert f'<html lang="{language}"' in page and LANGUAGES["en" if language == "ja" else "ja"] in page


def test_choosing_leads_back_to_the_page(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)
    back = {"referer": "http://127.0.0.1:8000/search?q=met"}
    answer = client.get("/language/ja", headers=back)
    assert answer.status_code == 303 and answer.headers["location"] == "/search?q=met"
    assert "align_language=ja" in answer.headers["set-cookie"]
    elsewhere = client.get("/language/xx", headers={"referer": "http://evil.example//x"})
    assert elsewhere.headers["location"] == "/" and "set-cookie" not in elsewhere.headers


@pytest.mark.needs("chromium")
def test_the_language_is_switched_on_the_page(serve, look, talks: Alignment) -> None:
    page = look(serve(talks), "talks")
    assert page.inner_text("#guide") == "Guided pass"
    page.click("#more summary")
    page.click("#language")
    until(page, "document.documentElement.lang === 'ja' && document.querySelector('#work[data-learned]')")
    assert page.inner_text("#guide") == "順番に確認"
    page.keyboard.press("a")
    until(page, "document.getElementById('toast').textContent === '承認'")
    page.keyboard.press("?")
    assert "次の行" in page.inner_text("dialog") and "マークの意味" in page.inner_text("dialog .legend")
