"""What a case asks of whoever goes: skills, how many, language, how they get in.

Nobody writes this down when an alarm comes, so it is read from what is known: the alarm, the critical facts, the
household. Two rules keep it harmless. What is only likely is not asked for (a diabetic who pressed does not need
somebody with an insulin delegation, a missed insulin dose does). And what is asked for is never dropped or softened in
silence: who is left out by it stands in the ranking with the reason, and an operator can choose them all the same.
"""

import re
from collections.abc import Iterable

from console.domain.alarm import AlarmClass, Cause
from console.domain.resident import FactKind, Household, Protection, Resident
from console.domain.responder import Skill
from console.domain.task import EntryKind, Need

DEFAULT_LANGUAGE = "sv"

_DOSES = frozenset({Cause.NOT_TAKEN, Cause.TAKEN_LATE, Cause.EMPTY, Cause.JAMMED})

_WORDS: dict[Skill, tuple[str, ...]] = {
    Skill.INSULIN: ("insulin",),
    Skill.CATHETER: ("kateter", "catheter"),
    Skill.OXYGEN: ("syrgas", "oxygen"),
    Skill.LIFTING: ("lyft", "lift"),
}
"""By what words of the municipality's own (in a fact's detail, or among the aids) a skill is named."""

_TWO = re.compile(r"dubbelbemann|\b(två|2|two)\b.{0,12}\b(pers|lyft|lift|people|staff|skötare|vårdare)")
"""By what words two are asked for."""


def need_of(
    cause: Cause, alarm_class: AlarmClass, resident: Resident | None = None, household: Household | None = None
) -> Need:
    """What a case of this cause and class asks of whoever goes to that person in that household.

    Of a person or a household that nobody knows nothing is asked but to go: `EntryKind.UNKNOWN` bars nobody.
    """
    texts = tuple(_texts(resident)) if resident is not None else ()
    is_danger = resident is not None and any(fact.kind is FactKind.DANGER for fact in resident.facts)
    entry, key = entry_of(household)
    is_attack = cause is Cause.ATTACK
    return Need(
        skills=_skills(cause, resident, texts),
        staff=2 if is_attack or (alarm_class is not AlarmClass.TECHNICAL and _names_two(texts)) else 1,
        language=resident.language or DEFAULT_LANGUAGE if resident is not None else DEFAULT_LANGUAGE,
        entry=entry,
        key=key,
        is_named=resident is not None and resident.protection is not Protection.NONE,
        is_risky=is_attack or is_danger,
    )  # fmt: skip


def entry_of(household: Household | None) -> tuple[EntryKind, str]:
    """How one gets in, and the cabinet or ring that it takes. A digital lock goes before a key, a cabinet (that several
    fetch from) before a ring (that one carries), and a door that somebody opens before neither."""
    if household is None:
        return EntryKind.UNKNOWN, ""
    if household.doors:
        return EntryKind.DIGITAL_LOCK, household.key
    if household.key:
        is_cabinet = "skåp" in household.key_location.lower() or "cabinet" in household.key_location.lower()
        return EntryKind.CABINET if is_cabinet else EntryKind.KEY, household.key
    return (EntryKind.OPEN if household.way_in else EntryKind.UNKNOWN), ""


def _skills(cause: Cause, resident: Resident | None, texts: Iterable[str]) -> frozenset[Skill]:
    """A dose asks for somebody with a delegation for medicines, of insulin where it is that. A fall asks for lifting
    where it is noted that they must be lifted; oxygen and a catheter only where it is noted, whatever the alarm: what
    is wrong may be just that. A bare fact (`OXYGEN`, `DIABETES`) says how somebody is, and asks for no delegation."""
    if resident is None:
        return frozenset({Skill.MEDICATION}) if cause in _DOSES else frozenset()
    named = {skill for skill, words in _WORDS.items() if _names(texts, words)}
    found = named & {Skill.CATHETER, Skill.OXYGEN}
    if cause in _DOSES:
        found |= {Skill.MEDICATION} | (named & {Skill.INSULIN})
    if cause in (Cause.FALL, Cause.NO_MOVEMENT):
        found |= named & {Skill.LIFTING}
    return frozenset(found)


def _names_two(texts: Iterable[str]) -> bool:
    return any(_TWO.search(text) for text in texts)


def _names(texts: Iterable[str], words: Iterable[str]) -> bool:
    return any(word in text for text in texts for word in words)


def _texts(resident: Resident) -> Iterable[str]:
    for fact in resident.facts:
        yield fact.detail.lower()
    for aid in resident.aids:
        yield aid.lower()
