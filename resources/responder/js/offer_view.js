// How an offer looks: what it is, how far, what is known, why you, and how long there is to answer.
"use strict";

const FACT_ICONS = {
  danger: "warning", oxygen: "pulmonology", blood_thinner: "bloodtype", diabetes: "glucose", epilepsy: "neurology",
  dementia: "cognition", hearing: "hearing_disabled", speech: "voice_over_off", sight: "visibility_off",
  language: "translate", call_mobile_first: "deskphone", key: "key", digital_lock: "key", animal: "pets",
  lives_alone: "home", walking: "assist_walker",
};

class OfferView {
  constructor(words, time) {
    this._words = words;
    this._time = time;
  }

  /** `taken`: a task that they already have, or null. */
  draw(task, taken) {
    const offer = task.offer;
    const say = (key, values) => this._words.say(key, values);
    renew(el("offer-mark"), String(offer.grade), () => [classMark(offer.grade)]);
    setText(el("offer-what"), kindWords(this._words, offer));
    setText(el("offer-who"), this._who(offer));
    const minutes = offer.isEstimate ? "minutes_about" : "minutes";
    setText(el("offer-minutes"), offer.minutes === null ? say("minutes_unknown") : say(minutes, { count: offer.minutes }));
    setText(el("offer-distance"), this._distance(offer));
    const rows = this._rows(offer);
    renew(el("offer-facts"), JSON.stringify(rows), () => rows.map(([name, ...texts]) => rowOf(name, ...texts)));
    const then = [say("after_accept")];
    if (offer.then !== "") then.push(say("then", { name: offer.then }));
    if (taken !== null) then.unshift(say("has_task", { number: numberOf(taken) }));
    setText(el("offer-then"), then.join(" "));
    this._drawLeft(offer);
  }

  /** Nothing of a person stays in the page. */
  clear() {
    for (const id of ["offers", "offer-mark", "offer-facts"]) renew(el(id), "", () => []);
    for (const id of ["offer-what", "offer-who", "offer-then"]) setText(el(id), "");
  }

  _drawLeft(offer) {
    const left = offer.answerBy === null ? 0 : offer.answerBy - this._time.now();
    setText(el("answer-left"), this._words.clock(left));
    el("answer-bar").value = Math.max(0, Math.min(1, left / Math.max(1, (offer.answerBy ?? 0) - offer.at))) * 1_000;
  }

  _who(offer) {
    const words = this._words;
    if (offer.isProtected) return [words.say("protected"), offer.city].filter(Boolean).join(", ");
    const age = offer.age === null ? "" : words.say("years", { age: offer.age });
    const person = [offer.sex === "" ? "" : words.say(offer.sex), age].filter(Boolean).join(" ");
    return [words.sentence(person), offer.street, offer.area, offer.city].filter(Boolean).join(", ");
  }

  _distance(offer) {
    if (offer.metres === null) return "";
    const distance = this._words.distance(offer.metres);
    return offer.by === "" ? distance : this._words.say(`distance_${offer.by}`, { distance });
  }

  _rows(offer) {
    const say = (key, values) => this._words.say(key, values);
    const rows = [];
    const known = offer.facts.map((fact) => [fact, factWords(this._words, fact)]).filter(([, word]) => word !== "");
    const skills = offer.need.skills.map((one) => this._words.code("skill", one)).filter(Boolean);
    if (known.length > 0) {
      const details = known.map(([fact]) => fact.detail).filter(Boolean);
      rows.push([FACT_ICONS[known[0][0].kind] ?? "warning", known.map(([, word]) => word).join(", "), details.join(". ")]);
    }
    if (skills.length > 0) rows.push(["check", this._words.sentence(skills.join(", ")), ""]);
    rows.push(this._entry(offer));
    const others = offer.partner === "" ? "" : say("going_with", { name: offer.partner });
    if (offer.need.staff > 1) rows.push(["groups", say("going_several", { count: offer.need.staff }), others]);
    else if (offer.isAlone) rows.push(["person", say("going_alone"), ""]);
    else if (others !== "") rows.push(["groups", others, ""]);
    const why = offer.fits.map((one) => (one === "nearest" ? say("fit_nearest") : this._words.code("fit", one))).filter(Boolean);
    if (why.length > 0) rows.push(["schedule", say("why_you"), this._words.sentence(why.join(", "))]);
    return rows;
  }

  _entry(offer) {
    const { entry, key } = offer.need;
    const say = (one) => this._words.say(one);
    if (entry === "digital_lock" && offer.fits.includes("lock_right")) {
      return ["key", say("entry_digital_lock_right"), say("entry_digital_lock_more")];
    }
    if (entry === "" || entry === "unknown") return ["question_mark", say("entry_unknown"), say("entry_unknown_more")];
    return [entry === "open" ? "meeting_room" : "key", say(`entry_${entry}`), key];
  }
}

/** What it is, in words: the class, and the cause where it says something. */
function kindWords(words, order) {
  const cause = order.cause === "unknown" ? "" : words.code("cause", order.cause);
  return [words.say(`class_${order.grade}`), cause].filter(Boolean).join(", ");
}

function factWords(words, fact) {
  return words.code("fact", fact.kind);
}

function numberOf(task) {
  return task.assigned?.number || task.offer?.number || "";
}

function rowOf(name, title, more) {
  const text = made("div", "", "", made("strong", "", title));
  if (more !== "") text.append(made("span", "", more));
  return made("li", "", "", icon(name), text);
}

/** A list to choose from, the gravest first; nothing where there is no choice. */
function drawPick(list, entries, chosen, choose) {
  list.hidden = entries.length < 2;
  const mark = JSON.stringify([entries.map(({ id, grade, text }) => [id, grade, text]), chosen]);
  renew(list, mark, () =>
    entries.map(({ id, grade, text }) => {
      const key = made("button", "", "", classMark(grade), made("span", "", text), made("b"));
      key.type = "button";
      key.setAttribute("aria-pressed", String(id === chosen));
      key.addEventListener("click", () => choose(id));
      return made("li", "", "", key);
    }),
  );
  entries.forEach(({ left }, at) => {
    if (left !== undefined && !list.hidden) setText(list.children[at].querySelector("b"), left);
  });
}
