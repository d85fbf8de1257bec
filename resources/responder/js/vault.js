// What this phone keeps: its keys, which no script can read, and records closed with one of them. So a copy of the
// browser's storage holds no name, no note and no code.
"use strict";

const VAULT = "vaka-responder";
const AES = { name: "AES-GCM", length: 256 };

class Vault {
  constructor(database, keys) {
    this._database = database;
    this._keys = keys;
    this._last = Promise.resolve();
  }

  /** The phone's vault; null where nobody has signed in. */
  static async opened() {
    const database = await openDatabase();
    const keys = await answered(database.transaction("keys").objectStore("keys").get("own"));
    if (keys !== undefined) return new Vault(database, keys);
    database.close();
    return null;
  }

  /** A new sign-in: new keys, and nothing of an earlier one. */
  static async fresh() {
    await Vault.forget();
    const database = await openDatabase();
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
    const rest = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const keys = { secret: pair.privateKey, open: base64url(raw), rest };
    await changed(database, "keys", (store) => store.put(keys, "own"));
    return new Vault(database, keys);
  }

  /** Nothing of it is left, and nothing that was closed can be opened again. */
  static forget() {
    return answered(indexedDB.deleteDatabase(VAULT));
  }

  /** The public half of the phone's key, as responder reports tell it. */
  get seal() {
    return { secret: this._keys.secret, open: this._keys.open };
  }

  close() {
    this._database.close();
  }

  /** On disk when it resolves. What is put or removed later is also done later. */
  put(key, value) {
    return this._next(async () => {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const clear = new TextEncoder().encode(JSON.stringify(value));
      const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, this._keys.rest, clear);
      await changed(this._database, "kept", (store) => store.put({ nonce, text }, key));
    });
  }

  remove(keys) {
    return this._next(() => changed(this._database, "kept", (store) => keys.forEach((key) => store.delete(key))));
  }

  /** All records, as [key, value] in the order of their keys. */
  async all() {
    const store = this._database.transaction("kept").objectStore("kept");
    const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    const clear = async ({ nonce, text }) => {
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, this._keys.rest, text);
      return JSON.parse(new TextDecoder().decode(opened));
    };
    const found = await Promise.all(values.map(clear));
    return keys.map((key, place) => [key, found[place]]);
  }

  _next(work) {
    const done = this._last.then(work);
    this._last = done.catch(() => {}); // whoever asked for it hears of it
    return done;
  }
}

async function openDatabase() {
  const request = indexedDB.open(VAULT, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("kept");
  };
  const database = await answered(request);
  database.onversionchange = () => database.close();
  return database;
}

function answered(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

function changed(database, name, change) {
  return new Promise((done, fail) => {
    const transaction = database.transaction(name, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error);
    change(transaction.objectStore(name));
  });
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of a base64url text; null where it is none. */
function bytesOf(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
