"""Invented decisions about digital supervision, one of each kind and any at all."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from console.domain.ids import DecisionId, DeviceId, MunicipalityId, ResidentId
from console.domain.picture import Camera, CameraProtocol, Mask
from console.domain.supervision import (
    MINUTES_A_DAY,
    Consent,
    LookTime,
    NotSeen,
    OnFault,
    Performer,
    PlaceKind,
    SensorLimits,
    SupervisionDecision,
    Then,
)
from tests.builders import NORRBY

SPRING, WINTER = date(2026, 3, 1), date(2027, 2, 28)


def decision(id_: str = "dec-1", resident: str | None = "astrid", **more: object) -> SupervisionDecision:
    """A decision for a home with a camera, two windows and a time by the clock."""
    plain = SupervisionDecision(
        id=DecisionId(id_), municipality=NORRBY, resident=None if resident is None else ResidentId(resident),
        valid_from=SPRING, valid_until=WINTER, consent=Consent(date(2026, 2, 20)), camera=DeviceId("cam-1"),
        looks=(LookTime(1, 1350, 1410), LookTime(2, 80, 80), LookTime(3, 240, 300)),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def full(id_: str = "dec-full", resident: str = "astrid") -> SupervisionDecision:
    """With everything that a decision can have, and nothing as it is by itself."""
    return decision(
        id_, resident, area="Norr", place="3", kind=PlaceKind.ROOM, performer=Performer.OPERATORS, mask=Mask.OUTLINE,
        consent=Consent(date(2026, 2, 20), date(2026, 12, 31), True, date(2026, 2, 21), date(2026, 11, 30)),
        tolerance=timedelta(minutes=20), not_seen=NotSeen(timedelta(minutes=10), 2, Then.PHONE),
        on_fault=OnFault(Then.RETRY, timedelta(minutes=45), False),
        limits=SensorLimits(timedelta(minutes=25), 1320, 360, 570),
        skipped=frozenset({date(2026, 12, 24), date(2026, 12, 25)}), note="Sover på höger sida.",
        ended_on=date(2027, 1, 15),
    )  # fmt: skip


def camera(id_: str = "cam-1", municipality: MunicipalityId = NORRBY, **more: object) -> Camera:
    """A camera that streams inside TLS."""
    plain = Camera(municipality, DeviceId(id_), CameraProtocol.RTSPS, "rtsps://127.0.0.1:8322/one", "vaka")
    return replace(plain, **more)  # type: ignore[arg-type]


_DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
_MINUTES = st.integers(0, MINUTES_A_DAY - 1)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
_DELAYS = st.integers(1, 120).map(lambda minutes: timedelta(minutes=minutes))
_LOOKS = st.builds(LookTime, st.integers(1, 9), _MINUTES, _MINUTES)

DECISIONS = st.builds(
    decision,
    resident=st.sampled_from(["astrid", None]),
    valid_from=_DAYS, valid_until=_DAYS, ended_on=st.none() | _DAYS, skipped=st.frozensets(_DAYS, max_size=4),
    consent=st.builds(Consent, st.none() | _DAYS, st.none() | _DAYS, st.booleans(), st.none() | _DAYS),
    camera=st.none() | st.just(DeviceId("cam-1")), looks=st.lists(_LOOKS, max_size=12).map(tuple),
    area=_TEXTS, place=_TEXTS, note=_TEXTS,
    kind=st.sampled_from(PlaceKind), performer=st.sampled_from(Performer), mask=st.sampled_from(Mask),
    tolerance=st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes)),
    not_seen=st.builds(NotSeen, _DELAYS, st.integers(0, 5), st.sampled_from(Then)),
    on_fault=st.builds(OnFault, st.sampled_from(Then), _DELAYS, st.booleans()),
    limits=st.builds(SensorLimits, st.none() | _DELAYS, *[st.none() | _MINUTES] * 3),
)  # fmt: skip
"""Any decision that the types allow, whether the rules would or not."""
