// What colours, lines, marks and numbers of the page mean.
import { h } from "./dom.js";
import { DECISIONS } from "./verdicts.js";
import { t } from "./words.js";

const note = (name) => h("span", { class: `note ${name}` }, t("legend.text"));
const ribbon = (name) => h("span", { class: `swatch ${name}` });

/** The legend, as a section of the help. */
export function legend() {
  const rows = [
    [h("span", { class: "p" }, "97"), "legend.number"],
    [ribbon("calm"), "legend.calm"],
    [ribbon("doubt"), "legend.doubt"],
    [ribbon("crossing"), "legend.crossing"],
    [note("finding error"), "legend.error"],
    [note("finding warning"), "legend.warning"],
    [note("fact"), "legend.fact"],
    [note("fact lone"), "legend.lone"],
    ...Object.entries(DECISIONS).map(([name, { mark }]) => [
      h("span", { class: `mark ${name}` }, mark),
      `decision.${name}`,
    ]),
    [h("span", { class: "mark finding error" }, "2"), "legend.findings"],
    [h("span", { class: "mark comments" }, "“"), "legend.comments"],
    [h("span", { class: "mark stale" }, "↻"), "legend.stale"],
    [h("span", { class: "mark cross" }, "⤨"), "legend.crossing"],
  ];
  const lines = rows.map(([sign, name]) => h("div", {}, h("dt", {}, sign), h("dd", {}, t(name))));
  return h("section", { class: "legend" }, h("h3", {}, t("legend.title")), h("dl", {}, lines));
}
