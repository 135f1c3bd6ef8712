// Dialogs. Each opens in the page's only <dialog> and resolves with what was chosen, null for nothing.

import { byId, h, when } from "./dom.js";
import { KEYS, keyName } from "./keys.js";
import { DECISIONS } from "./pair.js";
import { bandLabel } from "./row.js";

const dialog = byId("dialog");

export function ask(title, body, buttons, className = "") {
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
    dialog.addEventListener("close", () => resolve(dialog.returnValue ? { value: dialog.returnValue, form } : null), {
      once: true,
    });
    dialog.showModal();
  });
}

export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

export async function askText(title, label, { text = "", note = "", lang = "", long = 10000 } = {}) {
  const area = h("textarea", { rows: 5, maxlength: long, lang: lang || null, "aria-label": label });
  area.value = text;
  const send = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      dialog.querySelector("button.primary").click();
    }
  };
  area.addEventListener("keydown", send);
  const body = h(
    "div",
    {},
    note ? h("p", { class: "soft" }, note) : null,
    area,
    h("p", { class: "soft tiny" }, "Ctrl Enter saves, Esc cancels."),
  );
  const promise = ask(title, body, [
    ["", "Cancel"],
    ["save", "Save", true],
  ]);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  const answer = await promise;
  return answer ? area.value : null;
}

export async function askThreshold(count) {
  const input = h("input", { type: "number", min: 0, max: 100, step: 1, value: 95, "aria-label": "Percent" });
  const told = h("p", { role: "status" }, "…");
  let asked = 0;
  const look = async () => {
    asked += 1;
    const turn = asked;
    const go = dialog.querySelector("button.primary");
    let answer;
    try {
      answer = await count(Number(input.value) / 100);
    } catch (error) {
      if (turn !== asked) return;
      told.textContent = error instanceof Error ? error.message : String(error);
      go.disabled = true;
      return;
    }
    if (turn !== asked) return;
    const running = answer.trouble || answer.all ? "" : " without a finding so far; the checks still run";
    told.textContent = `${answer.count === 1 ? "1 undecided bead" : `${answer.count} undecided beads`}${answer.trouble ? `. ${answer.trouble}` : running}`;
    go.disabled = !answer.count;
    input.dataset.doubted = JSON.stringify(answer.doubted);
  };
  input.addEventListener("input", look);
  const body = h(
    "div",
    {},
    h("label", { class: "line" }, "at or above ", input, " %"),
    told,
    h(
      "p",
      { class: "soft tiny" },
      "Beads with findings, without a source or without a target are not accepted. One undo takes all of it back.",
    ),
  );
  const promise = ask(
    "Accept all above a probability",
    body,
    [
      ["", "Cancel"],
      ["go", "Accept them", true],
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
    verdict.decision ? h("span", { class: `tag ${verdict.decision}` }, DECISIONS[verdict.decision].label) : null,
    h("span", { class: "soft" }, ` ${when(verdict.at)}`),
    verdict.comment ? h("span", { class: "said" }, `“${verdict.comment}”`) : null,
    verdict.target_text ? h("span", { class: "said" }, `suggestion: ${verdict.target_text}`) : null,
  );
}

function texts(pair, [source, target]) {
  return h(
    "div",
    { class: "two boxed" },
    h(
      "div",
      { lang: pair.source.lang },
      source.length ? source.map((i) => h("p", {}, pair.source.segments[i].t)) : h("i", { class: "soft" }, "added"),
    ),
    h(
      "div",
      { lang: pair.target.lang },
      target.length ? target.map((i) => h("p", {}, pair.target.segments[i].t)) : h("i", { class: "soft" }, "left out"),
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
    h("h3", {}, "Theirs"),
    answer.theirs.beads.map((bead) => [
      texts(pair, [bead.s, bead.t]),
      (answer.theirs.verdicts[bead.k] ?? []).map(verdictLine),
    ]),
  );
  const own = h(
    "section",
    { class: "version mine" },
    h("h3", {}, "Yours"),
    mine.groups?.map((group) => texts(pair, group)),
    mine.verdict ? verdictLine(mine.verdict) : null,
  );
  const canForce = Boolean(mine.verdict || mine.groups?.length);
  const buttons = [["theirs", "Keep theirs", !canForce]];
  if (canForce) buttons.push(["mine", mine.verdict ? "Record mine too" : "Make it mine", true]);
  const chosen = await ask(answer.conflict, h("div", { class: "versions" }, theirs, own), buttons, "wide");
  return chosen?.value === "mine" ? "mine" : null;
}

export function showHelp(filters) {
  const body = h(
    "div",
    { class: "keys" },
    KEYS.map(([title, rows]) =>
      h(
        "section",
        {},
        h("h3", {}, title),
        h(
          "dl",
          {},
          rows.map(([keys, , label]) =>
            h(
              "div",
              {},
              h(
                "dt",
                {},
                keys.length > 4
                  ? [h("kbd", {}, keys[0]), "–", h("kbd", {}, keys.at(-1))]
                  : keys.map((key) => h("kbd", {}, keyName(key))),
              ),
              h("dd", {}, label),
            ),
          ),
        ),
      ),
    ),
    h(
      "section",
      {},
      h("h3", {}, "Show"),
      h(
        "dl",
        {},
        filters.map(([, label], number) =>
          h("div", {}, h("dt", {}, h("kbd", {}, `${number}`)), h("dd", {}, label.toLowerCase())),
        ),
      ),
    ),
  );
  return ask("Keys", body, [["", "Close", true]], "wide");
}

export { bandLabel, verdictLine };
