"""The technical part of a centre in memory, and the drawing's night of faults, silences and loud sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.chatter import Chatter, LoudSource, Pattern
from console.domain.ids import CaseId, DeviceId, HouseholdId, MunicipalityId, OperatorId, ResidentId
from console.domain.lane import LaneRow, OutageHead, Ways, WayState
from console.domain.lifecycle import State
from console.domain.masking import Person, show
from console.domain.operator import Operator
from console.domain.queue import Group, Row
from console.domain.reach import Reach, ReachGround
from console.domain.resident import Household, Protection, Resident
from console.domain.silence import (
    ABSENCE_CAUSES,
    TECHNICAL_CAUSES,
    About,
    AboutKind,
    Silence,
    SilenceId,
    SilenceKind,
)
from console.domain.silence_about import SilenceAbout
from console.services.screen import LaneTold, SilencesTold

ALVBRO = MunicipalityId("älvbro")
UP, DOWN, UNKNOWN, NONE = WayState.UP, WayState.DOWN, WayState.UNKNOWN, WayState.NONE
K, C, S = DeviceKind, Cause, SilenceKind


class FakeTechnical:
    """Who talks most. A test sets it."""

    loud = Chatter((), 0, 0.0, datetime(2026, 11, 21).astimezone())
    chatter_asked = 0

    async def chatter(self) -> Chatter:
        self.chatter_asked += 1
        return self.loud


def person(id_: str, name: str, born: int, viewer: Operator, protection: Protection = Protection.NONE) -> Person:
    """A resident as `viewer` sees them."""
    given, family = name.rsplit(" ", 1)
    home = HouseholdId(f"h-{id_}")
    resident = Resident(ResidentId(id_), ALVBRO, home, given, family, date(born, 3, 1), protection=protection)
    household = Household(home, ALVBRO, "Hamngatan 3", "", "123 45", "Älvbro")
    return show(resident, household, viewer, date(2026, 11, 22))


def fault(
    case: str, people: Sequence[Person], kind: DeviceKind, device: str, cause: Cause, ago: float, now: datetime, *,
    reach: Reach | None, ways: Ways, owner: str = "", mine: bool = False, place: str = "", text: str = "",
    battery: int | None = None, mains: bool | None = True, heard: float | None = 60, until: float | None = None,
    tested_days: int | None = 19, grounds: tuple[ReachGround, ...] = (), promise: tuple[str, float] | None = None,
    outage: OutageHead | None = None, lifted: bool = False, silence: str = "", by: str = "", version: int = 1,
) -> LaneRow:  # fmt: skip
    """One device and fault, `ago` seconds old; `heard` and `until` are seconds back and ahead."""
    first = now - timedelta(seconds=ago)
    group = Group.MINE if mine else Group.OTHERS if owner else Group.UNANSWERED
    state = State.WAITING if promise else State.CLAIMED if owner or mine else State.UNACKNOWLEDGED
    alarm_class = AlarmClass.HIGH if lifted else AlarmClass.TECHNICAL
    row = Row(
        case=CaseId(case), municipality=ALVBRO, version=version, group=group, state=state, lane=Lane.TECHNICAL,
        alarm_class=alarm_class, own_class=alarm_class, kind=kind, cause=cause, place=place, device=DeviceId(device),
        text=text, people=tuple(people), resident=people[0].id if len(people) == 1 else None, asks_who=False,
        is_test=False, alarms=1, presses=0, first_at=first, last_at=first, waiting_since=first,
        answer_within=timedelta(hours=1), is_over_target=False,
        answered_after=timedelta(minutes=2) if owner or mine else None,
        owner=OperatorId(owner.split()[0].lower()) if owner else None, owner_name=owner,
        promise_until=now + timedelta(seconds=promise[1]) if promise else None,
        promise_text=promise[0] if promise else "", is_promise_broken=False, follows=None, linked=(),
        is_lifted=lifted, is_outage=outage is not None, out=outage.devices if outage else 0,
    )  # fmt: skip
    return LaneRow(
        row, reach, grounds, ways, DeviceId(by or device), battery, mains,
        now - timedelta(seconds=heard) if heard is not None else None,
        now - timedelta(days=tested_days) if tested_days is not None else None,
        now + timedelta(seconds=until) if until is not None else None,
        SilenceId(silence) if silence else None, outage,
    )  # fmt: skip


def lane_night(now: datetime, viewer: Operator) -> LaneTold:
    """The drawing's lane."""

    def who(id_: str, name: str, born: int) -> tuple[Person, ...]:
        return (person(id_, name, born, viewer),)

    both_down, all_up = Ways(DOWN, DOWN, UP), Ways(UP, UP, UP)
    rows = (
        fault("t-line", (), K.BROADBAND_LINE, "linje-norrsund-3", C.AREA_OUTAGE, 1560, now, reach=None,
              ways=Ways(DOWN, DOWN, DOWN), owner="Petra Lund", place="Norrsund, Hamngatan 1–31",
              outage=OutageHead(14, 11, 1, 10, 0)),
        fault("t-birgit", who("birgit", "Birgit Åkesson", 1933), K.PERSONAL_ALARM, "NEX-20731", C.LINK_LOST, 3000, now,
              reach=Reach.PHONE_ONLY, ways=both_down, battery=100, grounds=(ReachGround.SOME_PATHS_DOWN,), heard=852),
        fault("t-tage", who("tage", "Tage Ivarsson", 1942), K.PERSONAL_ALARM, "NEX-18802", C.MAINS_LOST, 7440, now,
              reach=Reach.PHONE_ONLY, ways=Ways(DOWN, NONE, UP), owner="Petra Lund", battery=18, mains=False,
              until=5508, grounds=(ReachGround.MAINS_LOST,)),
        fault("t-einar", who("einar", "Einar Lindh", 1945), K.PERSONAL_ALARM, "LIN-20390", C.HEARTBEAT_MISSED, 250,
              now, reach=Reach.UNKNOWN, ways=Ways(UNKNOWN, UNKNOWN, NONE), heard=250, mains=None,
              grounds=(ReachGround.SILENT,)),
        fault("t-sonja", who("sonja", "Sonja Rehn", 1947), K.CAMERA, "K-114", C.CAMERA_OFFLINE, 660, now,
              reach=Reach.CAN_ALARM, ways=all_up, heard=662, by="NEX-11020"),
        fault("t-majbritt", who("majbritt", "Maj-Britt Öhman", 1938), K.DOOR_ALARM, "D-071", C.BATTERY_LOW, 19200,
              now, reach=Reach.CAN_ALARM, ways=Ways(UP, UP, NONE), owner="Teknik Älvbro", battery=9,
              until=6.4 * 86400, mains=None),
        fault("t-bror", who("bror", "Bror Ekdahl", 1936), K.PERSONAL_ALARM, "H-552", C.RADIO_TEST_MISSED, 16680, now,
              reach=Reach.CAN_ALARM, ways=Ways(UP, UP, NONE), owner="Jonas Ek", tested_days=12,
              grounds=(ReachGround.TEST_MISSED,)),
        fault("t-rut", who("rut", "Rut Sörensen", 1941), K.PERSONAL_ALARM, "NEX-19007", C.TAMPER, 1980, now,
              reach=Reach.CAN_ALARM, ways=all_up, owner="Teknik Älvbro", promise=("tekniker på plats", 708)),
        fault("t-asta", who("asta", "Asta Holmgren", 1939), K.PERSONAL_ALARM, "NEX-20114", C.MAINS_LOST, 552, now,
              reach=Reach.CAN_ALARM, ways=all_up, owner="Petra Lund", battery=94, mains=False, until=79200),
        fault("t-dorr", (), K.DOOR_ALARM, "DS-3", C.TAMPER, 9000, now, reach=None, ways=Ways(UP, NONE, NONE),
              place="Norrgården entré", silence="s-dorr"),
    )  # fmt: skip
    counts = {Reach.NO_PATH: 1, Reach.PHONE_ONLY: 12, Reach.UNKNOWN: 1, Reach.CAN_ALARM: 1484}
    return LaneTold(rows, counts)


def silence(
    id_: str, kind: SilenceKind, about: About, reason: str, since: float, until: float, now: datetime, *,
    by: str = "petra",
) -> Silence:  # fmt: skip
    """From `since` seconds back to `until` seconds ahead."""
    causes = {SilenceKind.ABSENT: ABSENCE_CAUSES, SilenceKind.NOTICE: frozenset()}.get(kind, TECHNICAL_CAUSES)
    return Silence(
        SilenceId(id_), kind, ALVBRO, about, tuple(sorted(causes)), reason, OperatorId(by),
        now - timedelta(seconds=since), now + timedelta(seconds=until),
    )  # fmt: skip


def on(device: str) -> About:
    return About(AboutKind.DEVICE, f"{ALVBRO}/{device}")


def of(resident: str) -> About:
    return About(AboutKind.RESIDENT, resident)


def silences_night(now: datetime, viewer: Operator) -> SilencesTold:
    """The drawing's board."""
    day = 86400.0
    held = (
        silence("s-dorr", S.SHELVED, on("DS-3"), "Fladdrar i blåst, vaktmästare 06:00", 3 * 3600, 1920, now),
        silence("s-linje", S.SHELVED, on("linje-kajen-7"), "Leverantören felsöker, ärende 4468", 3600, 10320, now,
                by="jonas"),
        silence("s-rut", S.TEST_MODE, on("NEX-19007"), "Tekniker på plats, 3 prov av 5 styrkta", 3600, 708, now,
                by="mats"),
        silence("s-rum", S.TEST_MODE, on("VL-1"), "Utbildning, 6 enheter", 3600, 19320, now, by="linda"),
        silence("s-signe", S.ABSENT, of("signe"), "Sjukhus. Tillsyn uppehåll, nyckel hos granne", 5 * day, 2.4 * day,
                now, by="norr"),
        silence("s-karl", S.ABSENT, of("karl"), "Korttidsboende, tillsyn uppehåll", 2 * day, 7.2 * day, now,
                by="öster"),
        silence("s-henry", S.ABSENT, of("henry"), "Hos dottern, meddelat 20 nov", 2 * day, 57600, now, by="amina"),
        silence("s-k088", S.OUT_OF_SERVICE, on("K-088"), "Byte beställt, besök 3 ggr per natt", 2 * day, 1.6 * day,
                now, by="teknik"),
        silence("s-s12", S.OUT_OF_SERVICE, on("S-12"), "Kopplas om av elektriker", 1 * day, 5.2 * day, now, by="fast"),
    )  # fmt: skip
    about = {
        "s-dorr": SilenceAbout((), K.DOOR_ALARM, DeviceId("DS-3"), "Norrgården entré"),
        "s-linje": SilenceAbout((), K.BROADBAND_LINE, DeviceId("linje-kajen-7"), "Kajen 7"),
        "s-rut": SilenceAbout((person("rut", "Rut Sörensen", 1941, viewer),), K.PERSONAL_ALARM, DeviceId("NEX-19007")),
        "s-rum": SilenceAbout((), K.PERSONAL_ALARM, DeviceId("VL-1"), "Provrum Visningslägenheten"),
        "s-signe": SilenceAbout((person("signe", "Signe Fors", 1940, viewer),)),
        "s-karl": SilenceAbout((person("karl", "Karl Lund", 1938, viewer),)),
        "s-henry": SilenceAbout((person("henry", "Henry Falk", 1944, viewer),)),
        "s-k088": SilenceAbout((), K.CAMERA, DeviceId("K-088"), "Söder 6"),
        "s-s12": SilenceAbout((), K.SMOKE_DETECTOR, DeviceId("S-12"), "Öster 2"),
    }
    names = {
        "petra": "Petra Lund", "jonas": "Jonas Ek", "mats": "Mats Ryd", "linda": "Linda Frost",
        "norr": "Hemtjänst Norr", "öster": "Hemtjänst Öster", "amina": "Amina Warsame", "teknik": "Teknik Älvbro",
        "fast": "Fastighet Älvbro",
    }  # fmt: skip
    return SilencesTold(
        held,
        {SilenceId(id_): each for id_, each in about.items()},
        {OperatorId(id_): name for id_, name in names.items()},
    )


def loud_night(now: datetime, viewer: Operator) -> Chatter:
    """The drawing's loud sources."""

    def source(
        device: str, kind: DeviceKind, cause: Cause, place: str, count: int, pattern: Pattern, *,
        people: tuple[Person, ...] = (), quick: bool = False,
    ) -> LoudSource:  # fmt: skip
        return LoudSource(
            ALVBRO, DeviceId(device), kind, cause, place, people, count, count / 13.4, now - timedelta(hours=23), now,
            pattern, quick,
        )  # fmt: skip

    solveig = (person("solveig", "Solveig Öberg", 1950, viewer),)
    sources = (
        source("DS-3", K.DOOR_ALARM, C.DOOR_OPENED, "Norrgården entré", 412, Pattern.FLUTTERING, quick=True),
        source("IR-9", K.IR_DETECTOR, C.MOVEMENT, "Söder 9", 268, Pattern.REPEATING),
        source("M-4", K.ALARM_MAT, C.BATTERY_LOW, "", 121, Pattern.REPEATING, people=solveig),
        source("R-8", K.SMOKE_DETECTOR, C.SMOKE, "Kajvägen 8", 17, Pattern.SINGLE),
    )
    return Chatter(sources, 1340, 61.0, now - timedelta(hours=24))


PEOPLE = (
    ("birgit", "Birgit Åkesson", 1933), ("tage", "Tage Ivarsson", 1942), ("einar", "Einar Lindh", 1945),
    ("sonja", "Sonja Rehn", 1947), ("majbritt", "Maj-Britt Öhman", 1938), ("bror", "Bror Ekdahl", 1936),
    ("rut", "Rut Sörensen", 1941), ("asta", "Asta Holmgren", 1939),
)  # fmt: skip
