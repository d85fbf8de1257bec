"""What the rules of the desk do to a case: rungs are climbed, faults lifted, outages spread and end, plans run."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.escalation import DEFAULT_LADDERS, RISING, Climbed, Escalation, Rung, climb, farthest
from console.domain.ground import LaidPlan
from console.domain.handling import may_handle
from console.domain.ids import DeviceId
from console.domain.lifecycle import State
from console.domain.operator import Role
from console.domain.plan import Act, Answer, Fits, Plan, PlanStep, Texts
from console.domain.refused import Reason, Refused
from console.domain.steps import ChangePlan, Claim, DoStep, MakePromise, Release, ReopenStep, SkipStep, Step, decide
from console.domain.triage import Planned
from tests.builders import NORRBY, SODERBY, T0, Centre, alarm, device, ground, minutes, operator, seconds, unreadable

anna, bo = operator("anna"), operator("bo")


def on(centre: Centre, case: Case, *bodies: ev.CaseBody, after: timedelta = timedelta(0)) -> Case:
    centre.at = max(centre.at, T0 + after)
    for body in bodies:
        centre.commit([Planned(ev.case_subject(case.id), case.municipality, body)])
    return centre.get(case)


def text(words: str) -> Texts:
    return Texts(words, words)


def plan(version: str = "v1") -> Plan:
    answers = (Answer("answered", text("Svarade")), Answer("silent", text("Tyst")))
    steps = (
        PlanStep("call", Act.CALL, text("Ring upp"), answers=answers),
        PlanStep("say", Act.SAY, text("Säg")),
        PlanStep("end", Act.OUTCOME, text("Avsluta")),
    )
    return Plan("press", version, text("Tryck"), Fits(), steps)


LAID = LaidPlan(plan(), ("call", "say", "end"))


class Desk:
    """A centre where plans are laid."""

    def __init__(self) -> None:
        self.centre = Centre(device(resident="astrid"))
        self.case = self.centre.press()
        self.laid: LaidPlan | None = LAID

    def do(self, step: Step, after: timedelta = timedelta(0), who: object = anna) -> Case:
        self.centre.at = max(self.centre.at, T0 + after)
        stands = replace(ground(who, self.centre.at), laid=self.laid, plan=LAID.plan)  # type: ignore[arg-type]
        self.centre.commit(decide(step, Overlay(self.centre.board), stands), who.id)  # type: ignore[attr-defined]
        return self.centre.get(self.case)

    def refuses(self, step: Step) -> Reason:
        with pytest.raises(Refused) as refused:
            self.do(step)
        return refused.value.reason


# Ladders


@given(st.sampled_from(AlarmClass), st.lists(st.floats(0, 4000), max_size=8))
def test_each_rung_is_reached_once_and_the_nearer_first_however_seldom_one_looks(
    alarm_class: AlarmClass, looks: list[float]
) -> None:
    ladder, climbed = DEFAULT_LADDERS[alarm_class], list[Climbed]()
    for elapsed in sorted(looks):
        climbed += climb(ladder, seconds(elapsed), climbed)
    last = max(looks, default=0)
    assert [one.rung for one in climbed] == [one.to for one in ladder if one.after <= seconds(last)]


def test_a_steps_rungs_and_the_answers_own_are_told_apart() -> None:
    ladder = (Escalation(seconds(30), Rung.AGAIN),)
    assert climb(ladder, seconds(31), [Climbed(Rung.AGAIN, "call")]) == (Climbed(Rung.AGAIN),)
    assert climb(ladder, seconds(31), [Climbed(Rung.AGAIN, "call")], "call") == ()


def test_every_ladder_only_rises_and_ends_at_people_beyond_this_room() -> None:
    for ladder in DEFAULT_LADDERS.values():
        assert [one.after for one in ladder] == sorted(one.after for one in ladder)
        assert ladder[-1].to in (Rung.SHIFT_LEAD, Rung.NEXT_CENTRE)
    assert farthest([Climbed(Rung.SHIFT_LEAD), Climbed(Rung.AGAIN)]) is Rung.SHIFT_LEAD
    assert RISING[0] is Rung.AGAIN


def test_a_claim_ends_the_answers_ladder_and_a_new_wait_begins_it_anew() -> None:
    centre = Centre(device(resident="astrid"))
    case = on(centre, centre.press(), ev.CaseEscalated(Rung.AGAIN), ev.CaseEscalated(Rung.RAISE))
    assert (case.reached, case.escalations, case.is_raised) == (Rung.RAISE, 2, True)
    centre.do(anna, Claim(case.id), minutes(1))
    assert centre.get(case).climbed == ()
    centre.do(anna, Release(case.id), minutes(2))
    assert centre.get(case).reached is None
    assert centre.get(case).escalations == 2, "what was called out stays counted"


# Lifted faults


def test_a_lifted_fault_is_class_high_stays_technical_and_is_the_cares_too() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.case(centre.hear(alarm(T0, Cause.LINK_LOST)))
    night = operator("erik", Role.NIGHT_SUPERVISION)
    assert not may_handle(night, case)
    lifted = on(centre, case, ev.CaseLifted(), after=minutes(3))
    assert (lifted.lane, lifted.alarm_class, lifted.is_lifted) == (Lane.TECHNICAL, AlarmClass.HIGH, True)
    assert lifted.waiting_since == T0 + minutes(3), "the person's wait began when the last way was lost"
    assert may_handle(night, lifted)
    assert may_handle(operator("tage", Role.TECHNICIAN), lifted)


def test_a_technical_case_that_may_be_a_person_is_the_cares_too() -> None:
    centre = Centre(device(resident="astrid"))
    night, technician = operator("erik", Role.NIGHT_SUPERVISION), operator("tage", Role.TECHNICIAN)
    for planned in (centre.hear(alarm(T0, sender="stranger")), centre.hear(unreadable())):
        assert may_handle(night, centre.case(planned))
        assert may_handle(technician, centre.case(planned))
    assert not may_handle(operator("sara", municipalities=[SODERBY]), centre.case(planned))


def test_a_fault_that_was_put_off_by_a_promise_is_free_again_when_it_is_lifted() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.case(centre.hear(alarm(T0, Cause.LINK_LOST)))
    centre.do(anna, Claim(case.id))
    centre.do(anna, MakePromise(case.id, T0 + minutes(60), "tekniker"))
    lifted = on(centre, case, ev.CaseLifted(), after=minutes(5))
    assert (lifted.state, lifted.owner) == (State.UNACKNOWLEDGED, None)
    assert lifted.promise is not None


# Outages


def outage(centre: Centre) -> Case:
    where = ev.Subject(ev.SubjectKind.AREA, "norrby/Hamnen")
    its = ev.Alarm(
        ev.ReportKey("watch:norrby", "outage"), DeviceKind.BROADBAND_LINE, Cause.AREA_OUTAGE, AlarmClass.TECHNICAL, T0,
        T0, T0, DeviceId(""), "Hamnen",
    )  # fmt: skip
    centre.commit([Planned(ev.case_subject(ev.CaseId("case-x")), NORRBY, ev.CaseOpened(Lane.TECHNICAL, where, its))])
    return centre.get(ev.CaseId("case-x"))


def test_an_outage_counts_its_silent_devices_and_ends_by_the_lines_return() -> None:
    centre = Centre()
    one, two = DeviceId("a"), DeviceId("b")
    case = on(centre, outage(centre), ev.DevicesLost((one, two)), ev.DevicesLost((two,)))
    assert case.out == {one, two}
    assert case.is_outage
    assert centre.board.find_open(case.key) == case
    case = on(centre, case, ev.DevicesReturned((one,)))
    assert case.out == {two}
    case = on(centre, case, ev.OutageEnded(), after=minutes(9))
    assert (case.state, case.out, case.closed_at) == (State.CLOSED, frozenset(), T0 + minutes(9))


# Plans


def test_whoever_takes_a_case_has_its_plan_with_the_steps_that_apply() -> None:
    desk = Desk()
    case = desk.do(Claim(desk.case.id))
    assert case.plan is not None
    assert (case.plan.plan, case.plan.version, case.plan.steps) == ("press", "v1", ("call", "say", "end"))


def test_a_case_keeps_the_version_it_began_with_whoever_takes_it_later() -> None:
    desk = Desk()
    desk.do(Claim(desk.case.id))
    desk.do(DoStep(desk.case.id, "call", "silent"))
    desk.laid = LaidPlan(plan("v2"), ("say",))
    desk.do(Release(desk.case.id))
    case = desk.do(Claim(desk.case.id), minutes(4), bo)
    assert case.plan is not None
    assert (case.plan.version, case.plan.steps) == ("v1", ("call", "say", "end"))
    assert [record.step for record in case.plan.records] == ["call"]
    assert case.plan.since == T0 + minutes(4), "the step's time begins anew with whoever goes on"


def test_a_case_without_a_plan_is_taken_all_the_same() -> None:
    desk = Desk()
    desk.laid = None
    assert desk.do(Claim(desk.case.id)).plan is None
    assert desk.refuses(DoStep(desk.case.id, "call", "silent")) is Reason.NO_PLAN
    assert desk.refuses(ChangePlan(desk.case.id)) is Reason.NO_PLAN


def test_a_step_is_done_with_its_answer_skipped_with_a_reason_or_taken_back() -> None:
    desk = Desk()
    desk.do(Claim(desk.case.id))
    assert desk.refuses(DoStep(desk.case.id, "call")) is Reason.ANSWER_MISSING
    assert desk.refuses(DoStep(desk.case.id, "call", "maybe")) is Reason.ANSWER_MISSING
    assert desk.refuses(SkipStep(desk.case.id, "call", " ")) is Reason.REASON_MISSING
    desk.do(DoStep(desk.case.id, "call", "silent"), seconds(20))
    assert desk.refuses(DoStep(desk.case.id, "call", "answered")) is Reason.NOT_THE_STEP
    case = desk.do(SkipStep(desk.case.id, "say", "larmar redan 112"), seconds(30))
    assert case.plan is not None
    assert [(record.step, record.answer, record.reason, record.is_done) for record in case.plan.records] == [
        ("call", "silent", "", True), ("say", "", "larmar redan 112", False),
    ]  # fmt: skip
    assert case.plan.records[0].who == anna.id
    case = desk.do(ReopenStep(desk.case.id, "call"), seconds(40))
    assert case.plan is not None
    assert [record.step for record in case.plan.records] == ["say"]
    assert desk.refuses(ReopenStep(desk.case.id, "call")) is Reason.NOT_THE_STEP
    assert desk.refuses(DoStep(desk.case.id, "nowhere")) is Reason.NOT_THE_STEP


def test_only_the_owner_goes_on_with_the_plan() -> None:
    desk = Desk()
    assert desk.refuses(DoStep(desk.case.id, "call", "silent")) is Reason.NOT_OWNED
    desk.do(Claim(desk.case.id), who=bo)
    assert desk.refuses(DoStep(desk.case.id, "call", "silent")) is Reason.OWNED_BY_OTHER


def test_a_graver_alarms_plan_takes_the_place_of_the_one_that_runs() -> None:
    desk = Desk()
    desk.do(Claim(desk.case.id))
    assert desk.refuses(ChangePlan(desk.case.id)) is Reason.NOTHING_TO_DO
    desk.do(DoStep(desk.case.id, "call", "silent"))
    desk.laid = LaidPlan(plan("smoke"), ("say",))
    case = desk.do(ChangePlan(desk.case.id))
    assert case.plan is not None
    assert (case.plan.version, case.plan.records) == ("smoke", ())


def test_whoever_goes_on_ends_the_rungs_that_the_step_had_climbed() -> None:
    desk = Desk()
    desk.do(Claim(desk.case.id))
    on(desk.centre, desk.case, ev.CaseEscalated(Rung.AGAIN, "call"), ev.CaseEscalated(Rung.SHIFT_LEAD, "call"))
    assert desk.centre.get(desk.case).reached is Rung.SHIFT_LEAD
    assert desk.do(DoStep(desk.case.id, "call", "silent")).climbed == ()
