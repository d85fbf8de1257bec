// The line of a phone that is carried about: found lost sooner than a tablet's, remembered by the broker for longer, and what
// comes is confirmed to the broker when it is kept.
"use strict";

/** The broker keeps orders this long for a phone that is away. */
const PHONE_SESSION_S = 12 * 3_600;
const PHONE_KEEPALIVE_S = 20;
/** So long the broker waits before it tells that the phone is lost: a lift, a change of mast. */
const WILL_AFTER_S = 15;

class PhoneLine extends Line {
  /** `onMessage(topic, bytes)` resolves when the message is kept. `will()` is the last word, made anew for each connection. */
  constructor({ will, onMessage, ...given }) {
    const last = () => ({ ...will(), retain: false, properties: { willDelayInterval: WILL_AFTER_S } });
    let kept = Promise.resolve();
    super({
      ...given,
      will: last(),
      sessionS: PHONE_SESSION_S,
      keepaliveS: PHONE_KEEPALIVE_S,
      onMessage: (topic, payload) => (kept = kept.then(() => onMessage(topic, payload))),
    });
    this.heardAt = null;
    this.downSince = Date.now();
    this._client.handleMessage = (packet, done) => kept.then(() => done(), done);
    this._client.on("packetreceive", () => (this.heardAt = Date.now()));
    this._client.on("close", () => (this._client.options.will = { ...last(), qos: 1 }));
    addEventListener("offline", () => this._socket?.close());
    addEventListener("visibilitychange", () => this.wake());
  }

  /** Tries now, where the next try would come later. */
  wake() {
    if (document.visibilityState === "visible" && !this._client.connected && !this._client.disconnecting) {
      this._client.reconnect();
    }
  }

  /** Ends it for good: the broker keeps nothing more for this sign-in. */
  async end() {
    await this._client.endAsync(false, { reasonCode: 0, properties: { sessionExpiryInterval: 0 } });
  }

  _become(state) {
    if (state !== LineState.UP && this.isUp) this.downSince = Date.now();
    super._become(state);
  }
}
