"""The window: what an update of the console means for what is shown, and which key goes where.

It shows what it is told and nothing of its own making. Layout is in `stage.py`, deeds in `casework.py`, the seat in
`seat.py`. The canary is answered from the paint of its strip.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.alarm import AlarmClass
from console.domain.journal import Unwritable
from console.domain.queue import Group, Row
from console.domain.sight import Grade
from console.services import screen
from ui import faults
from ui.actions import Actions, Deed
from ui.casework import Bench, CaseWork
from ui.function_labels import key_states
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.panels import Panels
from ui.queue.model import LostTo
from ui.records import Records
from ui.resident.card import CardColumn
from ui.seat import Seat
from ui.sight import Seen, Sightline
from ui.stage import Stage
from ui.style import style_sheet
from ui.tasks import Tasks
from ui.theme import COMPACT, COMPACT_BELOW, DAY, NIGHT, WIDE, Look, Theme
from ui.widgets.fault_notice import FaultNotice
from ui.widgets.parts import column
from ui.words import Say, Words

LOST_SHOWN_FOR = timedelta(seconds=10)


def utc_now() -> datetime:
    """The wall clock, aware UTC."""
    return datetime.now(UTC)


def lost_words(lost: Exception) -> Say:
    """Which of the two ways in which the world fails."""
    return Say.UNWRITABLE if isinstance(lost, Unwritable) else Say.LOST_CONTACT


def show_card(card: CardColumn, row: Row | None, records: Records) -> None:
    """The open card, or why there is none."""
    opened = records.card()
    if row is None:
        card.show_sentence(Say.NO_CASE)
    elif opened is not None:
        card.show_card(opened, records.labels())
    elif records.is_fetching():
        card.show_sentence(Say.CARD_LOADING)
    elif row.asks_who:
        card.show_sentence(Say.CARD_ASK_WHO)
    elif row.resident is None:
        card.show_sentence(Say.CARD_NOBODY)
    else:
        card.show_sentence(Say.CARD_CLOSED, Say.CARD_HOW)


class MainWindow(QWidget):
    """One seat's screen. `receive` takes the bridge's batches; `closing` comes before the window closes.

    `office` is asked for every deed, by tasks on the running loop. `now` and `monotonic` are the window's only clocks.
    Nothing of a person is shown before somebody sits here, and never in the title.
    """

    closing = Signal()

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        words: Words | None = None,
        theme: Theme | None = None,
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        is_demo: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Vaka")
        self.words = words or Words()
        self.look = Look(theme or Theme(), self)
        self._now = now
        self._monotonic = monotonic
        self._office = office
        self._sightline = Sightline(monotonic())
        self._counts: Mapping[AlarmClass, int] = {}
        self._longest: datetime | None = None
        self._store: screen.StoreChanged | None = None
        self.stage = Stage(self.look, self.words, now, monotonic, self.perform, is_demo=is_demo, parent=self)
        column(self).addWidget(self.stage)
        self.setMinimumSize(1, 1)  # a small screen cuts the edge rather than the window refusing to fit
        self.place = PanelPlace(self.stage.case)
        panels, queue = Panels(self.look, self.words, now), self.stage.queue
        bench = Bench(office, tasks, queue.model, queue.view, self.place, panels, self.words, monotonic)
        self.work = CaseWork(bench, self)
        self.seat = Seat(office, tasks, self.stage.sign_in, self.words, self)
        self.keys = Actions(self, self.words)
        self.notice = FaultNotice(self.look, self.words, self)
        self._join(tasks)
        self._wear()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.step)
        self._tick.start(1000)
        self._show_page()

    def start(self) -> None:
        """The console is open: asks it who may sit here. Call once, when the loop runs."""
        self.seat.ask_who()

    def receive(self, updates: Iterable[screen.Update]) -> None:
        """A batch of what the console says, in its order."""
        for update in updates:
            self._receive(update)
        self.work.rows_changed()
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

    def perform(self, deed: Deed) -> None:
        """What a key or a button asks for."""
        stage = self.stage
        if deed is Deed.KEYS or (deed is Deed.BACK and stage.keys.isVisible()):
            stage.toggle_keys()
            return
        stage.keys.hide()  # what a key does is seen
        if deed is Deed.THEME:
            other = DAY if self.look.theme.tokens is NIGHT else NIGHT
            self.look.wear(replace(self.look.theme, tokens=other))
        elif self.seat.is_covered:
            if deed is Deed.BACK:
                self.seat.go_back()
        elif deed is Deed.CHANGE:
            self.seat.change()
        elif deed is Deed.LOCK:
            self.seat.lock()
        elif deed is Deed.QUEUE:
            stage.queue.view.setFocus()
        else:
            stage.show_view(0)
            self.work.perform(deed)

    def step(self) -> None:
        """A second has passed."""
        self.stage.case.step()
        self.refresh()

    def refresh(self) -> None:
        """Shows everything that depends on time or sight."""
        seen, stage = self.seen(), self.stage
        stage.queue.refresh(self._counts, self._longest, seen)
        stage.status.refresh(seen)
        stage.banner.refresh(seen, self._store, is_seated=self.seat.operator is not None)
        stage.sign_in.waiting.refresh(self._counts, self._longest, seen, self._store)
        total = sum(self._counts.values())
        stage.top.show_count(str(total) if total or seen.grade is Grade.SEEING else "?")
        self._show_keys()

    def seen(self) -> Seen:
        """What may be claimed of our sight now."""
        return self._sightline.seen(self._monotonic())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        density = COMPACT if self.width() / self.look.theme.scale < COMPACT_BELOW else WIDE
        self.look.wear(replace(self.look.theme, density=density))
        self.stage.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _receive(self, update: screen.Update) -> None:
        stage = self.stage
        match update:
            case screen.QueueReplaced(rows):
                stage.queue.model.replace(rows)
                self._count(rows)
            case screen.RowsChanged(changes, counts, longest):
                stage.queue.model.apply(changes)
                self._counts, self._longest = counts, longest
            case screen.CanaryStored(number):
                stage.status.strip.receive(number)
            case screen.SightChanged():
                self._sightline.told(update)
            case screen.SeatChanged(operator):
                self.seat.sit(operator)
            case screen.StoreChanged():
                self._store = update
                stage.status.tell_store(update)
            case screen.ClaimLost(case, owner_name, at):
                stage.queue.model.tell_lost(case, LostTo(owner_name, at, self._now() + LOST_SHOWN_FOR))
            case screen.TenantsKnown(names):
                self.words.tenants = names
            case screen.Tally():
                stage.status.tell_tally(update)
            case _:
                assert_never(update)

    def _count(self, rows: tuple[Row, ...]) -> None:
        self._counts = {each: sum(row.own_class is each for row in rows) for each in AlarmClass}
        self._longest = min((row.waiting_since for row in rows if not row.is_answered), default=None)

    def _join(self, tasks: Tasks) -> None:
        stage = self.stage
        self.look.changed.connect(self._wear)
        stage.top.view_chosen.connect(stage.show_view)
        self.keys.view_wanted.connect(stage.show_view)
        self.keys.wanted.connect(self.perform)
        self.work.changed.connect(self._show_case)
        self.work.spoke.connect(self._say)
        self.seat.page_changed.connect(self._show_page)
        self.seat.changed.connect(lambda: self.work.sit(self.seat.operator))
        stage.status.strip.painted.connect(self._painted)
        tasks.contact_lost.connect(lambda lost: stage.status.say(self.words(lost_words(lost))))
        tasks.contact_made.connect(lambda: stage.status.say(self.words(Say.CONTACT_AGAIN)))
        tasks.faulted.connect(lambda fault: self.notice.tell(faults.code(fault)))

    def _painted(self, number: int) -> None:
        self._sightline.painted(self._monotonic(), self._now())
        self._office.painted(number)

    def _wear(self) -> None:
        self.setStyleSheet(style_sheet(self.look.theme))
        self.setPalette(self.look.theme.palette())
        self.stage.fit()

    def _say(self, text: str) -> None:
        """What an act says may name a resident: never over a covered desk."""
        self.stage.status.say(text if not self.seat.is_covered else "")

    def _show_page(self) -> None:
        operator, is_shown = self.seat.operator, not self.seat.is_covered
        self.stage.keys.hide()
        self.stage.show_desk(is_shown=is_shown)
        self.stage.top.show_operator(operator.name if operator is not None else "")
        self._say("")
        if is_shown:
            self.stage.queue.view.setFocus()
        self._show_case()

    def _show_case(self) -> None:
        records = self.work.records
        self.stage.case.show_case(self.work.row, records.person())
        self.stage.case.show_lines(records.lines())
        show_card(self.stage.card, self.work.row, records)
        self._show_keys()

    def _show_keys(self) -> None:
        row = self.work.row
        states = key_states(
            row,
            is_mine=row is not None and self.work.records.is_mine(row),
            has_waiting=self.stage.queue.model.count(Group.UNANSWERED) > 0,
            is_seated=self.seat.operator is not None and not self.seat.is_covered,
            has_panel=self.place.open() is not None,
            words=self.words,
        )
        for each in states:
            button = self.stage.row.keys[each.key]
            button.show_state(each.label, is_enabled=each.is_enabled, is_lit=each.is_lit, why=each.why)
