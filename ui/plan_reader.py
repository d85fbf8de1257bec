"""The plan of the shown case: fetched once for each version, and where in it the operator reads.

A plan's texts are a municipality's and name nobody: they are kept while somebody sits here. Where a case stands in its
plan comes with its row.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.ground import LaidPlan
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.plan import Plan, PlanStep, Standing, StepState, standing
from console.domain.queue import Row
from console.domain.refused import Refused
from ui.office import Office
from ui.tasks import Tasks
from ui.words import Words
from ui.words.course import headline, opened_step, plan_texts

AGAIN_AFTER_MS = 5000
"""So long after a version was not known it is asked for again."""


class PlanReader(QObject):
    """`changed` comes when a plan has arrived or another step is read."""

    changed = Signal()

    def __init__(self, office: Office, tasks: Tasks, refused: Callable[[Refused], None], parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._refused = refused
        self._row: Row | None = None
        self._plans: dict[str, Plan] = {}
        self._laid: LaidPlan | None = None
        self._asked: object = None
        self._is_fetching = False
        self.chosen: str | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self._ask_again)

    def forget(self) -> None:
        """Another operator sits here, or nobody."""
        self.show_case(None)
        self._plans = {}

    def show_case(self, row: Row | None) -> None:
        """The case now shown, or its newer row. Fetches what is missing; what is shown of the same case stays until
        then."""
        before, self._row = self._row, row
        if (before.case if before is not None else None) != (row.case if row is not None else None):
            self._laid, self._asked, self.chosen, self._is_fetching = None, None, None, False
            self._again.stop()
        elif before is not None and row is not None and _course(before) != _course(row):
            self.chosen = None
        if row is None:
            return
        wanted = _wanted(row)
        if wanted != self._asked and (row.plan is None or row.plan.version not in self._plans):
            self._asked = wanted
            self._fetch(row.case, wanted)

    def laid(self) -> LaidPlan | None:
        """What the shown case runs; before it has begun what would be laid; None where there is none, or not yet."""
        course = self._row.plan if self._row is not None else None
        if course is None:
            return self._laid if self._row is not None else None
        plan = self._plans.get(course.version)
        return LaidPlan(plan, course.steps) if plan is not None else None

    def is_fetching(self) -> bool:
        """Whether a plan has been asked for and not come."""
        return self._is_fetching

    def standings(self) -> tuple[Standing, ...]:
        """Where each step stands; before the plan has begun all lie ahead."""
        laid, row = self.laid(), self._row
        if laid is None or row is None:
            return ()
        records = row.plan.records if row.plan is not None else ()
        found = standing(laid.plan, laid.steps, records)
        if row.plan is not None:
            return found
        return tuple(Standing(each.step, StepState.AHEAD, None) for each in found)

    def at_hand(self) -> Standing | None:
        """The step that the keys act on: the one that is read, else the present one. None before the plan has begun."""
        if self._row is None or self._row.plan is None:
            return None
        return opened_step(self.standings(), self.chosen)

    def number_of(self, step: PlanStep) -> int:
        """By what number a step is called, from 1; nought for one that is not in the plan."""
        return next((at for at, each in enumerate(self.standings(), start=1) if each.step.id == step.id), 0)

    def called(self, step: str, words: Words) -> str:
        """A step of the shown case's plan in a few words; its id where the plan does not have it."""
        found = next((each.step for each in self.standings() if each.step.id == step), None)
        return headline(found, words) if found is not None else step

    def choose(self, number: int | None) -> None:
        """Reads a step, by its number from 1; the same again, or None, goes back to the present one."""
        standings = self.standings()
        chosen = standings[number - 1].step.id if number is not None and 0 < number <= len(standings) else None
        present = next((each.step.id for each in standings if each.state is StepState.CURRENT), None)
        if chosen == self.chosen or (chosen == present and self._row is not None and self._row.plan is not None):
            chosen = None
        if chosen != self.chosen:
            self.chosen = chosen
            self.changed.emit()

    def texts(self, words: Words) -> dict[str, dict[str, str]]:
        """What the timeline calls the plans that are known, by version."""
        return {version: plan_texts(plan, words) for version, plan in self._plans.items()}

    def _fetch(self, case: CaseId, wanted: object) -> None:
        self._is_fetching = True
        self._tasks.start(self._fetched(case, wanted), name="plan", on_refused=self._refused)

    async def _fetched(self, case: CaseId, wanted: object) -> None:
        try:
            found = await self._office.plan(case)
        except (LostContact, Unwritable):
            self._again.start()
            raise
        finally:
            if self._asked == wanted:
                self._is_fetching = False
        if found is not None:
            self._plans[found.plan.version] = found.plan
        if self._row is None or self._row.case != case or self._asked != wanted:
            return
        self._laid = found
        if self._row.plan is not None and self._row.plan.version not in self._plans:
            self._again.start()
        self.changed.emit()

    def _ask_again(self) -> None:
        if self._row is not None and self.laid() is None:
            self._fetch(self._row.case, self._asked)


def _course(row: Row) -> tuple[object, ...]:
    """How far a case's plan has come. That its time begins anew with another alarm takes no step from who reads it."""
    return (row.plan.version, row.plan.steps, row.plan.records) if row.plan is not None else ()


def _wanted(row: Row) -> object:
    """By what a case's plan is asked for anew: its version, or what it would be chosen by."""
    if row.plan is not None:
        return (row.case, row.plan.version)
    return (row.case, row.lane, row.kind, row.cause, row.own_class, row.presses, row.resident)
