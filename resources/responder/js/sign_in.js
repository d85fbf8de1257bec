// Who uses this phone: the broker's user, kept in this phone's storage until they sign out.
"use strict";

const SETUP_KEY = "vaka.responder.setup";
const CLIENT_KEY = "vaka.responder.client";
const DUTY_KEY = "vaka.responder.duty";
const SETUP_FORMS = {
  user: /^[a-z0-9][a-z0-9-]{0,62}$/,
  password: /^[^\0]{1,200}$/,
  municipality: /^[a-z0-9][a-z0-9-]{0,62}$/,
  responder: /^[A-Za-z0-9._:-]{1,128}$/,
};

/** { user, password, municipality, responder, centre, lang } if each is as the contract wants it, else null. Who gives no name of
 * the schedule has their user's. */
function setupOf(given) {
  const setup = { lang: String(given.lang ?? ""), centre: phone(given.centre) };
  for (const [name, form] of Object.entries(SETUP_FORMS)) {
    const value = typeof given[name] === "string" ? (name === "password" ? given[name] : given[name].trim()) : "";
    const meant = name === "responder" && value === "" ? setup.user : value;
    if (!form.test(meant)) return null;
    setup[name] = meant;
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

/** What the address brings (`#municipality=...&responder=...`, and `user`, `password`, `centre`, `lang`), which is cleared at once. */
function givenByAddress() {
  const fragment = location.hash.slice(1);
  if (fragment === "") return {};
  history.replaceState(null, "", location.pathname);
  return Object.fromEntries(new URLSearchParams(fragment));
}

/** This sign-in's own name at the broker, such that nobody guesses it, for whoever knew it could throw it out. */
function clientId(setup) {
  const kept = localStorage.getItem(CLIENT_KEY) ?? `${setup.user}-${crypto.randomUUID()}`;
  localStorage.setItem(CLIENT_KEY, kept);
  return kept;
}

async function keepSetup(setup) {
  localStorage.removeItem(CLIENT_KEY);
  localStorage.setItem(DUTY_KEY, "free");
  const vault = await Vault.fresh();
  localStorage.setItem(SETUP_KEY, JSON.stringify(setup));
  return vault;
}

async function forgetSetup() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("vaka.responder.")) localStorage.removeItem(key);
  await Vault.forget();
}

/** Shows the form until it is right; resolves with the setup. `given` fills what is known. */
function askedSetup(given, words) {
  const form = el("sign-in");
  let lang = words.language;
  document.body.dataset.screen = "sign-in";
  form.hidden = false;
  for (const name of ["user", "municipality", "responder"]) form.elements[name].value = given[name] ?? "";
  for (const one of ["sv", "en"]) {
    el(`lang-${one}`).addEventListener("click", () => {
      lang = one;
      new Words(one).fill(document);
    });
  }
  return new Promise((done) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const setup = setupOf({ ...Object.fromEntries(new FormData(form)), centre: given.centre, lang });
      el("sign-in-wrong").hidden = setup !== null;
      if (setup === null) return;
      form.hidden = true;
      form.reset();
      done(setup);
    });
  });
}
