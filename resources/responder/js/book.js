// The tasks that are this phone's now, the roster, and what became of others. Orders are kept as sealed as they came, and
// thrown away with their task; what is shown is opened anew each time the page starts.
"use strict";

const MOST_REMEMBERED = 200;
const MOST_NEWS = 5;
const NEWS_FOR_MS = 30 * 60_000;
const TaskState = { OFFERED: "offered", WAITING: "waiting", ACCEPTED: "accepted", UNDER_WAY: "under_way", ARRIVED: "arrived" };
const COURSE = [TaskState.ACCEPTED, TaskState.UNDER_WAY, TaskState.ARRIVED];

class Book {
  constructor(vault, steps, time) {
    this._vault = vault;
    this._steps = steps;
    this._time = time;
    this._tasks = new Map();
    this._seen = [];
    this._over = {};
    this.roster = null;
    this.news = [];
    this.centrePhone = "";
  }

  /** Takes up what was kept: the book's own record, or undefined, and orders as [key, order], oldest first. */
  async load(record, orders) {
    this._seen = record?.seen ?? [];
    this._over = record?.over ?? {};
    this.news = record?.news ?? [];
    for (const [key, order] of orders) await this._apply(order, key);
    for (const task of [...this._tasks.keys()]) {
      const ended = ["done", "declined"].some((reply) => this._own(this._tasks.get(task)).some((one) => one.reply === reply));
      if (ended) await this.close(task, this._time.now());
    }
  }

  /** Keeps an order that was not heard before; resolves with whether it was new, when it is on disk. */
  async take(sealedOne, order) {
    if (this._seen.includes(sealedOne.id)) return false;
    const key = `order/${String(Date.now()).padStart(15, "0")}/${sealedOne.id}`;
    await this._vault.put(key, sealedOne);
    this._seen = [...this._seen, sealedOne.id].slice(-MOST_REMEMBERED);
    const isNews = await this._apply(order, key);
    await this._keep();
    return isNews;
  }

  /** Those that still can be answered, the gravest first, then the one that ends first. */
  get offers() {
    const found = [...this._tasks.values()].filter((task) => this.state(task) === TaskState.OFFERED);
    return found.sort((a, b) => a.offer.grade - b.offer.grade || (a.offer.answerBy ?? 0) - (b.offer.answerBy ?? 0));
  }

  /** Those that are theirs, or that they said yes to, the gravest first. */
  get taken() {
    const found = [...this._tasks.values()].filter((task) => this.state(task) !== TaskState.OFFERED);
    return found.sort((a, b) => this.told(a).grade - this.told(b).grade || this.told(a).at - this.told(b).at);
  }

  has(task) {
    return this._tasks.has(task);
  }

  /** The order that says most of a task. */
  told(task) {
    return task.assigned ?? task.offer;
  }

  /** How far a task has come, by the centre's word and by the steps that were pressed here. */
  state(task) {
    const pressed = this._own(task).map((step) => step.reply);
    if (task.assigned === null) return pressed.includes("accepted") ? TaskState.WAITING : TaskState.OFFERED;
    const places = [task.assigned.state, ...pressed].map((one) => COURSE.indexOf(one));
    return COURSE[Math.max(...places)];
  }

  /** What nobody answered in time. */
  async expire() {
    for (const task of this.offers) {
      const { answerBy, number, then, at } = task.offer;
      if (answerBy === null || answerBy > this._time.now()) continue;
      this._tell({ task: task.id, number, why: "expired", by: then, at: answerBy });
      await this.close(task.id, at);
    }
  }

  /** It is over here: nothing of it stays but what the centre has not got yet. `at`: orders up to then mean nothing more. */
  async close(id, at) {
    const task = this._tasks.get(id);
    this._tasks.delete(id);
    const kept = Object.entries({ ...this._over, [id]: at }).slice(-MOST_REMEMBERED);
    this._over = Object.fromEntries(kept);
    await this._keep();
    if (task !== undefined) await this._vault.remove([...task.keys]);
    await this._steps.forget(id);
  }

  async dismiss(task) {
    this.news = this.news.filter((one) => one.task !== task);
    await this._keep();
  }

  /** Old news go. */
  sweep() {
    this.news = this.news.filter((one) => this._time.now() - one.at < NEWS_FOR_MS);
  }

  _own(task) {
    const since = task.offer?.at ?? task.assigned?.acceptedAt ?? 0;
    return this._steps.of(task.id).filter((step) => step.at >= since);
  }

  /** Whether it changed anything. */
  async _apply(order, key) {
    if (order.centrePhone !== "") this.centrePhone = order.centrePhone;
    switch (order.kind) {
      case "offer":
      case "assigned":
        return this._take(order, key);
      case "withdrawn":
        return this._withdraw(order, key);
      case "roster":
        return this._enrol(order, key);
      default:
        await this._vault.remove([key]);
        return true;
    }
  }

  async _take(order, key) {
    const task = this._tasks.get(order.task) ?? { id: order.task, offer: null, assigned: null, keys: new Set() };
    const isOld = order.at <= (this._over[order.task] ?? 0) || order.at < (task[order.kind]?.at ?? 0);
    if (isOld || this._hasEnded(order.task)) {
      await this._vault.remove([key]);
      return false;
    }
    if (task[order.kind] !== null) await this._vault.remove([task[order.kind].key]);
    if (order.kind === "offer" && task.assigned !== null && task.assigned.at < order.at) task.assigned = null;
    task.keys.add(key);
    task[order.kind] = { ...order, grade: order.grade || task.offer?.grade || 3, key };
    this._tasks.set(order.task, task);
    return true;
  }

  /** Whether it was ended here, and the centre does not know yet. */
  _hasEnded(task) {
    return this._steps.waiting.some((step) => step.task === task && ["done", "declined"].includes(step.reply));
  }

  async _withdraw(order, key) {
    await this._vault.remove([key]);
    const known = this._tasks.get(order.task);
    const isOld = known !== undefined && this.told(known).at > order.at;
    const isTold = this.news.some((one) => one.task === order.task);
    if (isOld || (known === undefined && !isTold)) return false;
    this._tell({ task: order.task, number: order.number, why: order.why, by: order.by, at: order.at });
    await this.close(order.task, order.at);
    return known !== undefined;
  }

  async _enrol(order, key) {
    const gone = order.at < (this.roster?.at ?? 0) ? key : this.roster?.key;
    if (gone !== undefined) await this._vault.remove([gone]);
    if (gone === key) return false;
    this.roster = { ...order, key };
    for (const task of [...this._tasks.values()]) {
      const isListed = order.tasks === null || order.tasks.includes(task.id) || this.told(task).at > order.at;
      const waits = this._steps.waiting.some((step) => step.task === task.id);
      if (!isListed && !waits) await this.close(task.id, order.at);
    }
    return true;
  }

  _tell(news) {
    this.news = [news, ...this.news.filter((one) => one.task !== news.task)].slice(0, MOST_NEWS);
  }

  _keep() {
    return this._vault.put("book", { seen: this._seen, over: this._over, news: this.news });
  }
}
