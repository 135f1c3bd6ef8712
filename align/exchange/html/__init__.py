"""One self-contained page: both texts side by side, a map of each pair, filters, evidence.

Reading order: this file (the page's frame), pair.py (a pair's table), bead.py, sentences.py (what
each sentence rests on), sentence_map.py (the map; overview.py without a support map), coverage.py
(lists and legends), page.css, support.css, page.js, support.js. The page's security policy forbids
all requests and all other scripts.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from align.exchange.html.coverage import PANEL
from align.exchange.html.pair import pair_section
from align.exchange.rows import Export, ExportOptions


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the page, one section a pair."""
    script, style = _asset("page.js") + _asset("support.js"), _asset("page.css") + _asset("support.css")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'"
    stream.write(_HEAD.format(policy=policy, style=style, toolbar=_TOOLBAR).encode())
    for place, export in enumerate(exports, start=1):
        for piece in pair_section(export, options, place):
            stream.write(piece.encode())
    stream.write(_TAIL.format(script=script, panel=PANEL).encode())


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Aligned texts</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#pair1">Skip the filters</a>
{toolbar}
<main>
"""

_TOOLBAR = """<form class="toolbar" aria-label="Filters" hidden>
<fieldset class="chips"><legend>Show</legend>
<label class="one"><input type="checkbox" name="kind" value="one" checked>1–1</label>
<label class="many"><input type="checkbox" name="kind" value="many" checked>grouped</label>
<label class="left-out"><input type="checkbox" name="kind" value="left-out" checked>left out</label>
<label class="added"><input type="checkbox" name="kind" value="added" checked>added</label>
</fieldset>
<fieldset class="chips"><legend>Only</legend>
<label><input type="checkbox" name="only" value="crosses">crossing</label>
<label><input type="checkbox" name="only" value="found">findings</label>
<label><input type="checkbox" name="only" value="open">no verdict</label>
</fieldset>
<fieldset class="chips words" hidden><legend>Words</legend>
<label><input type="checkbox" name="words" value="unanswered">underline what nothing answers</label>
</fieldset>
<label class="slider">Confidence up to <output>100 %</output>
<input type="range" name="most" min="0" max="100" value="100" step="1"></label>
<button type="reset">Show all</button>
<p class="count" aria-live="polite"></p>
</form>"""

_TAIL = """</main>
{panel}
<script>{script}</script>
</body>
</html>
"""
