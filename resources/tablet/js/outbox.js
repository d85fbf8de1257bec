// Alarms on their way: kept in this device's storage until the centre's own receipt says that they are stored.
"use strict";

const REPEAT_AFTER_MS = [5_000, 10_000, 20_000, 40_000, 60_000];
const MOST_WAITING = 100;

const AlarmState = { NONE: "none", WAITING: "waiting", STORED: "stored", CLAIMED: "claimed", REFUSED: "refused" };

class Outbox {
  /** `send(topic, event)` returns whether it was handed to the line. `onChange()` when what is shown may be another. */
  constructor(storage, key, send, onChange) {
    this._storage = storage;
    this._key = key;
    this._send = send;
    this._onChange = onChange;
    const kept = this._read();
    this._waiting = kept.waiting.map((entry) => ({ ...entry, tries: 0, dueAt: 0 }));
    this._last = kept.last;
    this._timer = setInterval(() => this._sendDue(), 500);
  }

  /** How the alarms stand as a whole, and whether one has been sent in vain. */
  get shown() {
    if (this._waiting.length > 0) {
      return { state: AlarmState.WAITING, isRepeating: this._waiting.some((entry) => entry.tries > 1) };
    }
    return { state: this._last === null ? AlarmState.NONE : this._last.state, isRepeating: false };
  }

  /** On disk before it is sent. Somebody who presses without end on a dead line stops being counted at some point. */
  add(topic, event) {
    if (this._waiting.length < MOST_WAITING) this._waiting.push({ topic, event, tries: 0, dueAt: 0 });
    this._write();
    this._sendDue();
    this._onChange();
  }

  /** The line is up: all that waits goes at once. */
  sendAll() {
    for (const entry of this._waiting) entry.dueAt = 0;
    this._sendDue();
  }

  /** Our word to an alarm. Any of them but the refusal says that it is stored. */
  takeReceipt({ source, id, state }) {
    const isIt = (event) => event.id === id && event.source === source;
    const entry = this._waiting.find(({ event }) => isIt(event));
    if (entry === undefined && this._last?.id !== id) return;
    this._waiting = this._waiting.filter((one) => one !== entry);
    const isOver = state === "closed";
    this._last = isOver ? null : { id, state: this._further(id, state) };
    this._write();
    this._onChange();
  }

  /** Nothing goes out any more. */
  close() {
    clearInterval(this._timer);
  }

  /** A `stored` that is said again does not take a `claimed` back. */
  _further(id, state) {
    const known = Object.values(AlarmState).includes(state) ? state : AlarmState.STORED;
    const isBehind = this._last?.id === id && this._last.state === AlarmState.CLAIMED && known === AlarmState.STORED;
    return isBehind ? AlarmState.CLAIMED : known;
  }

  _sendDue() {
    const now = Date.now();
    let isSent = false;
    for (const entry of this._waiting) {
      const isFar = entry.dueAt - now > REPEAT_AFTER_MS.at(-1); // somebody set the clock back
      if (entry.dueAt > now && !isFar) continue;
      if (!this._send(entry.topic, entry.event)) continue;
      entry.dueAt = now + REPEAT_AFTER_MS[Math.min(entry.tries, REPEAT_AFTER_MS.length - 1)];
      entry.tries += 1;
      isSent = true;
    }
    if (isSent) this._onChange();
  }

  _read() {
    const nothing = { waiting: [], last: null };
    try {
      return { ...nothing, ...JSON.parse(this._storage.getItem(this._key) ?? "{}") };
    } catch (error) {
      if (error instanceof SyntaxError) return nothing;
      throw error;
    }
  }

  _write() {
    const waiting = this._waiting.map(({ topic, event }) => ({ topic, event }));
    try {
      this._storage.setItem(this._key, JSON.stringify({ waiting, last: this._last }));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // the storage is full: it is sent all the same
    }
  }
}
