// The line to the centre: MQTT 5 over the very host and port that the page came from. Connects again for ever.
"use strict";

const LineState = { CONNECTING: "connecting", UP: "up", DOWN: "down", REFUSED: "refused" };
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The broker keeps what it has for us this long: over a short gap nothing is lost, and nothing old ever rings. */
const SESSION_S = 60;

class Line {
  /** `topics` are read; `onMessage(topic, bytes)` gets what comes; `onState(state)` says how it stands. `will` is
   * { topic, payload } that the broker keeps and shows when we are gone. */
  constructor({ user, password, clientId, topics, will, onMessage, onState, sessionS = SESSION_S, keepaliveS = 60 }) {
    this.state = LineState.CONNECTING;
    this._topics = topics;
    this._onState = onState;
    this._wait = SHORTEST_WAIT_MS;
    this._socket = null;
    this._client = mqtt.connect(`wss://${location.host}/mqtt`, {
      protocolVersion: 5,
      username: user,
      password,
      clientId,
      clean: false,
      keepalive: keepaliveS,
      properties: { sessionExpiryInterval: sessionS },
      will: will && { retain: true, ...will, qos: 1 },
      connectTimeout: 10_000,
      reconnectPeriod: SHORTEST_WAIT_MS,
      reconnectOnConnackError: true,
      resubscribe: false,
      queueQoSZero: false,
      forceNativeWebSocket: true,
      createWebsocket: (url, protocols) => {
        this._socket = new WebSocket(url, protocols);
        return this._socket;
      },
      // Its own choice is a worker made from text, which the page's policy forbids.
      timerVariant: { set: (work, ms) => setInterval(work, ms), clear: (id) => clearInterval(id) },
    });
    this._client.on("connect", () => this._subscribe());
    this._client.on("message", (topic, payload) => onMessage(topic, payload));
    this._client.on("error", (error) => this._onError(error));
    this._client.on("close", () => this._onClose());
    addEventListener("online", () => {
      if (this.state === LineState.DOWN) this._client.reconnect();
    });
    // A page that is left may be kept asleep with its line open; the centre would think that it can be called.
    addEventListener("pagehide", () => this._socket.close());
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
  }

  get isUp() {
    return this.state === LineState.UP;
  }

  /** Sends at least once while the page lives, also over a gap. */
  publish(topic, event, { retain = false } = {}) {
    this._client.publish(topic, event === null ? "" : JSON.stringify(event), { qos: 1, retain });
  }

  /** Ends it for good; resolves when the broker knows. */
  async end() {
    this._topics = [];
    await this._client.endAsync();
  }

  async _subscribe() {
    const wanted = Object.fromEntries(this._topics.map((topic) => [topic, { qos: 1, nl: true }]));
    try {
      await this._client.subscribeAsync(wanted);
    } catch (error) {
      if (this._client.connected) this._become(LineState.REFUSED);
      return;
    }
    this._wait = SHORTEST_WAIT_MS;
    this._become(LineState.UP);
  }

  _onError(error) {
    const REFUSALS = [4, 5, 133, 134, 135, 138, 140];
    if (REFUSALS.includes(error.code)) this._become(LineState.REFUSED);
  }

  _onClose() {
    this._client.options.reconnectPeriod = this._wait * (0.75 + Math.random() / 2);
    this._wait = Math.min(this._wait * 2, LONGEST_WAIT_MS);
    if (this.state !== LineState.REFUSED) this._become(LineState.DOWN);
  }

  _become(state) {
    if (state === this.state) return;
    this.state = state;
    this._onState(state);
  }
}
