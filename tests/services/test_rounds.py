"""The round as the screen is told of it: every look of the night, how it stands, and what is lacking, masked for
whoever sits here."""

from dataclasses import replace
from datetime import timedelta

from console.domain.alarm import DeviceKind
from console.domain.ids import ConsoleId
from console.domain.look import LookOutcome, LookState
from console.domain.picture import Picture
from console.domain.resident import Protection
from console.domain.round_rows import Lack, RoundGroup, group_of, next_look
from console.services.screen import RoundTold
from tests.builders import device, minutes, resident
from tests.decision_samples import decision
from tests.fakes import run_async
from tests.services.round_kit import LOOK, RoundStation, oskar


def test_the_night_is_told_look_by_look_and_again_only_when_something_changed() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        await here.rounds.look()
        await here.rounds.look()
        assert len([one for one in here.screen.shown if isinstance(one, RoundTold)]) == 1
        rows = here.board().rows
        assert [(row.round, row.number, row.count) for row in rows] == [(1, 1, 3), (2, 2, 3), (3, 3, 3)]
        assert rows[0].person is not None
        assert rows[0].person.name == "Astrid Lind"
        now = here.clock.now()
        assert [group_of(row, now) for row in rows] == [RoundGroup.NOW, RoundGroup.LATER, RoundGroup.LATER]
        chosen = next_look(rows, now)
        assert chosen is not None
        assert chosen.look == LOOK

    run_async(scenario())


def test_what_somebody_said_is_on_the_board_of_everybody_who_shares_the_round() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        there = RoundStation(name=ConsoleId("console-2"), journal=here.journal, residents=here.residents)
        await there.open(seat="lisa")
        await here.recorder.follow()
        await here.looks.open(oskar, LOOK)
        await there.recorder.follow()
        await there.rounds.look()
        [first, *_] = there.board().rows
        assert (first.holder, first.is_mine) == ("Oskar", False)
        assert next_look(there.board().rows, there.clock.now()) is None
        assert there.board().sharing == ("Oskar",)
        await here.seconds(1)
        await here.looks.judge(oskar, LOOK, LookOutcome.UP)
        await there.recorder.follow()
        await there.rounds.look()
        [first, *_] = there.board().rows
        assert (first.state, first.outcome, first.said_by) == (LookState.DONE, LookOutcome.UP, "Oskar")
        assert there.board().figures.done == 1
        assert there.board().figures.avoided == 1

    run_async(scenario())


def test_a_camera_of_somebody_else_is_lacking_and_is_nobodys_next_look() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        here.residents.put(
            residents=[resident("bertil")],
            devices=[device("cam-1", resident="bertil", kind=DeviceKind.CAMERA)],
        )
        await here.directory.anew()
        await here.rounds.look()
        board = here.board()
        assert {row.lack for row in board.rows} == {Lack.CAMERA_MOVED}
        assert next_look(board.rows, here.clock.now()) is None
        assert board.figures.lacking == 1

    run_async(scenario())


def test_a_protected_person_has_no_name_in_the_round() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        here.residents.put(residents=[resident(protection=Protection.PROTECTED)])
        await here.directory.anew()
        await here.rounds.look()
        person = here.board().rows[0].person
        assert person is not None
        assert person.is_masked
        assert person.name == ""

    run_async(scenario())


def test_who_may_not_perform_a_look_sees_it_and_cannot_open_it() -> None:
    async def scenario() -> None:
        here = await RoundStation().open(seat="anna")
        await here.rounds.look()
        assert not any(row.is_by_camera for row in here.board().rows)

    run_async(scenario())


def test_what_was_over_before_the_decision_was_known_is_not_asked_for() -> None:
    async def scenario() -> None:
        here = await RoundStation().open(after=timedelta(hours=4))
        known = here.clock.now()
        here.decisions.put(*[replace(one, known_since=known) for one in await here.decisions.decisions()])
        await here.shelf.start()
        await here.rounds.look()
        assert [row.round for row in here.board().rows] == [2, 3]

    run_async(scenario())


def test_the_open_look_is_told_as_it_changes_and_gone_when_it_is_said() -> None:
    async def scenario() -> None:
        here = await RoundStation().open()
        await here.rounds.look()
        await here.looks.open(oskar, LOOK)
        told = here.open_look()
        assert told is not None
        assert (told.picture, told.is_simulated) == (Picture.COMING, True)
        await here.seconds(1)
        told = here.open_look()
        assert told is not None
        assert told.picture is Picture.LIVE
        await here.looks.judge(oskar, LOOK, LookOutcome.ASLEEP)
        assert here.open_look() is None

    run_async(scenario())


def test_cameras_are_made_ready_while_looks_are_due_and_rest_when_none_is() -> None:
    async def scenario() -> None:
        here = await RoundStation(decisions=(decision(looks=decision().looks[:1]),)).open(after=minutes(30))
        await here.rounds.look()
        assert here.cameras.warmth[-1] == "rest"
        await here.clock.advance(minutes(65))
        await here.rounds.look()
        assert here.cameras.warmth[-1] == "warm"
        await here.looked(oskar, LookOutcome.ASLEEP)
        await here.clock.advance(minutes(5))
        await here.looking.step()
        await here.rounds.look()
        assert here.cameras.warmth[-1] == "rest"

    run_async(scenario())
