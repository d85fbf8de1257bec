"""Action plans: the narrowest that fits, the steps that apply, and where a case stands in them."""

import itertools
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.escalation import Rung
from console.domain.ids import ResidentId
from console.domain.plan import (
    DEFAULT_WAYS,
    FIXED_ANSWERS,
    PLAN_RUNGS,
    Act,
    Plan,
    PlanStep,
    Record,
    Situation,
    Standing,
    StepState,
    Untouched,
    Way,
    answers_of,
    arranged,
    both_fit,
    choose,
    current,
    fits,
    fixed_answers,
    narrowness,
    standing,
    ways_in_order,
    ways_of,
    why_not,
)
from console.domain.resident import FactKind
from tests.plan_samples import ANNA, AT, PLANS, SITUATIONS, done, plan, situation, skipped, step

SILENT = {"answers": {"call": ["silent", "no_answer"]}}
LADDER = plan(
    step("call"),
    step("hear", "say", when={"facts": ["hearing"]}),
    step("again", "call", when=SILENT),
    step("send", "dispatch", when={"answers": {"again": ["silent", "no_answer"]}}),
    step("often", "note", when={"presses_from": 3}),
    step("fell", "say", unless={"causes": ["press"]}),
    step("close", "outcome"),
)


def states(found: tuple[Standing, ...]) -> str:
    """A letter a step: Done, Skipped, Current, Ahead, Not needed."""
    return "".join(each.state.value[0].upper() for each in found)


def test_a_step_applies_by_facts_causes_and_presses_and_says_why_it_does_not() -> None:
    assert arranged(LADDER, situation()) == ("call", "again", "send", "close")
    deaf = situation(facts=frozenset({FactKind.HEARING}), presses=3, cause=Cause.FALL)
    assert arranged(LADDER, deaf) == ("call", "hear", "again", "send", "often", "fell", "close")
    assert arranged(LADDER, situation(presses=2)) == ("call", "again", "send", "close")
    whys = {each.id: why_not(each, situation()) for each in LADDER.steps}
    assert whys == {
        "call": "", "hear": "when.facts", "again": "", "send": "", "often": "when.presses_from",
        "fell": "unless.causes", "close": "",
    }  # fmt: skip


def test_in_a_list_any_counts_and_of_several_conditions_all_do() -> None:
    both = plan(step(when={"facts": ["hearing", "speech"], "causes": ["fall", "press"]}))
    deaf, mute = frozenset({FactKind.HEARING}), frozenset({FactKind.SPEECH})
    assert arranged(both, situation(facts=deaf)) == arranged(both, situation(facts=mute)) == ("call",)
    assert arranged(both, situation()) == arranged(both, situation(facts=deaf, cause=Cause.SMOKE)) == ()
    neither = plan(step(unless={"facts": ["hearing"], "presses_from": 3}))
    assert arranged(neither, situation(presses=2)) == ("call",)
    assert arranged(neither, situation(presses=3)) == arranged(neither, situation(facts=deaf)) == ()


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], "CAAA"),
        ([done("call", "answered")], "DNNC"),
        ([done("call", "silent")], "DCAA"),
        ([done("call", "silent"), done("again", "answered")], "DDNC"),
        ([done("call", "silent"), done("again", "no_answer")], "DDCA"),
        ([skipped("call")], "SNNC"),
        ([done("call", "silent"), skipped("again")], "DSNC"),
        ([done("close")], "CAAD"),
        ([done("call", "silent"), done("call", "answered")], "DNNC"),
        ([done("call", "silent"), done("again", "silent"), done("call", "answered")], "DDCA"),
        ([done("call", "answered"), done("close")], "DNND"),
        ([done("unheard_of")], "CAAA"),
    ],
)
def test_a_plan_goes_where_the_answers_lead(records: list[Record], expected: str) -> None:
    order = arranged(LADDER, situation())
    assert states(standing(LADDER, order, records)) == expected


def test_an_answer_that_rules_a_step_out_does_so_and_an_answer_not_asked_for_does_not() -> None:
    asked = plan(
        step(), step("up", "ask", answers=[]), step("go", "dispatch", unless={"answers": {"call": ["answered"]}})
    )
    order = arranged(asked, situation())
    assert states(standing(asked, order, [done("call", "answered"), done("up")])) == "DDN"
    assert states(standing(asked, order, [done("call", "silent"), done("up")])) == "DDC"
    assert states(standing(asked, order, [skipped("call"), skipped("up")])) == "SSC"


def test_a_step_that_asks_for_one_that_does_not_apply_here_is_not_needed() -> None:
    found = plan(step(when={"facts": ["hearing"]}), step("go", "dispatch", when=SILENT), step("end", "outcome"))
    order = arranged(found, situation())
    assert order == ("go", "end")
    assert states(standing(found, order, [])) == "NC"


def test_the_order_is_the_cases_own_and_strange_ids_are_passed_over() -> None:
    assert [each.step.id for each in standing(LADDER, ("close", "gone", "call"), [])] == ["close", "call"]
    now = current(LADDER, ("close", "gone", "call"), [done("close")])
    assert now is not None
    assert now.id == "call"
    assert current(LADDER, ("close",), [done("close")]) is None


def _records(of: Plan) -> st.SearchStrategy[list[Record]]:
    def record(step_: PlanStep, is_done: bool, which: int) -> Record:
        answers = [answer.id for answer in step_.answers]
        answer = answers[which % len(answers)] if answers and is_done else ""
        return Record(step_.id, answer, "" if is_done else "Nej", is_done, AT, ANNA)

    return st.lists(st.builds(record, st.sampled_from(of.steps), st.booleans(), st.integers(0, 2)), max_size=8)


@given(PLANS, SITUATIONS, st.data())
def test_exactly_one_step_is_current_unless_none_is_left(found: Plan, here: Situation, data: st.DataObject) -> None:
    order = arranged(found, here)
    records = data.draw(_records(found))
    stands = standing(found, order, records)
    assert [each.step.id for each in stands] == list(order)
    said = states(stands)
    is_left = "A" in said or "C" in said
    assert said.count("C") == (1 if is_left else 0)
    assert "A" not in said.partition("C")[0]
    for each in stands:
        assert (each.record is not None) == (each.state in (StepState.DONE, StepState.SKIPPED))
    now = current(found, order, records)
    assert (now is not None) == is_left
    assert now is None or stands[said.index("C")].step == now


@given(PLANS, SITUATIONS, st.data())
def test_who_goes_on_comes_to_the_end_and_never_back(found: Plan, here: Situation, data: st.DataObject) -> None:
    order = arranged(found, here)
    records: list[Record] = []
    passed: list[int] = []
    while (now := current(found, order, records)) is not None:
        assert len(records) < len(order)
        passed.append(order.index(now.id))
        is_done = data.draw(st.booleans())
        answer = data.draw(st.sampled_from([one.id for one in now.answers] or [""])) if is_done else ""
        records.append(Record(now.id, answer, "", is_done, AT, ANNA))
    assert passed == sorted(passed)


def test_nobody_is_rung_up_and_no_camera_opens_when_a_step_is_untouched() -> None:
    assert get_type_hints(Untouched)["to"] is Rung
    assert {Act.CALL, Act.VIDEO, Act.LOOK, Act.DISPATCH, Act.EMERGENCY, Act.CONTACTS}.isdisjoint(
        {rung.value for rung in Rung}
    )
    assert set(PLAN_RUNGS) == {Rung.AGAIN, Rung.OTHER_OPERATORS, Rung.SHIFT_LEAD, Rung.PATROL}


FACTS = st.frozensets(st.sampled_from(FactKind))


@given(st.permutations(DEFAULT_WAYS), st.integers(0, 3), FACTS)
def test_mobile_first_puts_the_mobile_first_and_changes_nothing_else(
    ways: list[Way], count: int, facts: frozenset[FactKind]
) -> None:
    asked = tuple(ways[:count])
    found = ways_in_order(asked, facts)
    if FactKind.CALL_MOBILE_FIRST in facts and Way.MOBILE in asked:
        assert found == (Way.MOBILE, *(way for way in asked if way is not Way.MOBILE))
    else:
        assert found == asked


def test_a_call_goes_by_the_ways_of_its_step() -> None:
    mobile = {FactKind.CALL_MOBILE_FIRST}
    assert ways_of(plan(step()).steps[0], mobile) == (Way.MOBILE, Way.DEVICE, Way.PHONE)
    assert ways_of(plan(step()).steps[0], set()) == DEFAULT_WAYS
    assert ways_of(plan(step(ways=["phone", "mobile"])).steps[0], mobile) == (Way.MOBILE, Way.PHONE)
    assert ways_of(plan(step("say", "say")).steps[0], mobile) == ()


NARROWEST_FIRST = (
    {"resident": "r-1"},
    {"municipality": "norrby", "kinds": ["personal_alarm"], "causes": ["press"]},
    {"municipality": "norrby", "lanes": ["person"]},
    {"municipality": "norrby"},
    {"kinds": ["personal_alarm"], "causes": ["press"], "lanes": ["person"]},
    {"kinds": ["personal_alarm"], "causes": ["press"]},
    {"causes": ["press"], "classes": ["normal"]},
    {"causes": ["press"]},
    {"kinds": ["personal_alarm"], "classes": ["normal"], "lanes": ["person"]},
    {"kinds": ["personal_alarm"]},
    {"classes": ["normal"], "lanes": ["person"]},
    {"classes": ["normal"]},
    {"lanes": ["person"]},
    {},
)


def test_the_narrowest_plan_is_chosen_resident_before_municipality_before_the_alarm() -> None:
    plans = [plan(plan=f"p{number}", fits=each) for number, each in enumerate(NARROWEST_FIRST)]
    for number in range(len(plans)):
        assert choose(plans[number:], situation()) == plans[number]
        assert choose(reversed(plans[number:]), situation()) == plans[number]


@pytest.mark.parametrize(
    "other",
    [
        {"lane": Lane.TECHNICAL},
        {"kind": DeviceKind.TRACKER},
        {"cause": Cause.FALL},
        {"alarm_class": AlarmClass.HIGH},
        {"municipality": "soderby"},
        {"resident": ResidentId("r-2")},
        {"resident": None},
    ],
)
def test_all_that_a_plan_is_for_must_hold(other: dict[str, object]) -> None:
    everything = {
        "kinds": ["personal_alarm"], "causes": ["press"], "classes": ["normal"], "lanes": ["person"],
        "municipality": "norrby", "resident": "r-1",
    }  # fmt: skip
    only = plan(fits=everything)
    assert choose([only], situation()) == only
    assert choose([only], situation(**other)) is None


@settings(max_examples=50)
@given(st.lists(PLANS, max_size=4), SITUATIONS)
def test_the_choice_is_the_narrowest_and_there_is_one_where_any_fits(plans: list[Plan], here: Situation) -> None:
    found = choose(plans, here)
    fitting = [each for each in plans if fits(each, here)]
    assert (found is None) == (not fitting)
    assert all(narrowness(each.fits) <= narrowness(found.fits) for each in fitting if found is not None)
    assert found is None or fits(found, here)


@settings(max_examples=50)
@given(st.lists(PLANS, max_size=4), SITUATIONS)
def test_the_order_of_files_makes_no_difference_where_no_two_both_fit(plans: list[Plan], here: Situation) -> None:
    apart = [
        each
        for number, each in enumerate(plans)
        if not any(both_fit(each.fits, before.fits) for before in plans[:number])
    ]
    chosen = {choose(order, here) for order in itertools.permutations(apart)}
    assert len(chosen) == 1


@given(PLANS, PLANS, SITUATIONS)
def test_two_equally_narrow_plans_that_fit_one_situation_are_told_of(one: Plan, other: Plan, here: Situation) -> None:
    assert both_fit(one.fits, one.fits)
    assert both_fit(one.fits, other.fits) == both_fit(other.fits, one.fits)
    if fits(one, here) and fits(other, here) and narrowness(one.fits) == narrowness(other.fits):
        assert both_fit(one.fits, other.fits)


def test_two_plans_that_share_no_situation_may_be_equally_narrow() -> None:
    fall, press = plan(fits={"causes": ["fall"]}), plan(fits={"causes": ["press"]})
    assert not both_fit(fall.fits, press.fits)
    assert both_fit(fall.fits, plan(fits={"causes": ["smoke", "fall"]}).fits)
    assert not both_fit(fall.fits, plan(fits={"causes": ["fall"], "lanes": ["person"]}).fits)
    assert not both_fit(plan(fits={"resident": "r-1"}).fits, plan(fits={"resident": "r-2"}).fits)


def test_of_two_equally_narrow_ones_the_first_given_is_chosen() -> None:
    own, ours = plan(plan="own", fits={"causes": ["press"]}), plan(plan="ours", fits={"causes": ["press"]})
    assert choose([own, ours], situation()) == own
    assert choose([ours, own], situation()) == ours


def test_fixed_answers_are_those_of_the_format() -> None:
    assert {act.value: [answer.id for answer in answers] for act, answers in FIXED_ANSWERS.items()} == {
        "call": ["answered", "silent", "no_answer"],
        "video": ["answered", "silent", "no_answer"],
        "contacts": ["coming", "cannot", "no_answer"],
        "look": ["seen_well", "needs_help", "not_seen"],
        "dispatch": ["accepted", "nobody"],
    }


def test_a_call_says_busy_and_declined_of_itself_and_the_operator_is_offered_three_answers() -> None:
    for act in (Act.CALL, Act.VIDEO):
        asked = plan(step("call", act.value)).steps[0]
        assert [answer.id for answer in asked.answers] == ["answered", "silent", "no_answer"]
        assert [answer.id for answer in answers_of(asked)] == ["answered", "silent", "no_answer", "busy", "declined"]
        assert fixed_answers(act) == ("answered", "silent", "no_answer", "busy", "declined")
    look = plan(step("look", "look")).steps[0]
    assert answers_of(look) == look.answers
    assert "busy" not in fixed_answers(Act.CONTACTS)


@pytest.mark.parametrize("answer", ["busy", "declined"])
def test_who_is_busy_or_declines_was_not_reached_wherever_a_plan_asks_for_no_answer(answer: str) -> None:
    here = plan(
        step(), step("again", when={"answers": {"call": ["silent", "no_answer"]}}),
        step("talk", "say", unless={"answers": {"call": ["silent", "no_answer"]}}),
        step("only_silent", "say", when={"answers": {"call": ["silent"]}}),
        step("by_name", "say", when={"answers": {"call": [answer]}}),
    )  # fmt: skip
    found = standing(here, arranged(here, situation()), [done("call", answer)])
    assert states(found) == "DCNNA"
    assert states(standing(here, arranged(here, situation()), [done("call", "no_answer")])) == "DCNNN"


@given(PLANS, SITUATIONS, st.data())
def test_in_every_plan_busy_and_declined_lead_where_no_answer_does(
    found: Plan, here: Situation, data: st.DataObject
) -> None:
    order = arranged(found, here)
    calls = [each.id for each in found.steps if each.act in (Act.CALL, Act.VIDEO) and each.id in order]
    said = {call: data.draw(st.sampled_from(["busy", "declined"])) for call in calls}
    assert states(standing(found, order, [done(call, answer) for call, answer in said.items()])) == states(
        standing(found, order, [done(call, "no_answer") for call in calls])
    )
