"""New alarms told aloud by a screen reader: the row in its own words, masked as the row is, or how many in a flood.

Akut interrupts, Hög and Normal wait for their turn, Teknik and tests are read in the list. A row is told when it
begins to wait for an answer and again when its class rises; never what somebody has taken. While the rows are not
shown (the seat is locked) only numbers are told, never who.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QTimer

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.queue import Group, Row
from ui.queue.model import QueueModel
from ui.widgets.speak import Speak
from ui.words import Words
from ui.words import row as said
from ui.words.row_phrases import RowSay

GATHER_MS = 500
"""What comes within this of the first is told together."""
REST_MS = 4000
"""A voice is left to speak for so long before less than an Akut is told."""

LEAST = AlarmClass.NORMAL


class Announcer(QObject):
    """Listens to the model. What waits when it is made is known already; after `replace` it is counted, politely."""

    def __init__(
        self,
        model: QueueModel,
        words: Words,
        now: Callable[[], datetime],
        speak: Speak,
        is_shown: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._words, self._now = model, words, now
        self._speak, self._is_shown = speak, is_shown
        self._told: dict[CaseId, AlarmClass] = {}
        self._new: dict[CaseId, Row] = {}
        self._acute: set[CaseId] = set()
        self._gather = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._gather.timeout.connect(self.tell)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.tell)
        self._know_all()
        model.rowsInserted.connect(self._inserted)
        model.dataChanged.connect(self._changed)
        model.rowsAboutToBeRemoved.connect(self._leaving)
        model.modelReset.connect(self._replaced)

    def tell(self) -> None:
        """Tells what has come since the last time, at once."""
        new, self._new, self._acute = tuple(self._new.values()), {}, set()
        if not new:
            return
        gravest = min(new, key=lambda row: row.alarm_class)
        self._speak(self._text(new, gravest), gravest.alarm_class is AlarmClass.ACUTE)
        self._rest.start()

    def _text(self, new: tuple[Row, ...], gravest: Row) -> str:
        words, is_shown = self._words, self._is_shown()
        brief = said.briefly(gravest, self._now(), words) if is_shown else ""
        if len(new) == 1 and is_shown:
            return words(RowSay.NEW_ALARM, row=brief)
        acute = sum(row.alarm_class is AlarmClass.ACUTE for row in new)
        text = words(RowSay.NEW_ALARMS, n=len(new))
        if acute:
            text += ", " + words(RowSay.OF_CLASS, count=acute, alarm_class=words.of(AlarmClass.ACUTE))
        return f"{text}. {brief}" if brief else f"{text}."

    def _hear(self, places: Iterable[int]) -> None:
        for place in places:
            row = self._model.row_at(self._model.index(place))
            if row is None:
                continue
            if row.group is not Group.UNANSWERED:
                self._forget(row.case)
            elif not row.is_test and row.alarm_class <= LEAST and row.alarm_class < self._told.get(row.case, LEAST + 1):
                self._told[row.case] = row.alarm_class
                self._new[row.case] = row
                if row.alarm_class is AlarmClass.ACUTE:
                    self._acute.add(row.case)
        self._wait_or_begin()

    def _wait_or_begin(self) -> None:
        if self._new and not self._gather.isActive() and (self._acute or not self._rest.isActive()):
            self._gather.start()

    def _forget(self, case: CaseId) -> None:
        self._told.pop(case, None)
        self._new.pop(case, None)
        self._acute.discard(case)

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self._hear(range(first, last + 1))

    def _changed(self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex) -> None:
        self._hear(range(first.row(), last.row() + 1))

    def _leaving(self, _: QModelIndex, first: int, last: int) -> None:
        for place in range(first, last + 1):
            row = self._model.row_at(self._model.index(place))
            if row is not None:
                self._forget(row.case)

    def _know_all(self) -> None:
        self._new, self._acute = {}, set()
        self._told = {row.case: row.alarm_class for row in self._model.unanswered()}

    def _replaced(self) -> None:
        self._know_all()
        if self._told:
            self._speak(self._words(RowSay.WAITING, n=len(self._told)) + ".", False)
