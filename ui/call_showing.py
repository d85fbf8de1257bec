"""Puts the call at this console on the screen: in its view, in the strip over another one, in the window on the second
screen. The picture is in one place at a time. Over a covered desk nobody is seen or named."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from console.domain.call import CallKind, CallState
from console.domain.call_shown import EngineState, OpenCall
from console.domain.events import CallBegan
from console.domain.masking import Person
from console.domain.queue import Row
from ui.call import called
from ui.call.journal import JournalLine
from ui.call.showing_of import CallShown, Headset, clock, showing, spoken_for
from ui.call_kit import CallKit
from ui.call_screen import CallScreen
from ui.call_view import CallView
from ui.stage import Stage
from ui.words.call import CallSay
from ui.words.call_told import tell_call
from ui.words.course import CourseShown


class CallShowing(QObject):
    """`attach` gives it the stage, each time that one has been built: the picture goes with it. `is_shown`: whether the
    call's view is the one on the screen."""

    def __init__(self, kit: CallKit, screen: CallScreen, is_covered: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._screen = screen
        self._is_covered = is_covered
        self._stage: Stage
        self._view: CallView
        self.is_shown = False
        self.has_telephone = True
        kit.engine.made.connect(self.place_surface)
        screen.changed.connect(self._moved)

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage, self._view, self.is_shown = stage, stage.call, False
        self.place_surface()

    def show(self) -> None:
        """What holds now."""
        kit, call, is_covered = self._kit, self._kit.standing.call, self._is_covered()
        headset = self._headset(call)
        shown = showing(call, headset, kit.now(), kit.words)
        if self.is_shown and not is_covered:
            name = called.whom(call, kit.words) if call is not None else ""
            self._view.show_case(self.row(), self._person(call), name)
            self._view.show_call(shown, self._lines(call), is_on_screen=self._screen.is_open())
        if self._screen.is_open():
            whole = showing(call, replace(headset, is_on_screen=False), kit.now(), kit.words)
            self._screen.show(whole, is_covered=is_covered)
        self._show_strip(call, shown, is_covered=is_covered)

    def step(self) -> None:
        """A second has passed."""
        self.show()
        if self.is_shown:
            self._view.step()

    def show_plan(self, shown: CourseShown) -> None:
        """The plan of the shown case, where the call is about it."""
        self._view.plan.show_plan(shown if self.row() is not None else CourseShown())

    def result(self) -> str:
        """How the call ended, and what comes next."""
        call, kit = self._kit.standing.call, self._kit
        shown = showing(call, self._headset(call), kit.now(), kit.words)
        return ". ".join(part for part in (shown.title, *shown.lines[:1]) if part)

    def row(self) -> Row | None:
        """The row of the call's case, where there is one."""
        call, work = self._kit.standing.call, self._kit.work
        if call is None or call.case is None:
            return None
        index = self._kit.model.index_of(call.case)
        row = self._kit.model.row_at(index) if index.isValid() else None
        return row or (work.row if work.row is not None and work.row.case == call.case else None)

    def handed(self, *, is_taken: bool) -> None:
        """The computer was handed the number of the call, and took it or has nothing to call with."""
        self.has_telephone = is_taken
        self.show()

    def place_surface(self) -> None:
        """Where the picture is seen: on the second screen, or in the view."""
        engine = self._kit.engine.engine
        if engine is None:
            return
        if self._screen.is_open():
            self._view.page.room.let_go()
            self._screen.take_in(engine.surface)
        else:
            self._view.page.room.take_in(engine.surface)

    def _moved(self) -> None:
        self.place_surface()
        self.show()

    def _headset(self, call: OpenCall | None) -> Headset:
        engine = self._kit.engine
        microphone = called.device_name("microphone", engine.name_of("microphone"), self._kit.words)
        return Headset(
            microphone, engine.has("microphone"), engine.spoke_at, self._screen.is_open(),
            shows_self=call is not None and call.kind is CallKind.VIDEO, has_telephone=self.has_telephone,
            is_running=self._kit.standing.engine is EngineState.READY,
        )  # fmt: skip

    def _person(self, call: OpenCall | None) -> Person | None:
        """Unmasked only where the card has been opened for it."""
        work = self._kit.work
        if call is None:
            return None
        opened = work.records.person() if work.row is not None and work.row.case == call.case else None
        if opened is not None and (call.person is None or call.person.id == opened.id):
            return opened
        return call.person if call.case is None else None

    def _lines(self, call: OpenCall | None) -> tuple[JournalLine, ...]:
        words = self._kit.words
        lines = []
        for at, body in call.said if call is not None else ():
            who = words(CallSay.YOU) if isinstance(body, CallBegan) else ""
            strong, text = tell_call(who, body, words)
            lines.append(JournalLine(words.time(at), strong, text))
        return tuple(lines)

    def _show_strip(self, call: OpenCall | None, shown: CallShown, *, is_covered: bool) -> None:
        words, strip = self._kit.words, self._stage.strip
        if call is None or (self.is_shown and not is_covered) or (is_covered and call.course.is_over):
            strip.tell("", "", is_covered=False)
            return
        time = clock(spoken_for(call, self._kit.now()))
        state = words(CallSay.STRIP, time=time)
        if call.course.is_over:
            state = shown.title
        elif call.course.answered_at is None:
            state = words(CallSay.STRIP_RINGS)
        elif call.lost_since is not None:
            state = shown.title
        elif call.course.state is CallState.HOLDING:
            state = words(CallSay.STRIP_HELD, time=time)
        strip.tell(state, called.whom(call, words), is_covered=is_covered)
