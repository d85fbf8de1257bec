"""Calls in memory: the domain's own course of a call, ways that a test names, and an engine that draws a figure where a
real one shows somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.domain import events as ev
from console.domain.call import (
    RINGS_FOR,
    CallChange,
    CallEnd,
    CallFact,
    CallFigures,
    CallKind,
    DeviceTone,
    NoPicture,
    Quality,
    after,
    begun,
    result_of,
)
from console.domain.call_engine import DevicesFound, EngineOrder, EngineWord, MediaDevice
from console.domain.call_shown import CallWay, EngineState, GuestKind, GuestShown, OpenCall
from console.domain.events import ReadReason
from console.domain.ids import CallId, CaseId, ConsoleId, DeviceId, LookId, ResidentId
from console.domain.masking import Person
from console.domain.plan import Way
from console.domain.refused import Reason, Refused
from console.services import screen

TABLET = CallWay(CallKind.VIDEO, Way.DEVICE, device=DeviceId("tablet-1"), place="köket")
UNIT = CallWay(CallKind.SIP, Way.DEVICE, device=DeviceId("unit-1"), place="hallen", address="sip:unit@example")
MOBILE = CallWay(CallKind.PHONE, Way.MOBILE, address="tel:+46701740618")
LENA = CallWay(CallKind.PHONE, contact=1, address="tel:+46701740622")
ANDERS = CallWay(CallKind.PHONE, contact=2, address="tel:+46701740619")
LINK = "https://127.0.0.1:8443/g#9fK2xR7LmQ4TzW8vB1cN6p"

HEADSET = DevicesFound(
    (
        MediaDevice("mic-1", "microphone", "Headset Vera 2"), MediaDevice("out-1", "output", "Headset Vera 2"),
        MediaDevice("cam-1", "camera", "Skrivbordskamera"),
    )
)  # fmt: skip


class FakeCalls:
    """The office of calls. `asked` is what was asked of it, in order."""

    show: Callable[[Sequence[screen.Update]], None]

    def __init__(self) -> None:
        self.ways: tuple[CallWay, ...] = (TABLET, UNIT, MOBILE, LENA, ANDERS)
        self.call_now: OpenCall | None = None
        self.engine_state = EngineState.READY
        self.asked: list[tuple[object, ...]] = []
        self.engine_words: list[EngineWord] = []
        self.refuses_call: Refused | None = None
        self.caller: Person | None = None
        self.begun = 0

    def _moment(self) -> datetime:
        now: datetime = self.clock.now()  # type: ignore[attr-defined]
        return now

    def tell_call(self, **changes: object) -> None:
        """The call as it is now, with changes."""
        if self.call_now is not None and changes:
            self.call_now = replace(self.call_now, **changes)  # type: ignore[arg-type]
        self.show((screen.CallTold(self.call_now, self.engine_state),))

    def happens(self, fact: CallFact) -> None:
        """Something happens to the call; it is journalled as the console would."""
        call = self.call_now
        assert call is not None
        course = after(call.course, fact, self._moment())
        said: tuple[tuple[datetime, ev.CallBody], ...] = call.said
        if fact is CallFact.ANSWERED:
            took = (self._moment() - course.begun_at).total_seconds()
            said = (*said, (self._moment(), ev.CallAnswered(call.id, took)))
        if course.is_over:
            end = course.end or CallEnd.LINE_LOST
            result = result_of(end, was_answered=course.answered_at is not None)
            said = (*said, (self._moment(), ev.CallEnded(call.id, end, result, course.lasted.total_seconds())))
        self.call_now = replace(call, course=course, said=said)
        if call.case is not None and said != call.said:
            self._journal(call.case, said[-1][1])
        self.tell_call()

    def notes(self, change: CallChange, detail: str = "") -> None:
        """Something is noted in its midst."""
        call = self.call_now
        assert call is not None
        self.tell_call(said=(*call.said, (self._moment(), ev.CallNoted(call.id, change, detail))))

    async def ways_of_case(self, case: CaseId) -> Sequence[CallWay]:
        return self.ways

    async def ways_of_person(self, resident: ResidentId) -> Sequence[CallWay]:
        return self.ways

    async def call_case(
        self, case: CaseId, way: CallWay | None, *, with_picture: bool, listen_in: bool = False
    ) -> None:
        self.asked.append(("call_case", case, way, with_picture, listen_in))
        self._begin(way or self.ways[0], case, with_picture=with_picture, listen_in=listen_in)

    async def call_person(
        self,
        resident: ResidentId,
        reason: ReadReason,
        way: CallWay | None,
        *,
        with_picture: bool,
        look: LookId | None = None,
    ) -> None:
        self.asked.append(("call_person", resident, reason, way, with_picture, look))
        self._begin(way or self.ways[0], None, with_picture=with_picture)

    async def hang_up(self) -> None:
        self.asked.append(("hang_up",))
        self.happens(CallFact.HUNG_UP)

    async def put_call_away(self) -> None:
        self.asked.append(("put_away",))
        self.call_now = None
        self.tell_call()

    async def hold_call(self, *, is_held: bool) -> None:
        self.asked.append(("hold", is_held))
        self.happens(CallFact.HELD if is_held else CallFact.RESUMED)

    async def ask_picture(self, *, is_wanted: bool) -> None:
        self.asked.append(("picture", is_wanted))
        kind = CallKind.VIDEO if is_wanted else CallKind.VOICE
        self.tell_call(kind=kind, no_picture=None if is_wanted else NoPicture.VOICE_ONLY, is_seen=False)

    async def send_own(self, *, microphone: bool, camera: bool, volume: int) -> None:
        self.asked.append(("send", microphone, camera, volume))
        self.tell_call(muted=not microphone, camera=camera, volume=volume)

    async def tell_device(self, tone: DeviceTone) -> None:
        self.asked.append(("tone", tone))
        self.notes(CallChange.TONE_SENT, tone)

    async def invite(self, kind: GuestKind, minutes: int, *, sees: bool) -> None:
        self.asked.append(("invite", kind, minutes, sees))
        until = self._moment() + timedelta(minutes=minutes)
        self.tell_call(guest=GuestShown(kind, until, sees=sees, link=LINK))

    async def send_guest_away(self) -> None:
        self.asked.append(("guest_away",))
        self.tell_call(guest=None)

    async def call_again(self) -> None:
        self.asked.append(("again",))
        call = self.call_now
        assert call is not None
        self._begin(TABLET, call.case, with_picture=False)

    def engine_said(self, word: EngineWord) -> None:
        self.engine_words.append(word)

    def answer(self, *, is_seen: bool = True, camera: bool = True) -> None:
        """They answer, and are heard; in a video call seen too, unless said otherwise."""
        self.happens(CallFact.ANSWERED)
        assert self.call_now is not None
        is_video = self.call_now.kind is CallKind.VIDEO
        figures = CallFigures(0.18, 0.004, 0.0, 24.0, 1280, 720, heard_db=-22.0, spoken_db=-24.0)
        self.tell_call(
            is_heard=True, is_seen=is_seen and is_video, camera=camera and is_video, figures=figures,
            quality=Quality.GOOD, no_picture=None if is_video else NoPicture.VOICE_ONLY,
        )  # fmt: skip

    def _begin(self, way: CallWay, case: CaseId | None, *, with_picture: bool, listen_in: bool = False) -> None:
        if self.refuses_call is not None:
            raise self.refuses_call
        if self.call_now is not None and not self.call_now.course.is_over:
            raise Refused(Reason.CALL_GOES_ON)
        self.begun += 1
        id, at = CallId(f"call-{self.begun}"), self._moment()
        kind = CallKind.VOICE if way.kind is CallKind.VIDEO and not with_picture else way.kind
        began = ev.CallBegan(
            id,
            kind,
            ConsoleId("console-1"),
            ResidentId("marta"),
            way.way,
            way.contact,
            way.device,
            with_picture,
            listen_in,
        )
        left = tuple(each for each in self.ways if each != way and not each.contact)
        self.call_now = OpenCall(
            id, kind, begun(at), case, self._person_of(case), contact=way.contact, place=way.place,
            rings_until=at + RINGS_FOR, said=((at, began),), next_ways=left, listens_in=listen_in,
        )  # fmt: skip
        if case is not None:
            self._journal(case, began)
        self.tell_call()

    def _person_of(self, case: CaseId | None) -> Person | None:
        row = self.queue.row(case) if case is not None else None  # type: ignore[attr-defined]
        return row.people[0] if row is not None and row.people else self.caller

    def _journal(self, case: CaseId, body: ev.CallBody) -> None:
        self.append(case, body, self.seated.id)  # type: ignore[attr-defined]


class DrawnSurface(QWidget):
    """Somebody in a chair, drawn: what a picture would be."""

    def __init__(self) -> None:
        super().__init__()
        self.has_own = True

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#2b3034"))
        wide, high = self.width(), self.height()
        painter.setPen(QColor("#2b3034"))
        for colour, x, y, w, h in (
            ("#3a4249", 0.08, 0.08, 0.24, 0.42), ("#3a4249", 0.72, 0.16, 0.18, 0.5), ("#4b5258", 0.34, 0.62, 0.32, 0.5),
        ):  # fmt: skip
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(x * wide, y * high, w * wide, h * high))
        painter.setBrush(QColor("#9a938a"))
        painter.drawEllipse(QRectF(0.42 * wide, 0.26 * high, 0.16 * wide, 0.42 * high))
        if self.has_own:
            painter.setBrush(QColor("#15191c"))
            painter.drawRect(QRectF(wide - 252, high - 162, 240, 150))
        painter.end()


class FakeEngine(QObject):
    """Fits `ui.engine_place.MediaEngine`: keeps its orders and says what a test tells it to."""

    said = Signal(object)
    levels_changed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[EngineOrder | None] = []
        self.is_closed = False
        self.background = ""
        self._surface = DrawnSurface()

    @property
    def surface(self) -> QWidget:
        return self._surface

    def order(self, order: EngineOrder | None) -> None:
        self.orders.append(order)

    def use_background(self, colour: str) -> None:
        self.background = colour

    def close(self) -> None:
        self.is_closed = True
        self._surface.setParent(None)
        self._surface.deleteLater()
