"""Invented hours at the desk, told to a window as the console would: a flood with an area's outage, a call for help,
a forecast, cases that escalation has reached. Content as the design's pictures of them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from console.domain import events as ev
from console.domain.alarm import PRESSES, AlarmClass, Cause, DeviceKind, Lane, rule_for
from console.domain.board import HelpWanted
from console.domain.escalation import Rung
from console.domain.flood import Flood
from console.domain.ids import CENTRE, SYSTEM, CaseId, DeviceId, EventId, OperatorId, ResidentId
from console.domain.lane import LaneRow, OutageHead, OutagePerson, Ways
from console.domain.reach import Reach, ReachGround
from console.domain.report import ReportKey
from console.domain.resident import FactKind, Protection
from console.domain.risk import Peril, RiskReason
from console.services import screen
from tests.ui.fakes import AMINA, EVERYBODY, JONAS, PETRA, THERE, FakeOffice

OUTAGE = CaseId("26-11851")
UNITS = 312
TESTS = 4_812


def desk_event(office: FakeOffice, subject: str, body: ev.Body, who: OperatorId = SYSTEM) -> None:
    """Journals a fact that is no case's."""
    seq, now = office.board.seq + 1, office.clock.now()
    office.board.apply(ev.Event(seq, EventId(f"desk-{seq}"), subject, 1, now, who, CENTRE, body))


def outage(office: FakeOffice, ago: float = 424, *, units: int = UNITS) -> None:
    """The line of Norrsund's harbour is gone, and Petra has the case."""
    at = office.clock.now() - timedelta(seconds=ago)
    alarm = ev.Alarm(
        report=ReportKey("watch:älvbro", "outage"), kind=DeviceKind.BROADBAND_LINE, cause=Cause.AREA_OUTAGE,
        alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at, device=DeviceId(""),
        place=office.outage_place,
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.AREA, "älvbro/Norrsund hamn")
    office.append(OUTAGE, ev.CaseOpened(Lane.TECHNICAL, subject, alarm, None), at=at)
    lost = tuple(DeviceId(f"norrsund-{number}") for number in range(units))
    office.append(OUTAGE, ev.DevicesLost(lost), at=at)
    office.append(OUTAGE, ev.CaseClaimed(THERE), PETRA.id, at + timedelta(seconds=20))
    office.append(
        OUTAGE, ev.NoteWritten("Nätägaren meddelad, felnummer 4471"), PETRA.id, at + timedelta(seconds=180)
    )  # fmt: skip


def flood(office: FakeOffice, *, tests: int = TESTS, operators: int = 5, ago: float = 420) -> None:
    """More comes than can be taken, since `ago` seconds: five people wait, five are in somebody's hands, two groups are
    folded."""
    _people(office)
    _quiet(office)
    k, c = DeviceKind, Cause
    office.alarm("c-folke", "folke", k.SMOKE_DETECTOR, c.SMOKE, "köket", 22)
    office.alarm("c-gunvor", "gunvor", k.FALL_DETECTOR, c.FALL, "hallen", 47)
    test_press(office, "c-tore", "tore", 22)
    office.alarm("c-frank", None, k.TELEPHONE_ALARM, c.PRESS, "sovrummet", 18, household="h-frank")
    office.alarm("c-borje", "borje", k.ALARM_MAT, c.STEPPED_ON_MAT, "sängen", 6)
    outage(office)
    voiceless(office)
    _begin(office, tests, operators, ago)


def voiceless(office: FakeOffice) -> None:
    """Whom the outage leaves without a way, for the reading; Birgit has been promised a visit, Mirja a call."""
    f, g, r = FactKind, ReachGround, Reach
    told: list[OutagePerson] = []
    for id, reach, peril, reasons, case in (
        ("sven", r.NO_PATH, Peril.MINUTES, (f.OXYGEN, f.LIVES_ALONE), None),
        ("elsa", r.NO_PATH, Peril.MINUTES, (f.EPILEPSY,), None),
        ("arne", r.NO_PATH, Peril.HOURS, (f.DEMENTIA, RiskReason.DOOR_ALARM), None),
        ("dold", r.NO_PATH, Peril.HOURS, (f.DIABETES,), None),
        ("ruth", r.NO_PATH, Peril.NIGHT, (f.WALKING, RiskReason.VERY_OLD, f.LIVES_ALONE), None),
        ("vide", r.UNKNOWN, None, (), None),
        ("mirja", r.PHONE_ONLY, Peril.HOURS, (f.BLOOD_THINNER, f.WALKING, f.LIVES_ALONE), "c-mirja"),
        ("henry", r.PHONE_ONLY, Peril.NIGHT, (RiskReason.VERY_OLD, f.LIVES_ALONE), None),
        ("birgit", r.PHONE_ONLY, None, (), "c-birgit"), ("moen", r.PHONE_ONLY, None, (), None),
        ("tore", r.CAN_ALARM, None, (), None), ("borje", r.CAN_ALARM, None, (), None),
    ):  # fmt: skip
        person = office._shown(office.residents[ResidentId(id)])
        grounds = (g.HEARTBEATS_MISSED,) if reach is not r.PHONE_ONLY else (g.SOME_PATHS_DOWN, g.NOT_PROVEN)
        told.append(OutagePerson(person, reach, grounds, peril, reasons, CaseId(case) if case else None))
    office.outage_told = tuple(told)
    now = office.clock.now()
    for case, resident, ago, until in (("c-mirja", "mirja", 300, 700), ("c-birgit", "birgit", 280, 1300)):
        office.alarm(case, resident, DeviceKind.TELEPHONE_ALARM, Cause.PRESS, "köket", ago)
        office.append(case, ev.CaseClaimed(THERE), JONAS.id, now - timedelta(seconds=ago - 20))
        promise = ev.PromiseMade(now + timedelta(seconds=until), "besök")
        office.append(case, promise, JONAS.id, now - timedelta(seconds=ago - 40))


def lane(office: FakeOffice) -> screen.LaneTold:
    """The technical lane, of which the outage alone is told."""
    folded = {fold.row.case: fold.row for fold in office.queue.hidden().folds if fold.row is not None}
    row = folded.get(OUTAGE) or office.queue.row(OUTAGE)
    if row is None:
        return screen.LaneTold((), {})
    reaches = Counter(one.reach for one in office.outage_told)
    head = OutageHead(row.out, UNITS, reaches[Reach.NO_PATH], reaches[Reach.PHONE_ONLY], reaches[Reach.UNKNOWN])
    one = LaneRow(row, Reach.NO_PATH, (), Ways(), row.device, None, None, None, None, None, None, head)
    return screen.LaneTold((one,), dict(reaches))


def flood_on_top(office: FakeOffice) -> None:
    """The same in the midst of whatever else goes on."""
    _people(office)
    outage(office)
    voiceless(office)
    _begin(office, TESTS, 5, 420)


def flood_ends(office: FakeOffice, operators: int = 5) -> None:
    """It is over: what was folded comes back as rows."""
    since = office.clock.now()
    desk_event(office, "centre:flood", ev.FloodEnded(since, 12, operators))
    office._tell(office.queue.flood(False))
    office.show((screen.FloodTold(None, 12, 0, operators),))


def test_press(office: FakeOffice, case: str, resident: str, ago: float) -> None:
    """Somebody presses while tests are announced there."""
    at = office.clock.now() - timedelta(seconds=ago)
    rule = rule_for(DeviceKind.PERSONAL_ALARM, Cause.PRESS)
    alarm = ev.Alarm(
        report=ReportKey("s", f"in-test-{case}"), kind=DeviceKind.PERSONAL_ALARM, cause=Cause.PRESS,
        alarm_class=AlarmClass.HIGH, at=at, began_at=at, received_at=at, device=DeviceId("d1"), place="köket",
        is_press=Cause.PRESS in PRESSES, is_in_test=True,
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.RESIDENT, resident)
    office.append(case, ev.CaseOpened(rule.lane, subject, alarm, ResidentId(resident)), at=at)


def help_asked(office: FakeOffice, waiting: int = 2, ago: float = 40) -> None:
    """Amina asks for help, at another console."""
    office.board.help[THERE] = HelpWanted(AMINA.id, waiting, office.clock.now() - timedelta(seconds=ago))
    office._tell_help()


def help_over(office: FakeOffice) -> None:
    """Amina needs none any more."""
    office.board.help.pop(THERE, None)
    office._tell_help()


def forecast(office: FakeOffice, over_5: int = 1, over_15: int = 3, low: int = 1, high: int = 6) -> None:
    """What is to be expected."""
    office.show((screen.ForecastTold(over_5, over_15, low, high, 1, len(EVERYBODY)),))


def escalated(office: FakeOffice) -> None:
    """Nobody has come to several for too long; a press while tests are announced; a fault that took a voice away."""
    _people(office)
    office.alarm("c-folke", "folke", DeviceKind.SMOKE_DETECTOR, Cause.SMOKE, "köket", 96)
    for rung in (Rung.AGAIN, Rung.RAISE, Rung.OTHER_OPERATORS):
        office.append("c-folke", ev.CaseEscalated(rung))
    office.alarm("c-gunvor", "gunvor", DeviceKind.FALL_DETECTOR, Cause.FALL, "hallen", 74)
    office.append("c-gunvor", ev.CaseEscalated(Rung.AGAIN))
    office.alarm("c-borje", "borje", DeviceKind.ALARM_MAT, Cause.STEPPED_ON_MAT, "sängen", 380)
    for rung in (Rung.AGAIN, Rung.RAISE, Rung.OTHER_OPERATORS, Rung.SHIFT_LEAD):
        office.append("c-borje", ev.CaseEscalated(rung, is_in_vain=rung is Rung.SHIFT_LEAD))
    test_press(office, "c-tore", "tore", 22)
    lifted(office, "c-sven", "sven", 50)


def lifted(office: FakeOffice, case: str, resident: str, ago: float = 0) -> None:
    """A fault takes somebody's voice away."""
    at = office.clock.now() - timedelta(seconds=ago)
    alarm = ev.Alarm(
        report=ReportKey("s", f"no-voice-{case}"), kind=DeviceKind.PERSONAL_ALARM, cause=Cause.LINK_LOST,
        alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at, device=DeviceId(f"d-{resident}"),
        place="hallen",
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.DEVICE, f"älvbro/d-{resident}")
    office.append(case, ev.CaseOpened(Lane.TECHNICAL, subject, alarm, ResidentId(resident)), at=at)
    office.append(case, ev.CaseLifted(), at=at)


def _quiet(office: FakeOffice) -> None:
    """Of the design's night only what somebody has stays."""
    for case in list(office.board.open_cases()):
        if case.owner is None or case.id == "c-line":
            office.append(case.id, ev.CaseMerged(CaseId("26-11843")))


def _begin(office: FakeOffice, tests: int, operators: int, ago: float) -> None:
    alarms = tests + UNITS
    desk_event(office, "centre:flood", ev.FloodBegan(alarms, operators))
    since = office.clock.now() - timedelta(seconds=ago)
    office.board.flood = Flood(since, alarms, operators)
    office.board.tests_filed = tests
    office._tell(office.queue.flood(True))
    office.show((screen.FloodTold(office.board.flood, alarms, tests, operators), lane(office)))


def _people(office: FakeOffice) -> None:
    f = FactKind
    office.add("folke", "Folke Rydberg", 1946, "Hamngatan 4")
    office.add("gunvor", "Gunvor Melin", 1939, "Hamngatan 6")
    office.add("tore", "Tore Lindgren", 1941, "Hamngatan 8")
    office.add("ulla", "Ulla Frank", 1944, "Hamngatan 9", household="h-frank")
    office.add("stig", "Stig Frank", 1942, "Hamngatan 9", household="h-frank")
    office.add("borje", "Börje Asp", 1950, "Hamngatan 11")
    for id, name, born, facts in (
        ("sven", "Sven-Åke Holm", 1942, (f.OXYGEN, f.LIVES_ALONE)), ("ruth", "Ruth Malm", 1936, (f.WALKING,)),
        ("elsa", "Elsa Nyman", 1938, (f.EPILEPSY,)), ("arne", "Arne Viklund", 1947, (f.DEMENTIA,)),
        ("mirja", "Mirja Salo", 1945, (f.LIVES_ALONE, f.BLOOD_THINNER)),
        ("henry", "Henry Falk", 1940, (f.LIVES_ALONE,)),
        ("birgit", "Birgit Åkesson", 1933, ()), ("moen", "Lars-Erik Moen", 1949, (f.LIVES_ALONE,)),
    ):  # fmt: skip
        office.add(id, name, born, "Hamngatan 20", facts=tuple((fact, "") for fact in facts))
    office.add("vide", "Vide Ros", 1948, "Hamngatan 22")
    office.add("dold", "Dolda Doldsson", 1951, "Doldgatan 1", protection=Protection.PROTECTED)
