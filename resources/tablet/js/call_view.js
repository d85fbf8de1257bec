// How a call looks on the page: its screens, the other's picture and voice, and the words about it. Texts of others are
// only ever set as text.
"use strict";

const NOTE_MS = 6_000;

/** The element with this id. */
function el(id) {
  return document.getElementById(id);
}

/** Shows one screen and hides the others. */
function showScreen(name) {
  document.body.dataset.screen = name;
  for (const screen of document.querySelectorAll(".screen")) screen.hidden = screen.dataset.of !== name;
}

/** Sets a button that stands for a camera's switch. */
function showSwitch(button, isOn) {
  button.setAttribute("aria-checked", String(isOn));
}

class CallView {
  /** `talking` is the word for the calm card. */
  constructor(words, talking) {
    this._words = words;
    this._talking = talking;
    this._voice = el("voice");
    this._picture = el("picture");
    this._note = "";
    this._noteTimer = null;
    this._picture.addEventListener("loadeddata", () => this._showPicture());
    el("hear").addEventListener("click", () => this._play());
  }

  /** Who calls, in the centre's own words, cut to what can be read. */
  caller(call) {
    return call.caller === "" ? this._words.say("centre") : call.caller.slice(0, 60);
  }

  /** The screen of a call that goes on. */
  call(calls, maySee) {
    showScreen(calls.state === CallState.LOST ? "lost" : "call");
    const says = calls.call.listenIn ? "listens_now" : this._talking;
    el("talking").textContent = this._words.say(says, { caller: this.caller(calls.call) });
    el("told").textContent = this._told(calls);
    const camera = el("camera-in-call");
    camera.hidden = !calls.call.withPicture;
    camera.dataset.on = String(maySee);
    camera.querySelector("span").textContent = this._words.say(maySee ? "hide_camera" : "show_camera");
  }

  heard(stream) {
    this._voice.srcObject = stream;
    this._play();
  }

  seen(stream) {
    this._picture.srcObject = stream;
    if (stream === null) this._showPicture();
  }

  loudness(share) {
    this._voice.volume = share;
  }

  deafened(isDeaf) {
    this._voice.muted = isDeaf;
  }

  /** Something short that goes away by itself; `onChange` draws the page anew. */
  note(text, onChange) {
    this._note = text;
    clearTimeout(this._noteTimer);
    this._noteTimer = setTimeout(() => {
      this._note = "";
      onChange();
    }, NOTE_MS);
    onChange();
  }

  /** Nothing of the call stays in the page. */
  clear() {
    clearTimeout(this._noteTimer);
    this._note = "";
    this._voice.srcObject = null;
    this.seen(null);
    el("hear").hidden = true;
  }

  _told({ call, state, isSeen }) {
    const say = (key) => this._words.say(key);
    if (this._note !== "") return this._note;
    if (state === CallState.CONNECTING) return say("connecting");
    if (call.isDeaf) return say("deaf");
    if (call.talk === "listen") return say("only_listen");
    if (call.talk === "speak") return say("only_speak");
    if (call.guest !== "") return say(`guest_${["relative", "nurse"].includes(call.guest) ? call.guest : "other"}`);
    return `${say("listened")}. ${say(isSeen ? "seen" : "unseen")}.`;
  }

  _showPicture() {
    const isSeen = this._picture.srcObject !== null && this._picture.videoWidth > 0;
    this._picture.hidden = !isSeen;
    el("card").hidden = isSeen;
  }

  /** A browser may want a touch before it plays what somebody says. */
  async _play() {
    try {
      await this._voice.play();
      el("hear").hidden = true;
    } catch (error) {
      if (error.name === "NotAllowedError") el("hear").hidden = false;
      else if (error.name !== "AbortError") throw error;
    }
  }
}
