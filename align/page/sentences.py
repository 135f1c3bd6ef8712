"""An answer that is one sentence: a page for a browser, plain text for a program."""

from __future__ import annotations

from html import escape

from starlette.requests import Request

from align.page.languages import language_of, told

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>align</title><link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/page.css"></head>
<body><main class="sheet narrow"><h1>align</h1><p class="trouble">{sentence}</p></main></body></html>
"""


def one_sentence(request: Request, sentence: str) -> tuple[str, str]:
    """The content type and the body of an answer; the sentence is said in the language of whoever asks."""
    language = language_of(request)
    said = told(language, sentence)
    if "text/html" in request.headers.get("accept", ""):
        return "text/html; charset=utf-8", PAGE.format(language=language, sentence=escape(said))
    return "text/plain; charset=utf-8", said
