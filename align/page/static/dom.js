// Elements made from plain values. Text is always inserted as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes, listeners ("onclick") and children; "svg:path" makes an SVG element. Null, undefined and
 * false are left out.
 * @param {string} name @param {Record<string, any>} attributes @param {...any} children @returns {any}
 */
export function h(name, attributes = {}, ...children) {
  const svg = name.startsWith("svg:");
  const element = svg ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.setAttribute("class", value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/**
 * The element with this id, which must exist.
 * @param {string} id @returns {any} any kind of element: the caller knows which
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/** A probability in percent; only 1 gives "100". @param {number} p */
export const percent = (p) => (p >= 0.995 && p < 1 ? "99" : String(Math.round(p * 100)));

/**
 * "2026-01-15T09:30:00Z" in the reader's own form; `timeStyle` "medium" adds seconds.
 * @param {string} at @param {"short" | "medium"} timeStyle
 */
export function when(at, timeStyle = "short") {
  const date = new Date(at);
  const { lang } = document.documentElement;
  const locale = navigator.language.startsWith(lang) ? navigator.language : lang;
  return Number.isNaN(date.getTime()) ? at : date.toLocaleString(locale, { dateStyle: "medium", timeStyle });
}

/** Segment numbers from 1, runs joined: [0, 1, 2, 4] gives "1–3, 5". @param {number[]} indices */
export const numbers = (indices) => {
  if (!indices.length) return "–";
  /** @type {number[][]} */
  const runs = [];
  for (const i of indices) {
    const last = runs.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else runs.push([i, i]);
  }
  return runs.map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1}–${b + 1}`)).join(", ");
};

/** A function that calls `draw` before the browser's next frame, once however often it is called. @param {() => void} draw */
export function oncePerFrame(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
}

/** "2–1": the numbers of source and target segments. @param {import("./pair.js").Bead} bead */
export const sizeOf = (bead) => `${bead.s.length}–${bead.t.length}`;

/**
 * Make an element like another one. What is equal is not touched, so a selection of text in it stays. A button that
 * differs is replaced: a click that began on it must not end on one that does something else.
 * @param {Element} old @param {Element} wanted
 */
export function become(old, wanted) {
  if (old.isEqualNode(wanted)) return;
  const live = wanted.getAttribute("data-live"); // what a person types in keeps its element
  if (live && live === old.getAttribute("data-live")) return;
  for (const { name } of [...old.attributes]) {
    const byHand = name === "open" && old instanceof HTMLDetailsElement; // a person unfolded it
    if (!byHand && !wanted.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) === value) continue;
    if (name === "style")
      /** @type {any} */ (old).style.cssText = value; // the page's policy forbids the attribute
    else old.setAttribute(name, value);
  }
  becomeInside(old, wanted);
}

/** What tells an element from its siblings: its "data-is", or the class of a section; null for others. @param {Node} node */
const nameOf = (node) =>
  node instanceof Element
    ? (node.getAttribute("data-is") ?? (node.tagName === "SECTION" ? node.className : null))
    : null;

/** @param {Element} old @param {Element} wanted */
function becomeInside(old, wanted) {
  const [before, after] = [old, wanted].map((one) => new Set([...one.childNodes].map(nameOf)));
  let at = old.firstChild;
  for (const child of [...wanted.childNodes]) {
    while (at && !after.has(nameOf(at))) at = without(at);
    if (!at || !before.has(nameOf(child))) {
      old.insertBefore(child, at);
      continue;
    }
    const next = at.nextSibling;
    if (at instanceof Element && child instanceof Element && isLike(at, child)) become(at, child);
    else if (!at.isEqualNode(child)) at.replaceWith(child);
    at = next;
  }
  while (at) at = without(at);
}

/** Remove a node; gives the next one. @param {ChildNode} node */
function without(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** @param {Element} old @param {Element} wanted */
const isLike = (old, wanted) =>
  old.tagName === wanted.tagName &&
  nameOf(old) === nameOf(wanted) &&
  (old.tagName !== "BUTTON" || old.isEqualNode(wanted));
