"""The real engine, with the browser's own false microphone and camera, and a tablet at the other end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.call_engine import EngineReady, EngineWord, MakeOffer, OfferMade, Peer, TakeAnswer
from console.domain.ids import CallId
from tests.ui.media.tablet import LOW, Call, Tablet, speak_on_this_computer
from ui.media.engine import Engine
from ui.media.flags import FAKE_DEVICES, FLAGS, LOOPBACK, NO_SANDBOX, before_application

before_application()

OF_THE_PLATFORM = (
    "This plugin does not support",
    "QRhiGles2: Failed to create",
    "Failed to create RHI for backend",
    "QVulkanInstance: Failed to initialize",
    "GBM is not supported with the current configuration",
    "GPUInfo not initialized",
    "Sandboxing disabled by user",
)
"""What Qt says where there is neither a screen nor a graphics card."""

CALL = CallId("samtal-1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui/media/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(*OF_THE_PLATFORM), append=False)


Word = TypeVar("Word")
Found = TypeVar("Found")


class Rig:
    """An engine in a window, all it has said, and a tablet."""

    def __init__(self, engine: Engine, window: QWidget, tablet: Tablet) -> None:
        self.engine, self.window, self.tablet = engine, window, tablet
        self.words: list[EngineWord] = []
        self.levels: list[tuple[float, float]] = []
        engine.said.connect(self.words.append)
        engine.levels_changed.connect(lambda heard, spoken: self.levels.append((heard, spoken)))

    def said(self, kind: type[Word]) -> list[Word]:
        return [word for word in self.words if isinstance(word, kind)]

    async def until(self, find: Callable[[], Found], seconds: float = 15.0) -> Found:
        """Waits until this finds something, which it returns."""
        ends = time.monotonic() + seconds
        while not (found := find()):
            assert time.monotonic() < ends, ()
            await asyncio.sleep(0.02)
        return found

    async def asked(self, script: str) -> Any:
        """What the page answers to a script of its own world."""
        answers: list[Any] = []
        self.web_page.runJavaScript(script, 0, answers.append)
        return (await self.until(lambda: [tuple(answers)] if answers else []))[0][0]

    @property
    def web_page(self) -> Any:
        return self.engine._web._page  # type: ignore[union-attr]

    async def ready(self) -> None:
        self.engine.order(None)
        await self.until(lambda: self.said(EngineReady))

    async def offered(self, order: MakeOffer) -> OfferMade:
        """Orders an offer and waits for it."""
        self.engine.order(order)
        mine = (order.attempt, order.peer)
        offers = lambda: [one for one in self.said(OfferMade) if (one.attempt, one.peer) == mine]  # noqa: E731
        return (await self.until(offers))[0]

    async def called(self, order: MakeOffer, *, with_picture: bool = True, pitch: int = LOW) -> Call:
        """Orders an offer, and has the tablet answer it."""
        offer = await self.offered(order)
        call, answer = self.tablet.answer(offer.sdp, with_picture=with_picture, pitch=pitch)
        self.engine.order(TakeAnswer(offer.call, offer.attempt, answer, offer.peer))
        return call


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine sets is of the test alone; Chromium has read it once and for all at its first start."""
    monkeypatch.setenv(FLAGS, "")
    monkeypatch.setenv(NO_SANDBOX, "")


@pytest.fixture
def rig(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    speak_on_this_computer(monkeypatch)
    engine = Engine(flags=(LOOPBACK, FAKE_DEVICES), is_simulated=True)
    window = QWidget()
    window.resize(960, 600)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(engine.surface)
    window.show()
    tablet = Tablet()
    yield Rig(engine, window, tablet)
    tablet.close()
    engine.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, 52)  # DeferredDelete


def guest_offer(attempt: int = 1) -> MakeOffer:
    return MakeOffer(CALL, attempt, peer=Peer.GUEST)
