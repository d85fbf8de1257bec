// A key that acts only when it has been held: by finger, or by the space bar and enter.
"use strict";

const HOLD_MS = 2_000;

/** `begun()` when it is pressed, `done()` when it has been held for long enough; `let go` before that does nothing. */
function holdToAct(button, { begun, done, ended }) {
  let timer = null;
  const stop = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    button.classList.remove("held");
    ended();
  };
  const start = () => {
    if (timer !== null) return;
    button.classList.add("held");
    begun();
    timer = setTimeout(() => {
      stop();
      done();
    }, HOLD_MS);
  };
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    start();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) button.addEventListener(end, stop);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("keydown", (event) => {
    if ([" ", "Enter"].includes(event.key) && !event.repeat) start();
  });
  button.addEventListener("keyup", stop);
}
