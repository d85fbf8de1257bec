// A responder's phone: what it hears of the centre, what it says, and where it is. It shows nothing itself.
"use strict";

const RESPONDER_TYPE = "vaka.responder.v1";
const STATE_EVERY_MS = 20_000;
const STATE_EVERY_ON_BREAK_MS = 60_000;
const SAID_ONCE = ["accepted", "declined", "under_way", "arrived", "done"];
const ALARM_SHOWN_MS = 10 * 60_000;

class Phone {
  /** `onChange()` whenever what is shown may be another; `onNews()` when somebody has to look. */
  constructor({ setup, vault, words, onChange, onNews }) {
    this.setup = setup;
    this.words = words;
    this.time = new CentreTime();
    this.duty = localStorage.getItem(DUTY_KEY) ?? "free";
    this.dutyAt = { at: 0, isOwn: true };
    this.alarm = null;
    this.isUnreadable = false;
    this._saidAt = 0;
    this.line = null;
    this._vault = vault;
    this._onChange = onChange;
    this._onNews = onNews;
    this._source = `/${setup.municipality}/${setup.user}`;
    this.steps = new Steps(vault, (topic, event) => this._publish(topic, event), () => onChange());
    this.book = new Book(vault, this.steps, this.time);
    this.alone = new Alone(vault, this.time);
    this.whereabouts = new Whereabouts(() => onChange());
  }

  async start() {
    const kept = await this._vault.all();
    const own = (prefix) => kept.filter(([key]) => key.startsWith(prefix));
    const record = (name) => kept.find(([key]) => key === name)?.[1];
    this.steps.load(own("step/"));
    this.alone.load(record("alone"));
    this.alarm = record("alarm") ?? null;
    const orders = await Promise.all(own("order/").map(async ([key, closed]) => [key, await this._opened(closed)]));
    await this.book.load(record("book"), orders.filter(([, order]) => order !== null));
    this._connect();
    this._follow();
    this._beat = setInterval(() => this._sayWhere(), STATE_EVERY_MS);
  }

  /** Ends it for good: says that nobody is on duty here, and forgets. */
  async signOut() {
    clearInterval(this._beat);
    this.steps.close();
    this.whereabouts.follow(false);
    this.duty = "off";
    if (this.line.isUp) this.line.publish(this._topic("responders"), this._state({ isLast: true }));
    await Promise.race([this.line.end(), new Promise((done) => setTimeout(done, 3_000))]);
    this._vault.close();
    await forgetSetup();
  }

  get taken() {
    return this.book.taken;
  }

  /** The first broken second, or null while the line is up. */
  get downSince() {
    return this.line === null || this.line.isUp ? null : this.line.downSince;
  }

  setDuty(duty) {
    if (duty !== "free" && this.taken.length > 0) return;
    this._become(duty, { at: this.time.now(), isOwn: true });
  }

  _become(duty, dutyAt) {
    this.duty = duty;
    this.dutyAt = dutyAt;
    localStorage.setItem(DUTY_KEY, duty);
    this._follow();
    this._sayState();
    this._onChange();
  }

  /** Says one step of a task; resolves when it is kept. Of the course each is said once. */
  async step(task, reply, { text = "", minutes = null } = {}) {
    const since = task.offer?.at ?? task.assigned.acceptedAt ?? 0;
    if (SAID_ONCE.includes(reply) && this.steps.hasSaid(task.id, reply, since)) return;
    const data = { task: task.id, reply, ...(text === "" ? {} : { text }), ...(minutes === null ? {} : { minutes }) };
    await this._say({ chain: task.id, task: task.id, reply, minutes, data });
    if (reply === "done" || reply === "declined") await this.book.close(task.id, this.time.now());
    if (reply === "done" && this.alone.now?.task === task.id) await this.alone.end(); // as the centre does by itself
    if (reply === "arrived" && task.assigned.checkInMinutes !== null && this.alone.now === null) {
      await this.beAlone(task.assigned.checkInMinutes, task.id);
    }
    if (["accepted", "done"].includes(reply)) this._sayState();
    this._onChange();
  }

  /** The page shows these offers to somebody. */
  seen(tasks) {
    for (const task of tasks) if (!this.steps.hasSaid(task.id, "seen", task.offer.at)) this._mark(task, "seen");
  }

  async beAlone(minutes, task = "") {
    await this._sayAlone("alone", minutes, task);
    await this.alone.begin(minutes, task);
    this._onChange();
  }

  async beWell() {
    await this._sayAlone("well", this.alone.now.minutes);
    await this.alone.begin();
    this._onChange();
  }

  async beTwo() {
    await this._sayAlone("together", null);
    await this.alone.end();
    this._onChange();
  }

  /** Their own alarm, with the position as far as it is known by now. */
  async raiseAlarm(fix) {
    const at = this.time.now();
    const [task] = this.taken;
    const text = task === undefined ? "" : this.words.say("task", { number: numberOf(task) });
    const position = (this.whereabouts.last ?? fix)?.position;
    const data = { kind: "staff_attack", cause: "attack", ...(text === "" ? {} : { text }), ...(position ? { position } : {}) };
    const event = this._sealed(TYPE.alarm, data);
    await this.steps.add({ chain: `alarm/${event.id}`, topic: this._topic("alarms"), event, at, reply: "alarm" });
    await this._tellAlarm({ id: event.id, at, state: StepState.WAITING, told: at });
  }

  /** What is told of the last alarm, until it is old. */
  get alarmTold() {
    if (this.alarm === null) return null;
    const isOld = this.alarm.state !== StepState.WAITING && this.time.now() - this.alarm.told > ALARM_SHOWN_MS;
    return isOld ? null : this.alarm;
  }

  _connect() {
    this.line = new PhoneLine({
      user: this.setup.user,
      password: this.setup.password,
      clientId: clientId(this.setup),
      topics: [this._topic("dispatch"), this._topic("receipts")],
      will: () => ({ topic: this._topic("responders"), payload: JSON.stringify(this._will()) }),
      onMessage: (topic, payload) => this._receive(topic, payload),
      onState: (state) => this._onState(state),
    });
  }

  _onState(state) {
    if (state === LineState.UP) {
      this._sayState();
      // An earlier sign-in that was not ended may be told of as lost meanwhile.
      setTimeout(() => this._sayState(), (WILL_AFTER_S + 2) * 1_000);
      this.steps.sendAll();
    }
    this._onChange();
  }

  async _receive(topic, payload) {
    if (topic === this._topic("receipts")) await this._takeReceipt(payload);
    if (topic === this._topic("dispatch")) await this._takeOrder(payload);
    this._onChange();
  }

  async _takeReceipt(payload) {
    const receipt = receiptOf(payload);
    if (receipt === null) return;
    this.time.heard(moment(opened(payload, TYPE.receipt).time));
    const step = await this.steps.takeReceipt(receipt);
    if (this.alarm?.id === receipt.id && receipt.state !== "closed") await this._alarmAnswered(receipt.state);
    if (step !== null && !this.book.has(step.task)) await this.steps.forget(step.task);
  }

  async _alarmAnswered(state) {
    const isBehind = state === "stored" && this.alarm.state !== StepState.WAITING;
    if (!isBehind) await this._tellAlarm({ ...this.alarm, state, told: this.time.now() });
  }

  async _takeOrder(payload) {
    const closed = sealedOrder(payload);
    if (closed === null) return;
    this.time.heard(closed.time);
    const order = await this._opened(closed);
    if (order === null) {
      this.isUnreadable = true;
      this._sayState(); // so that the centre has this sign-in's key
      return;
    }
    if (order.kind === "alone") await this.alone.take(order);
    if (order.kind === "roster") await this.alone.agree(order);
    if (order.kind === "roster") this._takeDuty(order);
    const isNew = await this.book.take(closed, order);
    const task = this.book.offers.find((one) => one.id === order.task);
    if (order.kind === "offer" && task !== undefined && !this.steps.hasSaid(task.id, "delivered", task.offer.at)) this._mark(task, "delivered");
    if (isNew && order.kind === "withdrawn") this._onNews();
    if (isNew && ["assigned", "withdrawn", "roster"].includes(order.kind)) this._sayState();
  }

  /** Somebody at the centre has said it for them, and nothing newer was pressed here. */
  _takeDuty({ duty, dutyAt }) {
    const said = duty === "busy" ? "free" : duty;
    if (said === "" || dutyAt === null || dutyAt <= this.dutyAt.at) return;
    const isNew = said !== this.duty;
    this._become(said, { at: dutyAt, isOwn: false });
    if (isNew) this._onNews();
  }

  async _opened(closed) {
    const text = await unsealed(closed, this._vault.seal, this.setup);
    return text === null ? null : readOrder(text);
  }

  _mark(task, reply) {
    this._say({ chain: task.id, task: task.id, reply, data: { task: task.id, reply } });
  }

  _sayAlone(reply, minutes, task = "") {
    const data = { reply, ...(task === "" ? {} : { task }), ...(minutes === null ? {} : { minutes }) };
    return this._say({ chain: "alone", reply, minutes, data });
  }

  _say({ data, ...step }) {
    const event = this._sealed(REPLY_TYPE, data);
    return this.steps.add({ ...step, topic: this._topic("dispatch"), event, at: this.time.now() });
  }

  _sealed(type, data) {
    return sealed(type, this._source, this.setup.responder, data);
  }

  async _tellAlarm(told) {
    this.alarm = told;
    await this._vault.put("alarm", told);
    this._onChange();
  }

  _topic(stream) {
    const { municipality, user, responder } = this.setup;
    return `vaka/v1/${municipality}/${user}/${stream}/${responder}`;
  }

  _publish(topic, event) {
    if (!this.line?.isUp) return false;
    this.line.publish(topic, event);
    return true;
  }

  /** Position only on duty; the key in every state but the last one of a sign-in. */
  _state({ isLast = false } = {}) {
    const state = this.duty === "free" && this.taken.length > 0 ? "busy" : this.duty;
    const position = this.duty === "free" ? this.whereabouts.last?.position : undefined;
    const data = { state, ...(position ? { position } : {}), ...(isLast ? {} : { seal_key: this._vault.seal.open }) };
    return this._sealed(RESPONDER_TYPE, data);
  }

  /** With the key of this sign-in: told late, it says nothing of a newer one. */
  _will() {
    return this._sealed(RESPONDER_TYPE, { state: "lost", seal_key: this._vault.seal.open });
  }

  _sayState() {
    if (this._publish(this._topic("responders"), this._state())) this._saidAt = Date.now();
  }

  _sayWhere() {
    const isDue = this.duty === "break" && Date.now() - this._saidAt >= STATE_EVERY_ON_BREAK_MS;
    if (this.duty === "free" || isDue) this._sayState();
  }

  _follow() {
    this.whereabouts.follow(this.duty === "free");
  }
}
