"""The Japanese page holds no English but the texts of the documents: every screen, every dialog, every sentence."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import align
from align import native
from align.model import Alignment, Evidence
from align.page import app as review_app
from align.review.in_japanese import in_japanese
from tests.history.talks import TARGET, edited
from tests.page.clients import OpenApp

ROOT = Path(align.__file__).parent
ALLOWED = {
    *("align", "Aiko", "Ben", "Enter", "Esc", "Shift", "Ctrl", "End", "Home", "TSV", "UTC", "English", "MQM", "Cohen"),
    *("talks", "json", "NAME", "κ", "ALIGN", "JSON", "Caps", "Lock", "JSONL", "TAB", "Mac"),
}
VISIBLE = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const lang = element.closest('[lang]')?.lang;
    if (lang !== 'ja' || element.closest('script, style, kbd, code, .formats, bdi')) continue;
    if (!element.checkVisibility()) continue;
    found.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    if (element.closest('[lang]')?.lang !== 'ja' || !element.checkVisibility() || element.matches('.seg')) continue;
    for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '');
  }
  return found;
}"""


def english(text: str) -> list[str]:
    """The English words of a text, without what it quotes."""
    bare = re.sub(r"“[^”]*”|「[^」]*」|（[^）]*）|\([^)]*\)", "", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in ALLOWED]


def left(page, known: set[str]) -> dict[str, list[str]]:
    """Visible texts of the page that hold English words; `known` are the texts of the documents."""
    texts = page.evaluate(VISIBLE)
    return {text: found for text in texts if not any(one in text for one in known) and (found := english(text))}


def sentences_of(path: Path) -> Iterator[str]:
    """The messages that a module makes, with X for every value."""

    def forms(node: ast.expr) -> list[str]:
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=parts):
                return ["".join(str(one.value) if isinstance(one, ast.Constant) else "X" for one in parts)]
            case ast.IfExp(body=body, orelse=orelse):
                return forms(body) + forms(orelse)
            case ast.BinOp(left=one, op=ast.Add(), right=other):
                return [a + b for a in forms(one) for b in forms(other)]
        return []

    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id="message")], value=value):
                yield from forms(value)
            case ast.Call(func=ast.Attribute(attr="finding"), args=[_, _, message, *_]):
                yield from forms(message)
            case ast.Call(func=ast.Name(id="RequestError" | "Conflict"), args=[message, *_]):
                yield from forms(message)


CHECKS = sorted({text for path in (ROOT / "check").glob("*.py") for text in sentences_of(path)})
REFUSALS = sorted({text for path in (ROOT / "history").glob("*.py") for text in sentences_of(path)})
OF_THE_PAGE = re.compile(
    r"is called|must be|must hold|needs |bead needs|at most|an id$|no such segment|another alignment"
)
"""Refusals that only a broken page, or another program, can meet."""


@pytest.mark.parametrize("sentence", CHECKS)
def test_every_message_of_a_check_has_its_japanese(sentence: str) -> None:
    made = sentence.replace("the target is X usual", "the target is 2.0 times as long as is usual")
    made = made.replace("a X year", "a fiscal year").replace("not in the X:", "not in the target:")
    if made.startswith("the source sets"):
        made = made.replace("sets X", "sets a lower limit (at least, more than)", 1)
        made = made.replace("target sets X", "target sets an upper limit (at most, less than)")
    if made.startswith("X, “X” is a"):
        made = made.replace("X", "2026 is a fiscal year", 1)
    made = made.replace("“X”", "“quoted”").replace("X", "値")
    assert english(in_japanese(made)) == []


@pytest.mark.parametrize("sentence", [one for one in REFUSALS if not OF_THE_PAGE.search(one)])
def test_every_refusal_that_a_person_can_meet_has_its_japanese(sentence: str) -> None:
    for turn in ("undo", "redo"):
        made = sentence.replace("so X is", f"so {turn} is").replace("nothing to X", f"nothing to {turn}")
        assert english(in_japanese(made.replace("X", "値"))) == []


def test_quoted_texts_stay_as_they_are() -> None:
    message = "expected January 16, 2026 (令和8年1月16日), found “January 15, 2026”"
    assert in_japanese(message) == "「令和8年1月16日」（January 16, 2026）に対して “January 15, 2026” とあります"
    assert (
        in_japanese("same date (8日 = the 8th); same words (usb, ddr)")
        == "同じ日付（8日 = the 8th）；同じ単語（usb, ddr）"
    )


def test_server_and_sign_in_answer_in_japanese(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks, password="a long password", enter=False)
    ja = {"accept-language": "ja"}
    for address in ("/login", "/enter?token=none", "/api/pair/talks", "/pair/talks"):
        answer = client.get(address, headers=ja)
        text = answer.json()["error"] if address.startswith("/api/") else answer.text
        bare = re.sub(r"<script.*?</script>|<[^>]*>", " ", text, flags=re.S)
        assert english(bare) == [], address
    form = client.get("/login", headers=ja).text
    proof = re.search(r'name="proof" value="([^"]*)"', form)
    assert proof
    answer = client.post(
        "/login",
        content=f"name=Ben&password=wrong&proof={proof[1]}",
        headers={**ja, "origin": "http://127.0.0.1:8000", "content-type": "application/x-www-form-urlencoded"},
    )
    assert "パスワードが違います。" in answer.text


KNOWN = {*(text for _, text in TARGET), "1. Summary", "“about” 50 minutes", "duration", "both ways"}
"""Texts of the document, and what stands in for the checks and the evidence."""
KEYS_OF_DIALOGS = ("?", "c", "e", "b", "Shift+F", "Shift+A", "l")


@pytest.mark.needs("chromium")
def test_no_english_is_left_on_any_screen(serve, look, talks: Alignment) -> None:
    beads = list(talks.beads)
    spoken = (
        "similarity",
        "coverage",
        "facts",
        "names",
        "sentences",
        "words",
        "length",
        "structure",
        "prior",
        "margin",
    )
    evidence = tuple(Evidence(name, 0.5, weight) for weight, name in enumerate(spoken, start=-5))
    beads[0] = replace(beads[0], evidence=(*evidence, Evidence("rival", 0.2, 0.0, "source 1 with target 1, 2")))
    running = serve(replace(talks, beads=tuple(beads)))
    page = look(running, "talks", locale="ja-JP", tour=True, allow="404")
    known = KNOWN
    troubles: dict[str, object] = {}

    def see(name: str) -> None:
        page.settled()
        if found := left(page, known):
            troubles[name] = found

    for step in range(5):
        page.wait_for_selector("#tour")
        see(f"tour {step}")
        page.locator("#tour button.primary").click()
    assert page.locator("#tour").count() == 0
    page.until("document.querySelectorAll('.evidence dl > div').length > 5")
    see("pair")
    page.locator("#more summary").click()
    see("menu")
    page.keyboard.press("Escape")
    for command in ("assign", "reading"):
        page.locator("#more summary").click()
        page.locator(f"[data-run={command}]").click()
        see(command)
        page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_selector(".focused .note.finding")
    for key in KEYS_OF_DIALOGS:
        page.keyboard.press(key)
        see(key)
        page.keyboard.press("Escape")
        page.until("!document.querySelector('dialog[open], .correct')")
    page.keyboard.press(".")
    see("why")
    for key in ("g", "n", "n", "n", "n", "n"):
        page.keyboard.press(key)
        see(f"pass {key}")
    page.keyboard.press("Escape")
    page.until("!document.querySelector('dialog[open]')")
    for key in ("a", "f", "r", "i", "m", "s", "Shift+J", "x", "Escape", "u", "Shift+U", "q", "1", "0", "d"):
        page.keyboard.press(key)
        see(f"said {key}")
    page.evaluate("document.querySelector('.focused')?.scrollIntoView()")
    for address in ("", "search?q=met", "history", "findings", "score", "pair/無い"):
        page.goto(f"{running.base}{address}")
        page.wait_for_load_state()
        see(address)
    native.save(edited(talks, "target", 0, "1. Summary"), running.folder / "talks.align.json")
    page.goto(f"{running.base}pair/talks")
    page.wait_for_selector("#work[data-learned]", state="attached")
    see("stale")
    assert troubles == {}, json.dumps(troubles, ensure_ascii=False, indent=1)


@pytest.mark.needs("chromium")
def test_a_conflict_and_a_session_that_ended_speak_japanese(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", locale="ja-JP", allow="401")
    other = look(running, "talks", reviewer="Ben")
    page.route(
        "**/api/changes/**",
        times=1,
        handler=lambda route: (other.keyboard.press("m"), other.settled(), route.continue_()),
    )
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_selector("dialog[open] .version")
    assert page.locator("#dialog h2").inner_text() == "その間にこれらの行が組み替えられました。"
    assert left(page, KNOWN) == {}


@pytest.mark.needs("chromium")
def test_the_tour_can_be_skipped_comes_once_and_again_from_the_help(serve, look, talks: Alignment) -> None:
    running = serve(talks)
    page = look(running, "talks", tour=True)
    page.wait_for_selector("#tour")
    assert "Step 1 of 5" in page.inner_text("#tour") and page.locator("#rows.toured").count() == 1
    page.keyboard.press("a")  # the card takes no key from the work
    page.settled()
    assert page.locator(".bead.accept").count() == 1
    page.locator("#tour button.primary").click()
    assert "Step 2 of 5" in page.inner_text("#tour") and page.locator("#guide.toured").count() == 1
    page.locator("#tour button.quiet").click()
    assert page.locator("#tour, .toured").count() == 0
    page.reload()
    page.wait_for_selector("#work[data-ready]", state="attached")
    assert page.locator("#tour").count() == 0
    page.keyboard.press("?")
    page.locator("dialog button[value=tour]").click()
    page.wait_for_selector("#tour")


def test_dates_follow_the_language_of_the_page() -> None:
    script = (Path(review_app.__file__).parent / "static" / "dom.js").read_text("utf-8")
    assert "toLocaleString(undefined" not in script
