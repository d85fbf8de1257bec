// The resident's tablet: waits, alarms, and takes calls. Puts the other files' parts together and shows how they stand.
"use strict";

const HEARTBEAT_MS = 60_000;
const HEARTBEAT_PROMISED_S = 180;
const PRESSED_AGAIN_MS = 2_000;
const OVER_MS = 4_000;
const HOLD_MS = 3_000;

class Tablet {
  constructor(setup, words) {
    this._setup = setup;
    this._words = words;
    this._source = `/${setup.municipality}/${setup.user}/${setup.device}`;
    this._sounds = new Sounds();
    this._view = new CallView(words, "talking");
    this._missed = "";
    this._isOver = false;
    this._pressedAt = 0;
    this._outbox = new Outbox(localStorage, ALARMS_KEY, (topic, event) => this._publish(topic, event), () => this._draw());
    this._calls = new Calls({
      say: (call, act, attempt, data) => this._say(call, act, attempt, data),
      view: this._callView(),
      maySee: () => this._maySee,
      rings: true,
    });
    this._line = null;
    this._beat = null;
  }

  start() {
    this._bind();
    this._line = new Line({
      user: this._setup.user,
      password: this._setup.password,
      clientId: clientId(this._setup),
      topics: [this._topic("calls"), this._topic("receipts")],
      will: { topic: this._topic("status"), payload: JSON.stringify(this._status(false)) },
      onMessage: (topic, payload) => this._receive(topic, payload),
      onState: (state) => this._onState(state),
    });
    this._beat = setInterval(() => this._sendStatus(), HEARTBEAT_MS);
    setInterval(() => this._draw(), 1_000);
    this._draw();
    this._stayAwake();
    addEventListener("visibilitychange", () => this._stayAwake());
  }

  get _maySee() {
    return localStorage.getItem(CAMERA_KEY) !== "off";
  }

  _topic(stream) {
    const { municipality, user, device } = this._setup;
    return `vaka/v1/${municipality}/${user}/${stream}/${device}`;
  }

  _sealed(type, data) {
    return sealed(type, this._source, this._setup.device, data);
  }

  _status(isUp) {
    const paths = [{ name: "net", up: isUp }];
    return this._sealed(TYPE.status, { kind: "tablet", heartbeat_interval_s: HEARTBEAT_PROMISED_S, paths });
  }

  _publish(topic, event) {
    if (!this._line?.isUp) return false;
    this._line.publish(topic, event);
    return true;
  }

  _sendStatus() {
    if (this._line.isUp) this._line.publish(this._topic("status"), this._status(true), { retain: true });
  }

  _say(call, act, attempt, data) {
    this._line.publish(this._topic("calls"), this._sealed(TYPE.call, { call, act, attempt, ...data }));
  }

  _onState(state) {
    if (state === LineState.UP) {
      this._sendStatus();
      this._outbox.sendAll();
    }
    this._draw();
  }

  _receive(topic, payload) {
    if (topic === this._topic("receipts")) {
      const receipt = receiptOf(payload);
      if (receipt !== null) this._outbox.takeReceipt(receipt);
    }
    if (topic === this._topic("calls")) {
      const signal = centreSignal(payload);
      if (signal !== null) this._calls.take(signal);
    }
  }

  _alarm() {
    this._sounds.unlock();
    if (Date.now() - this._pressedAt < PRESSED_AGAIN_MS) return; // one press of a trembling hand is one alarm
    this._pressedAt = Date.now();
    this._outbox.add(this._topic("alarms"), this._sealed(TYPE.alarm, { kind: "tablet", cause: "press" }));
  }

  _callView() {
    const view = this._view;
    return {
      state: () => this._draw(),
      heard: (stream) => view.heard(stream),
      seen: (stream) => view.seen(stream),
      loudness: (share) => view.loudness(share),
      deafened: (isDeaf) => view.deafened(isDeaf),
      door: () => view.note(this._words.say("door"), () => this._draw()),
      announces: () => {
        this._sounds.announce();
        speak(this._words.say("listens_first"), this._words.locale);
      },
      ended: (why, call) => this._ended(why, call),
    };
  }

  _ended(why, call) {
    this._view.clear();
    if (why === "missed") {
      const values = { caller: this._view.caller(call), time: this._words.timeOfDay(new Date()) };
      this._missed = this._words.say("missed", values);
    }
    if (why === "over" || why === "broken") {
      el("over-words").textContent = this._words.say(why);
      this._isOver = true;
      setTimeout(() => {
        this._isOver = false;
        this._draw();
      }, OVER_MS);
    }
  }

  _draw() {
    if (document.body.dataset.screen === "removing") return;
    const { state } = this._calls;
    if (state === CallState.RINGING) this._sounds.isRinging || this._sounds.ring();
    else this._sounds.quiet();
    if (state === CallState.IDLE) this._drawIdle();
    else if (state === CallState.RINGING) this._drawRinging();
    else if (state === CallState.ANNOUNCING) showScreen("announcing");
    else this._view.call(this._calls, this._maySee);
  }

  _drawRinging() {
    const { call } = this._calls;
    showScreen("ringing");
    el("caller").textContent = this._words.say("calls", { caller: this._view.caller(call) });
    const isSeen = call.withPicture && this._maySee;
    el("will-be-seen").textContent = this._words.say(isSeen ? "seen_when_answered" : "unseen_when_answered");
  }

  _drawIdle() {
    showScreen(this._isOver ? "over" : "idle");
    const now = new Date();
    el("clock").textContent = this._words.timeOfDay(now);
    el("date").textContent = this._words.date(now);
    el("missed").hidden = this._missed === "";
    el("missed").textContent = this._missed;
    el("wake").hidden = !this._sounds.isLocked;
    this._drawLine();
    this._drawAlarm();
    showSwitch(el("camera"), this._maySee);
    el("camera-words").textContent = this._words.say(this._maySee ? "camera_on" : "camera_off");
    el("camera-more").textContent = this._words.say(this._maySee ? "camera_on_more" : "camera_off_more");
  }

  _drawLine() {
    const state = this._line?.state ?? LineState.CONNECTING;
    el("line").dataset.state = state;
    el("line-words").textContent = this._words.say(`line_${state}`);
    const hasMore = state === LineState.DOWN || state === LineState.REFUSED;
    el("line-more").textContent = hasMore ? this._words.say(`line_${state}_more`) : "";
  }

  _drawAlarm() {
    const { state, isRepeating } = this._outbox.shown;
    const isLate = state === AlarmState.WAITING && (isRepeating || !this._line?.isUp);
    const [words, more] = {
      [AlarmState.NONE]: ["", ""],
      [AlarmState.WAITING]: isLate ? ["alarm_waiting", "alarm_urgent"] : ["alarm_sending", ""],
      [AlarmState.STORED]: ["alarm_stored", "alarm_stored_more"],
      [AlarmState.CLAIMED]: ["alarm_claimed", "alarm_claimed_more"],
      [AlarmState.REFUSED]: ["alarm_refused", "alarm_urgent"],
    }[state];
    el("alarm-told").dataset.state = isLate ? "late" : state;
    setText(el("alarm-words"), words === "" ? "" : this._words.say(words));
    setText(el("alarm-more"), more === "" ? "" : this._words.say(more));
  }

  _bind() {
    const onClick = (id, act) => el(id).addEventListener("click", act);
    onClick("alarm", () => this._alarm());
    onClick("answer", () => this._calls.answer());
    onClick("decline", () => this._calls.decline());
    onClick("no-thanks", () => this._calls.decline());
    onClick("hang-up", () => this._calls.hangUp());
    onClick("hang-up-lost", () => this._calls.hangUp());
    onClick("camera", () => this._switchCamera());
    onClick("camera-in-call", () => this._switchCamera());
    onClick("keep", () => this._remove(false));
    el("removing").addEventListener("submit", (event) => {
      event.preventDefault();
      const word = event.target.elements.word.value.trim().toLowerCase();
      this._remove(word === this._words.say("remove_word"));
    });
    onClick("allow", () => this._allow());
    addEventListener("pointerdown", () => {
      this._missed = "";
      this._isOver = false;
      this._sounds.unlock();
    });
    this._sounds.watch(() => this._draw());
    this._bindHold(el("clock"));
    this._watchMicrophone();
  }

  _switchCamera() {
    localStorage.setItem(CAMERA_KEY, this._maySee ? "off" : "on");
    this._calls.switched();
    this._draw();
  }

  _bindHold(clock) {
    let timer = null;
    const stop = () => clearTimeout(timer);
    clock.addEventListener("pointerdown", () => (timer = setTimeout(() => this._askRemove(), HOLD_MS)));
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) clock.addEventListener(end, stop);
    clock.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  _askRemove() {
    if (!this._calls.isIdle) return;
    el("remove-how").textContent = this._words.say("remove_how", { word: this._words.say("remove_word") });
    el("removing").reset();
    showScreen("removing");
  }

  async _remove(isMeant) {
    document.body.dataset.screen = "none";
    if (!isMeant) {
      this._draw();
      return;
    }
    clearInterval(this._beat);
    this._outbox.close();
    if (this._line.isUp) this._line.publish(this._topic("status"), null, { retain: true });
    await this._line.end();
    forgetSetup();
    location.reload();
  }

  /** The browser asks for the microphone once; better now than when it rings. */
  async _allow() {
    const own = new OwnMedia();
    await own.openMicrophone();
    if (await hasCamera()) await own.openCamera();
    own.close();
  }

  async _watchMicrophone() {
    let permission;
    try {
      permission = await navigator.permissions.query({ name: "microphone" });
    } catch (error) {
      if (error instanceof TypeError) return; // this browser does not tell
      throw error;
    }
    const show = () => (el("allow").hidden = permission.state === "granted");
    permission.addEventListener("change", show);
    show();
  }

  async _stayAwake() {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      await navigator.wakeLock.request("screen");
    } catch (error) {
      if (error.name !== "NotAllowedError") throw error; // a low battery may forbid it
    }
  }
}

/** Sets a text only when it is another, so that a screen reader says it once. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Two pages with one client id would throw each other out for ever: the second waits for the first to close. */
function onlyOne(words) {
  const late = setTimeout(() => {
    showScreen("over");
    el("over-words").textContent = words.say("line_twice");
  }, 2_000);
  return new Promise((done) => {
    navigator.locks.request("vaka-tablet", () => {
      clearTimeout(late);
      done();
      return new Promise(() => {});
    });
  });
}

async function start() {
  const given = setupOfAddress();
  const lang = given?.lang || keptSetup()?.lang || navigator.language;
  const words = new Words(lang);
  words.fill(document);
  await onlyOne(words);
  let setup = given ?? keptSetup();
  const isNew = setup === null;
  setup ??= await askedSetup(words.language);
  keepSetup(setup);
  const tablet = new Tablet(setup, words);
  if (isNew) await tablet._allow();
  tablet.start();
}

start();
