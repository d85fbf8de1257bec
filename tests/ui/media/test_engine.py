"""How the engine lives, dies and begins again, with a page that does as it is told."""

import asyncio
import json
import logging
from collections.abc import Iterator, Sequence

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.call_engine import (
    Drop,
    EngineDied,
    EngineFailed,
    EngineFault,
    EngineReady,
    EngineWord,
    Listen,
    MakeOffer,
    OfferMade,
    Send,
    UseDevices,
)
from console.domain.ids import CallId
from ui.media.engine import LOADS_WITHIN_PINGS, MISSED_PINGS, MOST_DEATHS, Engine
from ui.media.loading import NotInstalled
from ui.media.web import Ears

CALL = CallId("samtal-1")
READY = '{"word": "ready"}'


class FakeWeb:
    """Fits `ui.media.web.Web`: remembers what it is told."""

    def __init__(self, ears: Ears) -> None:
        self.ears = ears
        self.begun = self.killed = self.taken_back = 0
        self.has_process = True
        self.is_closed = False
        self.orders: list[dict[str, object]] = []
        self.colour = ""

    def begin(self) -> None:
        self.begun += 1

    def order(self, text: str) -> None:
        self.orders.append(json.loads(text))

    def kill(self) -> bool:
        self.killed += 1
        return self.has_process

    def take_back(self) -> None:
        self.taken_back += 1

    def new_view(self) -> QWidget:
        return QWidget()

    def paint_with(self, background: str) -> None:
        self.colour = background

    def close(self) -> None:
        self.is_closed = True

    def named(self) -> list[object]:
        return [order["order"] for order in self.orders if order["order"] not in ("ping", "paint")]


class Life:
    """An engine, its pages, what it said, and a clock."""

    def __init__(self) -> None:
        self.webs: list[FakeWeb] = []
        self.words: list[EngineWord] = []
        self.now = 0.0
        self.lacking = ""
        self.engine = Engine(open_=self._open, monotonic=lambda: self.now)
        self.engine.said.connect(self.words.append)

    def _open(self, ears: Ears, _: Sequence[str]) -> FakeWeb:
        if self.lacking:
            raise NotInstalled(self.lacking)
        self.webs.append(FakeWeb(ears))
        return self.webs[-1]

    @property
    def web(self) -> FakeWeb:
        return self.webs[-1]

    def ready(self) -> None:
        self.engine.order(None)
        self.web.ears.said(READY)

    def die(self) -> None:
        self.web.ears.ended("killed")
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents()

    def beat(self, times: int = 1) -> None:
        for _ in range(times):
            self.engine._heart.timeout.emit()


@pytest.fixture
def life(qapp: QApplication) -> Iterator[Life]:
    made = Life()
    yield made
    made.engine.close()
    QCoreApplication.sendPostedEvents(None, 52)  # DeferredDelete


def test_nothing_is_loaded_before_it_is_asked_for(life: Life) -> None:
    assert life.engine.surface is life.engine.surface
    life.engine.use_background("#123456")
    assert life.webs == []
    life.engine.order(None)
    life.engine.order(None)
    assert [web.begun for web in life.webs] == [1]
    assert life.web.colour == "#123456"


def test_what_was_ordered_before_it_is_ready_is_done_then_and_in_order(life: Life) -> None:
    life.engine.order(MakeOffer(CALL, 1))
    life.engine.order(UseDevices(microphone="headset"))
    life.engine.order(Send(CALL, camera=True))
    assert life.web.named() == []
    life.web.ears.said(READY)
    assert life.words == [EngineReady(0)]
    assert life.web.named() == ["use_devices", "make_offer", "send"]


def test_what_the_page_says_is_passed_on_and_what_it_cannot_say_is_not(
    life: Life, caplog: pytest.LogCaptureFixture
) -> None:
    life.ready()
    life.web.ears.said('{"word": "offer_made", "call": "samtal-1", "attempt": 1, "sdp": "v=0", "peer": "called"}')
    assert life.words[1:] == [OfferMade(CALL, 1, "v=0")]
    with caplog.at_level(logging.WARNING):
        life.web.ears.said('{"word": "offer_made", "call": "samtal-1", "attempt": "secret", "sdp": "v=0"}')
        life.web.ears.said('{"word": "fault", "name": "TypeError", "place": "line.js:3"}')
    assert life.words[2:] == []
    assert [record.getMessage() for record in caplog.records] == [
        "the call's page said what cannot be read (attempt)", "a fault of the call's page: TypeError at line.js:3",
    ]  # fmt: skip
    caplog.clear()


def test_the_levels_are_the_screens_alone(life: Life) -> None:
    heard: list[tuple[float, float]] = []
    life.engine.levels_changed.connect(lambda *both: heard.append(both))
    life.ready()
    life.web.ears.said('{"word": "levels", "heard": -20, "spoken": -31.5}')
    assert heard == [(-20.0, -31.5)]
    assert life.words == [EngineReady(0)]


def test_a_dead_engine_begins_again_knows_no_call_and_keeps_the_devices(life: Life) -> None:
    life.ready()
    life.engine.order(UseDevices(microphone="headset"))
    life.engine.order(Listen(is_on=True))
    life.engine.order(MakeOffer(CALL, 1))
    life.die()
    assert life.words[1:] == [EngineDied("killed")]
    assert life.web.begun == 2
    life.web.orders.clear()
    life.web.ears.said(READY)
    assert life.words[-1] == EngineReady(1)
    assert life.web.named() == ["use_devices", "listen"]


def test_an_order_to_a_dead_engine_is_done_when_it_is_back(life: Life) -> None:
    life.ready()
    life.die()
    life.web.orders.clear()
    life.engine.order(MakeOffer(CALL, 2))
    assert life.web.named() == []
    life.web.ears.said(READY)
    assert life.web.named() == ["make_offer"]


def test_an_order_that_waited_for_an_engine_that_died_is_not_done(life: Life) -> None:
    life.engine.order(MakeOffer(CALL, 1))
    life.die()
    life.web.ears.said(READY)
    assert life.web.named() == [], "the console offers again by itself"


def test_who_dies_too_often_is_given_up_and_says_so_to_each_call(life: Life) -> None:
    life.ready()
    for _ in range(MOST_DEATHS + 1):
        life.now += 5
        life.die()
        life.web.ears.said(READY)
    died = [word for word in life.words if isinstance(word, EngineDied)]
    assert [word.is_final for word in died] == [False] * MOST_DEATHS + [True]
    assert life.web.is_closed
    life.engine.order(MakeOffer(CALL, 1))
    assert life.words[-1] == EngineFailed(CALL, EngineFault.NOT_INSTALLED, "no engine")
    life.engine.order(None)
    assert len(life.webs) == 2, "whoever signs in next may try again"


def test_who_dies_now_and_then_is_begun_again_for_ever(life: Life) -> None:
    life.ready()
    for _ in range(4 * MOST_DEATHS):
        life.now += 20
        life.die()
        life.web.ears.said(READY)
    assert life.words[-1] == EngineReady(4 * MOST_DEATHS)


def test_a_computer_without_the_library_is_told_so_in_words_and_not_by_an_exception(life: Life) -> None:
    life.lacking = "libnss3.so: cannot open shared object file"
    life.engine.order(None)
    life.engine.order(None)
    life.engine.order(MakeOffer(CALL, 1))
    life.engine.order(Listen(is_on=True))
    why = "QtWebEngine cannot be loaded: libnss3.so: cannot open shared object file"
    assert life.words == [
        EngineDied(why, is_final=True),
        EngineFailed(CALL, EngineFault.NOT_INSTALLED, "no engine"),
        EngineFailed(CallId(""), EngineFault.NOT_INSTALLED, "no engine"),
    ]


def test_an_engine_that_answers_lives_and_one_that_does_not_is_ended(life: Life) -> None:
    life.ready()
    for _ in range(20):
        life.beat()
        life.web.ears.said('{"word": "pong", "number": 1}')
    assert life.web.killed == 0
    life.beat(MISSED_PINGS)
    assert life.web.killed == 0
    life.beat()
    assert life.web.killed == 1
    life.die()
    assert life.words[-1] == EngineDied("killed")


def test_a_page_that_never_loads_is_ended_in_the_end(life: Life) -> None:
    life.engine.order(None)
    life.web.has_process = False
    life.beat(LOADS_WITHIN_PINGS + MISSED_PINGS)
    assert life.words == []
    life.beat()
    assert life.words == [EngineDied("it did not answer")]


async def test_what_is_not_to_be_had_any_more_is_taken_back(life: Life) -> None:
    life.ready()
    life.engine.order(MakeOffer(CALL, 1, with_camera=True))
    await asyncio.sleep(0.5)
    assert life.web.taken_back == 0
    life.engine.order(Send(CALL, camera=False))
    await asyncio.sleep(0.05)
    assert life.web.taken_back == 0, "the page lets go by itself first"
    await asyncio.sleep(0.6)
    assert life.web.taken_back == 1


def test_microphone_and_camera_are_open_for_what_was_ordered(life: Life) -> None:
    life.ready()
    may = life.web.ears.may_capture
    assert (may(False), may(True)) == (False, False)
    life.engine.order(MakeOffer(CALL, 1))
    assert (may(False), may(True)) == (True, False)
    life.engine.order(Send(CALL, camera=True))
    assert (may(False), may(True)) == (True, True)
    life.engine.order(Send(CallId("another"), camera=False))
    assert (may(False), may(True)) == (True, True)
    life.engine.order(Send(CALL, camera=False))
    assert (may(False), may(True)) == (True, False)
    life.engine.order(Drop(CALL))
    assert (may(False), may(True)) == (False, False)
    life.engine.order(Listen(is_on=True))
    assert (may(False), may(True)) == (True, True)
    life.engine.order(Listen(is_on=False))
    assert (may(False), may(True)) == (False, False)


def test_a_call_that_died_with_its_engine_opens_nothing(life: Life) -> None:
    life.ready()
    life.engine.order(MakeOffer(CALL, 1, with_camera=True))
    life.die()
    assert not life.web.ears.may_capture(False)


def test_a_surface_that_was_destroyed_with_its_window_is_made_anew(life: Life) -> None:
    life.ready()
    gone = life.engine.surface
    shiboken6.delete(gone)
    assert shiboken6.isValid(life.engine.surface)
    assert life.words == [EngineReady(0)]


def test_a_closed_engine_is_silent(life: Life) -> None:
    life.ready()
    life.engine.close()
    life.engine.close()
    life.web.ears.ended("closed")
    life.web.ears.said(READY)
    life.engine.order(MakeOffer(CALL, 1))
    assert life.web.is_closed
    assert life.words == [EngineReady(0)]
    assert len(life.webs) == 1


def test_a_page_that_talks_nonsense_without_end_fills_no_log(life: Life, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "ui.media.engine"):
        life.engine.order(None)
        for _ in range(1_000):
            life.web.ears.said("nonsense")
            life.web.ears.said('{"word": "fault", "name": "TypeError", "place": "line.js:3"}')
    assert len(caplog.records) == 20
    caplog.clear()
