"""The engine's place beside the screen: made when the console first asks for it, and what is known of our own
end while it runs. Orders go in, its words go to the console; nothing of a call is decided here.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from console.domain.call_engine import (
    DevicesFound,
    EngineDied,
    EngineOrder,
    EngineWord,
    Listen,
    Measured,
    MediaDevice,
    UseDevices,
)
from ui.call.showing_of import HEARD_FROM_DB
from ui.theme import Look

KINDS = ("microphone", "output", "camera")


class MediaEngine(Protocol):
    """What sees and hears (`ui/media/engine.py`). `levels_changed`: heard and spoken, in dB of full scale."""

    said: SignalInstance
    levels_changed: SignalInstance

    @property
    def surface(self) -> QWidget: ...

    def order(self, order: EngineOrder | None, /) -> None: ...

    def use_background(self, colour: str, /) -> None: ...

    def close(self) -> None: ...


MakeEngine = Callable[[], MediaEngine | None]
"""Makes the engine, or says by None that this program has none."""


def no_engine() -> MediaEngine | None:
    """A program that never calls."""
    return None


class EnginePlace(QObject):
    """`made` comes once, when there is an engine; `devices_changed` when a device came or went; `spoken` carries the
    level of our own microphone, in dB, while it is tried or a call goes on."""

    made = Signal()
    devices_changed = Signal()
    spoken = Signal(float)

    def __init__(
        self,
        make: MakeEngine,
        said: Callable[[EngineWord], None],
        look: Look,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._said = said
        self._look = look
        self._now = now
        self.engine: MediaEngine | None = None
        self._devices: tuple[MediaDevice, ...] | None = None
        self._chosen = UseDevices()
        self._wanted = dict.fromkeys(KINDS, "")
        self.spoke_at: datetime | None = None
        look.changed.connect(self._paint)

    def order(self, order: EngineOrder | None) -> None:
        """An order of the console. Where there is no engine it is told so, for good."""
        if self.engine is None:
            self.engine = self._make()
            if self.engine is None:
                self._said(EngineDied("there is none in this program", is_final=True))
                return
            self.engine.said.connect(self._heard)
            self.engine.levels_changed.connect(self._measured)
            self._paint()
            self.made.emit()
        self.engine.order(order)

    def want(self, names: Mapping[str, str]) -> None:
        """Which devices, by their kinds and names as they are kept ("" for the system's own): as soon as they are
        there."""
        self._wanted = dict(names)
        self._find_wanted()

    def use(self, kind: str, device: str) -> Mapping[str, str]:
        """This device from now on, by its id. Returns the names of all that are wanted, as they are kept."""
        name = next((each.name for each in self.devices(kind) if each.id == device), "")
        self._wanted[kind] = name
        self._find_wanted()
        return dict(self._wanted)

    @property
    def chosen(self) -> UseDevices:
        """Which devices."""
        return self._chosen

    def listen(self, *, is_on: bool) -> None:
        """Tries microphone and camera before a call."""
        if self.engine is not None:
            self.engine.order(Listen(is_on))

    def devices(self, kind: str) -> tuple[MediaDevice, ...]:
        """Those of a kind that there are."""
        return tuple(each for each in self._devices or () if each.kind == kind)

    @property
    def knows_devices(self) -> bool:
        """Whether the engine has said what there is."""
        return self._devices is not None

    def has(self, kind: str) -> bool:
        """Whether there is one; what nobody has told of is taken to be there."""
        return self._devices is None or bool(self.devices(kind))

    def name_of(self, kind: str) -> str:
        """The name of the one that is used."""
        found = self.devices(kind)
        wanted = getattr(self._chosen, kind)
        return next((each.name for each in found if each.id == wanted), found[0].name if found else "")

    def close(self) -> None:
        """The program ends."""
        if self.engine is not None:
            self.engine.close()
            self.engine = None

    def _heard(self, word: EngineWord) -> None:
        if isinstance(word, DevicesFound):
            self._devices = word.devices
            self._find_wanted()
            self.devices_changed.emit()
        elif isinstance(word, Measured) and word.figures.spoken_db > HEARD_FROM_DB:
            self.spoke_at = self._now()
        self._said(word)

    def _find_wanted(self) -> None:
        """Names become ids: those last only as long as the engine's page."""
        found = {
            kind: next((each.id for each in self.devices(kind) if each.name == self._wanted[kind] != ""), "")
            for kind in KINDS
        }
        chosen = UseDevices(**found)
        if chosen != self._chosen and self.engine is not None:
            self._chosen = chosen
            self.engine.order(chosen)

    def _measured(self, _: float, spoken_db: float) -> None:
        if spoken_db > HEARD_FROM_DB:
            self.spoke_at = self._now()
        self.spoken.emit(spoken_db)

    def _paint(self) -> None:
        if self.engine is not None:
            self.engine.use_background(self._look.theme.tokens.bg2)
