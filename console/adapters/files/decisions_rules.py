"""From rows to the domain's decisions and cameras: each row checked by itself.

A window lies inside one night of `domain/night.py`. Whether the resident and the camera are there is the caller's to
know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import SplitResult, urlsplit

from console.adapters.files.checks import RowCheck
from console.adapters.files.decisions_rows import (
    CameraRow,
    ConsentRow,
    DecisionRow,
    LimitsRow,
    LookRow,
    NotSeenRow,
    OnFaultRow,
)
from console.adapters.files.imported import Findings, ImportedFile, Problem, Spot
from console.adapters.files.register import MAX_NAME, MAX_NOTE
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

PERFORMERS = {performer.value: performer for performer in Performer}
PLACES = {kind.value: kind for kind in PlaceKind}
THENS = {then.value: then for then in Then}
MASKS = {mask.value: mask for mask in Mask if mask is not Mask.NONE}
"""Unmasked is what a human asks for, with a reason; no decision says so beforehand."""
PROTOCOLS = {protocol.value: protocol for protocol in CameraProtocol}
SCHEMES = {CameraProtocol.RTSP: "rtsp", CameraProtocol.RTSPS: "rtsps", CameraProtocol.STILLS: "https"}

MAX_LOOKS, MAX_ROUNDS, MAX_TRIES, MAX_SKIPPED = 12, 9, 9, 400
MAX_TOLERANCE_MIN, MAX_RETRY_MIN, MAX_WITHIN_MIN, MAX_UP_MIN = 120, 120, 240, 720
MAX_ADDRESS = 500

_DATE = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_STRANGE = re.compile(r"[^!-~]|[\\^`{|}<>\"#]")
_SECRET = re.compile(r"(?:(?:pass|pw|secret|token|auth|user|login)[a-z]*|key)=", re.IGNORECASE)


@dataclass(slots=True)
class Shelf:
    """The good rows of one file so far. A camera may stand on the row of each decision that names it, alike."""

    _decisions: dict[DecisionId, tuple[SupervisionDecision, Spot]] = field(default_factory=dict)
    _cameras: dict[tuple[MunicipalityId, DeviceId], tuple[Camera, Spot]] = field(default_factory=dict)

    def decision(self, decision: SupervisionDecision | None, check: RowCheck) -> None:
        """Takes it, unless there is none or its id stands there already, which is noted."""
        if decision is None:
            return
        if decision.id in self._decisions:
            check.fault("id", Problem.DUPLICATE)
        else:
            self._decisions[decision.id] = decision, check.spot

    def camera(self, camera: Camera | None, check: RowCheck) -> None:
        """Takes it, unless there is none or it stands there already with other particulars, which is noted."""
        if camera is None:
            return
        earlier, _ = self._cameras.setdefault((camera.municipality, camera.id), (camera, check.spot))
        if earlier != camera:
            check.fault("camera", Problem.CAMERA_DISAGREES)

    def imported(self, findings: Findings) -> ImportedFile:
        """What has been read."""
        decisions, cameras = self._decisions.values(), self._cameras.values()
        return ImportedFile(
            errors=tuple(findings.errors),
            decisions=tuple(decision for decision, _ in decisions),
            decision_spots=tuple(spot for _, spot in decisions),
            cameras=tuple(camera for camera, _ in cameras),
            camera_spots=tuple(spot for _, spot in cameras),
        )


def decision_of(
    row: DecisionRow, municipality: MunicipalityId, night_begins: int, check: RowCheck
) -> SupervisionDecision | None:
    """The decision, or None with the errors noted. No look lies across `night_begins`, a local minute."""
    kind = check.word("kind", row.kind, PLACES, PlaceKind.HOME)
    valid_from, valid_until = _day(check, "valid_from", row.valid_from), _day(check, "valid_until", row.valid_until)
    ended_on = _day(check, "ended_on", row.ended_on)
    for name, day in (("valid_from", row.valid_from), ("valid_until", row.valid_until)):
        if not day:
            check.fault(name, Problem.MISSING)
    _in_order(check, "valid_until", valid_from, valid_until)
    _in_order(check, "ended_on", ended_on, valid_until)
    decision = SupervisionDecision(
        id=DecisionId(check.id("id", row.id)),
        municipality=municipality,
        resident=_resident(row, kind, check),
        valid_from=valid_from or date.min,
        valid_until=valid_until or date.min,
        consent=_consent(row.consent, check),
        camera=DeviceId(check.id("camera", row.camera)) if row.camera else None,
        looks=_looks(row.looks, night_begins, check),
        area=check.text("area", row.area, MAX_NAME),
        place=check.text("place", row.place, MAX_NAME),
        kind=kind,
        performer=check.word("performer", row.performer, PERFORMERS, Performer.PATROL),
        mask=check.word("mask", row.mask, MASKS, Mask.SQUARES),
        tolerance=_minutes(check, "tolerance_min", row.tolerance_min, 0, MAX_TOLERANCE_MIN),
        not_seen=_not_seen(row.not_seen, check),
        on_fault=_on_fault(row.on_fault, check),
        limits=_limits(row.limits, check),
        skipped=_skipped(row.skipped, check),
        note=check.text("note", row.note, MAX_NOTE),
        ended_on=ended_on,
    )
    return decision if check.is_good() else None


def camera_of(row: CameraRow, municipality: MunicipalityId, check: RowCheck) -> Camera | None:
    """The camera, or None with the errors noted."""
    protocol = check.word("protocol", row.protocol, PROTOCOLS, CameraProtocol.RTSPS)
    camera = Camera(
        municipality,
        DeviceId(check.id("device", row.device)),
        protocol,
        _address(row.address.strip(), SCHEMES[protocol], check),
        check.text("login", row.login, MAX_NAME),
        row.is_simulated,
    )
    return camera if check.is_good() else None


def _resident(row: DecisionRow, kind: PlaceKind, check: RowCheck) -> ResidentId | None:
    if kind is PlaceKind.CORRIDOR:
        if row.resident:
            check.fault("resident", Problem.NOT_A_CORRIDORS)
        return None
    return ResidentId(check.id("resident", row.resident or ""))


def _day(check: RowCheck, field: str, value: str | None) -> date | None:
    try:
        day = date.fromisoformat(value) if value and _DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if value and day is None:
        check.fault(field, Problem.BAD_DATE, "YYYY-MM-DD, 2000 to 2099")
    return day


def _in_order(check: RowCheck, field: str, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        check.fault(field, Problem.WRONG_ORDER)


def _minute(check: RowCheck, field: str, value: str | None) -> int | None:
    found = _TIME.fullmatch(value.strip()) if value else None
    if value and found is None:
        check.fault(field, Problem.BAD_TIME, "HH:MM")
    return int(found[1]) * 60 + int(found[2]) if found else None


def _minutes(check: RowCheck, field: str, value: int, low: int, high: int) -> timedelta:
    return timedelta(minutes=min(max(check.whole(field, value, low, high), low), high))


def _consent(row: ConsentRow, check: RowCheck) -> Consent:
    days = {name: _day(check, f"consent {name}", getattr(row, name)) for name in row.__struct_fields__
            if name != "has_cohabitant"}  # fmt: skip
    _in_order(check, "consent until", days["given_on"], days["until"])
    _in_order(check, "consent cohabitant_until", days["cohabitant_given_on"], days["cohabitant_until"])
    for until, given in (("until", "given_on"), ("cohabitant_until", "cohabitant_given_on")):
        if getattr(row, until) and not getattr(row, given):
            check.fault(f"consent {given}", Problem.MISSING)
    if (row.cohabitant_given_on or row.cohabitant_until) and not row.has_cohabitant:
        check.fault("consent has_cohabitant", Problem.MISSING)
    return Consent(has_cohabitant=row.has_cohabitant, **days)


def _looks(rows: Sequence[LookRow], night_begins: int, check: RowCheck) -> tuple[LookTime, ...]:
    """In the order of the night, so that a look stays the same one in whatever order a file names them."""
    if not rows:
        check.fault("looks", Problem.MISSING)
    if not check.count("looks", len(rows), MAX_LOOKS):
        return ()
    times: dict[int, tuple[int, int, int | None]] = {}
    for number, row in enumerate(rows, start=1):
        if row.round is not None:
            check.whole(f"look {number} round", row.round, 1, MAX_ROUNDS)
        window = _window(f"look {number}", row, check)
        if window is None:
            continue
        begins, ends = window
        in_night = (begins - night_begins) % MINUTES_A_DAY
        if in_night in times:
            check.fault(f"look {number}", Problem.DUPLICATE)
        elif begins != ends and (ends - night_begins) % MINUTES_A_DAY <= in_night:
            check.fault(f"look {number}", Problem.BAD_WINDOW)
        else:
            times[in_night] = begins, ends, row.round
    looks = []
    for place, in_night in enumerate(sorted(times), start=1):
        begins, ends, of_round = times[in_night]
        if of_round is None and place > MAX_ROUNDS:
            check.fault("looks", Problem.BAD_NUMBER, f"rounds 1 to {MAX_ROUNDS}: say of each look which")
        looks.append(LookTime(place if of_round is None else of_round, begins, ends))
    return tuple(looks)


def _window(field: str, row: LookRow, check: RowCheck) -> tuple[int, int] | None:
    if bool(row.at) == bool(row.begins) or bool(row.begins) != bool(row.ends):
        check.fault(field, Problem.MISSING, "either at, or from and to")
        return None
    begins = _minute(check, f"{field} at" if row.at else f"{field} from", row.at or row.begins)
    ends = _minute(check, f"{field} to", row.ends) if row.ends else begins
    if begins is None or ends is None:
        return None
    return begins, ends


def _not_seen(row: NotSeenRow, check: RowCheck) -> NotSeen:
    return NotSeen(
        _minutes(check, "not_seen retry_after_min", row.retry_after_min, 1, MAX_RETRY_MIN),
        check.whole("not_seen tries", row.tries, 0, MAX_TRIES),
        check.word("not_seen then", row.then, THENS, Then.VISIT),
    )


def _on_fault(row: OnFaultRow, check: RowCheck) -> OnFault:
    return OnFault(
        check.word("on_fault then", row.then, THENS, Then.VISIT),
        _minutes(check, "on_fault within_min", row.within_min, 1, MAX_WITHIN_MIN),
        row.by_window,
    )


def _limits(row: LimitsRow, check: RowCheck) -> SensorLimits:
    up = row.up_at_most_min
    begins, ends = row.door_from, row.door_until
    if (not begins) != (not ends):
        check.fault("limits door_until" if begins else "limits door_from", Problem.MISSING)
    return SensorLimits(
        None if up is None else _minutes(check, "limits up_at_most_min", up, 1, MAX_UP_MIN),
        _minute(check, "limits door_from", begins),
        _minute(check, "limits door_until", ends),
        _minute(check, "limits moved_by", row.moved_by),
    )


def _skipped(days: Sequence[str], check: RowCheck) -> frozenset[date]:
    if not check.count("skipped", len(days), MAX_SKIPPED):
        return frozenset()
    read = [_day(check, f"skipped {number}", day or "-") for number, day in enumerate(days, start=1)]
    return frozenset(day for day in read if day is not None)


def _address(address: str, scheme: str, check: RowCheck) -> str:
    """The camera's URL as it stands, if it can be one and holds nobody's name or password."""
    if not address:
        check.fault("address", Problem.MISSING)
        return ""
    if len(address) > MAX_ADDRESS:
        check.fault("address", Problem.TOO_LONG, f"at most {MAX_ADDRESS} characters")
        return ""
    split = None if _STRANGE.search(address) else _split(address)
    if "@" in address or _SECRET.search(address):
        check.fault("address", Problem.SECRET_IN_ADDRESS)
    elif split is None or not split.hostname or not _HOST.fullmatch(split.hostname):
        check.fault("address", Problem.BAD_ADDRESS, f"{scheme}://host/path")
    elif split.scheme.lower() != scheme:
        check.fault("address", Problem.BAD_ADDRESS, "rtsp:// for rtsp, rtsps:// for rtsps, https:// for stills")
    else:
        return address
    return ""


def _split(address: str) -> SplitResult | None:
    """The parts of a URL whose port, if it has one, can be."""
    try:
        split = urlsplit(address)
        return split if split.port is None or split.port > 0 else None
    except ValueError:
        return None
