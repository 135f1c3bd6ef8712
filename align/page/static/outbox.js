// The changes that the server has not acknowledged, kept in the browser: they survive a reload and a closed tab.

/** @typedef {{id: string, reviewer: string, at: number, request: any}} Waiting */

export class Outbox {
  /**
   * @param {Storage | null} storage null: nothing is kept @param {string} server the database's name
   * @param {string} pair
   */
  constructor(storage, server, pair) {
    this.storage = storage;
    this.prefix = `align-outbox ${server} ${pair} `;
  }

  /** Keep a change; false if the browser keeps nothing. @param {Waiting} waiting */
  keep(waiting) {
    try {
      this.storage?.setItem(this.prefix + waiting.id, JSON.stringify(waiting));
      return this.storage !== null;
    } catch {
      return false; // full, or switched off
    }
  }

  /** Forget a change that was acknowledged or given up. @param {string} id */
  forget(id) {
    try {
      this.storage?.removeItem(this.prefix + id);
    } catch {
      // switched off
    }
  }

  /** What waits, oldest first. @returns {Waiting[]} */
  all() {
    const found = [];
    try {
      for (let i = 0; i < (this.storage?.length ?? 0); i += 1) {
        const key = this.storage?.key(i) ?? "";
        if (key.startsWith(this.prefix)) found.push(JSON.parse(this.storage?.getItem(key) ?? "null"));
      }
    } catch {
      return [];
    }
    return found.filter((one) => one?.id && one.request).sort((one, other) => one.at - other.at);
  }
}
