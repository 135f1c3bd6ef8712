// The page of one pair. State, drawing, network and commands are made here and know each other only as shown here.
import "./common.js";
import { Commands } from "./commands.js";
import { byId } from "./dom.js";
import { say, showAway, showUndo, warn } from "./messages.js";
import { Network } from "./network.js";
import { PageState } from "./page_state.js";
import { Pair } from "./pair.js";
import { View } from "./view.js";
import { wire } from "./wiring.js";

const work = byId("work");
const network = new Network(work.dataset.pair, { answer: take, say, away: showAway });
const pair = new Pair(await network.whole(), work.dataset.me);
const state = new PageState(pair);
const view = new View(state, (name, value) => commands.run(name, value));
const commands = new Commands(state, view, network);
let learning = 0;

/** Take in what the server says: the answer to an own change, or changes of others. */
function take(answer) {
  if (answer.undo !== undefined) Object.assign(pair, { undo: answer.undo, redo: answer.redo });
  const told = state.take(answer);
  if (told.reload) {
    network.whole().then((body) => {
      state.load(body);
      learn();
    });
    return;
  }
  if (told.splices.length || told.dismissed) learnSoon(700);
  if (told.others.size) say(`${[...told.others].join(", ")} changed something here`);
  showUndo(pair);
}

function learnSoon(pause) {
  clearTimeout(learning);
  learning = setTimeout(learn, pause);
}

/** Ask for findings and stale decisions. The server needs longer for them, so the page does not wait. */
async function learn() {
  const { all, trouble, ...found } = await network.learn();
  Object.assign(pair, found);
  if (all) work.dataset.learned = "yes";
  else learnSoon(trouble ? 5000 : 1500);
  warn(trouble);
  state.learned();
}

wire(commands, state, view);
state.choose();
state.focus(pair.bead(decodeURIComponent(location.hash.slice(1))) ?? state.items[0] ?? null, true);
network.listen(() => pair.seq);
learn();
work.dataset.ready = "yes";
