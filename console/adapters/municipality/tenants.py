"""The two invented municipalities, their areas and senders, and the invented people who work for them."""

from dataclasses import dataclass

from console.domain.alarm import AlarmClass
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.operator import Grant, Operator, Role
from console.domain.resident import DEFAULT_ANSWER_WITHIN_S, DEFAULT_OUTCOMES, Municipality, Outcome, SelfTests

ALVBRO = MunicipalityId("alvbro")
BJORKVIK = MunicipalityId("bjorkvik")


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a municipality: its share of the residents, its hub's broker user and its middle (WGS84, degrees)."""

    name: str
    sender: str
    share: float
    latitude: float
    longitude: float
    known_streets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Housing:
    """A special housing: its wards, and the sender of its internal call system."""

    name: str
    sender: str
    area: str
    street: str
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Senders:
    """Who carries what is not an area's hub."""

    mobile: str
    broadband: str
    property: str
    locks: str
    cameras: str


@dataclass(frozen=True, slots=True)
class Tenant:
    """What the build needs to know of one municipality. The postal code begins with 0: Sweden has none such."""

    municipality: Municipality
    areas: tuple[Area, ...]
    senders: Senders
    postal_prefix: str
    housing: Housing | None = None


_ALVBRO_AREAS = (
    Area("Norr", "hub-norr", 0.26, 62.9270, 16.4010, ("Fyrvägen",)),
    Area("Söder", "hub-soder", 0.24, 62.8905, 16.3980, ("Flottarvägen",)),
    Area("Öster", "hub-oster", 0.20, 62.9065, 16.4480, ("Lommenstigen",)),
    Area("Norrsund", "hub-norrsund", 0.12, 62.9520, 16.4650, ("Hamngatan", "Kajvägen")),
    Area("Centrum", "hub-centrum", 0.18, 62.9080, 16.4030, ("Kvarngatan",)),
)
_ALVBRO_SENDERS = Senders("mobil", "stadsnat", "bostad", "las", "kamera")
_NORRGARDEN = Housing("Norrgården", "norrgarden", "Norr", "Norrgårdsvägen 2", ("Tallen", "Björken", "Granen"))

_BJORKVIK_AREAS = (
    Area("Strand", "hub-strand", 0.6, 62.7510, 16.9020),
    Area("Backen", "hub-backen", 0.4, 62.7640, 16.8770),
)
_BJORKVIK_SENDERS = Senders("mobil-bjorkvik", "stadsnat-bjorkvik", "bostad-bjorkvik", "las-bjorkvik", "kamera-bjorkvik")


def _senders(areas: tuple[Area, ...], senders: Senders, housing: Housing | None) -> frozenset[str]:
    named = {senders.mobile, senders.broadband, senders.property, senders.locks, senders.cameras}
    return frozenset(named | {area.sender for area in areas} | ({housing.sender} if housing else set()))


TENANTS: tuple[Tenant, ...] = (
    Tenant(
        Municipality(
            id=ALVBRO,
            name="Älvbro",
            greeting="Trygghetslarmen i Älvbro, du talar med {operator}. Vad kan jag hjälpa dig med?",
            answer_within_s=dict(DEFAULT_ANSWER_WITHIN_S),
            outcomes=DEFAULT_OUTCOMES,
            senders=_senders(_ALVBRO_AREAS, _ALVBRO_SENDERS, _NORRGARDEN),
            tests=SelfTests(day=3, from_hour=9, to_hour=11),
        ),
        _ALVBRO_AREAS,
        _ALVBRO_SENDERS,
        "002 1",
        _NORRGARDEN,
    ),
    Tenant(
        Municipality(
            id=BJORKVIK,
            name="Björkvik",
            greeting="Björkviks kommun, trygghetslarmet. Hej, det är {operator}. Hur är det med dig?",
            answer_within_s={
                AlarmClass.ACUTE: 30,
                AlarmClass.HIGH: 45,
                AlarmClass.NORMAL: 90,
                AlarmClass.TECHNICAL: 1800,
            },
            outcomes=(*DEFAULT_OUTCOMES, Outcome("home_care_informed", "Hemtjänsten underrättad")),
            senders=_senders(_BJORKVIK_AREAS, _BJORKVIK_SENDERS, None),
        ),
        _BJORKVIK_AREAS,
        _BJORKVIK_SENDERS,
        "003 4",
    ),
)


def _operator(
    name: str, *grants: tuple[MunicipalityId, Role], may_see_protected: tuple[MunicipalityId, ...] = ()
) -> Operator:
    account = name.lower().translate(str.maketrans("åäöé ", "aaoe."))
    return Operator(
        OperatorId(account), name, frozenset(Grant(*grant) for grant in grants), frozenset(may_see_protected)
    )


OPERATORS: tuple[Operator, ...] = (
    _operator(
        "Ellen Sandgren",
        (ALVBRO, Role.OPERATOR),
        (ALVBRO, Role.NIGHT_SUPERVISION),
        (BJORKVIK, Role.OPERATOR),
        may_see_protected=(ALVBRO,),
    ),
    _operator(
        "Amina Warsame",
        (ALVBRO, Role.OPERATOR),
        (BJORKVIK, Role.OPERATOR),
        may_see_protected=(ALVBRO, BJORKVIK),
    ),
    _operator("Jonas Ek", (ALVBRO, Role.OPERATOR)),
    _operator("Sami Lehto", (BJORKVIK, Role.OPERATOR)),
    _operator(
        "Petra Lund",
        (ALVBRO, Role.SHIFT_LEAD),
        (BJORKVIK, Role.SHIFT_LEAD),
        (ALVBRO, Role.TECHNICIAN),
        (BJORKVIK, Role.TECHNICIAN),
        may_see_protected=(ALVBRO, BJORKVIK),
    ),
    _operator("Oskar Nyberg", (ALVBRO, Role.NIGHT_SUPERVISION), (BJORKVIK, Role.NIGHT_SUPERVISION)),
    _operator("Ali Rahimi", (ALVBRO, Role.NIGHT_SUPERVISION)),
    _operator("Lisa Hed", (ALVBRO, Role.NIGHT_SUPERVISION)),
    _operator("Tove Hedlund", (ALVBRO, Role.TECHNICIAN), (BJORKVIK, Role.TECHNICIAN)),
    _operator("Malin Frisk", (ALVBRO, Role.AUDITOR), (BJORKVIK, Role.AUDITOR)),
)
"""Invented, for the demonstration: an account's id is the name in lower case."""
