// Somebody who was invited to a call: the link's `#id` is all there is, and nothing is kept.
"use strict";

const GUEST_USER = "guest";
const GUEST_PASSWORD = "guest";
const ASK_EVERY_MS = 5_000;

class Guest {
  constructor({ id, password }, words) {
    this._id = id;
    this._password = password;
    this._words = words;
    this._topic = `vaka/v1/centre/guests/calls/${id}`;
    this._view = new CallView(words, "guest_talking");
    this._maySee = false;
    this._isOver = false;
    this._line = null;
    this._asking = null;
    this._calls = new Calls({
      say: (call, act, attempt, data) => this._say(act, attempt, data),
      view: this._callView(),
      maySee: () => this._maySee,
      rings: false,
    });
  }

  start() {
    const onClick = (id, act) => el(id).addEventListener("click", act);
    onClick("camera", () => this._switchCamera());
    onClick("camera-in-call", () => this._switchCamera());
    onClick("join", () => this._join());
    onClick("leave", () => this._leave());
    onClick("hang-up", () => this._calls.hangUp());
    onClick("hang-up-lost", () => this._calls.hangUp());
    addEventListener("pagehide", () => this._leave());
    this._drawCamera();
    showScreen("invited");
  }

  /** The microphone is asked for now and stays open no longer than the call. */
  async _join() {
    const microphone = await this._calls.own.openMicrophone();
    if (microphone === null) {
      this._notice("guest_microphone");
      return;
    }
    if (this._maySee) await this._calls.own.openCamera();
    showScreen("waiting");
    this._line = new Line({
      user: GUEST_USER,
      password: this._password,
      clientId: this._id,
      topics: [this._topic],
      onMessage: (_, payload) => this._receive(payload),
      onState: () => this._draw(),
    });
    this._asking = setInterval(() => this._ask(), ASK_EVERY_MS);
  }

  /** Says that somebody waits, until the centre's offer comes; and again where the connection was lost. */
  _ask() {
    const isWaiting = this._calls.isIdle || this._calls.state === CallState.LOST;
    if (this._line.isUp && isWaiting && !this._isOver) this._say("ringing", this._calls.call?.attempt ?? 1, {});
  }

  _receive(payload) {
    const signal = centreSignal(payload);
    if (signal === null || this._isOver || signal.call !== this._id) return;
    if (this._calls.isIdle && signal.act === "bye") this._end();
    else this._calls.take(signal);
  }

  _say(act, attempt, data) {
    const event = sealed(TYPE.call, `/centre/guests/${this._id}`, this._id, { call: this._id, act, attempt, ...data });
    this._line.publish(this._topic, event);
  }

  _callView() {
    const view = this._view;
    return {
      state: () => this._draw(),
      heard: (stream) => view.heard(stream),
      seen: (stream) => view.seen(stream),
      loudness: (share) => view.loudness(share),
      deafened: (isDeaf) => view.deafened(isDeaf),
      door: () => {},
      announces: () => {},
      ended: () => this._end(),
    };
  }

  _draw() {
    if (this._isOver) return;
    if (!this._calls.isIdle) {
      this._view.call(this._calls, this._maySee);
      return;
    }
    const { state } = this._line;
    if (state === LineState.UP) this._ask();
    if (state === LineState.REFUSED) this._notice("guest_refused");
    else if (state === LineState.DOWN) this._notice("guest_no_contact");
    else showScreen("waiting");
  }

  _notice(key) {
    el("notice").textContent = this._words.say(key);
    el("notice-more").textContent = this._words.say(`${key}_more`);
    showScreen("notice");
  }

  _leave() {
    if (this._isOver || this._line === null) return;
    if (!this._calls.isIdle) {
      this._calls.hangUp();
      return;
    }
    this._say("bye", 1, {});
    this._end();
  }

  async _end() {
    this._isOver = true;
    clearInterval(this._asking);
    this._calls.own.close();
    this._view.clear();
    history.replaceState(null, "", location.pathname);
    el("notice-sign").toggleAttribute("hidden", true);
    el("notice").textContent = this._words.say("over");
    el("notice-more").textContent = this._words.say("guest_over_more");
    showScreen("notice");
    await this._line.end();
  }

  _switchCamera() {
    this._maySee = !this._maySee;
    this._calls.switched();
    this._drawCamera();
  }

  _drawCamera() {
    showSwitch(el("camera"), this._maySee);
    el("camera-words").textContent = this._words.say(this._maySee ? "camera_mine_on" : "camera_mine_off");
    if (!this._calls.isIdle) this._draw();
  }
}

/** { id, password } of the link, or null where it is not whole. */
function invitation(fragment) {
  const [id, password] = fragment.split(":");
  if (!/^[A-Za-z0-9_-]{22,64}$/.test(id)) return null;
  return { id, password: password ? decodeURIComponent(password) : GUEST_PASSWORD };
}

function start() {
  const words = new Words(navigator.language);
  words.fill(document);
  document.title = words.say("guest_title");
  const invited = invitation(location.hash.slice(1));
  const guest = invited && new Guest(invited, words);
  if (guest) {
    guest.start();
    return;
  }
  el("notice").textContent = words.say("guest_no_link");
  el("notice-more").textContent = words.say("guest_no_link_more");
  showScreen("notice");
}

start();
