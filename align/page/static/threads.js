// Comments and corrections as threads: who answered what, what is resolved; and how they are shown beside the bead.
import { difference } from "./diff.js";
import { h, when } from "./dom.js";
import { untagged } from "./mqm.js";
import { t } from "./words.js";

/** @typedef {import("./pair.js").Verdict} Verdict */
/** @typedef {{root: Verdict, answers: Verdict[], resolved: boolean}} Thread */

/**
 * The verdicts of a bead as threads, the newest first; an answer to something that is gone begins one itself.
 * @param {Verdict[]} verdicts oldest first @returns {Thread[]}
 */
export function threadsOf(verdicts) {
  const seqs = new Set(verdicts.map((one) => one.seq));
  const roots = verdicts.filter((one) => !one.reply_to || !seqs.has(one.reply_to));
  return roots.toReversed().map((root) => {
    const answers = verdicts.filter((one) => one.reply_to === root.seq && one !== root);
    return { root, answers, resolved: Boolean(answers.at(-1)?.resolves) };
  });
}

/** A text's change as marked text. @param {string} old @param {string} now */
export const diffLine = (old, now) =>
  difference(old, now).map(([kind, text]) => (kind === "same" ? text : h(kind === "gone" ? "del" : "ins", {}, text)));

/** The category and severity of a marked error. @param {string} comment */
export function errorTag(comment) {
  const { category, severity } = untagged(comment);
  return category
    ? h("span", { class: `tag mqm ${severity}` }, `${t(`mqm.${category}`)} · ${t(`severity.${severity}`)}`)
    : null;
}

/**
 * All threads of a bead. A button names its command and the seq of the verdict that it is about.
 * @param {import("./pair.js").Pair} pair @param {import("./pair.js").Bead} bead
 */
export function threads(pair, bead) {
  const found = threadsOf(pair.verdicts[bead.k] ?? []);
  if (!found.length) return null;
  return h(
    "section",
    { class: "opinions" },
    h("h3", {}, t(pair.isDisputed(bead) ? "threads.disputed" : "threads.title")),
    found.map((thread) => threadBox(pair, bead, thread)),
  );
}

function threadBox(pair, bead, { root, answers, resolved }) {
  const last = answers.at(-1) ?? root;
  const isText = Boolean(root.comment || root.target_text || root.source_text);
  const button = (name, label, seq = last.seq) =>
    h("button", { type: "button", class: "quiet tiny", "data-command": name, "data-value": seq }, label);
  const isSent = last.seq < Number.MAX_SAFE_INTEGER;
  const own = last.reviewer === pair.me && isSent;
  const lines = [root, ...answers].map((one) => line(pair, bead, one));
  const buttons = [
    isText && isSent && button("answer", t("threads.answer"), root.seq),
    isText && isSent && !resolved && button("resolve", t("threads.resolve"), root.seq),
    own && last.comment && button("editComment", t("threads.edit")),
    own && button("takeBack", t(last.resolves ? "threads.reopen" : "threads.take-back")),
  ];
  const body = [lines, h("div", { class: "thread-actions" }, buttons)];
  if (!resolved) return h("div", { class: "thread", "data-is": root.seq }, body);
  return h(
    "details",
    { class: "thread resolved", "data-is": root.seq },
    h("summary", {}, t("threads.resolved", { name: last.reviewer })),
    body,
  );
}

function line(pair, bead, verdict) {
  const { text } = untagged(verdict.comment ?? "");
  return h(
    "p",
    { class: verdict.reply_to ? "opinion answer" : "opinion" },
    h("b", {}, verdict.reviewer),
    " ",
    verdict.decision ? h("span", { class: `tag ${verdict.decision}` }, t(`decision.${verdict.decision}`)) : null,
    verdict.resolves ? h("span", { class: "tag accept" }, t("threads.done")) : null,
    errorTag(verdict.comment ?? ""),
    h("span", { class: "soft" }, ` ${when(verdict.at)}`),
    text ? h("span", { class: "said" }, `“${text}”`) : null,
    verdict.target_text
      ? h("span", { class: "diff", lang: pair.target.lang }, diffLine(pair.textOf(bead, "target"), verdict.target_text))
      : null,
    verdict.source_text
      ? h("span", { class: "diff", lang: pair.source.lang }, diffLine(pair.textOf(bead, "source"), verdict.source_text))
      : null,
  );
}
