// The ladder as the server has it, with the own edits on top that it has not acknowledged. It knows no document.

/** @typedef {import("./pair.js").Bead} Bead */
/** @typedef {[number[], number[]]} Group The segments of a bead: source, target. */
/** @typedef {{gone: Bead[], come: Bead[]}} Splice Beads that went and came. */
/** @typedef {["source" | "target", number, number, import("./pair.js").Segment[], string]} Recut Segments that replace others:
 * side, from which, how many, segments, key of all texts. */
/** @typedef {{act: string, groups: Group[], parts?: ["source" | "target", number][], cut?: [number, number]}} Edit */

export class Ladder {
  /** @param {Bead[]} beads */
  constructor(beads) {
    this.server = beads;
    this.shown = beads;
    /** @type {Map<string, Map<string, Bead[]>>} by the id of an edit: the name of a group that goes -> what comes for it */
    this.unsent = new Map();
  }

  /** Put an edit on top until it is settled; call `renew` afterwards. @param {Edit & {id: string}} edit @param {string} reviewer */
  propose({ id, ...edit }, reviewer) {
    let count = 0;
    /** @param {Group} group @returns {Bead} */
    const made = ([s, t]) => {
      count += 1;
      return { s, t, p: 1, k: `~${id.slice(0, 16)}.${count}`, h: reviewer };
    };
    this.unsent.set(id, new Map(planned(edit).map(([gone, come]) => [nameOf(gone), come.map(made)])));
  }

  /** An edit was acknowledged or given up: true if it was on top; call `renew` afterwards. @param {string} id */
  settle(id) {
    return this.unsent.delete(id);
  }

  /** Segments were cut or joined: the beads have other numbers; call `renew` afterwards. @param {Recut} cut */
  recut(cut) {
    const name = cut[0] === "source" ? "s" : "t";
    const made = [...this.unsent.values()].flatMap((edit) => [...edit.values()].flat());
    for (const bead of new Set([...this.server, ...made])) bead[name] = renumbered(bead[name], cut);
    const anew = (/** @type {[string, Bead[]]} */ [group, come]) => {
      const [s, t] = group.split("|").map((side) => (side ? side.split(",").map(Number) : []));
      return /** @type {[string, Bead[]]} */ ([
        nameOf(name === "s" ? [renumbered(s, cut), t] : [s, renumbered(t, cut)]),
        come,
      ]);
    };
    for (const [id, edit] of this.unsent) this.unsent.set(id, new Map([...edit].map(anew)));
  }

  /** Put the unsent edits on top of what the server has. @returns {Splice} */
  renew() {
    const old = this.shown;
    this.shown = this.server;
    for (const edit of this.unsent.values()) {
      const found = this.shown.filter((bead) => edit.has(nameOf(groupOf(bead))));
      if (found.length !== edit.size) continue; // somebody else regrouped these beads: the server will say so
      this.shown = withAdditions(
        this.shown.flatMap((bead) => edit.get(nameOf(groupOf(bead))) ?? [bead]),
        [...edit.values()],
      );
    }
    const [before, now] = [new Set(old), new Set(this.shown)];
    return { gone: old.filter((bead) => !now.has(bead)), come: this.shown.filter((bead) => !before.has(bead)) };
  }
}

/**
 * Beads without source stand, as on the server, after the bead that holds the target segment before their own.
 * @param {Bead[]} beads @param {Bead[][]} made
 */
function withAdditions(beads, made) {
  return made.flat().reduce((ladder, bead) => {
    if (bead.s.length) return ladder;
    const others = ladder.filter((one) => one !== bead);
    return others.toSpliced(others.findIndex((one) => one.t.includes(bead.t[0] - 1)) + 1, 0, bead);
  }, beads);
}

/** Whether the page can show what an edit will make before the server does. @param {string} act */
export const isForeseen = (act) => ["merge", "split", "move", "relink"].includes(act);

/** Whether a bead was made by an edit that the server has not acknowledged; the server does not know its key. @param {Bead} bead */
export const isUnsent = (bead) => bead.k.startsWith("~");

/** The numbers of segments after others were cut or joined. @param {number[]} indices @param {Recut} cut @returns {number[]} */
export function renumbered(indices, [, at, remove, segments]) {
  const come = segments.map((_, place) => at + place);
  const moved = indices.flatMap((i) => {
    if (i < at) return i;
    return i < at + remove ? come : i + segments.length - remove;
  });
  return [...new Set(moved)];
}

/** The segments of a bead, as the server names it. @param {Bead} bead @returns {Group} */
export const groupOf = (bead) => [bead.s, bead.t];

/** @param {Group} group */
export const nameOf = ([source, target]) => `${source.join()}|${target.join()}`;

/** What an edit makes of each of its groups, as the server does it; [] where nothing is left. @param {Edit} edit @returns {[Group, Group[]][]} */
function planned({ act, groups, parts = [], cut = [0, 0] }) {
  const [first, second] = groups;
  if (act === "merge")
    return [[first, [union(groups)]], ...groups.slice(1).map((one) => /** @type {[Group, Group[]]} */ ([one, []]))];
  if (act === "split") {
    /** @param {(indices: number[], at: number) => number[]} part @returns {Group} */
    const side = (part) => [part(first[0], cut[0]), part(first[1], cut[1])];
    return [[first, [side((indices, at) => indices.slice(0, at)), side((indices, at) => indices.slice(at))]]];
  }
  /** @param {"source" | "target"} name */
  const taken = (name) => parts.filter(([one]) => one === name).map(([, index]) => index);
  /** @type {Group} */
  const moved = [taken("source"), taken("target")];
  /** @type {Group} */
  const left = [first[0].filter((i) => !moved[0].includes(i)), first[1].filter((i) => !moved[1].includes(i))];
  return [
    [first, left.some((indices) => indices.length) ? [left] : []],
    [second, [union([second, moved])]],
  ];
}

/** @param {Group[]} groups @returns {Group} */
function union(groups) {
  /** @param {0 | 1} side */
  const all = (side) => groups.flatMap((group) => group[side]).sort((one, other) => one - other);
  return [all(0), all(1)];
}

/**
 * The shown beads after an edit: new beads stand where the old ones stood.
 * @param {Bead[]} items @param {Splice} splice @param {Bead[]} ladder @param {string} order @returns {Bead[]}
 */
export function follow(items, { gone, come }, ladder, order) {
  const left = new Set(gone);
  if (order === "reading") {
    const stays = new Set([...items, ...come]);
    return ladder.filter((bead) => stays.has(bead));
  }
  const first = items.findIndex((bead) => left.has(bead));
  const kept = items.filter((bead) => !left.has(bead));
  kept.splice(first < 0 ? kept.length : first, 0, ...come);
  return kept;
}
