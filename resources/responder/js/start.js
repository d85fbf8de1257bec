// How the page starts: once on this phone, kept for a start without a network, with whoever has signed in.
"use strict";

/** Two pages with one client id would throw each other out for ever: the second waits for the first to close. */
function onlyOne() {
  const late = setTimeout(() => {
    document.body.dataset.screen = "twice";
    el("twice").hidden = false;
  }, 2_000);
  return new Promise((done) => {
    navigator.locks.request("vaka-responder", () => {
      clearTimeout(late);
      el("twice").hidden = true;
      done();
      return new Promise(() => {});
    });
  });
}

/** The page itself stays on the phone, so that it starts without a network. */
function keepShell() {
  const address = "sw.js";
  const policy = globalThis.trustedTypes?.createPolicy("vaka-shell", { createScriptURL: () => address });
  navigator.serviceWorker?.register(policy?.createScriptURL(address) ?? address);
}

async function start() {
  const given = givenByAddress();
  const kept = keptSetup();
  let words = new Words(given.lang || kept?.lang || navigator.language);
  words.fill(document);
  keepShell();
  await onlyOne();
  const linked = setupOf({ lang: words.language, ...given });
  let setup = linked ?? kept;
  let vault = linked !== null ? await keepSetup(linked) : await Vault.opened();
  if (setup === null || vault === null) {
    vault?.close();
    setup = await askedSetup(given, words);
    vault = await keepSetup(setup);
  }
  words = new Words(setup.lang);
  words.fill(document);
  const page = new Page(setup, vault, words);
  await page.start();
}

start();
