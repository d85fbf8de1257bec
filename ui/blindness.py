"""What the operator does while nothing is seen: the routine and the risk list on the screen, a call to the reserve, the
list on paper. None of it needs the network.
"""

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.card import Card
from console.domain.events import SightLost
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.operator import Operator
from console.domain.risk import RiskList
from console.domain.routine import ReservePhone
from console.domain.sight import Grade
from ui.blind.printing import Paper, paragraphs
from ui.office import Office
from ui.sight import Seen
from ui.stage import Stage
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words
from ui.words.blind import BlindSay as Say
from ui.words.phones import phone
from ui.words.plain import clean

Dial = Callable[[str], bool]
"""Hands a number (E.164) to the computer's telephone. False where there is none."""

AGAIN_AFTER = timedelta(seconds=5)
"""So long after the list could not be fetched it is asked for again, while we are blind or on a key."""


class Blindness(QObject):
    """`spoke` carries what to tell the operator. The risk list is fetched once for each time that we go blind, or that
    it is asked for: each fetch leaves its trace."""

    spoke = Signal(str)

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, now: Callable[[], datetime], dial: Dial, window: QWidget
    ) -> None:
        super().__init__(window)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._now = now
        self._dial = dial
        self._window = window
        self._stage: Stage
        self.is_blind = False
        self._risks: RiskList | None = None
        self._is_asked = False
        self._failed_at: datetime | None = None
        self._operator: Operator | None = None
        self.centre = ""

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage = stage
        self._show_risks()

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: the list was made for the one before."""
        self._operator, self._risks, self._is_asked, self._failed_at = operator, None, False, None
        self._show_risks()

    def refresh(self, seen: Seen, standing: Standing, *, is_free: bool) -> None:
        """Once a second, and after each change. Where the operator `is_free`, with no case of their own on the screen,
        blindness shows what is known by itself; sight takes it away again."""
        stage, was_blind = self._stage, self.is_blind
        self.is_blind = seen.grade is Grade.BLIND and seen.lost is not SightLost.NOBODY
        if self.is_blind and not was_blind and is_free:
            stage.show_blind()
        elif was_blind and not self.is_blind:
            self._is_asked = False
            if stage.is_blind_shown():
                stage.show_view(0)
        stage.banner.offer(self._call_text() if self.is_blind else "")
        if not stage.blind.isVisible():
            return
        if self.is_blind:
            self.ask_risks()
        links = standing.links.links if standing.links is not None else ()
        stage.blind.refresh(seen, stage.status.strip.kept(), links, tuple(standing.unsent.values()))
        self._show_routine(seen.since)

    def ask_risks(self) -> None:
        """Fetches the list, where that has not been done yet."""
        failed_at = self._failed_at
        has_to_wait = self._is_asked if failed_at is None else abs(self._now() - failed_at) < AGAIN_AFTER
        if not has_to_wait and self._operator is not None:
            self._is_asked, self._failed_at = True, None
            self._start(self._fetch(), "risks")

    def call_reserve(self) -> None:
        """F5 while blind."""
        reserve = self._reserve()
        if not reserve.phone:
            self.spoke.emit(self._words(Say.NO_RESERVE))
            return
        say = Say.DIALLED if self._dial(reserve.phone) else Say.DIAL_BY_HAND
        self.spoke.emit(self._words(say, phone=phone(reserve.phone)))

    def _reserve(self) -> ReservePhone:
        """Whom to call; nobody is known before the console is open."""
        try:
            return self._office.reserve()
        except LostContact:
            return ReservePhone()

    def _show_routine(self, since: datetime | None) -> None:
        try:
            routine = self._office.routine(self._words.language)
        except LostContact:  # the console has not been opened: there is nothing to show yet
            return
        self._stage.blind.show_routine(routine, self.centre, since)

    def _call_text(self) -> str:
        reserve = self._reserve()
        if not reserve.phone:
            return ""
        name = reserve.name or self._words(Say.RESERVE)
        return self._words(Say.CALL_RESERVE, name=clean(name, 40), phone=phone(reserve.phone))

    def print_list(self) -> None:
        """Asks for a printer, then prints the list with its cards."""
        if not QPrinterInfo.availablePrinterNames():
            self.spoke.emit(self._words(Say.NO_PRINTER))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self._words(Say.PRINT))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the dialog's own wants a slot by name

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Prints the list with its cards on this device. Each card that is printed leaves a trace first."""
        self._start(self._printed(device), "print")

    async def _printed(self, device: QPagedPaintDevice) -> None:
        risks = await self._office.risk_list()
        cards: Sequence[Card] = await self._office.risk_cards()
        now, words = self._now(), self._words
        title = words(Say.PRINT_TITLE, centre=self.centre, time=f"{words.date(now)} {words.time(now)}")
        Paper(device, title, words).draw(paragraphs(risks, cards, now, words))
        self.spoke.emit(words(Say.PRINTED, n=len(cards)))

    async def _fetch(self) -> None:
        operator = self._operator
        try:
            risks = await self._office.risk_list()
        except (LostContact, Unwritable):
            self._failed_at = self._now()
            raise
        if operator == self._operator:
            self._risks = risks
            self._show_risks()

    def _show_risks(self) -> None:
        if self._operator is None:
            self._stage.blind.risks.show_sentence(self._words(Say.RISKS_NOBODY))
        elif self._risks is None:
            self._stage.blind.risks.show_sentence(self._words(Say.RISKS_FETCHING))
        else:
            self._stage.blind.risks.show_list(self._risks, self._now())

    def _start(self, call: Coroutine[Any, Any, None], name: str) -> None:
        self._tasks.start(call, name=name, on_refused=lambda refused: self.spoke.emit(self._words.refused(refused)))
