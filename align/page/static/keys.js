// The keys. The handler and the help use one table, so they cannot differ.

import { keep, kept } from "./kept.js";

/** Sections of rows: keys and their command. @type {[string, [string[], string][]][]} */
export const KEYS = [
  [
    "go",
    [
      [["j", "ArrowDown"], "next"],
      [["k", "ArrowUp"], "previous"],
      [["g"], "guide"],
      [["n"], "nextDoubt"],
      [["N"], "previousDoubt"],
      [["Home"], "first"],
      [["End"], "last"],
      [["ArrowLeft"], "toSource"],
      [["ArrowRight"], "toTarget"],
      [["["], "segmentUp"],
      [["]"], "segmentDown"],
    ],
  ],
  [
    "decide",
    [
      [["a"], "accept"],
      [["f"], "needsFix"],
      [["r"], "reject"],
      [["i"], "intended"],
      [["I"], "intendedAddition"],
      [["c"], "comment"],
      [["e"], "suggest"],
      [["E"], "suggestSource"],
      [["A"], "acceptAbove"],
      [["d"], "dismiss"],
    ],
  ],
  [
    "pairing",
    [
      [["m"], "mergeDown"],
      [["M"], "mergeUp"],
      [["s"], "split"],
      [["b"], "cut"],
      [["B"], "join"],
      [["J", "Shift+ArrowDown"], "moveDown"],
      [["K", "Shift+ArrowUp"], "moveUp"],
      [["x"], "relink"],
      [["u", "Ctrl+z"], "undo"],
      [["U", "Ctrl+y", "Ctrl+Shift+Z"], "redo"],
    ],
  ],
  [
    "show",
    [
      [["q"], "order"],
      [["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "filter"],
      [["F"], "narrow"],
      [["/"], "search"],
      [["."], "why"],
      [["l"], "lookup"],
      [["o"], "outline"],
      [["v"], "details"],
      [["t"], "theme"],
      [["?"], "help"],
      [["Escape"], "escape"],
    ],
  ],
];

/** @typedef {{off: boolean, own: Record<string, string>}} KeyChoice `own`: command -> the letter chosen for it. */

const CHOICE = "align-keys";

/** What this browser's reviewer chose about single-letter keys. @returns {KeyChoice} */
export function keyChoice() {
  try {
    const choice = JSON.parse(kept(CHOICE) ?? "{}");
    return { off: Boolean(choice.off), own: choice.own ?? {} };
  } catch {
    return { off: false, own: {} };
  }
}

/** @param {KeyChoice} choice */
export function keepKeyChoice(choice) {
  keep(CHOICE, JSON.stringify(choice));
}

const ROWS = KEYS.flatMap(([, rows]) => rows);

/** The keys of a command as they are now. @param {string[]} keys @param {string} command @param {KeyChoice} choice */
export function keysOf(keys, command, choice) {
  const own = choice.own[command];
  const usual = own ? [own, ...keys.slice(1)] : keys.filter((key) => !Object.values(choice.own).includes(key));
  return choice.off ? usual.filter((key) => [...key].length > 1) : usual;
}

/** @param {KeyChoice} choice @returns {Map<string, string>} */
function byKey(choice) {
  return new Map(ROWS.flatMap(([keys, command]) => keysOf(keys, command, choice).map((key) => [key, command])));
}

/** The name of a key press: a letter is small or capital by Shift alone, whatever Caps Lock says. */
export function pressName(event) {
  const letter = [...event.key].length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  return letter ? (event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()) : event.key;
}

/**
 * The command of a key press and the key's name; null if the page does not use the key.
 * @param {KeyboardEvent} event @param {KeyChoice} choice @returns {[string, string] | null}
 */
export function actionOf(event, choice = keyChoice()) {
  if (event.isComposing || event.defaultPrevented) return null;
  const altGraph = event.getModifierState("AltGraph");
  let name = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : pressName(event);
  if ((event.ctrlKey || event.metaKey || event.altKey) && !altGraph) {
    if (event.altKey) return null;
    name = event.shiftKey ? `Ctrl+Shift+${event.key.toUpperCase()}` : `Ctrl+${event.key.toLowerCase()}`;
  }
  const command = byKey(choice).get(name);
  return command ? [command, name] : null;
}

/** @type {Record<string, string>} */
const SHOWN = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  "Shift+ArrowDown": "⇧↓",
  "Shift+ArrowUp": "⇧↑",
};

/** A key as the help shows it. @param {string} key */
export function keyName(key) {
  return SHOWN[key] ?? key.replace("Ctrl+Shift+", "Ctrl ⇧ ").replace("Ctrl+", "Ctrl ");
}
