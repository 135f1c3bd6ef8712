// What a person typed and did not save. The browser keeps it: it survives a closed tab.
import { byId } from "./dom.js";
import { keep, kept } from "./kept.js";

/** The name of a draft: each reviewer of each server has own ones. @param {string} key */
function named(key) {
  const { server, me } = byId("work").dataset;
  return `align-draft ${server} ${me} ${key}`;
}

/** The draft of a text, null if there is none. @param {string} key */
export function draftOf(key) {
  return kept(named(key)) ?? null;
}

/** Keep what is typed; null forgets it. @param {string} key @param {string | null} text */
export function keepDraft(key, text) {
  keep(named(key), text);
}
