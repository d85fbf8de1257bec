"""The forecast and the loud sources, joined."""

from console.adapters.mqtt.wire import decode
from console.bootstrap.ground import Ground
from console.domain.journal import StoredReport
from console.domain.report import AlarmReport
from console.services.chatter import Chattering
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.forecasts import Forecasts
from console.services.recorder import Recorder
from console.services.watch import Watch


def forecasts_of(ground: Ground, recorder: Recorder, directory: Directory, watch: Watch, desk: Desk) -> Forecasts:
    """The forecast of what goes over its target, with its watcher."""
    operators, screen = watch.operators_in, ground.screen
    forecasts = Forecasts(recorder, ground.clock, screen, directory.targets, operators, lambda: desk.colleagues)
    recorder.watchers.append(forecasts.heard)
    return forecasts


def chattering_of(ground: Ground, directory: Directory) -> Chattering:
    """Who speaks most, by what lies in the store."""
    return Chattering(ground.store.loudness, ground.store.residents, directory, ground.clock, _alarm_of)


def _alarm_of(stored: StoredReport) -> AlarmReport | None:
    """What a report of the alarms stream said; None for what cannot be read."""
    found = decode(stored.topic, stored.payload, stored.received_at, retained=False)
    return found if isinstance(found, AlarmReport) else None
