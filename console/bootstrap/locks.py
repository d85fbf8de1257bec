"""The systems of digital locks, by the settings; those of the demonstration are simulated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from console import config as configuration
from console.adapters.locks import LockSystems, System
from console.adapters.locks.http import HttpLocks
from console.adapters.locks.simulated import SimulatedLocks
from console.adapters.secrets import LOCKS_TOKEN, Secrets, SecretsUnavailable
from console.bootstrap.ground import Ground
from console.config import Config, ConfigError
from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.link import LostContact
from console.domain.resident import Door
from console.services.directory import Directory
from console.services.entries import Entries
from console.services.recorder import Recorder
from console.services.staff_shelf import StaffShelf


@dataclass(frozen=True, slots=True)
class Locked:
    """`entries.run` is a loop of the console. `simulated` are the locks of the simulated municipality, at which its
    staff type the code; None where locks are real."""

    entries: Entries
    simulated: SimulatedLocks | None


def locks_of(ground: Ground, secrets: Secrets, recorder: Recorder, directory: Directory, shelf: StaffShelf) -> Locked:
    """Raises ConfigError where the file of authorities cannot be read."""
    config = ground.config.dispatch
    simulated = SimulatedLocks(ground.clock.now) if ground.is_simulated else None
    system: System | None = simulated or http_locks(ground.config, secrets)
    gateway = LockSystems({config.lock_gateway_name: system} if system is not None else {})
    after = timedelta(minutes=config.lock_right_after_min)

    async def doors_of(case: Case) -> Sequence[Door]:
        if case.resident is None:
            return ()
        resident = await directory.resident(case.resident)
        homes = await ground.store.residents.households((resident.household,)) if resident is not None else ()
        return homes[0].doors if homes else ()

    def may_open(municipality: MunicipalityId, responder: ResponderId) -> bool:
        known = shelf.responder(municipality, responder)
        return known is not None and known.opens_locks

    return Locked(Entries(gateway, recorder, doors_of, may_open, ground.clock, after), simulated)


def http_locks(config: Config, secrets: Secrets | None) -> HttpLocks | None:
    """The centre's system of locks; None where the settings name none. Raises ConfigError."""
    dispatch = config.dispatch
    if not dispatch.lock_gateway:
        return None
    authorities = Path(dispatch.lock_ca_file) if dispatch.lock_ca_file else None
    try:
        return HttpLocks(dispatch.lock_gateway_name, dispatch.lock_gateway, lambda: _token(secrets), authorities)
    except OSError:  # ssl.SSLError is one
        problem = "dispatch.lock_ca_file cannot be read as the certificates of authorities"
        raise ConfigError(configuration.config_file() or Path("vaka.toml"), (problem,)) from None


def _token(secrets: Secrets | None) -> str:
    """Raises LostContact where it is not to be had: the system is out of our reach."""
    try:
        token = secrets.get(LOCKS_TOKEN) if secrets is not None else None
    except SecretsUnavailable:
        raise LostContact("the token of the locks' system cannot be read from the keyring") from None
    if not token:
        raise LostContact(f"the token of the locks' system is not kept: vaka secret set {LOCKS_TOKEN}")
    return token
