// The panel at the right: all that is known about the bead in focus, and buttons for what can be done with it.

import { become, h, percent, sizeOf, when } from "./dom.js";
import { isUnsent } from "./ladder.js";
import { get, pairPath } from "./requests.js";
import { bandLabel } from "./row.js";
import { threads } from "./threads.js";
import { has, t } from "./words.js";

const BUTTONS = [
  ["accept", "a"],
  ["needsFix", "f"],
  ["reject", "r"],
  ["intended", "i"],
  ["comment", "c"],
  ["suggest", "e"],
];
const MENDING = [
  ["mergeUp", "M"],
  ["mergeDown", "m"],
  ["split", "s"],
  ["moveUp", "K"],
  ["moveDown", "J"],
  ["relink", "x"],
  ["cut", "b"],
  ["join", "B"],
];

export class Inspector {
  /** @param {HTMLElement} element @param {import("./pair.js").Pair} pair @param {(name: string, value?: unknown) => void} act */
  constructor(element, pair, act) {
    this.element = element;
    this.pair = pair;
    /** @type {import("./pair.js").Bead | null} */
    this.bead = null;
    /** @type {Map<string, any[]>} */
    this.evidence = new Map();
    this.body = h("div", { class: "about" });
    this.body.addEventListener("click", ({ target }) => {
      const { command, value } = target.closest("[data-command]")?.dataset ?? {};
      if (command) act(command, Number(value));
    });
    this.actions = h(
      "div",
      { class: "actions" },
      buttons(BUTTONS, act, "decide"),
      h("details", { class: "mend" }, h("summary", {}, t("inspector.pairing")), buttons(MENDING, act, "mending")),
    );
    this.grip = h("button", {
      type: "button",
      class: "grip",
      "aria-label": t("inspector.more"),
      "aria-expanded": "false",
      onclick: () => this.unfold(),
    });
    element.append(this.grip, this.actions, this.body);
    if (innerWidth > 700) this.actions.querySelector(".mend").open = true;
  }

  unfold() {
    const open = this.element.classList.toggle("open");
    this.grip.setAttribute("aria-expanded", String(open));
  }

  show(bead) {
    this.bead = bead;
    clearTimeout(this.later);
    this.draw();
    if (bead && !isUnsent(bead) && !this.evidence.has(bead.k)) {
      this.later = setTimeout(() => this.ask(bead), 150); // not while the focus moves on at once
    }
  }

  async ask(bead) {
    const path = `${pairPath(this.pair.id)}?bead=${encodeURIComponent(bead.k)}`;
    try {
      this.evidence.set(bead.k, (await get(`/api/bead/${path}`)).evidence);
    } catch {
      return; // the bead was regrouped meanwhile: that change will arrive
    }
    if (this.bead === bead) this.draw();
  }

  draw() {
    const { pair, bead } = this;
    const decision = bead ? pair.decision(bead) : "";
    for (const button of this.actions.querySelectorAll("[data-act]")) {
      button.setAttribute("aria-pressed", String(Boolean(decision) && button.dataset.decision === decision));
    }
    if (!bead) {
      this.body.replaceChildren();
      return;
    }
    const place = (pair.placeOf.get(bead.k) ?? 0) + 1;
    const parts = [
      h(
        "h2",
        {},
        t("inspector.row", { number: place }),
        h("span", { class: "soft" }, ` ${sizeOf(bead)} · ${bandLabel(bead)}`),
      ),
      sureness(bead, pair.computed),
      ...pair.staleOf(bead).map((old) => staleBox(old, pair, pair.unsettled(bead).includes(old))),
      threads(pair, bead),
      findings(pair, bead),
      evidence(this.evidence.get(bead.k)),
      ...(pair.stale[""] ?? []).map((old) => staleBox(old, pair, false, t(old.cut ? "stale.cut-gone" : "stale.gone"))),
    ];
    become(this.body, h("div", { class: "about" }, parts)); // what a person points at or reads stays where it is
  }
}

function buttons(rows, act, className) {
  const decisions = { accept: "accept", needsFix: "needs-fix", reject: "reject" };
  return h(
    "div",
    { class: `buttons ${className}` },
    rows.map(([name, key]) =>
      h(
        "button",
        {
          type: "button",
          "data-act": name,
          "data-decision": decisions[name],
          class: decisions[name] ?? "",
          onclick: () => act(name),
          "aria-keyshortcuts": key,
        },
        h("span", {}, t(`button.${name}`)),
        h("kbd", { "aria-hidden": "true" }, key),
      ),
    ),
  );
}

function sureness(bead, computed) {
  if (bead.h) return h("p", { class: "sure" }, h("b", {}, t("sure.hand")), h("span", { class: "soft" }, bead.h));
  if (!computed) {
    return h("p", { class: "sure" }, h("b", {}, t("sure.not-computed")), h("span", { class: "soft" }, t("sure.own")));
  }
  const bar = h("span", { class: "bar-of" }, h("span", {}));
  bar.firstChild.style.width = `${bead.p * 100}%`;
  return h(
    "p",
    { class: "sure" },
    h("b", {}, `${percent(bead.p)} %`),
    bar,
    h("span", { class: "soft" }, t(bead.l ? "sure.locked" : bead.x ? "sure.crossing" : "sure.probable")),
  );
}

function staleBox(old, pair, open, title = t(old.cut ? "stale.cut-gone" : "stale.before")) {
  const side = (parts, lang) =>
    h(
      "p",
      { lang, class: "diff" },
      parts.map(([kind, text]) => (kind === "same" ? text : h(kind === "gone" ? "del" : "ins", {}, text))),
    );
  return h(
    "section",
    { class: "stale-box" },
    h("h3", {}, title),
    h(
      "p",
      {},
      h("b", {}, old.reviewer),
      " ",
      old.decision
        ? h("span", { class: `tag ${old.decision}` }, t(`decision.${old.decision}`))
        : t(old.cut ? `stale.${old.cut}` : "stale.commented"),
      h("span", { class: "soft" }, ` ${when(old.at)}`),
    ),
    old.comment ? h("p", { class: "said" }, `“${old.comment}”`) : null,
    old.source_suggestion ? h("p", { class: "said", lang: pair.source.lang }, old.source_suggestion) : null,
    old.suggestion ? h("p", { class: "said", lang: pair.target.lang }, old.suggestion) : null,
    side(old.source, pair.source.lang),
    side(old.target, pair.target.lang),
    open ? h("p", { class: "soft tiny" }, t("stale.again")) : null,
  );
}

function findings(pair, bead) {
  const found = pair.findingsOf(bead);
  if (!found.length) return null;
  return h(
    "section",
    { class: "found" },
    h("h3", {}, t("findings.title")),
    h(
      "ul",
      {},
      found.map((finding, number) =>
        h(
          "li",
          { class: finding.severity, "data-number": number },
          h("span", { class: `tag ${finding.severity}` }, t(`level.${finding.severity}`)),
          finding.p === null ? " " : ` ${Math.round(finding.p * 100)}% `,
          finding.said,
          h(
            "button",
            {
              type: "button",
              class: "quiet tiny",
              "data-command": "dismiss",
              "data-value": number,
              "aria-label": t("findings.dismiss-this", { message: finding.said }),
            },
            t("findings.dismiss"),
          ),
        ),
      ),
    ),
  );
}

function evidence(rows) {
  if (!rows?.length) return null;
  const most = Math.max(...rows.map(([, weight]) => Math.abs(weight)), 0.01);
  return h(
    "section",
    { class: "evidence" },
    h("h3", {}, t("evidence.title")),
    h(
      "dl",
      {},
      rows.map(([name, weight, words]) => {
        const bar = h("span", { class: weight < 0 ? "weight against" : "weight" });
        bar.style.width = `${(Math.abs(weight) / most) * 100}%`;
        return h(
          "div",
          {},
          h("dt", {}, has(`evidence.${name}`) ? t(`evidence.${name}`) : name),
          h(
            "dd",
            {},
            h("span", { class: "detail" }, words),
            weight ? h("span", { class: "track" }, bar) : null,
            weight ? h("span", { class: "soft" }, `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)}`) : null,
          ),
        );
      }),
    ),
  );
}
