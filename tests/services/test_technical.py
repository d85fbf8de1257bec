"""The lane as the screen is told of it: the queue's rows, what they mean, at most once a second and only on change."""

from datetime import timedelta

from console.domain.alarm import Cause
from console.domain.ids import DeviceId
from console.domain.lane import Ways, WayState
from console.domain.reach import Reach, ReachGround
from console.domain.report import LinkPath
from console.domain.silence import SilenceKind, device_about
from console.domain.silence_steps import BeginSilence
from console.services.screen import LaneTold
from console.services.silences import Silences
from tests.builders import HERE, NORRBY, alarm, counter, operator
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import ALL_UP, LINES, town
from tests.services.technical_kit import Lane as Joined

HOUR_S = 3600


async def joined(homes: int = 2) -> Joined:
    here = station()
    town(here, homes, interval_s=HOUR_S)
    return await Joined(here).start()


def test_a_row_says_what_the_device_said_last_and_what_the_fault_means() -> None:
    async def scenario() -> None:
        lane = await joined()
        paths = (LinkPath("net", False), LinkPath("mobile", None), LinkPath("phone", True))
        await lane.alive("unit-001", paths=paths, battery_percent=64, has_mains=True)
        heard_at = lane.here.clock.now()
        await lane.hear(alarm(heard_at, Cause.PRIMARY_LINK_LOST, device="unit-001"))
        await lane.tick()
        [one] = lane.told().rows
        assert one.row == lane.here.feed.queue.row(one.row.case)  # type: ignore[union-attr]
        assert (one.reach, one.grounds) == (Reach.PHONE_ONLY, (ReachGround.SOME_PATHS_DOWN,))
        assert one.ways == Ways(WayState.DOWN, WayState.UNKNOWN, WayState.UP)
        assert (one.battery_percent, one.has_mains, one.heard_at) == (64, True, heard_at)
        assert (one.until, one.silence, one.outage) == (None, None, None)

    run_async(scenario())


def test_nothing_is_told_where_nothing_has_changed_and_once_where_much_has() -> None:
    async def scenario() -> None:
        lane = await joined(5)
        await lane.alive(*(f"unit-00{number}" for number in range(1, 6)))
        await lane.tick()
        told = len(lane.here.screen.of(LaneTold))
        for _ in range(5):
            await lane.tick()
        await lane.alive("unit-001", paths=(LinkPath("net", True), LinkPath("mobile", False)))
        await lane.tick()
        assert len(lane.here.screen.of(LaneTold)) == told
        for number in range(1, 6):
            await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device=f"unit-00{number}"))
        await lane.tick()
        assert len(lane.here.screen.of(LaneTold)) == told + 1
        assert len(lane.told().rows) == 5

    run_async(scenario())


def test_a_row_that_a_flood_folds_is_still_in_the_lane() -> None:
    async def scenario() -> None:
        lane = await joined(12)
        for number in range(1, 13):
            await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device=f"unit-{number:03}"))
        queue = lane.here.feed.queue
        assert queue is not None
        queue.flood(True)
        await lane.tick()
        assert queue.rows() == ()
        assert len(lane.told().rows) == 12

    run_async(scenario())


def test_how_long_a_battery_lasts_is_a_straight_line_from_what_it_lost() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001", battery_percent=90, has_mains=False)
        await lane.hear(alarm(lane.here.clock.now(), Cause.MAINS_LOST, device="unit-001"))
        await lane.tick(HOUR_S)
        await lane.alive("unit-001", battery_percent=60, has_mains=False)
        now = lane.here.clock.now()
        await lane.tick()
        assert lane.told().rows[0].until == now + timedelta(hours=2)
        await lane.alive("unit-001", battery_percent=61, has_mains=True)
        await lane.tick()
        assert lane.told().rows[0].until is None

    run_async(scenario())


def test_a_row_that_passes_its_target_is_told_anew_by_time_alone() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.alive("unit-001", paths=ALL_UP)
        await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device="unit-001"))
        await lane.tick()
        assert not lane.told().rows[0].row.is_over_target
        await lane.tick(901)
        assert lane.told().rows[0].row.is_over_target

    run_async(scenario())


def test_who_leaves_takes_the_rows_along_and_a_fault_of_a_thing_has_no_person() -> None:
    async def scenario() -> None:
        lane = await joined(1)
        await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device="line-Hamnen", sender=LINES))
        await lane.tick()
        [one] = lane.told().rows
        assert (one.reach, one.row.people, one.ways) == (None, (), Ways())
        await lane.here.sign_in.sign_out()
        await lane.tick()
        assert lane.told().rows == ()

    run_async(scenario())


def test_one_fault_among_many_makes_one_row_anew() -> None:
    async def scenario() -> None:
        lane = await joined(12)
        for number in range(1, 13):
            await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device=f"unit-{number:03}"))
        await lane.tick()
        before = {row.row.case: row for row in lane.told().rows}
        await lane.alive("unit-005", battery_percent=50)
        await lane.hear(alarm(lane.here.clock.now(), Cause.MAINS_LOST, device="unit-007"))
        await lane.tick()
        after = {row.row.case: row for row in lane.told().rows}
        anew = {row.device for case, row in after.items() if before.get(case) is not row}
        assert len(after) == 13
        assert anew == {"unit-005", "unit-007"}

    run_async(scenario())


def test_a_fault_that_is_closed_leaves_the_lane_and_the_order_holds() -> None:
    async def scenario() -> None:
        lane = await joined(4)
        for number in (3, 1, 2):
            await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device=f"unit-{number:03}"))
            await lane.tick()
        assert [row.device for row in lane.told().rows] == ["unit-003", "unit-001", "unit-002"]
        [case] = lane.open(device="unit-001")
        anna = operator("anna")
        await lane.here.desk.claim(anna, case.id)
        await lane.tick()
        assert [row.device for row in lane.told().rows] == ["unit-001", "unit-003", "unit-002"]
        claimed = lane.here.recorder.board.get(case.id)
        assert claimed is not None
        await lane.here.desk.close(anna, case.id, "technical_fixed", "", claimed.version)
        await lane.tick()
        assert [row.device for row in lane.told().rows] == ["unit-003", "unit-002"]

    run_async(scenario())


def test_a_silence_is_on_the_row_while_it_lasts() -> None:
    async def scenario() -> None:
        lane = await joined(2)
        for number in (1, 2):
            await lane.hear(alarm(lane.here.clock.now(), Cause.TAMPER, device=f"unit-{number:03}"))
        await lane.tick()
        silences = Silences(lane.here.recorder, lane.here.clock, counter("s"), HERE)
        about = device_about(NORRBY, DeviceId("unit-002"))
        until = lane.here.clock.now() + timedelta(hours=1)
        begin = BeginSilence(SilenceKind.SHELVED, NORRBY, about, (Cause.TAMPER,), "byts", until)
        await silences.begin(operator("anna"), begin)
        await lane.tick()
        assert [row.silence is not None for row in lane.told().rows] == [False, True]
        await lane.tick(3601)
        await silences.look()
        await lane.tick()
        assert [row.silence for row in lane.told().rows] == [None, None]

    run_async(scenario())
