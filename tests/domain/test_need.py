"""What a case asks of whoever goes: what is noted, and never more than that."""

import pytest

from console.domain.alarm import AlarmClass, Cause
from console.domain.ids import LockId
from console.domain.need import need_of
from console.domain.resident import CriticalFact, Door, FactKind, Protection
from console.domain.responder import Skill
from console.domain.task import EntryKind, Need
from tests.builders import household, resident

HIGH = AlarmClass.HIGH


@pytest.mark.parametrize(
    ("detail", "cause", "skills"),
    [
        ("Insulin morgon och kväll", Cause.NOT_TAKEN, {Skill.MEDICATION, Skill.INSULIN}),
        ("Insulin morgon och kväll", Cause.PRESS, set()),
        ("Kateter", Cause.PRESS, {Skill.CATHETER}),
        ("Syrgas hemma", Cause.FALL, {Skill.OXYGEN}),
        ("Lyfts med personlyft", Cause.FALL, {Skill.LIFTING}),
        ("Lyfts med personlyft", Cause.PRESS, set()),
        ("", Cause.FALL, set()),
    ],
)
def test_a_skill_is_asked_for_where_it_is_noted_and_the_alarm_may_be_about_it(
    detail: str, cause: Cause, skills: set[Skill]
) -> None:
    person = resident(facts=(CriticalFact(FactKind.DIABETES, detail),))
    assert need_of(cause, HIGH, person).skills == skills


def test_of_nobody_known_nothing_is_asked_that_bars_anybody() -> None:
    assert need_of(Cause.PRESS, HIGH) == Need()
    assert need_of(Cause.PRESS, HIGH, resident(facts=(CriticalFact(FactKind.OXYGEN),)), household()) == Need()


def test_two_are_asked_for_where_it_is_noted_and_against_an_attack() -> None:
    for detail in ("Dubbelbemanning", "Två personer vid lyft", "två av personalen", "alltid 2 pers"):
        assert need_of(Cause.PRESS, HIGH, resident(facts=(CriticalFact(FactKind.WALKING, detail),))).staff == 2
    assert need_of(Cause.PRESS, HIGH, resident(facts=(CriticalFact(FactKind.ANIMAL, "Två katter"),))).staff == 1
    attack = need_of(Cause.ATTACK, AlarmClass.ACUTE)
    assert (attack.staff, attack.is_risky) == (2, True)


def test_who_is_protected_is_seen_by_the_named_and_danger_is_a_risk() -> None:
    for protection in Protection:
        found = need_of(Cause.PRESS, HIGH, resident(protection=protection))
        assert found.is_named is (protection is not Protection.NONE)
    assert need_of(Cause.PRESS, HIGH, resident(facts=(CriticalFact(FactKind.DANGER),))).is_risky
    assert need_of(Cause.PRESS, HIGH, resident(language="fi")).language == "fi"


def test_one_gets_in_by_the_lock_before_the_key() -> None:
    door = Door(LockId("lock-1"), "locks")
    entries = [
        (household(doors=(door,), key="skap-4"), EntryKind.DIGITAL_LOCK, "skap-4"),
        (household(key="skap-4", key_location="Skåp 4, Norrgården"), EntryKind.CABINET, "skap-4"),
        (household(key="ring-2"), EntryKind.KEY, "ring-2"),
        (household(way_in="Ring på hos vaktmästaren"), EntryKind.OPEN, ""),
        (household(), EntryKind.UNKNOWN, ""),
    ]
    for home, entry, key in entries:
        found = need_of(Cause.PRESS, HIGH, resident(), home)
        assert (found.entry, found.key) == (entry, key)
