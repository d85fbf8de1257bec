"""What `vaka doctor` says of the gateways that are on: their file of devices, and whether the broker lets us hear them.

A broker may grant a subscription and keep it silent by its access rules all the same: that is seen at the first device.
"""

import asyncio
from collections.abc import Callable

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.connection import Connection
from console.adapters.mqtt.dial import RefusedByBroker
from console.adapters.mqtt.dialects.dialect import Dialect
from console.adapters.secrets import SecretsUnavailable
from console.bootstrap.gateways import dialects_of, is_any_on, mapping_of
from console.bootstrap.reserve_checks import Found
from console.config import Config, ConfigError
from console.domain.link import LostContact

PART = "gateways"


def gateways_found(config: Config, access_of: Callable[[], BrokerAccess]) -> Found | None:
    """The gateways; None where none is on. `access_of` is how doctor comes to the broker; it may raise what doctor's
    look at the broker has told of already."""
    if not is_any_on(config):
        return None
    try:
        mapping = mapping_of(config)
    except ConfigError as error:
        return Found(PART, False, str(error), "mend vaka.toml ([gateways]) or the file of devices")
    dialects = tuple(dialects_of(config, mapping))
    on = f"{', '.join(dialect.name for dialect in dialects)}; {len(mapping.devices)} device(s) in the file"
    if config.broker.embedded:
        return Found(PART, True, f"{on}; on the embedded broker")
    try:
        access = access_of()
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(_heard(access, dialects))
    except RefusedByBroker as error:
        return Found(PART, False, f"{on}: {error}", "let this user read it in the broker's access rules")
    except (LostContact, LookupError, SecretsUnavailable, ConfigError, ValueError) as error:
        return Found(PART, False, f"{on}: {error}", "see broker, above")
    return Found(PART, True, f"{on}; the broker lets us subscribe")


async def _heard(access: BrokerAccess, dialects: tuple[Dialect, ...]) -> None:
    """Subscribes to what they cannot be without. Raises LostContact or RefusedByBroker."""
    password = access.password() if access.password is not None else None
    connection = Connection(access, password, None, SystemClock(), lambda delivery: None)
    try:
        await connection.open([each for dialect in dialects for each in dialect.subscriptions])
    finally:
        await connection.close(with_will=False)
