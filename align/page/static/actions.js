// What each key does. `desk` shows and focuses; changes go out through its queue.
import { get, pairPath } from "./api.js";
import { toggleTheme } from "./common.js";
import { askConflict, askText, askThreshold, showHelp } from "./dialogs.js";
import { DECISIONS, FILTERS, fairCut, groupOf } from "./state.js";

export function actionsOf(desk) {
  const { pair, sync } = desk;

  function decide(decision, extra = {}, { advance = true } = {}) {
    const bead = desk.focused;
    if (!bead) return;
    const known = (pair.verdicts[bead.k] ?? []).filter((one) => one.decision && one.seq < Number.MAX_SAFE_INTEGER);
    const seen = known.at(-1)?.seq ?? 0;
    const verdict = { seq: Number.MAX_SAFE_INTEGER, decision, reviewer: pair.me, at: new Date().toISOString(), ...extra };
    pair.verdicts[bead.k] = [...(pair.verdicts[bead.k] ?? []), verdict]; // shown at once, replaced by what the server says
    desk.changed(bead);
    desk.say(decision ? DECISIONS[decision].label : "Comment saved");
    if (advance) desk.step(1);
    const request = { kind: "verdict", bead: bead.k, group: groupOf(bead), decision, seen, ...extra };
    sync.queue(async () => {
      try {
        await sendVerdict(bead, request, verdict);
      } catch (error) {
        retract(bead, verdict);
        throw error;
      }
    });
  }

  async function sendVerdict(bead, request, verdict) {
    const answer = await sync.send(request);
    if (!answer.conflict) {
      retract(bead, verdict);
      return;
    }
    retract(bead, verdict);
    desk.focus(pair.bead(answer.theirs.beads[0]?.k) ?? desk.focused, true);
    const choice = await askConflict(pair, answer, { verdict });
    if (choice !== "mine") return;
    const now = answer.theirs.beads[0];
    const theirs = answer.theirs.verdicts[now.k] ?? [];
    await sync.send({ ...request, bead: now.k, seen: theirs.findLast((one) => one.decision)?.seq ?? 0 });
  }

  function retract(bead, verdict) {
    const verdicts = pair.verdicts[bead.k];
    if (verdicts?.includes(verdict)) {
      pair.verdicts[bead.k] = verdicts.filter((one) => one !== verdict);
      desk.changed(bead);
    }
  }

  /** Send an edit that `plan` makes of the ladder as it stands when its turn comes. */
  function edit(plan) {
    desk.regroup(async () => {
      const planned = plan();
      if (!planned) return;
      const { hold, ...body } = planned;
      desk.holdOn = hold;
      const answer = await sync.send({ kind: "edit", ...body });
      if (answer.conflict) {
        const choice = await askConflict(pair, answer, { groups: answer.wanted });
        if (choice === "mine") await sync.send({ kind: "edit", act: "set", groups: answer.wanted });
        return;
      }
      desk.say(answer.done.text);
    });
  }

  function merge(step) {
    edit(() => {
      const bead = desk.focused;
      const other = bead && pair.neighbour(bead, step);
      if (!other) return desk.say("There is no bead to merge with.");
      return { act: "merge", groups: step > 0 ? [groupOf(bead), groupOf(other)] : [groupOf(other), groupOf(bead)], hold: desk.held() };
    });
  }

  function split() {
    edit(() => {
      const bead = desk.focused;
      if (!bead) return null;
      const { side, at } = desk.cursor;
      const sides = { source: bead.s, target: bead.t };
      if (bead.s.length + bead.t.length < 2) return desk.say("A single segment cannot be split.");
      const lengths = (name) => sides[name].map((i) => pair[name].segments[i].t.length);
      const other = side === "source" ? "target" : "source";
      const own = lengths(side);
      const place = Math.max(at, sides[side].length > 1 ? 1 : 0) || (sides[other].length ? sides[side].length : 1);
      const share = own.slice(0, place).reduce((a, b) => a + b, 0) / own.reduce((a, b) => a + b, 0.0001);
      let there = fairCut(lengths(other), share);
      if (place === sides[side].length) there = Math.min(there, sides[other].length > 1 ? sides[other].length - 1 : 0);
      const cut = side === "source" ? [place, there] : [there, place];
      return { act: "split", groups: [groupOf(bead)], cut, hold: desk.held() };
    });
  }

  function move(step) {
    edit(() => {
      const bead = desk.focused;
      const other = bead && pair.neighbour(bead, step);
      if (!other) return desk.say("There is no bead to move it to.");
      const { side, at } = desk.cursor;
      const indices = side === "source" ? bead.s : bead.t;
      const moved = step > 0 ? indices.slice(at) : indices.slice(0, at + 1); // what lies between goes along
      return { act: "move", groups: [groupOf(bead), groupOf(other)], parts: moved.map((i) => [side, i]), hold: desk.held() };
    });
  }

  function relink() {
    if (!desk.carrying) {
      desk.carry(desk.held());
      return;
    }
    const { side, index } = desk.carrying;
    edit(() => {
      const origin = pair.holder[side][index];
      const goal = desk.focused;
      desk.carry(null);
      if (!goal || origin === goal) return null;
      return { act: "relink", groups: [groupOf(origin), groupOf(goal)], parts: [[side, index]], hold: { side, index } };
    });
  }

  function turn(kind) {
    desk.regroup(async () => {
      const answer = await sync.send({ kind });
      if (answer.conflict) {
        await askConflict(pair, answer, {});
        return;
      }
      const [group] = answer.done.groups.length ? (kind === "undo" ? answer.done.before : answer.done.groups) : [];
      const bead = group ? pair.holder[group[0].length ? "source" : "target"][(group[0].length ? group[0] : group[1])[0]] : pair.bead(answer.done.bead);
      if (bead) desk.focus(bead, true);
      desk.say(answer.done.text);
    });
  }

  async function acceptAbove() {
    const chosen = await askThreshold((above) => get(`/api/eligible/${pairPath(pair.id)}?above=${above}`));
    if (!chosen) return;
    sync.queue(async () => {
      const answer = await sync.send({ kind: "verdicts", ...chosen });
      if (answer.done) desk.say(`Accepted ${answer.done.count}. u takes it back.`);
    });
  }

  async function comment() {
    const bead = desk.focused;
    if (!bead) return;
    const text = await askText("Comment", "Comment");
    desk.focus(pair.bead(bead.k) ?? desk.focused);
    if (text?.trim()) decide("", { comment: text.trim() }, { advance: false });
  }

  async function suggest() {
    const bead = desk.focused;
    if (!bead?.t.length) return desk.say("There is no target text to better.");
    const before = bead.t.map((i) => pair.target.segments[i].t).join(" ");
    const text = await askText("Suggest a better text", "Target text", { text: before, lang: pair.target.lang, long: 100000, note: "It is recorded with “needs fix”; the text itself stays." });
    if (text?.trim() && text.trim() !== before) decide("needs-fix", { target_text: text.trim() });
  }

  function dismiss(number) {
    const bead = desk.focused;
    const finding = bead && pair.findingsOf(bead)[typeof number === "number" ? number : desk.notes.finding() ?? 0];
    if (!finding) return desk.say("There is no finding here.");
    sync.queue(async () => {
      await sync.send({ kind: "dismiss", bead: bead.k, check: finding.check, message: finding.message });
      desk.say("Dismissed. u brings it back.");
    });
  }

  return {
    next: () => desk.step(1),
    previous: () => desk.step(-1),
    nextDoubt: () => desk.toDoubt(1),
    previousDoubt: () => desk.toDoubt(-1),
    first: () => desk.focus(desk.list.items[0]),
    last: () => desk.focus(desk.list.items.at(-1)),
    toSource: () => desk.point("source"),
    toTarget: () => desk.point("target"),
    segmentUp: () => desk.point(null, -1),
    segmentDown: () => desk.point(null, 1),
    accept: () => decide("accept"),
    needsFix: () => decide("needs-fix"),
    reject: () => decide("reject"),
    intended: () => decide(desk.focused?.s.length ? "intended-omission" : "intended-addition"),
    intendedAddition: () => decide("intended-addition"),
    comment,
    suggest,
    acceptAbove,
    dismiss,
    mergeDown: () => merge(1),
    mergeUp: () => merge(-1),
    split,
    moveDown: () => move(1),
    moveUp: () => move(-1),
    relink,
    undo: () => turn("undo"),
    redo: () => turn("redo"),
    order: () => desk.setOrder(desk.order === "worst" ? "reading" : "worst"),
    filter: (key) => desk.setFilter(FILTERS[Number(key)][0]),
    search: () => document.getElementById("seek").focus(),
    why: () => desk.notes.next(),
    outline: () => document.getElementById("work").classList.toggle("outlined"),
    details: () => desk.toggleDetails(),
    theme: toggleTheme,
    help: () => showHelp(FILTERS),
    escape: () => desk.letGo(),
  };
}
