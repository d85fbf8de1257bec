"""A console, joined: broker, store, link, services, and the loops that keep them going.

Order of start: the store (nothing may come in before it can be kept), the board from the journal, then the link.
Order of end: say that we leave, stop the loops, keep a snapshot, close the store.
"""

import asyncio
import hashlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from console import config as configuration
from console.adapters.broker import EmbeddedBroker
from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.link import MqttLink
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.secrets import Secrets
from console.adapters.siren import ChildSiren
from console.adapters.sounder import ChildSounder
from console.adapters.sql.store import Store, open_store
from console.bootstrap.access import access_of, with_password
from console.bootstrap.calls import Called, calls_of
from console.bootstrap.dispatch import Dispatched, dispatch_of, map_of
from console.bootstrap.duties import duties_of
from console.bootstrap.foresight import chattering_of, forecasts_of
from console.bootstrap.gateways import gateways_of, is_any_on, mapping_of
from console.bootstrap.ground import Ground
from console.bootstrap.land import no_map
from console.bootstrap.plans import plans_of
from console.bootstrap.reserve import Reserve, open_local_copy, reserve_of
from console.bootstrap.seated import seated, sign_in_of
from console.bootstrap.supervision import Supervision, supervision_of
from console.bootstrap.technical import Technical, technical_of
from console.config import Config
from console.domain.ids import ConsoleId
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.operator import Operator
from console.domain.report import PresenceReport, Sight, UnreadableReport
from console.domain.waits import Waits
from console.services.annunciator import Annunciator
from console.services.blind import BlindDesk
from console.services.chatter import Chattering
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.forecasts import Forecasts
from console.services.gateway_lines import GatewayLines
from console.services.health import Health
from console.services.help import Help
from console.services.intake import Intake
from console.services.local_copy import LocalCopy
from console.services.outbox import Outbox
from console.services.outreach import Outreach
from console.services.plan_shelf import PlanShelf
from console.services.plans import Plans
from console.services.ports import Siren
from console.services.queue_feed import QueueFeed
from console.services.recorder import Recorder
from console.services.records import Records
from console.services.retention import Retention, Rules
from console.services.screen import NoScreen, NoSiren, NoSounder, Screen, TenantsKnown
from console.services.search import Search
from console.services.seating import Seating
from console.services.sign_in import SignIn
from console.services.silence_board import SilenceBoard
from console.services.silences import Silences
from console.services.watch import Limits, Watch

log = logging.getLogger(__name__)

FOLLOW_EVERY_S = 0.5
"""How often the journal of a shared database is read on."""


LEAVE_WITHIN_S = 2.0
"""How long a broker that does not answer may keep us from ending."""


@dataclass(frozen=True, slots=True)
class Fittings:
    """What a console is made with beside its configuration.

    `siren` and `sounder` are the commands of the child processes that sound when we are blind, and for alarms, empty
    where there is none to run (headless); `camera` likewise, of the child that reads a camera. `screen` is None for a
    console without one. `choosable` are the demo's invented operators; with `is_simulated` whom they call is invented
    too. `seat_token` is our guardian's, with which the seat outlives a crash; empty without one. `map_file` is the
    demonstration's own map.
    """

    secrets: Secrets
    screen: Screen | None = None
    siren: Sequence[str] = ()
    choosable: Sequence[Operator] = ()
    sounder: Sequence[str] = ()
    camera: Sequence[str] = ()
    seat_token: str = field(default="", repr=False)
    is_simulated: bool = False
    clock: SystemClock = field(default_factory=SystemClock)
    map_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Console:
    """Everything joined; `run` it."""

    id: ConsoleId
    config: Config
    clock: SystemClock
    store: Store
    link: MqttLink
    recorder: Recorder
    directory: Directory
    records: Records
    desk: Desk
    search: Search
    sign_in: SignIn
    seating: Seating
    watch: Watch
    annunciator: Annunciator
    intake: Intake
    outbox: Outbox
    retention: Retention
    health: Health
    broker: BrokerAccess
    reserve: Reserve
    silences: Silences
    technical: Technical
    supervision: Supervision
    help: Help
    outreach: Outreach
    plans: Plans
    shelf: PlanShelf
    forecasts: Forecasts
    chattering: Chattering
    gateways: tuple[DialectLink, ...]
    calls: Called
    dispatched: Dispatched

    @property
    def local_copy(self) -> LocalCopy | None:
        """This machine's copy of a shared store's cards; None where the store itself is here."""
        return self.reserve.local_copy

    @property
    def blind(self) -> BlindDesk:
        """What there is to do while nothing is seen."""
        return self.reserve.blind

    async def run(self) -> None:
        """The loops, until cancelled; then says that we leave, and keeps a snapshot."""
        loops = {
            "canary": self.watch.canary.run,
            "watch": self.watch.run,
            "sound": self.annunciator.run,
            "outbox": self.outbox.run,
            "retention": self.retention.run,
            "links": self.reserve.links.run,
            "drafts": self.seating.drafts.run,
            "seat": self.seating.keeper.run,
            "plans": self.plans.run,
            "forecast": self.forecasts.run,
            "loud sources": self.chattering.run,
            "looks": self.supervision.looking.run,
            "calls": self.calls.calling.run,
            "orders": self.dispatched.orders.run,
            "locks": self.dispatched.locked.entries.run,
            "devices": self.technical.run,
        }
        if self.calls.gateway is not None:
            loops["telephones"] = self.calls.gateway.run
        loops |= {f"gateway {each.name}": partial(each.run, self.intake.take) for each in self.gateways}
        if self.config.database.url:
            loops["follow"] = self._follow
        if self.local_copy is not None:
            loops["local copy"] = self.local_copy.run
        linking = asyncio.create_task(
            self.health.keep("link", lambda: self.link.run(self.intake.take)), name="keep link"
        )  # fmt: skip
        keeping = asyncio.create_task(self.health.keep_all(loops), name="loops")
        try:
            ended, _ = await asyncio.wait({linking, keeping}, return_when=asyncio.FIRST_COMPLETED)
            for one in ended:  # by a fault, which goes on
                one.result()
        finally:
            await _to_its_end(self._end(linking, keeping))

    async def _follow(self) -> None:
        while True:
            try:
                await self.recorder.follow()
            except Unwritable as unwritable:  # the server is away, which others tell: no fault of ours
                log.info("the journal is not read on: %s", unwritable)
            await self.clock.sleep(FOLLOW_EVERY_S)

    async def _end(self, linking: asyncio.Task[None], keeping: asyncio.Task[None]) -> None:
        """A call first, while there is still who tells and keeps it. The link goes last: the watch would say once more
        that we see, after we have said that we leave."""
        await self._hang_up()
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await self._leave()
        linking.cancel()
        await asyncio.gather(linking, return_exceptions=True)
        await self._keep_snapshot()

    async def _hang_up(self) -> None:
        try:
            async with asyncio.timeout(LEAVE_WITHIN_S):
                await self.calls.calling.leave()
        except (LostContact, Unwritable, TimeoutError) as lost:
            log.info("a call was left without a word: %s", lost)

    async def _leave(self) -> None:
        now = self.clock.now()
        try:
            async with asyncio.timeout(LEAVE_WITHIN_S):
                await self.link.send_presence(PresenceReport(self.id, Sight.LEFT, "", now, now))
        except (LostContact, TimeoutError) as lost:
            log.info("left without a word: %s", lost)

    async def _keep_snapshot(self) -> None:
        try:
            await self.recorder.save_snapshot()
        except Unwritable as unwritable:
            log.info("no snapshot at the end: %s", unwritable)


@asynccontextmanager
async def opened(config: Config, fittings: Fittings) -> AsyncIterator[Console]:
    """A console, started and not yet running. Closes the store and ends the broker afterwards.

    Raises what says in words why it cannot start: ConfigError, SecretsUnavailable, AlreadyOwned, WrongKey,
    SchemaTooNew, Unwritable.
    """
    folder = configuration.state_folder(config)
    console_id = ConsoleId(config.console.id or configuration.persisted_console_id(folder))
    broker = EmbeddedBroker() if config.broker.embedded else None
    if broker is not None:
        await asyncio.to_thread(broker.start)
    land = no_map()
    try:
        land = await asyncio.to_thread(map_of, config, fittings.map_file)
        store = await _open_store(config, fittings.secrets)
        copy = None
        try:
            copy = await open_local_copy(config, fittings.secrets)
            client = f"{console_id}-{configuration.persisted_session(folder)}"
            access = access_of(config, fittings.secrets, client, broker)
            clock = fittings.clock
            ground = Ground(
                config, console_id, store, copy, access, folder, clock, FreshIds(clock.now),
                fittings.screen or NoScreen(), fittings.is_simulated, land,
            )  # fmt: skip
            console = _joined(ground, fittings)
            await console.directory.start()
            await console.recorder.start()
            await console.technical.start()
            await console.supervision.start()
            await console.calls.start()
            await console.dispatched.start()
            if console.local_copy is not None:
                await console.local_copy.start()
            await console.sign_in.load_colleagues()
            ground.screen.show(TenantsKnown(console.directory.names()))
            yield console
        finally:
            if copy is not None:
                await _to_its_end(copy.close())
            await _to_its_end(store.close())
    finally:
        await _to_its_end(asyncio.to_thread(land.close))
        if broker is not None:
            await _to_its_end(asyncio.to_thread(broker.stop))


async def _to_its_end(ending: Coroutine[Any, Any, None]) -> None:
    """Whoever cancels us meanwhile waits too, and is heard afterwards: half an end leaves loops without a store."""
    task = asyncio.create_task(ending, name="end")
    is_cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            is_cancelled = True
    task.result()
    if is_cancelled:
        raise asyncio.CancelledError


async def _open_store(config: Config, secrets: Secrets) -> Store:
    if config.database.url:
        return await open_store(await asyncio.to_thread(with_password, config.database.url, secrets))
    file = configuration.database_file(config)
    await asyncio.to_thread(file.parent.mkdir, parents=True, exist_ok=True)
    key = await asyncio.to_thread(secrets.database_key, make=not file.exists())
    return await open_store(file, key)


def _joined(ground: Ground, fittings: Fittings) -> Console:
    config, store, clock, screen = ground.config, ground.store, ground.clock, ground.screen
    recorder = Recorder(store.journal, clock, ground.new_id, timedelta(minutes=config.intake.follow_within_min))
    directory = Directory(store.residents, recorder, clock)
    records = Records(directory, store.residents, store.journal, recorder)
    link = MqttLink(_link_settings(ground), clock, ground.new_id, on_state=lambda state: watch.link_changed(state))
    annunciator = _annunciator(ground, fittings, recorder)
    overheard = annunciator.overhearing(screen)
    waits, silence_board = Waits(), SilenceBoard(recorder, store.residents, directory)
    feed = QueueFeed(recorder, directory, clock, overheard, silence_board, waits)
    desk = Desk(recorder, directory, store.journal, clock, ground.new_id, ground.console)
    health, gateways = Health(clock), _gateways(ground)
    watch = _watch(ground, fittings, recorder, directory, feed, link, health, gateways)
    outbox = Outbox(link, store.journal, clock, screen)
    sign_in = _sign_in(ground, fittings, recorder, feed, desk, overheard, watch)
    plans = plans_of(ground, recorder)
    desk.plans = shelf = PlanShelf(plans, directory, recorder)
    recorder.watchers += [directory.heard, feed.heard, outbox.heard]
    dispatched = dispatch_of(ground, fittings.secrets, link, recorder, directory, desk, watch, sign_in)
    duties = duties_of(ground, recorder, directory, watch, desk, waits, shelf, dispatched.desk.sending)
    intake = Intake(recorder, directory, watch, outbox, clock, screen)
    technical = technical_of(ground, recorder, directory, feed, intake, watch, link)
    records.conditions = technical.reaches.conditions
    supervision = supervision_of(
        ground, fittings.camera, fittings.secrets, recorder, records, directory, desk, intake, watch, technical
    )  # fmt: skip
    return Console(
        id=ground.console, config=config, clock=clock, store=store, link=link, recorder=recorder,
        directory=directory, records=records, desk=desk, search=Search(store.search, recorder, directory, desk, clock),
        sign_in=sign_in, watch=watch, annunciator=annunciator, outbox=outbox, gateways=gateways,
        intake=intake, technical=technical, supervision=supervision,
        seating=seated(ground, fittings.seat_token, recorder, sign_in, watch),
        retention=Retention(store.journal, store.residents, recorder, clock, _rules(config), store.staff.forget),
        health=health,
        broker=ground.access, reserve=reserve_of(ground, recorder, records, link, watch),
        silences=duties.silences, help=duties.help, outreach=duties.outreach, plans=plans, shelf=shelf,
        forecasts=forecasts_of(ground, recorder, directory, watch, desk), chattering=chattering_of(ground, directory),
        dispatched=dispatched,
        calls=calls_of(ground, fittings.secrets, link, recorder, directory, desk, shelf, intake, sign_in, watch),
    )  # fmt: skip


def _sign_in(
    ground: Ground,
    fittings: Fittings,
    recorder: Recorder,
    feed: QueueFeed,
    desk: Desk,
    screen: Screen,
    watch: Watch,
) -> SignIn:
    """Signing in; the watch knows who sits here, and whoever loses a case is told so."""
    sign_in = sign_in_of(ground, fittings.choosable, recorder, feed, desk, screen)
    watch.operator = lambda: sign_in.operator
    sign_in.on_change = watch.look
    desk.on_lost = feed.tell_lost
    return sign_in


def _watch(
    ground: Ground,
    fittings: Fittings,
    recorder: Recorder,
    directory: Directory,
    feed: QueueFeed,
    link: MqttLink,
    health: Health,
    gateways: Sequence[DialectLink],
) -> Watch:
    """The watch, over the gateways' lines too."""
    clock = ground.clock
    watch = Watch(
        recorder, directory, feed, link, _siren(fittings), clock, ground.screen, ground.console, _limits(ground.config),
        has_screen=fittings.screen is not None, health=health,
    )  # fmt: skip
    watch.gateways = GatewayLines(clock, gateways)
    return watch


def _gateways(ground: Ground) -> tuple[DialectLink, ...]:
    """Those that the settings turn on. Raises ConfigError."""
    config = ground.config
    return gateways_of(ground, _link_settings(ground), mapping_of(config)) if is_any_on(config) else ()


def _link_settings(ground: Ground) -> LinkSettings:
    quarantine = _quarantine(ground.folder)
    return LinkSettings(ground.access, ground.console, quarantine, batch=ground.config.intake.largest_batch)


def _annunciator(ground: Ground, fittings: Fittings, recorder: Recorder) -> Annunciator:
    sounder = ChildSounder(fittings.sounder) if fittings.sounder else NoSounder()
    every = timedelta(minutes=ground.config.sound.check_every_min)
    return Annunciator(sounder, recorder, ground.clock, ground.screen, ground.console, every)


def _rules(config: Config) -> Rules:
    return Rules(
        samples=timedelta(days=config.retention.samples_nights),
        alarms=timedelta(days=config.retention.alarm_reports_days),
    )


def _siren(fittings: Fittings) -> Siren:
    return ChildSiren(fittings.siren) if fittings.siren else NoSiren()


def _limits(config: Config) -> Limits:
    return Limits(
        canary_every=timedelta(seconds=config.canary.interval_s),
        blind_after=timedelta(seconds=config.canary.blind_after_s),
        screen_within=timedelta(seconds=config.canary.screen_unanswered_after_s),
        orphan_after=timedelta(seconds=config.presence.orphan_after_s),
    )


def _quarantine(folder: Path) -> Callable[[UnreadableReport], None]:
    """Keeps what even the database refused, as a file of its own, named by its digest."""

    def keep(report: UnreadableReport) -> None:
        place = folder / "quarantine"
        place.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(report.key.id.encode("utf-8", "replace")).hexdigest()
        with (place / f"{name}.bin").open("wb") as file:
            file.write(report.raw.payload)
            file.flush()
            os.fsync(file.fileno())

    return keep
