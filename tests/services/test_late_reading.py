"""A large centre: its devices are read behind the first queue. Until they are, no alarm is treated worse for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.correlation import MANY
from console.domain.events import SubjectKind
from console.domain.lifecycle import State
from console.domain.reach import Reach
from console.domain.report import AlarmReport, LinkPath
from console.domain.resident import SelfTests
from console.services import fleet, reaches
from tests.builders import SENDER, alarm, municipality
from tests.fakes import run_async
from tests.services.fakes import Station, station
from tests.services.technical_kit import BOTH_UP, INTERVAL_S, LINES, town
from tests.services.technical_kit import Lane as Joined

LINE = "line-Hamnen"
ALL_DOWN = tuple(LinkPath(name, False) for name in ("net", "mobile", "phone"))


async def unread(here: Station) -> Joined:
    """A console that has opened, whose devices are not read yet: `lane.fleet.look()` reads them."""
    here.residents.put(municipalities=[replace(municipality(senders=(SENDER, LINES)), tests=SelfTests(10, 9, 10))])
    lane = Joined(here)
    here.watch.duties.remove(lane.fleet.look)
    await here.start(seat="anna")
    await lane.see()
    return lane


async def begun(homes: int = 10) -> tuple[Joined, list[str]]:
    here = station()
    units = town(here, homes)
    return await unread(here), units


async def restarted(before: Joined) -> Joined:
    """The same centre, after an end and a start."""
    here = before.here
    again = station(journal=here.journal, residents=here.residents, broker=here.broker)
    await again.clock.advance((here.clock.now() - again.clock.now()).total_seconds())
    return await unread(again)


def of(lane: Joined, device: str, cause: Cause, *, is_reset: bool = False) -> AlarmReport:
    if device == LINE:
        kind = DeviceKind.BROADBAND_LINE
        return alarm(lane.here.clock.now(), cause, kind, device=device, sender=LINES, is_reset=is_reset)
    return alarm(lane.here.clock.now(), cause, device=device, is_reset=is_reset)


def test_a_persons_alarm_finds_the_person_before_any_device_is_read() -> None:
    async def scenario() -> None:
        lane, units = await begun()
        await lane.hear(of(lane, units[3], Cause.PRESS))
        [case] = lane.open()
        assert not lane.fleet.is_read
        assert (case.cause, case.lane, case.resident) == (Cause.PRESS, Lane.PERSON, "person-004")
        [row] = lane.here.feed.queue.rows()  # type: ignore[union-attr]
        assert [person.id for person in row.people] == ["person-004"]

    run_async(scenario())


def test_a_line_that_is_lost_is_the_outage_of_its_area_and_takes_what_is_lost_there() -> None:
    async def scenario() -> None:
        lane, units = await begun()
        await lane.hear(of(lane, LINE, Cause.LINK_LOST))
        await lane.hear(*(of(lane, unit, Cause.LINK_LOST) for unit in units[:2]))
        [case] = lane.open()
        assert (case.subject.kind, case.subject.id) == (SubjectKind.AREA, "norrby/Hamnen")
        assert case.out == {LINE, *units[:2]}
        await lane.hear(of(lane, units[0], Cause.LINK_LOST, is_reset=True))
        [case] = lane.open()
        assert case.out == {LINE, units[1]}

    run_async(scenario())


@pytest.mark.parametrize(("count", "outages"), [(MANY - 1, 0), (MANY, 1)])
def test_one_batch_of_losses_is_an_outage_only_where_it_is_one_however_many_devices_there_are(
    count: int, outages: int
) -> None:
    async def scenario() -> None:
        lane, units = await begun(MANY)
        await lane.hear(*(of(lane, unit, Cause.LINK_LOST) for unit in units[:count]))
        assert [case.is_outage for case in lane.open()].count(True) == outages

    run_async(scenario())


def test_what_was_lost_one_by_one_meanwhile_becomes_one_outage_when_the_devices_are_read() -> None:
    async def scenario() -> None:
        lane, units = await begun()
        await lane.alive(*units, LINE)
        for unit in units:
            await lane.hear(of(lane, unit, Cause.LINK_LOST))
            await lane.tick(8)
        assert len(lane.open()) == len(units)
        await lane.tick(60)
        await lane.alive(LINE)
        await lane.fleet.look()
        await lane.tick()
        [case] = lane.open()
        assert (case.subject.id, case.out) == ("norrby/Hamnen", frozenset(units))

    run_async(scenario())


@pytest.mark.parametrize("by", ["fault", "word"])
def test_who_lost_every_way_meanwhile_is_lifted_in_the_second_in_which_the_devices_are_read(
    by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though their turn among a million would come in an hour."""
    monkeypatch.setattr(reaches, "JUDGED_AT_ONCE", 1)

    async def scenario() -> None:
        before, units = await begun(40)
        await before.alive(*units, LINE, paths=BOTH_UP)
        lane = await restarted(before)
        await lane.tick()
        if by == "fault":
            await lane.hear(of(lane, units[-1], Cause.LINK_LOST))
        else:
            await lane.alive(units[-1], paths=ALL_DOWN)
        await lane.tick(INTERVAL_S)
        assert not any(case.is_lifted for case in lane.open())
        await lane.alive(*units[:-1], LINE, paths=BOTH_UP)
        await lane.fleet.look()
        await lane.tick()
        [case] = lane.open(is_lifted=True)
        assert (case.resident, case.device) == ("person-040", units[-1])
        assert lane.reaches.reach(case.resident) is Reach.NO_PATH  # type: ignore[arg-type]

    run_async(scenario())


def test_a_device_that_speaks_meanwhile_is_not_silent_when_the_devices_are_read() -> None:
    async def scenario() -> None:
        lane, units = await begun(2)
        await lane.alive(*units, LINE)
        for _ in range(6):
            await lane.tick(INTERVAL_S)
            await lane.alive(units[0], LINE)
        await lane.fleet.look()
        await lane.tick()
        assert [(case.cause, case.device) for case in lane.open()] == [(Cause.HEARTBEAT_MISSED, units[1])]
        await lane.alive(units[1])
        await lane.tick()
        [case] = lane.open()
        assert case.state is State.RETURNED_UNSEEN

    run_async(scenario())


def test_who_was_told_silent_before_a_restart_is_heard_though_they_speak_before_the_reading() -> None:
    async def scenario() -> None:
        lane, units = await begun(1)
        await lane.alive(*units, LINE)
        await lane.fleet.look()
        await lane.tick(3 * INTERVAL_S - 2)
        await lane.alive(LINE)
        await lane.tick(4)
        assert [case.cause for case in lane.open()] == [Cause.HEARTBEAT_MISSED]
        after = await restarted(lane)
        await after.tick(2)
        await after.alive(*units, LINE)
        await after.tick()
        await after.fleet.look()
        await after.tick()
        [case] = after.open()
        assert case.state is State.RETURNED_UNSEEN

    run_async(scenario())


def test_an_outage_whose_line_came_back_before_a_restart_still_leaves_nobody_behind() -> None:
    async def scenario() -> None:
        here = station()
        units = town(here, 5, interval_s=None)
        lane = await unread(here)
        await lane.fleet.look()
        await lane.alive(*units, LINE)
        await lane.hear(of(lane, LINE, Cause.LINK_LOST), *(of(lane, unit, Cause.LINK_LOST) for unit in units))
        await lane.tick()
        await lane.alive(LINE)
        await lane.tick()
        after = await restarted(lane)
        await after.tick(60)
        [case] = after.open()
        assert case.out == frozenset(units)
        await after.fleet.look()
        await after.tick(15 * 60)
        assert sorted(case.device for case in after.open()) == units

    run_async(scenario())


def test_a_missed_test_is_told_when_the_devices_are_read_and_not_forgotten() -> None:
    async def scenario() -> None:
        here = station()
        units = town(here, 2)
        lane = await unread(here)
        await lane.fleet.look()
        await lane.hear(alarm(here.clock.now(), Cause.TEST, device=units[0], is_test=True))
        after = await restarted(lane)
        march = datetime(2026, 3, 10, 10, 30, tzinfo=UTC)
        await after.tick((march - after.here.clock.now()).total_seconds())
        assert after.open(cause=Cause.TEST_MISSED) == []
        await after.fleet.look()
        await after.alive(*units, LINE)
        await after.tick()
        assert [case.device for case in after.open(cause=Cause.TEST_MISSED)] == [units[0]]

    run_async(scenario())


def test_of_a_large_centre_the_start_reads_only_so_much_and_of_an_ordinary_one_all() -> None:
    async def scenario() -> None:
        lane, _ = await begun(5)
        await lane.fleet.look(4)
        assert (lane.fleet.is_read, dict(lane.fleet.lines())) == (False, {})
        await lane.fleet.look(6)
        assert lane.fleet.is_read
        assert len(lane.fleet.lines()) == 6

    run_async(scenario())


def test_a_store_that_does_not_answer_keeps_no_loss_waiting_longer_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "WAITED_FOR_S", 0.05)

    async def scenario() -> None:
        lane, units = await begun(1)
        lane.equipment.is_down = True
        await lane.hear(of(lane, units[0], Cause.LINK_LOST))
        assert [(case.device, case.resident) for case in lane.open()] == [(units[0], "person-001")]

    run_async(scenario())
