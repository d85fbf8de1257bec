"""A gateway without its line is a loss of sight, told and heard as the stream's link's, and over by itself."""

from console.domain import events as ev
from console.domain.link import LinkState
from console.domain.report import Sight
from console.domain.sight import Grade
from console.services.gateway_lines import GatewayLines
from console.services.screen import SightChanged, Tally
from tests.fakes import run_async
from tests.services.fakes import FakeLine, Station, station


async def with_gateways(*names: str) -> tuple[Station, tuple[FakeLine, ...]]:
    here = await station().start()
    lines = tuple(FakeLine(name) for name in names)
    here.watch.gateways = GatewayLines(here.clock, lines)
    return here, lines


def test_a_gateway_without_its_line_makes_us_blind_after_fifteen_seconds_and_the_line_ends_it() -> None:
    async def scenario() -> None:
        here, (zigbee, _) = await with_gateways("zigbee2mqtt", "owntracks")
        async with here.running():
            await here.clock.advance(31)
            zigbee.state = LinkState.REFUSED
            await here.clock.advance(14)
            assert here.watch.verdict.grade is Grade.SEEING
            await here.clock.advance(3)
            assert (here.watch.verdict.grade, here.watch.verdict.lost) == (Grade.BLIND, ev.SightLost.LINK)
            told = here.screen.of(SightChanged)[-1]
            assert isinstance(told, SightChanged)
            assert told.explanation == "the gateway zigbee2mqtt is not heard: the broker refuses the connection"
            assert told.since is not None
            assert here.siren.is_sounding
            assert here.link.presences[-1].sight is Sight.BLIND
            zigbee.state = LinkState.UP
            await here.clock.advance(2)
            assert here.watch.verdict.grade is Grade.SEEING
            assert not here.siren.is_sounding
            assert here.link.presences[-1].sight is Sight.SEEING
        assert len(here.journal.bodies(ev.BlindnessBegan)) == len(here.journal.bodies(ev.BlindnessEnded)) == 1

    run_async(scenario())


def test_a_gateway_that_was_never_up_has_the_grace_of_the_first_canary() -> None:
    async def scenario() -> None:
        here, (zigbee,) = await with_gateways("zigbee2mqtt")
        zigbee.state = LinkState.CONNECTING
        async with here.running():
            await here.clock.advance(13)
            assert here.watch.verdict.grade is not Grade.BLIND
            await here.clock.advance(2)
            assert here.watch.verdict.lost is ev.SightLost.LINK

    run_async(scenario())


def test_a_line_that_comes_and_goes_is_down_from_its_last_loss_on() -> None:
    async def scenario() -> None:
        here, (zigbee,) = await with_gateways("zigbee2mqtt")
        async with here.running():
            for _ in range(4):
                zigbee.state = LinkState.LOST
                await here.clock.advance(10)
                zigbee.state = LinkState.UP
                await here.clock.advance(2)
                assert here.watch.verdict.grade is Grade.SEEING

    run_async(scenario())


def test_what_gateways_have_read_and_not_stored_counts_as_backlog() -> None:
    async def scenario() -> None:
        here, (zigbee,) = await with_gateways("zigbee2mqtt")
        zigbee.backlog = 7
        await here.watch.look()
        tally = here.screen.of(Tally)[-1]
        assert isinstance(tally, Tally)
        assert tally.backlog == 7

    run_async(scenario())
