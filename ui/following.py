"""What the seated operator does with the plan of an own case: the next step, its answers, leaving a step out, taking
the last mark back, changing to the plan that fits now.

A step may be marked out of order: the ones before it stay open, the first of them the present one, and nothing is
passed over unseen. After a mark the plan's keys rest a moment, so that a key that bounces does not mark a step that
nobody has read.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from console.domain.alarm import RULES, AlarmClass, Cause, DeviceKind, rule_for
from console.domain.ids import CaseId, OperatorId
from console.domain.lifecycle import State
from console.domain.plan import Act, Standing, StepState
from console.domain.queue import Row
from console.domain.refused import Reason, Refused
from ui.actions import SETTLES_AFTER_S, Deed
from ui.deciding import Deciding, Do
from ui.office import Office
from ui.records import Records
from ui.words import Say, Words
from ui.words.course import (
    OPEN_STATES,
    CourseShown,
    Reading,
    answer_keys,
    course_lines,
    headline,
    keyed,
    plan_title,
)
from ui.words.plan import PlanSay
from ui.words.plain import clean
from ui.words.step_clock import left_to_wait, minutes, step_label

ANSWERS = (Deed.FIRST_ANSWER, Deed.SECOND_ANSWER, Deed.THIRD_ANSWER)
PLAN_DEEDS = frozenset({Deed.STEP, Deed.SKIP, Deed.UNDO_STEP, Deed.CHANGE_PLAN, *ANSWERS})
PANEL_FOR = {Act.NOTE: Deed.NOTE, Act.CHECK_BACK: Deed.PROMISE, Act.OUTCOME: Deed.CLOSE}
"""Steps that are done in a panel."""


class PlanFollower(QObject):
    """`said` carries what to tell the operator. `now` is the window's clock."""

    said = Signal(str)

    def __init__(
        self, office: Office, words: Words, records: Records, deciding: Deciding, do: Do,
        clocks: tuple[Callable[[], datetime], Callable[[], float]], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._office = office
        self._words = words
        self._records = records
        self._reader = records.plans
        self._deciding = deciding
        self._do = do
        self._now, self._monotonic = clocks
        self._marking: CaseId | None = None
        self._marked_at = float("-inf")
        self._same: tuple[CaseId, Cause] | None = None

    def perform(self, deed: Deed, row: Row) -> None:
        """What a key asks of the plan of the shown case, or why not."""
        why_not = self.why_not(row)
        if deed is Deed.CHANGE_PLAN:
            self._change(row) if self._records.is_mine(row) else self._tell(Say.NOT_YOURS)
        elif deed is Deed.STEP and self.can_begin(row):
            self._change(row)
        elif why_not is not None:
            self._tell(why_not)
        elif self._is_bouncing(row):
            self._tell(PlanSay.JUST_MARKED)
        elif deed is Deed.UNDO_STEP:
            self._undo(row)
        else:
            self._on_step(deed, row)

    def why_not(self, row: Row) -> Say | PlanSay | None:
        """Why the plan's keys do nothing in this case, or None."""
        if not self._records.is_mine(row):
            return Say.NOT_YOURS
        if row.plan is None or self._reader.laid() is None:
            return PlanSay.NO_PLAN
        return None

    def can_begin(self, row: Row) -> bool:
        """Whether the next key would begin the plan: an own case that was taken without one."""
        return self._records.is_mine(row) and row.plan is None and self._reader.laid() is not None

    def next_key(self, row: Row) -> tuple[str, str, bool]:
        """What the next key is called in this case, why it does nothing (""), and whether it is the one to press."""
        words, at_hand = self._words, self._reader.at_hand()
        if self.can_begin(row):
            return words(PlanSay.BEGIN), "", True
        why_not = self.why_not(row)
        if why_not is not None:
            return words(Say.ACT_STEP), words(why_not), False
        if at_hand is None:
            return words(Say.ACT_STEP), words(PlanSay.ALL_DONE), False
        since = row.plan.since if row.plan is not None and at_hand.state is StepState.CURRENT else None
        return step_label(at_hand.step, since, self._now(), words), "", at_hand.state in OPEN_STATES

    def shown(self, row: Row | None, me: OperatorId | None) -> CourseShown:
        """The plan of the shown case in words."""
        if row is None:
            return CourseShown()
        words, laid, reader = self._words, self._reader.laid(), self._reader
        if laid is None:
            unknown = PlanSay.UNKNOWN if row.plan is not None else PlanSay.NONE_FITS
            return CourseShown(sentence=words(PlanSay.FETCHING if reader.is_fetching() else unknown), case=row.case)
        is_mine, card = self._records.is_mine(row), self._records.card()
        reading = Reading(
            me=me,
            names=self._records.names(),
            is_mine=is_mine,
            has_begun=row.plan is not None,
            chosen=reader.chosen,
            card=card,
            person=row.people[0] if row.people else None,
            since=row.plan.since if row.plan is not None else None,
            rests_until=row.promise_until if row.state is State.WAITING else None,
        )
        lines = course_lines(reader.standings(), reading, words)
        sentence = self._sentence(row, is_mine, any(line.state is StepState.CURRENT for line in lines))
        return CourseShown(plan_title(laid.plan, words), sentence, self.notice(row), lines, row.case)

    def notice(self, row: Row) -> str:
        """That something graver has come than the plan was chosen for, and what to press."""
        if row.plan is None or row.cause is row.plan.cause or self._same == (row.case, row.cause):
            return ""
        if not self._records.is_mine(row) or _class_of(row.cause) >= _class_of(row.plan.cause):
            return ""
        return self._words(PlanSay.NEW_ALARM, cause=self._words.of(row.cause))

    def _sentence(self, row: Row, is_mine: bool, has_present: bool) -> str:
        words = self._words
        if row.plan is None:
            return words(PlanSay.BEGIN_FIRST if is_mine else PlanSay.TAKE_FIRST)
        if not is_mine:
            if row.owner is None:
                return words(PlanSay.TAKE_FIRST)
            return words(PlanSay.THEIRS, name=clean(row.owner_name, 60) or words(Say.UNKNOWN))
        return "" if has_present else words(PlanSay.ALL_DONE)

    def _on_step(self, deed: Deed, row: Row) -> None:
        at_hand = self._reader.at_hand()
        if at_hand is None:
            self._tell(PlanSay.ALL_DONE)
        elif at_hand.state not in OPEN_STATES:
            numbers = {each.step.id: at for at, each in enumerate(self._reader.standings(), start=1)}
            self._tell(PlanSay.SETTLED, number=numbers[at_hand.step.id])
        elif deed is Deed.SKIP:
            self._deciding.open(row, Deed.SKIP)
        elif deed is Deed.STEP:
            self._next(row, at_hand)
        else:
            self._answer_by_key(ANSWERS.index(deed), row, at_hand)

    def _next(self, row: Row, at_hand: Standing) -> None:
        step = at_hand.step
        wait = left_to_wait(step, row.plan.since if row.plan is not None else self._now(), self._now())
        if step.answers:
            self._tell(PlanSay.MARK_ANSWER, answers=keyed(answer_keys(step, self._words), self._words))
        elif wait > timedelta(0) and at_hand.state is StepState.CURRENT:
            self._tell(PlanSay.WAIT_MORE, time=minutes(wait))
        elif step.act in PANEL_FOR:
            self._deciding.open(row, PANEL_FOR[step.act], also=True)
        else:
            self._mark(row, at_hand, "")

    def _answer_by_key(self, number: int, row: Row, at_hand: Standing) -> None:
        answers = at_hand.step.answers
        if not answers:
            self._tell(PlanSay.NO_ANSWERS)
        elif number >= len(answers):
            self._tell(PlanSay.NO_SUCH_ANSWER)
        else:
            self._mark(row, at_hand, answers[number].id)

    def _mark(self, row: Row, at_hand: Standing, answer: str) -> None:
        step, words = at_hand.step, self._words
        told = next((each.text for each in answer_keys(step, words) if each.id == answer), "")
        done = words(PlanSay.DONE_ANSWER if told else PlanSay.DONE, step=headline(step, words), answer=told)
        self._marking, self._marked_at = row.case, self._monotonic()
        call = self._office.do_step(row.case, step.id, answer)
        task = self._do(call, "step", lambda _: self.said.emit(done), (row.case, "F9"))
        task.add_done_callback(lambda _: self._marked())

    def _undo(self, row: Row) -> None:
        records = row.plan.records if row.plan is not None else ()
        laid = self._reader.laid()
        if not records or laid is None:
            self._tell(PlanSay.NOTHING_MARKED)
            return
        step = next((each for each in laid.plan.steps if each.id == records[-1].step), None)
        told = self._words(PlanSay.REOPENED, step=headline(step, self._words) if step is not None else "")
        call = self._office.reopen_step(row.case, records[-1].step)
        self._marked_at = self._monotonic()
        self._do(call, "reopen", lambda _: self.said.emit(told), (row.case, "F9"))

    def _change(self, row: Row) -> None:
        done = self._words(PlanSay.CHANGED if row.plan is not None else PlanSay.BEGUN)
        self._marked_at = self._monotonic()
        self._do(self._changed(row), "plan", lambda told: self.said.emit(str(told) or done), (row.case, "F9"))

    async def _changed(self, row: Row) -> str:
        """The plan that fits may be the one that runs: then there is nothing more to tell of what has come."""
        try:
            await self._office.change_plan(row.case)
        except Refused as refused:
            if refused.reason is not Reason.NOTHING_TO_DO:
                raise
            self._same = (row.case, row.cause)
            self._reader.changed.emit()
            return self._words(PlanSay.SAME_PLAN)
        return ""

    def _is_bouncing(self, row: Row) -> bool:
        return self._marking == row.case or self._monotonic() - self._marked_at < SETTLES_AFTER_S

    def _marked(self) -> None:
        self._marking = None

    def _tell(self, say: Say | PlanSay, **fields: object) -> None:
        self.said.emit(self._words(say, n=None, **fields))


def _class_of(cause: Cause) -> AlarmClass:
    """The least urgent class that a cause has by itself, whatever device sends it and however often."""
    known = [rule.alarm_class for (_, each), rule in RULES.items() if each is cause]
    return max(known, default=rule_for(DeviceKind.UNKNOWN, cause).alarm_class)
