// Keeps the page itself on the phone, so that it starts without a network. One version as a whole, never a mixture; nothing
// else goes through here. `VERSION` is the digest of the files below (a test says what it has to be).
"use strict";

const VERSION = "d6f47344590551b9";
const SHELL = [
  "./", "style.css", "manifest.webmanifest",
  "js/codes.js", "js/words.js", "js/dom.js", "js/time.js", "js/vault.js", "js/seal.js", "js/orders.js", "js/phone_line.js",
  "js/steps.js", "js/book.js", "js/alone.js", "js/position.js", "js/ringer.js", "js/hold.js", "js/sketch.js",
  "js/offer_view.js", "js/task_view.js", "js/duty_view.js", "js/sign_in.js", "js/phone.js", "js/panel.js", "js/page.js",
  "js/start.js",
  "../vendor/mqtt.min.js", "../js/envelope.js", "../js/line.js", "../js/sounds.js", "../icons/vaka-192.png",
  "../fonts/AtkinsonHyperlegibleNext_500Medium.ttf", "../fonts/AtkinsonHyperlegibleNext_800ExtraBold.ttf",
];
const CACHE = `vaka-responder-${VERSION}`;

addEventListener("install", (event) => {
  const fresh = SHELL.map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("vaka-responder-") && name !== CACHE;
  const swept = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(swept.then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const kept = caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((found) => found ?? fetch(event.request)));
});
