"""Plans in the store: once kept they come back word for word, and what was changed there is not believed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.sql.store import Store
from console.domain.plan import Plan
from console.domain.plan_form import canonical
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW
from tests.plan_samples import PLANS, plan, step, texts

PRESS, FALL = plan(fits={"causes": ["press"]}), plan(fits={"causes": ["fall"]})


def test_a_plan_comes_back_as_it_was_when_the_store_is_opened_again(place: Place) -> None:
    place.tell(lambda store: store.plans.keep([PRESS, FALL], NOW))
    found = place.tell(lambda store: store.plans.of([FALL.version, PRESS.version, "0" * 16, FALL.version]))
    assert set(found) == {PRESS, FALL}
    assert len(found) == 2
    assert place.tell(lambda store: store.plans.of([])) == ()


def test_a_version_that_is_kept_stays_as_first_used(place: Place) -> None:
    async def story(store: Store) -> tuple[Plan, ...]:
        await store.plans.keep([PRESS], NOW)
        await store.plans.keep([PRESS, FALL], NOW.replace(year=2030))
        return await store.plans.of([PRESS.version])

    assert place.tell(story) == (PRESS,)
    assert place.ask("SELECT count(*), count(DISTINCT first_used_at) FROM plan_version") == [(2, 2)]


@pytest.mark.warns
@pytest.mark.parametrize(
    "body",
    [canonical(plan(step(text=texts("Gör ingenting")))).encode(), b"{}", b"[" * 5000, b"\xff"],
    ids=["changed", "empty", "deep", "bytes"],
)
def test_what_was_changed_in_the_store_is_not_believed(
    place: Place, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    place.tell(lambda store: store.plans.keep([PRESS, FALL], NOW))
    place.tamper("UPDATE plan_version SET body = :body WHERE version = :version", body=body, version=PRESS.version)
    assert place.tell(lambda store: store.plans.of([PRESS.version, FALL.version])) == (FALL,)
    assert PRESS.version in caplog.text
    assert "Gör" not in caplog.text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PLANS, max_size=4))
def test_any_plans_come_back(place: Place, plans: list[Plan]) -> None:
    async def story(store: Store) -> tuple[Plan, ...]:
        await store.plans.keep(plans, NOW)
        return await store.plans.of([each.version for each in plans])

    assert set(place.tell(story)) == set(plans)
