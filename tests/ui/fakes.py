"""A centre in memory: the domain's own rules and queue behind the window's `Office`, and an invented night.

A fake rather than a mock: a claim that the rules refuse is refused here too, and a row changes only by an event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from console.domain import events as ev
from console.domain import search, steps
from console.domain.account import Face
from console.domain.alarm import PRESSES, AlarmClass, Cause, DeviceKind, rule_for
from console.domain.board import Board, HelpWanted, Overlay
from console.domain.card import Card
from console.domain.case import Case
from console.domain.device_line import DeviceLine
from console.domain.draft import Draft
from console.domain.events import ReadReason, SightLost
from console.domain.ground import Ground, LaidPlan
from console.domain.help import life_alarms_waiting
from console.domain.ids import (
    SYSTEM,
    CaseId,
    ConsoleId,
    DeviceId,
    EventId,
    HouseholdId,
    MunicipalityId,
    OperatorId,
    ResidentId,
)
from console.domain.journal import CaseSummary, SignOfLife
from console.domain.link import LinkState
from console.domain.masking import Person, show
from console.domain.operator import Grant, Operator, Role
from console.domain.plan import Plan, Way
from console.domain.queue import Queue, RowChange
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.resident import (
    DEFAULT_OUTCOMES,
    Contact,
    CriticalFact,
    Device,
    FactKind,
    Household,
    Outcome,
    Protection,
    Resident,
)
from console.domain.sight import Grade
from console.domain.silence import SilenceId
from console.domain.silence_steps import BeginSilence, EndSilence, SilenceStep, decide_silence
from console.domain.start_check import CheckKind, ClockCheck
from console.services import screen
from tests.ui.blind_fake import FakeBlind
from tests.ui.call_fake import FakeCalls
from tests.ui.dispatch_fake import FakeDispatch
from tests.ui.night_fake import FakeNights
from tests.ui.outage_fake import FakeOutages
from tests.ui.round_fake import FakeRounds
from tests.ui.technical_fake import FakeTechnical

NOW = datetime(2026, 11, 22, 0, 38, 12, tzinfo=UTC)
ALVBRO = MunicipalityId("älvbro")
HERE, THERE = ConsoleId("console-1"), ConsoleId("console-2")


def operator(name: str, *, may_see_protected: bool = False, role: Role = Role.OPERATOR) -> Operator:
    named = frozenset({ALVBRO}) if may_see_protected else frozenset()
    return Operator(OperatorId(name.split()[0].lower()), name, frozenset({Grant(ALVBRO, role)}), named)


ELLEN = operator("Ellen Sandgren", may_see_protected=True)
AMINA = operator("Amina Warsame")
JONAS = operator("Jonas Ek")
PETRA = operator("Petra Lund")
EVERYBODY = (ELLEN, AMINA, JONAS, PETRA)


class Clock:
    """Time that stands until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def go(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


class FakeOffice(FakeBlind, FakeNights, FakeOutages, FakeTechnical, FakeRounds, FakeCalls, FakeDispatch):
    """The console behind one window. `show` takes what a bridge would carry."""

    def __init__(self, clock: Clock, seated: Operator | None = ELLEN) -> None:
        FakeNights.__init__(self)
        FakeRounds.__init__(self)
        FakeCalls.__init__(self)
        FakeDispatch.__init__(self)
        self.clock = clock
        self.seated = seated
        self.board = Board()
        self.events: list[ev.Event] = []
        self.residents: dict[ResidentId, Resident] = {}
        self.households: dict[HouseholdId, Household] = {}
        self.devices: list[DeviceLine] = []
        self.earlier: list[CaseSummary] = []
        self.painted_numbers: list[int] = []
        self.reads: list[tuple[ResidentId, ReadReason | None, bool]] = []
        self.is_demo = True
        self.is_locked = False
        self.listed: list[Face] = []
        self.sound_device, self.sound_volume, self.sound_tests = "Högtalare", 80, 0
        self.start_checks: list[tuple[tuple[CheckKind, bool], ...]] = []
        self.kept_drafts: dict[tuple[OperatorId, CaseId | None, str], Draft] = {}
        self.fails_with: Exception | None = None
        self.laid: LaidPlan | None = None
        self.versions: dict[str, Plan] = {}
        self.queue = Queue(seated or ELLEN, {})
        self.shown: list[screen.Update] = []
        self.show: Callable[[Sequence[screen.Update]], None] = self.shown.extend
        self._numbers = count(1)

    # What happens in the field

    def alarm(
        self,
        case: str,
        resident: str | None,
        kind: DeviceKind,
        cause: Cause,
        place: str = "",
        ago: float = 0.0,
        *,
        household: str = "",
        device: str = "d1",
        text: str = "",
        alarm_class: AlarmClass | None = None,
    ) -> None:
        """An alarm `ago` seconds old; the first of a case opens it."""
        at = self.clock.now() - timedelta(seconds=ago)
        rule = rule_for(kind, cause)
        alarm = ev.Alarm(
            report=ReportKey("s", str(next(self._numbers))), kind=kind, cause=cause,
            alarm_class=alarm_class or rule.alarm_class, at=at, began_at=at, received_at=at,
            device=DeviceId(device), place=place, text=text, is_press=cause in PRESSES,
        )  # fmt: skip
        if self.board.get(CaseId(case)) is not None:
            self.append(case, ev.AlarmJoined(alarm), at=at)
            return
        if household:
            subject = ev.Subject(ev.SubjectKind.HOUSEHOLD, household)
        elif resident:
            subject = ev.Subject(ev.SubjectKind.RESIDENT, resident)
        else:
            subject = ev.Subject(ev.SubjectKind.DEVICE, device)
        known = ResidentId(resident) if resident and not household else None
        self.append(case, ev.CaseOpened(rule.lane, subject, alarm, known), at=at)

    def append(self, case: str, body: ev.CaseBody, who: OperatorId = SYSTEM, at: datetime | None = None) -> None:
        """Journals one fact and shows what it changes."""
        known = self.board.get(CaseId(case))
        event = ev.Event(
            self.board.seq + 1, EventId(str(next(self._numbers))), ev.case_subject(CaseId(case)),
            (known.version if known else 0) + 1, at or self.clock.now(), who, ALVBRO, body,
        )  # fmt: skip
        self.events.append(event)
        changed = self.board.apply(event)
        assert changed is not None
        self._tell(self._put(changed))

    def advance(self) -> None:
        """Rows pass their targets."""
        self._tell(self.queue.advance(self.clock.now()))

    def canary(self, number: int) -> None:
        self.show((screen.CanaryStored(number, self.clock.now()),))

    def sight(self, grade: Grade, lost: SightLost | None = None, since: datetime | None = None) -> None:
        link = LinkState.LOST if lost is SightLost.LINK else LinkState.UP
        self.show((screen.SightChanged(grade, lost, since, link, "told by a test"),))

    def sit(self, who: Operator | None) -> None:
        """What the console tells when somebody takes the seat."""
        self.seated = who
        rows = ()
        if who is not None:
            self.queue = Queue(who, {})
            self.queue.flood(self.board.flood is not None)
            for case in self.board.open_cases():
                self._put(case)
            rows = self.queue.rows()
        self.show((screen.QueueReplaced(rows), screen.SeatChanged(who)))

    # The window's office

    async def claim(self, case: CaseId) -> None:
        self._perform(steps.Claim(case))

    async def release(self, case: CaseId) -> None:
        self._perform(steps.Release(case))

    async def take_over(self, case: CaseId, reason: str) -> None:
        self._perform(steps.TakeOver(case, reason))

    async def hand_over(self, case: CaseId, to: OperatorId) -> None:
        self._perform(steps.HandOver(case, to))

    async def note(self, case: CaseId, text: str) -> None:
        self._perform(steps.Note(case, text))

    async def promise(self, case: CaseId, until: datetime, text: str) -> None:
        self._perform(steps.MakePromise(case, until, text))

    async def keep_promise(self, case: CaseId) -> None:
        self._perform(steps.KeepPromise(case))

    async def close(self, case: CaseId, outcome: str, next_step: str, seen_version: int) -> None:
        self._perform(steps.Close(case, outcome, next_step, seen_version))

    async def name_resident(self, case: CaseId, resident: ResidentId) -> None:
        self._perform(steps.NameResident(case, resident, ALVBRO, True))

    async def open_by_hand(
        self, municipality: MunicipalityId, resident: ResidentId | None, alarm_class: AlarmClass, text: str
    ) -> CaseId:
        self._perform(steps.OpenByHand(municipality, resident, alarm_class, text))
        made = ev.case_of(self.events[-1].subject)
        assert made is not None
        return made

    async def call(self, case: CaseId, to: Way | int) -> None:
        raise Refused(Reason.NOT_CONNECTED)

    async def dispatch(self, case: CaseId, step: str) -> None:
        raise Refused(Reason.NOT_CONNECTED)

    async def ask_help(self) -> None:
        waiting = life_alarms_waiting(self.board, self.clock.now(), self.seated)
        if self.seated is None or not waiting or HERE in self.board.help:
            raise Refused(Reason.NOTHING_TO_DO)
        self.board.help[HERE] = HelpWanted(self.seated.id, waiting, self.clock.now())
        self._tell_help()

    async def end_help(self) -> None:
        if self.board.help.pop(HERE, None) is None:
            raise Refused(Reason.NOTHING_TO_DO)
        self._tell_help()

    async def begin_silence(self, step: BeginSilence) -> None:
        self._silence(step)

    async def end_silence(self, silence: SilenceId) -> None:
        self._silence(EndSilence(silence))

    async def card(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, *, unmask: bool = False
    ) -> Card:
        if self.fails_with is not None:
            raise self.fails_with
        self.reads.append((resident, reason, unmask))
        found = self.residents[resident]
        person = self._shown(found, is_unmasked=unmask)
        others = [one for one in self.residents.values() if one.household == found.household and one.id != resident]
        mine = [one for one in self.devices if one.device.resident == resident]
        history = [one for one in self.earlier if one.resident == resident]
        household = tuple(self._shown(one) for one in others)
        return Card(person, reason or ReadReason.OWN_CASE, tuple(mine), tuple(history), household)

    async def history(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, limit: int
    ) -> Sequence[CaseSummary]:
        if self.fails_with is not None:
            raise self.fails_with
        self.reads.append((resident, reason, False))
        mine = [one for one in self.earlier if one.resident == resident]
        return tuple(sorted(mine, key=lambda one: one.opened_at, reverse=True)[:limit])

    async def find(self, text: str) -> search.Found:
        """Its residents, devices and colleagues by the domain's own rules, masked for the seated."""
        if self.fails_with is not None:
            raise self.fails_with
        asked = search.ask(text)
        viewer = self.queue.viewer
        cases = {case.resident: case.id for case in self.board.open_cases()}
        people = [self._shown(one) for one in self.residents.values()] if asked.wants(search.HitKind.RESIDENT) else []
        hits = [hit for one in people if (hit := search.resident_hit(asked, one, cases.get(one.id))) is not None]
        hidden = [
            search.ProtectedHit(one.id, one.municipality)
            for one in self.residents.values()
            if one.protection is not Protection.NONE
            and asked.wants(search.HitKind.PROTECTED)
            and one.municipality in search.walls_of(viewer).named
            and one.name.casefold().startswith(asked.tokens[0].written)
        ]
        devices = [
            search.DeviceHit(
                one.device.id, ALVBRO, marked, one.device.kind, one.device.place, one.device.resident, "", "", False
            )
            for one in self.devices
            if asked.wants(search.HitKind.DEVICE) and (marked := search.marked_id(asked, one.device.id)) is not None
        ]
        staff = [search.staff_hit(asked, one, None) for one in EVERYBODY if asked.wants(search.HitKind.STAFF)]
        return search.Found(
            text, search.Hits.of(search.in_order(hits), 8), search.Hits.of(hidden, 8), search.Hits.of(devices, 5),
            staff=search.Hits.of([hit for hit in staff if hit is not None], 5), took=timedelta(milliseconds=4),
        )  # fmt: skip

    async def timeline(self, case: CaseId) -> Sequence[ev.Event | ev.ErasedEvent]:
        return tuple(event for event in self.events if event.subject == ev.case_subject(case))

    async def outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]:
        return DEFAULT_OUTCOMES

    async def colleagues(self) -> Sequence[Operator]:
        return tuple(one for one in EVERYBODY if self.seated is not None and one.id != self.seated.id)

    async def choosable(self) -> Sequence[Operator]:
        return EVERYBODY if self.is_demo else ()

    async def sign_in(self, login: str, password: str) -> Operator:
        found = next((one for one in EVERYBODY if one.id == login), None)
        if found is None or password != "rätt":
            raise Refused(Reason.WRONG_PASSWORD)
        self.sit(found)
        return found

    async def sign_in_as(self, operator: OperatorId) -> Operator:
        found = next(one for one in EVERYBODY if one.id == operator)
        self.sit(found)
        return found

    async def sign_out(self) -> None:
        self.sit(None)

    async def silence(self, for_: timedelta) -> None:
        self._sounds(self.clock.now() + for_)

    async def restore_sound(self) -> None:
        self._sounds(None)

    async def test_sound(self) -> bool:
        self.sound_tests += 1
        return self.sound_device != ""

    async def use_sound(self, device: str, volume: int) -> None:
        self.sound_device, self.sound_volume = device, volume
        self._sounds(None)

    async def sound_outputs(self) -> Sequence[str]:
        return ("Högtalare", "Headset")

    def _sounds(self, silenced_until: datetime | None) -> None:
        is_audible = self.sound_device != ""
        at = self.clock.now()
        self.show((screen.SoundChanged(is_audible, self.sound_device, at, silenced_until, None, None, ""),))

    async def faces(self) -> Sequence[Face]:
        return self.listed

    async def resume(self) -> Operator | None:
        return None

    async def lock(self) -> None:
        self.is_locked = True

    async def checked(self, results: Sequence[tuple[CheckKind, bool]]) -> None:
        self.start_checks.append(tuple(results))

    async def clock_check(self) -> ClockCheck:
        return ClockCheck(0.02, 2)

    async def keep_draft(self, author: OperatorId, case: CaseId | None, panel: str, fields: Mapping[str, str]) -> None:
        self.kept_drafts[author, case, panel] = Draft(case, panel, dict(fields), self.clock.now())

    async def drop_draft(self, author: OperatorId, case: CaseId | None, panel: str) -> None:
        self.kept_drafts.pop((author, case, panel), None)

    async def drafts(self) -> Sequence[Draft]:
        mine = self.seated.id if self.seated is not None else None
        return tuple(draft for (author, _, _), draft in self.kept_drafts.items() if author == mine)

    async def plan(self, case: CaseId) -> LaidPlan | None:
        found = self.board.get(case)
        if found is None:
            raise Refused(Reason.NO_SUCH_CASE)
        if found.plan is None:
            return self.laid
        plan = self.versions.get(found.plan.version)
        return LaidPlan(plan, found.plan.steps) if plan is not None else None

    async def do_step(self, case: CaseId, step: str, answer: str) -> None:
        self._perform(steps.DoStep(case, step, answer))

    async def skip_step(self, case: CaseId, step: str, reason: str) -> None:
        self._perform(steps.SkipStep(case, step, reason))

    async def reopen_step(self, case: CaseId, step: str) -> None:
        self._perform(steps.ReopenStep(case, step))

    async def change_plan(self, case: CaseId) -> None:
        self._perform(steps.ChangePlan(case))

    def painted(self, number: int) -> None:
        self.painted_numbers.append(number)

    def act_as(self, who: Operator, step: steps.Step) -> None:
        """A colleague at another console."""
        self._perform(step, who, THERE)

    def _perform(self, step: steps.Step, who: Operator | None = None, console: ConsoleId = HERE) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        who = who or self.seated
        if who is None:
            raise Refused(Reason.NOT_SIGNED_IN)
        if self.laid is not None:
            self.versions[self.laid.plan.version] = self.laid.plan
        ground = Ground(
            who, console, self.clock.now(), {ALVBRO: DEFAULT_OUTCOMES}, {one.id: one for one in EVERYBODY},
            lambda: f"case-{next(self._numbers)}", self.laid, self._plan_of(step),
        )  # fmt: skip
        try:
            planned = steps.decide(step, Overlay(self.board), ground)
        except Refused as refused:
            names = {one.id: one.name for one in EVERYBODY}
            raise Refused(refused.reason, names.get(OperatorId(refused.owner), ""), refused.detail) from None
        for each in planned:
            case = ev.case_of(each.subject)
            assert case is not None
            self.append(case, each.body, who.id)  # type: ignore[arg-type]

    def _plan_of(self, step: steps.Step) -> Plan | None:
        case = None if isinstance(step, steps.OpenByHand) else self.board.get(step.case)
        return self.versions.get(case.plan.version) if case is not None and case.plan is not None else None

    def _put(self, case: Case) -> tuple[RowChange, ...]:
        names = {one.id: one.name for one in EVERYBODY}
        owner = names.get(case.owner, "") if case.owner else ""
        return self.queue.put(case, self._people(case), owner, self.clock.now())

    def _tell(self, changes: tuple[RowChange, ...]) -> None:
        counts, longest = self.queue.counts(), self.queue.oldest_unanswered()
        hidden = self.queue.hidden(self.board.tests_filed)
        self.show((screen.RowsChanged(changes, counts, longest, hidden),))

    def _tell_help(self) -> None:
        self.show((screen.HelpTold(dict(self.board.help), {one.id: one.name for one in EVERYBODY}),))

    def _silence(self, step: SilenceStep) -> None:
        if self.seated is None:
            raise Refused(Reason.NOT_SIGNED_IN)
        ground = Ground(self.seated, HERE, self.clock.now(), {}, {}, lambda: f"silence-{next(self._numbers)}")
        for each in decide_silence(step, Overlay(self.board), ground):
            event = ev.Event(
                self.board.seq + 1, EventId(str(next(self._numbers))), each.subject, 1, self.clock.now(),
                self.seated.id, each.municipality, each.body,
            )  # fmt: skip
            self.board.apply(event)
        self.show((screen.SilencesTold(tuple(self.board.silences.values())),))

    def _people(self, case: Case) -> tuple[Person, ...]:
        if case.resident is not None:
            return (self._shown(self.residents[case.resident]),)
        if case.subject.kind is ev.SubjectKind.HOUSEHOLD:
            living = [one for one in self.residents.values() if one.household == case.subject.id]
            return tuple(self._shown(one) for one in living)
        return ()

    def _shown(self, resident: Resident, *, is_unmasked: bool = False) -> Person:
        viewer = self.queue.viewer
        return show(
            resident, self.households.get(resident.household), viewer, date(2026, 11, 22), is_unmasked=is_unmasked
        )

    def add(
        self, id_: str, name: str, born: int, street: str = "", *, household: str = "", apartment: str = "",
        facts: Sequence[tuple[FactKind, str]] = (), contacts: Sequence[Contact] = (), aids: Sequence[str] = (),
        protection: Protection = Protection.NONE, mobile: str = "", note: str = "",
    ) -> None:  # fmt: skip
        """A resident, in a household of its own unless one is named."""
        home = HouseholdId(household or f"h-{id_}")
        self.households.setdefault(
            home,
            Household(
                home, ALVBRO, street, apartment, "123 45", "Älvbro", way_in="Port A, hiss till vån 3",
                key_location="skåp 4, Norrgården",
            ),
        )  # fmt: skip
        given, family = name.rsplit(" ", 1)
        self.residents[ResidentId(id_)] = Resident(
            ResidentId(id_), ALVBRO, home, given, family, date(born, 3, 1), mobile=mobile, protection=protection,
            facts=tuple(CriticalFact(kind, detail) for kind, detail in facts), contacts=tuple(contacts),
            aids=tuple(aids), note=note,
        )  # fmt: skip


def night(office: FakeOffice) -> None:
    """The design's night: Märta's eight presses, five that wait, three that others have."""
    _people(office)
    clock, k, c = office.clock, DeviceKind, Cause
    for ago in (17412, 14892, 12732, 12700, 2772, 2700, 2600, 195):
        office.alarm("26-11843", "marta", k.PERSONAL_ALARM, c.PRESS, "badrummet", ago, alarm_class=AlarmClass.ACUTE)
    march = clock.now()
    office.append("26-11843", ev.CaseClaimed(HERE), ELLEN.id, march - timedelta(seconds=161))
    office.append(
        "26-11843",
        ev.NoteWritten("Mobil och larmenhet uppringda, inget svar"),
        ELLEN.id,
        march - timedelta(seconds=100),
    )
    office.alarm("c-goran", "goran", k.SMOKE_DETECTOR, c.SMOKE, "köket", 11)
    office.alarm("c-ingegerd", "ingegerd", k.FALL_DETECTOR, c.FALL, "hallen", 74)
    office.alarm("c-nils", "nils", k.DOOR_ALARM, c.DOOR_OPENED, "ytterdörren", 29)
    office.alarm("c-dahl", None, k.TELEPHONE_ALARM, c.PRESS, "sovrummet", 18, household="h-dahl")
    office.alarm("c-solveig", "solveig", k.ALARM_MAT, c.STEPPED_ON_MAT, "sängen", 6)
    office.alarm("c-vera", "skyddad", k.FALL_DETECTOR, c.FALL, "köket", 16)
    for ago in (400, 179):
        office.alarm("c-peo", "peo", k.PERSONAL_ALARM, c.PRESS, "köket", ago)
    office.append("c-peo", ev.CaseClaimed(THERE), AMINA.id, march - timedelta(seconds=161))
    office.alarm("c-aino", "aino", k.MEDICATION_DISPENSER, c.NOT_TAKEN, "dos 22:00", 3000)
    office.append("c-aino", ev.CaseClaimed(THERE), JONAS.id, march - timedelta(seconds=2970))
    office.append(
        "c-aino", ev.PromiseMade(march + timedelta(seconds=1008), "besök"), JONAS.id, march - timedelta(seconds=800)
    )
    office.alarm(
        "c-line", None, k.BROADBAND_LINE, c.LINK_LOST, "Norrsund, Hamngatan 1–31", 1560, device="linje-norrsund-3"
    )
    office.append("c-line", ev.CaseClaimed(THERE), PETRA.id, march - timedelta(seconds=1500))


def _people(office: FakeOffice) -> None:
    f = FactKind
    office.add(
        "marta", "Märta Lindqvist", 1939, "Fyrvägen 12", apartment="1103", mobile="+46701740618",
        facts=(
            (f.HEARING, "Tala långsamt, vänta på svar"), (f.BLOOD_THINNER, "Fall ska alltid bedömas"),
            (f.OXYGEN, "Ingen öppen låga"), (f.CALL_MOBILE_FIRST, "070-174 06 18"),
            (f.DIGITAL_LOCK, "Kod till den som accepterat"), (f.ANIMAL, "Sotis, hund i hallen, snäll"),
        ),
        contacts=(
            Contact(1, "Lena Lindqvist", "dotter", "+46701740622", "svarar oftast på natten", has_key=True),
            Contact(2, "Anders Lindqvist", "son", "+46701740631", "utomlands till 29 nov"),
            Contact(3, "Ove Ström", "granne", "+46701740640", "från 06:00"),
        ),
        aids=("Samtalsförstärkare, surfplatta, rollator",),
    )  # fmt: skip
    office.add("goran", "Göran Wikström", 1947, "Storgatan 4", facts=((f.WALKING, "Rollator"),))
    office.add("ingegerd", "Ingegerd Åström", 1935, "Björkvägen 2")
    office.add("nils", "Nils-Erik Hägg", 1943, "Kvarngatan 9", facts=((f.DEMENTIA, "Går ut på natten"),))
    office.add("karin", "Karin Dahl", 1941, "Ängsvägen 7", household="h-dahl")
    office.add("rolf", "Rolf Dahl", 1938, "Ängsvägen 7", household="h-dahl")
    office.add("solveig", "Solveig Öberg", 1950, "Torget 1")
    office.add("peo", "Per-Olof Näslund", 1938, "Torget 3")
    office.add("aino", "Aino Korhonen", 1944, "Sjögatan 11")
    office.add("skyddad", "Hemliga Hemlighetsson", 1955, "Hemlighetsgatan 1", protection=Protection.PROTECTED)
    at = office.clock.now()
    for kind, place, ago, battery in (
        (DeviceKind.PERSONAL_ALARM, "armband", 38, 62), (DeviceKind.BED_SENSOR, "", 120, None),
        (DeviceKind.MEDICATION_DISPENSER, "köket", 12000, None),
    ):  # fmt: skip
        device = Device(DeviceId(f"d-{kind}"), ALVBRO, "s", kind, resident=ResidentId("marta"), place=place)
        paths = (("net", True), ("mobile", True)) if kind is DeviceKind.PERSONAL_ALARM else ()
        mains = True if paths else None
        sign = SignOfLife(ALVBRO, device.id, at - timedelta(seconds=ago), battery, mains, paths)
        office.devices.append(DeviceLine(device, sign))
    camera = Device(DeviceId("d-cam"), ALVBRO, "s", DeviceKind.CAMERA, resident=ResidentId("marta"), place="sovrummet")
    office.devices.append(DeviceLine(camera, None))
    for days, cause, outcome, minutes in (
        (1, Cause.PRESS, "visit_done", 18), (3, Cause.PRESS, "question", 3), (5, Cause.PRESS, "false_press", 2),
        (10, Cause.FALL, "visit_done", 24), (13, Cause.PRESS, "helped_by_talk", 6),
    ):  # fmt: skip
        then = at - timedelta(days=days)
        office.earlier.append(
            CaseSummary(
                CaseId(f"h{days}"),
                ALVBRO,
                ResidentId("marta"),
                then,
                then + timedelta(minutes=minutes),
                2,
                "personal_alarm",
                cause,
                outcome,
            )
        )
