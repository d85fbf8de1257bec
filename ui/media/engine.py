"""The engine that sees and hears in a call: takes orders, says words, is begun again when it dies.

Nothing is loaded before it is first asked for anything. It holds no call: after a death it says `EngineDied`, loads
its page at once, says `EngineReady(deaths)`, and knows of none. Which devices to use, the background, and whether it
listens, it remembers itself. What is ordered before it is ready waits until it is.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.domain.call_engine import (
    EngineDied,
    EngineFailed,
    EngineFault,
    EngineOrder,
    EngineReady,
    Listen,
    MakeOffer,
    UseDevices,
)
from console.domain.ids import CallId
from ui.media.codec import (
    Levels,
    PageFault,
    PageReady,
    Pong,
    Unreadable,
    decode_word,
    encode_order,
    encode_paint,
    encode_ping,
)
from ui.media.loading import NotInstalled, open_web
from ui.media.memory import Memory
from ui.media.surface import Surface
from ui.media.web import Ears, Web

log = logging.getLogger(__name__)

PING_MS = 2_000
MISSED_PINGS = 2
"""An engine that has not answered so many in a row hangs, and is ended."""

LOADS_WITHIN_PINGS = 8
"""What a page that loads has, on a computer that has much else to do."""

MOST_DEATHS = 5
WITHIN_S = 60.0
"""More deaths in this time, and it is not begun again."""

TAKEN_BACK_MS = 300
"""In this time the page has let go of a device by itself, which would be an error to it if it were torn away."""

MOST_WAITING = 100

MOST_COMPLAINTS = 20
"""A page that says more than cannot be read, or falls oftener, is not told of in the log any more."""

NO_CALL = CallId("")
"""The call of what is said about a trial before any."""

Open = Callable[[Ears, Sequence[str]], Web]


class Engine(QObject):
    """`order` anything, or None to have it ready. `said` gives an `EngineWord`; `levels_changed` what is heard and
    spoken, in dB of full scale, ten times a second of a call or a trial. `close` before the application ends."""

    said = Signal(object)
    levels_changed = Signal(float, float)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        flags: Sequence[str] = (),
        is_simulated: bool = False,
        open_: Open = open_web,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._flags = tuple(flags)
        self._is_simulated = is_simulated
        self._open = open_
        self._monotonic = monotonic
        self._web: Web | None = None
        self._is_ready = False
        self._is_final = False
        self._is_missing = False
        self._is_closed = False
        self._waiting: deque[EngineOrder] = deque(maxlen=MOST_WAITING)
        self._memory = Memory()
        self._deaths = 0
        self._recent: deque[float] = deque(maxlen=MOST_DEATHS + 1)
        self._missed = 0
        self._complaints = 0
        self._heart = QTimer(self)
        self._heart.setInterval(PING_MS)
        self._heart.timeout.connect(self._beat)
        self._surface = Surface(is_simulated=is_simulated)

    @property
    def surface(self) -> QWidget:
        """Where the picture is. Black until the engine runs; may be moved between windows. One that was destroyed with
        its window is made anew here, and the call has gone on meanwhile."""
        return self._valid_surface()

    def order(self, order: EngineOrder | None) -> None:
        """Does it, now or when it is ready; None has it ready, also again after it was given up. Does not wait, and
        never raises: where there is no engine, `EngineFailed` is said."""
        if self._is_closed:
            return
        if order is None and not self._is_missing:
            self._is_final = False
        if self._web is None and not self._is_final:
            self._start()
        if order is None:
            return
        if self._memory.note(order):
            QTimer.singleShot(TAKEN_BACK_MS, self, self._take_back)
        if self._is_final:
            self._refuse(order)
        elif self._is_ready and self._web is not None:
            self._web.order(encode_order(order))
        elif not isinstance(order, UseDevices | Listen):
            self._waiting.append(order)

    def use_background(self, colour: str) -> None:
        """The colour around the picture, as #rrggbb of the theme."""
        self._memory.background = colour
        self._valid_surface().paint_with(colour)
        if self._web is not None:
            self._web.paint_with(colour)
            self._web.order(encode_paint(colour))

    def close(self) -> None:
        """Ends its processes and takes the surface away. May be called twice; no order is taken after."""
        self._is_closed = True
        self._stop()
        if shiboken6.isValid(self._surface):
            self._surface.setParent(None)
            self._surface.deleteLater()

    def _stop(self) -> None:
        self._heart.stop()
        self._is_ready = False
        web, self._web = self._web, None
        if web is not None:
            web.close()

    def _start(self) -> None:
        try:
            self._web = self._open(Ears(self._heard, self._ended, self._memory.may_capture), self._flags)
        except NotInstalled as lacking:
            self._is_missing = True
            self._give_up(f"QtWebEngine cannot be loaded: {lacking}")
            return
        self._web.paint_with(self._memory.background)
        self._valid_surface().hold(self._web.new_view())
        self._begin()

    def _begin(self) -> None:
        if self._web is None:
            return
        self._missed = -LOADS_WITHIN_PINGS
        self._complaints = 0
        self._heart.start()
        self._web.begin()

    def _valid_surface(self) -> Surface:
        if not shiboken6.isValid(self._surface):
            self._surface = Surface(is_simulated=self._is_simulated)
            self._surface.paint_with(self._memory.background)
            if self._web is not None:
                self._surface.hold(self._web.new_view())
        return self._surface

    def _take_back(self) -> None:
        if self._web is not None:
            self._web.take_back()

    def _beat(self) -> None:
        """Once in two seconds: whether the page still answers."""
        if self._web is None:
            return
        if self._missed >= MISSED_PINGS:
            log.info("the call's engine does not answer, and is ended")
            self._missed = -LOADS_WITHIN_PINGS
            if not self._web.kill():
                self._ended("it did not answer")
            return
        self._missed += 1
        self._web.order(encode_ping(self._missed + LOADS_WITHIN_PINGS))

    def _ended(self, why: str) -> None:
        """Its process is gone."""
        if self._web is None:
            return
        self._is_ready = False
        self._heart.stop()
        self._waiting.clear()
        self._memory.forget_call()
        self._deaths += 1
        now = self._monotonic()
        self._recent.append(now)
        if len(self._recent) > MOST_DEATHS and now - self._recent[0] <= WITHIN_S:
            self._give_up(f"it died {len(self._recent)} times in a minute, the last time: {why}")
            return
        self.said.emit(EngineDied(why))
        QTimer.singleShot(0, self, self._begin)

    def _give_up(self, why: str) -> None:
        self._stop()
        self._is_final = True
        log.info("there is no engine for calls: %s", why)
        self.said.emit(EngineDied(why, is_final=True))

    def _heard(self, text: str) -> None:
        """The page said something."""
        try:
            word = decode_word(text)
        except Unreadable as lacking:
            self._complain("the call's page said what cannot be read (%s)", str(lacking))
            return
        match word:
            case PageReady():
                self._become_ready()
            case Pong():
                self._missed = 0
            case Levels():
                self.levels_changed.emit(word.heard, word.spoken)
            case PageFault():
                self._complain("a fault of the call's page: %s", f"{word.name} at {word.place}")
            case _:
                self.said.emit(word)

    def _complain(self, what: str, more: str) -> None:
        self._complaints += 1
        if self._complaints <= MOST_COMPLAINTS:
            log.warning(what, more)

    def _become_ready(self) -> None:
        if self._web is None:
            return
        self._is_ready = True
        self._missed = 0
        self._web.order(encode_paint(self._memory.background))
        for remembered in self._memory.to_tell():
            self._web.order(encode_order(remembered))
        self.said.emit(EngineReady(self._deaths))
        while self._waiting and self._is_ready:
            self._web.order(encode_order(self._waiting.popleft()))

    def _refuse(self, order: EngineOrder) -> None:
        """Who asks for a call or a trial where there is no engine is told so."""
        if isinstance(order, MakeOffer):
            self.said.emit(EngineFailed(order.call, EngineFault.NOT_INSTALLED, "no engine", order.peer))
        elif isinstance(order, Listen) and order.is_on:
            self.said.emit(EngineFailed(NO_CALL, EngineFault.NOT_INSTALLED, "no engine"))
