// How a task looks once it is theirs: who, where, the way, the door, what was promised, what is known, what to do next.
"use strict";

const NEXT_STEPS = {
  [TaskState.ACCEPTED]: ["under_way", "arrow"],
  [TaskState.UNDER_WAY]: ["arrived", "pin"],
  [TaskState.ARRIVED]: ["done", "check"],
};

class TaskView {
  constructor(words, time) {
    this._words = words;
    this._time = time;
    this._sketch = new Sketch(el("sketch"));
    el("zoom").addEventListener("click", () => (this._sketch.isNear = !this._sketch.isNear));
  }

  /** `here`: the own last fix or null; `isVisible`: whether codes may be shown. */
  draw(task, { state, steps, here, isVisible, isChecked }) {
    const told = task.assigned ?? task.offer;
    const assigned = task.assigned;
    renew(el("task-mark"), String(told.grade), () => [classMark(told.grade)]);
    setText(el("task-name"), assigned === null ? kindWords(this._words, told) : assigned.name || kindWords(this._words, told));
    setText(el("task-age"), assigned?.age ? String(assigned.age) : "");
    setText(el("task-address"), assigned === null ? told.street : this._address(assigned));
    this._drawWaiting(state, steps);
    this._drawSketch(assigned, here);
    this._drawDoor(assigned, isVisible);
    this._drawPromise(assigned, task);
    this._drawFacts(assigned);
    this._drawTold(steps);
    this._drawNext(state, isChecked);
  }

  /** Nothing of a person stays in the page. */
  clear() {
    for (const id of ["tasks", "task-mark", "codes", "task-facts", "task-rows"]) renew(el(id), "", () => []);
    for (const id of ["task-name", "task-age", "task-address", "told", "promise-words", "sketch-told", "sketch-credit"]) setText(el(id), "");
    el("sketch").width = 0;
    el("sketch").removeAttribute("aria-label");
    el("sketch-frame").hidden = true;
  }

  _address({ isProtected, address, apartment, city }) {
    if (isProtected) return [this._words.say("protected"), city].filter(Boolean).join(", ");
    const flat = /^\d+$/.test(apartment) ? this._words.say("apartment", { number: apartment }) : apartment;
    return [address, flat, city].filter(Boolean).join(", ");
  }

  _drawWaiting(state, steps) {
    el("waiting").hidden = state !== TaskState.WAITING;
    const pressed = steps.findLast((step) => step.reply === "accepted");
    if (pressed !== undefined) setText(el("waiting-words"), this._words.say("waiting", { time: this._words.time(pressed.at) }));
  }

  _drawSketch(assigned, here) {
    const frame = el("sketch-frame");
    frame.hidden = assigned === null || assigned.map === null;
    if (frame.hidden) return;
    const say = (key, values) => this._words.say(key, values);
    const { map, point, grade, name } = assigned;
    this._sketch.draw({ map, point, here: here?.position ?? null, grade, goal: name, you: say("you") });
    el("sketch").setAttribute("aria-label", say("way_to", { address: this._address(assigned) }));
    el("zoom").setAttribute("aria-label", say(this._sketch.isNear ? "zoom_all" : "zoom_near"));
    setText(el("sketch-told"), positionWords(this._words, here));
    setText(el("sketch-credit"), map.credit);
  }

  /** The codes stand there only while somebody looks at the page, and only while they open. */
  _drawDoor(assigned, isVisible) {
    const codes = assigned?.codes ?? [];
    const say = (key, values) => this._words.say(key, values);
    const now = this._time.now();
    el("door").hidden = codes.length === 0 && !assigned?.hasEntryFailed;
    const lines = codes.map(({ place, code, until }) => {
      const isOver = until !== null && until <= now;
      const till = until === null ? "" : say(isOver ? "code_over" : "code_until", { time: this._words.time(until) });
      const title = [place || say("door"), code === "" && !isOver ? say("code_by_app") : "", till].filter(Boolean).join(", ");
      return [title, isOver || !isVisible ? "" : code];
    });
    if (assigned?.hasEntryFailed) lines.push([say("entry_failed"), ""]);
    renew(el("codes"), JSON.stringify(lines), () => lines.flatMap(([title, code]) => this._code(title, code)));
  }

  _code(title, code) {
    const lines = [made("p", "", title)];
    if (code === "") return lines;
    const shown = made("output", "", grouped(code));
    shown.setAttribute("aria-label", `${this._words.say("code_spoken")} ${[...code].join(" ")}`);
    return [...lines, shown];
  }

  _drawPromise(assigned, task) {
    const until = assigned?.promiseUntil ?? null;
    el("promise").hidden = until === null;
    if (until === null) return;
    const [first] = assigned.name.split(" ");
    const left = until - this._time.now();
    const minutes = Math.ceil(left / 60_000);
    setText(el("promise-words"), this._words.say("promised", { name: first, time: this._words.time(until) }));
    const late = this._words.say("promised_late", { count: Math.max(1, -Math.floor(left / 60_000)) });
    setText(el("promise-left"), left < 0 ? late : this._words.say("minutes", { count: minutes }));
    const since = assigned.acceptedAt ?? task.offer?.at ?? assigned.at;
    const share = Math.max(0, Math.min(1, 1 - left / Math.max(1, until - since)));
    el("promise-fill").setAttribute("width", String(Math.round(share * 1_000)));
    el("promise-ruler").classList.toggle("late", left < 0);
  }

  _drawFacts(assigned) {
    const known = (assigned?.facts ?? []).map((fact) => [fact, factWords(this._words, fact)]).filter(([, word]) => word !== "");
    renew(el("task-facts"), JSON.stringify(known), () =>
      known.map(([fact, word]) => made("li", "", "", icon(FACT_ICONS[fact.kind] ?? "warning"), made("span", "", word))),
    );
    const rows = assigned === null ? [] : this._rows(assigned, known);
    renew(el("task-rows"), JSON.stringify(rows), () => rows.map(([name, ...texts]) => this._row(name, ...texts)));
  }

  _rows(assigned, known) {
    const say = (key, values) => this._words.say(key, values);
    const rows = known.filter(([fact]) => fact.detail !== "").map(([fact, word]) => [FACT_ICONS[fact.kind], word, fact.detail]);
    const entry = assigned.entry === "" ? "" : say(`entry_${assigned.entry}`);
    const way = [assigned.wayIn, assigned.keyLocation].filter(Boolean).join(". ");
    if (entry !== "" && assigned.codes.length === 0) rows.push(["key", entry, way]);
    else if (way !== "") rows.push(["meeting_room", say("door"), way]);
    if (assigned.place !== "") rows.push(["home", say("place"), assigned.place]);
    if (assigned.note !== "") rows.push(["notes", assigned.note, ""]);
    if (assigned.partner !== "") rows.push(["groups", say("going_with", { name: assigned.partner }), ""]);
    else if (assigned.isAlone) rows.push(["person", say("going_alone"), ""]);
    if (assigned.phone !== "") rows.push(["call", say("resident_phone", { name: assigned.name }), assigned.phone, `tel:${assigned.phone}`]);
    return rows;
  }

  _row(name, title, more, link = "") {
    const row = rowOf(name, title, more);
    if (link === "") return row;
    const way = made("a");
    way.href = link;
    way.append(...row.childNodes);
    row.append(way);
    return row;
  }

  _drawTold(steps) {
    const answered = steps.findLast((step) => step.state !== StepState.WAITING && !LIGHT.includes(step.reply));
    if (answered === undefined) return setText(el("told"), "");
    const values = { step: stepWords(this._words, answered), time: this._words.time(answered.at) };
    return setText(el("told"), this._words.say(answered.state === StepState.STORED ? "told_centre" : "told_refused", values));
  }

  _drawNext(state, isChecked) {
    const [step, name] = NEXT_STEPS[state] ?? ["", ""];
    el("next").hidden = step === "";
    if (step === "") return;
    el("next").dataset.step = step;
    el("next").classList.toggle("lit", !isChecked);
    el("next-icon").setAttribute("href", `#i-${name}`);
    setText(el("next-word"), this._words.say(step));
  }
}

/** A step in words. */
function stepWords(words, step) {
  return words.say(step.reply, { count: step.minutes ?? "" });
}

function positionWords(words, here) {
  if (here === null) return words.say("position_none");
  return words.say("position_age", { span: words.span(Date.now() - here.ms) });
}

/** Digits in fours, as they are read aloud. */
function grouped(code) {
  return /^\d{5,}$/.test(code) ? code.replace(/(\d{4})(?=\d)/g, "$1 ") : code;
}
