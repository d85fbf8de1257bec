// Working alone: by when somebody says that all is well, and what the centre has heard of it.
"use strict";

const ALONE_MINUTES = 30;
const ALONE_CHOICES = [15, 30, 45, 60];
const SOON_MS = 2 * 60_000;

class Alone {
  constructor(vault, time) {
    this._vault = vault;
    this._time = time;
    this.now = null;
  }

  load(record) {
    this.now = record?.now ?? null;
  }

  /** Milliseconds until a check-in is due; negative once it is missed. */
  get left() {
    return this.now.dueAt - this._time.now();
  }

  get isSoon() {
    return this.now !== null && this.left < SOON_MS;
  }

  /** It begins, or all is well again: the same minutes run anew. */
  async begin(minutes = this.now?.minutes ?? ALONE_MINUTES, task = this.now?.task ?? "") {
    const at = this._time.now();
    const sends = this.now?.sends ?? "";
    this.now = { since: this.now?.since ?? at, minutes, from: at, dueAt: at + minutes * 60_000, isHeard: false, sends, task };
    await this._keep();
  }

  async end() {
    this.now = null;
    await this._keep();
  }

  /** The centre's word, which holds. */
  async take({ isAlone, since, checkBy, sends, task, at }) {
    if (this.now !== null && at < this.now.from) return; // said before the last press here
    if (!isAlone || checkBy === null) this.now = null;
    else {
      const minutes = this.now?.minutes ?? Math.max(1, Math.round((checkBy - at) / 60_000));
      this.now = { since: since ?? this.now?.since ?? at, minutes, from: at, dueAt: checkBy, isHeard: true, sends, task };
    }
    await this._keep();
  }

  /** What the roster says of it, for a phone that has missed the word itself. */
  async agree({ aloneBy, at }) {
    const isMissed = aloneBy !== null && this.now === null;
    const isOver = aloneBy === null && this.now?.isHeard === true;
    if (isMissed || isOver) await this.take({ isAlone: isMissed, since: null, checkBy: aloneBy, sends: "", task: "", at });
  }

  _keep() {
    return this._vault.put("alone", { now: this.now });
  }
}
