"""Digital supervision, joined: decisions, cameras, looks, what lacks, what sensors say, and the round for the screen.

Order of the duties: which decisions there are, what sensors ask for, what was not done, and last the screen.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from console.adapters.cameras.cameras import ChildCameras
from console.adapters.secrets import Secrets, SecretsUnavailable
from console.bootstrap.ground import Ground
from console.bootstrap.night_reading import ReadNightReports
from console.bootstrap.technical import Technical
from console.domain.events import SightLost
from console.domain.journal import Unwritable
from console.domain.picture import Camera
from console.services.decisions import DecisionShelf
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.intake import Intake
from console.services.looking import Looking
from console.services.looks import Looks
from console.services.night_lines import NightLines
from console.services.night_reports import NightReports
from console.services.not_connected import NoCameras
from console.services.ports import Cameras
from console.services.reconcile import Reconciliation
from console.services.recorder import Recorder
from console.services.records import Records
from console.services.rounds import Rounds
from console.services.sensors import Sensors
from console.services.watch import Watch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Supervision:
    """What of it operators ask. Give `looking.run` to the loops: it closes cameras."""

    shelf: DecisionShelf
    looking: Looking
    looks: Looks
    lines: NightLines
    reports: NightReports

    async def start(self) -> None:
        """Reads the decisions. Where the store does not answer now, the watch reads them later."""
        try:
            await self.shelf.start()
        except Unwritable as unwritable:
            log.info("the decisions are read later: %s", unwritable)


def supervision_of(
    ground: Ground,
    camera: Sequence[str],
    secrets: Secrets,
    recorder: Recorder,
    records: Records,
    directory: Directory,
    desk: Desk,
    intake: Intake,
    watch: Watch,
    technical: Technical,
) -> Supervision:
    """Joins it: the watch's duties, the recorder's watchers, the intake's hearer. `camera` is the command of the
    process that reads a camera, empty where there is no screen to show one on."""
    store, clock, begins = ground.store, ground.clock, ground.config.rounds.night_begins_min
    shelf = DecisionShelf(store.decisions, recorder, clock)
    cameras: Cameras = _cameras(ground, camera, secrets) if camera else NoCameras()
    looking = Looking(recorder, cameras, clock)
    looking.operator = watch.operator
    looking.is_on_screen = lambda: watch.verdict.lost is not SightLost.SCREEN
    looking.version = lambda: shelf.version
    looks = Looks(recorder, shelf, directory, desk, looking, clock, ground.new_id, ground.console, begins)
    rounds = Rounds(recorder, shelf, directory, looking, cameras, clock, ground.screen, begins)
    rounds.operator = watch.operator
    rounds.colleagues = lambda: desk.colleagues
    nights = ReadNightReports(store.night_reports)
    sensors = Sensors(recorder, shelf, technical.fleet, nights, clock, ground.new_id, lambda: technical.beats.is_deaf)
    lacking = Reconciliation(recorder, shelf, store.residents, begins, clock)
    lines = NightLines(records, recorder, directory, technical.fleet, shelf, nights, store.journal, clock, begins)
    reports = NightReports(shelf, recorder, store.journal, directory, begins, clock)
    intake.hearers.append(sensors.hear)
    recorder.watchers += [shelf.heard, lacking.heard, rounds.heard]
    watch.duties += [shelf.look, sensors.look, lacking.look, rounds.look, lines.look]
    return Supervision(shelf, looking, looks, lines, reports)


def _cameras(ground: Ground, command: Sequence[str], secrets: Secrets) -> ChildCameras:
    def password_of(camera: Camera) -> str | None:
        try:
            return secrets.camera_password(camera.municipality, camera.id)
        except SecretsUnavailable:
            return None

    named = ground.config.rounds.camera_ca_file
    return ChildCameras(command, password_of, ground.clock.monotonic, authorities=Path(named) if named else None)
