"""Every key of the pair's page, pressed in Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.model import Alignment
from align.page import app as review_app
from tests.page.looking import cursor, focused, ladder

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def page(serve, look, talks: Alignment):
    """The page of `talks`, and the server behind it as `page.running`."""
    running = serve(talks)
    opened = look(running, "talks")
    opened.running = running
    return opened


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(f"Shift+{key}" if len(key) == 1 and key.isupper() else key)
    page.settled()


def decisions(page, reviewer: str = "Aiko") -> list[str]:
    """What the store holds, in the order of the alignment's beads."""
    found = page.running.store.verdicts("talks")
    return [verdict.decision for several in found.values() for verdict in several if verdict.reviewer == reviewer]


def test_every_key_is_tried_here() -> None:
    """The table of keys and this file name the same keys."""
    script = (Path(review_app.__file__).parent / "static" / "keys.js").read_text()
    table = script[script.index("KEYS = [") : script.index("@typedef")]
    keys = {key for row in re.findall(r"\[\[(.*?)\], \"\w+\"", table) for key in re.findall(r'"([^"]+)"', row)}
    tried = Path(__file__).read_text().replace("Control+Shift+z", "Ctrl+Shift+Z").replace("Control+", "Ctrl+")
    tried = re.sub(r'"Shift\+(\w)"', r'"\1"', tried)
    missing = [key for key in keys if f'"{key}"' not in tried]
    assert len(keys) > 40 and missing == []


def test_the_guided_pass_and_what_it_passed(page) -> None:
    press(page, "g", "n", "g", "9")
    assert ladder(page) == ["6 ↔ 6"]


def test_going(page) -> None:
    assert focused(page) == "1 ↔ 1"
    press(page, "j", "ArrowDown")
    assert focused(page) == "3 ↔ 3"
    press(page, "k", "ArrowUp", "k")
    assert focused(page) == "1 ↔ 1"
    press(page, "End")
    assert focused(page) == "– ↔ 8"
    press(page, "Home")
    assert focused(page) == "1 ↔ 1"
    press(page, "n")  # the finding on bead 2
    assert focused(page) == "2 ↔ 2"
    press(page, "n")
    assert focused(page) == "4 ↔ 4"
    press(page, "N")
    assert focused(page) == "2 ↔ 2"


def test_the_cursor(page) -> None:
    assert cursor(page) == "source 1"
    press(page, "ArrowRight")
    assert cursor(page) == "target 1"
    press(page, "ArrowLeft", "m", "]")
    assert cursor(page) == "source 2"
    press(page, "]")
    assert cursor(page) == "source 2"
    press(page, "[")
    assert cursor(page) == "source 1"


def test_one_key_is_one_final_decision(page) -> None:
    press(page, "a", "f", "r")
    assert decisions(page) == ["accept", "needs-fix", "reject"]
    assert focused(page) == "4 ↔ 4"
    press(page, "End", "i")
    assert decisions(page)[-1] == "intended-addition"
    press(page, "k", "i")
    assert decisions(page)[-1] == "intended-omission" and focused(page) == "– ↔ 8"
    press(page, "Home", "I")
    assert decisions(page).count("intended-addition") == 2
    page.reload()
    page.wait_for_selector("#work[data-ready]", state="attached")
    assert page.locator(".bead.reject").count() == 1 and "4 of 9" not in page.locator("#counts").text_content()


def test_a_comment(page) -> None:
    page.keyboard.press("c")
    page.locator("#dialog textarea").fill("訳語を確認 & <b>")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".inspector .said")
    page.settled()
    found = page.running.store.verdicts("talks")
    [verdict] = next(iter(found.values()))
    assert (verdict.decision, verdict.comment) == ("", "訳語を確認 & <b>")
    assert focused(page) == "1 ↔ 1"
    assert page.locator(".inspector .said").text_content() == "“訳語を確認 & <b>”"
    page.keyboard.press("c")
    page.locator("#dialog textarea").fill("not this")
    page.keyboard.press("Escape")
    page.settled()
    assert len(page.running.store.history("talks")) == 2


def test_a_suggestion(page) -> None:
    press(page, "j")
    page.keyboard.press("e")
    area = page.locator(".correct textarea")
    assert area.input_value().startswith("The two ministers met")
    area.fill("The ministers met.")
    page.keyboard.press("Control+Enter")
    page.settled()
    [verdict] = next(iter(page.running.store.verdicts("talks").values()))
    assert (verdict.decision, verdict.target_text) == ("needs-fix", "The ministers met.")


def test_a_suggestion_for_the_source(page) -> None:
    press(page, "E")
    page.locator(".correct textarea").fill("１　総論")
    page.keyboard.press("Enter")
    page.settled()
    [verdict] = next(iter(page.running.store.verdicts("talks").values()))
    assert verdict.source_text == "１　総論"


def test_accept_all_above_with_count_and_undo(page) -> None:
    page.keyboard.press("Shift+A")
    page.until("document.querySelector('dialog [role=status]').textContent !== '…'")
    assert page.locator("dialog [role=status]").text_content() == "2 undecided rows"  # .97 has a finding
    page.locator("#dialog input").fill("40")
    page.until("document.querySelector('dialog [role=status]').textContent.startsWith('5')")
    page.locator("#dialog button.primary").click()
    page.until("document.querySelectorAll('.bead.accept').length === 5")
    page.settled()
    assert decisions(page) == ["accept"] * 5
    press(page, "u")
    assert decisions(page) == []


def test_merging(page) -> None:
    press(page, "j", "m")
    assert focused(page) == "2+3 ↔ 2+3"
    press(page, "M")
    assert focused(page) == "1+2+3 ↔ 1+2+3"
    press(page, "u", "u")
    assert ladder(page)[:3] == ["1 ↔ 1", "2 ↔ 2", "3 ↔ 3"]
    press(page, "U")
    assert "2+3 ↔ 2+3" in ladder(page)


def test_splitting(page) -> None:
    press(page, "m", "]", "s")
    assert ladder(page)[:2] == ["1 ↔ 1", "2 ↔ 2"] and focused(page) == "2 ↔ 2"
    press(page, "Home", "s")
    assert ladder(page)[:2] == ["1 ↔ –", "– ↔ 1"] or ladder(page)[:2] == ["– ↔ 1", "1 ↔ –"]
    press(page, "s")
    assert "single paragraph" in page.locator("#toast").text_content()


def test_cutting_and_joining(page) -> None:
    press(page, "j", "b")
    page.until("document.activeElement.matches('dialog textarea')")
    press(page, "Enter")
    assert focused(page) == "2+3 ↔ 2" and cursor(page) == "source 3"
    press(page, "[", "B")
    assert focused(page) == "2 ↔ 2"


def test_moving(page) -> None:
    press(page, "ArrowRight", "J")
    assert ladder(page)[:2] == ["1 ↔ –", "2 ↔ 1+2"] and cursor(page) == "target 1"
    press(page, "Shift+ArrowUp")
    assert ladder(page)[:2] == ["1 ↔ 1", "2 ↔ 2"] and cursor(page) == "target 1"
    press(page, "j", "K")
    assert ladder(page)[:2] == ["1 ↔ 1+2", "2 ↔ –"]
    press(page, "u", "Shift+ArrowDown")
    assert "3 ↔ 2+3" in ladder(page)


def test_linking_across_draws_a_crossing(page) -> None:
    # the ladder pairs 6 with 6 and 7 with 7; the texts say 6–7 and 7–6
    for _ in range(5):
        press(page, "j")
    press(page, "ArrowRight", "x")
    assert "The next meeting" in page.locator("#carry").text_content()
    press(page, "Escape")
    assert page.locator("#carry").is_hidden()
    press(page, "x", "j", "x")
    assert "7 ↔ 6+7" in ladder(page) and cursor(page) == "target 6"
    press(page, "]", "x", "k", "x")
    assert {"6 ↔ 7", "7 ↔ 6"} <= set(ladder(page))
    assert page.locator(".bead.crossing").count() == 1
    assert page.locator(".arc").count() == 1
    assert "crossing" in page.locator(".bead.crossing").get_attribute("aria-label")


def test_undo_and_redo_reach_back_to_the_start(page) -> None:
    start = ladder(page)
    press(page, "a", "m", "f", "s", "r")
    assert page.locator("#undo").is_enabled()
    for key in ("u", "Control+z", "u", "u", "u"):
        press(page, key)
    assert decisions(page) == [] and ladder(page) == start and page.locator("#undo").is_disabled()
    for key in ("U", "Control+y", "Control+Shift+z", "U", "U"):
        press(page, key)
    assert sorted(decisions(page)) == ["accept", "needs-fix", "reject"] and page.locator("#redo").is_disabled()


def test_order_and_filters(page) -> None:
    press(page, "q")
    assert page.locator("#order").input_value() == "worst"
    assert ladder(page)[0] in ("6 ↔ 6", "4 ↔ 4")
    press(page, "a")  # decided beads stay where they are
    assert page.locator(".bead.accept").count() == 1
    press(page, "q", "1")
    assert len(ladder(page)) == 8
    for key, beads in (("0", 9), ("2", 4), ("3", 1), ("4", 0), ("5", 2), ("6", 0), ("7", 0), ("8", 0)):
        press(page, key)
        assert len(ladder(page)) == beads, key
    assert page.locator("#nothing").is_visible()
    press(page, "0")
    assert len(ladder(page)) == 9


def test_search_within_the_pair(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ＴＯＫＹＯ")
    assert ladder(page) == ["6 ↔ 6"]
    page.keyboard.press("Enter")
    assert focused(page) == "6 ↔ 6"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert len(ladder(page)) == 9 and focused(page) == "6 ↔ 6"


def test_reasons_on_a_key_and_dismissal(page) -> None:
    press(page, "j")
    page.wait_for_selector(".focused .note.finding")
    press(page, ".")
    assert page.locator("#why").text_content() == "“about” 50 minutes"
    assert page.locator("#spoken").text_content() == "“about” 50 minutes"
    press(page, "d")
    page.wait_for_selector(".note.finding", state="detached")
    assert page.running.store.dismissed()
    press(page, "u")
    page.wait_for_selector(".note.finding")


def test_reasons_on_hover(page) -> None:
    page.hover(".note.finding")
    assert page.locator("#why").is_visible()


def test_facts_are_marked_with_their_value(page) -> None:
    page.wait_for_selector(".note.fact")
    assert any("on both sides" in note.get_attribute("data-why") for note in page.locator(".note.fact").all())


def test_what_can_be_shown(page) -> None:
    press(page, "o")
    assert page.locator("#outline button").all_text_contents() == ["１　全般", "２　今後"]
    page.locator("#outline button").nth(1).click()
    assert focused(page) == "5 ↔ 5"
    press(page, "o", "v")
    assert not page.locator("#inspector").is_visible()
    press(page, "v")
    assert page.locator("#inspector").is_visible()
    before = page.evaluate("getComputedStyle(document.body).color")
    press(page, "t")
    assert page.evaluate("getComputedStyle(document.body).color") != before
    press(page, "?")
    assert page.locator("dialog kbd").count() > 40
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_looking_up(page) -> None:
    press(page, "l")
    page.until("document.activeElement.closest('.lookup[open] input')")
    press(page, "Escape")
    page.until("document.activeElement.closest('.bead.focused')")


def test_narrowing_rows_down(page) -> None:
    press(page, "F")
    page.until("document.activeElement.closest('dialog[open]')")
    press(page, "Escape")
    page.until("document.activeElement.closest('.bead.focused')")


def test_keys_typed_into_a_field_are_text(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("aarf")
    page.settled()
    assert decisions(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.settled()
    assert decisions(page) == []
