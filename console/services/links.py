"""What is known of each link between a resident and this screen, told when it changes: for the blind view.

While we see, the canary proves broker and journal. While we do not, the journal is tried by itself, for it may well be
whole when the broker is gone; nothing can be known of what lies behind the broker.
"""

import asyncio
import logging
from datetime import datetime

from console.domain.ids import ConsoleId
from console.domain.journal import Unwritable
from console.domain.link import LinkFact, LinkKind, LinkStanding, LinkState, NetworkState
from console.domain.sight import Grade
from console.services.local_copy import LocalCopy
from console.services.ports import Clock, FieldLink, GatewayLine, Network
from console.services.recorder import Recorder
from console.services.screen import LinksKnown, Screen
from console.services.watch import Watch

log = logging.getLogger(__name__)

TRY_EVERY_S = 5.0
STORE_WITHIN_S = 3.0
"""A journal that takes longer than this to answer is told as one that does not."""


class Links:
    """Looks and tells. `host` is the broker's name; `copy` is None where the journal itself is on this machine."""

    def __init__(
        self,
        link: FieldLink,
        watch: Watch,
        recorder: Recorder,
        network: Network,
        copy: LocalCopy | None,
        clock: Clock,
        screen: Screen,
        console: ConsoleId,
        host: str,
    ) -> None:
        self._link = link
        self._watch = watch
        self._recorder = recorder
        self._network = network
        self._copy = copy
        self._clock = clock
        self._screen = screen
        self._console = console
        self._host = host
        self._store_lost_since: datetime | None = None
        self._is_store_known = False
        self._network_since: datetime | None = None
        self._told: tuple[LinkFact, ...] = ()
        self.store_within_s = STORE_WITHIN_S

    async def run(self) -> None:
        """For ever. A journal that hangs never keeps the rest from being told."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tell_each_second(), name="tell links")
            group.create_task(self._try_journal(), name="try journal")

    async def tell(self) -> None:
        """Looks once, and tells the screen if anything has changed."""
        facts = self._facts(await self._network.look())
        if facts != self._told:
            self._told = facts
            self._screen.show(LinksKnown(facts))

    async def _tell_each_second(self) -> None:
        while True:
            await self.tell()
            await self._clock.sleep(1.0)

    async def _try_journal(self) -> None:
        while True:
            await self.try_journal()
            await self._clock.sleep(TRY_EVERY_S)

    async def try_journal(self) -> None:
        """Writes our place in the store, unless the canary has just done so."""
        if self._watch.verdict.grade is not Grade.SEEING:
            try:
                async with asyncio.timeout(self.store_within_s):
                    await self._recorder.prove(self._console, self._clock.now())
            except (Unwritable, TimeoutError) as failed:
                log.info("the journal does not answer: %s", type(failed).__name__)
                self._store_lost_since = self._store_lost_since or self._clock.now()
                self._is_store_known = True
                return
        self._store_lost_since = None
        self._is_store_known = True

    def _facts(self, network: NetworkState) -> tuple[LinkFact, ...]:
        journal = self._journal()
        is_seeing = self._watch.verdict.grade is Grade.SEEING
        sources = LinkStanding.WORKING if is_seeing else LinkStanding.UNKNOWN
        return (
            self._of_network(network),
            journal,
            self._cards(journal),
            _line(LinkKind.BROKER, self._host, self._link),
            self._retry(),
            *(_line(LinkKind.GATEWAY, line.name, line) for line in self._watch.gateways.lines),
            LinkFact(LinkKind.SOURCES, sources),
        )

    def _of_network(self, network: NetworkState) -> LinkFact:
        if network.is_up is None:
            return LinkFact(LinkKind.NETWORK, LinkStanding.UNKNOWN)
        if network.is_up:
            self._network_since = None
            return LinkFact(LinkKind.NETWORK, LinkStanding.WORKING, megabits=network.megabits)
        self._network_since = self._network_since or self._clock.now()
        return LinkFact(LinkKind.NETWORK, LinkStanding.BROKEN, since=self._network_since)

    def _journal(self) -> LinkFact:
        if not self._is_store_known:
            return LinkFact(LinkKind.JOURNAL, LinkStanding.UNKNOWN)
        if self._store_lost_since is not None:
            return LinkFact(LinkKind.JOURNAL, LinkStanding.BROKEN, since=self._store_lost_since)
        return LinkFact(LinkKind.JOURNAL, LinkStanding.WORKING)

    def _cards(self, journal: LinkFact) -> LinkFact:
        """The journal's own where it is on this machine; else the copy's, with its age."""
        if self._copy is None:
            return LinkFact(LinkKind.CARDS, journal.standing, since=journal.since)
        at = self._copy.copied_at
        standing = LinkStanding.WORKING if at is not None and self._copy.is_readable else LinkStanding.BROKEN
        return LinkFact(LinkKind.CARDS, standing, at=at)

    def _retry(self) -> LinkFact:
        """The next try; of a link that is up there is none to be made."""
        if self._link.state is LinkState.UP:
            return LinkFact(LinkKind.RETRY, LinkStanding.WORKING)
        retry = self._link.retry
        return LinkFact(LinkKind.RETRY, LinkStanding.WAITING, attempt=retry.attempt, until=retry.at)


def _line(kind: LinkKind, name: str, link: FieldLink | GatewayLine) -> LinkFact:
    """A connection to the broker: the stream's, or a gateway's own."""
    since = link.retry.lost_since
    match link.state:
        case LinkState.UP:
            return LinkFact(kind, LinkStanding.WORKING, name)
        case LinkState.CONNECTING:
            return LinkFact(kind, LinkStanding.WAITING, name, since)
        case LinkState.LOST:
            return LinkFact(kind, LinkStanding.BROKEN, name, since)
        case LinkState.REFUSED:
            return LinkFact(kind, LinkStanding.REFUSED, name, since)
        case LinkState.SHARED:
            return LinkFact(kind, LinkStanding.SHARED, name, since)
