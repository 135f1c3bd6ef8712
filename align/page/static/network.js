// Everything between this page and the server: own changes out, one after the other; others' changes in.
import { get, insist, newId, pairPath, post, Refused } from "./requests.js";

export class Network {
  /**
   * `answer` takes in what the server says about changes, `say` tells the person, `away` shows that the server is away.
   * @param {string} pair
   * @param {{answer: (answer: any) => void, say: (text: string) => void, away: (away: boolean, why?: string) => void}} told
   */
  constructor(pair, told) {
    this.path = pairPath(pair);
    this.told = told;
    this.turn = Promise.resolve();
    this.waiting = 0;
    /** @type {EventSource | null} */
    this.source = null;
    addEventListener("beforeunload", (event) => {
      if (this.waiting) event.preventDefault();
    });
  }

  /** Run `work` after all work that was queued before. @template T @param {() => Promise<T>} work */
  queue(work) {
    this.count(1);
    const run = this.turn
      .then(work)
      .catch((error) => {
        if (!(error instanceof Refused)) throw error;
        this.told.say(error.message);
        return null;
      })
      .finally(() => this.count(-1));
    this.turn = run.then(
      () => {},
      () => {},
    );
    return run;
  }

  /** @param {number} by */
  count(by) {
    this.waiting += by;
    document.documentElement.dataset.saving = String(this.waiting);
  }

  /** Send one change until the server acknowledges it; gives the answer, which was taken in. @param {object} body */
  async send(body, since) {
    const request = { id: newId(), ...body, since };
    const answer = await insist(`/api/changes/${this.path}`, request, this.told.away);
    this.told.answer(answer);
    return answer;
  }

  /**
   * Listen to others' changes while the page is looked at. Browsers allow six connections to a server, and a hidden
   * page can catch up later. @param {() => number} since gives the newest seq that the page has
   */
  listen(since) {
    const follow = () => {
      if (document.hidden) {
        this.source?.close();
        this.source = null;
      } else if (!this.source) {
        this.source = new EventSource(`/api/events/${this.path}?since=${since()}`);
        this.source.addEventListener("message", (event) => this.told.answer(JSON.parse(event.data)));
      }
    };
    document.addEventListener("visibilitychange", follow);
    follow();
  }

  /** The whole pair. */
  whole() {
    return get(`/api/pair/${this.path}`);
  }

  /** How many beads have at least the probability `above` and no finding. @param {number} above */
  eligible(above) {
    return get(`/api/eligible/${this.path}?above=${above}`);
  }

  /** Write the reviewed alignment to its file. */
  save() {
    return post(`/api/save/${this.path}`, {});
  }

  /**
   * Findings and risks, and stale decisions by bead, as far as they could be fetched. `all`: the checks are done.
   * `trouble`: why something is missing, "" if nothing is.
   */
  async learn() {
    const urls = [`/api/findings/${this.path}`, `/api/stale/${this.path}`];
    /** @type {PromiseSettledResult<any>[]} */
    const [found, stale] = await Promise.allSettled(urls.map(get));
    /** @type {any} */
    const learned = {};
    if (stale.status === "fulfilled")
      learned.stale = Object.groupBy(/** @type {any[]} */ (stale.value), (old) => old.bead);
    if (found.status === "fulfilled")
      Object.assign(learned, { findings: found.value.findings, risks: found.value.risk });
    for (const one of [found, stale]) {
      if (one.status === "fulfilled") continue;
      const trouble = `Findings and old decisions could not be fetched: ${one.reason.message}`;
      return { ...learned, all: false, trouble };
    }
    const { all, trouble } = /** @type {PromiseFulfilledResult<any>} */ (found).value;
    return { ...learned, all: all || Boolean(trouble), trouble: trouble && `No findings for now: ${trouble}` };
  }
}
