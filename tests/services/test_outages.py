"""Outages: one case for what was lost at once, nobody lost in it, and it ends by itself."""

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.lifecycle import State
from console.domain.refused import Reason, Refused
from console.domain.report import LinkPath
from console.domain.triage import Planned
from tests.builders import NORRBY, alarm, operator
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import BOTH_UP, INTERVAL_S, LINES, town
from tests.services.technical_kit import Lane as Joined

OVERDUE_S = 3 * INTERVAL_S
LINE = "line-Hamnen"


async def joined(homes: int = 10, **more: object) -> tuple[Joined, list[str]]:
    here = station()
    units = town(here, homes, **more)  # type: ignore[arg-type]
    lane = await Joined(here).start()
    await lane.tick()
    await lane.alive(*units, LINE)
    await lane.tick()
    return lane, units


def outage(lane: Joined) -> Case:
    [found] = [case for case in lane.open() if case.is_outage]
    return found


def line_alarm(lane: Joined, *, is_reset: bool = False) -> object:
    return alarm(
        lane.here.clock.now(), Cause.LINK_LOST, DeviceKind.BROADBAND_LINE, device=LINE, sender=LINES,
        is_reset=is_reset, text="Hamngatan 1–31",
    )  # fmt: skip


def lost(lane: Joined, device: str, cause: Cause = Cause.HEARTBEAT_MISSED) -> object:
    return alarm(lane.here.clock.now(), cause, device=device)


def test_ten_units_that_fall_silent_together_are_one_case_of_two_events() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        before = len(lane.here.journal.events)
        for _ in range(4):
            await lane.tick(INTERVAL_S)
            await lane.alive(LINE)
        [case] = lane.open()
        assert (case.subject.kind, case.subject.id) == (SubjectKind.AREA, "norrby/Hamnen")
        assert (case.lane, case.cause, case.kind) == (Lane.TECHNICAL, Cause.AREA_OUTAGE, DeviceKind.BROADBAND_LINE)
        assert case.out == frozenset(units)
        kinds = [type(event.body) for event in lane.here.journal.events[before:]]
        assert kinds.count(ev.CaseOpened) == 1
        assert kinds.count(ev.DevicesLost) == 1

    run_async(scenario())


def test_four_silent_units_are_four_cases() -> None:
    async def scenario() -> None:
        lane, units = await joined(20)
        await lane.tick(OVERDUE_S - 3)
        await lane.alive(*units[4:], LINE)
        await lane.tick(5)
        assert [case.device for case in lane.open()] == units[:4]

    run_async(scenario())


def test_five_of_many_are_less_than_a_fifth_and_stay_single() -> None:
    async def scenario() -> None:
        lane, units = await joined(30)
        await lane.tick(OVERDUE_S - 3)
        await lane.alive(*units[5:], LINE)
        await lane.tick(5)
        assert [case.device for case in lane.open()] == units[:5]

    run_async(scenario())


def test_the_line_is_an_outage_at_once_and_what_falls_silent_after_it_joins() -> None:
    async def scenario() -> None:
        lane, units = await joined(30)
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        case = outage(lane)
        assert (case.cause, case.kind, case.out) == (Cause.AREA_OUTAGE, DeviceKind.BROADBAND_LINE, {LINE})
        for unit in units[:3]:
            await lane.hear(lost(lane, unit))  # type: ignore[arg-type]
        await lane.tick()
        assert lane.open() == [outage(lane)]
        assert outage(lane).out == {LINE, *units[:3]}
        assert outage(lane).cause is Cause.AREA_OUTAGE
        assert outage(lane).alarms == 4

    run_async(scenario())


def test_single_cases_of_the_same_two_minutes_are_merged_into_it() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        for unit in units[:3]:
            await lane.hear(lost(lane, unit))  # type: ignore[arg-type]
        await lane.tick()
        singles = lane.open()
        assert len(singles) == 3
        await lane.here.desk.claim(operator("anna"), singles[0].id)
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        await lane.tick()
        case = outage(lane)
        assert case.out == {LINE, *units[:3]}
        kept = lane.here.recorder.board.get(singles[0].id)
        assert kept is not None
        assert kept.state is State.CLAIMED
        for single in singles[1:]:
            merged = lane.here.recorder.board.get(single.id)
            assert merged is not None
            assert merged.merged_into == case.id
        assert case.alarms == 3

    run_async(scenario())


def test_a_case_that_was_lifted_to_the_people_is_not_merged_away() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        await lane.alive(units[0], paths=BOTH_UP)
        await lane.tick()
        await lane.hear(lost(lane, units[0]))  # type: ignore[arg-type]
        await lane.tick()
        [single] = lane.open()
        assert single.is_lifted
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        await lane.tick()
        assert outage(lane).out == {LINE, units[0]}
        assert lane.here.recorder.board.get(single.id) == single

    run_async(scenario())


def test_five_reported_losses_of_one_sender_in_two_areas_are_the_senders_outage() -> None:
    async def scenario() -> None:
        here = station()
        units = [*town(here, 3, "Norr"), *town(here, 3, "Söder", first=4)]
        lane = await Joined(here).start()
        await lane.tick()
        await lane.alive(*units)
        for unit in units:
            await lane.hear(lost(lane, unit, Cause.LINK_LOST))  # type: ignore[arg-type]
        await lane.tick()
        case = outage(lane)
        assert (case.subject.id, case.kind) == ("norrby/sender/trygg", DeviceKind.HUB)
        assert case.out == frozenset(units)
        assert lane.open() == [case]

    run_async(scenario())


def test_losses_far_apart_are_no_outage() -> None:
    async def scenario() -> None:
        lane, units = await joined(10, interval_s=None)
        for unit in units[:6]:
            await lane.hear(lost(lane, unit))  # type: ignore[arg-type]
            await lane.tick(40)
        assert len(lane.open()) == 6

    run_async(scenario())


def test_units_that_speak_once_an_hour_are_one_outage_although_it_takes_an_hour_to_notice() -> None:
    async def scenario() -> None:
        here = station()
        units = town(here, 12, interval_s=3600)
        lane = await Joined(here).start()
        for unit in units:
            await lane.alive(unit)
            await lane.tick(200)
        await lane.tick(3 * 3600 - 200 * 12)
        for _ in units:
            await lane.tick(200)
        assert lane.open() == [outage(lane)]
        assert outage(lane).out == frozenset(units)

    run_async(scenario())


@pytest.mark.parametrize("cause", [Cause.PRESS, Cause.FALL, Cause.SMOKE, Cause.BATTERY_LOW, Cause.MAINS_LOST])
def test_a_persons_alarm_and_another_fault_never_join(cause: Cause) -> None:
    async def scenario() -> None:
        lane, units = await joined()
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        await lane.hear(lost(lane, units[0], cause))  # type: ignore[arg-type]
        assert outage(lane).alarms == 1
        [other] = [case for case in lane.open() if not case.is_outage]
        assert other.cause is cause

    run_async(scenario())


def test_it_ends_by_itself_when_the_line_is_back_and_all_are_heard() -> None:
    async def scenario() -> None:
        lane, units = await joined(5)
        await lane.hear(line_alarm(lane), lost(lane, units[0]), lost(lane, units[1]))  # type: ignore[arg-type]
        case = outage(lane)
        await lane.tick()
        await lane.alive(units[0])
        await lane.tick()
        assert outage(lane).out == {LINE, units[1]}
        await lane.hear(line_alarm(lane, is_reset=True))  # type: ignore[arg-type]
        await lane.tick()
        assert outage(lane).out == {units[1]}
        await lane.alive(units[1])
        await lane.tick()
        ended = lane.here.recorder.board.get(case.id)
        assert ended is not None
        assert ended.state is State.CLOSED
        assert lane.open() == []
        assert lane.here.journal.bodies(ev.OutageEnded) == [ev.OutageEnded()]

    run_async(scenario())


def test_a_line_that_says_that_its_ways_are_down_is_not_back() -> None:
    async def scenario() -> None:
        lane, _ = await joined(5)
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        await lane.tick()
        await lane.alive(LINE, paths=(LinkPath("net", False),))
        await lane.tick()
        assert outage(lane).out == {LINE}
        await lane.alive(LINE, paths=(LinkPath("net", True),))
        await lane.tick()
        assert lane.open() == []

    run_async(scenario())


def test_what_is_silent_a_quarter_of_an_hour_after_the_line_leaves_with_a_case_of_its_own() -> None:
    async def scenario() -> None:
        lane, units = await joined(5, interval_s=None)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units))  # type: ignore[arg-type]
        case = outage(lane)
        await lane.tick()
        await lane.alive(LINE, *units[1:])
        await lane.tick()
        await lane.tick(15 * 60 - 5)
        assert outage(lane).out == {units[0]}
        await lane.tick(10)
        [single] = lane.open()
        assert (single.device, single.cause, single.linked) == (units[0], Cause.HEARTBEAT_MISSED, (case.id,))
        ended = lane.here.recorder.board.get(case.id)
        assert ended is not None
        assert ended.state is State.CLOSED
        assert ended.linked == (single.id,)
        assert ev.DevicesReturned((single.device,), as_cases=True) in lane.here.journal.bodies(ev.DevicesReturned)

    run_async(scenario())


def test_a_line_that_is_lost_again_begins_the_quarter_of_an_hour_anew() -> None:
    async def scenario() -> None:
        lane, units = await joined(5, interval_s=None)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units))  # type: ignore[arg-type]
        await lane.tick()
        await lane.alive(LINE)
        await lane.tick()
        await lane.tick(600)
        await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
        await lane.tick(600)
        assert outage(lane).out == {LINE, *units}

    run_async(scenario())


def test_without_a_line_the_rest_leave_when_more_are_back_than_are_out_and_no_more_come() -> None:
    async def scenario() -> None:
        lane, units = await joined(10)
        for _ in range(4):
            await lane.tick(INTERVAL_S)
            await lane.alive(LINE)
        for _ in range(3):
            await lane.tick(INTERVAL_S)
            await lane.alive(LINE, *units[:4])
        assert outage(lane).out == frozenset(units[4:])
        for _ in range(20):
            await lane.alive(LINE, *units[:4])
            await lane.tick(INTERVAL_S)
        assert outage(lane).out == frozenset(units[4:])  # most are out: it goes on
        await lane.alive(*units[4:8])
        await lane.tick()
        for _ in range(16):
            await lane.alive(LINE, *units[:8])
            await lane.tick(INTERVAL_S)
        assert sorted(case.device for case in lane.open()) == units[8:]

    run_async(scenario())


def test_a_restart_in_an_outage_knows_who_is_out_and_since_when() -> None:
    async def scenario() -> None:
        lane, units = await joined(5, interval_s=None)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units))  # type: ignore[arg-type]
        await lane.tick()
        await lane.alive(LINE, *units[2:])
        await lane.tick()
        await lane.tick(600)
        here = station(journal=lane.here.journal, residents=lane.here.residents, broker=lane.here.broker)
        again = await Joined(here).start()
        await again.tick()
        assert outage(again).out == frozenset(units[:2])
        await again.alive(units[0])
        await again.tick()
        await again.tick(320)
        assert [case.device for case in again.open()] == [units[1]]

    run_async(scenario())


def test_units_on_their_reserve_are_of_the_outage_until_their_first_way_is_back() -> None:
    async def scenario() -> None:
        lane, units = await joined(6)
        await lane.hear(*(lost(lane, unit, Cause.PRIMARY_LINK_LOST) for unit in units))  # type: ignore[arg-type]
        await lane.tick()
        assert outage(lane).out == frozenset(units)
        on_mobile = (LinkPath("net", False), LinkPath("mobile", True))
        await lane.tick()
        await lane.alive(LINE, *units, paths=on_mobile)
        await lane.tick()
        assert outage(lane).out == frozenset(units)
        await lane.alive(LINE, *units)
        await lane.tick()
        assert lane.open() == []

    run_async(scenario())


def test_the_list_of_people_is_masked_leaves_a_trace_and_is_refused_to_a_stranger() -> None:
    async def scenario() -> None:
        lane, units = await joined(6)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units[:2]))  # type: ignore[arg-type]
        await lane.tick()
        found = await lane.lane.outage_people(outage(lane).id, operator("anna"))
        assert [one.person.id for one in found] == ["person-001", "person-002"]
        assert lane.here.journal.bodies(ev.RiskListRead) == [ev.RiskListRead(2)]
        stranger = operator("bo", municipalities=["soderby"])  # type: ignore[list-item]
        with pytest.raises(Refused) as refused:
            await lane.lane.outage_people(outage(lane).id, stranger)
        assert refused.value.reason is Reason.NOT_GRANTED

    run_async(scenario())


def test_a_line_that_is_lost_right_after_an_import_waits_for_the_register() -> None:
    async def scenario() -> None:
        lane, _ = await joined(2)
        town(lane.here, 2, "Norr", first=3)
        imported = ev.ResidentsImported(2, 2, 3, 0)
        await lane.here.recorder.note([Planned("directory:norrby", NORRBY, imported)])
        now = lane.here.clock.now()
        await lane.hear(alarm(now, Cause.LINK_LOST, DeviceKind.BROADBAND_LINE, device="line-Norr", sender=LINES))
        assert outage(lane).subject.id == "norrby/Norr"

    run_async(scenario())


def test_a_register_that_cannot_be_read_keeps_no_alarm_back() -> None:
    async def scenario() -> None:
        here = station()
        town(here, 1)
        lane = Joined(here)
        await here.start()
        lane.equipment.is_down = True
        await lane.hear(line_alarm(lane), alarm(here.clock.now(), device="unit-001"))  # type: ignore[arg-type]
        assert len(lane.open()) == 2

    run_async(scenario())


@pytest.mark.parametrize("silent", [2, 10])
def test_two_consoles_that_notice_the_same_tell_it_once(silent: int) -> None:
    async def scenario() -> None:
        one, units = await joined(10)
        other = await Joined(
            station(name="console-2", journal=one.here.journal, residents=one.here.residents, broker=one.here.broker)
        ).start()
        await other.tick()
        await other.alive(*units, LINE)
        for _ in range(OVERDUE_S // 2 - 2):
            await one.here.clock.advance(2)
            for lane in (one, other):
                await lane.tick(0)
        for lane in (one, other):
            await lane.alive(*units[silent:], LINE)
        for _ in range(5):
            for lane in (one, other):
                await lane.tick(1)
        await one.here.recorder.follow()
        assert one.open() == other.open()
        if silent == 2:
            assert [case.alarms for case in one.open()] == [1, 1]
        else:
            assert outage(one).out == frozenset(units)
            assert len(one.here.journal.bodies(ev.DevicesLost)) == 1

    run_async(scenario())


async def two_that_go_on(here_homes: int = 10) -> tuple[Joined, str, set[str], list[str]]:
    """An area's outage and its sender's are both open. One unit of the area is heard, with a case of its own, and
    falls silent next: returned are it, who is silent, and everybody."""
    lane, units = await joined(here_homes)
    others = [*town(lane.here, 10, "Berget", first=50), *town(lane.here, 10, "Backen", first=70)]
    await lane.here.recorder.note([Planned("directory:norrby", NORRBY, ev.ResidentsImported(30, 30, 33, 0))])
    everybody = [*units, *others, LINE, "line-Berget", "line-Backen"]
    await lane.tick()
    await lane.alive(*everybody)
    await lane.hear(lost(lane, units[0], Cause.PRIMARY_LINK_LOST))  # type: ignore[arg-type]
    for _ in range(13):  # long enough ago to be no part of what is lost together
        await lane.tick(10)
        await lane.alive(*everybody)
    await lane.hear(line_alarm(lane))  # type: ignore[arg-type]
    silent = {LINE, *others[:4], *others[10:14]}  # the others are of one sender, in two areas
    for _ in range(25):
        await lane.alive(*(one for one in everybody if one not in silent))
        await lane.tick(10)
    found = {case.subject.id for case in lane.open() if case.is_outage}
    assert found == {"norrby/Hamnen", "norrby/sender/trygg"}
    return lane, units[0], silent, everybody


def test_a_unit_of_two_open_outages_is_out_in_one_and_its_case_is_merged_once() -> None:
    async def scenario() -> None:
        lane, unit, silent, everybody = await two_that_go_on()
        for _ in range(25):
            await lane.alive(*(one for one in everybody if one not in silent and one != unit))
            await lane.tick(10)
        assert sum(unit in case.out for case in lane.open() if case.is_outage) == 1
        assert len(lane.here.journal.bodies(ev.CaseMerged)) == 1

    run_async(scenario())


async def closed_by_hand(lane: Joined, case: Case) -> None:
    anna = operator("anna")
    await lane.here.desk.claim(anna, case.id)
    claimed = lane.here.recorder.board.get(case.id)
    assert claimed is not None
    await lane.here.desk.close(anna, case.id, "technical_fixed", "", claimed.version)


def test_who_is_out_when_an_outage_is_closed_by_hand_has_a_case_at_once() -> None:
    async def scenario() -> None:
        lane, units = await joined(5, interval_s=None)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units[:4]))  # type: ignore[arg-type]
        await lane.tick()
        await lane.alive(units[0])
        closed = outage(lane)
        await closed_by_hand(lane, closed)
        await lane.tick()
        assert sorted(case.device for case in lane.open()) == [LINE, *units[1:4]]
        assert {case.linked for case in lane.open()} == {(closed.id,)}
        await closed_by_hand(lane, lane.open(device=units[1])[0])
        await lane.tick(30)
        assert sorted(case.device for case in lane.open()) == [LINE, *units[2:4]]

    run_async(scenario())


def test_an_outage_that_was_closed_by_hand_while_the_console_was_off_leaves_nobody_out() -> None:
    async def scenario() -> None:
        lane, units = await joined(5, interval_s=None)
        await lane.hear(line_alarm(lane), *(lost(lane, unit) for unit in units[:3]))  # type: ignore[arg-type]
        await lane.tick()
        await lane.alive(units[0])
        await closed_by_hand(lane, outage(lane))
        here = station(journal=lane.here.journal, residents=lane.here.residents, broker=lane.here.broker)
        again = await Joined(here).start()
        await again.tick()
        assert sorted(case.device for case in again.open()) == [LINE, *units[1:3]]

    run_async(scenario())
