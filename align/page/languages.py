"""The page's words in Japanese and English: one catalogue a language, chosen by the reader or the reader's browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from align.errors import AlignError
from align.review.in_japanese import error_in_japanese, in_japanese

LANGUAGES = {"en": "English", "ja": "日本語"}
COOKIE = "align_language"
YEAR = 365 * 24 * 3600
"""Seconds that the chosen language is kept."""

Catalogue = Mapping[str, str | Mapping[str, str]]
"""Name -> words; {"one": …, "other": …} where `count` chooses between one and several."""


@cache
def catalogue(language: str) -> Catalogue:
    """All words of a language."""
    content: Catalogue = json.loads((Path(__file__).parent / "words" / f"{language}.json").read_text("utf-8"))
    return content


@cache
def catalogue_json(language: str) -> str:
    """The words as JSON that may stand in a script element."""
    return json.dumps(catalogue(language), ensure_ascii=False).replace("<", "\\u003c")


def language_of(request: Request) -> str:
    """The language that the reader chose, else the first one of the browser's that the page has, else English."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().lower().split("-")[0]
        if tag in LANGUAGES:
            return tag
    return "en"


def words_in(language: str) -> Callable[..., str]:
    """A function that gives the words of a name, with values in the place of {braces}."""

    def say(name: str, /, **values: object) -> str:
        found = catalogue(language)[name]
        text = found if isinstance(found, str) else found["one" if values.get("count") == 1 else "other"]
        return text.format(**values) if values else text

    return say


def told(language: str, sentence: str | Exception) -> str:
    """A sentence or an error of align in a language."""
    if language != "ja":
        return str(sentence)
    return error_in_japanese(sentence) if isinstance(sentence, AlignError) else in_japanese(str(sentence))


def check_word(language: str, check: str) -> str:
    """What a check is called: in Japanese what it finds, in English its name in align.toml."""
    found = catalogue("ja").get(f"reason.{check}", check) if language == "ja" else check
    return str(found).removesuffix("。")


def refusal(request: Request, sentence: str | Exception, status: int) -> JSONResponse:
    """An answer that says in the reader's language why there is no other."""
    return JSONResponse({"error": told(language_of(request), sentence)}, status)


def language_routes() -> list[Route]:
    """The route that keeps a choice."""
    return [Route("/language/{language}", choose_language)]


async def choose_language(request: Request) -> Response:
    """Keep the reader's language in the browser, and go back to the page."""
    back = urlsplit(request.headers.get("referer", ""))
    here = back.netloc == request.url.netloc and back.path.startswith("/") and not back.path.startswith("//")
    response = RedirectResponse(f"{back.path}?{back.query}" if here else "/", 303)
    if (language := request.path_params["language"]) in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax")
    return response
