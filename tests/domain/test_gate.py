"""The gate: who may open which camera, when. Against a second reading of the rules, in other words and other sums."""

import copy
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

import pytest

from console.domain.alarm import DeviceKind, Lane
from console.domain.case import Case
from console.domain.gate import Asked, Permit, may_look, permitted, unmasked
from console.domain.ids import CaseId, DecisionId, DeviceId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import State
from console.domain.look import LookCourse, LookFor, LookOutcome, LookState
from console.domain.night import PlannedLook, looks_of
from console.domain.operator import Grant, Operator, Role
from console.domain.picture import Camera, CameraProtocol, Mask
from console.domain.refused import Reason, Refused
from console.domain.resident import Device
from console.domain.supervision import Consent, LookTime, Performer, PlaceKind, SupervisionDecision
from tests.builders import NORRBY, SODERBY, Centre, operator

WORLDS = [20_000, pytest.param(100_000, marks=pytest.mark.long)]
NIGHT = date(2026, 11, 21)
NIGHTS = (NIGHT, date(2026, 10, 24), date(2027, 3, 27), date(2026, 6, 30))
"""An ordinary one, the long one, the short one, and one of summer time."""
TIMES = ((22 * 60, 23 * 60), (23 * 60 + 30, 30), (2 * 60, 2 * 60 + 45), (5 * 60, 5 * 60))
CASE = Centre().press()


@dataclass
class World:
    """What is so, in plain numbers and words: days count from the night, minutes from its midnight."""

    night: date
    at: datetime
    has_decision: bool = True
    valid: tuple[int, int] = (-30, 30)
    ended: int | None = None
    given: int | None = -40
    until: int | None = None
    cohabitant: tuple[int | None, int | None] | None = None
    times: tuple[tuple[int, int], ...] = TIMES
    tolerance: int = 15
    performer: str = "night_supervision"
    skips: bool = False
    declined: bool = False
    grants: frozenset[tuple[str, str]] = frozenset({("norrby", "night_supervision")})
    bound: str | None = "cam-1"
    resident: str | None = "astrid"
    is_corridor: bool = False
    device: tuple[str, str, str, str | None] | None = ("norrby", "cam-1", "camera", "astrid")
    camera: tuple[str, str] | None = ("norrby", "cam-1")
    look: int | None = 0
    planned_with: tuple[tuple[int, int], ...] | None = None
    course: tuple[str, str, int, int | None] | None = None
    case: tuple[str, str | None, str | None, bool, str] | None = None
    reason: str = ""


@cache
def in_utc(day: date, minute: int) -> datetime:
    """By the rule of summer time, without a database: from 03:00 of the last Sunday of March to that of October. Walls
    are written as if they were UTC."""
    wall = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    is_summer = last_sunday(wall.year, 3) <= wall < last_sunday(wall.year, 10)
    return wall - timedelta(hours=2 if is_summer else 1)


def after_midnight(minute: int) -> int:
    """Of a night from noon to noon."""
    return minute if minute >= 720 else minute + 1440


@cache
def last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 3, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def local_day(at: datetime) -> date:
    is_summer = last_sunday(at.year, 3) - timedelta(hours=2) <= at < last_sunday(at.year, 10) - timedelta(hours=2)
    return (at + timedelta(hours=2 if is_summer else 1)).date()


PERFORM = {
    "night_supervision": {"night_supervision", "shift_lead"},
    "operators": {"operator", "night_supervision", "shift_lead"},
    "patrol": set(),
}


def objections(world: World) -> set[str]:
    """The second reading: all that speaks against it."""
    said: set[str] = set()
    if not world.has_decision:
        return {"no decision"}
    today = (local_day(world.at) - world.night).days
    this_night = 0 if world.look is not None else None
    in_force = this_night if this_night is not None else today
    days = {in_force, today}
    if not world.valid[0] <= in_force <= world.valid[1]:
        said.add("not in force")
    if world.ended is not None and (world.ended <= today or world.ended <= in_force):
        said.add("ended")
    if not world.is_corridor:
        if not all(agrees(world.given, world.until, day) for day in days):
            said.add("no consent")
        if world.cohabitant is not None and not all(agrees(*world.cohabitant, day) for day in days):
            said.add("no consent of a cohabitant")
    if not any(where == "norrby" and role in PERFORM[world.performer] for where, role in world.grants):
        said.add("not theirs to look")
    if world.declined:
        said.add("declined")
    if world.skips and (this_night == 0 or in_utc(world.night, 720) <= world.at < in_utc(world.night, 720 + 1440)):
        said.add("left out")
    said |= against_camera(world)
    return said | (against_look(world, world.look) if world.look is not None else against_case(world))


def agrees(given: int | None, until: int | None, day: int) -> bool:
    return given is not None and day in range(given, 10**6 if until is None else until + 1)


def against_camera(world: World) -> set[str]:
    if world.bound is None or world.device is None or world.camera is None:
        return {"no camera"}
    where, id_, kind, whose = world.device
    if (where, id_) != ("norrby", world.bound) or world.camera != ("norrby", world.bound) or kind != "camera":
        return {"another camera"}
    return set() if whose == world.resident else {"somebody else's camera"}


def against_look(world: World, number: int) -> set[str]:
    said = set()
    if world.planned_with is not None and world.planned_with[number] != world.times[number]:
        said.add("an old plan")
    opens, ends = (in_utc(world.night, after_midnight(minute)) for minute in world.times[number])
    opens = min(opens, ends)
    if world.times[number][0] == world.times[number][1]:
        opens -= timedelta(minutes=world.tolerance)
    if world.ended is not None and (local_day(opens) - world.night).days >= world.ended:
        said.add("ended")
    closes = ends + timedelta(minutes=world.tolerance)
    if world.course is not None:
        state, who, ago, retry_in = world.course
        if state == "done":
            return said | {"done"}
        holds = {"open": 120, "paused": 600, "shut": 120, "planned": -1, "retry": -1}[state]
        if who != "anna" and ago <= holds:
            said.add("somebody else's")
        if retry_in is not None:
            closes = max(closes, world.at + timedelta(seconds=retry_in, minutes=world.tolerance))
    if world.at < opens or world.at > closes:
        said.add("not its time")
    return said


def against_case(world: World) -> set[str]:
    if world.case is None:
        return {"no case"}
    where, whose, owner, is_open, lane = world.case
    said = set()
    if world.is_corridor or world.resident is None or where != "norrby" or whose != world.resident or not is_open:
        said.add("not their case")
    if lane == "technical":
        said.add("a fault's case")
    if owner != "anna":
        said.add("not in their hands")
    if not world.reason.strip():
        said.add("no reason")
    return said


def decision_of(world: World, times: tuple[tuple[int, int], ...]) -> SupervisionDecision:
    def day(number: int | None) -> date | None:
        return None if number is None else world.night + timedelta(days=number)

    other = world.cohabitant
    consent = Consent(day(world.given), day(world.until), other is not None, *(day(one) for one in other or ()))
    first, last = (world.night + timedelta(days=number) for number in world.valid)
    return SupervisionDecision(
        DecisionId("d"), NORRBY, ResidentId(world.resident) if world.resident else None, first, last, consent,
        DeviceId(world.bound) if world.bound else None,
        tuple(LookTime(number, *time) for number, time in enumerate(times, 1)),
        kind=PlaceKind.CORRIDOR if world.is_corridor else PlaceKind.HOME, performer=Performer(world.performer),
        tolerance=timedelta(minutes=world.tolerance), ended_on=day(world.ended),
        skipped=frozenset({world.night} if world.skips else ()),
    )  # fmt: skip


def course_of(world: World, look: LookId) -> LookCourse | None:
    if world.course is None:
        return None
    state, who, ago, retry_in = world.course
    kinds = {"open": LookState.OPEN, "paused": LookState.PAUSED, "done": LookState.DONE, "retry": LookState.RETRY}
    return LookCourse(
        look, DecisionId("d"), NORRBY, None, kinds.get(state, LookState.PLANNED), world.at - timedelta(seconds=ago),
        OperatorId(who), None if state in ("planned", "retry", "done") else CASE.console or "console-1",  # type: ignore[arg-type]
        outcome=LookOutcome.NOT_SEEN if retry_in is not None else None,
        retry_at=None if retry_in is None else world.at + timedelta(seconds=retry_in),
    )  # fmt: skip


def case_of(world: World) -> Case | None:
    if world.case is None:
        return None
    where, whose, owner, is_open, lane = world.case
    return replace(
        CASE, municipality=MunicipalityId(where), resident=ResidentId(whose) if whose else None,
        owner=OperatorId(owner) if owner else None, state=State.CLAIMED if is_open else State.CLOSED, lane=Lane(lane),
    )  # fmt: skip


@cache
def planned(
    night: date,
    times: tuple[tuple[int, int], ...],
    tolerance: int,
    camera: DeviceId | None,
    resident: ResidentId | None,
) -> list[PlannedLook]:
    """What the round's list has, which may be of before the decision was changed."""
    world = World(night, in_utc(night, 720), times=times, tolerance=tolerance, bound=camera, resident=resident)
    return list(looks_of(decision_of(world, times), night))


def asked_of(world: World) -> Asked:
    decision = decision_of(world, world.times)
    look = None
    if world.look is not None:
        times = world.times if world.planned_with is None else world.planned_with
        look = planned(world.night, times, world.tolerance, decision.camera, decision.resident)[world.look]
    device = camera = None
    if world.device is not None:
        where, id_, kind, whose = world.device
        device = Device(DeviceId(id_), MunicipalityId(where), "hub", DeviceKind(kind), None,
                        ResidentId(whose) if whose else None)  # fmt: skip
    if world.camera is not None:
        camera = Camera(MunicipalityId(world.camera[0]), DeviceId(world.camera[1]), CameraProtocol.RTSP, "rtsp://x")
    grants = frozenset(Grant(MunicipalityId(where), Role(role)) for where, role in world.grants)
    return Asked(
        Operator(OperatorId("anna"), "Anna", grants), decision if world.has_decision else None, world.at, device,
        camera, look, course_of(world, look.id) if look is not None else None, case_of(world), world.reason,
        world.declined,
        id=LookId("case-look"),
    )  # fmt: skip


ROLES = [role.value for role in Role]
EDGES = (0, 0, 1, -1, 1, 60, -60, 900, 901, -900, 3600, -7200, 30_000, 90_000)


def world_of(chance: Random) -> World:
    """Mostly one in which all is well, with something or other that is not."""
    night = chance.choice(NIGHTS)
    world = World(night, in_utc(night, 1350))
    if chance.random() < 0.4:
        world.look, world.reason = None, "Har larmat, svarar inte."
        world.case = ("norrby", "astrid", "anna", True, "person")
        world.at = in_utc(night, chance.randrange(720, 2160))
    else:
        number = world.look = chance.randrange(len(TIMES))
        minute = chance.choice(TIMES[number])
        world.at = in_utc(night, after_midnight(minute))
        if chance.random() < 0.6:
            world.at += timedelta(seconds=chance.choice(EDGES), minutes=chance.choice((0, 0, 7, 15)))
    for twist in TWISTS:
        if chance.random() < 0.06:
            twist(world, chance)
    return world


def set_(name: str, *values: object):  # type: ignore[no-untyped-def]
    return lambda world, chance: setattr(world, name, chance.choice(values))


def some_course(world: World, chance: Random) -> None:
    retry_in = chance.choice((None, None, -2000, -905, -900, -895, 0, 600))
    state = chance.choice(("open", "paused", "planned", "shut", "done", "retry"))
    world.course = (state, chance.choice(("anna", "bo")), chance.choice((0, 119, 120, 121, 600, 601)), retry_in)


def some_case(world: World, chance: Random) -> None:
    world.case = chance.choice((
        None, ("soderby", "astrid", "anna", True, "person"), ("norrby", "berta", "anna", True, "person"),
        ("norrby", None, "anna", True, "person"), ("norrby", "astrid", "bo", True, "person"),
        ("norrby", "astrid", None, True, "person"), ("norrby", "astrid", "anna", False, "person"),
        ("norrby", "astrid", "anna", True, "technical"), ("norrby", "astrid", "anna", True, "supervision"),
    ))  # fmt: skip


def corridor(world: World, chance: Random) -> None:
    world.is_corridor, world.resident = True, chance.choice((None, None, None, "astrid"))
    if world.device is not None:
        world.device = (*world.device[:3], chance.choice((None, None, "astrid")))
    world.given = chance.choice((None, -3))


TWISTS = (
    set_("has_decision", False), set_("valid", (-5, -1), (0, 0), (1, 9), (-5, 0), (-5, 1)),
    set_("ended", -2, 0, 1, 2, 9), set_("given", None, 0, 1, 2), set_("until", -1, 0, 1, 2),
    set_("cohabitant", (None, None), (-9, None), (0, None), (1, None), (-9, 0), (-9, 1)),
    set_("tolerance", 0, 1, 15, 30), set_("performer", "operators", "patrol"),
    set_("skips", True), set_("declined", True),
    lambda world, chance: setattr(world, "grants", frozenset(
        (chance.choice(("norrby", "norrby", "soderby")), chance.choice(ROLES)) for _ in range(chance.randrange(3)))),
    set_("bound", None, "cam-2"),
    set_("device", None, ("soderby", "cam-1", "camera", "astrid"), ("norrby", "cam-2", "camera", "astrid"),
         ("norrby", "cam-1", "ir_detector", "astrid"), ("norrby", "cam-1", "camera", "berta"),
         ("norrby", "cam-1", "camera", None)),
    set_("camera", None, ("soderby", "cam-1"), ("norrby", "cam-2")),
    set_("planned_with", TIMES[1:] + TIMES[:1], TIMES), some_course, some_case, corridor,
    set_("reason", "", "   \n", "Hej"),
)  # fmt: skip


@pytest.mark.parametrize("worlds", WORLDS)
def test_no_camera_opens_where_any_rule_says_no_and_every_one_where_none_does(worlds: int) -> None:
    chance = Random(20261121)
    said: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for number in range(worlds):
        world = world_of(chance)
        against = objections(world)
        try:
            permit: Permit | None = permitted(asked_of(world))
        except Refused:
            permit = None
        assert (permit is None) is bool(against), (number, world, against, permit)
        said["opened" if permit else "refused"] += 1
        alone.update(against if len(against) == 1 else ())
        if permit is not None:
            assert (permit.camera, permit.who, permit.municipality) == ("cam-1", "anna", NORRBY)
            assert permit.mask is not Mask.NONE
            assert permit.is_outside is (world.look is None) is bool(permit.reason)
            assert permit.resident == world.resident
    assert said["opened"] > worlds / 5
    assert len(alone) == 20, alone
    assert min(alone.values()) > worlds / 1000, alone


def asked(**more: object) -> Asked:
    return replace(asked_of(World(NIGHT, in_utc(NIGHT, 1350))), **more)  # type: ignore[arg-type]


def test_a_permit_is_made_by_the_gate_alone_and_cannot_be_made_over() -> None:
    permit = permitted(asked())
    fields = {name: getattr(permit, name) for name in Permit.__dataclass_fields__ if name != "seal"}
    with pytest.raises(PermissionError):
        Permit(**fields)
    for change in ({"camera": "cam-9"}, {"mask": Mask.NONE}, {"lasts": timedelta(hours=9)}):
        with pytest.raises(PermissionError):
            replace(permit, **change)
    with pytest.raises(TypeError):
        type("Forged", (Permit,), {"__post_init__": lambda self, seal: None})
    assert not any("seal" in name for name in Permit.__slots__)
    assert copy.copy(permit) == permit


def test_a_mask_is_there_even_where_the_decision_names_none() -> None:
    given = asked()
    assert given.decision is not None
    assert permitted(replace(given, decision=replace(given.decision, mask=Mask.NONE))).mask is Mask.SQUARES


def test_unmasking_is_whose_look_it_is_with_a_reason_and_changes_nothing_else() -> None:
    permit = permitted(asked())
    anna = asked().operator
    bare, reason = unmasked(permit, anna, "  Kan inte se om hon andas. ")
    assert reason == "Kan inte se om hon andas."
    assert bare.mask is Mask.NONE
    assert (bare.camera, bare.who, bare.look, bare.lasts) == (permit.camera, permit.who, permit.look, permit.lasts)
    for who, why, refusal in (
        (anna, "  ", Reason.REASON_MISSING),
        (operator("bo", Role.NIGHT_SUPERVISION), "Ser inte.", Reason.LOOK_HELD),
        (operator("anna", Role.NIGHT_SUPERVISION, municipalities=(SODERBY,)), "Ser inte.", Reason.NOT_GRANTED),
    ):
        with pytest.raises(Refused) as refused:
            unmasked(permit, who, why)
        assert refused.value.reason is refusal


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"decision": None}, Reason.NO_DECISION),
        ({"device": None}, Reason.NO_CAMERA),
        ({"declined": True}, Reason.DECLINED_TONIGHT),
        ({"at": in_utc(NIGHT, 1321) - timedelta(minutes=2)}, Reason.OUTSIDE_WINDOW),
        ({"look": None}, Reason.OUTSIDE_WINDOW),
        ({"operator": operator("anna", Role.OPERATOR)}, Reason.NOT_GRANTED),
        ({"operator": operator("anna", Role.TECHNICIAN)}, Reason.NOT_GRANTED),
    ],
)
def test_a_refusal_says_which_rule(more: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        permitted(asked(**more))
    assert refused.value.reason is reason


def test_who_is_refused_because_of_another_hears_whose_it_is() -> None:
    world = World(NIGHT, in_utc(NIGHT, 1350), course=("paused", "bo", 300, None))
    with pytest.raises(Refused) as refused:
        permitted(asked_of(world))
    assert (refused.value.reason, refused.value.owner) == (Reason.LOOK_HELD, "bo")


def test_a_decision_that_is_renewed_leaves_no_half_night_without() -> None:
    """The old one lasts through the morning of its last night, the new one begins in the evening."""
    for minute in (1350, 1440 + 150):
        number = 0 if minute < 1440 else 2
        world = World(NIGHT, in_utc(NIGHT, minute), valid=(-30, 0), look=number)
        assert permitted(asked_of(world)).purpose is LookFor.ROUND
        with pytest.raises(Refused):
            permitted(asked_of(replace(world, valid=(1, 30))))


def test_the_course_of_another_look_is_never_taken_for_this_ones() -> None:
    given = asked()
    course = LookCourse(LookId("x"), DecisionId("d"), NORRBY, None, LookState.PLANNED, given.at)
    with pytest.raises(ValueError, match="another look"):
        permitted(replace(given, course=course))


def test_a_look_for_a_case_has_an_id_of_its_own() -> None:
    world = World(NIGHT, in_utc(NIGHT, 900), look=None, reason="Svarar inte.",
                  case=("norrby", "astrid", "anna", True, "person"))  # fmt: skip
    permit = permitted(asked_of(world))
    assert (permit.look, permit.purpose, permit.case) == ("case-look", LookFor.CASE, CaseId(CASE.id))
    with pytest.raises(ValueError, match="id of its own"):
        permitted(replace(asked_of(world), id=None))


def test_those_may_look_whose_role_there_performs_it() -> None:
    decision = decision_of(World(NIGHT, in_utc(NIGHT, 1350)), TIMES)
    assert may_look(operator("anna", Role.NIGHT_SUPERVISION), decision)
    assert not may_look(operator("anna", Role.OPERATOR), decision)
    assert may_look(operator("anna", Role.OPERATOR), replace(decision, performer=Performer.OPERATORS))
    assert not may_look(operator("anna", Role.SHIFT_LEAD), replace(decision, performer=Performer.PATROL))
