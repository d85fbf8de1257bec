// What is asked for in between, at the foot of the page: why not, a note, how late, how often, whether to sign out.
"use strict";

const DECLINES = ["with_somebody", "too_far", "not_alone", "no_transport", "other"];
const DELAYS = [5, 10, 15, 20, 30, 45];

class Panel {
  /** `once(key, act)` does what was chosen. */
  constructor(words, phone, once) {
    this._words = words;
    this._phone = phone;
    this._once = once;
    this._drafts = new Map();
  }

  /** Why they cannot go. */
  askWhyNot(offer) {
    const decline = (why) => () => this._phone.step(offer, "declined", { text: why });
    const choices = DECLINES.map((why) => this._choice(this._words.sentence(this._words.code("decline", why)), decline(why)));
    this._open(this._words.say("cannot"), "reasons", choices);
  }

  /** What was begun and not sent is there again. */
  askNote(task) {
    const field = made("textarea");
    field.maxLength = 500;
    field.setAttribute("aria-label", this._words.say("note_for"));
    field.value = this._drafts.get(task.id) ?? "";
    field.addEventListener("input", () => this._drafts.set(task.id, field.value));
    const send = this._choice(this._words.say("send"), async () => {
      const text = (this._drafts.get(task.id) ?? "").trim();
      this._drafts.delete(task.id);
      if (text !== "") await this._phone.step(task, "note", { text });
    });
    this._open(this._words.say("note_for"), "", [field, send]);
  }

  askDelay(task) {
    this._askMinutes("delay_by", DELAYS, (minutes) => this._phone.step(task, "late", { minutes }));
  }

  askAlone() {
    this._askMinutes("alone_for", ALONE_CHOICES, (minutes) => this._phone.beAlone(minutes));
  }

  _askMinutes(title, choices, act) {
    const choice = (minutes) => this._choice(this._words.say("minutes", { count: minutes }), () => act(minutes));
    this._open(this._words.say(title), "choices", choices.map(choice));
  }

  askSignOut() {
    const { steps, taken } = this._phone;
    const count = steps.waiting.length;
    const warned = [this._words.say("sign_out_sure")];
    if (taken.length > 0) warned.unshift(this._words.say("sign_out_task"));
    if (count > 0) warned.unshift(this._words.say("sign_out_unsent", { count }));
    const yes = this._choice(this._words.say("sign_out_yes"), async () => {
      await this._phone.signOut();
      location.reload();
    });
    this._open(warned.join(" "), "", [yes]);
  }

  /** Nothing that was written of another task stays. */
  keepOnly(tasks) {
    for (const id of this._drafts.keys()) if (!tasks.some((task) => task.id === id)) this._drafts.delete(id);
  }

  _open(title, className, children) {
    setText(el("panel-title"), title);
    el("panel-body").className = className;
    el("panel-body").replaceChildren(...children);
    el("panel").hidden = false;
    children[0].focus();
    el("panel").scrollIntoView({ block: "nearest" });
  }

  close() {
    el("panel").hidden = true;
    el("panel-body").replaceChildren();
  }

  /** A key in the panel, which closes with it. */
  _choice(text, act) {
    const key = made("button", "", text);
    key.type = "button";
    key.addEventListener("click", () => {
      this.close();
      this._once(text, act);
    });
    return key;
  }
}
