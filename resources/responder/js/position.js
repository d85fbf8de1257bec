// Where this phone is: followed on duty, never on a break, asked for once where somebody is about to give their own alarm.
"use strict";

class Whereabouts {
  /** `onChange()` whenever the position, or whether it may be read, is another. */
  constructor(onChange) {
    this.last = null;
    this.isDenied = false;
    this._watch = null;
    this._onChange = onChange;
  }

  /** Follows, or stops and forgets. */
  follow(isWanted) {
    if (isWanted === (this._watch !== null)) return;
    if (isWanted) {
      const how = { enableHighAccuracy: true, maximumAge: 10_000 };
      this._watch = navigator.geolocation.watchPosition((fix) => this._take(fix), (error) => this._failed(error), how);
    } else {
      navigator.geolocation.clearWatch(this._watch);
      this._watch = null;
      this.last = null;
    }
    this._onChange();
  }

  /** Asks for a fix without following; resolves with it, or null where there is none in time. */
  once(withinMs) {
    if (this.last !== null) return Promise.resolve(this.last);
    return new Promise((done) => {
      const how = { enableHighAccuracy: false, maximumAge: 60_000, timeout: withinMs };
      navigator.geolocation.getCurrentPosition((fix) => done(positionOf(fix)), () => done(null), how);
    });
  }

  _take(fix) {
    this.isDenied = false;
    this.last = positionOf(fix);
    this._onChange();
  }

  _failed(error) {
    this.isDenied = error.code === error.PERMISSION_DENIED;
    this._onChange();
  }
}

/** A fix as the contract has it, and `ms`, when it was made by this phone's clock. */
function positionOf({ coords, timestamp }) {
  const position = { latitude: coords.latitude, longitude: coords.longitude, at: new Date(timestamp).toISOString() };
  if (Number.isFinite(coords.accuracy)) position.accuracy_m = Math.min(10_000_000, Math.round(coords.accuracy));
  return { position, ms: timestamp };
}
