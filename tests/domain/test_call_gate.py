"""The gate of calls: who may call whom, and be shown what. Against a second reading of the rules, in other words."""

import copy
from collections import Counter
from dataclasses import dataclass, replace
from random import Random

import pytest

from console.domain.alarm import AlarmClass
from console.domain.call import CallFact, CallKind, NoPicture, after, begun
from console.domain.call_gate import AskedCall, CallPermit, permitted, require_guest, seen_anew, unseen
from console.domain.call_shown import CallWay
from console.domain.case import Case
from console.domain.events import Subject, SubjectKind
from console.domain.ids import CallId, DeviceId, HouseholdId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import State
from console.domain.operator import Grant, Operator, Role
from console.domain.plan import Way
from console.domain.refused import Reason, Refused
from console.domain.resident import CallConsent, CallsBy, Contact, Device, Resident
from tests.builders import NORRBY, SODERBY, T0, Centre, operator, resident

WORLDS = [20_000, pytest.param(100_000, marks=pytest.mark.long)]
CASE = Centre().press()


@dataclass
class World:
    """What is so, in plain words. `whose` is who is to be called; `device` is whose, of which home, called how."""

    grants: frozenset[tuple[str, str]] = frozenset({("norrby", "operator")})
    whose: str | None = "astrid"
    lives_in: str = "norrby"
    case: tuple[str, str | None, str | None, bool, str] | None = ("norrby", "astrid", "anna", True, "high")
    about: tuple[str, str] = ("resident", "astrid")
    from_device: str = "dev-1"
    reason: str = ""
    by: str = "video"
    way: str | None = "device"
    contact: int = 0
    names: str | None = "tab-1"
    address: str = ""
    device: tuple[str, str, str | None, str | None, str | None, str] | None = (
        "tab-1", "norrby", "astrid", None, "video", "",
    )  # fmt: skip
    may_be_seen: bool = True
    may_be_heard: bool = True
    wants_picture: bool = True
    listens: bool = False


def objections(world: World) -> set[str]:
    """The second reading: all that speaks against it."""
    said = set()
    calls = {"operator", "night_supervision", "shift_lead"}
    if not any(where == "norrby" and role in calls for where, role in world.grants):
        said.add("not theirs to call")
    if world.case is None:
        if not world.reason.split():
            said.add("no reason")
    else:
        where, whose, owner, is_open, _ = world.case
        if (where, is_open, owner) != ("norrby", True, "anna"):
            said.add("no own open case")
        if whose != world.whose:
            said.add("a case of somebody else")
    if world.whose is not None and world.lives_in != "norrby":
        said.add("of another municipality")
    said |= against_device(world) if world.names is not None else against_number(world)
    if world.listens and not may_listen(world):
        said.add("not to be listened to")
    return said


def against_device(world: World) -> set[str]:
    if world.device is None or world.contact or world.device[:2] != (world.names, "norrby"):
        return {"no such device"}
    _, _, owner, home, by, address = world.device
    fits = {"video": {"video", "voice"}, "voice": {"voice"}, "sip": {"sip", "phone"}, "phone": {"sip", "phone"}}
    if by is None or world.by not in fits[by] or world.address != (address if by in ("sip", "phone") else ""):
        return {"not called by that"}
    if world.whose is not None:
        is_right = owner == world.whose or (owner is None and home == "home-1")
    else:
        is_right = owner is None and world.case is not None and (
            (home is not None and world.about == ("household", home)) or world.from_device == world.names
        )  # fmt: skip
    return set() if is_right else {"a device of somebody else"}


NUMBERS = {("mobile", 0): "tel:+4670", ("phone", 0): "tel:+468", (None, 1): "tel:+4611", (None, 2): "tel:+4612"}


def against_number(world: World) -> set[str]:
    if world.whose is None or world.by not in ("sip", "phone"):
        return {"nobody's number"}
    way = None if world.contact else world.way
    is_right = bool(world.address) and NUMBERS.get((way, world.contact)) == world.address
    return set() if is_right else {"not their number"}


def may_listen(world: World) -> bool:
    is_own = world.device is not None and world.whose is not None and world.device[2] == world.whose
    grave = world.case is not None and world.case[4] in ("acute", "high")
    return world.whose is not None and world.may_be_heard and is_own and grave and world.by in ("video", "voice")


def is_seen(world: World) -> bool:
    consents = world.whose is not None and world.may_be_seen
    return world.wants_picture and world.by == "video" and consents and not world.listens


def resident_of(world: World) -> Resident | None:
    if world.whose is None:
        return None
    contacts = (Contact(1, "Lena", "dotter", "+46 11"), Contact(2, "Per", "son", "+46-12"))
    consent = CallConsent(world.may_be_seen, world.may_be_heard)
    return resident(
        world.whose, municipality=MunicipalityId(world.lives_in), mobile="+46 70", phone="+46 8", contacts=contacts,
        calls=consent,
    )  # fmt: skip


def device_of(world: World) -> Device | None:
    if world.device is None:
        return None
    id_, where, owner, home, by, address = world.device
    return Device(
        DeviceId(id_), MunicipalityId(where), "hub", CASE.kind, HouseholdId(home) if home else None,
        ResidentId(owner) if owner else None, calls=CallsBy(CallKind(by), address) if by else None,
    )  # fmt: skip


def case_of(world: World) -> Case | None:
    if world.case is None:
        return None
    where, whose, owner, is_open, grave = world.case
    return replace(
        CASE, municipality=MunicipalityId(where), resident=ResidentId(whose) if whose else None,
        owner=OperatorId(owner) if owner else None, alarm_class=AlarmClass[grave.upper()],
        state=(State.CLAIMED if owner else State.UNACKNOWLEDGED) if is_open else State.CLOSED,
        subject=Subject(SubjectKind(world.about[0]), world.about[1]), device=DeviceId(world.from_device),
    )  # fmt: skip


def asked_of(world: World) -> AskedCall:
    grants = frozenset(Grant(MunicipalityId(where), Role(role)) for where, role in world.grants)
    way = CallWay(
        CallKind(world.by), Way(world.way) if world.way else None, world.contact,
        DeviceId(world.names) if world.names else None, "", world.address,
    )  # fmt: skip
    return AskedCall(
        Operator(OperatorId("anna"), "Anna", grants), CallId("call-1"), NORRBY, way, resident_of(world),
        device_of(world), case_of(world), world.reason, world.wants_picture, world.listens,
    )  # fmt: skip


def world_of(chance: Random) -> World:
    """Mostly one in which all is well, with something or other that is not."""
    world = World()
    kind = chance.randrange(5)
    if kind == 1:
        world.by, world.names, world.way, world.device = "phone", None, "mobile", None
        world.address = NUMBERS["mobile", 0]
    elif kind == 2:
        world.by, world.names, world.way, world.device, world.contact = "sip", None, None, None, 1
        world.address = NUMBERS[None, 1]
    elif kind == 3:
        world.whose, world.case = None, ("norrby", None, "anna", True, "high")
        world.about = ("household", "home-1")
        world.device = ("tab-1", "norrby", None, "home-1", "video", "")
    elif kind == 4:
        world.device = ("tab-1", "norrby", "astrid", None, "sip", "sip:unit@x")
        world.by, world.address = chance.choice(("sip", "phone")), "sip:unit@x"
    if chance.random() < 0.3:
        world.case, world.reason = None, "call"
    for twist in TWISTS:
        if chance.random() < 0.05:
            twist(world, chance)
    return world


def set_(name: str, *values: object):  # type: ignore[no-untyped-def]
    return lambda world, chance: setattr(world, name, chance.choice(values))


ROLES = [role.value for role in Role]
TWISTS = (
    lambda world, chance: setattr(world, "grants", frozenset(
        (chance.choice(("norrby", "norrby", "soderby")), chance.choice(ROLES)) for _ in range(chance.randrange(3)))),
    set_("whose", "astrid", "berta", None), set_("lives_in", "soderby"),
    set_("case", None, ("soderby", "astrid", "anna", True, "high"), ("norrby", "berta", "anna", True, "high"),
         ("norrby", "astrid", "bo", True, "high"), ("norrby", "astrid", None, True, "high"),
         ("norrby", "astrid", "anna", False, "high"), ("norrby", "astrid", "anna", True, "normal"),
         ("norrby", None, "anna", True, "acute"), ("norrby", "astrid", "anna", True, "technical")),
    set_("about", ("household", "home-1"), ("household", "home-2"), ("resident", "astrid"), ("device", "tab-1")),
    set_("from_device", "tab-1"), set_("reason", "", "  \n", "call"), set_("by", "video", "voice", "sip", "phone"),
    set_("way", None, "device", "mobile", "phone"), set_("contact", 0, 1, 2, 3), set_("names", None, "tab-1", "tab-2"),
    set_("address", "", "tel:+4670", "tel:+468", "tel:+4611", "tel:112", "sip:unit@x"),
    set_("device", None, ("tab-2", "norrby", "astrid", None, "video", ""),
         ("tab-1", "soderby", "astrid", None, "video", ""), ("tab-1", "norrby", "berta", None, "video", ""),
         ("tab-1", "norrby", "berta", "home-1", "video", ""), ("tab-1", "norrby", None, "home-1", "video", ""),
         ("tab-1", "norrby", None, "home-2", "video", ""), ("tab-1", "norrby", None, None, "video", ""),
         ("tab-1", "norrby", "astrid", None, None, ""), ("tab-1", "norrby", "astrid", None, "voice", "")),
    set_("may_be_seen", False), set_("may_be_heard", False), set_("wants_picture", False), set_("listens", True),
    set_("listens", True),
)  # fmt: skip


@pytest.mark.parametrize("worlds", WORLDS)
def test_nobody_is_called_where_any_rule_says_no_and_everybody_where_none_does(worlds: int) -> None:
    chance = Random(20261122)
    said: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for number in range(worlds):
        world = world_of(chance)
        against = objections(world)
        try:
            permit: CallPermit | None = permitted(asked_of(world))
        except Refused:
            permit = None
        assert (permit is None) is bool(against), (number, world, against, permit)
        said["permitted" if permit else "refused"] += 1
        alone.update(against if len(against) == 1 else ())
        if permit is not None:
            assert permit.with_picture is is_seen(world), (number, world)
            assert (permit.no_picture is None) is permit.with_picture
            assert permit.listen_in is world.listens
            assert permit.kind.value == ("voice" if world.by == "video" and not is_seen(world) else world.by)
    assert min(said["permitted"], said["refused"]) > worlds / 5
    assert len(alone) == 11, alone
    assert min(alone.values()) > worlds * 3 / 10_000, alone


def test_a_permit_cannot_be_made_elsewhere_or_altered() -> None:
    permit = permitted(asked_of(World(wants_picture=False)))
    with pytest.raises(PermissionError):
        replace(permit, with_picture=True)
    with pytest.raises(PermissionError):
        replace(permit, who=OperatorId("bo"), seal=object())
    with pytest.raises(TypeError):
        type("Own", (CallPermit,), {})
    with pytest.raises(AttributeError):
        permit.with_picture = True  # type: ignore[misc]
    assert copy.copy(permit) == permit
    assert getattr(permit, "seal", None) is None


def test_a_number_is_in_no_trace_of_a_permit() -> None:
    permit = permitted(asked_of(World(
        by="phone", names=None, way="mobile", device=None, address="tel:+4670", wants_picture=False
    )))  # fmt: skip
    assert "4670" not in repr(permit)


@pytest.mark.parametrize(
    ("twist", "reason"),
    [
        ({"grants": frozenset({("norrby", "technician")})}, Reason.NOT_GRANTED),
        ({"case": None}, Reason.REASON_MISSING),
        ({"case": ("norrby", "astrid", "anna", False, "high")}, Reason.CASE_CLOSED),
        ({"case": ("norrby", "astrid", None, True, "high")}, Reason.NOT_OWNED),
        ({"case": ("norrby", "astrid", "bo", True, "high")}, Reason.OWNED_BY_OTHER),
        ({"case": ("norrby", "berta", "anna", True, "high")}, Reason.NOT_THEIR_CASE),
        ({"case": ("soderby", "astrid", "anna", True, "high")}, Reason.NOT_SAME_MUNICIPALITY),
        ({"lives_in": "soderby"}, Reason.NOT_SAME_MUNICIPALITY),
        ({"names": "tab-2"}, Reason.NO_WAY_TO_CALL),
        ({"names": None, "by": "phone", "contact": 1, "address": "tel:112"}, Reason.NO_CONTACT),
        ({"listens": True, "may_be_heard": False}, Reason.NOT_SEEN_BY_CONSENT),
        ({"listens": True, "case": ("norrby", "astrid", "anna", True, "normal")}, Reason.NOT_SEEN_BY_CONSENT),
    ],
)
def test_the_refusal_says_which_rule(twist: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        permitted(asked_of(World(**twist)))  # type: ignore[arg-type]
    assert refused.value.reason is reason


def test_to_be_seen_in_the_midst_takes_consent_and_a_way_that_shows() -> None:
    world = World(wants_picture=False)
    permit, who = permitted(asked_of(world)), resident_of(world)
    anna, bo = operator("anna"), operator("bo")
    assert permit.no_picture is NoPicture.VOICE_ONLY
    seen = seen_anew(permit, anna, who)
    assert (seen.kind, seen.with_picture, seen.no_picture) == (CallKind.VIDEO, True, None)
    assert unseen(seen) == permit
    listening = permitted(asked_of(replace(world, listens=True)))
    voice = permitted(asked_of(replace(world, by="voice")))
    for given, whom, resident_, reason in (
        (permit, bo, who, Reason.NO_CALL),
        (permit, anna, None, Reason.NOT_SEEN_BY_CONSENT),
        (permit, anna, resident_of(World(whose="berta")), Reason.NOT_SEEN_BY_CONSENT),
        (permit, anna, resident_of(World(may_be_seen=False)), Reason.NOT_SEEN_BY_CONSENT),
        (listening, anna, who, Reason.NOT_SEEN_BY_CONSENT),
        (voice, anna, who, Reason.NO_CAMERA),
    ):
        with pytest.raises(Refused) as refused:
            seen_anew(given, whom, resident_)
        assert refused.value.reason is reason


def test_a_guest_is_let_into_an_answered_call_of_one_s_own_and_sees_only_who_consents() -> None:
    permit, who = permitted(asked_of(World())), resident_of(World())
    anna = operator("anna")
    rings = after(begun(T0), CallFact.RANG, T0)
    spoken = after(rings, CallFact.ANSWERED, T0)
    require_guest(permit, anna, spoken, who, sees=True)
    require_guest(permit, anna, after(spoken, CallFact.HELD, T0), None, sees=False)
    over = after(spoken, CallFact.HUNG_UP, T0)
    for whom, course, resident_, sees, reason in (
        (operator("bo"), spoken, who, False, Reason.NO_CALL),
        (operator("anna", municipalities=[SODERBY]), spoken, who, False, Reason.NOT_GRANTED),
        (anna, rings, who, False, Reason.NO_CALL),
        (anna, over, who, False, Reason.NO_CALL),
        (anna, spoken, None, True, Reason.NOT_SEEN_BY_CONSENT),
        (anna, spoken, resident_of(World(may_be_seen=False)), True, Reason.NOT_SEEN_BY_CONSENT),
    ):
        with pytest.raises(Refused) as refused:
            require_guest(permit, whom, course, resident_, sees=sees)
        assert refused.value.reason is reason
