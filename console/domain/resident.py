"""The people the alarms are about: residents, households, contacts, and what an operator must know first.

No door code is ever kept here: a code is fetched when someone has accepted a task, and shown only to that person.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from console.domain.alarm import AlarmClass, DeviceKind
from console.domain.call import CallKind
from console.domain.escalation import DEFAULT_LADDERS, Ladder
from console.domain.ids import DeviceId, HouseholdId, LockId, MunicipalityId, ResidentId


class Protection(StrEnum):
    """Grade of protected identity (Swedish Tax Agency): none, confidentiality mark, protected registration."""

    NONE = "none"
    CONFIDENTIAL = "confidential"
    PROTECTED = "protected"


class FactKind(IntEnum):
    """Critical facts, in the order in which they stand on the card."""

    DANGER = 1
    OXYGEN = 2
    BLOOD_THINNER = 3
    DIABETES = 4
    EPILEPSY = 5
    DEMENTIA = 6
    HEARING = 7
    SPEECH = 8
    SIGHT = 9
    LANGUAGE = 10
    CALL_MOBILE_FIRST = 11
    KEY = 12
    DIGITAL_LOCK = 13
    ANIMAL = 14
    LIVES_ALONE = 15
    WALKING = 16


@dataclass(frozen=True, slots=True)
class CriticalFact:
    """One fact; `detail` says what to do about it, in the municipality's own words."""

    kind: FactKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to call, by `order` (1 first). Phones are E.164; `available` says when, in words."""

    order: int
    name: str
    relation: str
    phone: str
    available: str = ""
    has_key: bool = False


@dataclass(frozen=True, slots=True)
class CallConsent:
    """What a person has agreed to in calls, as noted by the municipality: to be seen, and to a device that answers by
    itself. Without a word neither holds."""

    may_be_seen: bool = False
    may_be_listened_to: bool = False


@dataclass(frozen=True, slots=True)
class CallsBy:
    """How a device is called: video or voice over the stream contract, or `address`, a `sip:` or `tel:` of its own."""

    kind: CallKind
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Door:
    """A digital lock on the way in, the outermost first. `gateway` names the system that gives rights to it."""

    lock: LockId
    gateway: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """An address. `latitude` and `longitude` in degrees, None where unknown; `way_in` never holds a code. `doors` are
    the digital locks; `key` is the cabinet or ring where the key is, "" where there is none."""

    id: HouseholdId
    municipality: MunicipalityId
    street: str
    apartment: str = ""
    postal_code: str = ""
    city: str = ""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    way_in: str = ""
    key_location: str = ""
    doors: tuple[Door, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    """One person. An invented `personal_number` is of the Tax Agency's test ranges, or clearly invalid."""

    id: ResidentId
    municipality: MunicipalityId
    household: HouseholdId
    given_name: str
    family_name: str
    born: date
    personal_number: str = ""
    phone: str = ""
    mobile: str = ""
    language: str = "sv"
    protection: Protection = Protection.NONE
    facts: tuple[CriticalFact, ...] = ()
    aids: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    note: str = ""
    calls: CallConsent = CallConsent()

    @property
    def name(self) -> str:
        """Given and family name. Reaches a screen only through `masking`."""
        return f"{self.given_name} {self.family_name}"

    def age(self, today: date) -> int:
        """Whole years on `today`."""
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


@dataclass(frozen=True, slots=True)
class Device:
    """Something that sends. `resident` is None where a household shares it: then the console asks who."""

    id: DeviceId
    municipality: MunicipalityId
    sender: str
    kind: DeviceKind
    household: HouseholdId | None = None
    resident: ResidentId | None = None
    place: str = ""
    model: str = ""
    heartbeat_interval_s: int | None = None
    calls: CallsBy | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which a case can end, from the municipality's own list.

    `needs_next_step` is for outcomes such as "no contact": something more must be said to be done.
    """

    code: str
    label: str
    needs_next_step: bool = False


@dataclass(frozen=True, slots=True)
class SelfTests:
    """When units test themselves: on `day` of each month (1-28), from `from_hour` to `to_hour` by the local clock."""

    day: int
    from_hour: int
    to_hour: int


@dataclass(frozen=True, slots=True)
class Municipality:
    """A tenant: its greeting, its targets (seconds a class) to answer and to be on site, whom to call when nobody
    answers, and its list of outcomes. `tests` is when its units test themselves each month, None where they do not."""

    id: MunicipalityId
    name: str
    greeting: str
    answer_within_s: dict[AlarmClass, int]
    outcomes: tuple[Outcome, ...]
    senders: frozenset[str] = frozenset()
    on_site_within_s: dict[AlarmClass, int] = field(default_factory=dict)
    ladders: dict[AlarmClass, Ladder] = field(default_factory=dict)
    tests: SelfTests | None = None

    def ladder(self, alarm_class: AlarmClass) -> Ladder:
        """Whom to call when nobody answers: the municipality's own rungs, else the usual ones."""
        return self.ladders.get(alarm_class, DEFAULT_LADDERS[alarm_class])

    def on_site_within(self, alarm_class: AlarmClass) -> timedelta:
        """How soon somebody is to be there."""
        return timedelta(seconds=self.on_site_within_s.get(alarm_class, DEFAULT_ON_SITE_WITHIN_S[alarm_class]))


DEFAULT_ON_SITE_WITHIN_S: dict[AlarmClass, int] = {
    AlarmClass.ACUTE: 30 * 60,
    AlarmClass.HIGH: 30 * 60,
    AlarmClass.NORMAL: 60 * 60,
    AlarmClass.TECHNICAL: 24 * 3600,
}
"""Swedish municipalities ask for 30 min in town and 60 in the country; a fault's day is ours."""

DEFAULT_ANSWER_WITHIN_S: dict[AlarmClass, int] = {
    AlarmClass.ACUTE: 30,
    AlarmClass.HIGH: 60,
    AlarmClass.NORMAL: 60,
    AlarmClass.TECHNICAL: 900,
}
"""Swedish contracts ask for 30-60 s; the technical lane's 15 min is ours."""

DEFAULT_OUTCOMES: tuple[Outcome, ...] = (
    Outcome("helped_by_talk", "Hjälp genom samtal"),
    Outcome("visit_done", "Besök utfört"),
    Outcome("relative_went", "Närstående åkte"),
    Outcome("ambulance", "112, ambulans"),
    Outcome("fire_service", "112, räddningstjänst"),
    Outcome("question", "Fråga besvarad"),
    Outcome("false_press", "Tryckte av misstag"),
    Outcome("test", "Provlarm"),
    Outcome("technical_fixed", "Fel avhjälpt"),
    Outcome("technical_ordered", "Felanmält, tekniker kommer", needs_next_step=True),
    Outcome("no_contact", "Ingen kontakt", needs_next_step=True),
)
