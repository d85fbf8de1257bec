"""A call between the real engine and the tablet's page in Chromium, over a real Mosquitto's secure WebSockets.

`python -m tests.path.page_call [FOLDER]` prints one line of JSON: how soon it rang, was answered and seen, and what
each side sees and hears of the other. In FOLDER it leaves a picture of both. The microphone and camera of both are the
browsers' invented ones: a beep each second, and a clock in colours.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.domain.call_engine import (
    CandidateFound,
    Drop,
    EngineReady,
    EngineWord,
    MakeOffer,
    Measured,
    MediaSeen,
    MediaUp,
    OfferMade,
    TakeAnswer,
    TakeCandidate,
)
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from tests.resources.tablet_kit import PAGES, USERS, Browser, Centre, Page, eventually, setup_address, tablet_origin
from tests.servers import BrowserMosquitto
from ui.media.engine import Engine
from ui.media.flags import FAKE_DEVICES, LOOPBACK

DEVICE, CALL = "TABLET-0088", CallId("page-call")
LOOKED_AT_S = 6.0
WITHIN_S = 40.0
IS_UP = "document.getElementById('line')?.dataset.state === 'up'"
FRAMES = "document.getElementById('picture').getVideoPlaybackQuality().totalVideoFrames"
LOUDEST = """new Promise((done) => {
    const context = new AudioContext();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(document.getElementById('voice').srcObject).connect(ear);
    const wave = new Float32Array(ear.fftSize);
    let loudest = 0;
    const listening = setInterval(() => {
        ear.getFloatTimeDomainData(wave);
        loudest = Math.max(loudest, ...wave.map(Math.abs));
    }, 20);
    setTimeout(() => {
        clearInterval(listening);
        context.close();
        done(loudest);
    }, 3000);
})"""
"""The loudest moment within three seconds of what the page plays, from 0 to 1."""

Found = TypeVar("Found")


class Caller:
    """The engine, in a window, and what it has said with its moment."""

    def __init__(self, flags: tuple[str, ...] = (LOOPBACK, FAKE_DEVICES)) -> None:
        self.words: list[tuple[float, EngineWord]] = []
        self.engine = Engine(flags=flags, is_simulated=True)
        self.engine.said.connect(lambda word: self.words.append((time.monotonic(), word)))
        self.window = QWidget()
        self.window.resize(960, 600)
        QVBoxLayout(self.window).addWidget(self.engine.surface)
        self.window.show()

    def said(self, kind: type[Found]) -> list[Found]:
        """Its words of that kind."""
        return [word for _, word in self.words if isinstance(word, kind)]

    def until(self, find: Callable[[], Found | None]) -> Found:
        """Lets the screen live until this finds something."""

        def found() -> Found | None:
            QApplication.processEvents()
            return find()

        return eventually(found, "it never came", WITHIN_S)

    def live(self, seconds: float) -> None:
        """Lets the screen live so long."""
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            QApplication.processEvents()
            time.sleep(0.005)

    def close(self) -> None:
        self.engine.close()
        self.window.close()
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete
        QApplication.processEvents()


def called(caller: Caller, centre: Centre, page: Page, folder: Path | None) -> dict[str, object]:
    """The call, from the offer to the end."""
    origin = tablet_origin(DEVICE)
    caller.engine.order(None)
    caller.until(lambda: caller.said(EngineReady))
    begun = time.monotonic()
    caller.engine.order(MakeOffer(CALL, 1, wants_picture=True, with_camera=True))
    offer = caller.until(lambda: caller.said(OfferMade))[0]
    expires = datetime.now(UTC) + timedelta(seconds=45)
    centre.say(
        origin,
        CallSignal(
            CALL, SignalAct.OFFER, offer.sdp, expires_at=expires, with_picture=True, caller="Larmcentralen"
        ),
    )  # fmt: skip
    centre.hears(DEVICE, SignalAct.RINGING)
    rang = time.monotonic()
    page.press("answer")
    answer = centre.hears(DEVICE, SignalAct.ANSWER)
    answered = time.monotonic()
    caller.engine.order(TakeAnswer(CALL, 1, answer.body))
    for signal in centre.said(DEVICE, SignalAct.CANDIDATE):
        caller.engine.order(TakeCandidate(CALL, 1, signal.body))
    for late in caller.said(CandidateFound):
        centre.say(origin, CallSignal(CALL, SignalAct.CANDIDATE, late.candidate))
    caller.until(lambda: caller.said(MediaUp))
    seen_at = {
        is_picture: caller.until(
            lambda is_picture=is_picture: [
                at for at, word in caller.words if isinstance(word, MediaSeen) and word.is_picture is is_picture
            ]
        )[0]
        for is_picture in (False, True)
    }
    told: dict[str, object] = {
        "rang_ms": _ms(rang - begun), "first_sound_ms": _ms(seen_at[False] - answered),
        "first_picture_ms": _ms(seen_at[True] - answered),
    }  # fmt: skip
    told |= looked_at(caller, page)
    if folder is not None:
        page.picture(folder / "page.png")
        caller.window.grab().save(str(folder / "console.png"))
    caller.engine.order(Drop(CALL))
    centre.say(origin, CallSignal(CALL, SignalAct.BYE))
    eventually(lambda: page.screen in ("over", "idle"), "the page did not hear that it is over")
    return told


def looked_at(caller: Caller, page: Page) -> dict[str, object]:
    """What both see and hear, once the line has settled."""
    caller.live(3.0)
    begun, before = time.monotonic(), page.run(FRAMES)
    caller.live(LOOKED_AT_S)
    there = (page.run(FRAMES) - before) / (time.monotonic() - begun)
    figures = [
        word.figures for at, word in caller.words if isinstance(word, Measured) and at > begun
    ]  # fmt: skip
    return {
        "here_fps": round(statistics.median(one.frames_per_s or 0.0 for one in figures), 1),
        "here_size": [figures[-1].width, figures[-1].height],
        "here_heard_db": round(max(one.heard_db for one in figures), 1),
        "round_trip_ms": _ms(statistics.median(one.round_trip_s or 0.0 for one in figures)),
        "there_fps": round(there, 1),
        "there_loudest": round(float(page.run(LOUDEST)), 3),
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main() -> int:
    """Makes the call, and prints what it found."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    with (
        BrowserMosquitto(PAGES, USERS) as broker,
        Centre(broker.port) as centre,
        Browser() as browser,
        browser.window(1280, 800) as page,
    ):
        page.open(setup_address(broker, DEVICE, lang="sv"))
        page.until(IS_UP, "it never came to the broker")
        caller = Caller()
        try:
            told = called(caller, centre, page, folder)
        finally:
            caller.close()
    application.quit()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
