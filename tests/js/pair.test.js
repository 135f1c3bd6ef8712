// The pure parts of the review page: the pair, and what of it the page shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { difference } from "../../align/page/static/diff.js";
import { numbers, percent } from "../../align/page/static/dom.js";
import { conditionsIn, counts, meets } from "../../align/page/static/filters.js";
import { actionOf, KEYS, keyName } from "../../align/page/static/keys.js";
import { tagged, untagged } from "../../align/page/static/mqm.js";
import { PageState } from "../../align/page/static/page_state.js";
import { Pair } from "../../align/page/static/pair.js";
import { Pass } from "../../align/page/static/pass.js";
import { fairCut, splitAt } from "../../align/page/static/splitting.js";
import { UNSENT } from "../../align/page/static/verdicts.js";

const text = (lang, count) => ({
  lang,
  title: "",
  segments: Array.from({ length: count }, (_, i) => ({ t: `${lang} ${i}`, k: "" })),
});
const bead = (k, s, t, p = 0.9) => ({ k, s, t, p });

function body() {
  const beads = [bead("a", [0], [0]), bead("b", [1], [1], 0.4), bead("c", [2], [2], 0.7), bead("d", [3], [])];
  return { id: "talks", seq: 5, source: text("ja", 4), target: text("en", 3), beads, verdicts: {}, undo: 0, redo: 0 };
}

const pair = () => new Pair(body(), "Aiko");
const keys = (beads) => beads.map((one) => one.k).join("");

function page() {
  const state = new PageState(pair());
  state.choose();
  return state;
}

test("changes are applied once and in order", () => {
  const one = pair();
  const verdicts = { a: [{ seq: 6, decision: "accept", reviewer: "Ben", at: "" }] };
  const answer = { seq: 6, deltas: [{ seq: 6, reviewer: "Ben", verdicts }] };
  assert.deepEqual([...one.apply(answer).others], ["Ben"]);
  assert.equal(one.decision(one.bead("a")), "accept");
  assert.equal(one.apply(answer).others.size, 0);
});

test("a verdict comes to those that a bead has, and only the one that is taken back goes", () => {
  const one = pair();
  const verdict = (seq, decision) => ({ seq, decision, reviewer: "Ben", at: "" });
  one.apply({ deltas: [{ seq: 6, reviewer: "Ben", verdicts: { a: [verdict(6, "accept")] } }] });
  one.apply({ deltas: [{ seq: 7, reviewer: "Ben", verdicts: { a: [verdict(7, "reject")] } }] });
  assert.equal(one.decision(one.bead("a")), "reject");
  one.apply({ deltas: [{ seq: 8, reviewer: "Ben", withdrawn: { a: 7 } }] });
  assert.equal(one.decision(one.bead("a")), "accept");
  one.apply({ deltas: [{ seq: 9, reviewer: "Ben", verdicts: { a: [verdict(7, "reject")] } }] });
  assert.deepEqual(
    one.verdicts.a.map((known) => known.seq),
    [6, 7],
  );
});

test("an edit replaces beads and everything finds the new ones", () => {
  const one = pair();
  const merged = bead("ab", [0, 1], [0, 1]);
  one.apply({ deltas: [{ seq: 6, reviewer: "Aiko", splice: [0, 2, [merged]], verdicts: {} }] });
  assert.equal(keys(one.beads), "abcd");
  assert.equal(one.holder.target[1], merged);
  assert.equal(one.bead("a"), undefined);
  assert.equal(one.neighbour(merged, 1).k, "c");
});

test("worst first: second opinions, then undecided beads by their doubt, then decided beads", () => {
  const one = pair();
  one.doubts = { a: [0.1], b: [0.3], c: [0.2], d: [0.4] };
  one.verdicts = {
    d: [{ seq: 1, decision: "accept", reviewer: "Aiko", at: "" }],
    a: [{ seq: 2, decision: "needs-fix", reviewer: "Ben", at: "" }],
  };
  assert.equal(keys(one.view("all", "", "worst")), "abcd");
  assert.equal(keys(one.view("all", "", "reading")), "abcd");
  one.verdicts = {};
  assert.equal(keys(one.view("all", "", "worst")), "dbca");
});

const accept = (one, k, seq = 9) => {
  one.verdicts[k] = [{ seq, decision: "accept", reviewer: "Aiko", at: "" }];
};

function doubted() {
  const one = pair();
  one.doubts = { a: [0.01, "length"], b: [0.6, "number", "rival"], c: [0.3, "rival"], d: [0.3, "left-out"] };
  return one;
}

test("the guided pass leads from the most probable error to the least, and leaves out what is hardly one", () => {
  const one = doubted();
  const pass = new Pass(one);
  assert.deepEqual([pass.next().k, pass.next().k, pass.next().k, pass.next()], ["b", "c", "d", null]);
  assert.deepEqual([pass.previous().k, pass.previous().k, pass.previous().k, pass.previous()], ["d", "c", "b", null]);
  assert.equal(pass.next().k, "c");
});

test("the guided pass tells where it stands, and knows what was passed without a decision", () => {
  const one = doubted();
  const kept = [];
  one.keepPassed = (passed) => kept.push([...passed]);
  const pass = new Pass(one);
  pass.next();
  assert.deepEqual(pass.standing(), { at: 1, of: 3 });
  accept(one, "b");
  pass.next();
  assert.deepEqual(pass.standing(), { at: 2, of: 3 });
  pass.next();
  assert.deepEqual([...one.passed], ["c"]);
  assert.deepEqual(kept, [["c"]]);
  assert.equal(keys(one.view("passed", "", "reading")), "c");
  assert.equal(new Pass(one).next().k, "d"); // another pass goes on behind it
  accept(one, "c");
  assert.equal(keys(one.view("passed", "", "reading")), "");
});

test("a bead that was regrouped away is no stop any more", () => {
  const one = doubted();
  const pass = new Pass(one);
  pass.next();
  one.apply({ deltas: [{ seq: 6, reviewer: "Aiko", splice: [1, 2, [bead("bc", [1, 2], [1, 2], 1)]] }] });
  assert.deepEqual(pass.standing(), { at: 1, of: 2 });
  assert.equal(pass.next().k, "d");
  assert.equal(pass.previous(), null);
});

test("reasons: what people said stands before what was computed, and a decision settles the latter", () => {
  const one = doubted();
  one.verdicts = { b: [{ seq: 1, decision: "needs-fix", reviewer: "Ben", at: "" }] };
  assert.deepEqual(one.reasons(one.bead("b")), ["second"]);
  assert.deepEqual(one.reasons(one.bead("c")), ["rival"]);
});

test("filters and search choose beads", () => {
  const one = pair();
  one.verdicts = { b: [{ seq: 1, decision: "", reviewer: "Ben", at: "", comment: "時制を確認" }] };
  assert.equal(keys(one.view("nulls", "", "reading")), "d");
  assert.equal(keys(one.view("doubtful", "", "reading")), "bc");
  assert.equal(keys(one.view("all", "ＪＡ 2", "reading")), "c");
  assert.equal(keys(one.view("all", "時制", "reading")), "b");
});

test("one's own needs-fix asks others for a second opinion, not oneself", () => {
  const one = pair();
  const opinion = (reviewer) => [{ seq: 1, decision: "needs-fix", reviewer, at: "" }];
  one.verdicts = { a: opinion("Aiko"), b: opinion("Ben") };
  assert.equal(keys(one.view("second", "", "reading")), "b");
});

test("undecided beads give the expected errors", () => {
  const one = pair();
  one.verdicts = { b: [{ seq: 1, decision: "reject", reviewer: "Ben", at: "" }] };
  const told = counts(one);
  assert.deepEqual(told.by, { reject: 1 });
  assert.equal(told.expectedErrors.toFixed(2), "0.50");
});

test("the focus stays with the segment under the cursor when beads are merged", () => {
  const state = page();
  state.focus(state.pair.bead("b"));
  state.point("target", 0, 0);
  state.take({ deltas: [{ seq: 6, reviewer: "Ben", splice: [0, 2, [bead("ab", [0, 1], [0, 1])]], verdicts: {} }] });
  assert.equal(state.focused.k, "ab");
  assert.deepEqual(state.held(), { side: "target", index: 1 });
});

test("a bead that is not shown is focused by showing all beads", () => {
  const state = page();
  state.setFilter("nulls");
  assert.equal(keys(state.items), "d");
  state.focus(state.pair.bead("a"));
  assert.deepEqual([state.filter, state.focused.k, state.items.length], ["all", "a", 4]);
});

test("a decided bead stays in the list until the filter is chosen again", () => {
  const state = page();
  state.setFilter("undecided");
  state.take({
    deltas: [{ seq: 6, reviewer: "Ben", verdicts: { a: [{ seq: 6, decision: "accept", reviewer: "Ben", at: "" }] } }],
  });
  assert.equal(keys(state.items), "abcd");
  state.setFilter("undecided");
  assert.equal(keys(state.items), "bcd");
});

test("the next doubt is looked for around the end", () => {
  const state = page();
  assert.ok(state.toDoubt(1));
  assert.equal(state.focused.k, "b");
  state.toDoubt(1);
  state.toDoubt(1);
  assert.equal(state.focused.k, "b");
  state.toDoubt(-1);
  assert.equal(state.focused.k, "c");
});

test("listeners hear of every change", () => {
  const state = page();
  const heard = [];
  state.subscribe((change) => heard.push(...Object.keys(change)));
  state.carry(state.held());
  state.step(1);
  assert.deepEqual(heard, ["carrying", "beads", "focus"]);
});

test("a split cuts the other side at the same share of the text", () => {
  assert.equal(fairCut([10, 10, 10, 10], 0.5), 2);
  assert.equal(fairCut([], 0.5), 0);
  const one = pair();
  const whole = bead("w", [0, 1], [0, 1]);
  assert.deepEqual(splitAt(one, whole, { side: "source", at: 1 }), [1, 1]);
  assert.deepEqual(splitAt(one, bead("a", [0], [0]), { side: "source", at: 0 }), [1, 0]);
});

test("numbers and percent are written for people", () => {
  assert.equal(numbers([0, 1, 2, 4]), "1–3, 5");
  assert.equal(numbers([]), "–");
  assert.deepEqual([0.994, 0.999, 1, 0.5].map(percent), ["99", "99", "100", "50"]);
});

test("each key has one command, and Ctrl and Alt are respected", () => {
  const all = KEYS.flatMap(([, rows]) => rows).flatMap(([names]) => names);
  assert.equal(new Set(all).size, all.length);
  const press = (key, more = {}) => actionOf({ key, getModifierState: () => false, ...more });
  assert.deepEqual(press("a"), ["accept", "a"]);
  assert.equal(press("a", { ctrlKey: true }), null);
  assert.equal(press("a", { altKey: true }), null);
  assert.equal(press("a", { isComposing: true }), null);
  assert.deepEqual(press("z", { ctrlKey: true }), ["undo", "Ctrl+z"]);
  assert.equal(keyName("Ctrl+Shift+Z"), "Ctrl ⇧ Z");
});

test("a difference goes word by word, in Japanese character by character", () => {
  assert.deepEqual(difference("the old text", "the new text"), [
    ["same", "the "],
    ["gone", "old"],
    ["new", "new"],
    ["same", " text"],
  ]);
  assert.deepEqual(difference("会談した。", "会談をした。"), [
    ["same", "会談"],
    ["new", "を"],
    ["same", "した。"],
  ]);
  assert.deepEqual(difference("", "new"), [["new", "new"]]);
  assert.deepEqual(difference("same", "same"), [["same", "same"]]);
});

test("a difference gives both texts back", () => {
  let seed = 7;
  const next = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const words = ["a", "b", " ", "会", "𠮷", "."];
  const text = () => Array.from({ length: next(12) }, () => words[next(words.length)]).join("");
  for (let round = 0; round < 300; round += 1) {
    const [old, now] = [text(), text()];
    const parts = difference(old, now);
    const without = (kind) => parts.flatMap(([one, piece]) => (one === kind ? [] : [piece])).join("");
    assert.deepEqual([without("new"), without("gone")], [old, now]);
  }
});

test("an error's category and severity stand at the start of its comment", () => {
  assert.equal(tagged("omission", "minor", " the end "), "[omission, minor] the end");
  assert.deepEqual(untagged("[omission, minor] the end"), { category: "omission", severity: "minor", text: "the end" });
  assert.deepEqual(untagged("[style, major]"), { category: "style", severity: "major", text: "" });
  assert.deepEqual(untagged("see [style, major]"), { category: "", severity: "", text: "see [style, major]" });
});

test("conditions narrow rows down together", () => {
  const made = pair();
  const [first, second] = made.beads;
  made.findings = { [first.k]: [{ check: "number" }], [second.k]: [{ check: "name" }] };
  made.doubts = { [first.k]: [0.7, "number"], [second.k]: [0.2, "name"] };
  const verdict = { seq: 1, decision: "reject", reviewer: "Ben", at: "", comment: "[omission, minor] the end" };
  made.verdicts = { [first.k]: [verdict] };
  const met = (wanted) => keys(made.beads.filter((bead) => meets(made, bead, wanted)));
  assert.equal(met({}), keys(made.beads));
  assert.equal(met({ by: "=Ben" }), first.k);
  assert.equal(met({ by: "=Aiko" }), "");
  assert.equal(met({ by: "nobody" }), keys(made.beads.slice(1)));
  assert.equal(met({ check: "name" }), second.k);
  assert.equal(met({ category: "omission" }), first.k);
  assert.equal(met({ from: "10" }), first.k + second.k);
  assert.equal(met({ from: "10", to: "50" }), second.k);
  assert.equal(met({ from: "10", by: "nobody", check: "number" }), "");
  assert.equal(met({ kind: "9–9" }), "");
  assert.equal(keys(made.view("all", "", "reading", { check: "number" })), first.k);
});

test("conditions come from the address", () => {
  assert.deepEqual(conditionsIn(new URLSearchParams("by=%3DBen&from=10&q=x&to=")), { by: "=Ben", from: "10" });
});

const shown = (one) => one.beads.map((each) => `${each.s}-${each.t}`).join(" ");

test("an own edit is shown before the server acknowledges it, and the server's beads come in its place", () => {
  const one = pair();
  one.propose({
    id: "0123456789abcdef01",
    kind: "edit",
    act: "merge",
    groups: [
      [[0], [0]],
      [[1], [1]],
    ],
  });
  assert.equal(shown(one), "0,1-0,1 2-2 3-");
  const [merged] = one.beads;
  one.verdicts[merged.k] = [{ seq: UNSENT, decision: "accept", reviewer: "Aiko", at: "" }];
  one.propose({ id: "fedcba987654321001", kind: "edit", act: "split", groups: [[[2], [2]]], cut: [1, 0] });
  assert.equal(shown(one), "0,1-0,1 -2 2- 3-");
  const splice = [0, 2, [bead("ab", [0, 1], [0, 1])]];
  one.apply({ id: "0123456789abcdef01", deltas: [{ seq: 6, reviewer: "Aiko", splice, verdicts: {} }] });
  assert.equal(shown(one), "0,1-0,1 -2 2- 3-");
  assert.equal(one.decision(one.bead("ab")), "accept");
  assert.deepEqual(one.retract(merged, one.verdicts.ab[0]), [merged, one.bead("ab")].slice(1));
  one.apply({ id: "fedcba987654321001", conflict: "no" });
  assert.equal(shown(one), "0,1-0,1 2-2 3-");
});

test("an unsent edit is not shown while somebody else's one lies in its way, and is on top of the others'", () => {
  const one = pair();
  one.propose({
    id: "0123456789abcdef01",
    act: "move",
    groups: [
      [[1], [1]],
      [[2], [2]],
    ],
    parts: [["source", 1]],
  });
  assert.equal(shown(one), "0-0 -1 1,2-2 3-");
  one.apply({ deltas: [{ seq: 6, reviewer: "Ben", splice: [3, 1, [bead("e", [3], [3])]] }] });
  assert.equal(shown(one), "0-0 -1 1,2-2 3-3");
  one.apply({ deltas: [{ seq: 7, reviewer: "Ben", splice: [0, 2, [bead("ab", [0, 1], [0, 1])]] }] });
  assert.equal(shown(one), "0,1-0,1 2-2 3-3");
});
