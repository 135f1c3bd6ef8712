// Dialogs. Each opens in the page's only <dialog> and resolves with what was chosen, null for nothing.

import { byId, h, when } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { bandLabel } from "./row.js";
import { t } from "./words.js";

const dialog = byId("dialog");

/** Answers the question that was asked last. Its dialog may be closed already: browsers tell of that a frame later. */
let settle = () => {};
/** @type {Promise<unknown>} */
let asked = Promise.resolve();

/**
 * Ask a question; resolves with the button's value and the form, null for none. A question waits for the one that is
 * open.
 */
export function ask(title, body, buttons, className = "") {
  if (!dialog.open) settle();
  const before = dialog.open ? asked : null;
  const answer = before
    ? before.then(() => show(title, body, buttons, className))
    : show(title, body, buttons, className);
  asked = answer;
  return answer;
}

function show(title, body, buttons, className) {
  return new Promise((resolve) => {
    const form = h(
      "form",
      { method: "dialog" },
      h("h2", { id: "dialog-title" }, title),
      body,
      h(
        "menu",
        {},
        buttons.map(([value, label, primary]) =>
          h("button", { value, class: primary ? "primary" : "", formnovalidate: !primary }, label),
        ),
      ),
    );
    dialog.className = className;
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    // Enter presses the main button, also if Cancel stands first.
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      form.querySelector("button.primary:not(:disabled)")?.click();
    });
    settle = () => {
      dialog.removeEventListener("close", heard);
      dialog.removeEventListener("cancel", cancelled);
      settle = () => {};
      resolve(dialog.returnValue ? { value: dialog.returnValue, form } : null);
    };
    const heard = () => {
      if (!dialog.open) settle(); // if it is open, the dialog before was closed
    };
    // Answer at once: a key pressed right after must find what the answer changes.
    const close = (event, value) => {
      event.preventDefault();
      dialog.close(value);
      settle();
    };
    const cancelled = (event) => close(event, "");
    form.addEventListener("submit", (event) => close(event, event.submitter?.value ?? ""));
    dialog.addEventListener("cancel", cancelled);
    dialog.addEventListener("close", heard);
    dialog.showModal();
    if (document.activeElement?.closest("menu")) form.querySelector("button.primary")?.focus();
  });
}

export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

/**
 * Ask for a text; null if there is none. Enter saves, Shift Enter begins a line. What was typed before Esc or Cancel is
 * there again the next time, as the draft of this `key`.
 */
export async function askText(title, label, { key, text = "", note = "", lang = "", long = 10000 }) {
  const area = h("textarea", { rows: 5, maxlength: long, lang: lang || null, "aria-label": label });
  area.value = draftOf(key) ?? text;
  area.addEventListener("input", () => keepDraft(key, area.value === text ? null : area.value));
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    dialog.querySelector("button.primary").click();
  });
  const body = h(
    "div",
    {},
    note ? h("p", { class: "soft" }, note) : null,
    area,
    h("p", { class: "soft tiny" }, t("dialog.keys")),
  );
  const promise = ask(title, body, [
    ["", t("cancel")],
    ["save", t("save"), true],
  ]);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  const answer = await promise;
  if (answer) keepDraft(key, null);
  return answer ? area.value : null;
}

/** Ask before something that cannot be undone in the page. */
export async function confirmed(title, sentence, label) {
  const buttons = [
    ["", t("cancel")],
    ["go", label, true],
  ];
  return Boolean(await ask(title, h("p", {}, sentence), buttons, "small"));
}

export async function askThreshold(count) {
  const input = h("input", { type: "number", min: 0, max: 100, step: 1, value: 95, "aria-label": t("accept.label") });
  const told = h("p", { role: "status" }, "…");
  let looks = 0;
  const look = async () => {
    looks += 1;
    const turn = looks;
    const go = dialog.querySelector("button.primary");
    go.disabled = true; // until it is known what would be accepted
    let answer;
    try {
      answer = await count(Number(input.value) / 100);
    } catch (error) {
      if (turn !== looks) return;
      told.textContent = error instanceof Error ? error.message : String(error);
      go.disabled = true;
      return;
    }
    if (turn !== looks) return;
    const running = answer.trouble || answer.all ? "" : t("accept.running");
    told.textContent = `${t("accept.count", { count: answer.count })}${answer.trouble ? `. ${answer.trouble}` : running}`;
    go.disabled = !answer.count;
    input.dataset.doubted = JSON.stringify(answer.doubted);
  };
  input.addEventListener("input", look);
  const body = h(
    "div",
    {},
    h("label", { class: "line" }, t("accept.above"), input, t("accept.percent")),
    told,
    h("p", { class: "soft tiny" }, t("accept.note")),
  );
  const promise = ask(
    t("accept.title"),
    body,
    [
      ["", t("cancel")],
      ["go", t("accept.go"), true],
    ],
    "small",
  );
  input.select();
  await look();
  const answer = await promise;
  return answer ? { threshold: Number(input.value) / 100, doubted: JSON.parse(input.dataset.doubted ?? "[]") } : null;
}

function verdictLine(verdict) {
  return h(
    "p",
    { class: "opinion" },
    h("b", {}, verdict.reviewer),
    " ",
    verdict.decision ? h("span", { class: `tag ${verdict.decision}` }, t(`decision.${verdict.decision}`)) : null,
    h("span", { class: "soft" }, ` ${when(verdict.at)}`),
    verdict.comment ? h("span", { class: "said" }, `“${verdict.comment}”`) : null,
    verdict.target_text ? h("span", { class: "said" }, t("suggestion", { text: verdict.target_text })) : null,
  );
}

function texts(pair, [source, target]) {
  return h(
    "div",
    { class: "two boxed" },
    h(
      "div",
      { lang: pair.source.lang },
      source.length ? source.map((i) => h("p", {}, pair.source.segments[i].t)) : h("i", { class: "soft" }, t("added")),
    ),
    h(
      "div",
      { lang: pair.target.lang },
      target.length
        ? target.map((i) => h("p", {}, pair.target.segments[i].t))
        : h("i", { class: "soft" }, t("left-out")),
    ),
  );
}

/**
 * Show the others' version beside the own one; resolves with "mine", or null for theirs.
 * @param {import("./pair.js").Pair} pair @param {any} answer the server's answer, a conflict
 * @param {{verdict?: import("./pair.js").Verdict, groups?: [number[], number[]][]}} mine
 */
export async function askConflict(pair, answer, mine) {
  const theirs = h(
    "section",
    { class: "version theirs" },
    h("h3", {}, t("conflict.theirs")),
    answer.theirs.beads.map((bead) => [
      texts(pair, [bead.s, bead.t]),
      (answer.theirs.verdicts[bead.k] ?? []).map(verdictLine),
    ]),
  );
  const own = h(
    "section",
    { class: "version mine" },
    h("h3", {}, t("conflict.yours")),
    mine.groups?.map((group) => texts(pair, group)),
    mine.verdict ? verdictLine(mine.verdict) : null,
  );
  const canForce = Boolean(mine.verdict || mine.groups?.length);
  const buttons = [["theirs", t("conflict.keep"), !canForce]];
  if (canForce) buttons.push(["mine", t(mine.verdict ? "conflict.too" : "conflict.mine"), true]);
  const chosen = await ask(answer.conflict, h("div", { class: "versions" }, theirs, own), buttons, "wide");
  return chosen?.value === "mine" ? "mine" : null;
}

export { bandLabel, verdictLine };
