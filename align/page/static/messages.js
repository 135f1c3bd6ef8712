// What the page says beside the rows: progress, short messages, warnings, the segment picked up.
import { byId, h } from "./dom.js";
import { counts } from "./filters.js";
import { t } from "./words.js";

const TOAST_TIME = 2500; // milliseconds

let hush = 0;

/** Show how much is decided, and whether there is something to undo or redo. @param {import("./pair.js").Pair} pair */
export function showProgress(pair) {
  const { by, decided, expectedErrors, beads } = counts(pair);
  byId("counts").textContent = t(pair.computed ? "progress.doubt" : "progress.decided", {
    decided,
    beads,
    doubt: expectedErrors.toFixed(1),
  });
  showUndo(pair);
  let x = 0;
  const bars = Object.entries(by).map(([name, number]) => {
    const width = (1000 * number) / (beads || 1);
    x += width;
    return h("svg:rect", { class: name, x: x - width, width, height: 10 });
  });
  byId("meter").replaceChildren(h("svg:rect", { class: "rest", width: 1000, height: 10 }), ...bars);
}

/** @param {import("./pair.js").Pair} pair */
export function showUndo(pair) {
  byId("undo").disabled = !pair.undo;
  byId("redo").disabled = !pair.redo;
}

/** Show a message for a moment. @param {string} text */
export function say(text) {
  if (!text) return;
  const toast = byId("toast");
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(hush);
  hush = setTimeout(() => toast.classList.remove("shown"), TOAST_TIME);
}

/** Show a warning until it is replaced; "" removes it. @param {string} text */
export function warn(text) {
  if (byId("warning").textContent !== text) byId("warning").textContent = text;
  byId("warning").hidden = !text;
}

/** Speak to screen readers only. @param {string} text */
export function announce(text) {
  byId("spoken").textContent = text;
}

/** Show that the server cannot be reached, and why. @param {boolean} away @param {string} [why] */
export function showAway(away, why) {
  document.documentElement.classList.toggle("away", away);
  if (away) say(t("away", { why: why ?? "" }));
}

/**
 * Show which segment is picked up, null for none.
 * @param {import("./pair.js").Pair} pair @param {import("./page_state.js").Held | null} held
 */
export function showCarried(pair, held) {
  const box = byId("carry");
  box.hidden = !held;
  if (!held) return;
  const { lang, segments } = pair[held.side];
  const soft = (text) => h("span", { class: "soft" }, text);
  box.replaceChildren(
    h("b", {}, t("carry.held")),
    h("span", { lang }, segments[held.index].t.slice(0, 80)),
    soft(t("carry.go")),
    h("kbd", {}, "x"),
    soft(t("carry.or")),
    h("kbd", {}, "Esc"),
    soft(t("carry.back")),
  );
}
