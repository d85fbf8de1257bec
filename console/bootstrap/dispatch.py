"""Joins what sends somebody who is near: the staff, the tasks and their time, the orders to phones, the locks, lone
work, the coverage, the map."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from console.adapters.mqtt.link import MqttLink
from console.adapters.sealing import OrderSealer
from console.adapters.secrets import Secrets
from console.bootstrap.ground import Ground
from console.bootstrap.land import NotAMap, OpenedMap, no_map, open_map
from console.bootstrap.locks import Locked, locks_of
from console.config import Config
from console.domain.ids import MunicipalityId
from console.domain.land import Point
from console.domain.operator import leads_shift
from console.domain.ranking import Ages
from console.domain.task_rules import TaskLimits
from console.services.alone import LoneWork
from console.services.briefing import Briefing, Surroundings
from console.services.coverage import CoverageWatch
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.dispatch_desk import DispatchDesk
from console.services.dispatching import Dispatching
from console.services.nearness import Nearness
from console.services.order_sending import OrderSending
from console.services.patience import PatientRoads
from console.services.ports import Roads
from console.services.recorder import Recorder
from console.services.scenes import Scenes
from console.services.sign_in import SignIn
from console.services.staff import Staff
from console.services.staff_shelf import StaffShelf
from console.services.staff_telling import StaffTelling
from console.services.task_watch import TaskWatch
from console.services.watch import Watch

log = logging.getLogger(__name__)

CENTRES_FOR_S = 600.0
"""So long the middles of the areas are remembered."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """`desk` is what operators ask, `orders.run` and `locked.entries.run` are loops of the console."""

    staff: Staff
    desk: DispatchDesk
    orders: OrderSending
    locked: Locked
    telling: StaffTelling
    coverage: CoverageWatch
    roads: Roads

    async def start(self) -> None:
        """Raises Unwritable."""
        await self.staff.start()


class AreaCentres:
    """The middle of each area of a municipality, as the homes there lie."""

    def __init__(self, ground: Ground) -> None:
        self._store = ground.store.staff
        self._clock = ground.clock
        self._kept: dict[MunicipalityId, tuple[float, Mapping[str, Point]]] = {}

    async def of(self, municipality: MunicipalityId) -> Mapping[str, Point]:
        """Raises Unwritable."""
        now_s = self._clock.monotonic()
        kept = self._kept.get(municipality)
        if kept is None or now_s - kept[0] >= CENTRES_FOR_S:
            found = await self._store.areas(municipality)
            kept = now_s, {one.area: one.centre for one in found if one.centre is not None}
            self._kept[municipality] = kept
        return kept[1]


def map_of(config: Config, own: Path | None = None) -> OpenedMap:
    """The map by the settings, or `own` (the demonstration's); none where it cannot be read: people are sent all the
    same. Blocks while its roads are read."""
    path = own or (Path(config.dispatch.map_file) if config.dispatch.map_file else None)
    if path is None:
        return no_map()
    try:
        return open_map(path)
    except (NotAMap, OSError) as error:
        log.error("the map cannot be used, minutes are by the straight line: %s", error)
        return no_map()


def limits_of(config: Config) -> TaskLimits:
    """How long is waited, by the settings."""
    dispatch = config.dispatch
    return TaskLimits(
        answer_within=timedelta(seconds=dispatch.answer_within_s),
        answer_within_normal=timedelta(seconds=dispatch.answer_within_normal_s),
        delivered_within=timedelta(seconds=dispatch.delivered_within_s),
        next_before_group=dispatch.next_before_group,
        under_way_within=timedelta(seconds=dispatch.under_way_within_s),
    )


def ages_of(config: Config) -> Ages:
    """Until when a position is fresh and old, by the settings."""
    dispatch = config.dispatch
    return Ages(timedelta(seconds=dispatch.position_old_s), timedelta(seconds=dispatch.position_stale_s))


def leads_of(desk: Desk, watch: Watch) -> Callable[[MunicipalityId], bool]:
    """Whether a municipality's shift lead sits at one of the consoles."""

    def leads_in(municipality: MunicipalityId) -> bool:
        known = (desk.colleagues.get(one) for one in watch.operators_in())
        return any(one is not None and leads_shift(one, municipality) for one in known)

    return leads_in


def dispatch_of(
    ground: Ground,
    secrets: Secrets,
    link: MqttLink,
    recorder: Recorder,
    directory: Directory,
    desk: Desk,
    watch: Watch,
    sign_in: SignIn,
) -> Dispatched:
    """All of it, made known to the recorder and the watch. Raises ConfigError."""
    clock, store, land = ground.clock, ground.store, ground.land
    roads = PatientRoads(land.roads, clock)
    limits, ages = limits_of(ground.config), ages_of(ground.config)
    shelf = StaffShelf(store.staff, recorder, clock)
    directory.responders_of = shelf.responders
    staff = Staff(shelf, store.staff, recorder, clock)
    scenes = Scenes(directory, store.residents, land.locate, clock)
    nearness = Nearness(recorder, staff, scenes, roads, AreaCentres(ground).of, clock, ages)
    locked = locks_of(ground, secrets, recorder, directory, shelf)
    every = timedelta(minutes=ground.config.dispatch.check_in_default_min)
    directory.check_in_every = every
    phone = ground.config.dispatch.centre_phone
    around = Surroundings(land.land, roads, locked.entries.codes, phone, every)
    briefing = Briefing(recorder, staff, scenes, nearness, around, clock, directory.names)
    orders = OrderSending(link, store.journal, recorder, staff, briefing, OrderSealer(), clock, ground.screen)
    recorder.on_order = orders.made

    tasks = TaskWatch(recorder, nearness, clock, leads_of(desk, watch), limits)
    telling = StaffTelling(
        recorder, staff, scenes, clock, ground.screen, has_roads=land.land.info is not None, ages=ages
    )  # fmt: skip
    telling.operator = lambda: sign_in.operator
    coverage = CoverageWatch(recorder, staff, store.staff, directory.on_site_within, clock, ground.new_id, ages)
    telling.areas = lambda: coverage.areas
    alone = LoneWork(recorder, recorder.standings.position_of, clock, ground.new_id, every)
    recorder.watchers += [shelf.heard, scenes.heard, orders.heard, coverage.heard]
    watch.duties += [shelf.look, tasks.look, alone.look, coverage.look, telling.look]
    sending = Dispatching(recorder, staff, nearness, directory, clock, ground.new_id, limits)
    near = DispatchDesk(recorder, staff, scenes, nearness, land.land, roads, sending)
    return Dispatched(staff, near, orders, locked, telling, coverage, roads)
