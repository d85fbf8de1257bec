// The centre's time, for a phone whose own clock is off.
"use strict";

const CLOCKS_KEPT = 20;
const AHEAD_KEY = "vaka.responder.ahead";

class CentreTime {
  constructor() {
    const kept = Number(localStorage.getItem(AHEAD_KEY));
    this._ahead = [Number.isFinite(kept) ? kept : 0];
    this._isOld = true;
  }

  /** The centre said something that it had written at `time`. It came later than that, never sooner: the least is nearest. */
  heard(time) {
    if (time === null) return;
    this._ahead = [...(this._isOld ? [] : this._ahead), Date.now() - time].slice(-CLOCKS_KEPT);
    this._isOld = false;
    localStorage.setItem(AHEAD_KEY, String(Math.min(...this._ahead)));
  }

  /** Milliseconds, as the centre reckons them. */
  now() {
    return Date.now() - Math.min(...this._ahead);
  }
}
