// Changes out, one after the other, each until it is acknowledged; others' changes in.
import { Refused, get, insist, newId, pairPath } from "./api.js";

export class Sync {
  /** `told(answer)` takes in deltas; `say(text)` tells the person; `lost(bool)` shows that the server is away. */
  constructor(pair, { told, say, lost }) {
    Object.assign(this, { pair, told, say, lost });
    this.turn = Promise.resolve();
    this.waiting = 0;
    addEventListener("beforeunload", (event) => {
      if (this.waiting) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => this.listen());
    this.listen();
  }

  /** Run after all that was asked for before. */
  queue(work) {
    this.waiting += 1;
    document.documentElement.dataset.saving = this.waiting;
    const run = this.turn.then(work).catch((error) => {
      if (!(error instanceof Refused)) throw error;
      this.say(error.message);
      return null;
    }).finally(() => {
      this.waiting -= 1;
      document.documentElement.dataset.saving = this.waiting;
    });
    this.turn = run.catch(() => {});
    return run;
  }

  /** Send one change and take in the answer, with all that happened meanwhile. */
  async send(body) {
    const request = { id: newId(), ...body, since: this.pair.seq };
    const answer = await insist(`/api/changes/${pairPath(this.pair.id)}`, request, (away, why) => this.lost(away, why));
    if (answer.undo !== undefined) {
      this.pair.undo = answer.undo;
      this.pair.redo = answer.redo;
    }
    this.told(answer, true);
    return answer;
  }

  // One connection while the page is looked at: browsers allow six a server, and a hidden tab can catch up.
  listen() {
    if (document.hidden) {
      this.source?.close();
      this.source = null;
      return;
    }
    if (this.source) return;
    this.source = new EventSource(`/api/events/${pairPath(this.pair.id)}?since=${this.pair.seq}`);
    this.source.addEventListener("message", (event) => this.told(JSON.parse(event.data), false));
  }

  whole() {
    return get(`/api/pair/${pairPath(this.pair.id)}`);
  }
}
