// Pointing at a sentence lights up what it rests on, or where it went, in the rows that are drawn. It reads the rows and
// never changes them, so regrouped beads and corrected texts need nothing here.
import { byId, percent } from "./dom.js";
import { pointAt, rangeOf, whenDrawn } from "./places.js";
import { get, pairPath } from "./requests.js";
import { t } from "./words.js";

const NAMES = ["support-here", "support-sure", "support-fair", "support-none"];
const SURE = 0.9;
const FRESH = 20_000; // milliseconds until the map is asked for again: the file may hold a new alignment

const rows = byId("rows");
const note = document.createElement("div");
note.className = "rests";
note.hidden = true;
document.body.append(note);

/** @type {any} the map, its links by place; null until it is known */
let map = null;
let asked = -FRESH;
let shown = "";
let waiting = 0;
/** @type {PointerEvent | null} the last movement; null when the pointer has left the rows */
let last = null;

async function ask() {
  if (performance.now() - asked < FRESH) return;
  asked = performance.now();
  try {
    const body = await get(`/api/support/${pairPath(byId("work").dataset.pair)}`);
    map = body.links ? indexed(body) : null;
  } catch {
    map = null; // the rows can be read without it
  }
  if (last) draw(); // the pointer may rest on a sentence since before the answer
}

/** The map with its links by place, "source 3.0". @param {any} body */
function indexed(body) {
  const of = new Map();
  for (const [i, a, j, b, p] of body.links) {
    for (const [from, side, at, k] of [
      [`source ${i}.${a}`, "target", j, b],
      [`target ${j}.${b}`, "source", i, a],
    ]) {
      of.set(from, [...(of.get(from) ?? []), { side, at, k, p }]);
    }
  }
  return { ...body, of };
}

/** The sentence under the pointer: {side, at, k}, or null. @param {number} x @param {number} y */
function sentenceAt(x, y) {
  const point = pointAt(x, y);
  if (!point) return null;
  const { side, at, offset } = point;
  const k = (map[side][at] ?? []).findIndex(([start, stop]) => start <= offset && offset < stop);
  return k < 0 ? null : { side, at, k };
}

/**
 * The sentence as a range of the drawn text; null where its row is not drawn.
 * @param {{side: string, at: number, k: number}} place
 */
const drawnSentence = ({ side, at, k }) => rangeOf(side, at, map[side][at][k]);

function light(name, places) {
  const ranges = places.map(drawnSentence).filter(Boolean);
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
}

function clear() {
  for (const name of NAMES) CSS.highlights.delete(name);
  note.hidden = true;
  shown = "";
}

function show(place) {
  const key = `${place.side} ${place.at}.${place.k}`;
  if (key === shown) return;
  clear();
  shown = key;
  const links = map.of.get(key) ?? [];
  light(links.length ? "support-here" : "support-none", [place]);
  const sure = links.filter((link) => link.p >= SURE);
  light("support-sure", sure);
  light(
    "support-fair",
    links.filter((link) => !sure.includes(link)),
  );
  note.textContent = said(place, links);
  note.hidden = false;
}

function said({ side, at, k }, links) {
  const isTarget = side === "target";
  if (!links.length) {
    const none = (isTarget ? map.unsupported : map.unused)[at][k];
    return t(isTarget ? "rests.not-source" : "rests.not-target", { percent: percent(none) });
  }
  const places = links.map((link) => `${link.at + 1} (${percent(link.p)} %)`);
  return t(isTarget ? "rests.on" : "rests.into", { places: places.join(", ") });
}

/** Light up what is under the pointer, or rested there when the rows were drawn again, at the next frame. */
function draw() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    const place = map && last?.buttons === 0 ? sentenceAt(last.clientX, last.clientY) : null;
    if (place) show(place);
    else clear();
  });
}

if ("highlights" in CSS) {
  addEventListener("recut", () => {
    asked = -FRESH; // sentences have other places
    ask();
  });
  rows.addEventListener("pointermove", (event) => {
    last = event;
    draw();
    ask();
  });
  rows.addEventListener("pointerleave", () => {
    last = null;
    draw();
  });
  addEventListener("scroll", () => last && draw(), { capture: true, passive: true }); // another sentence is under it
  whenDrawn(() => {
    shown = ""; // the texts that were lit up may be gone
    if (last) draw();
  });
}
