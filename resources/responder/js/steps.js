// The phone's outbox. A step gets its id when it is pressed, is kept before it is shown as pressed, and is sent again until
// the centre's own receipt says that it is stored. Of one task the next step waits for the receipt of the one before.
"use strict";

const REPEAT_AFTER_MS = [5_000, 10_000, 20_000, 40_000, 60_000];
const REPLY_TYPE = "vaka.dispatch.reply.v1";
/** Words that change nothing by coming late: whoever accepts does not wait for their receipts. */
const LIGHT = ["delivered", "seen"];

const StepState = { WAITING: "waiting", STORED: "stored", REFUSED: "refused" };

class Steps {
  /** `send(topic, event)` returns whether it was handed to the line. `onChange(step)`: a receipt came, or one was sent. */
  constructor(vault, send, onChange) {
    this._vault = vault;
    this._send = send;
    this._onChange = onChange;
    this._all = [];
    this._next = 1;
    this._timer = setInterval(() => this._sendDue(), 500);
  }

  /** Takes up what was kept, as [key, step]. */
  load(kept) {
    this._all = kept.map(([, step]) => ({ ...step, tries: 0, dueAt: 0, isKept: true }));
    this._next = 1 + Math.max(0, ...this._all.map((step) => step.place));
  }

  close() {
    clearInterval(this._timer);
  }

  /** Keeps a step and sends it; resolves with it when it is on disk. `chain`: those that go one after another. */
  async add({ chain, topic, event, at, task = "", reply, minutes = null }) {
    const step = { place: this._next++, chain, topic, event, at, task, reply, minutes, state: StepState.WAITING };
    Object.assign(step, { tries: 0, dueAt: 0, isKept: false });
    this._all.push(step);
    await this._keep(step);
    step.isKept = true;
    this._sendDue();
    return step;
  }

  /** Those of a task that are on disk, oldest first; those of no task for "". */
  of(task) {
    return this._all.filter((step) => step.task === task && step.isKept);
  }

  /** Whether this was said of a task at `since` or later, on disk or on its way there. */
  hasSaid(task, reply, since) {
    return this._all.some((step) => step.task === task && step.reply === reply && step.at >= since);
  }

  /** What the centre has not answered, and would miss. */
  get waiting() {
    return this._all.filter((step) => step.isKept && step.state === StepState.WAITING && !LIGHT.includes(step.reply));
  }

  /** The line is up: all that waits may go at once. */
  sendAll() {
    for (const step of this._all) step.dueAt = 0;
    this._sendDue();
  }

  /** Our word to one of them. Any but the refusal says that it is stored; what it said is then kept no longer. */
  async takeReceipt({ source, id, state }) {
    const step = this._all.find(({ event, state: now }) => event?.id === id && event.source === source && now === "waiting");
    if (step === undefined) return null;
    step.state = state === "refused" ? StepState.REFUSED : StepState.STORED;
    step.event = { id: step.event.id, source: step.event.source };
    await this._keep(step);
    this._sendDue();
    this._onChange(step);
    return step;
  }

  /** Forgets what was stored of a task; what the centre does not have yet stays until it has. */
  async forget(task) {
    const gone = this.of(task).filter((step) => step.state !== StepState.WAITING || LIGHT.includes(step.reply));
    this._all = this._all.filter((step) => !gone.includes(step));
    if (gone.length > 0) await this._vault.remove(gone.map((step) => keyOf(step)));
  }

  _keep(step) {
    const { place, chain, topic, event, at, task, reply, minutes, state } = step;
    return this._vault.put(keyOf(step), { place, chain, topic, event, at, task, reply, minutes, state });
  }

  _sendDue() {
    const now = Date.now();
    const stopped = new Set();
    for (const step of this._all) {
      if (step.state !== StepState.WAITING || stopped.has(step.chain)) continue;
      if (!LIGHT.includes(step.reply)) stopped.add(step.chain);
      if (!step.isKept) continue;
      const isFar = step.dueAt - now > REPEAT_AFTER_MS.at(-1); // somebody set the clock back
      if (step.dueAt > now && !isFar) continue;
      if (!this._send(step.topic, step.event)) continue;
      step.dueAt = now + REPEAT_AFTER_MS[Math.min(step.tries, REPEAT_AFTER_MS.length - 1)];
      step.tries += 1;
      this._onChange(step);
    }
  }
}

function keyOf(step) {
  return `step/${String(step.place).padStart(9, "0")}`;
}
