// What this browser keeps between visits. A browser may refuse: storage switched off, full, or the page about to leave.

/** What is kept under a name; null if there is nothing, undefined if the browser keeps nothing. @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return undefined;
  }
}

/** Keep a text; null forgets it. A browser that refuses is not told of. @param {string} name @param {string | null} text */
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // kept for this visit only
  }
}
