"""What is known of each link: told on change, by moments that a screen counts from; a hung journal hides nothing."""

from datetime import timedelta

from console.domain.link import LinkFact, LinkKind, LinkStanding, LinkState, NetworkState, Retry
from console.services.gateway_lines import GatewayLines
from console.services.links import Links
from console.services.screen import LinksKnown
from tests.builders import T0
from tests.fakes import run_async
from tests.services.copy_kit import Copied
from tests.services.fakes import FakeLine, Station, station

K, S = LinkKind, LinkStanding
HOST = "larm.example"


class FakeNetwork:
    """Fits `services.ports.Network`."""

    def __init__(self) -> None:
        self.state = NetworkState(True, 1000)

    async def look(self) -> NetworkState:
        return self.state


def links(here: Station, network: FakeNetwork, copied: Copied | None = None) -> Links:
    made = Links(
        here.link, here.watch, here.recorder, network, copied.copy if copied else None, here.clock, here.screen,
        here.name, HOST,
    )  # fmt: skip
    made.store_within_s = 0.05
    return made


def told(here: Station) -> dict[LinkKind, LinkFact]:
    found = here.screen.of(LinksKnown)[-1]
    assert isinstance(found, LinksKnown)
    kinds = [fact.kind for fact in found.links if fact.kind is not LinkKind.GATEWAY]
    assert kinds == [kind for kind in LinkKind if kind is not LinkKind.GATEWAY], "from near to far, each once"
    return {fact.kind: fact for fact in found.links}


async def seeing(here: Station) -> None:
    await here.watch.canary._send()
    await here.intake.take(tuple(here.link.waiting))
    here.link.waiting.clear()
    await here.watch.look()


def test_while_we_see_everything_works_and_is_told_once() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        of = links(here, network)
        await seeing(here)
        await of.try_journal()
        for _ in range(3):
            await of.tell()
        assert len(here.screen.of(LinksKnown)) == 1
        assert {fact.standing for fact in told(here).values()} == {S.WORKING}
        assert told(here)[K.NETWORK].megabits == 1000
        assert told(here)[K.BROKER].name == HOST

    run_async(scenario())


def test_a_lost_broker_is_told_with_its_moments_and_what_lies_behind_is_unknown() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        of = links(here, network)
        await seeing(here)
        here.link.is_cut = True
        here.link.retry = Retry(T0, 4, T0 + timedelta(seconds=8))
        await here.clock.advance(20)
        await here.watch.look()
        await of.try_journal()
        await of.tell()
        await here.clock.advance(1)
        await of.tell()
        facts = told(here)
        assert len(here.screen.of(LinksKnown)) == 1, "not each second"
        assert facts[K.BROKER] == LinkFact(K.BROKER, S.BROKEN, HOST, T0)
        assert facts[K.RETRY] == LinkFact(K.RETRY, S.WAITING, attempt=4, until=T0 + timedelta(seconds=8))
        assert facts[K.SOURCES].standing is S.UNKNOWN
        assert facts[K.JOURNAL].standing is S.WORKING
        here.link.retry = Retry(T0, 5, None)
        await of.tell()
        assert told(here)[K.RETRY] == LinkFact(K.RETRY, S.WAITING, attempt=5)

    run_async(scenario())


def test_a_journal_that_fails_or_hangs_is_broken_since_then_until_it_takes_a_write() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        of = links(here, network)
        await of.tell()
        assert told(here)[K.JOURNAL].standing is S.UNKNOWN
        here.journal.is_down = True
        await of.try_journal()
        await here.clock.advance(30)
        await of.try_journal()
        await of.tell()
        assert told(here)[K.JOURNAL] == LinkFact(K.JOURNAL, S.BROKEN, since=T0)
        assert told(here)[K.CARDS].standing is S.BROKEN, "on one machine the cards are the journal's"
        here.journal.is_down = False
        await of.try_journal()
        await of.tell()
        assert told(here)[K.JOURNAL].standing is S.WORKING
        here.journal.hold()
        await of.try_journal()
        await of.tell()
        assert told(here)[K.JOURNAL] == LinkFact(K.JOURNAL, S.BROKEN, since=here.clock.now())
        here.journal.let_go()

    run_async(scenario())


def test_the_local_cards_are_told_with_their_age_also_without_the_journal() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        copied = await Copied(here).start()
        of = links(here, network, copied)
        await of.tell()
        assert told(here)[K.CARDS] == LinkFact(K.CARDS, S.BROKEN)
        await copied.copy.tend()
        copied.cut()
        await of.try_journal()
        await of.tell()
        assert told(here)[K.JOURNAL].standing is S.BROKEN
        assert told(here)[K.CARDS] == LinkFact(K.CARDS, S.WORKING, at=T0)

    run_async(scenario())


def test_a_pulled_cable_is_told_since_when() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        of = links(here, network)
        network.state = NetworkState(False)
        await of.tell()
        await here.clock.advance(5)
        await of.tell()
        assert told(here)[K.NETWORK] == LinkFact(K.NETWORK, S.BROKEN, since=T0)
        network.state = NetworkState(None)
        await of.tell()
        assert told(here)[K.NETWORK].standing is S.UNKNOWN

    run_async(scenario())


def test_a_broker_that_refuses_us_is_told_so() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()

        class Refusing(type(here.link)):  # type: ignore[misc]
            state = LinkState.REFUSED

        here.link.__class__ = Refusing
        await links(here, network).tell()
        assert told(here)[K.BROKER].standing is S.REFUSED

    run_async(scenario())


def test_each_gateway_is_a_link_with_its_name_and_how_it_stands() -> None:
    async def scenario() -> None:
        here, network = await station().start(), FakeNetwork()
        zigbee, owntracks = FakeLine("zigbee2mqtt"), FakeLine("owntracks")
        here.watch.gateways = GatewayLines(here.clock, (zigbee, owntracks))
        of = links(here, network)
        await seeing(here)
        owntracks.state, owntracks.retry = LinkState.REFUSED, Retry(T0, 2, None)
        await of.tell()
        told(here)
        found = here.screen.of(LinksKnown)[-1]
        assert isinstance(found, LinksKnown)
        assert [fact for fact in found.links if fact.kind is K.GATEWAY] == [
            LinkFact(K.GATEWAY, S.WORKING, "zigbee2mqtt"), LinkFact(K.GATEWAY, S.REFUSED, "owntracks", T0),
        ]  # fmt: skip

    run_async(scenario())
