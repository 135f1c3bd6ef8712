// Everything between this page and the server: own changes out, one after the other; others' changes in.
import { keep, kept } from "./kept.js";
import { isForeseen } from "./ladder.js";
import { Outbox } from "./outbox.js";
import { get, insist, me, newId, pairPath, post, Refused, SignedOut } from "./requests.js";
import { t } from "./words.js";

/**
 * @typedef {object} Told
 * @property {(answer: any) => void} answer takes in what the server says about changes
 * @property {(text: string) => void} say tells the person
 * @property {(away: boolean, why?: string) => void} away shows that the server is away
 * @property {() => Promise<void>} signIn resolves once the reviewer is signed in again
 */

export class Network {
  /** @param {{pair: string, server: string, reviewer: string}} about @param {Told} told */
  constructor({ pair, server, reviewer }, told) {
    this.path = pairPath(pair);
    this.reviewer = reviewer;
    this.told = told;
    this.outbox = new Outbox(storage(), server, pair);
    this.turn = Promise.resolve();
    this.waiting = 0;
    this.isAway = false;
    this.newest = 0; // when the newest change that waits was asked for
    /** @type {Set<unknown>} what waits and is not kept by the browser */
    this.unkept = new Set();
    /** @type {EventSource | null} */
    this.source = null;
    addEventListener("beforeunload", (event) => {
      if (this.unkept.size) event.preventDefault();
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

  /**
   * Keep a change in the browser from now on, until it is made or refused for good; gives the request to send. In a
   * conflict it is kept until `settle`.
   * @param {object} body
   */
  prepare(body) {
    const request = { id: newId(), ...body };
    this.newest = Math.max(Date.now(), this.newest + 1); // two changes of one millisecond keep their order
    if (!this.outbox.keep({ id: request.id, reviewer: this.reviewer, at: this.newest, request })) {
      this.unkept.add(request.id);
    }
    return request;
  }

  /**
   * Send one change until the server acknowledges it; gives the answer, which was taken in.
   * @param {object} body what `prepare` gave, or a body @param {number} since
   */
  async send(body, since) {
    const request = "id" in body ? body : this.prepare(body);
    return this.deliver({ ...request, since });
  }

  /** @param {any} request */
  async deliver(request) {
    const { id } = request;
    let answer;
    try {
      answer = await insist(`/api/changes/${this.path}`, request, this.told);
    } catch (error) {
      if (error instanceof Refused) {
        this.settle(id);
        this.told.answer({ id });
      }
      throw error;
    }
    if (!answer.conflict) this.settle(id);
    this.told.answer({ ...answer, id });
    return { ...answer, id };
  }

  /** A change is made or given up: it need not be kept any more. @param {string} id */
  settle(id) {
    this.outbox.forget(id);
    this.unkept.delete(id);
  }

  /**
   * Send what an earlier page left behind, in its order. `shown` shows an edit, `settled` asks about a conflict.
   * @param {(request: any) => void} shown @param {(answer: any, request: any) => Promise<void>} settled
   * @returns {{sent: number, others: string[]}}
   */
  deliverOutbox(shown, settled) {
    const all = this.outbox.all();
    const own = all.filter((one) => one.reviewer === this.reviewer);
    for (const { request } of own) {
      if (request.kind === "edit" && isForeseen(request.act)) shown(request);
      this.queue(async () => {
        const answer = await this.deliver(request);
        if (answer.conflict) await settled(answer, request);
      });
    }
    const others = new Set(all.filter((one) => !own.includes(one)).map((one) => one.reviewer));
    return { sent: own.length, others: [...others] };
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
        this.source.addEventListener("error", () => this.lostEvents(follow));
      }
    };
    document.addEventListener("visibilitychange", follow);
    follow();
  }

  /** The browser gave up listening: sign in again if that is why, and listen again. @param {() => void} follow */
  async lostEvents(follow) {
    if (this.source?.readyState !== EventSource.CLOSED) return; // it tries again by itself
    this.source = null;
    try {
      await me();
    } catch (error) {
      if (error instanceof SignedOut) await this.told.signIn();
    }
    setTimeout(follow, 1000);
  }

  /** The whole pair. */
  whole() {
    return get(`/api/pair/${this.path}`);
  }

  /** How many beads have at least the probability `above` and no finding. @param {number} above */
  eligible(above) {
    return get(`/api/eligible/${this.path}?above=${above}`);
  }

  /** Keep in this browser what was passed without a decision; gives what was kept before. @param {string} pair */
  passed(pair) {
    const name = `align-passed ${this.outbox.prefix} ${pair} ${this.reviewer}`;
    const keepAll = (/** @type {Set<string>} */ passed) => keep(name, JSON.stringify([...passed]));
    return { known: new Set(JSON.parse(kept(name) ?? "[]")), keep: keepAll };
  }

  /** The pair to go on with, {} if none is left. @returns {Promise<any>} */
  following() {
    return get(`/api/next/${this.path}`).catch(() => ({}));
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
      Object.assign(learned, {
        findings: found.value.findings,
        doubts: found.value.doubts,
        strays: found.value.strays,
        assigned: found.value.assigned,
      });
    for (const one of [found, stale]) {
      if (one.status === "fulfilled") continue;
      const trouble = t("learn.trouble", { why: one.reason.message });
      return { ...learned, all: false, trouble };
    }
    const { all, trouble } = /** @type {PromiseFulfilledResult<any>} */ (found).value;
    return { ...learned, all: all || Boolean(trouble), trouble: trouble && t("learn.none", { why: trouble }) };
  }
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // switched off
  }
}
