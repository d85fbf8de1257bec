"""Calls, joined: what makes them, by what they go, and the secrets that they need.

By the stream contract to devices and guests, by Janus to telephones and SIP where it is configured, else by the
telephone on the desk. The engine is beside the screen; a console without one calls by nothing that is seen or heard.
"""

import asyncio
import logging
import secrets as random_secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from console import config as configuration
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.device_signals import DeviceSignals
from console.adapters.mqtt.janus import JanusSignals
from console.adapters.mqtt.janus_settings import JanusSettings
from console.adapters.mqtt.link import MqttLink
from console.adapters.secrets import (
    GUEST_PASSWORD,
    JANUS_SECRET,
    SIP_PASSWORD,
    TURN_SECRET,
    Secrets,
    SecretsUnavailable,
)
from console.adapters.turn import ice_servers, is_turn
from console.bootstrap.ground import Ground
from console.config import Calls as CallsConfig
from console.config import Config, ConfigError
from console.domain.call import CallKind
from console.domain.call_signal import CallSignal, IceServer
from console.domain.link import LinkState
from console.services.call_at_hand import CallPorts, CallSettings
from console.services.call_beside import EngineBeside, TelephoneBeside
from console.services.call_paths import CallPaths
from console.services.calling import Calling
from console.services.calls import Calls
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.intake import Intake
from console.services.plan_shelf import PlanShelf
from console.services.ports import CallSignals
from console.services.recorder import Recorder
from console.services.sign_in import SignIn
from console.services.watch import Watch

log = logging.getLogger(__name__)

GATEWAY = "janus"
LOUDER_QUIETER = {"1": ("1", "3"), "2": ("2", "1"), "3": ("3", "1")}
"""The tones for louder and quieter, by the one for louder (`calls.volume_up_tone`)."""


class Kept:
    """What the keyring has for calls: the TURN server's secret, the guests' password. Read once, at the start, for a
    keyring may wait for a person."""

    def __init__(self, ground: Ground, secrets: Secrets) -> None:
        self._ground = ground
        self._secrets = secrets
        self._turn = ""
        self.guest_password = ""
        self.urls = urls_of(ground.config.calls)

    async def start(self) -> None:
        """Without a secret calls go on: through no firewall, and with the guests' password that their page has."""
        if any(map(is_turn, self.urls)):
            self._turn = await self._read(TURN_SECRET)
        if self._ground.config.calls.guest_page:
            self.guest_password = await self._read(GUEST_PASSWORD)

    def servers(self) -> tuple[IceServer, ...]:
        """Ways through firewalls, for a call that begins now."""
        return ice_servers(self.urls, self._turn, self._ground.console, self._ground.clock.now())

    async def _read(self, name: str) -> str:
        try:
            found = await asyncio.to_thread(self._secrets.get, name)
        except SecretsUnavailable as error:
            log.warning("%s cannot be read: %s", name, error)
            return ""
        if not found:
            log.warning("%s is not in the keyring: vaka secret set %s", name, name)
        return found or ""


@dataclass(frozen=True, slots=True)
class Called:
    """What of it operators ask. Give `calling.run` to the loops, and `gateway.run` where there is one."""

    calls: Calls
    calling: Calling
    gateway: JanusSignals | None
    kept: Kept

    async def start(self) -> None:
        """When the recorder has started: what a crash left open is ended."""
        await self.kept.start()
        await self.calling.start()


def calls_of(
    ground: Ground,
    secrets: Secrets,
    link: MqttLink,
    recorder: Recorder,
    directory: Directory,
    desk: Desk,
    shelf: PlanShelf,
    intake: Intake,
    sign_in: SignIn,
    watch: Watch,
) -> Called:
    """Joins it: the intake's hearer, the recorder's watcher, the watch's duty, the engine's start when somebody sits
    down. Where there is no screen nobody sits, and so nobody calls."""
    config, clock = ground.config, ground.clock
    kept = Kept(ground, secrets)
    settings = CallSettings(
        rings_for=timedelta(seconds=config.calls.ring_s), caller=config.centre.name,
        guest_page=config.calls.guest_page, guest_password=lambda: kept.guest_password,
        has_engine=config.calls.engine, ice=kept.servers, is_simulated=ground.is_simulated,
    )  # fmt: skip
    gateway = _gateway(ground, secrets, lambda signal: calling.told(signal))
    ports = CallPorts(
        EngineBeside(ground.screen), _signals(ground, link, gateway), TelephoneBeside(ground.screen)
    )  # fmt: skip
    calling = Calling(recorder, ports, clock, ground.screen, ground.new_id, ground.console, settings)
    calling.operator = lambda: sign_in.operator
    calling.is_link_up = lambda: link.state is LinkState.UP and intake.takes_in
    store = ground.store
    paths = CallPaths(store.residents, directory, store.journal, shelf, has_sip=gateway is not None)
    calls = Calls(
        recorder, directory, paths, desk, calling, clock, ground.new_id, partial(random_secrets.token_urlsafe, 24),
        ground.console,
    )  # fmt: skip
    intake.hearers.append(calling.hear)
    recorder.watchers.append(calling.leftovers.heard)
    calling.leftovers.is_living = watch.is_living
    watch.duties.append(calling.leftovers.look)
    sign_in.on_change = _starting(calling, sign_in.on_change)
    return Called(calls, calling, gateway, kept)


def _starting(calling: Calling, earlier: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Whoever sits down has the engine made ready, before what a change of the seat has meant so far."""

    async def changed() -> None:
        calling.start_engine()
        await earlier()

    return changed


def urls_of(config: CallsConfig) -> tuple[str, ...]:
    """The STUN and TURN servers of the settings."""
    return tuple(one.strip() for one in config.ice_servers.split(",") if one.strip())


def _signals(ground: Ground, link: MqttLink, gateway: JanusSignals | None) -> Mapping[CallKind, CallSignals]:
    devices = DeviceSignals(link, ground.clock, ground.new_id)
    found: dict[CallKind, CallSignals] = {CallKind.VIDEO: devices, CallKind.VOICE: devices}
    return found if gateway is None else {**found, CallKind.SIP: gateway}


def _gateway(ground: Ground, secrets: Secrets, on_signal: Callable[[CallSignal], None]) -> JanusSignals | None:
    """Janus, where the settings have it. Raises ConfigError."""
    if ground.config.calls.sip_gateway != GATEWAY:
        return None
    return JanusSignals(janus_settings(ground.config, secrets, ground.access), ground.clock, on_signal)


def janus_settings(config: Config, secrets: Secrets, access: BrokerAccess) -> JanusSettings:
    """How we come to Janus: over our own broker, as another client of the same user. Raises ConfigError."""
    calls = config.calls
    louder, quieter = LOUDER_QUIETER[calls.volume_up_tone]
    try:
        return JanusSettings(
            access=replace(access, client_id=f"{access.client_id}-{GATEWAY}"),
            identity=calls.sip_caller,
            display_name=config.centre.name,
            trunk=calls.sip_trunk,
            proxy=calls.sip_proxy,
            user=calls.sip_user,
            secret=partial(_needed, secrets, SIP_PASSWORD) if calls.sip_user else None,
            registers=calls.sip_registers,
            srtp=calls.sip_srtp,
            api_secret=partial(_known, secrets, JANUS_SECRET),
            louder=louder,
            quieter=quieter,
        )
    except ValueError as error:
        place = configuration.config_file() or Path(configuration.FILE_NAME)
        raise ConfigError(place, (f"calls: {error}",)) from error


def _needed(secrets: Secrets, name: str) -> str:
    """Raises LookupError where it is not to be had."""
    if found := _known(secrets, name):
        return found
    raise LookupError(f"it is not in the keyring: vaka secret set {name}")


def _known(secrets: Secrets, name: str) -> str:
    """Empty where there is none. Raises LookupError where the keyring gives nothing."""
    try:
        return secrets.get(name) or ""
    except SecretsUnavailable as error:
        raise LookupError(str(error)) from error
