// The page: draws what the phone knows, and binds its keys. One thing is asked for at a time, and its key is the lit one.
"use strict";

const PRESSED_AGAIN_MS = 1_500;
const UNSENT_AFTER_MS = 2_000;
const STAYS_BELOW = 0.62;

class Page {
  constructor(setup, vault, words) {
    this._words = words;
    this._ringer = new Ringer();
    this.phone = new Phone({
      setup, vault, words, onChange: () => this.draw(), onNews: () => this._ringer.nudge(),
    });
    this._offerView = new OfferView(words, this.phone.time);
    this._taskView = new TaskView(words, this.phone.time);
    this._dutyView = new DutyView(words, this.phone.time);
    this._chosen = { offer: "", task: "" };
    this._panel = new Panel(words, this.phone, (key, act) => this._once(key, act));
    this._courseAt = 0;
    this._busy = new Set();
    this._nudged = 0;
    this._fix = null;
  }

  async start() {
    await this.phone.start();
    this._bind();
    setInterval(() => this._tick(), 1_000);
    el("acts").hidden = false;
    this.draw();
  }

  draw() {
    if (this.phone.line === null) return;
    const { taken } = this.phone;
    const { offers } = this.phone.book;
    const offer = this._pick("offer", offers);
    const task = this._pick("task", taken);
    this._show(offer !== null ? "offer" : task !== null ? "task" : "duty");
    this._panel.keepOnly(taken);
    this._drawTop(task);
    this._drawNotices();
    this._drawAlarm();
    this._drawUnsent();
    if (offer !== null) this._drawOffer(offer, offers, task);
    else this._beQuiet();
    if (task !== null && offer === null) this._drawTask(task, taken);
    else this._taskView.clear();
    this._drawDuty(task !== null, offer !== null);
    this._wake(offers.length + taken.length > 0);
  }

  _beQuiet() {
    this._ringer.quiet();
    this._offerView.clear();
  }

  async _tick() {
    await this.phone.book.expire();
    this.phone.book.sweep();
    const { alone } = this.phone;
    const mark = alone.now === null || !alone.isSoon ? 0 : alone.left < 0 ? 2 : 1;
    if (mark > this._nudged) this._ringer.nudge();
    this._nudged = mark;
    this.draw();
  }

  _pick(kind, tasks) {
    const chosen = tasks.find((task) => task.id === this._chosen[kind]) ?? tasks[0] ?? null;
    this._chosen[kind] = chosen?.id ?? "";
    return chosen;
  }

  _show(screen) {
    if (document.body.dataset.screen === screen) return;
    document.body.dataset.screen = screen;
    document.body.classList.toggle("is-task", screen === "task");
    for (const part of document.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== screen;
    this._panel.close();
    scrollTo(0, 0);
  }

  _drawTop(task) {
    const { line, book, setup, time } = this.phone;
    const words = this._words;
    setText(el("time"), words.time(time.now()));
    const isTask = document.body.dataset.screen === "task";
    setText(el("who"), isTask ? words.say("task", { number: numberOf(task) }) : book.roster?.name || setup.responder);
    el("line").dataset.state = line.state;
    const down = words.say("line_down", { span: words.span(Date.now() - line.downSince) });
    const up = words.say("line_up", { seconds: Math.max(0, Math.round((Date.now() - line.heardAt) / 1_000)) });
    const state = { up, down, refused: words.say("line_refused"), connecting: words.say("line_connecting") }[line.state];
    setText(el("line"), state);
  }

  _drawNotices() {
    el("refused").hidden = this.phone.line.state !== LineState.REFUSED;
    el("unreadable").hidden = !this.phone.isUnreadable;
    el("wake").hidden = !this._ringer.isLocked;
    const news = this.phone.book.news;
    renew(el("news"), JSON.stringify(news), () => news.map((one) => this._newsOf(one)));
  }

  _newsOf({ task, number, why, by, at }) {
    const say = (key, values) => this._words.say(key, values);
    const isNamed = ["taken", "expired"].includes(why);
    const key = `gone_${why}${isNamed && by === "" ? "_nobody" : ""}`;
    const text = made("p", "", "", made("small", "", say("news", { number })), say(key, { name: by, time: this._words.time(at) }));
    const close = made("button", "", say("understood"));
    close.type = "button";
    close.addEventListener("click", () => this.phone.book.dismiss(task).then(() => this.draw()));
    return made("div", "notice", "", text, close);
  }

  _drawOffer(offer, offers, task) {
    const entries = offers.map((one) => ({
      id: one.id,
      grade: one.offer.grade,
      text: [kindWords(this._words, one.offer), one.offer.street].filter(Boolean).join(", "),
      left: this._words.clock((one.offer.answerBy ?? 0) - this.phone.time.now()),
    }));
    drawPick(el("offers"), entries, offer.id, (id) => this._choose("offer", id));
    this._offerView.draw(offer, task);
    this._ringer.ringFor(offers[0].offer.grade);
    if (document.visibilityState === "visible") this.phone.seen(offers);
  }

  _drawTask(task, taken) {
    const { book, steps, alone, whereabouts } = this.phone;
    const entries = taken.map((one) => ({ id: one.id, grade: book.told(one).grade, text: this._nameOf(one) }));
    drawPick(el("tasks"), entries, task.id, (id) => this._choose("task", id));
    const isVisible = document.visibilityState === "visible";
    const own = { state: book.state(task), steps: steps.of(task.id), here: whereabouts.last, isVisible, isChecked: alone.isSoon };
    this._taskView.draw(task, own);
    el("next").disabled = this._busy.has("next") || Date.now() - this._courseAt < PRESSED_AGAIN_MS;
    for (const id of ["write", "delay"]) el(id).disabled = task.assigned === null;
  }

  _nameOf(task) {
    return task.assigned?.name || kindWords(this._words, this.phone.book.told(task));
  }

  _drawDuty(hasTask, hasOffer) {
    const { duty, dutyAt, book, setup, whereabouts, alone } = this.phone;
    this._dutyView.draw({ duty, dutyAt, hasTask, roster: book.roster, whereabouts, alone });
    this._dutyView.drawAlone(alone, hasTask);
    if (hasOffer) el("alone").hidden = true;
    const centre = book.centrePhone || setup.centre;
    for (const id of ["centre", "call-centre"]) {
      el(id).hidden = centre === "";
      el(id).href = `tel:${centre}`;
    }
  }

  _drawUnsent() {
    const { steps, line } = this.phone;
    const say = (key, values) => this._words.say(key, values);
    const isLate = (step) => !line.isUp || Date.now() - Date.parse(step.event.time) > UNSENT_AFTER_MS;
    const waiting = steps.waiting.filter((step) => step.reply !== "alarm" && isLate(step));
    const more = say(line.isUp ? "unsent_going" : "unsent_more");
    renew(el("unsent"), JSON.stringify([waiting.map((step) => step.place), line.isUp]), () =>
      waiting.map((step, at) => {
        const told = say("unsent_step", { step: stepWords(this._words, step), time: this._words.time(step.at) });
        const text = at === waiting.length - 1 ? `${told} ${more}` : told;
        return made("li", "", "", made("strong", "", `${say("unsent")} `), made("span", "", text));
      }),
    );
  }

  _drawAlarm() {
    const told = this.phone.alarmTold;
    setText(el("alarm-told"), told === null ? "" : this._alarmWords(told));
    const isHeld = el("sos").classList.contains("held");
    setText(el("sos-word"), this._words.say(isHeld ? "hold_on" : "hold"));
  }

  _alarmWords({ state, at, told }) {
    const time = (moment) => this._words.time(moment, { withSeconds: true });
    if (state === StepState.REFUSED) return this._words.say("alarm_refused");
    if (state !== StepState.WAITING) {
      return this._words.say(state === "claimed" ? "alarm_claimed" : "alarm_stored", { time: time(told) });
    }
    const step = this.phone.steps.waiting.findLast((one) => one.reply === "alarm");
    const isGoing = this.phone.line.isUp && (step?.tries ?? 0) < 2;
    return this._words.say(isGoing ? "alarm_sending" : "alarm_unsent", { time: time(at) });
  }

  _choose(kind, id) {
    this._chosen[kind] = id;
    this._panel.close();
    this.draw();
  }

  /** A key's deed: until it is kept, the same key does nothing more; another one does. */
  async _once(key, act) {
    if (this._busy.has(key)) return;
    this._busy.add(key);
    try {
      await act();
    } finally {
      this._busy.delete(key);
      this.draw();
    }
  }

  _offer() {
    return this._pick("offer", this.phone.book.offers);
  }

  _task() {
    return this._pick("task", this.phone.taken);
  }

  _bind() {
    const onClick = (id, act) => el(id).addEventListener("click", act);
    onClick("take", () => this._once("take", () => this._accept()));
    onClick("cannot", () => this._panel.askWhyNot(this._offer()));
    onClick("next", () => this._once("next", () => this._goOn()));
    onClick("write", () => this._panel.askNote(this._task()));
    onClick("delay", () => this._panel.askDelay(this._task()));
    onClick("panel-back", () => this._panel.close());
    onClick("well", () => this._once("well", () => this.phone.beWell()));
    onClick("together", () => this._once("together", () => this.phone.beTwo()));
    onClick("go-alone", () => this._panel.askAlone());
    onClick("sign-out", () => this._panel.askSignOut());
    onClick("unreadable-seen", () => {
      this.phone.isUnreadable = false;
      this.draw();
    });
    onClick("zoom", () => this.draw());
    for (const key of el("duty").children) key.addEventListener("click", () => this._setDuty(key.dataset.duty));
    el("duty").addEventListener("keydown", (event) => this._turnDuty(event));
    addEventListener("pointerdown", () => this._ringer.unlock());
    this._ringer.watch(() => this.draw());
    addEventListener("visibilitychange", () => this.draw());
    this._bindAlarm();
    const keepsFoot = () => {
      const isLow = el("acts").offsetHeight < innerHeight * STAYS_BELOW;
      el("acts").classList.toggle("stays", isLow && document.documentElement.scrollWidth <= innerWidth);
    };
    new ResizeObserver(keepsFoot).observe(el("acts"));
    addEventListener("resize", () => (keepsFoot(), this.draw()));
  }

  _bindAlarm() {
    holdToAct(el("sos"), {
      begun: () => {
        this._fix = null;
        this.phone.whereabouts.once(1_900).then((fix) => (this._fix = fix));
        this.draw();
      },
      done: () => {
        navigator.vibrate?.(80);
        this.phone.raiseAlarm(this._fix);
      },
      ended: () => this.draw(),
    });
  }

  async _accept() {
    const offer = this._offer();
    if (offer !== null) await this.phone.step(offer, "accepted");
    this._chosen.task = offer?.id ?? "";
  }

  async _goOn() {
    const task = this._task();
    if (task === null || Date.now() - this._courseAt < PRESSED_AGAIN_MS) return;
    const [step] = NEXT_STEPS[this.phone.book.state(task)] ?? [];
    if (step === undefined || step !== el("next").dataset.step) return;
    this._courseAt = Date.now();
    await this.phone.step(task, step);
  }

  _setDuty(duty) {
    this._ringer.unlock();
    this.phone.setDuty(duty);
    el("duty").querySelector('[aria-checked="true"]').focus();
  }

  /** A group of choices is gone through by the arrows. */
  _turnDuty(event) {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const keys = [...el("duty").children].filter((key) => !key.disabled);
    const at = keys.findIndex((key) => key.dataset.duty === this.phone.duty);
    this._setDuty(keys[(at + way + keys.length) % keys.length].dataset.duty);
  }

  /** The screen stays lit while something is asked or under way. */
  async _wake(isWanted) {
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible" || this._isWaking) return;
    if (!isWanted) return void this._lock?.release().then(() => (this._lock = null));
    if (this._lock && !this._lock.released) return;
    this._isWaking = true;
    try {
      this._lock = await navigator.wakeLock.request("screen");
    } catch (error) {
      if (error.name !== "NotAllowedError") throw error; // a low battery may forbid it
    } finally {
      this._isWaking = false;
    }
  }
}
