// The centre's time, for a phone whose own clock is off.
"use strict";

const CLOCKS_KEPT = 20;
const CLOCK_ENOUGH_MS = 2_000;

class CentreTime {
  constructor() {
    this._ahead = [];
  }

  /** The centre said something that it had written at `time`. It came later than that, never sooner: the least is nearest. */
  heard(time) {
    if (time !== null) this._ahead = [...this._ahead, Date.now() - time].slice(-CLOCKS_KEPT);
  }

  /** Milliseconds, as the centre reckons them. */
  now() {
    const ahead = this._ahead.length === 0 ? 0 : Math.min(...this._ahead);
    return Date.now() - (Math.abs(ahead) < CLOCK_ENOUGH_MS ? 0 : ahead);
  }
}
