// Cutting a paragraph in two, and joining it with the next one: where reading joined or cut what the author did not.
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { groupOf } from "./ladder.js";
import { say } from "./messages.js";
import { placeOf } from "./places.js";
import { t } from "./words.js";

/** @typedef {import("./page_state.js").Held} Held */

export class Cutting {
  /** @param {import("./regrouping.js").Regrouping} regrouping */
  constructor(regrouping) {
    this.regrouping = regrouping;
    this.state = regrouping.state;
    this.pair = regrouping.pair;
  }

  table() {
    return { cut: () => this.cut(), join: () => this.join() };
  }

  /** Ask where to cut the paragraph under the caret, else the one under the cursor, and cut it. */
  async cut() {
    const caret = this.caret();
    const held = caret ?? this.state.held();
    const bead = held && this.pair.holder[held.side][held.index];
    if (!held || !bead) return;
    const text = this.pair[held.side].segments[held.index].t;
    const seen = { groups: [groupOf(bead)], texts: this.pair.texts };
    const place = await askPlace(text, this.pair[held.side].lang, caret?.offset ?? likelyCut(text));
    if (place === null) return;
    const offset = [...text.slice(0, place)].length;
    const edit = { act: "cut", side: held.side, at: held.index, offset, ...seen };
    this.regrouping.recut(edit, this.state.held(), () => this.state.point(held.side, 1)); // so that a split parts the halves
  }

  /** Join the paragraph under the cursor with the next one of its side; their rows become one. */
  join() {
    const held = this.state.held();
    if (!held) return;
    const { side, index } = held;
    const next = this.pair.holder[side][index + 1];
    if (!next) return say(t("join.none"));
    const groups = [...new Set([this.pair.holder[side][index], next])].map(groupOf);
    this.regrouping.recut({ act: "join", side, at: index, groups }, held);
  }

  /** The caret in the row in focus: where the reviewer clicked into a text. @returns {(Held & {offset: number}) | null} */
  caret() {
    const selection = getSelection();
    const place = selection?.isCollapsed ? placeOf(selection.anchorNode, selection.anchorOffset) : null;
    if (!place) return null;
    const side = /** @type {import("./pair.js").Side} */ (place.side);
    const isHere = this.pair.holder[side][place.at] === this.state.focused;
    return isHere && place.offset > 0 ? { side, index: place.at, offset: place.offset } : null;
  }
}

/**
 * Where to cut a text as long as nobody says: the end of a sentence nearest to its middle, else of a word.
 * @param {string} text
 */
export function likelyCut(text) {
  const middle = text.length / 2;
  for (const end of [/(?:[。！？][」』）]*|[.!?][)”"’']*(?=\s))\s*/gu, /\s+/gu]) {
    const places = [...text.matchAll(end)].map((found) => found.index + found[0].length);
    const inside = places.filter((place) => text.slice(place).trim());
    if (inside.length) return inside.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))[0];
  }
  return Math.round(middle);
}

/**
 * Ask where a text is to be cut. The caret moves in it as in any text; nothing can be typed.
 * @param {string} text @param {string} lang @param {number} place @returns {Promise<number | null>}
 */
async function askPlace(text, lang, place) {
  const area = /** @type {HTMLTextAreaElement} */ (
    h("textarea", { class: "cut-text", rows: 5, lang, inputmode: "none", "aria-label": t("cut.label") })
  );
  area.value = text;
  const [before, behind] = [h("p", { lang }), h("p", { lang })];
  const button = () => /** @type {HTMLButtonElement | null} */ (area.form?.querySelector("button.primary") ?? null);
  const show = () => {
    before.textContent = text.slice(0, area.selectionStart).trim();
    behind.textContent = text.slice(area.selectionStart).trim();
    const go = button();
    if (go) go.disabled = !before.textContent || !behind.textContent;
  };
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("selectionchange", show);
  for (const name of ["keyup", "click"]) area.addEventListener(name, show);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    show();
    if (!button()?.disabled) button()?.click();
  });
  const body = h(
    "div",
    {},
    h("p", { class: "soft" }, t("cut.note")),
    area,
    h("div", { class: "halves", "aria-live": "polite" }, before, behind),
  );
  const promise = ask(t("cut.title"), body, [
    ["", t("cancel")],
    ["cut", t("cut.go"), true],
  ]);
  area.focus();
  area.setSelectionRange(place, place);
  show();
  return (await promise) ? area.selectionStart : null;
}
