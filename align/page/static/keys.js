// The keys: one table for the handler and for the help, so that they cannot differ.
export const KEYS = [
  ["Go", [
    [["j", "ArrowDown"], "next", "next bead"],
    [["k", "ArrowUp"], "previous", "previous bead"],
    [["n"], "nextDoubt", "next doubt"],
    [["N"], "previousDoubt", "previous doubt"],
    [["Home"], "first", "first bead"],
    [["End"], "last", "last bead"],
    [["ArrowLeft"], "toSource", "cursor to the source"],
    [["ArrowRight"], "toTarget", "cursor to the target"],
    [["["], "segmentUp", "cursor to the segment above"],
    [["]"], "segmentDown", "cursor to the segment below"],
  ]],
  ["Decide", [
    [["a"], "accept", "accept, and on to the next"],
    [["f"], "needsFix", "needs fix"],
    [["r"], "reject", "reject"],
    [["i"], "intended", "left out or added on purpose"],
    [["I"], "intendedAddition", "partly added on purpose"],
    [["c"], "comment", "comment"],
    [["e"], "suggest", "suggest a better text"],
    [["A"], "acceptAbove", "accept all above a probability"],
    [["d"], "dismiss", "dismiss the finding shown"],
  ]],
  ["Mend the pairing", [
    [["m"], "mergeDown", "merge with the bead below"],
    [["M"], "mergeUp", "merge with the bead above"],
    [["s"], "split", "split at the cursor"],
    [["J", "Shift+ArrowDown"], "moveDown", "move the segment to the bead below"],
    [["K", "Shift+ArrowUp"], "moveUp", "move the segment to the bead above"],
    [["x"], "relink", "pick the segment up; again elsewhere: link it there"],
    [["u", "Ctrl+z"], "undo", "undo"],
    [["U", "Ctrl+y", "Ctrl+Shift+Z"], "redo", "redo"],
  ]],
  ["See", [
    [["q"], "order", "worst first, or reading order"],
    [["0", "1", "2", "3", "4", "5", "6", "7", "8"], "filter", "show all, undecided, doubtful, …"],
    [["/"], "search", "search in this pair"],
    [["."], "why", "explain the next mark"],
    [["o"], "outline", "outline"],
    [["v"], "details", "details"],
    [["t"], "theme", "light or dark"],
    [["?"], "help", "these keys"],
    [["Escape"], "escape", "let go, close"],
  ]],
];

const BY_KEY = new Map(KEYS.flatMap(([, rows]) => rows).flatMap(([keys, action]) => keys.map((key) => [key, action])));

/** The action of a key press, and the key's name; null where the press is not ours. */
export function actionOf(event) {
  if (event.isComposing || event.defaultPrevented) return null;
  const altGraph = event.getModifierState("AltGraph");
  if ((event.ctrlKey || event.metaKey || event.altKey) && !altGraph) {
    if (event.altKey) return null;
    const name = event.shiftKey ? `Ctrl+Shift+${event.key.toUpperCase()}` : `Ctrl+${event.key}`;
    return BY_KEY.has(name) ? [BY_KEY.get(name), name] : null;
  }
  const name = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
  return BY_KEY.has(name) ? [BY_KEY.get(name), name] : null;
}

const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", "Shift+ArrowDown": "⇧↓", "Shift+ArrowUp": "⇧↑" };

export function keyName(key) {
  return SHOWN[key] ?? key.replace("Ctrl+Shift+", "Ctrl ⇧ ").replace("Ctrl+", "Ctrl ");
}
