"""Step 4: where alarms are heard, and whether the headset hears."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.parts import Expanding, Fixed
from ui.widgets.text import SafeLabel
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words.wizard import WizardSay

MOST_OUTPUTS = 12


class LevelBar(QWidget):
    """How loud the microphone is: a track and a fill. Empty while nobody listens."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._level = 0.0
        self.setSizePolicy(Expanding, Fixed)
        self.setAccessibleName(name)

    def show_level(self, level: float) -> None:
        """From 0 to 1."""
        self._level = min(1.0, max(0.0, level))
        self.update()

    def level(self) -> float:
        """What is shown."""
        return self._level

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(120), self._look.theme.px(8))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("track"))
        filled = QRectF(0, 0, self.width() * self._level, self.height())
        painter.fillRect(filled, theme.colour("tx1"))
        painter.end()


class SoundPage(Page):
    """The outputs that there are, and the microphone's level."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WizardSay.STEP_SOUND, WizardSay.SOUND_WHY)
        words, device = session.words, session.draft.sound.device
        found = session.trials.outputs()[:MOST_OUTPUTS]
        missing = (device,) if device and device not in found else ()
        self._devices = ("", *missing, *found)
        texts = [words(WizardSay.SYSTEM_OUTPUT), *missing, *found]
        self.box.addWidget(SafeLabel(words(WizardSay.OUTPUT), "section"))
        self.outputs = self.choices(texts, self._devices.index(device), 1)
        self.outputs.chosen.connect(self._choose)
        self.box.addWidget(self.outputs)
        if not found:
            self.box.addWidget(SafeLabel(words(WizardSay.NO_OUTPUTS), "strong", wraps=True))
        self.box.addSpacing(session.px(12))
        self.box.addWidget(SafeLabel(words(WizardSay.LEVEL), "section"))
        self.bar = LevelBar(session.look, words(WizardSay.LEVEL))
        self.box.addWidget(self.bar)
        self._prompt = SafeLabel("", "strong")
        self.box.addWidget(self._prompt)

    def hear(self, level: float) -> None:
        """The microphone's level now; asks for a word while it listens."""
        self.bar.show_level(level)
        self._prompt.setText(self.session.words(WizardSay.SPEAK_NOW))

    def hear_no_more(self) -> None:
        """The trial is over."""
        self.bar.show_level(0.0)
        self._prompt.setText("")

    def take_focus(self) -> None:
        row = next((one for one in self.outputs.rows if one.isChecked()), self.outputs.rows[0])
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, number: int) -> None:
        draft = self.session.draft
        self.session.change(replace(draft, sound=replace(draft.sound, device=self._devices[number])))
