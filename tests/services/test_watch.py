"""Sight and time: blind within seconds, a sound that stops by itself, promises, orphans, and silence that is told."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.events import SightLost
from console.domain.ids import CaseId, ConsoleId, OperatorId
from console.domain.journal import Unwritable
from console.domain.lifecycle import State
from console.domain.link import LostContact
from console.domain.report import CanaryReport, Sequence, Sight
from console.domain.sight import Grade
from console.domain.silence import About, AboutKind, Silence, SilenceId, SilenceKind
from console.domain.triage import Planned
from console.services.screen import CanaryStored, SightChanged
from tests.builders import ANNA, BO, NORRBY, T0, alarm, knowledge, operator, seconds
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station, two_stations

anna, bo = operator("anna"), operator("bo")


async def opened(here: Station, device: str = "dev-1", **more: object) -> CaseId:
    at = here.clock.now()
    recorded = await here.recorder.record([alarm(at, device=device, **more)], knowledge())  # type: ignore[arg-type]
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


def sights(here: Station) -> list[tuple[Grade, SightLost | None]]:
    """What the screen was told of our sight, in order."""
    return [(told.grade, told.lost) for told in here.screen.of(SightChanged)]  # type: ignore[union-attr]


def test_the_canary_goes_through_broker_store_and_screen_and_back() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            assert here.watch.verdict.grade is Grade.SEEING
            assert here.watch.canary.sent == here.watch.canaries_painted == 5
            assert [shown.number for shown in here.screen.of(CanaryStored)] == [1, 2, 3, 4, 5]  # type: ignore[union-attr]
        assert here.siren.started_at == []
        assert sights(here)[-1] == (Grade.SEEING, None)

    run_async(scenario())


def test_a_cut_cable_is_told_and_sounds_within_fifteen_seconds_and_clears_by_itself() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(31)
            here.link.is_cut = True
            proven = 30.0
            await here.clock.advance(12)
            assert here.watch.verdict.grade is Grade.SEEING
            await here.clock.advance(1.9)
            assert sights(here)[-1] == (Grade.BLIND, SightLost.LINK)
            told = here.screen.of(SightChanged)[-1]
            assert isinstance(told, SightChanged)
            assert told.since == T0 + seconds(proven)
            assert told.explanation == "the cable is cut"
            assert here.siren.is_sounding
            assert here.siren.started_at[0] - proven <= 14.5, "it takes half a second to be heard"
            await here.clock.advance(600)
            assert here.siren.is_sounding
            here.link.is_cut = False
            await here.clock.advance(6)
            assert sights(here)[-1] == (Grade.SEEING, None)
            assert not here.siren.is_sounding
        [began] = here.journal.bodies(ev.BlindnessBegan)
        [ended] = here.journal.bodies(ev.BlindnessEnded)
        assert began == ev.BlindnessBegan(here.name, SightLost.LINK, T0 + seconds(proven))
        assert ended == ev.BlindnessEnded(here.name, SightLost.LINK, T0 + seconds(proven))

    run_async(scenario())


def test_a_broker_that_takes_and_gives_nothing_back_is_found_out_too() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            here.link.is_deaf = True
            await here.clock.advance(16)
            assert sights(here)[-1] == (Grade.BLIND, SightLost.LINK)

    run_async(scenario())


def test_a_store_that_refuses_is_told_by_its_name() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            here.journal.is_down = True
            await here.clock.advance(16)
            assert sights(here)[-1] == (Grade.BLIND, SightLost.STORE)
            assert here.siren.is_sounding
            here.journal.is_down = False
            await here.clock.advance(7)
            assert sights(here)[-1] == (Grade.SEEING, None)
        assert len(here.journal.bodies(ev.BlindnessBegan)) == len(here.journal.bodies(ev.BlindnessEnded))

    run_async(scenario())


def test_a_store_that_hangs_keeps_nobody_from_saying_that_we_are_blind() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.desk.promise(anna, case, T0 + seconds(22), "patrull")
        async with here.running():
            await here.clock.advance(21)
            here.journal.hold()
            await here.clock.advance(20)
            assert here.watch.verdict.lost in (SightLost.LINK, SightLost.STORE)
            assert here.siren.is_sounding
            assert here.link.presences[-1].sight is Sight.BLIND
            here.journal.let_go()
            await here.clock.advance(10)
            assert here.watch.verdict.grade is Grade.SEEING

    run_async(scenario())


def test_a_frozen_screen_turns_us_blind_within_eleven_seconds_while_alarms_are_stored() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            here.screen.is_painting = False
            await here.clock.advance(4.5)
            assert here.watch.verdict.grade is Grade.SEEING
            await here.clock.advance(11)
            assert sights(here)[-1] == (Grade.BLIND, SightLost.SCREEN)
            assert here.siren.is_sounding
            assert here.link.presences[-1].sight is Sight.BLIND
            report = alarm(here.clock.now())
            here.link.receive(report)
            await settle()
            assert report.head.key in here.journal.reports
            here.screen.is_painting = True
            await here.clock.advance(6)
            assert sights(here)[-1] == (Grade.SEEING, None)
            assert not here.siren.is_sounding

    run_async(scenario())


def test_a_screen_that_answers_each_canary_a_minute_late_is_blind() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            here.screen.is_painting = False
            for number in range(6, 12):
                await here.clock.advance(5)
                here.watch.painted(number - 6)
            assert here.watch.verdict.lost is SightLost.SCREEN

    run_async(scenario())


def test_a_canary_of_an_earlier_run_proves_nothing() -> None:
    async def scenario() -> None:
        here = await station().start()
        for number in (57, 58):
            await here.clock.advance(8)
            await here.intake.take([CanaryReport(here.name, number, T0, T0)])
        await here.watch.tick()
        assert here.watch.verdict.lost is SightLost.LINK
        assert here.screen.of(CanaryStored) == []

    run_async(scenario())


def test_another_consoles_canary_proves_nothing_about_us() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.watch.canary.number = 99
        for number in range(4):
            await here.clock.advance(4)
            await here.intake.take([CanaryReport(ConsoleId("console-2"), number, T0, T0)])
        await here.watch.tick()
        assert here.watch.verdict.lost is SightLost.LINK
        assert here.screen.of(CanaryStored) == []

    run_async(scenario())


def test_a_stepped_wall_clock_neither_blinds_us_nor_gives_sight() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(21)
            here.clock._start += timedelta(days=1)
            await here.clock.advance(3)
            assert here.watch.verdict.grade is Grade.SEEING

    run_async(scenario())


def test_an_empty_chair_is_blind_and_silent_until_a_person_waits() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        async with here.running():
            await here.clock.advance(10)
            assert sights(here)[-1] == (Grade.BLIND, SightLost.NOBODY)
            assert not here.siren.is_sounding
            await opened(here, cause=Cause.BATTERY_LOW)
            await here.clock.advance(2)
            assert not here.siren.is_sounding
            await opened(here)
            await here.clock.advance(2)
            assert here.siren.is_sounding
            await here.sign_in.sign_in_as(ANNA)
            await here.clock.advance(2)
            assert not here.siren.is_sounding
        assert here.journal.bodies(ev.BlindnessBegan) == []

    run_async(scenario())


def test_an_empty_chair_is_silent_while_another_console_sees() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="")
        async with one.running(), two.running():
            await one.clock.advance(12)
            await opened(one)
            await two.recorder.follow()
            await one.clock.advance(3)
            assert not two.siren.is_sounding
            one.broker.last_will(one.name)
            one.link.is_cut = True
            await one.clock.advance(2)
            assert two.siren.is_sounding

    run_async(scenario())


async def promised(here: Station, due_in: timedelta) -> CaseId:
    case = await opened(here)
    await here.desk.claim(anna, case)
    await here.desk.promise(anna, case, here.clock.now() + due_in, "patrull")
    return case


def test_a_broken_promise_raises_its_case_once() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await promised(here, timedelta(minutes=10))
        async with here.running():
            await here.clock.advance(599)
            assert here.journal.bodies(ev.PromiseBroken) == []
            await here.clock.advance(60)
        assert here.journal.bodies(ev.PromiseBroken) == [ev.PromiseBroken(T0 + timedelta(minutes=10))]
        found = here.recorder.board.get(case)
        assert found is not None
        assert (found.is_raised, found.state, found.owner) == (True, State.UNACKNOWLEDGED, None)
        assert here.rows() == [case]

    run_async(scenario())


def test_a_promise_that_fell_due_while_we_were_off_is_raised_at_the_first_tick_once() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await promised(here, timedelta(minutes=10))
        await here.clock.advance(3600)
        again = Station(journal=here.journal, residents=here.residents, broker=here.broker)
        await again.start()
        for _ in range(3):
            await again.watch.tick()
        assert len(here.journal.bodies(ev.PromiseBroken)) == 1
        assert again.recorder.board.cases[case].is_raised

    run_async(scenario())


def test_two_consoles_raise_a_broken_promise_once() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        await promised(one, timedelta(seconds=30))
        await two.recorder.follow()
        async with one.running(), two.running():
            await one.clock.advance(40)
        assert len(one.journal.bodies(ev.PromiseBroken)) == 1

    run_async(scenario())


def test_a_kept_or_renewed_promise_is_not_broken() -> None:
    async def scenario() -> None:
        here = await station().start()
        kept = await promised(here, timedelta(minutes=10))
        await here.desk.keep_promise(anna, kept)
        other = await opened(here, "dev-2")
        await here.desk.claim(anna, other)
        await here.desk.promise(anna, other, T0 + timedelta(minutes=10), "patrull")
        await here.desk.promise(anna, other, T0 + timedelta(minutes=90), "patrull senare")
        await here.clock.advance(timedelta(minutes=60))
        await here.watch.tick()
        assert here.journal.bodies(ev.PromiseBroken) == []

    run_async(scenario())


def test_a_dead_consoles_case_is_freed_after_half_a_minute_and_not_before() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        case = await opened(one)
        await one.desk.claim(anna, case)
        async with two.running():
            async with one.running():
                await one.clock.advance(20)
                await two.recorder.follow()
                await one.clock.advance(60)
                assert two.journal.bodies(ev.CaseOrphaned) == []
            two.broker.last_will(one.name)
            await two.clock.advance(29)
            assert two.journal.bodies(ev.CaseOrphaned) == []
            await two.clock.advance(3)
            assert two.journal.bodies(ev.CaseOrphaned) == [ev.CaseOrphaned(ANNA)]
        assert two.rows() == [case]
        found = two.recorder.board.cases[case]
        assert (found.state, found.owner) == (State.UNACKNOWLEDGED, None)

    run_async(scenario())


def test_a_console_that_died_without_a_will_is_missed_all_the_same() -> None:
    """The broker was killed with it: its retained word says forever that it sees."""

    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        case = await opened(one)
        await one.desk.claim(anna, case)
        async with two.running():
            async with one.running():
                await one.clock.advance(12)
            await two.recorder.follow()
            await two.clock.advance(75)
            assert two.recorder.board.cases[case].state is State.UNACKNOWLEDGED

    run_async(scenario())


def test_while_the_broker_is_away_no_console_frees_the_cases_of_another() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        async with one.running(), two.running():
            await one.clock.advance(12)
            case = await opened(one)
            await one.desk.claim(anna, case)
            await two.recorder.follow()
            one.link.is_cut = two.link.is_cut = True
            await one.clock.advance(1800)
            assert one.journal.bodies(ev.CaseOrphaned) == []
            one.link.is_cut = two.link.is_cut = False
            await one.clock.advance(120)
            assert one.journal.bodies(ev.CaseOrphaned) == []
        assert one.recorder.board.cases[case].owner == ANNA

    run_async(scenario())


def test_after_a_restart_the_cases_claimed_here_wait_half_a_minute_for_their_owner() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        again = Station(journal=here.journal, residents=here.residents, broker=here.broker)
        await again.start(seat="bo")
        again.link.is_cut = True
        async with again.running():
            await again.clock.advance(28)
            assert again.journal.bodies(ev.CaseOrphaned) == []
            await again.clock.advance(5)
            assert again.recorder.board.cases[case].state is State.UNACKNOWLEDGED

    run_async(scenario())


def test_the_owner_who_sits_down_again_in_time_keeps_the_case() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        again = Station(journal=here.journal, residents=here.residents, broker=here.broker)
        await again.start(seat="")
        async with again.running():
            await again.clock.advance(25)
            await again.sign_in.sign_in_as(ANNA)
            await again.clock.advance(300)
        assert again.recorder.board.cases[case].owner == ANNA

    run_async(scenario())


def test_who_was_missing_once_is_not_held_missing_at_the_next_claim() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        first = await opened(one)
        await one.desk.claim(anna, first)
        await two.recorder.follow()
        async with two.running():
            await two.clock.advance(40)
            assert len(two.journal.bodies(ev.CaseOrphaned)) == 1
            await two.clock.advance(600)
            second = await opened(one, "dev-2")
            await one.desk.claim(anna, second)
            await two.recorder.follow()
            await two.clock.advance(20)
            assert two.recorder.board.cases[second].owner == ANNA
            await two.clock.advance(20)
            assert two.recorder.board.cases[second].owner is None

    run_async(scenario())


def test_a_blind_screens_cases_are_freed_for_the_others() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        case = await opened(one)
        await one.desk.claim(anna, case)
        async with one.running(), two.running():
            await two.recorder.follow()
            await one.clock.advance(12)
            one.screen.is_painting = False
            await one.clock.advance(60)
            await two.recorder.follow()
            assert two.recorder.board.cases[case].state is State.UNACKNOWLEDGED
            assert two.rows() == [case]

    run_async(scenario())


def test_a_parked_case_is_nobodys_orphan() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await promised(here, timedelta(hours=2))
        await here.sign_in.sign_out()
        async with here.running():
            await here.clock.advance(600)
        assert here.recorder.board.cases[case].state is State.WAITING

    run_async(scenario())


def test_the_presence_says_who_sits_here_and_is_repeated() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            await here.clock.advance(31)
            told = [(presence.sight, presence.operator) for presence in here.link.presences]
            assert told[0] == (Sight.BLIND, "anna")
            assert told[1:] == [(Sight.SEEING, "anna")] * 4
            await here.sign_in.sign_out()
            await here.clock.advance(1)
            assert here.link.presences[-1].operator == ""
            assert here.link.presences[-1].sight is Sight.BLIND

    run_async(scenario())


def test_a_gap_is_a_case_within_five_seconds() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with here.running():
            for number in (1, 3):
                here.link.receive(alarm(T0, sequence=Sequence("a", number)))
            await here.clock.advance(5)
        assert [case.cause for case in here.recorder.board.open_cases()].count(Cause.SEQUENCE_GAP) == 1

    run_async(scenario())


def test_a_headless_console_needs_no_seat_and_no_frame() -> None:
    async def scenario() -> None:
        here = await station(has_screen=False).start(seat="")
        here.screen.is_painting = False
        async with here.running():
            await here.clock.advance(60)
            assert here.watch.verdict.grade is Grade.SEEING
            assert here.siren.started_at == []

    run_async(scenario())


def test_a_row_moves_when_its_target_is_past_although_nothing_happens() -> None:
    async def scenario() -> None:
        here = await station().start()
        await opened(here)
        async with here.running():
            assert here.feed.queue is not None
            await here.clock.advance(58)
            assert not here.feed.queue.rows()[0].is_over_target
            await here.clock.advance(3)
            assert here.feed.queue.rows()[0].is_over_target

    run_async(scenario())


@pytest.mark.parametrize("who", [ANNA, BO])
def test_handing_over_to_an_empty_chair_frees_the_case_after_half_a_minute(who: OperatorId) -> None:
    async def scenario() -> None:
        here = await station().start(seat=who)
        other = BO if who == ANNA else ANNA
        case = await opened(here)
        seated = here.sign_in.seated()
        await here.desk.claim(seated, case)
        await here.desk.hand_over(seated, case, other)
        async with here.running():
            await here.clock.advance(29)
            assert here.recorder.board.cases[case].owner == other
            await here.clock.advance(4)
            assert here.recorder.board.cases[case].owner is None

    run_async(scenario())


def test_a_canary_that_the_broker_refuses_is_told_with_its_reason() -> None:
    async def refused(*_: object) -> None:
        raise LostContact("the broker refused 1 messages: Not authorized")

    async def scenario() -> None:
        here = await station().start()
        here.link.send_canary = refused  # type: ignore[method-assign]
        async with here.running():
            await here.clock.advance(20)
            told = here.screen.of(SightChanged)[-1]
            assert isinstance(told, SightChanged)
            assert (told.grade, told.lost) == (Grade.BLIND, SightLost.LINK)
            assert "Not authorized" in told.explanation

    run_async(scenario())


@pytest.mark.warns
def test_one_duty_that_fails_keeps_neither_the_others_nor_our_sight_waiting() -> None:
    async def scenario() -> None:
        here = await station().start()
        reached: list[float] = []

        async def broken() -> None:
            raise KeyError("a fault of ours")

        async def waits() -> None:
            raise Unwritable("the second line does not answer")

        async def ladder() -> None:
            reached.append(here.clock.monotonic())

        here.watch.duties += [broken, waits, ladder]
        async with here.running():
            await here.clock.advance(30)
            assert len(reached) == 31
            assert here.watch.verdict.grade is Grade.SEEING

    run_async(scenario())


@pytest.mark.warns
def test_a_look_that_falls_keeps_no_duty_from_its_second() -> None:
    async def scenario() -> None:
        here = await station().start()
        reached: list[float] = []

        async def ladder() -> None:
            reached.append(here.clock.monotonic())

        def broken() -> None:
            raise KeyError("a fault of ours")

        here.watch.duties.append(ladder)
        here.feed.advance = broken  # type: ignore[method-assign]
        async with here.running():
            await here.clock.advance(10)
            assert len(reached) == 11

    run_async(scenario())


def test_an_empty_chair_sounds_for_whatever_waits_that_is_graver_than_technical() -> None:
    async def scenario(cause: Cause | None = None, *, is_silenced: bool = False) -> bool:
        here = await station().start(seat="")
        case = (
            await opened(here, sender="new-hub")
            if cause is None
            else await opened(here, cause=cause, kind=DeviceKind.CAMERA)
        )
        assert here.recorder.board.cases[case].lane is not Lane.PERSON
        if is_silenced:
            about = About(AboutKind.DEVICE, "norrby/dev-1")
            silence = Silence(
                SilenceId("s"), SilenceKind.ABSENT, NORRBY, about, (Cause.LOOK_MISSED,), "sjukhus", ANNA,
                here.clock.now(), here.clock.now() + timedelta(hours=1),
            )  # fmt: skip
            await here.recorder.note([Planned("silence:s", NORRBY, ev.SilenceBegan(silence))])
        async with here.running():
            await here.clock.advance(20)
            return here.siren.is_sounding

    assert run_async(scenario())
    assert run_async(scenario(Cause.LOOK_MISSED))
    assert not run_async(scenario(Cause.LOOK_MISSED, is_silenced=True))
    assert not run_async(scenario(Cause.BATTERY_LOW))
