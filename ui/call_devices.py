"""Which microphone, output and camera this workstation calls with: chosen in the settings, tried there, and kept."""

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject

from console.domain.call_engine import UseDevices
from ui.call.showing_of import HEARD_FROM_DB, METER_FROM_DB
from ui.engine_place import KINDS, EnginePlace
from ui.settings.calls import CallSection
from ui.workplace import Workplace


class CallDevices(QObject):
    """`is_calling`: while somebody is called nothing is tried. `give_back` puts the picture where it belongs."""

    def __init__(
        self, engine: EnginePlace, is_calling: Callable[[], bool], give_back: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._is_calling = is_calling
        self._give_back = give_back
        self._section: CallSection
        self.workplace: Workplace | None = None
        self.is_trying = False
        engine.devices_changed.connect(self._show)
        engine.spoken.connect(self._measure)

    def attach(self, section: CallSection) -> None:
        """The screen has been built, or built anew: a trial is over with it."""
        self._section = section
        section.chosen.connect(self._choose)
        section.tried.connect(self._toggle)
        if self.is_trying:
            self.stop()
        self._show()

    def stop(self) -> None:
        """The settings have been left, or somebody is called."""
        if self.is_trying:
            self.is_trying = False
            self._engine.listen(is_on=False)
            self._section.show_trial(None)
            self._give_back()

    def _toggle(self) -> None:
        if self.is_trying:
            self.stop()
        elif self._engine.engine is not None and not self._is_calling():
            self.is_trying = True
            self._engine.listen(is_on=True)
            self._section.show_trial(self._engine.engine.surface)

    def _choose(self, kind: str, device: str) -> None:
        names = self._engine.use(kind, device)
        if self.workplace is not None:
            self.workplace.save({f"calls.{each}": name for each, name in names.items()})
        self._show()

    def _show(self) -> None:
        """Nothing is offered before the engine has said what there is."""
        if self._engine.knows_devices:
            chosen: UseDevices = self._engine.chosen
            self._section.show_devices({kind: self._engine.devices(kind) for kind in KINDS}, asdict(chosen))

    def _measure(self, spoken_db: float) -> None:
        if self.is_trying:
            level = min(1.0, max(0.0, 1 - spoken_db / METER_FROM_DB))
            self._section.meter.show_level(level, is_heard=spoken_db > HEARD_FROM_DB)
