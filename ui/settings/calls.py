"""The settings of calls: microphone, output and camera, with the level of one's own voice and one's own picture while
they are tried."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.domain.call_engine import MediaDevice
from ui.call import called
from ui.theme import Look
from ui.widgets.level import LevelMeter
from ui.widgets.panel import Choices
from ui.widgets.parts import KeyedButton, clear, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.call import CallSettingsSay as Say

KEYS = {"microphone": "KLMNO", "output": "QRSTU", "camera": "VWXYZ"}
TITLES = {"microphone": Say.MICROPHONE, "output": Say.OUTPUT, "camera": Say.CAMERA}
PREVIEW = 320, 180
"""Unscaled pixels of one's own picture."""


class CallSection(QWidget):
    """`chosen` carries the kind of device and its id ("" for the system's own); `tried` comes with the button, to begin
    and to end."""

    chosen = Signal(str, str)
    tried = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._choices: dict[str, Choices] = {}
        self._shown: object = None
        px = look.theme.px
        layout = column(self, gap=px(10))
        layout.addSpacing(px(6))
        layout.addWidget(rule())
        layout.addWidget(SafeLabel(words(Say.SECTION), "title"))
        self.told = SafeLabel(words(Say.STARTS_LATER), "second", wraps=True)
        layout.addWidget(self.told)
        self._devices = column(gap=px(8))
        layout.addLayout(self._devices)
        self.trial = QWidget()
        side = line(self.trial, gap=px(16))
        left = column(gap=px(10))
        self.button = KeyedButton(words(Say.TRY), "9", look)
        self.button.clicked.connect(self.tried)
        left.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        voice = line(gap=px(10))
        voice.addWidget(SafeLabel(words(Say.LEVEL), "reason"))
        self.meter = LevelMeter(look, words, words(Say.LEVEL))
        voice.addWidget(self.meter)
        voice.addStretch(1)
        left.addLayout(voice)
        left.addStretch(1)
        side.addLayout(left, 1)
        self.preview = ground(QWidget(), "bg2")
        self.preview.setFixedSize(px(PREVIEW[0]), px(PREVIEW[1]))
        self.preview.hide()
        side.addWidget(self.preview)
        layout.addWidget(self.trial)
        self.trial.hide()

    def groups(self) -> Sequence[Choices]:
        """What is chosen by a letter."""
        return tuple(self._choices.values())

    def show_devices(self, devices: dict[str, Sequence[MediaDevice]], chosen: dict[str, str]) -> None:
        """Those that there are, of each kind, and the ids of the chosen."""
        shown = ({kind: tuple(found) for kind, found in devices.items()}, dict(chosen))
        if shown == self._shown:
            return
        self._shown = shown
        words = self._words
        self.told.hide()
        self.trial.show()
        clear(self._devices)
        self._choices = {}
        for kind, found in devices.items():
            self._devices.addWidget(SafeLabel(words(TITLES[kind]), "section"))
            if not found:
                self._devices.addWidget(SafeLabel(words(Say.NONE), "strong"))
                continue
            ids = ["", *(each.id for each in found)]
            names = [called.device_name(kind, each.name, words) for each in found]
            group = Choices([words(Say.SYSTEM), *names], self._look, keys=KEYS[kind])
            group.mark(ids.index(chosen[kind]) if chosen[kind] in ids else None)
            group.chosen.connect(lambda at, of=kind, known=tuple(ids): self.chosen.emit(of, known[at]))
            self._devices.addWidget(group)
            self._choices[kind] = group

    def tell(self, say: Say) -> None:
        """Why there is nothing to choose."""
        self.told.setText(self._words(say))
        self.told.show()

    def show_trial(self, surface: QWidget | None) -> None:
        """The trial goes on with this picture, or is over."""
        self.button.rename(self._words(Say.STOP if surface is not None else Say.TRY))
        self.preview.setVisible(surface is not None)
        if surface is not None:
            surface.setParent(self.preview)
            surface.setGeometry(0, 0, self.preview.maximumWidth(), self.preview.maximumHeight())
            surface.show()
        else:
            self.meter.show_level(0.0, is_heard=False)
