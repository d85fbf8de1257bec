// What this phone sounds: an offer until it is answered, the graver the more pressing; a word about a task; a check-in that
// is near. Its own alarm makes no sound.
"use strict";

const RING_PATTERNS = {
  1: { every: 1_600, bells: [[880, 0], [660, 0.22], [880, 0.44], [660, 0.66]], shakes: [400, 100, 400, 100, 400] },
  2: { every: 2_400, bells: [[784, 0], [784, 0.3], [988, 0.6]], shakes: [300, 120, 300] },
  3: { every: 3_200, bells: [[587, 0], [784, 0.35]], shakes: [250] },
};

class Ringer extends Sounds {
  constructor() {
    super();
    this._grade = 0;
  }

  /** Rings for a class until `quiet`. */
  ringFor(grade) {
    if (this._grade === grade) return;
    this.quiet();
    this._grade = grade;
    const pattern = RING_PATTERNS[Math.min(grade, 3)];
    const once = () => this._play(pattern.bells, pattern.shakes);
    once();
    this._ringing = setInterval(once, pattern.every);
  }

  quiet() {
    if (this._grade !== 0) navigator.vibrate?.(0);
    this._grade = 0;
    super.quiet();
  }

  /** Once: look at the phone. */
  nudge() {
    this._play([[660, 0], [494, 0.3]], [200, 100, 200]);
  }

  _play(bells, shakes) {
    bells.forEach(([hz, at]) => this._bell(hz, at, 0.3));
    navigator.vibrate?.(shakes);
  }
}
