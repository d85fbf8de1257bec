"""A call from the real engine to a telephone: through a real Janus, over a real Mosquitto, to a real SIP telephone.

`python -m tests.path.sip_call` prints one line of JSON: how soon it was answered and heard, and what each side hears of
the other. Our voice is bursts of a tone from a file; the telephone's is a tone of its own.
"""

import asyncio
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from console.domain.call_engine import Drop, EngineReady, MakeOffer, Measured, MediaUp, OfferMade, TakeAnswer
from console.domain.call_signal import SignalAct
from tests.adapters.mqtt.janus_kit import CALL, Gateway, at_work, settings_for
from tests.path.calls import write_bursts
from tests.path.page_call import Caller
from tests.servers import Mosquitto
from tests.telephony import Janus, Phone
from ui.media.flags import FAKE_DEVICES, LOOPBACK

TALK_S = 9.0
"""The echo canceller takes some seconds to learn that what the telephone says does not come back in our voice."""
WITHIN_S = 30.0


class Line:
    """The gateway's adapter, on a loop and a thread of its own."""

    def __init__(self, port: int) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self._ready, self._over = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._live(port)), name="line")
        self._thread.start()
        assert self._ready.wait(WITHIN_S)

    def ask(self, step: Coroutine[Any, Any, None]) -> None:
        """Does it, and waits."""
        asyncio.run_coroutine_threadsafe(step, self._loop).result(WITHIN_S)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(WITHIN_S)
        self._loop.close()

    async def _live(self, port: int) -> None:
        async with at_work(settings_for(port)) as gateway:
            self.gateway: Gateway = gateway
            self._ready.set()
            await self._over.wait()


def called(caller: Caller, line: Line, phone: Phone) -> dict[str, object]:
    """The call, from the order to the end."""
    gateway = line.gateway
    caller.engine.order(None)
    caller.until(lambda: caller.said(EngineReady))
    begun = time.monotonic()
    caller.engine.order(MakeOffer(CALL, 1, by_telephony=True))
    offer = caller.until(lambda: caller.said(OfferMade))[0]
    line.ask(gateway.offer(phone.number("auto"), offer.sdp))
    caller.until(lambda: SignalAct.ANSWER in gateway.acts())
    answered = time.monotonic()
    caller.engine.order(TakeAnswer(CALL, 1, gateway.last(SignalAct.ANSWER).body))
    caller.until(lambda: caller.said(MediaUp))
    up = time.monotonic()
    caller.live(TALK_S)
    figures = [word.figures for at, word in caller.words if isinstance(word, Measured) and at > up + 1]
    line.ask(gateway.send(SignalAct.BYE))
    caller.engine.order(Drop(CALL))
    caller.live(1.0)
    pitch, level = phone.heard_hz()
    return {
        "answered_ms": round((answered - begun) * 1000), "up_ms": round((up - begun) * 1000),
        "here_heard_db": round(max(one.heard_db for one in figures), 1),
        "there_hz": round(pitch), "there_level": round(level, 3),
    }  # fmt: skip


def main() -> int:
    """Makes the call, and prints what it found."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory(prefix="vaka-sip-") as folder,
        Mosquitto() as broker,
        Janus(broker.port),
        Phone() as phone,
    ):
        voice = Path(folder) / "ours.wav"
        write_bursts(voice)
        line = Line(broker.port)
        caller = Caller((LOOPBACK, FAKE_DEVICES, f"--use-file-for-fake-audio-capture={voice}"))
        try:
            told = called(caller, line, phone)
        finally:
            caller.close()
            line.close()
    application.quit()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
