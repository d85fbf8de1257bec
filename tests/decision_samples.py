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

_QUARTERS = st.integers(0, 95)
_LINES = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="0123456789"), max_size=30).map(str.strip)


@st.composite
def _good(draw: st.DrawFn) -> SupervisionDecision:
    one = draw(DECISIONS)
    first, last = sorted((one.valid_from, one.valid_until))
    until = draw(st.none() | _DAYS)
    given_on, given_until = sorted(draw(st.tuples(_DAYS, _DAYS)))
    consents = st.sampled_from(
        [Consent(None), Consent(None, has_cohabitant=True), Consent(given_on), Consent(given_on, given_until),
         Consent(given_on, None, True, given_on, given_until), Consent(given_on, given_until, True)]
    )  # fmt: skip
    begun = sorted(draw(st.sets(_QUARTERS, min_size=1, max_size=12)))
    looks = [_in_night(quarter * 15, draw(st.integers(0, 14)), draw(st.integers(1, 9))) for quarter in begun]
    door = draw(st.none() | st.tuples(_MINUTES, _MINUTES))
    return replace(
        one, id=DecisionId(draw(st.uuids().map(str))), valid_from=first, valid_until=last,
        ended_on=min(until, last) if until else None, looks=tuple(looks), consent=draw(consents),
        area=draw(_LINES), place=draw(_LINES), note=draw(_LINES),
        kind=one.kind if one.resident else PlaceKind.CORRIDOR,
        resident=None if one.kind is PlaceKind.CORRIDOR else one.resident,
        mask=Mask.BLUR if one.mask is Mask.NONE else one.mask,
        limits=replace(one.limits, door_from=door[0] if door else None, door_until=door[1] if door else None),
    )  # fmt: skip


def _in_night(minute: int, lasts: int, round_: int) -> LookTime:
    """A look that begins so long after noon."""
    return LookTime(round_, (720 + minute) % MINUTES_A_DAY, (720 + minute + lasts) % MINUTES_A_DAY)


GOOD_DECISIONS = _good()
"""Any decision that an import takes."""

_ADDRESSES = st.from_regex(r"https://[a-z]{1,9}(:[1-9][0-9]{0,3})?/[a-z0-9./]{0,9}", fullmatch=True)

CAMERAS = st.builds(
    camera,
    st.from_regex(r"[A-Za-z0-9._:-]{1,20}", fullmatch=True),
    protocol=st.just(CameraProtocol.STILLS), address=_ADDRESSES, login=_LINES, is_simulated=st.booleans(),
)  # fmt: skip
