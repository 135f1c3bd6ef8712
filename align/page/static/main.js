// The page of one pair. State, drawing, network and commands are made here and know each other only as shown here.
import "./common.js";
import { Commands } from "./commands.js";
import { byId } from "./dom.js";
import { conditionsIn, FILTERS, meets } from "./filters.js";
import { say, showAway, showUndo, warn } from "./messages.js";
import { Network } from "./network.js";
import { PageState } from "./page_state.js";
import { Pair } from "./pair.js";
import { signIn } from "./sign_in.js";
import { offerTour } from "./tour.js";
import { View } from "./view.js";
import { wire } from "./wiring.js";
import { t } from "./words.js";

const work = byId("work");
const about = { pair: work.dataset.pair, server: work.dataset.server, reviewer: work.dataset.me };
const network = new Network(about, { answer: take, say, away, signIn: () => signIn(work.dataset.me) });
const pair = new Pair(await network.whole(), work.dataset.me);
const passed = network.passed(pair.id);
Object.assign(pair, { passed: passed.known, keepPassed: passed.keep });
const state = new PageState(pair);
const view = new View(state, (name, value) => commands.run(name, value));
const commands = new Commands(state, view, network);
const AGAIN = 500; // milliseconds until the whole pair is asked for again
let learning = 0;
/** Conditions of the address, which may ask for findings and so wait for them, and the bead that it names. */
const given = { conditions: conditionsIn(new URLSearchParams(location.search)), bead: pair.bead(named()) };
let asked = 0;
let answered = 0;

function away(isAway, why) {
  network.isAway = isAway;
  showAway(isAway, why);
}

/** Take in what the server says: the answer to an own change, or changes of others. */
function take(answer) {
  if (answer.undo !== undefined) Object.assign(pair, { undo: answer.undo, redo: answer.redo });
  const told = state.take(answer);
  if (told.reload) {
    reload();
    return;
  }
  if (told.splice || told.dismissed) learnSoon(700);
  if (told.others.size) say(t("said.others", { names: [...told.others].join(", ") }));
  showUndo(pair);
}

/** Start anew from the whole pair. An answer without a change that came meanwhile is too old: ask again. */
async function reload() {
  const body = await network.whole().catch(() => null);
  if (!body || body.seq < pair.seq) {
    setTimeout(reload, AGAIN);
    return;
  }
  state.load(body);
  learn();
}

function learnSoon(pause) {
  clearTimeout(learning);
  learning = setTimeout(learn, pause);
}

/**
 * Ask for findings and stale decisions. The server needs longer for them, so the page does not wait. An answer that a
 * later one overtook is not shown.
 */
async function learn() {
  asked += 1;
  const turn = asked;
  const { all, trouble, ...found } = await network.learn();
  if (turn < answered) return;
  answered = turn;
  Object.assign(pair, found);
  const first = all && !work.dataset.learned;
  if (first && Object.keys(given.conditions).length) {
    if (!given.bead || meets(pair, given.bead, given.conditions)) state.narrow(given.conditions);
  }
  if (all) work.dataset.learned = "yes";
  else learnSoon(trouble ? 5000 : 1500);
  warn(trouble);
  state.learned();
}

/** The bead that the address names. */
function named() {
  return decodeURIComponent(location.hash.slice(1));
}

/** Show what the address names: filter, order, search and bead. */
function start() {
  const wanted = named(); // read first: the page writes its own address
  const query = new URLSearchParams(location.search);
  if (FILTERS.some(([name]) => name === query.get("show"))) state.filter = query.get("show") ?? "all";
  if (query.get("order") === "worst") state.order = "worst";
  state.query = query.get("q") ?? "";
  const bead = pair.bead(wanted);
  state.choose();
  if (bead) state.focus(bead, true);
  else if (wanted) say(t("said.not-there"));
}

wire(commands, state, view);
const inPass = new URLSearchParams(location.search).has("pass"); // read before the page writes its own address
start();
const left = network.deliverOutbox(
  (request) => state.propose(request, null),
  (answer, request) => commands.deciding.settleLeftover(answer, request),
);
if (left.sent) say(t("outbox.sent", { count: left.sent }));
else if (left.others.length) say(t("outbox.others", { names: left.others.join(", ") }));
network.listen(() => pair.seq);
learn().then(() => {
  if (inPass) commands.run("guide");
});
offerTour();
work.dataset.ready = "yes";
