"""Who can call for help now: kept for everybody, lifted where nobody hears them, and ordered in an outage."""

from datetime import timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.lifting import OWN_CASES_AT_MOST
from console.domain.operator import Role
from console.domain.queue import Group
from console.domain.reach import Reach, ReachGround
from console.domain.report import LinkPath
from console.domain.resident import CriticalFact, FactKind
from console.domain.silence import SilenceKind, device_about
from console.domain.silence_steps import BeginSilence
from console.domain.triage import Planned
from console.services.silences import Silences
from tests.builders import HERE, NORRBY, alarm, counter, operator, resident
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import ALL_UP, BOTH_UP, INTERVAL_S, town, unit
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
