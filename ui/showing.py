"""Puts on the stage what the case work, the seat and the records hold: page, case, card, team, keys, what was said."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from console.domain.queue import Row
from console.domain.team import team
from ui.call_showing import CallShowing
from ui.case_view import CaseView
from ui.casework import CaseWork
from ui.deeds import Deeds
from ui.drafts import Drafts
from ui.following import ANSWERS
from ui.queue.model import QueueModel
from ui.records import Records
from ui.screens import Screens
from ui.seat import Seat
from ui.stage import Stage
from ui.words import Say


def show_card(view: CaseView, row: Row | None, records: Records) -> None:
    """The open card, or why there is none."""
    opened, alone = records.card(), records.alone()
    if alone is not None:
        view.open_more(alone, records.labels(), records.earlier())
    elif opened is not None:
        view.show_card(opened, records.labels())
        if view.is_more_open():
            view.open_more(opened, records.labels(), records.earlier())
    elif row is None:
        view.show_sentence(Say.NO_CASE)
    elif records.is_fetching():
        view.show_sentence(Say.CARD_LOADING)
    elif row.asks_who:
        view.show_sentence(Say.CARD_ASK_WHO)
    elif row.resident is None:
        view.show_sentence(Say.CARD_NOBODY)
    else:
        view.show_sentence(Say.CARD_CLOSED, Say.CARD_HOW)


class Showing(QObject):
    """`attach` gives it the stage, each time that one has been built."""

    def __init__(
        self,
        work: CaseWork,
        seat: Seat,
        deeds: Deeds,
        screens: Screens,
        drafts: Drafts,
        model: QueueModel,
        centre: str,
        folded: Callable[[], Sequence[Row]],
        call: CallShowing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._seat = seat
        self._deeds = deeds
        deeds.view_changed.connect(self.keys)
        self._screens = screens
        self._drafts = drafts
        self._model = model
        self._centre = centre
        self._folded = folded
        self._call = call
        self._stage: Stage

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage = stage
        for plan in (stage.cases.case.plan, stage.call.plan):
            plan.chosen.connect(self._deeds.plan.choose)
            plan.answered.connect(lambda at: self._deeds.perform(ANSWERS[at]))

    def say(self, text: str) -> None:
        """What an act says may name a resident: never over a covered desk."""
        self._stage.status.say(text if not self._seat.is_covered else "")

    def page(self) -> None:
        """The desk, or the sign-in in its place."""
        operator, is_shown = self._seat.operator, not self._seat.is_covered
        self._stage.uncover()
        self._stage.show_desk(is_shown=is_shown)
        self._stage.top.show_operator(operator.name if operator is not None else "")
        self._stage.top.show_place(self._centre)
        self._drafts.save_now()
        self.say("")
        if is_shown:
            self._stage.queue.view.setFocus()
        self.case()

    def case(self) -> None:
        """The case that is selected, with its timeline and card."""
        records, row, stage = self._work.records, self._work.row, self._stage
        stage.cases.show_case(row, records.person())
        stage.cases.show_lines(records.lines())
        plan = self._deeds.plan.shown(row, self._work.operator.id if self._work.operator else None)
        stage.cases.case.show_plan(plan)
        self._call.show_plan(plan)
        self._call.show()
        show_card(stage.cases, row, records)
        stage.staff.show_case(row, records.person())
        self._screens.refresh(is_covered=self._seat.is_covered)
        self.keys()

    def more(self) -> None:
        """A card without a case, or the longer history of the one that is open, has come."""
        records = self._work.records
        opened = records.alone() or records.card()
        if opened is not None:
            self._stage.show_view(0)
            self._stage.cases.open_more(opened, records.labels(), records.earlier())
            self._screens.refresh(is_covered=self._seat.is_covered)

    def team(self) -> None:
        """Who has what."""
        records, folded = self._work.records, self._folded()
        shown = {row.case for row in self._model.answered()}
        rows = (*self._model.answered(), *(row for row in folded if row.is_answered and row.case not in shown))
        self._stage.staff.show_team(team(rows, self._seat.operator, records.colleagues))

    def keys(self) -> None:
        """The twelve keys as they are to look now."""
        for each in self._deeds.key_states():
            button = self._stage.row.keys[each.key]
            button.show_state(each.label, is_enabled=each.is_enabled, is_lit=each.is_lit, why=each.why)
