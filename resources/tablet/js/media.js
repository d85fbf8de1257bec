// The own microphone and camera, and one connection to the other side. Decides nothing: call.js says what may be open.
"use strict";

const VOICE_ONLY = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const OWN_PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 25, max: 30 }, facingMode: "user" };
const GATHER_MS = 500;
const CAMERA_WITHIN_MS = 500;
const REFUSED_BY_BROWSER = ["NotAllowedError", "NotFoundError", "NotReadableError", "OverconstrainedError", "AbortError"];

/** A microphone and a camera that are open only while asked for; the tracks are null while they are not. */
class OwnMedia {
  constructor() {
    this.microphone = null;
    this.camera = null;
    this._opening = { microphone: null, camera: null };
    this._isWanted = { microphone: false, camera: false };
  }

  /** The microphone's track, or null where there is none or it is not allowed. */
  openMicrophone() {
    return this._open("microphone", { audio: VOICE_ONLY });
  }

  openCamera() {
    return this._open("camera", { video: OWN_PICTURE });
  }

  closeCamera() {
    this._close("camera");
  }

  close() {
    this._close("camera");
    this._close("microphone");
  }

  async _open(kind, constraints) {
    this._isWanted[kind] = true;
    if (this[kind] !== null) return this[kind];
    this._opening[kind] ??= track(constraints);
    const opened = await this._opening[kind];
    this._opening[kind] = null;
    if (this._isWanted[kind]) this[kind] ??= opened;
    else opened?.stop(); // it was closed while it opened
    return this[kind];
  }

  _close(kind) {
    this._isWanted[kind] = false;
    this[kind]?.stop();
    this[kind] = null;
  }
}

/** The one track of these constraints, or null if the browser gives none. */
async function track(constraints) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    return stream.getTracks()[0];
  } catch (error) {
    if (REFUSED_BY_BROWSER.includes(error.name)) return null;
    throw error;
  }
}

async function hasCamera() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.kind === "videoinput");
}

/** One offer that is answered. `on` has: candidate(init), up(), down(), heard(stream), seen(stream or null), told(object). */
class Connection {
  constructor(ice, on) {
    this._pc = new RTCPeerConnection({ iceServers: ice });
    this._on = on;
    this._early = [];
    this._isAnswered = false;
    this._video = null;
    this._voice = new MediaStream();
    this._pc.addEventListener("track", (event) => this._onTrack(event.track));
    this._pc.addEventListener("connectionstatechange", () => this._onState());
    this._pc.addEventListener("datachannel", (event) => this._onChannel(event.channel));
    this._pc.addEventListener("icecandidate", (event) => {
      if (this._isAnswered && event.candidate) on.candidate(event.candidate.toJSON());
    });
  }

  /** Our answer (SDP) with the candidates found in half a second; the rest goes to `on.candidate`. The picture is
   * shown later, with `show`: `sendsPicture` only says that one may come. */
  async answer(sdp, microphone, sendsPicture) {
    await this._pc.setRemoteDescription({ type: "offer", sdp });
    for (const candidate of this._early.splice(0)) await this._add(candidate);
    for (const transceiver of this._pc.getTransceivers()) {
      if (transceiver.receiver.track.kind === "audio") await this._join(transceiver, microphone, microphone !== null);
      else if (this._video === null) {
        this._video = transceiver;
        await this._join(transceiver, null, sendsPicture);
      }
    }
    await this._pc.setLocalDescription();
    await this._gathered();
    this._isAnswered = true;
    return this._pc.localDescription.sdp;
  }

  /** What comes before the description waits for it. A candidate that cannot be used is none. */
  async candidate(init) {
    if (this._pc.remoteDescription === null) this._early.push(init);
    else await this._add(init);
  }

  /** Sends this track as the own picture from now on; null sends none. */
  async show(camera) {
    await this._video?.sender.replaceTrack(camera);
  }

  /** A smaller and slower picture, so that the speech holds on a weak line. */
  async lower(isLow) {
    if (this._video === null) return;
    const sender = this._video.sender;
    const parameters = sender.getParameters();
    if (parameters.encodings.length === 0) return;
    const less = { maxBitrate: 140_000, scaleResolutionDownBy: 2, maxFramerate: 10 };
    const full = { maxBitrate: 1_200_000, scaleResolutionDownBy: 1, maxFramerate: 30 };
    Object.assign(parameters.encodings[0], isLow ? less : full);
    await sender.setParameters(parameters);
  }

  close() {
    this._on = { candidate() {}, up() {}, down() {}, heard() {}, seen() {}, told() {} };
    this._pc.close();
  }

  async _join(transceiver, own, sends) {
    transceiver.direction = sends ? "sendrecv" : "recvonly";
    await transceiver.sender.replaceTrack(own);
  }

  async _add(init) {
    try {
      await this._pc.addIceCandidate(init);
    } catch (error) {
      if (!["OperationError", "TypeError", "InvalidStateError"].includes(error.name)) throw error;
    }
  }

  async _gathered() {
    if (this._pc.iceGatheringState === "complete") return;
    await new Promise((done) => {
      setTimeout(done, GATHER_MS);
      this._pc.addEventListener("icegatheringstatechange", () => {
        if (this._pc.iceGatheringState === "complete") done();
      });
    });
  }

  _onState() {
    const state = this._pc.connectionState;
    if (state === "connected") this._on.up();
    if (state === "disconnected" || state === "failed") this._on.down();
  }

  _onTrack(own) {
    if (own.kind === "audio") {
      this._voice.addTrack(own);
      this._on.heard(this._voice);
      return;
    }
    const stream = new MediaStream([own]);
    own.addEventListener("unmute", () => this._on.seen(stream));
    own.addEventListener("mute", () => this._on.seen(null));
    own.addEventListener("ended", () => this._on.seen(null));
  }

  _onChannel(channel) {
    if (channel.label !== "vaka") return;
    channel.addEventListener("message", (event) => {
      if (typeof event.data !== "string" || event.data.length > 1_000) return;
      try {
        const word = JSON.parse(event.data);
        if (isObject(word)) this._on.told(word);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    });
  }
}
