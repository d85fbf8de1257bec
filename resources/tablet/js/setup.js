// What staff enter once, and how it is taken away again. Kept in this device's storage and nowhere else.
"use strict";

const SETUP_KEY = "vaka.tablet.setup";
const CAMERA_KEY = "vaka.tablet.camera";
const CLIENT_KEY = "vaka.tablet.client";
const ALARMS_KEY = "vaka.tablet.alarms";
const SETUP_FORMS = {
  user: /^[a-z0-9][a-z0-9-]{0,62}$/,
  password: /^[^\0]{1,200}$/,
  municipality: /^[a-z0-9][a-z0-9-]{0,62}$/,
  device: /^[A-Za-z0-9._:-]{1,128}$/,
};

/** { user, password, municipality, device, lang } if each is as the contract wants it, else null. */
function setupOf(given) {
  const setup = { lang: String(given.lang ?? "") };
  for (const [name, form] of Object.entries(SETUP_FORMS)) {
    const value = typeof given[name] === "string" ? (name === "password" ? given[name] : given[name].trim()) : "";
    if (!form.test(value)) return null;
    setup[name] = value;
  }
  return setup;
}

function keptSetup() {
  try {
    return setupOf(JSON.parse(localStorage.getItem(SETUP_KEY) ?? "{}"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The setup in the address (`#user=...&password=...&municipality=...&device=...`), which is cleared at once. */
function setupOfAddress() {
  const fragment = location.hash.slice(1);
  if (fragment === "") return null;
  history.replaceState(null, "", location.pathname);
  return setupOf(Object.fromEntries(new URLSearchParams(fragment)));
}

function keepSetup(setup) {
  localStorage.setItem(SETUP_KEY, JSON.stringify(setup));
}

/** This tablet's own name at the broker: kept, and such that nobody guesses it, for whoever knew it could throw it out. */
function clientId(setup) {
  const kept = localStorage.getItem(CLIENT_KEY) ?? `${setup.user}-${crypto.randomUUID()}`;
  localStorage.setItem(CLIENT_KEY, kept);
  return kept;
}

function forgetSetup() {
  for (const key of [SETUP_KEY, CLIENT_KEY, CAMERA_KEY, ALARMS_KEY]) localStorage.removeItem(key);
  sessionStorage.clear();
}

/** Shows the form until it is right; resolves with the setup. */
function askedSetup(lang) {
  const form = el("setup");
  showScreen("setup");
  form.elements.user.focus();
  return new Promise((done) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const setup = setupOf({ ...Object.fromEntries(new FormData(form)), lang });
      el("setup-wrong").hidden = setup !== null;
      if (setup !== null) done(setup);
    });
  });
}
