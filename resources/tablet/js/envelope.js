// The contract's envelope (../contracts): how a message is written, and the little that is read. No state.
"use strict";

const TYPE = { alarm: "vaka.alarm.v1", status: "vaka.status.v1", call: "vaka.call.v1", receipt: "vaka.receipt.v1" };
const LONGEST_PAYLOAD = 256 * 1024;
const LONGEST_BODY = 128 * 1024;

/** One CloudEvent. Sent again, it is this very object. */
function sealed(type, source, subject, data) {
  return {
    specversion: "1.0",
    id: crypto.randomUUID(),
    source,
    type,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    subject,
    data,
  };
}

/** The event that a payload is, or null for whatever is not one of `type`. */
function opened(payload, type) {
  if (payload.length > LONGEST_PAYLOAD) return null;
  let event;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
  const isOne = isObject(event) && event.specversion === "1.0" && event.type === type && isObject(event.data);
  return isOne && typeof event.source === "string" ? event : null;
}

/** What the centre says of a call, or null where it is not its word or not whole. Times are milliseconds. */
function centreSignal(payload) {
  const event = opened(payload, TYPE.call);
  if (event === null || !event.source.startsWith("/centre/") || event.source.startsWith("/centre/guests/")) return null;
  const data = event.data;
  if (!isText(data.call, 128) || data.call === "" || typeof data.act !== "string") return null;
  return {
    call: data.call,
    act: data.act,
    body: isText(data.body, LONGEST_BODY) ? data.body : "",
    attempt: Number.isInteger(data.attempt) && data.attempt > 0 ? data.attempt : 1,
    time: moment(event.time),
    expiresAt: moment(data.expires_at),
    withPicture: data.with_picture === true,
    listenIn: data.listen_in === true,
    ice: iceServers(data.ice),
    caller: isText(data.caller, 200) ? data.caller.trim() : "",
    tone: typeof data.tone === "string" ? data.tone : "",
  };
}

/** What our receipt says: { source, id, state }, or null. */
function receiptOf(payload) {
  const event = opened(payload, TYPE.receipt);
  if (event === null || !event.source.startsWith("/centre/") || !isObject(event.data.of)) return null;
  const { source, id } = event.data.of;
  return isText(source, 512) && isText(id, 255) ? { source, id, state: event.data.state } : null;
}

/** How long an offer still means something, in milliseconds. By the sender's own two times and never by our clock, which
 * may be off by a minute or an hour: what has waited longer than that the broker does not bring. */
function leftOf(signal) {
  const LONGEST = 120_000;
  if (signal.expiresAt === null || signal.time === null) return LONGEST;
  return Math.min(LONGEST, signal.expiresAt - signal.time);
}

function iceServers(given) {
  if (!Array.isArray(given)) return [];
  const isAddress = (url) => isText(url, 300) && /^(stuns?|turns?):/.test(url);
  return given.slice(0, 8).filter((server) => isObject(server) && isAddress(server.urls)).map((server) => ({
    urls: server.urls,
    ...(isText(server.username, 512) ? { username: server.username } : {}),
    ...(isText(server.credential, 512) ? { credential: server.credential } : {}),
  }));
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value, longest) {
  return typeof value === "string" && value.length <= longest;
}

function moment(text) {
  const at = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}
