// Opens what the centre has closed to this phone's key: ECDH on P-256 with a key of this one order, HKDF-SHA256, AES-256-GCM
// (../contracts). Nobody else can, not even the broker.
"use strict";

const ORDER_TYPE = "vaka.dispatch.order.v1";
const LONGEST_SEALED = 200_000;

/** The sealed order in a payload: { id, time, until, to, ephemeral, nonce, text }; null for what is not the centre's order. */
function sealedOrder(payload) {
  const event = opened(payload, ORDER_TYPE);
  if (event === null || !event.source.startsWith("/centre/") || !isText(event.id, 255) || event.id === "") return null;
  const { to_key: to, ephemeral, nonce, text, until } = event.data;
  const isWhole = isText(to, 87) && isText(ephemeral, 87) && isText(nonce, 16) && isText(text, LONGEST_SEALED);
  if (!isWhole) return null;
  return { id: event.id, time: moment(event.time), until: moment(until), to, ephemeral, nonce, text };
}

/** The clear text of a sealed order, or null where this phone cannot open it. `where`: { municipality, user, responder }. */
async function unsealed(order, key, where) {
  const [ephemeral, nonce, text] = [order.ephemeral, order.nonce, order.text].map(bytesOf);
  const phone = bytesOf(key.open);
  if (order.to !== key.open || ephemeral === null || nonce?.length !== 12 || text === null) return null;
  const name = new TextEncoder().encode(ORDER_TYPE);
  const whose = [ORDER_TYPE, order.id, where.municipality, where.user, where.responder].join("\n");
  try {
    const theirs = await crypto.subtle.importKey("raw", ephemeral, { name: "ECDH", namedCurve: "P-256" }, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, key.secret, 256);
    const seed = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const salt = new Uint8Array([...ephemeral, ...phone]);
    const how = { name: "HKDF", hash: "SHA-256", salt, info: name };
    const opener = await crypto.subtle.deriveKey(how, seed, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const gcm = { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(whose) };
    return new TextDecoder("utf-8", { fatal: true }).decode(await crypto.subtle.decrypt(gcm, opener, text));
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null; // closed to another, or no text
    throw error;
  }
}
