"""The shipped plans for the tests of the screen: read as the console reads them, laid as it lays them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from console.adapters.files.plans import read
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ground import LaidPlan
from console.domain.plan import Plan, Situation, arranged
from console.domain.resident import FactKind

SHIPPED = Path(__file__).parents[2] / "resources" / "plans"


@cache
def shipped(name: str) -> Plan:
    """The plan in `resources/plans/NAME.yaml`."""
    found = read(SHIPPED / f"{name}.yaml")
    assert found.plan is not None, found.errors
    return found.plan


def laid(
    name: str = "press",
    *,
    facts: frozenset[FactKind] = frozenset(),
    presses: int = 1,
    cause: Cause = Cause.PRESS,
    kind: DeviceKind = DeviceKind.PERSONAL_ALARM,
) -> LaidPlan:
    """The plan as it is laid before whoever takes such a case."""
    situation = Situation(Lane.PERSON, kind, cause, AlarmClass.NORMAL, "älvbro", None, facts, presses)
    plan = shipped(name)
    return LaidPlan(plan, arranged(plan, situation))
