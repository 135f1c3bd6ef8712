// Elements from plain values: text is always text, never markup.
const SVG = "http://www.w3.org/2000/svg";

export function h(name, attributes = {}, ...children) {
  const svg = name.startsWith("svg:");
  const element = svg ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.setAttribute("class", value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const percent = (p) => (p >= 0.995 && p < 1 ? "99" : String(Math.round(p * 100)));

/** "2026-01-15T09:30:00Z" as people nearby say it; `timeStyle` "medium" with seconds. */
export function when(at, timeStyle = "short") {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle });
}

export const numbers = (indices) => {
  if (!indices.length) return "–";
  const runs = [];
  for (const i of indices) {
    const last = runs.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else runs.push([i, i]);
  }
  return runs.map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1}–${b + 1}`)).join(", ");
};

export const sizeOf = (bead) => `${bead.s.length}–${bead.t.length}`;
