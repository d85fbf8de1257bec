"""A plan as it is written: it reads back equal, and its version is its content's."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from console.domain.plan import DEFAULT_WAYS, Plan
from console.domain.plan_form import NoPlan, PlanError, canonical, of_canonical, plan_of, version_of, written
from tests.plan_samples import PLANS, plan, step, texts


@given(PLANS)
def test_a_plan_that_is_written_reads_back_equal_and_of_the_same_version(found: Plan) -> None:
    assert plan_of(written(found)) == of_canonical(canonical(found)) == found
    assert found.version == version_of(found) == version_of(replace(found, version="another"))
    assert len(found.version) == 16


def test_the_version_is_blind_to_layout_and_sees_every_word() -> None:
    first = plan(fits={"causes": ["fall", "press"], "kinds": ["tracker"]})
    assert plan(fits={"kinds": ["tracker"], "causes": ["press", "fall"]}).version == first.version
    assert (
        plan(step(ways=[way.value for way in DEFAULT_WAYS]), fits={"causes": ["fall", "press"], "kinds": ["tracker"]})
        == first
    )
    others = [
        plan(fits={"causes": ["fall"], "kinds": ["tracker"]}),
        plan(plan="other", fits={"causes": ["fall", "press"], "kinds": ["tracker"]}),
        plan(step(text=texts("Ring upp!")), fits={"causes": ["fall", "press"], "kinds": ["tracker"]}),
        plan(step(ways=["phone"]), fits={"causes": ["fall", "press"], "kinds": ["tracker"]}),
    ]
    assert len({first.version, *(other.version for other in others)}) == 5


def test_the_version_is_that_of_the_kept_text_whatever_it_would_be_written_like_today() -> None:
    old = json.dumps(written(plan()), indent=1)
    assert of_canonical(old).version != plan().version
    assert replace(of_canonical(old), version=plan().version) == plan()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", "{}", '{"plan": "x"}', canonical(plan()).replace('"call"', '"dance"'), "[" * 100_000,
     canonical(plan()).replace('"title"', '"titel"')],
)  # fmt: skip
def test_what_is_no_plan_of_this_version_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoPlan):
        of_canonical(text)


def test_an_error_is_told_with_its_place_as_editors_know_it() -> None:
    assert str(PlanError("fall.yaml", 3, 7, "is wrong")) == "fall.yaml:3:7: is wrong"
    assert str(PlanError("fall.yaml", 0, 0, "is gone")) == "fall.yaml: is gone"
