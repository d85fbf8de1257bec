"""The wizard's status line: what has been proven so far, and nothing more."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.services.setup import Good, Tried
from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_canary
from ui.widgets.parts import Fixed, IconView, ground, line
from ui.widgets.text import SafeLabel
from ui.wizard.course import UNHEARD, Course, Step
from ui.wizard.session import Session
from ui.words.wizard import WizardSay

TICKS = 12


class EmptyStrip(QWidget):
    """The canary's strip before there is one: twelve low dashes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(Fixed, Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(70), self._look.theme.px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_canary(painter, QRectF(self.rect()), [False] * TICKS, self._look.theme)
        painter.end()


class WizardStatus(QWidget):
    """Sign of life, connection, journal, sound, and the clock."""

    def __init__(self, course: Course, session: Session) -> None:
        super().__init__()
        self._course = course
        self._session = session
        px = session.px
        ground(self, "bg0")
        self.setFixedHeight(px(COMPACT.status))
        layout = line(self, margins=(px(16), 0, px(16), 0), gap=px(18))
        self._values: dict[str, SafeLabel] = {}
        strip = IconView(Icon.SIGHT_PROVEN, session.look, 16) if session.is_narrow else EmptyStrip(session.look)
        groups: tuple[tuple[str, WizardSay, QWidget], ...] = (
            ("canary", WizardSay.CANARY, strip),
            ("link", WizardSay.LINK, IconView(Icon.LINK, session.look, 16)),
            ("journal", WizardSay.JOURNAL, IconView(Icon.JOURNAL, session.look, 16)),
            ("sound", WizardSay.SOUND, IconView(Icon.SOUND, session.look, 16)),
        )
        for name, say, sign in groups:
            group = line(gap=px(6))
            group.addWidget(sign)
            if not session.is_narrow:
                group.addWidget(SafeLabel(session.words(say), "reason"))
            value = SafeLabel("", "status")
            value.setAccessibleDescription(session.words(say))
            group.addWidget(value)
            self._values[name] = value
            layout.addLayout(group)
        layout.addStretch(1)
        self._clock = SafeLabel("", "title")
        layout.addWidget(self._clock)
        self.refresh()

    def refresh(self) -> None:
        """Once a second, and after each line of a trial."""
        words, course, is_later = self._session.words, self._course, self._session.draft.broker.is_later
        link, canary = (self._told(Step.BROKER, tried) for tried in (Tried.BROKER_SIGN_IN, Tried.CANARY))
        later = words(WizardSay.NOT_NOW)
        self._put("canary", later if is_later else canary or words(WizardSay.NOT_BEGUN))
        self._put("link", later if is_later else link or words(WizardSay.NONE))
        journal = self._at(Step.DATABASE) if course.trials[Step.DATABASE].is_good else words(WizardSay.NONE)
        self._put("journal", journal)
        sound = course.trials[Step.SOUND]
        if any(failed.tried in UNHEARD for failed in sound.failed):
            heard = words(WizardSay.WITHOUT)
        else:
            heard = self._told(Step.SOUND, Tried.TONE) or words(WizardSay.UNTRIED)
        self._put("sound", heard)
        self._clock.setText(words.time(self._session.now(), seconds=True))

    def texts(self) -> dict[str, str]:
        """What the line says, by name."""
        return {name: value.text() for name, value in self._values.items()}

    def _told(self, step: Step, tried: Tried) -> str:
        return self._at(step) if isinstance(self._course.trials[step].lines.get(tried), Good) else ""

    def _at(self, step: Step) -> str:
        at = self._course.trials[step].at
        words = self._session.words
        return words(WizardSay.TRIED_WELL, time=words.time(at)) if at is not None else ""

    def _put(self, name: str, text: str) -> None:
        self._values[name].setText(text)
