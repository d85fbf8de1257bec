"""The window: what an update of the console means for what is shown.

It shows what it is told and nothing of its own making. Layout is in `stage.py`, what a key does in `deeds.py`, the
case's own deeds in `casework.py`, the seat in `seat.py`. The canary is answered from the paint of its strip. The whole
stage is built anew when the language, the size or the density changes; what stands in it does not.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.journal import Unwritable
from console.domain.operator import Operator
from console.domain.sight import Grade
from console.services import screen
from ui import faults
from ui.actions import Actions
from ui.beside import beside_of
from ui.blindness import Blindness, Dial
from ui.call_work import CallParts, CallWork
from ui.casework import Bench, CaseWork
from ui.deeds import Deeds, Hands
from ui.desk_work import DeskKit, DeskWork
from ui.dispatch_kit import DispatchKit
from ui.dispatch_work import DispatchWork
from ui.drafts import Drafts
from ui.engine_place import MakeEngine, no_engine
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.panels import Panels
from ui.places import MAIN, Places
from ui.queue.delegate import told
from ui.queue.model import LostTo, QueueModel
from ui.round_work import RoundKit
from ui.screens import Screens
from ui.seat import Seat
from ui.showing import Showing
from ui.sight import Seen, Sightline
from ui.stage import Stage
from ui.standing import Standing
from ui.style import style_sheet
from ui.tasks import Tasks
from ui.theme import COMPACT, COMPACT_BELOW, WIDE, Look, Theme
from ui.widgets.fault_notice import FaultNotice
from ui.widgets.parts import column
from ui.words import Say, Words
from ui.words.sign_in import SignInSay
from ui.workplace import Keep, Workplace, forget

LOST_SHOWN_FOR = timedelta(seconds=10)


def utc_now() -> datetime:
    """The wall clock, aware UTC."""
    return datetime.now(UTC)


def no_telephone(_: str) -> bool:
    """A computer that cannot call."""
    return False


@dataclass(frozen=True, slots=True)
class Site:
    """What the place is: whether all is invented here, the centre's own name, how changed settings are kept, how a
    number is called, the folder in which windows' places are remembered (None: nowhere), and how the
    engine of calls is made."""

    is_demo: bool = False
    centre: str = ""
    keep: Keep = forget
    dial: Dial = no_telephone
    places: Path | None = None
    engine: MakeEngine = no_engine


def lost_words(lost: Exception) -> Say:
    """Which of the two ways in which the world fails."""
    return Say.UNWRITABLE if isinstance(lost, Unwritable) else Say.LOST_CONTACT


def _with_operator(sits: Callable[[Operator | None], None], seat: Seat) -> None:
    sits(seat.operator)


def fitted(theme: Theme, width: int) -> Theme:
    """The theme with the density that a window so wide asks for."""
    return replace(theme, density=COMPACT if width / theme.scale < COMPACT_BELOW else WIDE)


class MainWindow(QWidget):
    """One seat's screen. `receive` takes the bridge's batches; `closing` comes before the window closes.

    `office` is asked for every deed, by tasks on the running loop. `now` and `monotonic` are the window's only clocks.
    Nothing of a person is shown before somebody sits here, and never in the title."""

    closing = Signal()

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        words: Words | None = None,
        theme: Theme | None = None,
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        site: Site | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Vaka")
        self.setMinimumSize(1, 1)  # a small screen cuts the edge rather than the window refusing to fit
        self.words = words or Words()
        self.look = Look(theme or Theme(), self)
        self._now, self._monotonic = now, monotonic
        self._office, self._site = office, site or Site()
        self._sightline = Sightline(monotonic())
        self.standing = Standing()
        self.model = QueueModel(lambda shown: told(shown, now(), self.words), self)
        self.drafts = Drafts(office, tasks, lambda refused: self.work.refused(refused), self)
        self.place = PanelPlace(self.drafts)
        self._make(office, tasks)
        self.keys = Actions(self, self.words)
        self._layout = column(self)
        self._build()
        _join(self, tasks)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.step)
        self._tick.start(1000)
        self.showing.page()

    def start(self) -> None:
        """The console is open: asks it who may sit here. Call once, when the loop runs."""
        self.seat.ask_who()

    def receive(self, updates: Iterable[screen.Update]) -> None:
        """A batch of what the console says, in its order."""
        for update in updates:
            self._receive(update)
        self.beside.dispatch.name_staff()
        self.work.rows_changed()
        self.beside.told()
        self.calls.told()
        self.desk.told()
        self.showing.team()
        self.refresh()

    def console_ended(self, fault: BaseException | None) -> None:
        """The console has ended: nothing comes any more, and the screen says so."""
        self._sightline.ended()
        if fault is not None:
            self.notice.tell(faults.code(fault))
        self.refresh()

    def cannot_start(self, why: str) -> None:
        """The console could not be opened: `why` says what to do, and stands until the window is closed."""
        self._sightline.ended()
        self.stage.sign_in.tell(self.words(Say.CANNOT_START, why=why))
        self.refresh()

    def step(self) -> None:
        """A second has passed."""
        self.stage.cases.step()
        self.stage.staff.step()
        self.refresh()

    def refresh(self) -> None:
        """Shows everything that depends on time or sight."""
        seen, stage, standing = self.seen(), self.stage, self.standing
        self.blindness.refresh(seen, standing, is_free=self.deeds.is_free())
        self.desk.refresh(seen)
        stage.status.refresh(seen, standing.store, standing.tally, standing.sound)
        stage.banner.refresh(seen, standing.store, standing.sound, is_seated=self.seat.operator is not None)
        self.seat.refresh(standing, seen, stage.status.strip.ticks())
        self.beside.refresh(seen)
        self.calls.showing.step()
        stage.top.show_count(str(standing.total()) if standing.total() or seen.grade is Grade.SEEING else "?")
        self.showing.keys()

    def seen(self) -> Seen:
        """What may be claimed of our sight now."""
        return self._sightline.seen(self._monotonic())

    def rebuild(self) -> None:
        """Makes everything that is laid out anew, in the language and the size that now hold. What is selected, typed,
        chosen and shown stays."""
        carried, before = self.place.carried(), self.stage
        self._build(before)
        stage = self.stage
        self._layout.removeWidget(before)
        before.hide()
        before.deleteLater()
        if self.isVisible():
            stage.show()
            self._layout.activate()
        self.keys.speak(self.words)
        self.showing.page()
        stage.go_on_from(before)
        if stage.is_settings_shown():
            self.deeds.open_settings()
        if carried is not None:
            self.work.deciding.carry_on(*carried, self.seat.operator)
            self.calls.carry_on(*carried[:2])
            self.beside.dispatch.carry_on(*carried[:2])
        self.showing.team()
        self.screens.rebuild()
        self.calls.rebuild()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if fitted(self.look.theme, self.width()) != self.look.theme:
            self._resize()
        self.stage.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self.drafts.rest()
        self.places.keep(MAIN, self)
        self.screens.close()
        self.calls.close()
        self.closing.emit()
        super().closeEvent(event)

    def _receive(self, update: screen.Update) -> None:
        match update:
            case screen.QueueReplaced(rows):
                self.model.replace(rows)
                self.standing.count(rows)
                self.rounds.replaced(rows)
            case screen.RowsChanged(changes, counts, longest, hidden):
                self.model.apply(changes)
                self.standing.counts, self.standing.longest = counts, longest
                self.standing.hidden = hidden
                self.rounds.arrived(changes)
            case screen.CanaryStored(number):
                self.stage.status.strip.receive(number)
            case screen.SightChanged():
                self._sightline.told(update)
            case screen.SeatChanged(operator):
                self.seat.sit(operator)
            case screen.ClaimLost(case, owner_name, at):
                self.model.tell_lost(case, LostTo(owner_name, at, self._now() + LOST_SHOWN_FOR))
            case screen.TenantsKnown(names):
                self.words.tenants = names
            case screen.EngineAsked(order):
                self.calls.ask_engine(order)
            case screen.DialAsked(number):
                self.calls.showing.handed(is_taken=self._site.dial(number))
            case screen.Restarted(died_at, is_seated):
                self.standing.take(update)
                if is_seated:
                    self.showing.say(self.words(SignInSay.RESTARTED, time=self.words.time(died_at, seconds=True)))
            case _:
                self.standing.take(update)  # which takes each of the rest by its name

    def _make(self, office: Office, tasks: Tasks) -> None:
        """Those who do the work; the stage is made by `_build`, again and again."""
        panels = Panels(self.look, self.words, self._now)
        self.work = CaseWork(Bench(office, tasks, self.model, self.place, panels, self.words, self._monotonic), self)
        self.seat = Seat(office, tasks, self.words, self._now, self._site.dial, self)
        self.workplace = Workplace(self.look, self.words, office, tasks, self._site.keep, self)
        self.blindness = Blindness(office, tasks, self.words, self._now, self._site.dial, self)
        self.blindness.centre = self._site.centre
        self.places = Places(self._site.places)
        self.screens = Screens(self.look, self.words, self._now, self.work.records, self.places, self)
        kit = RoundKit(office, tasks, self.words, self.work, self.standing, self._now, self._monotonic, self.model)
        dispatch = DispatchKit(
            office, tasks, self.words, self.look, self.work, self.standing, self.model, self.place, self._site.dial,
            self._now, self._monotonic, lambda text: self.showing.say(text),
        )  # fmt: skip
        self.beside = beside_of(kit, DispatchWork(dispatch, self), self)
        self.technical, self.rounds, self.night = self.beside.technical, self.beside.rounds, self.beside.night
        call = self.look, self.place, self.places, self._site.engine, lambda: self.seat.is_covered
        self.calls = CallWork(CallParts(kit, self.rounds, *call), self)
        self.calls.devices.workplace = self.workplace
        desk = office, tasks, self.words, self.model, self.work, self.standing, self._now
        self.desk = DeskWork(DeskKit(*desk), self)
        self.deeds = Deeds(
            Hands(
                office, tasks, self.words, self.model, self.work, self.seat, self.workplace, self.blindness,
                self.screens, self.standing, self.beside, self.calls, self.desk, self._now,
            ),
            self,
        )  # fmt: skip
        self.showing = Showing(
            self.work, self.seat, self.deeds, self.screens, self.drafts, self.model, self._site.centre,
            self.standing.folded, self.calls.showing, self,
        )  # fmt: skip

    def _build(self, before: Stage | None = None) -> None:
        stage = Stage(
            self.look, self.words, self._now, self._monotonic, self.deeds.perform, self.model,
            is_demo=self._site.is_demo, parent=self, used=before.search.used if before is not None else (),
        )  # fmt: skip
        self.stage = stage
        self._layout.addWidget(stage)
        self.notice = FaultNotice(self.look, self.words, self)
        self._wear()
        self.place.attach(stage.panels)
        self.work.attach(stage.queue.view, stage.home)
        self.seat.attach(stage.sign_in)
        self.deeds.attach(stage)
        self.showing.attach(stage)
        stage.status.strip.painted.connect(self._painted)
        stage.cases.more_closed.connect(self.work.records.close_alone)
        stage.cases.more_closed.connect(stage.queue.view.setFocus)

    def _resize(self) -> None:
        """Another size of everything: with it the room changes, and perhaps the density."""
        self.look.theme = fitted(self.look.theme, self.width())
        self.rebuild()

    def _painted(self, number: int) -> None:
        self._sightline.painted(self._monotonic(), self._now())
        self._office.painted(number)

    def _wear(self) -> None:
        """The sheet is the stage's: one that is about to go is not dressed anew."""
        sheet = style_sheet(self.look.theme)
        self.setPalette(self.look.theme.palette())
        self.stage.setStyleSheet(sheet)
        self.notice.setStyleSheet(sheet)
        self.stage.fit()


def _join(window: MainWindow, tasks: Tasks) -> None:
    """Who tells whom."""
    window.look.changed.connect(window._wear)
    window.workplace.language_changed.connect(window.rebuild)
    window.workplace.size_changed.connect(window._resize)
    window.workplace.left.connect(window.deeds.to_cases)
    window.keys.view_wanted.connect(window.deeds.show_view)
    window.keys.wanted.connect(window.deeds.perform)
    window.work.changed.connect(window.showing.case)
    window.work.records.came.connect(window.showing.more)
    speakers = (
        window.work,
        window.workplace,
        window.screens,
        window.technical,
        window.rounds,
        window.night,
        window.beside.dispatch,
        window.desk,
        window.calls,
    )
    for speaking in speakers:
        speaking.spoke.connect(window.showing.say)
    window.blindness.spoke.connect(lambda text: window.stage.status.say(text))  # a number to call, over any desk
    window.seat.page_changed.connect(window.showing.page)
    window.seat.page_changed.connect(window.calls.cover)
    for sits in (window.work.sit, window.blindness.sit, window.beside.sit, window.desk.sit, window.calls.sit):
        window.seat.changed.connect(partial(_with_operator, sits, window.seat))
    window.seat.changed.connect(window.showing.team)
    tasks.contact_lost.connect(lambda lost: window.stage.status.say(window.words(lost_words(lost))))
    tasks.contact_made.connect(lambda: window.stage.status.say(window.words(Say.CONTACT_AGAIN)))
    tasks.faulted.connect(lambda fault: window.notice.tell(faults.code(fault)))
