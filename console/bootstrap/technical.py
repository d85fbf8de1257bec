"""The technical lane, joined: devices in memory, heartbeats, outages, tests, who can call, and what the screen is told.

Which devices there are is read beside the watch. Order of the duties: who fell silent, whose test is missing, who can
call, and last the screen.
"""

import asyncio
import gc
import logging
from dataclasses import dataclass

from console.bootstrap.ground import Ground
from console.domain.journal import Unwritable
from console.services.directory import Directory
from console.services.fleet import AT_START, Fleet
from console.services.heartbeats import Heartbeats
from console.services.intake import Intake
from console.services.outage_people import OutagePeople
from console.services.outages import Outages
from console.services.ports import Clock, FieldLink
from console.services.queue_feed import QueueFeed
from console.services.reaches import Reaches
from console.services.recorder import Recorder
from console.services.self_tests import SelfTests
from console.services.technical import TechnicalLane
from console.services.watch import Watch

log = logging.getLogger(__name__)

READ_WITHIN_S = 1.0
"""So long the start waits for the devices of an ordinary centre, which are read in a tenth of it."""

READ_AFTER_S = 5.0
"""So long after it opens the console of a larger one begins to read: first comes the first queue."""

LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Technical:
    """What of the lane others ask: `lane` for operators, `reaches` for whoever must know who can call."""

    fleet: Fleet
    beats: Heartbeats
    reaches: Reaches
    lane: TechnicalLane
    clock: Clock

    async def start(self) -> None:
        """Reads the devices, so that what waits at the broker finds its area. Where there are too many to wait for, or
        the store does not answer now, `run` reads them."""
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                await self.fleet.look(AT_START)
        except (Unwritable, TimeoutError) as error:
            log.info("the devices are read later: %r", error)

    async def run(self) -> None:
        """Reads the devices whenever that is due, until cancelled: beside the watch, which does not wait for it."""
        if not self.fleet.is_read:
            await self.clock.sleep(READ_AFTER_S)
        while True:
            read = self.fleet.readings
            try:
                await self.fleet.look()
            except Unwritable as unwritable:
                log.info("the devices are read later: %s", unwritable)
            if self.fleet.readings != read and len(self.fleet.lines()) > AT_START:
                gc.freeze()  # they stay: a search for garbage among millions of them would stop everything for seconds
            await self.clock.sleep(LOOK_EVERY_S)


def technical_of(
    ground: Ground,
    recorder: Recorder,
    directory: Directory,
    feed: QueueFeed,
    intake: Intake,
    watch: Watch,
    link: FieldLink,
) -> Technical:
    """Joins it: the watch's duties, the recorder's watchers, the intake's hearer, the directory's places."""
    store, clock = ground.store, ground.clock
    fleet = Fleet(store.equipment, directory.names)
    outages = Outages(recorder, store.journal, fleet, clock, ground.new_id)
    beats = Heartbeats(recorder, fleet, outages, link, lambda: watch.verdict, clock, ground.new_id)
    tests = SelfTests(recorder, store.journal, store.self_tests, fleet, directory.schedules, clock)
    reaches = Reaches(recorder, directory, fleet, beats, outages, tests, clock, ground.new_id)
    people = OutagePeople(recorder, directory, reaches)
    lane = TechnicalLane(recorder, directory, feed, fleet, reaches, tests, people, clock, ground.screen)
    directory.places_of = fleet.places
    intake.hearers.append(fleet.take)
    recorder.watchers += [fleet.heard, outages.heard, tests.heard, reaches.heard, lane.heard]
    watch.duties += [beats.look, tests.look, reaches.look, lane.look]
    return Technical(fleet, beats, reaches, lane, clock)
