"""Makes the panel in which each deed is decided, and turns the decision into a call to the office."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.domain.events import ReadReason
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.plan import Act
from console.domain.queue import Row
from ui import plan_marks
from ui.actions import KEY_OF, Deed
from ui.case.by_hand import ByHandPanel, Entered
from ui.case.close import ClosePanel, Closing
from ui.case.promise import Promised, PromisePanel
from ui.case.skip import SkipPanel, Skipping
from ui.office import Office
from ui.records import Records
from ui.technical import park
from ui.technical.park import Parked, ParkPanel
from ui.theme import Look
from ui.widgets.panel import Choice, ChoicePanel, Panel, TextPanel
from ui.words import Phrase, Say, Words, course, fault
from ui.words import row as said
from ui.words.dispatch import DispatchSay
from ui.words.plan import PlanSay
from ui.words.task_lines import promised_minutes
from ui.words.task_row import at_hand
from ui.words.technical import TechnicalSay

ASKED_REASONS = tuple(reason for reason in ReadReason if reason is not ReadReason.OWN_CASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """The call that carries it out, and what to say when it is done. `opens`: its answer is the id of a new case,
    which is then shown."""

    call: Coroutine[Any, Any, object]
    text: str
    opens: bool = False


class Panels:
    """One kind of panel for each deed that must be decided."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime]) -> None:
        self._look = look
        self._words = words
        self._now = now

    def why_not(self, deed: Deed, row: Row, records: Records) -> Phrase | None:
        """Why a deed has nothing to decide here, or None."""
        if deed is Deed.PARK:
            return park.why_not(row)
        if deed is Deed.UNMASK:
            person = records.person()
            masked = person.is_masked if person is not None else any(each.is_masked for each in row.people)
            if masked and row.resident is not None:
                return None
            return Say.SHOWN_ALREADY if person is not None and person.is_protected else Say.NOT_PROTECTED
        if deed is Deed.SKIP:
            at_hand = records.plans.at_hand()
            return None if at_hand is not None and at_hand.state in course.OPEN_STATES else PlanSay.NO_PLAN
        if deed is Deed.LOOK_IN:
            return None if records.is_mine(row) else Say.NOT_YOURS
        if deed is Deed.MORE:
            return None if records.card() is not None else Say.MORE_CLOSED
        if deed is Deed.READ:
            return None if row.resident is not None else Say.CARD_NOBODY
        if deed is Deed.WHO:
            return None if row.people and row.asks_who else Say.NOT_ASKED_WHO
        return None

    def make(self, deed: Deed, row: Row, records: Records) -> Panel:
        """The panel of a deed, nothing chosen and nothing typed."""
        look, words = self._look, self._words
        match deed:
            case Deed.NOTE:
                title, hint, save = words(Say.PANEL_NOTE), words(Say.NOTE_HINT), words(Say.NOTE_SAVE)
                return TextPanel(title, hint, save, "F11", look, words, rows=5)
            case Deed.TAKE:
                title = words(Say.PANEL_TAKE_OVER, owner=row.owner_name or words(Say.UNKNOWN))
                hint, save = words(Say.TAKE_OVER_HINT), words(Say.TAKE_OVER_SAVE)
                return TextPanel(title, hint, save, "F3", look, words, rows=2)
            case Deed.LOOK_IN:
                title, hint, save = words(Say.PANEL_LOOK_IN), words(Say.LOOK_IN_HINT), words(Say.LOOK_IN_SAVE)
                return TextPanel(title, hint, save, KEY_OF[deed].key, look, words, rows=2)
            case Deed.PROMISE:
                return PromisePanel(look, words, self._now, self._proposed(row, records))
            case Deed.PARK:
                return ParkPanel(row, look, words, self._now)
            case Deed.CLOSE:
                fitting = plan_marks.fitting(records)
                return ClosePanel(plan_marks.fitting_first(records.outcomes(), fitting), look, words, fitting)
            case Deed.SKIP:
                return self._skip(records)
            case Deed.HAND_OVER:
                return self._hand_over(records.colleagues)
            case Deed.WHO:
                choices = [Choice(self._name(person), person.id) for person in row.people]
                return ChoicePanel(words(Say.PANEL_WHO), choices, look, words)
            case Deed.READ | Deed.UNMASK:
                title = words(Say.PANEL_READ if deed is Deed.READ else Say.PANEL_UNMASK)
                choices = [Choice(words.of(reason), reason) for reason in self._reasons(row, records)]
                return ChoicePanel(title, choices, look, words)
            case _:
                raise ValueError(f"{deed} is not decided in a panel")

    def reason(self, *, unmask: bool, name: str = "") -> Panel:
        """Why the card of somebody without a case is to be read."""
        title = self._words(Say.PANEL_UNMASK if unmask else Say.PANEL_READ)
        title = f"{name}. {title}" if name else title
        choices = [Choice(self._words.of(reason), reason) for reason in ASKED_REASONS]
        panel = ChoicePanel(title, choices, self._look, self._words)
        panel.is_of_case = False
        return panel

    def by_hand(self, tenants: Sequence[MunicipalityId]) -> Panel:
        """A new case without a device."""
        return ByHandPanel(tenants, self._look, self._words)

    def opened(self, entered: Entered, office: Office) -> Decision:
        """What was entered by hand, as a call."""
        call = office.open_by_hand(entered.municipality, None, entered.alarm_class, entered.text)
        return Decision(call, self._words(Say.OPENED), opens=True)

    def decided(self, deed: Deed, row: Row, panel: Panel, value: object, office: Office, records: Records) -> Decision:
        """What a panel submitted about a case, as a call."""
        words, case = self._words, row.case
        match deed, value:
            case ((Deed.NOTE | Deed.PROMISE | Deed.CLOSE | Deed.SKIP), _):
                return self._course(row, panel, value, office, records)
            case Deed.TAKE, str(reason):
                return Decision(office.take_over(case, reason), words(Say.TOOK, what=said.name(row, words)))
            case Deed.LOOK_IN, str(reason):
                return Decision(office.look_in(case, reason), words(Say.LOOK_IN_DONE))
            case Deed.PARK, Parked(kind, span, reason):
                until = self._now() + span
                silence = park.step_of(kind, row, reason, until)
                begun = words(
                    TechnicalSay.BEGUN, kind=words.of(kind), until=words.moment(until, self._now()),
                    what=fault.subject(row, words),
                )  # fmt: skip
                return Decision(office.begin_silence(silence), begun)
            case Deed.HAND_OVER, Operator(id=to, name=name):
                return Decision(office.hand_over(case, to), words(Say.HANDED_OVER, name=name))
            case Deed.WHO, str(resident):
                return Decision(office.name_resident(case, ResidentId(resident)), words(Say.NAMED))
            case ((Deed.READ | Deed.UNMASK), ReadReason() as why) if row.resident is not None:
                return Decision(records.opened(row, row.resident, why, unmask=deed is Deed.UNMASK), "")
            case _:
                raise ValueError(f"{deed} cannot be decided by {type(value).__name__}")

    def _course(self, row: Row, panel: Panel, value: object, office: Office, records: Records) -> Decision:
        """What may be a step of the plan, and is then marked with it."""
        words, case = self._words, row.case
        match value:
            case str(text):
                step = plan_marks.step_done(Act.NOTE, row, records)
                call = plan_marks.then_mark(lambda: office.note(case, text), office, row, step)
                return Decision(call, words(Say.NOTED))
            case Promised(until, text):
                step = plan_marks.step_done(Act.CHECK_BACK, row, records)
                call = plan_marks.then_mark(lambda: office.promise(case, until, text), office, row, step)
                return Decision(call, words(Say.PROMISE_MADE, time=words.moment(until, self._now())))
            case Closing(outcome, next_step):
                step, seen = plan_marks.step_done(Act.OUTCOME, row, records), panel.seen_version
                call = plan_marks.mark_and_close(
                    lambda: office.close(case, outcome.code, next_step, seen), office, row, step
                )
                return Decision(call, words(Say.CLOSED, outcome=outcome.label))
            case Skipping(step_id, why):
                told = words(PlanSay.SKIPPED, step=records.plans.called(step_id, words))
                return Decision(office.skip_step(case, step_id, why), told)
            case _:
                raise ValueError(f"{type(value).__name__} is nothing that is done in a case")

    def _hand_over(self, colleagues: Sequence[Operator]) -> Panel:
        words = self._words
        return ChoicePanel(
            words(Say.PANEL_HAND_OVER), [Choice(one.name, one) for one in colleagues], self._look, words,
            key=KEY_OF[Deed.HAND_OVER].key, save=words(Say.ACT_HAND_OVER), empty=words(Say.NO_COLLEAGUES),
        )  # fmt: skip

    def _proposed(self, row: Row, records: Records) -> tuple[int, str] | None:
        """When whoever is sent is to be there, and a little; else when the plan says to check back."""
        task = at_hand(row.tasks)
        if task is not None and task.is_taken and task.responder is not None and task.arrive_by is not None:
            name = self._words.responder(row.municipality, task.responder, is_short=True)
            minutes = promised_minutes(task.arrive_by, self._now())
            return minutes, self._words(DispatchSay.PROMISE_TEXT, name=name)
        step = plan_marks.step_done(Act.CHECK_BACK, row, records)
        return (step.minutes, self._words(PlanSay.FOLLOW_UP)) if step is not None and step.minutes else None

    def _skip(self, records: Records) -> Panel:
        at_hand, words = records.plans.at_hand(), self._words
        if at_hand is None:
            raise ValueError("no step to leave out")
        number = records.plans.number_of(at_hand.step)
        text = course.said(at_hand.step.text, words)
        return SkipPanel(at_hand.step.id, number, text, KEY_OF[Deed.SKIP].key, self._look, words)

    def _reasons(self, row: Row, records: Records) -> Sequence[ReadReason]:
        return (ReadReason.OWN_CASE, *ASKED_REASONS) if records.is_mine(row) else ASKED_REASONS

    def _name(self, person: Person) -> str:
        if person.is_masked:
            return self._words(Say.PROTECTED)
        return f"{person.name}, {person.age}" if person.age is not None else person.name
