"""Monthly tests: whose did not come has a case, many of one sender have one, and a restart tells nothing twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.events import ProvenBy, SubjectKind
from console.domain.reach import Reach
from console.domain.report import LinkPath
from console.domain.resident import SelfTests
from tests.builders import NORRBY, SENDER, alarm, municipality, operator
from tests.fakes import HandClock, run_async
from tests.services.fakes import FakeBroker, Station, station
from tests.services.technical_kit import LINES, town
from tests.services.technical_kit import Lane as Joined

TESTS = SelfTests(day=10, from_hour=8, to_hour=10)
FEBRUARY = datetime(2026, 2, 10, 7, 30, tzinfo=UTC)
"""08:30 in Sweden's winter."""
AN_HOUR = 3600
MONTH = timedelta(days=28)


async def joined(homes: int = 3) -> tuple[Joined, list[str]]:
    here = station(broker=FakeBroker(HandClock(FEBRUARY)))
    units = town(here, homes, interval_s=None)
    return await begun(here), units


async def begun(here: Station) -> Joined:
    here.residents.put(municipalities=[replace(municipality(senders=(SENDER, LINES)), tests=TESTS)])
    lane = await Joined(here).start()
    await lane.tick()
    return lane


async def restarted(lane: Joined) -> Joined:
    """The same centre, after an end and a start."""
    before = lane.here
    return await begun(station(journal=before.journal, residents=before.residents, broker=before.broker))


def test_alarm(lane: Joined, unit: str) -> object:
    return alarm(lane.here.clock.now(), Cause.TEST, device=unit, is_test=True)


test_alarm.__test__ = False  # type: ignore[attr-defined]


async def to_march(lane: Joined, hour: float) -> None:
    """To that hour, by the local clock, of 10 March."""
    march = datetime(2026, 3, 10, tzinfo=UTC) + timedelta(hours=hour - 1)
    await lane.tick((march - lane.here.clock.now()).total_seconds())


def test_a_test_in_the_window_is_proven_by_the_schedule() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        await lane.hear(test_alarm(lane, units[0]))  # type: ignore[arg-type]
        await lane.tick(6 * AN_HOUR)
        await lane.hear(test_alarm(lane, units[1]))  # type: ignore[arg-type]
        filed = [body.by for body in lane.here.journal.bodies(ev.SelfTestFiled) if isinstance(body, ev.SelfTestFiled)]
        assert filed == [ProvenBy.SCHEDULE, ProvenBy.STATUS]
        assert lane.open() == []

    run_async(scenario())


def test_who_tested_last_month_and_not_this_month_has_a_case_an_hour_after_the_window() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        for unit in units[:2]:
            await lane.hear(test_alarm(lane, unit))  # type: ignore[arg-type]
        await to_march(lane, 8.5)
        await lane.hear(test_alarm(lane, units[0]))  # type: ignore[arg-type]
        await to_march(lane, 10.99)
        assert lane.open() == []
        await to_march(lane, 11.01)
        [case] = lane.open()
        assert (case.cause, case.device, case.resident) == (Cause.TEST_MISSED, units[1], "person-002")

    run_async(scenario())


def test_a_restart_tells_what_fell_due_while_we_were_off_and_only_once() -> None:
    async def scenario() -> None:
        lane, units = await joined()
        await lane.hear(test_alarm(lane, units[0]))  # type: ignore[arg-type]
        await lane.here.clock.advance(MONTH + timedelta(hours=20))
        again = await restarted(lane)
        await again.tick()
        [case] = again.open()
        anna = operator("anna")
        await again.here.desk.claim(anna, case.id)
        await again.here.desk.close(anna, case.id, "technical_fixed", "", again.open()[0].version)
        third = await restarted(lane)
        await third.tick(14 * AN_HOUR)
        assert third.open() == []

    run_async(scenario())


def test_more_than_twenty_missing_tests_of_a_sender_are_one_case() -> None:
    async def scenario() -> None:
        lane, units = await joined(21)
        for unit in units:
            await lane.hear(test_alarm(lane, unit))  # type: ignore[arg-type]
        await to_march(lane, 12)
        [case] = lane.open()
        assert (case.cause, case.subject.kind, case.subject.id) == (
            Cause.TEST_MISSED, SubjectKind.SOURCE, f"{NORRBY}/{SENDER}",
        )  # fmt: skip
        assert case.recent[0].text == "21"

    run_async(scenario())


def test_a_telephone_that_no_test_has_proven_lately_is_not_believed() -> None:
    async def scenario() -> None:
        lane, units = await joined(1)
        phone = (LinkPath("net", False), LinkPath("phone", True))
        await lane.hear(test_alarm(lane, units[0]))  # type: ignore[arg-type]
        await lane.alive(units[0], paths=phone)
        await lane.tick()
        assert lane.reaches.counts([NORRBY])[Reach.PHONE_ONLY] == 1
        await to_march(lane, 12)
        await lane.alive(units[0], paths=phone)
        await lane.tick()
        assert lane.reaches.counts([NORRBY])[Reach.UNKNOWN] == 1

    run_async(scenario())
