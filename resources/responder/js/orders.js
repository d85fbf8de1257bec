// What an order says once it is open, read with limits: whatever is longer, of another kind or not there is left out.
"use strict";

const ORDER_KINDS = ["offer", "assigned", "withdrawn", "roster", "alone"];
const WITHDRAWALS = ["taken", "cancelled", "no_answer", "rerouted"];
const MOST_POINTS = 20_000;

/** The order that a clear text is, or null for a kind or a shape that this page does not know. Moments are milliseconds. */
function readOrder(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isObject(given) || !ORDER_KINDS.includes(given.kind)) return null;
  const at = moment(given.at);
  if (at === null) return null;
  const order = { kind: given.kind, at, centrePhone: phone(given.centre_phone), ...READERS[given.kind](given) };
  const isOfTask = ["offer", "assigned", "withdrawn"].includes(given.kind);
  return isOfTask && order.task === "" ? null : order;
}

const READERS = {
  offer: (given) => ({
    ...ofTask(given),
    answerBy: moment(given.answer_by),
    isProtected: given.is_protected === true,
    sex: oneOf(given.person?.sex, ["woman", "man"]),
    age: whole(given.person?.age, 150),
    street: line(given.street),
    area: line(given.area),
    city: line(given.city) || line(given.municipality),
    minutes: whole(given.minutes, 600),
    metres: whole(given.metres, 1_000_000),
    isEstimate: given.is_estimate === true,
    by: oneOf(given.by, ["car", "bike", "foot"]),
    need: needOf(given.need),
    facts: factsOf(given.facts),
    isAlone: given.alone === true,
    fits: codes(given.fits),
    partner: line(given.partner),
    then: line(given.then),
  }),
  assigned: (given) => ({
    ...ofTask(given),
    state: oneOf(given.state, ["accepted", "under_way", "arrived"]) || "accepted",
    acceptedAt: moment(given.accepted_at),
    isProtected: given.is_protected === true,
    name: line(given.name),
    age: whole(given.age, 150),
    language: line(given.language),
    address: line(given.street),
    apartment: line(given.apartment),
    city: line(given.city) || line(given.municipality),
    phone: phone(given.phone),
    wayIn: note(given.way_in),
    keyLocation: note(given.key_location),
    entry: oneOf(given.entry, ["digital_lock", "cabinet", "key", "open", "unknown"]),
    facts: factsOf(given.facts),
    note: note(given.note),
    place: line(given.place),
    isAlone: given.alone === true,
    partner: line(given.partner),
    arriveBy: moment(given.arrive_by),
    promiseUntil: moment(given.promise_until),
    codes: codesOf(given.codes),
    hasEntryFailed: given.entry_failed === true,
    checkInMinutes: whole(given.check_in_min, 240),
    point: pointOf(given.point),
    map: mapOf(given.map),
  }),
  withdrawn: (given) => ({ ...ofTask(given), why: oneOf(given.why, WITHDRAWALS) || "cancelled", by: line(given.by) }),
  roster: (given) => ({
    name: line(given.name),
    duty: oneOf(given.duty, ["free", "busy", "break", "off"]),
    dutyAt: moment(given.duty_at),
    shiftUntil: moment(given.shift_until),
    visits: listed(given.visits, 60).filter((visit) => isObject(visit) && moment(visit.since) !== null).map((visit) => ({
      id: line(visit.id),
      since: moment(visit.since),
      until: moment(visit.until),
      staff: whole(visit.staff, 20) ?? 1,
      name: line(visit.name),
      street: line(visit.street),
    })),
    aloneBy: moment(given.alone_by),
    tasks: Array.isArray(given.tasks) ? given.tasks.slice(0, 200).filter((id) => isText(id, 128)) : null,
  }),
  alone: (given) => ({
    isAlone: given.is_alone === true,
    since: moment(given.since),
    checkBy: moment(given.check_by),
    sends: line(given.send),
    task: isText(given.task, 128) ? given.task : "",
  }),
};

function ofTask(given) {
  return {
    task: isText(given.task, 128) ? given.task : "",
    number: whole(given.number, 10_000_000) ?? "",
    grade: whole(given.class, 4) ?? 0,
    cause: line(given.cause),
  };
}

function needOf(given) {
  const need = isObject(given) ? given : {};
  return {
    skills: codes(need.skills),
    staff: whole(need.staff, 20) ?? 1,
    language: line(need.language),
    entry: oneOf(need.entry, ["digital_lock", "cabinet", "key", "open", "unknown"]),
    key: line(need.key),
  };
}

function factsOf(given) {
  return listed(given, 20)
    .map((fact) => (isObject(fact) ? { kind: line(fact.kind), detail: note(fact.detail) } : { kind: line(fact), detail: "" }))
    .filter((fact) => fact.kind !== "");
}

function codesOf(given) {
  return listed(given, 6).filter(isObject).map((one) => ({
    place: line(one.place),
    code: isText(one.code, 24) ? one.code.trim() : "",
    until: moment(one.until),
  }));
}

/** The picture of the way: features as [kind, [x, y, ...]], in units of `metresPerUnit`, y downwards. */
function mapOf(given) {
  if (!isObject(given)) return null;
  const [width, height, scale] = [given.width, given.height, given.metres_per_unit];
  const isScale = [width, height].every((one) => isNumber(one, 100_000) && one > 0) && isNumber(scale, 10_000) && scale > 0;
  if (!isScale) return null;
  let points = 0;
  const features = listed(given.features, 2_000)
    .filter((one) => Array.isArray(one) && isText(one[0], 30) && isLine(one[1]))
    .filter((one) => (points += one[1].length) <= MOST_POINTS);
  const spot = (one) => (Array.isArray(one) && one.length === 2 && one.every((each) => isNumber(each, 100_000)) ? one : null);
  const way = isLine(given.way) ? given.way.slice(0, MOST_POINTS) : [];
  return { width, height, scale, features, way, from: spot(given.from), to: spot(given.to), credit: line(given.credit) };
}

function isLine(value) {
  return Array.isArray(value) && value.length >= 4 && value.length % 2 === 0 && value.every((one) => isNumber(one, 100_000));
}

function isNumber(value, largest) {
  return typeof value === "number" && Math.abs(value) <= largest;
}

function pointOf(value) {
  const isOne = Array.isArray(value) && value.length === 2 && isNumber(value[0], 90) && isNumber(value[1], 180);
  return isOne ? { latitude: value[0], longitude: value[1] } : null;
}

function listed(value, most) {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

function codes(value) {
  return listed(value, 20).map(line).filter((one) => one !== "");
}

function oneOf(value, known) {
  return known.includes(value) ? value : "";
}

function whole(value, largest) {
  return Number.isInteger(value) && value >= 0 && value <= largest ? value : null;
}

/** A text of one line; what would turn the writing around is taken out. */
function line(value) {
  return typeof value === "string" ? plain(value.slice(0, 120)) : "";
}

function note(value) {
  return typeof value === "string" ? plain(value.slice(0, 500)) : "";
}

function plain(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
}

function phone(value) {
  return typeof value === "string" && /^\+?[0-9 -]{2,30}$/.test(value) ? value.replaceAll(/[ -]/g, "") : "";
}
