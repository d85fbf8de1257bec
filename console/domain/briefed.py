"""How an order to a responder says people, places and moments, as JSON. Whoever calls has decided what may be said."""

from collections.abc import Mapping
from datetime import UTC, datetime

from console.domain.resident import FactKind, Household, Protection, Resident
from console.domain.task import EntryKind, Task

FACTS_IN_AN_OFFER = frozenset(
    {
        FactKind.DANGER, FactKind.OXYGEN, FactKind.BLOOD_THINNER, FactKind.DIABETES, FactKind.EPILEPSY,
        FactKind.DEMENTIA, FactKind.HEARING, FactKind.LANGUAGE, FactKind.ANIMAL, FactKind.WALKING,
    }
)  # fmt: skip
"""What matters for going there."""


def moment(at: datetime) -> str:
    """RFC 3339, UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_or_none(at: datetime | None) -> str | None:
    """As `moment`, of what may not have been."""
    return moment(at) if at is not None else None


def person(resident: Resident | None, at: datetime) -> Mapping[str, object]:
    """What may be said of somebody before the acceptance."""
    if resident is None or resident.protection is not Protection.NONE:
        return {"sex": "", "age": None}
    return {"sex": sex_of(resident.personal_number), "age": resident.age(at.date())}


def sex_of(personal_number: str) -> str:
    """The last but one figure of a Swedish personal number says it (odd: a man); "" of any other."""
    figures = [one for one in personal_number if one.isdigit()]
    if len(figures) not in (10, 12):
        return ""
    return "man" if int(figures[-2]) % 2 else "woman"


def address(home: Household | None, *, is_whole: bool) -> Mapping[str, object]:
    """Where somebody lives: the street alone, or the whole with the way in."""
    if home is None:
        return {"street": "", "area": "", "city": ""}
    said: dict[str, object] = {"area": home.area, "city": home.city}
    if not is_whole:
        return said | {"street": street_name(home.street)}
    return said | {
        "street": home.street, "apartment": home.apartment, "postal_code": home.postal_code, "way_in": home.way_in,
        "key_location": home.key_location,
    }  # fmt: skip


def street_name(street: str) -> str:
    """A street without its number and what follows: of "Fyrvägen 12 B" Fyrvägen, of "S:t Olofs väg 3" S:t Olofs väg."""
    words: list[str] = []
    for word in street.split():
        has_figure = any(one.isdigit() for one in word)
        if has_figure and words:
            break
        words += [] if has_figure else [word]
    return " ".join(words)


def need(task: Task) -> Mapping[str, object]:
    """What a task asks for; where the key is, where it takes one."""
    asked = task.need
    return {
        "skills": sorted(one.value for one in asked.skills), "staff": asked.staff, "language": asked.language,
        "entry": asked.entry.value, "key": asked.key if asked.entry in (EntryKind.CABINET, EntryKind.KEY) else "",
    }  # fmt: skip


def facts_in_an_offer(resident: Resident | None) -> list[str]:
    """The kinds of what matters for going there."""
    facts = resident.facts if resident is not None else ()
    return [one.kind.name.lower() for one in sorted(facts, key=lambda one: one.kind) if one.kind in FACTS_IN_AN_OFFER]
