"""What the seated operator does with the plan of an own case: the next step, its answers, leaving a step out, taking
the last mark back, changing to the plan that fits now.

A step may be marked out of order: the ones before it stay open, the first of them the present one, and nothing is
passed over unseen. After a mark the plan's keys rest a moment, so that a key that bounces does not mark a step that
nobody has read.
"""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from console.domain.alarm import RULES, AlarmClass, Cause, DeviceKind, rule_for
from console.domain.ids import CaseId, OperatorId
from console.domain.lifecycle import State
from console.domain.plan import Act, Standing, StepState
from console.domain.queue import Row
from console.domain.refused import Reason, Refused
from ui.actions import KEY_OF, Deed
from ui.casework import CaseWork
from ui.function_labels import StepKey
from ui.office import Office
from ui.tasks import Tasks
from ui.words import Phrase, Say, Words
from ui.words.course import (
    BY_HAND,
    OPEN_STATES,
    CourseShown,
    Reading,
    answer_keys,
    course_lines,
    headline,
    keyed,
    plan_title,
)
from ui.words.plain import clean
from ui.words.plan import PlanSay
from ui.words.step_clock import left_to_wait, minutes, step_label

ANSWERS = (Deed.FIRST_ANSWER, Deed.SECOND_ANSWER, Deed.THIRD_ANSWER)
PLAN_DEEDS = frozenset({Deed.STEP, Deed.SKIP, Deed.UNDO_STEP, Deed.CHANGE_PLAN, *ANSWERS})
PANEL_FOR = {Act.NOTE: Deed.NOTE, Act.CHECK_BACK: Deed.PROMISE, Act.OUTCOME: Deed.CLOSE}
"""Steps that are done in a panel."""

CALLED = frozenset({Act.CALL, Act.VIDEO, Act.CONTACTS, Act.DISPATCH})
"""Steps that a call does, or somebody who is sent, and that are then marked by themselves."""


class PlanFollower(QObject):
    """What is told goes the way of the case work's own words. `now` is the window's clock. `by_call` begins the call
    that a step asks for, and says whether there was anything to call by."""

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        words: Words,
        work: CaseWork,
        now: Callable[[], datetime],
        by_call: Callable[[Act], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._by_call = by_call
        self._office = office
        self._tasks = tasks
        self._words = words
        self._work = work
        self._records = work.records
        self._reader = work.records.plans
        self._now = now
        self._rest = work.settling.another()
        self._marking: CaseId | None = None
        self._same: tuple[CaseId, Cause] | None = None

    def perform(self, deed: Deed) -> None:
        """What a key asks of the plan of the shown case, or why not."""
        work, row = self._work, self._work.row
        work.spoke.emit("")
        if work.operator is None:
            self._tell(Say.NOT_SIGNED_IN)
        elif work.deciding.confirms(KEY_OF[deed].key):
            return
        elif row is None:
            self._tell(Say.NOTHING_SELECTED)
        elif not work.settling.is_settled():
            self._tell(Say.JUST_CHANGED)
        elif not self._records.is_mine(row):
            self._tell(Say.NOT_YOURS)
        elif self._is_bouncing(row):
            self._tell(PlanSay.JUST_MARKED)
        elif deed is not Deed.SKIP and work.deciding.deed() is Deed.SKIP:
            work.close_panel()  # what it asks is answered
            self.perform(deed)
        elif deed is Deed.CHANGE_PLAN or (deed is Deed.STEP and self._can_begin(row)):
            self._change(row)
        elif self._why_not(row) is not None:
            self._tell(PlanSay.NO_PLAN)
        elif deed is Deed.UNDO_STEP:
            self._undo(row)
        else:
            self._on_step(deed, row)

    def choose(self, number: int) -> None:
        """Reads a step of the shown plan, by its number from 1."""
        if not self._work.has_panel():
            self._reader.choose(number)

    def go_back(self) -> bool:
        """From a step that is read to the present one. False where none is read, or something is decided."""
        if self._reader.chosen is None or self._work.has_panel():
            return False
        self._reader.choose(None)
        return True

    def _why_not(self, row: Row) -> Phrase | None:
        """Why the plan's keys do nothing in this case, or None."""
        if not self._records.is_mine(row):
            return Say.NOT_YOURS
        if row.plan is None or self._reader.laid() is None:
            return PlanSay.NO_PLAN
        return None

    def _can_begin(self, row: Row) -> bool:
        """Whether the next key would begin the plan: an own case that was taken without one."""
        return self._records.is_mine(row) and row.plan is None and self._reader.laid() is not None

    def next_key(self, row: Row) -> StepKey:
        """What the next key does in the shown case."""
        words, at_hand = self._words, self._reader.at_hand()
        if self._can_begin(row):
            return StepKey(words(PlanSay.BEGIN), "", True)
        why_not = self._why_not(row)
        if why_not is not None:
            return StepKey(words(Say.ACT_STEP), words(why_not), False)
        if at_hand is None:
            return StepKey(words(Say.ACT_STEP), words(PlanSay.ALL_DONE), False)
        since = row.plan.since if row.plan is not None and at_hand.state is StepState.CURRENT else None
        return StepKey(
            step_label(at_hand.step, since, self._now(), words),
            "",
            at_hand.state in OPEN_STATES and not self.notice(row),
        )

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
            self._work.deciding.open(row, Deed.SKIP)
        elif deed is Deed.STEP:
            self._next(row, at_hand)
        else:
            self._answer_by_key(ANSWERS.index(deed), row, at_hand)

    def _next(self, row: Row, at_hand: Standing) -> None:
        step = at_hand.step
        wait = left_to_wait(step, row.plan.since if row.plan is not None else self._now(), self._now())
        if step.act is Act.LOOK:
            self._work.deciding.open(row, Deed.LOOK_IN, also=KEY_OF[Deed.STEP].key)
        elif step.act in CALLED and at_hand.state is not StepState.DONE and self._by_call(step.act):
            return
        elif step.answers:
            answers = keyed(answer_keys(step, self._words), self._words)
            by_hand = BY_HAND.get(step.act) if step.act not in CALLED else None
            told = self._words(PlanSay.MARK_ANSWER, answers=answers)
            self._work.spoke.emit(f"{self._words(by_hand)}. {answers}" if by_hand is not None else told)
        elif wait > timedelta(0) and at_hand.state is StepState.CURRENT:
            self._tell(PlanSay.WAIT_MORE, time=minutes(wait))
        elif step.act in PANEL_FOR:
            self._work.deciding.open(row, PANEL_FOR[step.act], also=KEY_OF[Deed.STEP].key)
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
        self._run(row, self._office.do_step(row.case, step.id, answer), done)

    def _undo(self, row: Row) -> None:
        records = row.plan.records if row.plan is not None else ()
        laid = self._reader.laid()
        if not records or laid is None:
            self._tell(PlanSay.NOTHING_MARKED)
            return
        step = next((each for each in laid.plan.steps if each.id == records[-1].step), None)
        told = self._words(PlanSay.REOPENED, step=headline(step, self._words) if step is not None else "")
        self._run(row, self._office.reopen_step(row.case, records[-1].step), told)

    def _change(self, row: Row) -> None:
        done = self._words(PlanSay.CHANGED if row.plan is not None else PlanSay.BEGUN)
        self._run(row, self._changed(row), done)

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

    def _run(self, row: Row, call: Coroutine[Any, Any, object], done: str) -> None:
        """One call, and what to say then, unless it says something itself. The plan's keys rest meanwhile."""
        self._marking = row.case
        self._rest.changed_by_itself()

        async def performed() -> None:
            told = await call
            self._work.spoke.emit(str(told) if told else done)

        def ended(_: object) -> None:
            self._marking = None
            call.close()

        task = self._tasks.start(performed(), name="step", on_refused=self._work.refused)
        task.add_done_callback(ended)

    def _is_bouncing(self, row: Row) -> bool:
        return self._marking == row.case or not self._rest.is_settled()

    def _tell(self, say: Phrase, **fields: object) -> None:
        self._work.spoke.emit(self._words(say, n=None, **fields))


def _class_of(cause: Cause) -> AlarmClass:
    """The least urgent class that a cause has by itself, whatever device sends it and however often."""
    known = [rule.alarm_class for (_, each), rule in RULES.items() if each is cause]
    return max(known, default=rule_for(DeviceKind.UNKNOWN, cause).alarm_class)
