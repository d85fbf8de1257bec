"""The settings of this workstation, beside the queue: language, theme, size, sound. Each is seen or heard at once.

It changes nothing itself: its owner does what the signals say, and keeps it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.settings.calls import CallSection
from ui.theme import NIGHT, SCALES, Look
from ui.widgets.focus import FocusFrame
from ui.widgets.order import stands_after
from ui.widgets.panel import Choices
from ui.widgets.parts import KeyedButton, clear, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import LANGUAGES, Words
from ui.words.settings import SettingsSay as Say

LANGUAGE_NAMES = {"sv": "Svenska", "en": "English"}
"""Each in its own words: whoever has got the wrong one must find the way back."""

LANGUAGE_KEYS, THEME_KEYS, VOLUME_KEYS, OUTPUT_KEYS = "12", "34", "5678", "ABCDEFGHIJ"
VOLUMES = (40, 60, 80, 100)
WIDEST = 880


class SettingsView(QWidget):
    """`output_chosen` carries the output's name, empty for the system's own; `volume_chosen` per cent; `zoomed` a step
    of -1 or 1 among the sizes."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    zoomed = Signal(int)
    output_chosen = Signal(str)
    volume_chosen = Signal(int)
    sound_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._names: tuple[str, ...] = ()
        self._groups: list[Choices] = []
        self._outputs_box = column()
        self._outputs: Choices | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(Say.TITLE))
        FocusFrame(look, self)
        ground(self, "bg1")
        px = look.theme.px
        outer = column(self)
        outer.addLayout(self._head())
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        scroll.setWidget(page)
        outer.addWidget(scroll)
        body = column(page, margins=(px(28), px(6), px(28), px(24)), gap=px(10))
        body.addWidget(SafeLabel(words(Say.HOW), "second", wraps=True))
        self.told = SafeLabel("", "strong", wraps=True)
        body.addWidget(self.told)
        self.calls = CallSection(look, words)
        self._lay_out(body)
        self.calls.setMaximumWidth(px(WIDEST))
        body.addWidget(self.calls)
        scroll.verticalScrollBar().rangeChanged.connect(self._show_trial)
        body.addStretch(1)

    def show_outputs(self, names: Sequence[str], chosen: str, volume: int) -> None:
        """The outputs there are, the one that is configured ("" for the system's own), and how loud."""
        words = self._words
        self._names = ("", *names)
        clear(self._outputs_box)
        texts = [words(Say.OUTPUT_SYSTEM), *names]
        self._outputs = Choices(texts, self._look, keys=OUTPUT_KEYS)
        if not names:
            self._outputs_box.addWidget(SafeLabel(words(Say.OUTPUT_NONE), "strong", wraps=True))
        self._outputs.setMaximumWidth(self._look.theme.px(WIDEST))
        self._outputs_box.addWidget(self._outputs)
        stands_after(self._bigger, self._outputs)
        self._outputs.mark(self._names.index(chosen) if chosen in self._names else None)
        self._volumes.mark(VOLUMES.index(volume) if volume in VOLUMES else None)
        self._outputs.chosen.connect(lambda at: self.output_chosen.emit(self._names[at]))

    def tell(self, text: str) -> None:
        """Why a change could not be kept; empty takes it back."""
        self.told.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        groups = (*self._groups, *((self._outputs,) if self._outputs is not None else ()), *self.calls.groups())
        for group in groups:
            number = group.number_of(event)
            if number is not None:
                group.choose(number)
                self._scroll.ensureWidgetVisible(group, 0, 0)
                return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            self.sound_wanted.emit()
        elif event.key() == Qt.Key.Key_9 and not event.modifiers():
            self.calls.tried.emit()
            self._show_trial()
        else:
            super().keyPressEvent(event)

    def _show_trial(self) -> None:
        """One's own picture makes the page longer: what is tried is in sight."""
        if not self.calls.preview.isHidden():
            self._scroll.ensureWidgetVisible(self.calls.trial, 0, 0)

    def _head(self) -> QHBoxLayout:
        """Above what scrolls: the way back is always in sight."""
        px = self._look.theme.px
        head = line(margins=(px(28), px(20), px(28), 0), gap=px(12))
        head.addWidget(SafeLabel(self._words(Say.TITLE), "name"), 1)
        back = KeyedButton(self._words(Say.BACK), "Esc", self._look)
        back.clicked.connect(self.left)
        head.addWidget(back)
        return head

    def _lay_out(self, body: QVBoxLayout) -> None:
        words, theme, px = self._words, self._look.theme, self._look.theme.px
        languages = self._group([LANGUAGE_NAMES[each] for each in LANGUAGES], LANGUAGE_KEYS)
        languages.mark(LANGUAGES.index(words.language))
        languages.chosen.connect(lambda at: self.language_chosen.emit(LANGUAGES[at]))
        themes = self._group([words(Say.NIGHT), words(Say.DAY)], THEME_KEYS)
        themes.mark(0 if theme.tokens is NIGHT else 1)
        themes.chosen.connect(lambda at: self.theme_chosen.emit("night" if at == 0 else "day"))
        self._volumes = self._group([f"{volume} %" for volume in VOLUMES], VOLUME_KEYS)
        self._volumes.chosen.connect(lambda at: self.volume_chosen.emit(VOLUMES[at]))
        sound = KeyedButton(words(Say.TRY_SOUND), "P", self._look)
        sound.clicked.connect(self.sound_wanted)
        for title, part in ((Say.LANGUAGE, languages), (Say.THEME, themes), (Say.SIZE, self._sizes())):
            self._add(body, title, part)
        body.addSpacing(px(6))
        body.addWidget(rule())
        body.addWidget(SafeLabel(words(Say.OUTPUT), "section"))
        body.addLayout(self._outputs_box)
        self._add(body, Say.VOLUME, self._volumes)
        body.addWidget(SafeLabel(words(Say.VOLUME_WHY), "reason", wraps=True))
        body.addWidget(sound, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, body: QVBoxLayout, title: Say, part: QWidget) -> None:
        body.addSpacing(self._look.theme.px(6))
        body.addWidget(SafeLabel(self._words(title), "section"))
        part.setMaximumWidth(self._look.theme.px(WIDEST))
        body.addWidget(part)

    def _group(self, texts: Sequence[str], keys: str) -> Choices:
        group = Choices(texts, self._look, columns=len(texts), keys=keys)
        self._groups.append(group)
        return group

    def _sizes(self) -> QWidget:
        words, theme = self._words, self._look.theme
        part = QWidget()
        layout = line(part, gap=theme.px(12))
        smaller = KeyedButton(words(Say.SMALLER), "Ctrl −", self._look)
        self._bigger = bigger = KeyedButton(words(Say.BIGGER), "Ctrl +", self._look)
        smaller.setEnabled(theme.scale > SCALES[0])
        bigger.setEnabled(theme.scale < SCALES[-1])
        smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        bigger.clicked.connect(lambda: self.zoomed.emit(1))
        layout.addWidget(smaller)
        layout.addWidget(SafeLabel(f"{theme.scale * 100:.0f} %", "title"))
        layout.addWidget(bigger)
        layout.addStretch(1)
        return part
