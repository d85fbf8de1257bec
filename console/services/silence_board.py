"""The board of silences as one operator may see it: those of their municipalities, with whom and what each is about.

That people are named leaves no trace, as in the rows of the queue; who may not be named there is not named here.
"""

import logging

from console.domain.ids import DeviceId, HouseholdId, ResidentId
from console.domain.journal import Unwritable
from console.domain.masking import Person
from console.domain.operator import Act, Operator
from console.domain.resident import Device
from console.domain.silence import AboutKind, Silence, SilenceId
from console.domain.silence_about import SilenceAbout
from console.services.directory import Directory
from console.services.ports import Residents
from console.services.recorder import Recorder
from console.services.screen import SilencesTold

log = logging.getLogger(__name__)


class SilenceBoard:
    """Asked anew each time that a silence began, was warned of or ended, and when somebody sits down."""

    def __init__(self, recorder: Recorder, residents: Residents, directory: Directory) -> None:
        self._recorder = recorder
        self._residents = residents
        self._directory = directory

    async def told(self, viewer: Operator) -> SilencesTold:
        """What `viewer` sees. Where the store cannot be read, silences are told without names: they hold all the
        same."""
        board = self._recorder.board
        seen = tuple(one for one in board.silences.values() if viewer.may(Act.SEE_QUEUE, one.municipality))
        about: dict[SilenceId, SilenceAbout] = {}
        try:
            devices = await self._devices(seen)
            for one in seen:
                about[one.id] = await self._about(one, devices.get(one.about.id), viewer)
        except Unwritable:
            log.error("the register could not be read: silences are shown without names")
        names = {one.by: board.names[one.by] for one in seen if one.by in board.names}
        return SilencesTold(seen, about, names)

    async def _devices(self, silences: tuple[Silence, ...]) -> dict[str, Device]:
        keys = [
            (one.municipality, DeviceId(one.about.id.partition("/")[2]))
            for one in silences
            if one.about.kind is AboutKind.DEVICE
        ]
        found = await self._residents.devices(keys) if keys else ()
        return {f"{device.municipality}/{device.id}": device for device in found}

    async def _about(self, silence: Silence, device: Device | None, viewer: Operator) -> SilenceAbout:
        if silence.about.kind is AboutKind.RESIDENT:
            return SilenceAbout(await self._people((ResidentId(silence.about.id),), viewer))
        if silence.about.kind is not AboutKind.DEVICE:
            return SilenceAbout()
        id = DeviceId(silence.about.id.partition("/")[2])
        if device is None:
            return SilenceAbout(device=id)
        people = await self._people(await self._whose(device), viewer)
        is_masked = any(person.is_masked for person in people)
        return SilenceAbout(people, device.kind, id, "" if is_masked else device.place)

    async def _whose(self, device: Device) -> tuple[ResidentId, ...]:
        if device.resident is not None:
            return (device.resident,)
        household: HouseholdId | None = device.household
        return await self._directory.members_of(household) if household is not None else ()

    async def _people(self, ids: tuple[ResidentId, ...], viewer: Operator) -> tuple[Person, ...]:
        found = await self._directory.residents(ids)
        return tuple(self._directory.shown(resident, viewer) for resident in found)
