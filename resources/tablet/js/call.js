// One call at a time: what is answered to the centre's signals, and what is open and shown meanwhile.
"use strict";

const CallState = {
  IDLE: "idle", RINGING: "ringing", ANNOUNCING: "announcing", CONNECTING: "connecting", TALKING: "talking", LOST: "lost",
};
const ANNOUNCE_MS = 3_500;
const LOST_FOR_MS = 30_000;
const LOUDNESS_STEP = 0.2;
const RESUME_KEY = "vaka.call";
const RESUME_WITHIN_MS = 60_000;

class Calls {
  /** `say(call, act, attempt, data)` sends to the centre; `view` shows: state(calls), ended(why, call),
   * heard(stream), seen(stream or null), loudness(0 to 1), deafened(bool), door(), and announces(). `maySee()`: whether
   * the own camera's switch is on. `rings`: whether a person is asked first, as a guest who has joined is not. */
  constructor({ say, view, maySee, rings }) {
    this.state = CallState.IDLE;
    this.call = null;
    this.own = new OwnMedia();
    this._say = say;
    this._view = view;
    this._maySee = maySee;
    this._rings = rings;
    this._over = [];
    this._timer = null;
    this._connection = null;
    this._orphans = [];
  }

  get isIdle() {
    return this.state === CallState.IDLE;
  }

  /** The centre's word, as `centreSignal` reads it. */
  async take(signal) {
    if (leftOf(signal) <= 0) return;
    if (signal.act === "offer") return this._offered(signal);
    if (this.call === null || signal.call !== this.call.id) {
      if (signal.act === "candidate") this._keepOrphan(signal);
      return;
    }
    if (signal.act === "bye") this._end(this.state === CallState.RINGING ? "missed" : "over");
    if (signal.act === "candidate") await this._candidate(signal);
    if (signal.act === "control") this._control(signal);
  }

  /** The person takes it. */
  async answer() {
    if (this.state === CallState.RINGING) await this._connect();
  }

  decline() {
    if (this.state !== CallState.RINGING && this.state !== CallState.ANNOUNCING) return;
    this._tell("declined");
    this._end("declined");
  }

  hangUp() {
    if (this.isIdle) return;
    this._tell("bye");
    this._end("over");
  }

  /** The camera's switch was turned. */
  async switched() {
    if (this.call === null || this._connection === null || !this.call.withPicture) return;
    await this._showSelf();
    this._view.state(this);
  }

  get isSeen() {
    return this.own.camera !== null;
  }

  async _offered(signal) {
    if (this._over.includes(signal.call)) return;
    if (this.call !== null && this.call.id === signal.call) return this._offeredAgain(signal);
    // Whoever had the call may be gone for good: another at the centre must reach the person.
    if (this.state === CallState.LOST) {
      this._tell("bye");
      this._end("replaced");
    }
    if (this.call !== null) {
      this._say(signal.call, "busy", signal.attempt, {});
      return;
    }
    this._begin(signal);
    if (this._isResumed(signal) || !this._rings) await this._connect();
    else if (signal.listenIn) this._announce();
    else this._ring(signal);
  }

  /** The same call, once more: who had answered answers at once, and who is asked is asked no second time. */
  async _offeredAgain(signal) {
    if (signal.attempt <= this.call.attempt) return;
    const { attempt, body, ice, withPicture } = signal;
    Object.assign(this.call, { attempt, body, ice, withPicture });
    if (this.state === CallState.RINGING || this.state === CallState.ANNOUNCING) this._tell("ringing");
    else await this._connect();
  }

  _begin(signal) {
    const { call: id, attempt, body, ice, caller, withPicture, listenIn } = signal;
    this.call = { id, attempt, body, ice, caller, withPicture, listenIn, isDeaf: false, talk: "both_ways" };
    Object.assign(this.call, { loudness: 0.8, picture: "on", guest: "", hasNoCamera: false });
    this.call.early = this._orphans.filter((one) => one.call === id);
    this._orphans = [];
  }

  _ring(signal) {
    this._become(CallState.RINGING);
    this._tell("ringing");
    this._after(leftOf(signal), () => this._end("missed"));
  }

  _announce() {
    this._become(CallState.ANNOUNCING);
    this._tell("ringing");
    this._view.announces();
    this._after(ANNOUNCE_MS, () => this._connect());
  }

  /** Answers the offer that stands: speech first, and the picture as soon as the camera gives one. */
  async _connect() {
    const call = this.call;
    const attempt = call.attempt;
    const isStill = () => this.call === call && call.attempt === attempt;
    this._after(LOST_FOR_MS, () => this._lost());
    this._become(CallState.CONNECTING);
    this._remember();
    const [noPicture, microphone] = await Promise.all([this._noPicture(call), this.own.openMicrophone()]);
    if (!isStill()) return this._tidy();
    call.isDeaf = microphone === null;
    call.hasNoCamera = noPicture === "no_camera";
    this._connection?.close();
    const connection = new Connection(call.ice, this._words(call, attempt));
    this._connection = connection;
    this._talk(call.talk);
    for (const early of call.early.splice(0)) await this._give(connection, early);
    try {
      const body = await connection.answer(call.body, microphone, call.withPicture && !call.hasNoCamera);
      if (!isStill()) return this._tidy();
      this._say(call.id, "answer", attempt, { body, ...(noPicture ? { no_picture: noPicture } : {}) });
    } catch (error) {
      // The description is the centre's; what no browser can use ends as a line that never stood.
      if (!(error instanceof DOMException)) throw error;
      if (isStill()) this._lost();
      return;
    }
    await this._showSelf();
    this._view.state(this);
  }

  /** Why the person will not be seen, though the centre asked for it; null where they are, or were not asked for. The
   * camera has a short while: the speech does not wait for one that is slow. */
  async _noPicture(call) {
    if (!call.withPicture) return null;
    if (!this._maySee()) return "privacy_switch";
    if (!(await hasCamera())) return "no_camera";
    const slow = new Promise((done) => setTimeout(() => done("slow"), CAMERA_WITHIN_MS));
    const opened = await Promise.race([this.own.openCamera(), slow]);
    if (!this._maySee()) return "privacy_switch";
    return opened === null ? "no_camera" : null;
  }

  _words(call, attempt) {
    const own = (act) => (...given) => {
      if (this.call === call && call.attempt === attempt) act(...given);
    };
    return {
      candidate: own((init) => this._say(call.id, "candidate", attempt, { body: JSON.stringify(init) })),
      up: own(() => this._up()),
      down: own(() => this._lost()),
      heard: own((stream) => this._view.heard(stream)),
      seen: own((stream) => this._view.seen(stream)),
      told: own((word) => this._told(word)),
    };
  }

  _up() {
    clearTimeout(this._timer);
    this._become(CallState.TALKING);
  }

  /** Nothing comes through: wait for the centre, which offers the same call again. */
  _lost() {
    if (this.state === CallState.LOST) return;
    this._become(CallState.LOST);
    this._after(LOST_FOR_MS, () => this._end("broken"));
  }

  /** The centre's word on the data channel: how much of a picture its line can take. */
  async _told(word) {
    if (!["on", "low", "off"].includes(word.picture)) return;
    this.call.picture = word.picture;
    await this._showSelf();
    await this._connection?.lower(word.picture === "low");
    this._view.state(this);
  }

  /** Opens or closes the own camera, as the switch, the offer and the centre's last word say together. */
  async _showSelf() {
    const call = this.call;
    const mayShow = call.picture !== "off" && !call.hasNoCamera;
    const shows = () => this.call === call && mayShow && call.withPicture && this._maySee();
    if (shows()) await this.own.openCamera();
    if (!shows()) this.own.closeCamera();
    await this._connection?.show(this.own.camera);
  }

  _control({ tone, body }) {
    const call = this.call;
    if (tone === "" && body.startsWith("guest:")) {
      call.guest = body.slice("guest:".length);
      this._view.state(this);
    }
    if (tone === "louder" || tone === "quieter") {
      const step = tone === "louder" ? LOUDNESS_STEP : -LOUDNESS_STEP;
      call.loudness = Math.min(1, Math.max(LOUDNESS_STEP, call.loudness + step));
      this._view.loudness(call.loudness);
    }
    if (["listen", "speak", "both_ways"].includes(tone)) this._talk(tone);
    if (tone === "door") this._view.door();
    if (tone === "clear_down") this._end("over");
  }

  /** `listen`: the centre only listens, and is not heard; `speak`: it only speaks, and the microphone is silent. */
  _talk(way) {
    this.call.talk = way;
    if (this.own.microphone !== null) this.own.microphone.enabled = way !== "speak";
    this._view.deafened(way === "listen");
    this._view.state(this);
  }

  async _candidate(signal) {
    if (signal.attempt !== this.call.attempt) return;
    if (this._connection === null) this.call.early.push(signal);
    else await this._give(this._connection, signal);
  }

  async _give(connection, signal) {
    const init = candidateInit(signal.body);
    if (init !== null && signal.attempt === this.call?.attempt) await connection.candidate(init);
  }

  _keepOrphan(signal) {
    this._orphans = [...this._orphans, signal].slice(-50);
  }

  _tell(act) {
    this._say(this.call.id, act, this.call.attempt, {});
  }

  _become(state) {
    this.state = state;
    this._view.state(this);
  }

  _after(ms, act) {
    clearTimeout(this._timer);
    this._timer = setTimeout(act, ms);
  }

  _end(why) {
    const call = this.call;
    clearTimeout(this._timer);
    this._over = [...this._over, call.id].slice(-50);
    this.call = null;
    this._tidy();
    this._forget();
    this._view.seen(null);
    this.state = CallState.IDLE;
    this._view.ended(why, call);
    this._view.state(this);
  }

  /** What was opened for a call that is over in the meantime is closed again. */
  _tidy() {
    if (this.call !== null) return;
    this._connection?.close();
    this._connection = null;
    this.own.close();
  }

  /** So that a page that was loaded anew in the midst of a call goes on with it by itself. */
  _remember() {
    if (this._rings) sessionStorage.setItem(RESUME_KEY, JSON.stringify({ id: this.call.id, at: Date.now() }));
  }

  _forget() {
    sessionStorage.removeItem(RESUME_KEY);
  }

  _isResumed(signal) {
    const kept = JSON.parse(sessionStorage.getItem(RESUME_KEY) ?? "null");
    return kept !== null && kept.id === signal.call && signal.attempt > 1 && Date.now() - kept.at < RESUME_WITHIN_MS;
  }
}

/** The candidate of a signal's body: an `RTCIceCandidateInit` in JSON, or a bare candidate line of the first medium. */
function candidateInit(body) {
  if (!body.startsWith("{")) return body === "" ? null : { candidate: body.replace(/^a=/, ""), sdpMLineIndex: 0 };
  try {
    const init = JSON.parse(body);
    return isObject(init) && typeof init.candidate === "string" ? init : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
