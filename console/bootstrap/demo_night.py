"""The demonstration's night: its decisions and cameras, what was done of it before, and what sensors had said.

All of it is stored in one transaction, before anything runs; the drawn rooms are served until the end.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from console.adapters.mqtt.kept import raw_of
from console.adapters.mqtt.sender import encoded
from console.adapters.municipality.night_before import night_before
from console.adapters.municipality.nights import nights
from console.adapters.municipality.room_server import RoomServer
from console.adapters.municipality.scenery import scenery
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.adapters.municipality.tenants import ALVBRO
from console.bootstrap.joined import Console
from console.domain import events as ev
from console.domain.ids import SYSTEM
from console.domain.journal import Writing
from console.domain.night import night_of, span_of
from console.domain.report import FieldReport
from console.domain.triage import Planned


@asynccontextmanager
async def rooms_served(console: Console, simulated: SimulatedMunicipality, seed: int) -> AsyncIterator[RoomServer]:
    """The drawn rooms, each with its scenario, until the end."""
    server = RoomServer(console.clock.monotonic)
    server.start()
    try:
        for device, scenario in scenery(simulated, seed).items():
            server.follow(device, scenario)
        yield server
    finally:
        await asyncio.to_thread(server.close)


async def store_night(
    console: Console, simulated: SimulatedMunicipality, seed: int, started_at: datetime, rooms: RoomServer
) -> None:
    """Decisions known since this night began, cameras at their addresses, the night before as its journal, and the
    sensors' nights. The residents must be stored already."""
    begins = simulated.rounds.begins
    known_since = span_of(night_of(started_at, begins), begins)[0]
    cameras = [replace(camera, address=rooms.address_of(camera.id)) for camera in simulated.cameras]
    done, sensed = await asyncio.to_thread(_before, simulated, seed, started_at)
    body = ev.DecisionsImported(len(simulated.decisions), len(cameras), 0)

    async def write(writing: Writing) -> None:
        whole = replace(writing, drafts=(*done, *writing.drafts), reports=sensed)
        await console.store.decisions.save(simulated.decisions, cameras, known_since, whole)

    await console.recorder.commit_with((Planned(f"directory:{ALVBRO}", ALVBRO, body),), SYSTEM, write)


def _before(
    simulated: SimulatedMunicipality, seed: int, started_at: datetime
) -> tuple[tuple[ev.Draft, ...], tuple[FieldReport, ...]]:
    return tuple(night_before(simulated, seed, started_at)), tuple(_sent(simulated, seed, started_at))


def _sent(simulated: SimulatedMunicipality, seed: int, started_at: datetime) -> Iterator[FieldReport]:
    """The reports as they would have come in."""
    for signal in nights(simulated, seed, started_at):
        report = signal.report
        message = encoded(report)
        yield replace(report, head=replace(report.head, raw=raw_of(message.topic, message.payload)))
