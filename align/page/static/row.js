// One bead as a row: source, ribbon, target, with facts and findings marked in the text.
import { h, numbers, percent, sizeOf } from "./dom.js";
import { diffLine, errorTag } from "./threads.js";
import { DECISIONS } from "./verdicts.js";
import { has, t } from "./words.js";

const LONGEST_SPOKEN = 400; // characters of each text in the row's spoken name

/**
 * The row of a bead.
 * @param {import("./pair.js").Pair} pair @param {import("./pair.js").Bead} bead
 * @param {{focused: boolean, cursor: any, carrying: any, facts: any, total: number, place?: number, why: string[], editing: boolean}} look
 */
export function beadRow(pair, bead, look) {
  const decision = pair.decision(bead);
  const state = [
    "bead",
    look.focused && "focused",
    decision || "undecided",
    bead.x && "crossing",
    !bead.s.length && "added",
    !bead.t.length && "omitted",
    pair.isDisputed(bead) && "disputed",
    pair.unsettled(bead).length && !decision && "is-stale",
  ];
  const row = h(
    "div",
    {
      class: state.filter(Boolean).join(" "),
      role: "listitem",
      tabindex: look.focused ? 0 : -1,
      "data-key": bead.k,
      "aria-label": spoken(pair, bead),
      "aria-current": look.focused ? "true" : undefined,
      "aria-posinset": (look.place ?? 0) + 1,
      "aria-setsize": look.total,
    },
    side(pair, bead, "source", look),
    link(pair, bead),
    side(pair, bead, "target", look),
    look.editing ? h("div", { class: "correct", "data-live": bead.k }) : null,
    look.why.length ? h("p", { class: "look" }, whyLook(pair, bead, look.why)) : null,
  );
  row.style.setProperty("--digits", String(digits(pair)));
  row.style.setProperty("--sure", `${Math.round(Math.max(0, Math.min(1, (bead.p - 0.35) / 0.6)) * 100)}%`);
  return row;
}

/** Why a bead wants a look, in words; a finding says what it found. */
export function whyLook(pair, bead, reasons) {
  const said = (name) => pair.findingsOf(bead).find((one) => one.check === name)?.said;
  const named = (name) => {
    const [word, usual] = (name === "stray" && pair.strays[bead.k]?.[0]) || ["", []];
    return { word, usual: usual.join(t("list.or")) };
  };
  return reasons.map((name) =>
    h(
      "span",
      {},
      h("b", {}, has(`reason.${name}`) ? t(`reason.${name}`, named(name)) : t("reason.other", { check: name })),
      said(name) ? ` ${said(name)}` : null,
    ),
  );
}

/** Digits of the largest segment number. */
const digits = (pair) => `${Math.max(pair.source.segments.length, pair.target.segments.length)}`.length;

/** What a screen reader says of the row. */
function spoken(pair, bead) {
  const decision = pair.decision(bead);
  const parts = [t("row.name", { at: pair.placeOf.get(bead.k) + 1, of: pair.beads.length }), sizeOf(bead)];
  if (!bead.t.length) parts.push(t("row.left-out"));
  if (!bead.s.length) parts.push(t("row.added"));
  if (bead.x) parts.push(t("row.crossing"));
  parts.push(
    bead.h
      ? t("row.hand", { name: bead.h })
      : pair.computed
        ? t("row.probability", { percent: percent(bead.p) })
        : t("row.not-computed"),
  );
  parts.push(t(decision ? `decision.${decision}` : "row.undecided"));
  const findings = pair.findingsOf(bead).length;
  if (findings) parts.push(t("row.findings", { count: findings }));
  const text = (name, indices) =>
    indices
      .map((i) => pair[name].segments[i].t)
      .join(" ")
      .slice(0, LONGEST_SPOKEN);
  return [parts.join(", "), text("source", bead.s), text("target", bead.t)].filter(Boolean).join(". ");
}

function side(pair, bead, name, look) {
  const document_ = pair[name];
  const indices = name === "source" ? bead.s : bead.t;
  const box = h("div", { class: `side ${name}`, lang: indices.length ? document_.lang : null });
  if (!indices.length) {
    box.append(h("span", { class: "absent" }, t(name === "target" ? "left-out" : "added")));
    return box;
  }
  const ranges = findingRanges(pair, bead, name);
  indices.forEach((index, place) => {
    const segment = document_.segments[index];
    const held = look.focused && look.cursor?.side === name && look.cursor.at === place;
    const carried = look.carrying && look.carrying.side === name && look.carrying.index === index;
    const marks = [...(look.facts?.[name]?.[index] ?? []), ...(ranges.get(index) ?? [])];
    box.append(
      h(
        "div",
        {
          class: ["seg", segment.k, segment.l && `level${Math.min(segment.l, 4)}`, held && "held", carried && "carried"]
            .filter(Boolean)
            .join(" "),
          "data-side": name,
          "data-at": place,
          title: segment.o,
        },
        h("span", { class: "no", "aria-hidden": "true" }, `${index + 1}`),
        h(
          "span",
          { class: "text" },
          segment.m ? h("span", { class: "marker" }, `${segment.m} `) : null,
          marked(segment.t, marks),
        ),
      ),
    );
  });
  for (const one of pair.corrections(bead, name).values()) {
    const text = diffLine(pair.textOf(bead, name), one[`${name}_text`]);
    box.append(
      h(
        "p",
        { class: "fix diff" },
        text,
        h("span", { class: "by", lang: "" }, errorTag(one.comment ?? ""), one.reviewer),
      ),
    );
  }
  return box;
}

function link(pair, bead) {
  const decision = pair.decision(bead);
  const findings = pair.findingsOf(bead);
  const worst = ["error", "warning", "hint"].find((level) => findings.some((one) => one.severity === level));
  const old = pair.staleOf(bead).filter((one) => one.comment || one.suggestion || one.source_suggestion);
  const comments = pair.comments(bead).length + old.length;
  return h(
    "div",
    { class: "link" },
    h("svg:svg", { class: "ribbon", "aria-hidden": "true" }, h("svg:path", { class: "band" })),
    h(
      "span",
      { class: "knot", "aria-hidden": "true" },
      h("span", { class: "p" }, bead.h ? t("row.by-hand") : pair.computed ? percent(bead.p) : "–"),
      decision ? h("span", { class: `mark ${decision}` }, DECISIONS[decision].mark) : null,
      bead.x ? h("span", { class: "mark cross" }, "⤨") : null,
      worst ? h("span", { class: `mark finding ${worst}` }, `${findings.length}`) : null,
      comments ? h("span", { class: "mark comments" }, `“${comments > 1 ? comments : ""}`) : null,
      pair.unsettled(bead).length ? h("span", { class: "mark stale" }, "↻") : null,
    ),
  );
}

/** The findings' marks by segment index. A finding's spans count code points of the bead's joined text. */
function findingRanges(pair, bead, name) {
  const document_ = pair[name];
  const indices = name === "source" ? bead.s : bead.t;
  const gap = /^(ja|zh)\b/.test(document_.lang) ? 0 : 1;
  const found = new Map();
  pair.findingsOf(bead).forEach((finding, number) => {
    for (const [start, stop] of finding[name]) {
      let base = 0;
      for (const index of indices) {
        const length = [...document_.segments[index].t].length;
        const [from, to] = [Math.max(start - base, 0), Math.min(stop - base, length)];
        if (from < to) {
          if (!found.has(index)) found.set(index, []);
          found.get(index).push({ from, to, rank: 2, number, class: `finding ${finding.severity}`, why: finding.said });
        }
        base += length + gap;
      }
    }
  });
  return found;
}

/** A text with marks on ranges of code points. Where marks overlap, the one of the higher rank is shown. */
export function marked(text, marks) {
  if (!marks.length) return [text];
  const points = [...text];
  const owner = new Array(points.length).fill(null);
  for (const mark of marks.toSorted((one, other) => one.rank - other.rank)) {
    for (let i = Math.max(0, mark.from); i < Math.min(mark.to, points.length); i += 1) owner[i] = mark;
  }
  const parts = [];
  for (let start = 0; start < points.length; ) {
    let stop = start + 1;
    while (stop < points.length && owner[stop] === owner[start]) stop += 1;
    const piece = points.slice(start, stop).join("");
    const mark = owner[start];
    parts.push(
      mark
        ? h("span", { class: `note ${mark.class}`, "data-why": mark.why, "data-number": mark.number }, piece)
        : piece,
    );
    start = stop;
  }
  return parts;
}

/** Facts as marks: those that the other side states too, and those that it lacks or contradicts. */
export function factMarks(facts) {
  return facts.map(([from, to, kind, value, standing]) => ({
    from,
    to,
    rank: 1,
    class: ["only", "differs"].includes(standing) ? "fact lone" : standing ? "fact" : "fact quiet",
    why: `${t(`fact.${kind}`)}: ${value}${["both", "only"].includes(standing) ? t(`fact.${standing}`) : ""}`,
  }));
}

export const bandLabel = (bead) => `${numbers(bead.s)} ↔ ${numbers(bead.t)}`;

/** A guess of a row's height in pixels before it is drawn, for the scrollbar. */
export function guessHeight(pair, bead, width) {
  const room = (width - 64) / 2 - 50 || 250;
  const height = (name, indices) => {
    const wide = /^(ja|zh)/.test(pair[name].lang);
    const lines = indices.reduce(
      (sum, i) => sum + Math.ceil((pair[name].segments[i].t.length * (wide ? 15.5 : 8)) / room),
      0,
    );
    return lines * (wide ? 28 : 25) + indices.length * 6;
  };
  return Math.max(height("source", bead.s), height("target", bead.t), 28) + 26;
}
