"""The night's report on the screen: asked for, one municipality after the other, and signed by its digest."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from console.domain.ids import MunicipalityId
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.services.night_reports import ShownNight
from ui.actions import Settling
from ui.casework import CaseWork
from ui.office import Office
from ui.rounds.view import RoundsView
from ui.tasks import Tasks
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


class RoundReport(QObject):
    """`spoke` carries what to tell the operator. `view` gives the screen as it stands built."""

    spoke = Signal(str)

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        words: Words,
        work: CaseWork,
        settling: Settling,
        view: Callable[[], RoundsView],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._work = work
        self._settling = settling
        self._view = view
        self._tenants: tuple[MunicipalityId, ...] = ()
        self._at = 0
        self._night: date | None = None
        self._shown: ShownNight | None = None
        self._is_signing = False

    @property
    def is_open(self) -> bool:
        """Whether it stands in the place of the look."""
        return self._night is not None

    @property
    def why_unsigned(self) -> Say | None:
        """Why what is shown cannot be signed, or None."""
        if self._shown is None:
            return Say.REPORT_FETCHING
        if self._shown.report.is_signed:
            return Say.IS_SIGNED
        return None if self._shown.report.is_over else Say.REPORT_OPEN

    def open(self, night: date) -> None:
        """Asks for the report of every municipality whose night the operator may sign, the first at once."""
        operator = self._work.operator
        self._tenants = tuple(sorted(operator.municipalities(Act.SIGN_NIGHT))) if operator is not None else ()
        if not self._tenants:
            self.spoke.emit(self._words.refused(Refused(Reason.NOT_GRANTED)))
            return
        self._night, self._at, self._shown = night, 0, None
        self._view().show_report(is_shown=True)
        self._ask()

    def close(self) -> bool:
        """Back to the look. False where no report was open."""
        was_open, self._night, self._shown = self.is_open, None, None
        if was_open:
            self._view().show_report(is_shown=False)
        return was_open

    def rebuilt(self) -> None:
        """The screen has been built anew."""
        if self.is_open:
            self._view().show_report(is_shown=True)
            self._tell()

    def turn(self, by: int) -> None:
        """Another municipality's."""
        if self.is_open and len(self._tenants) > 1:
            self._at, self._shown = (self._at + by) % len(self._tenants), None
            self._ask()

    def sign(self) -> None:
        """Signs what is shown, unless the key bounced that has just shown it; the console says why not."""
        if self._shown is None or self._is_signing or not self._settling.is_settled():
            return
        report, words = self._shown.report, self._words

        async def signed() -> None:
            await self._office.sign_night(report.municipality, report.night, report.digest)
            self.spoke.emit(words(Say.SIGNED, tenant=words.tenant(report.municipality)))
            self._ask()

        self._is_signing = True
        task = self._tasks.start(signed(), name="sign night", on_refused=self._refused)
        task.add_done_callback(lambda _: self._signed())

    def _signed(self) -> None:
        self._is_signing = False

    def _ask(self) -> None:
        night, tenant, who = self._night, self._tenants[self._at], self._work.operator
        self._tell()
        if night is None:
            return

        async def asked() -> None:
            found = await self._office.night_report(tenant, night)
            if (self._night, self._tenants[self._at], self._work.operator) == (night, tenant, who):
                self._shown = found
                self._settling.changed_by_itself()
                self._tell()

        self._tasks.start(asked(), name="night report", on_refused=self._refused)

    def _tell(self, hint: str = "") -> None:
        names = {one.id: one.name for one in self._known()}
        self._view().report.show_report(self._shown, names, hint)

    def _known(self) -> tuple[Operator, ...]:
        own = self._work.operator
        return (*self._work.records.colleagues, *((own,) if own is not None else ()))

    def _refused(self, refused: Refused) -> None:
        text = self._words.refused(refused)
        self.spoke.emit(text)
        if self.is_open:
            self._tell(text)
