"""What `vaka doctor` says of that by which calls go: ways through firewalls, invitations, and the SIP gateway."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.janus import JanusSignals
from console.adapters.secrets import GUEST_PASSWORD, SIP_PASSWORD, TURN_SECRET, Secrets, SecretsUnavailable
from console.adapters.turn import is_turn
from console.bootstrap.calls import GATEWAY, janus_settings, urls_of
from console.bootstrap.reserve_checks import Found
from console.config import Config, ConfigError
from console.domain.link import LinkState

PART = "call ways"
ANSWERS_WITHIN_S = 5.0
LOOKED_EVERY_S = 0.05


def ways_found(config: Config, ring: Secrets | None, access_of: Callable[[], BrokerAccess]) -> Found | None:
    """By what calls go; None where the settings name nothing but the stream. `access_of` is how doctor comes to the
    broker; it may raise what doctor's look at the broker has told of already."""
    calls = config.calls
    urls = urls_of(calls)
    named = [f"{len(urls)} STUN or TURN server(s)"] if urls else []
    named += ["guests can be invited"] if calls.guest_page else []
    named += [f"telephones by {GATEWAY}"] if calls.sip_gateway else []
    if not named:
        return None
    on = ", ".join(named)
    wanted = [TURN_SECRET] if any(map(is_turn, urls)) else []
    wanted += [GUEST_PASSWORD] if calls.guest_page else []
    wanted += [SIP_PASSWORD] if calls.sip_user else []
    try:
        missing = [name for name in wanted if ring is None or ring.get(name) is None]
    except SecretsUnavailable as error:
        return Found(PART, False, f"{on}: {error}", "see keyring, above")
    if missing:
        return Found(PART, False, f"{on}, without {', '.join(missing)}", f"vaka secret set {missing[0]}")
    if calls.sip_gateway != GATEWAY:
        return Found(PART, True, on)
    return _gateway(config, ring, access_of, on)


def _gateway(config: Config, ring: Secrets | None, access_of: Callable[[], BrokerAccess], on: str) -> Found:
    if config.broker.embedded:
        return Found(PART, False, f"{on}: no gateway speaks with the embedded broker", "name the centre's own broker")
    if ring is None:
        return Found(PART, False, f"{on}: its secret is in the keyring", "see keyring, above")
    try:
        settings = janus_settings(config, ring, access_of())
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            clock = SystemClock()
            why = runner.run(_answered(JanusSignals(settings, clock, lambda signal: None), clock))
    except (ConfigError, LookupError, SecretsUnavailable, ValueError) as error:
        return Found(PART, False, f"{on}: {error}", "see broker, above, and [calls] in vaka.toml")
    if why:
        to_do = "is Janus running, with its MQTT transport and SIP plugin, and may we and it speak at the broker?"
        return Found(PART, False, f"{on}: {why}", f"{to_do} (resources/janus)")
    return Found(PART, True, f"{on}; it answers")


async def _answered(gateway: JanusSignals, clock: SystemClock) -> str:
    """Empty where it gave us a session, else why not."""
    running = asyncio.create_task(gateway.run(), name="janus")
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                while gateway.state is not LinkState.UP and not running.done():
                    await clock.sleep(LOOKED_EVERY_S)
        return "" if gateway.state is LinkState.UP else gateway.explanation or "no answer"
    finally:
        running.cancel()
        await asyncio.wait({running})
