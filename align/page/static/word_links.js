// The word under the pointer or the caret lights up with its counterpart. It reads the rows and never changes them; a
// word lights up only where the drawn text still holds it.
import { byId, oncePerFrame } from "./dom.js";
import { drawnSegments, placeOf, pointAt, rangeOf, whenDrawn } from "./places.js";
import { get, pairPath } from "./requests.js";

const rows = byId("rows");
const button = byId("unanswered");

/** @typedef {[number, number, number, string]} Word segment, start, stop, text */
/** @typedef {{side: string, other: string, own: Word[], answers: Word[]}} Link */
/** @type {Map<string, Link[]>} links by side and segment, "source 3" */
const linksAt = new Map();
/** @type {{source: Word[], target: Word[]}} */
let open = { source: [], target: [] };
/** @type {() => ReturnType<typeof placeOf>} where the pointer rests, or the caret stands */
let here = () => null;
const draw = oncePerFrame(() => show(here()));

async function ask() {
  try {
    const body = await get(`/api/words/${pairPath(byId("work").dataset.pair)}`);
    linksAt.clear();
    if (!body.links) return;
    for (const [source, target] of body.links) {
      keep({ side: "source", other: "target", own: source, answers: target });
      keep({ side: "target", other: "source", own: target, answers: source });
    }
    open = { source: body.source, target: body.target };
    button.hidden = false;
    draw(); // the pointer may rest on a word since before the answer
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
  const drawn = drawnSegments();
  return words.flatMap(([at, start, stop, text]) => {
    const range = rangeOf(side, at, [start, stop], drawn);
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

function caret() {
  const selection = getSelection();
  return placeOf(selection?.anchorNode, selection?.anchorOffset ?? 0);
}

function underline() {
  const wanted = button.getAttribute("aria-pressed") === "true";
  light("word-open", wanted ? [...ranges("source", open.source), ...ranges("target", open.target)] : []);
}

if ("highlights" in CSS) {
  ask();
  addEventListener("recut", ask); // words have other places
  rows.addEventListener("pointermove", ({ clientX, clientY }) => {
    here = () => pointAt(clientX, clientY);
    draw();
  });
  rows.addEventListener("pointerleave", () => {
    here = () => null;
    draw();
  });
  document.addEventListener("selectionchange", () => {
    if (!caret()) return;
    here = caret;
    draw();
  });
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    underline();
  });
  whenDrawn(() => {
    draw();
    underline();
  });
}
