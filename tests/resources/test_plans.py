"""The shipped plans: each checks clean, every alarm that there is has one, and none asks for what does not exist."""

from collections.abc import Iterator
from itertools import product

import pytest
import yaml

from console.adapters.files import plan_yaml
from console.adapters.files.plan_files import FOLDER, SCHEMA
from console.adapters.files.plan_folders import PlanFolders, checked
from console.adapters.municipality.tenants import TENANTS
from console.domain.alarm import RULES, AlarmClass, Cause, DeviceKind, Lane, rule_for
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.plan import Act, Plan, Situation, arranged, choose, standing
from console.domain.resident import DEFAULT_OUTCOMES, FactKind

SHIPPED = {one.file.stem: one.plan for one in checked([FOLDER]) if one.plan is not None}
PLANS = tuple(SHIPPED.values())
LAST = tuple(plan for plan in PLANS if not plan.fits.kinds and not plan.fits.causes and not plan.fits.municipality)
"""For what nobody has written a plan for: they are chosen when the others are gone."""


def here(kind: DeviceKind, cause: Cause, facts: frozenset[FactKind] = frozenset(), presses: int = 1) -> Situation:
    rule = rule_for(kind, cause)
    return Situation(rule.lane, kind, cause, rule.alarm_class, "norrby", None, facts, presses)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, plan_yaml._LOADER], ids=["python", "libyaml"])
def test_every_shipped_file_checks_clean(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_yaml, "_LOADER", loader)
    found = checked([FOLDER])
    assert found
    assert [str(error) for one in found for error in one.errors] == []


def test_a_console_has_them_all_and_nothing_else_lies_there() -> None:
    read = PlanFolders(None).look_now()
    assert read is not None
    assert (set(read.plans), read.errors) == (set(PLANS), ())
    strange = [file.name for file in FOLDER.iterdir() if file.stem not in SHIPPED and file != SCHEMA]
    assert set(strange) <= {"README.md"}


@pytest.mark.parametrize("pair", RULES, ids=lambda pair: "-".join(pair))
def test_every_alarm_that_the_table_knows_has_a_plan_of_its_own(pair: tuple[DeviceKind, Cause]) -> None:
    found = choose(PLANS, here(*pair))
    assert found is not None
    assert found.fits.causes or found.fits.kinds, f"{pair} has only {found.id}"


def test_every_pair_and_every_class_and_lane_has_a_plan() -> None:
    assert [pair for pair in product(DeviceKind, Cause) if choose(PLANS, here(*pair)) is None] == []
    for alarm_class, lane in product(AlarmClass, Lane):
        strange = Situation(lane, DeviceKind.UNKNOWN, Cause.UNKNOWN, alarm_class, "norrby")
        assert choose(PLANS, strange) is not None, (alarm_class, lane)


def situations(plan: Plan) -> Iterator[Situation]:
    """Where a plan fits: what is likely first, then every other."""
    asked = plan.fits
    resident = ResidentId(asked.resident) if asked.resident else None
    kinds, causes = sorted(asked.kinds) or list(DeviceKind), sorted(asked.causes) or list(Cause)
    for kind, cause in product(kinds, causes):
        rule = rule_for(kind, cause)
        yield Situation(rule.lane, kind, cause, rule.alarm_class, asked.municipality or "norrby", resident)
    for kind, cause, each, lane in product(kinds, causes, asked.classes or AlarmClass, asked.lanes or Lane):
        yield Situation(lane, kind, cause, each, asked.municipality or "norrby", resident)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_every_plan_is_chosen_somewhere(plan: Plan) -> None:
    among = PLANS if plan not in LAST else LAST
    assert any(choose(among, each) == plan for each in situations(plan))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_every_outcome_that_is_named_is_in_the_list_of_those_it_is_for(plan: Plan) -> None:
    lists = {tenant.municipality.id: tenant.municipality.outcomes for tenant in TENANTS}
    known = lists.get(MunicipalityId(plan.fits.municipality or ""), DEFAULT_OUTCOMES)
    named = {code for step in plan.steps for code in step.outcomes}
    assert named
    assert named - {outcome.code for outcome in known} == set()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_a_file_is_named_as_its_plan_and_ends_with_an_outcome_in_every_situation(plan: Plan) -> None:
    assert SHIPPED[plan.id] == plan
    for facts in (frozenset[FactKind](), frozenset(FactKind)):
        for presses in (1, 9):
            order = arranged(plan, here(DeviceKind.PERSONAL_ALARM, Cause.PRESS, facts, presses))
            assert order
    assert plan.steps[-1].act is Act.OUTCOME
    assert (plan.steps[-1].when, plan.steps[-1].unless) == (None, None)
    assert standing(plan, order, ())[0].step.id == order[0]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_no_text_shouts_and_none_is_left_in_the_other_language(plan: Plan) -> None:
    texts = [plan.title, *(text for step in plan.steps for text in (step.text, step.detail) if text is not None)]
    assert [text for text in texts if "!" in text.sv + text.en] == []
    assert [text for text in texts if len(text.sv) > 12 and text.sv == text.en] == []
