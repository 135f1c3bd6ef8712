// The word under the pointer or the caret lights up with its counterpart. It reads the rows and never changes them; a
// word lights up only where the drawn text still holds it.
import { byId } from "./dom.js";
import { placeOf, pointAt, rangeOf } from "./places.js";
import { get, pairPath } from "./requests.js";

const rows = byId("rows");
const button = byId("unanswered");

/** @typedef {[number, number, number, string]} Word segment, start, stop, text */
/** @typedef {{side: string, other: string, own: Word[], answers: Word[]}} Link */
/** @type {Map<string, Link[]>} links by side and segment, "source 3" */
const linksAt = new Map();
/** @type {{source: Word[], target: Word[]}} */
let open = { source: [], target: [] };
let waiting = 0;

async function ask() {
  try {
    const body = await get(`/api/words/${pairPath(byId("work").dataset.pair)}`);
    if (!body.links) return;
    for (const [source, target] of body.links) {
      keep({ side: "source", other: "target", own: source, answers: target });
      keep({ side: "target", other: "source", own: target, answers: source });
    }
    open = { source: body.source, target: body.target };
    button.hidden = false;
  } catch {
    // the rows can be read without it
  }
}

/** @param {Link} link */
function keep(link) {
  for (const at of new Set(link.own.map(([segment]) => segment))) {
    const key = `${link.side} ${at}`;
    linksAt.set(key, [...(linksAt.get(key) ?? []), link]);
  }
}

/** The ranges of words that are drawn as they were linked. @param {string} side @param {Word[]} words */
function ranges(side, words) {
  return words.flatMap(([at, start, stop, text]) => {
    const range = rangeOf(side, at, [start, stop]);
    return range && range.toString() === text ? [range] : [];
  });
}

/** @param {string} name @param {Range[]} some */
function light(name, some) {
  if (some.length) CSS.highlights.set(name, new Highlight(...some));
  else CSS.highlights.delete(name);
}

/** Light up the word at a place and what answers it. @param {{side: string, at: number, offset: number} | null} place */
function show(place) {
  const links = place ? (linksAt.get(`${place.side} ${place.at}`) ?? []) : [];
  const here = links.filter((link) =>
    link.own.some(([at, start, stop]) => at === place?.at && start <= place.offset && place.offset < stop),
  );
  light(
    "word-here",
    here.flatMap((link) => ranges(link.side, link.own)),
  );
  light(
    "word-answer",
    here.flatMap((link) => ranges(link.other, link.answers)),
  );
}

function underline() {
  const wanted = button.getAttribute("aria-pressed") === "true";
  light("word-open", wanted ? [...ranges("source", open.source), ...ranges("target", open.target)] : []);
}

/** @param {() => void} draw */
function soon(draw) {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(draw);
}

if ("highlights" in CSS) {
  ask();
  rows.addEventListener("pointermove", (event) => soon(() => show(pointAt(event.clientX, event.clientY))));
  rows.addEventListener("pointerleave", () => soon(() => show(null)));
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const place = placeOf(selection?.anchorNode, selection?.anchorOffset ?? 0);
    if (place) soon(() => show(place));
  });
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    underline();
  });
  new MutationObserver(underline).observe(rows, { childList: true });
}
