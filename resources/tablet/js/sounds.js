// The tablet's own sounds, made as they are played: the ring, and the tone before somebody listens.
"use strict";

const RING_EVERY_MS = 3_000;

class Sounds {
  constructor() {
    this._context = new AudioContext();
    this._ringing = null;
  }

  /** A browser plays nothing before somebody has touched the page, unless it is installed or told to. */
  get isLocked() {
    return this._context.state !== "running";
  }

  get isRinging() {
    return this._ringing !== null;
  }

  /** After a touch: whether sound can be played now. */
  async unlock() {
    if (this.isLocked) await this._context.resume();
    return !this.isLocked;
  }

  /** `onChange()` whenever `isLocked` may be another. */
  watch(onChange) {
    this._context.addEventListener("statechange", onChange);
  }

  /** Rings until `quiet`: two clear bells, low enough for ears that have lost the high tones. */
  ring() {
    this.quiet();
    const once = () => [[660, 0], [528, 0.45], [660, 0.9], [528, 1.35]].forEach(([hz, at]) => this._bell(hz, at, 0.42));
    once();
    this._ringing = setInterval(once, RING_EVERY_MS);
  }

  quiet() {
    clearInterval(this._ringing);
    this._ringing = null;
  }

  /** Three rising tones: somebody is about to listen. */
  announce() {
    [[440, 0], [554, 0.35], [659, 0.7]].forEach(([hz, at]) => this._bell(hz, at, 0.6));
  }

  _bell(hz, after, lasts) {
    const start = this._context.currentTime + after;
    const loudness = this._context.createGain();
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.6, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.01, start + lasts);
    loudness.connect(this._context.destination);
    for (const [multiple, share] of [[1, 0.7], [2, 0.3]]) {
      const tone = this._context.createOscillator();
      const part = this._context.createGain();
      part.gain.value = share;
      tone.frequency.value = hz * multiple;
      tone.connect(part).connect(loudness);
      tone.start(start);
      tone.stop(start + lasts);
    }
  }
}

/** Says a sentence with a voice of this very device; where it has none in the language, the tones and the text do. */
function speak(text, locale) {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const voice = voices.find((one) => one.localService && one.lang.replace("_", "-").startsWith(locale.slice(0, 2)));
  if (voice === undefined) return;
  const said = new SpeechSynthesisUtterance(text);
  Object.assign(said, { voice, lang: voice.lang, rate: 0.85 });
  speechSynthesis.speak(said);
}
