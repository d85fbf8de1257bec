"""What stands in reserve for when the centre does not work: the local copy, the links' standing, the blind desk.

None of it may keep a console from starting: a copy that cannot be opened is told of, and done without.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from console import config as configuration
from console.adapters.network import SystemNetwork
from console.adapters.secrets import Secrets, SecretsUnavailable
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned
from console.adapters.sql.store import Store, open_copy
from console.bootstrap.ground import Ground
from console.bootstrap.routines import routines
from console.config import Config
from console.domain.journal import Unwritable
from console.domain.routine import ReservePhone
from console.services.blind import BlindDesk
from console.services.links import Links
from console.services.local_copy import CopyStore, LocalCopy
from console.services.ports import FieldLink
from console.services.recorder import Recorder
from console.services.records import Records
from console.services.risk_lists import RiskLists
from console.services.watch import Watch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reserve:
    """`local_copy` is None where the store itself is on this machine, or the copy could not be opened."""

    local_copy: LocalCopy | None
    links: Links
    blind: BlindDesk


async def open_local_copy(config: Config, secrets: Secrets) -> Store | None:
    """The copy's store, made where there is none; None where the store is a file on this machine, or with a logged
    word where the copy cannot be opened."""
    if not config.database.url:
        return None
    file = configuration.copy_file(config)
    try:
        await asyncio.to_thread(file.parent.mkdir, parents=True, exist_ok=True)
        key = await asyncio.to_thread(secrets.database_key, make=not file.exists())
        return await open_copy(file, key)
    except (AlreadyOwned, WrongKey, SchemaTooNew, SecretsUnavailable, Unwritable, OSError) as error:
        log.error("no local copy, so no cards without the database: %s", error)
        return None


def reserve_of(ground: Ground, recorder: Recorder, records: Records, link: FieldLink, watch: Watch) -> Reserve:
    """Joins it, and sets the records' reserve and the recorder's watcher."""
    config, store, clock, screen = ground.config, ground.store, ground.clock, ground.screen
    copy = _local_copy(ground, recorder)
    if copy is not None:
        records.reserve = copy
        recorder.watchers.append(copy.heard)
    host = "localhost" if config.broker.embedded else config.broker.host
    links = Links(link, watch, recorder, SystemNetwork(), copy, clock, screen, ground.console, host)
    centre = config.centre
    blind = BlindDesk(
        RiskLists(store.residents, store.register, records, recorder, clock, copy),
        routines(config),
        ReservePhone(centre.reserve_name, centre.reserve_phone, centre.shift_lead_phone),
    )
    return Reserve(copy, links, blind)


def _local_copy(ground: Ground, recorder: Recorder) -> LocalCopy | None:
    copy, store = ground.copy, ground.store
    if copy is None:
        return None
    kept = CopyStore(copy.journal, copy.residents, copy.register, copy.mirror_of(store))
    every = timedelta(minutes=ground.config.database.copy_every_min)
    return LocalCopy(kept, recorder, store.journal, ground.clock, ground.screen, ground.new_id, every)
