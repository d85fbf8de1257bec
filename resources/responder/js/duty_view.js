// How being on duty looks: the duty, the check-in of who works alone, the visits, and what is told of the own position.
"use strict";

class DutyView {
  constructor(words, time) {
    this._words = words;
    this._time = time;
  }

  draw({ duty, dutyAt, hasTask, roster, whereabouts, alone }) {
    const say = (key, values) => this._words.say(key, values);
    for (const key of el("duty").children) {
      const isOwn = key.dataset.duty === duty;
      key.setAttribute("aria-checked", String(isOwn));
      key.tabIndex = isOwn ? 0 : -1;
      key.disabled = hasTask && !isOwn;
    }
    this._drawVisits(roster);
    const until = roster?.shiftUntil ?? null;
    const shift = until === null ? "" : say("shift_until", { time: this._words.time(until) });
    const said = dutyAt.isOwn ? "" : say("duty_said", { time: this._words.time(dutyAt.at) });
    setText(el("shift"), [said, shift].filter(Boolean).join(". "));
    setText(el("position-told"), say(duty === "free" ? "position_sent" : `position_${duty}`));
    const isShown = duty === "free";
    const denied = whereabouts.isDenied ? say("position_denied") : positionWords(this._words, whereabouts.last);
    setText(el("position-age"), isShown ? denied : "");
    el("go-alone").hidden = alone.now !== null || duty === "off";
  }

  /** The check-in of who works alone; `isTask`: on the page of a task, where another key is lit until it is near. */
  drawAlone(alone, isTask) {
    el("alone").hidden = alone.now === null;
    if (alone.now === null) return;
    const say = (key, values) => this._words.say(key, values);
    const { since, minutes, dueAt, isHeard, sends } = alone.now;
    const left = alone.left;
    const time = this._words.time(dueAt);
    setText(el("alone-left"), this._words.clock(Math.abs(left)));
    setText(el("alone-left-word"), say(left < 0 ? "over" : "left"));
    el("alone-arc").setAttribute("stroke-dasharray", `${Math.max(0, Math.min(1, left / (minutes * 60_000))) * 1_000} 1000`);
    const next = left < 0 ? "alone_missed" : sends === "" ? "alone_next" : "alone_next_sends";
    const parts = [say("alone_at", { time: this._words.time(since) }), say(next, { time, name: sends })];
    parts.push(say(isHeard ? "alone_heard" : "alone_unheard"));
    setText(el("alone-told"), parts.join(" "));
    el("well").classList.toggle("lit", !isTask || alone.isSoon);
  }

  _drawVisits(roster) {
    const now = this._time.now();
    const visits = (roster?.visits ?? []).filter((visit) => (visit.until ?? visit.since) > now);
    const say = (key, values) => this._words.say(key, values);
    const until = roster?.shiftUntil ?? null;
    const left = until === null ? "visits_left" : "visits_until";
    const count = { count: visits.length, time: until === null ? "" : this._words.time(until) };
    setText(el("visits-left"), visits.length === 0 ? say("no_visits") : say(left, count));
    const rows = visits.map(({ since, name, street, staff }) => {
      const more = [street, staff > 1 ? say("two_staff") : ""].filter(Boolean).join(", ");
      return [this._words.time(since), name || street, name === "" ? "" : more];
    });
    renew(el("visits"), JSON.stringify(rows), () =>
      rows.map(([time, title, more]) => {
        const text = made("div", "", "", made("strong", "", title));
        if (more !== "") text.append(made("span", "", more));
        return made("li", "", "", made("strong", "", time), text);
      }),
    );
  }
}
