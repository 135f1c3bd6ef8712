// The page's words in the reader's language, from the catalogue that the server put into the page.

/** @type {Record<string, string | {one: string, other: string}>} */
const catalogue = JSON.parse(globalThis.document?.getElementById("words")?.textContent ?? "{}");

/** Whether the catalogue has these words. @param {string} name */
export const has = (name) => name in catalogue;

/**
 * The words of a name, with values in the place of {braces}; `count` chooses between one and several. The name itself
 * if the catalogue lacks it.
 * @param {string} name @param {Record<string, string | number>} values
 */
export function t(name, values = {}) {
  const found = catalogue[name] ?? name;
  const text = typeof found === "string" ? found : values.count === 1 ? found.one : found.other;
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
