"""Who can call for help now: kept for everybody, lifted where nobody hears them, and ordered in an outage."""

from datetime import timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import ResidentId
from console.domain.lifting import OWN_CASES_AT_MOST
from console.domain.operator import Role
from console.domain.queue import Group
from console.domain.reach import Reach, ReachGround
from console.domain.report import LinkPath
from console.domain.resident import CriticalFact, FactKind
from console.domain.silence import Silence, SilenceId, SilenceKind, device_about, resident_about
from console.domain.silence_steps import BeginSilence
from console.domain.triage import Planned
from console.services.silences import Silences
from tests.builders import ANNA, HERE, NORRBY, SODERBY, alarm, counter, household, operator, resident
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import ALL_UP, BOTH_UP, INTERVAL_S, LINES, town, unit
from tests.services.technical_kit import Lane as Joined

OVERDUE_S = 3 * INTERVAL_S
NET_DOWN = (LinkPath("net", False), LinkPath("mobile", False), LinkPath("phone", True))
ALL_DOWN = (LinkPath("net", False), LinkPath("mobile", False), LinkPath("phone", False))


async def joined(homes: int = 1, seat: str = "anna", **more: object) -> Joined:
    here = station(
        staff=(operator("anna"), operator("nils", Role.NIGHT_SUPERVISION), operator("tove", Role.TECHNICIAN))
    )
    town(here, homes, **more)  # type: ignore[arg-type]
    return await Joined(here).start(seat=seat)


def counts(lane: Joined) -> tuple[int, int, int, int]:
    found = lane.reaches.counts([NORRBY])
    return found[Reach.NO_PATH], found[Reach.PHONE_ONLY], found[Reach.UNKNOWN], found[Reach.CAN_ALARM]


def test_everybody_with_an_alarm_device_is_counted_by_whether_they_can_call() -> None:
    async def scenario() -> None:
        lane = await joined(4)
        await lane.alive("unit-001", paths=ALL_UP)
        await lane.alive("unit-002", paths=NET_DOWN)
        await lane.alive("unit-003", paths=ALL_DOWN)
        await lane.tick()
        assert counts(lane) == (1, 1, 1, 1)
        assert lane.told().reach_counts == {
            Reach.NO_PATH: 1, Reach.PHONE_ONLY: 1, Reach.UNKNOWN: 1, Reach.CAN_ALARM: 1,
        }  # fmt: skip

    run_async(scenario())


def test_both_paths_lost_is_lifted_among_the_people_within_the_heartbeat_limit() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", paths=BOTH_UP)
        await lane.tick(OVERDUE_S - 1)
        assert lane.open() == []
        await lane.tick(2)
        [case] = lane.open()
        assert (case.cause, case.is_lifted, case.alarm_class) == (Cause.HEARTBEAT_MISSED, True, AlarmClass.HIGH)
        found = lane.reaches.of(case.resident)  # type: ignore[arg-type]
        assert found is not None
        assert (found.reach, found.grounds) == (Reach.NO_PATH, (ReachGround.HEARTBEATS_MISSED,))
        await lane.tick(60)
        assert len(lane.here.journal.bodies(ev.CaseLifted)) == 1

    run_async(scenario())


def test_paths_that_the_unit_itself_says_are_down_open_a_lifted_case_without_any_alarm() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", paths=ALL_DOWN)
        await lane.tick()
        [case] = lane.open()
        assert (case.cause, case.is_lifted, case.resident) == (Cause.LINK_LOST, True, "person-001")

    run_async(scenario())


def test_with_a_telephone_to_fall_back_on_a_silence_stays_in_the_lane() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", paths=ALL_UP)
        await lane.tick(OVERDUE_S + 2)
        [case] = lane.open()
        assert not case.is_lifted
        assert counts(lane) == (0, 0, 1, 0)

    run_async(scenario())


def test_a_low_battery_stays_in_the_lane() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", battery_percent=9, has_mains=True)
        await lane.hear(alarm(lane.here.clock.now(), Cause.BATTERY_LOW, device="unit-001"))
        await lane.tick()
        [case] = lane.open()
        assert (case.is_lifted, case.alarm_class) == (False, AlarmClass.TECHNICAL)
        assert counts(lane) == (0, 0, 0, 1)

    run_async(scenario())


def test_a_power_cut_with_an_empty_battery_lifts_the_fault_that_is_open() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", battery_percent=40, has_mains=False)
        await lane.hear(alarm(lane.here.clock.now(), Cause.MAINS_LOST, device="unit-001"))
        await lane.tick()
        assert [case.is_lifted for case in lane.open()] == [False]
        await lane.alive("unit-001", battery_percent=0, has_mains=False)
        await lane.tick()
        [case] = lane.open()
        assert (case.cause, case.is_lifted) == (Cause.MAINS_LOST, True)

    run_async(scenario())


def test_another_unit_that_works_keeps_the_fault_in_the_lane() -> None:
    async def scenario() -> None:
        lane = await joined()
        lane.here.residents.put(devices=[unit("wrist", "person-001", "home-1", kind=DeviceKind.MOBILE_ALARM)])
        await lane.here.recorder.note([_imported()])
        await lane.tick()
        await lane.alive("unit-001", "wrist", paths=BOTH_UP, battery_percent=80)
        for _ in range(4):
            await lane.tick(INTERVAL_S)
            await lane.alive("wrist", paths=BOTH_UP, battery_percent=80)
        await lane.tick()
        assert [(case.device, case.is_lifted) for case in lane.open()] == [("unit-001", False)]

    run_async(scenario())


def test_nobody_is_said_to_be_without_a_way_while_the_silence_may_be_ours() -> None:
    async def scenario() -> None:
        lane = await joined(3)
        await lane.alive("unit-001", "unit-002", "unit-003", paths=BOTH_UP)
        await lane.tick()
        lane.here.link.is_cut = True
        await lane.tick(OVERDUE_S * 4, sees=False)
        assert counts(lane)[0] == 0
        assert lane.here.journal.bodies(ev.CaseLifted) == []

    run_async(scenario())


def test_what_a_unit_said_before_our_link_broke_is_lifted_when_it_is_back() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.tick()
        await lane.alive("unit-001", paths=ALL_DOWN)
        lane.here.link.is_cut = True
        await lane.tick(5, sees=False)
        assert lane.open() == []
        lane.here.link.is_cut = False
        await lane.tick()
        assert [case.is_lifted for case in lane.open()] == [True]

    run_async(scenario())


def test_a_lifted_case_that_somebody_closed_comes_back_only_with_a_new_loss() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", paths=BOTH_UP)
        await lane.tick(OVERDUE_S + 2)
        [case] = lane.open()
        anna = operator("anna")
        await lane.here.desk.claim(anna, case.id)
        version = lane.open()[0].version
        await lane.here.desk.close(anna, case.id, "technical_fixed", "", version)
        await lane.tick(600)
        assert lane.open() == []
        here = station(journal=lane.here.journal, residents=lane.here.residents, broker=lane.here.broker)
        lane = await Joined(here).start()
        await lane.tick(600)
        assert lane.open() == []
        await lane.alive("unit-001", paths=BOTH_UP)
        await lane.tick()
        await lane.tick(OVERDUE_S + 2)
        assert [each.is_lifted for each in lane.open()] == [True]

    run_async(scenario())


def test_a_unit_that_was_put_out_of_service_lifts_nothing_until_that_ends() -> None:
    async def scenario() -> None:
        lane = await joined()
        await lane.alive("unit-001", paths=BOTH_UP)
        await lane.tick()
        silences = Silences(lane.here.recorder, lane.here.clock, counter("silence"), HERE)
        about = device_about(NORRBY, unit("unit-001", None, None).id)
        until = lane.here.clock.now() + timedelta(hours=1)
        step = BeginSilence(SilenceKind.OUT_OF_SERVICE, NORRBY, about, (), "bytes", until)
        silence = await silences.begin(operator("anna"), step)
        await lane.tick(OVERDUE_S + 2)
        assert [case.is_lifted for case in lane.open()] == [False]
        [row] = lane.told().rows
        assert (row.silence, row.reach) == (silence.id, Reach.NO_PATH)
        await silences.end(operator("anna"), silence.id)
        await lane.tick()
        assert [case.is_lifted for case in lane.open()] == [True]

    run_async(scenario())


def test_in_an_outage_few_have_a_case_of_their_own_beside_it_and_those_at_risk_always() -> None:
    async def scenario() -> None:
        lane = await joined(20)
        await _oxygen(lane, "person-019", "home-19")
        await lane.alive(*(f"unit-{number:03}" for number in range(1, 21)), paths=BOTH_UP)
        await lane.alive("line-Hamnen")
        for _ in range(4):
            await lane.tick(INTERVAL_S)
            await lane.alive("line-Hamnen")
        [outage] = [case for case in lane.open() if case.is_outage]
        own = [case for case in lane.open() if not case.is_outage]
        assert len(own) == OWN_CASES_AT_MOST
        assert "person-019" in {case.resident for case in own}
        assert all(case.is_lifted and case.linked == (outage.id,) for case in own)
        assert outage.is_lifted
        assert set(outage.linked) == {case.id for case in own}
        people = await lane.lane.outage_people(outage.id, operator("anna"))
        assert len(people) == 20
        assert people[0].person.id == "person-019"
        assert (people[0].reach, people[0].case) == (Reach.NO_PATH, _of(lane, "person-019"))
        [row] = [row for row in lane.told().rows if row.outage is not None]
        assert row.outage is not None
        assert (row.outage.devices, row.outage.people, row.outage.no_way) == (20, 20, 20)
        assert row.reach is Reach.NO_PATH

    run_async(scenario())


def test_who_cannot_call_is_a_row_for_the_care_and_the_lane_is_the_technicians() -> None:
    async def scenario() -> None:
        lane = await joined(2, seat="nils")
        await lane.alive("unit-001", "unit-002", paths=BOTH_UP)
        await lane.tick()
        await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device="unit-002"))
        await lane.alive("unit-001", paths=ALL_DOWN)
        await lane.tick()
        assert [one.row.device for one in lane.told().rows] == ["unit-001"]
        assert [row.group for row in lane.here.feed.queue.rows()] == [Group.UNANSWERED]  # type: ignore[union-attr]
        await lane.here.sign_in.sign_in_as(operator("tove").id)
        await lane.tick()
        assert sorted(one.row.device for one in lane.told().rows) == ["unit-001", "unit-002"]
        assert all(person.is_masked for one in lane.told().rows for person in one.row.people)

    run_async(scenario())


async def _oxygen(lane: Joined, person: str, home: str) -> None:
    fact = CriticalFact(FactKind.OXYGEN)
    lane.here.residents.put(residents=[resident(person, home, facts=(fact,))])
    await lane.here.recorder.note([_imported()])
    await lane.tick()


def _imported() -> Planned:
    return Planned("directory:norrby", NORRBY, ev.ResidentsImported(1, 1, 1, 0))


def _of(lane: Joined, person: str) -> str:
    [case] = lane.open(resident=person)
    return case.id


LINE = "line-Hamnen"


async def in_an_outage(homes: int) -> tuple[Joined, list[str], str]:
    """Nobody there can call; the outage is lifted for those who have no case of their own, one of whom is named."""
    lane = await joined(homes)
    units = [f"unit-{number:03}" for number in range(1, homes + 1)]
    await lane.alive(*units, LINE, paths=BOTH_UP)
    await lane.tick()
    lost = alarm(lane.here.clock.now(), Cause.LINK_LOST, DeviceKind.BROADBAND_LINE, device=LINE, sender=LINES)
    await lane.hear(lost)
    await lane.tick(5 * INTERVAL_S)
    [outage] = [case for case in lane.open() if case.is_outage]
    assert outage.is_lifted
    own = {case.device for case in lane.open() if not case.is_outage and case.is_lifted}
    assert len(own) == OWN_CASES_AT_MOST
    return lane, units, next(unit for unit in units if unit not in own)


def test_who_is_left_behind_by_a_lifted_outage_and_cannot_call_is_lifted() -> None:
    async def scenario() -> None:
        lane, units, left = await in_an_outage(30)
        for _ in range(20):
            await lane.alive(*(unit for unit in units if unit != left), LINE, paths=BOTH_UP)
            await lane.tick(INTERVAL_S)
        [case] = [case for case in lane.open() if case.device == left]
        assert (case.is_lifted, case.alarm_class) == (True, AlarmClass.HIGH)

    run_async(scenario(), timeout=60)


def test_who_cannot_call_when_a_lifted_outage_is_closed_by_hand_is_lifted() -> None:
    async def scenario() -> None:
        lane, units, _ = await in_an_outage(30)
        [outage] = [case for case in lane.open() if case.is_outage]
        anna = operator("anna")
        await lane.here.desk.claim(anna, outage.id)
        claimed = lane.here.recorder.board.get(outage.id)
        assert claimed is not None
        await lane.here.desk.close(anna, outage.id, "technical_fixed", "", claimed.version)
        await lane.tick(2)
        assert {case.device for case in lane.open() if case.is_lifted} == set(units)
        before = len(lane.here.journal.events)
        await lane.tick(30)
        assert len(lane.here.journal.events) == before

    run_async(scenario(), timeout=60)


def test_who_is_told_of_by_the_outage_is_not_asked_for_each_second() -> None:
    async def scenario() -> None:
        lane, _, _ = await in_an_outage(30)
        asked = lane.here.residents.asked
        await lane.tick(30)
        assert lane.here.residents.asked == asked

    run_async(scenario(), timeout=60)


def test_both_of_a_couple_are_told_of_after_one_of_them_has_a_way_again() -> None:
    async def scenario() -> None:
        here = station()
        here.residents.put(
            households=[household("h", area="Hamnen")], residents=[resident("astrid", "h"), resident("bertil", "h")],
            devices=[unit("own-a", "astrid", "h"), unit("own-b", "bertil", "h"), unit("shared", None, "h")],
        )  # fmt: skip
        lane = await Joined(here).start()
        for one in ("shared", "own-b", "own-a"):
            await lane.alive(one, paths=ALL_DOWN)
        await lane.tick()
        for _ in range(5):
            await lane.alive("own-a", paths=ALL_UP)
            await lane.alive("shared", "own-b", paths=ALL_DOWN)
            await lane.tick(50)
        assert lane.reaches.reach(ResidentId("bertil")) is Reach.NO_PATH
        assert [case.resident for case in lane.open() if case.is_lifted and case.device == "own-b"] == ["bertil"]

    run_async(scenario())


def test_a_fault_that_a_technician_has_is_a_row_for_the_care_when_nobody_there_can_call() -> None:
    async def scenario() -> None:
        lane = await joined(seat="nils")
        await lane.alive("unit-001", battery_percent=20, has_mains=False)
        await lane.hear(alarm(lane.here.clock.now(), Cause.MAINS_LOST, device="unit-001"))
        await lane.tick()
        [case] = lane.open()
        await lane.here.desk.claim(operator("tove", Role.TECHNICIAN), case.id)
        await lane.alive("unit-001", battery_percent=0, has_mains=False)
        await lane.tick()
        [row] = lane.here.feed.queue.rows()  # type: ignore[union-attr]
        assert (row.case, row.group, row.owner) == (case.id, Group.UNANSWERED, None)

    run_async(scenario())


def test_an_absence_in_another_municipality_keeps_nobody_here_from_being_lifted() -> None:
    async def scenario() -> None:
        lane = await joined()
        until = lane.here.clock.now() + timedelta(days=20)
        about = resident_about(ResidentId("person-001"))
        away = Silence(
            SilenceId("s"), SilenceKind.ABSENT, SODERBY, about, (), "sjukhus", ANNA, lane.here.clock.now(), until
        )
        await lane.here.recorder.note([Planned("silence:s", SODERBY, ev.SilenceBegan(away))])
        await lane.alive("unit-001", paths=ALL_DOWN)
        await lane.tick()
        assert [case.is_lifted for case in lane.open()] == [True]

    run_async(scenario())
