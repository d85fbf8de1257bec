"""What a trial answered, line by line: what went, what did not and what to do about it, what waits.

A failed line is raised with a light edge: what, what to do, that nothing is saved, and the code last. No red, no green.
"""

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.services.setup import Failed, Good, Line, Note, Tried, Trouble, Waits
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.marks import paint_icon
from ui.widgets.parts import Fixed, clear, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.wizard.course import Step, Trial
from ui.wizard.session import Session
from ui.words import Words
from ui.words.trials import ANY_FIELD, FIELDS, GOOD, NOTES, REMEDIES, SEEN, TROUBLES, WAITS
from ui.words.wizard import WizardSay

SAVING = frozenset({Tried.SAVE_SECRETS, Tried.SAVE_ACCOUNT, Tried.SAVE_SETTINGS})
_SAID_IN_TITLE = frozenset({Tried.BROKER_READS})


class Mark(Enum):
    """What stands before a line."""

    GOOD = auto()
    FAILED = auto()
    WAITS = auto()


class LineMark(QWidget):
    """A tick, a cross or an hourglass; the words beside it say the same."""

    def __init__(self, mark: Mark, look: Look) -> None:
        super().__init__()
        self._mark = mark
        self._look = look
        self.setSizePolicy(Fixed, Fixed)

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(20)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        if self._mark is Mark.FAILED:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("tx1"), max(1.6, theme.px(2)), c=Qt.PenCapStyle.FlatCap))
            near, far = self.width() * 0.24, self.width() * 0.76
            painter.drawLine(QPointF(near, near), QPointF(far, far))
            painter.drawLine(QPointF(near, far), QPointF(far, near))
        else:
            icon = Icon.STEP if self._mark is Mark.GOOD else Icon.BACKLOG
            token = "tx1" if self._mark is Mark.GOOD else "tx3"
            paint_icon(painter, self.rect(), icon, theme.colour(token), self.devicePixelRatioF())
        painter.end()


class Results(QWidget):
    """The lines of the last trial of a step; nothing while none was made."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._layout = column(self)
        self._running: SafeLabel | None = None
        self.failed: QWidget | None = None
        self.texts: list[str] = []

    def show_trial(self, trial: Trial, step: Step, *, is_changed: bool) -> None:
        """All lines anew. `is_changed`: the draft is another than the one that was tried."""
        clear(self._layout)
        self._running = self.failed = None
        self.texts = []
        if not trial.lines or trial.at is None:
            return
        self._layout.addWidget(rule())
        self._layout.addWidget(self._head(trial, trial.at, step))
        is_next = trial.is_running
        for each in trial.lines.values():
            is_now = is_next and isinstance(each, Waits)
            self._layout.addWidget(rule())
            self._layout.addWidget(self._row(each, is_now=is_now, is_over=is_changed))
            is_next = is_next and not is_now
        self._layout.addWidget(rule())

    def step_running(self, seconds: float) -> None:
        """How long the thing that is being tried has taken."""
        if self._running is not None:
            words = self._session.words
            shown = words(WizardSay.TRYING, seconds=f"{seconds:.0f}")
            self._running.setText(shown[:1].lower() + shown[1:])

    def _head(self, trial: Trial, at: datetime, step: Step) -> QWidget:
        words, px = self._session.words, self._session.px
        widget = QWidget()
        row = line(widget, margins=(px(24), px(9), px(24), px(9)), gap=px(16))
        if trial.is_running:
            title = words(WizardSay.SAVING if step is Step.FINISH else WizardSay.TRYING_NOW)
        else:
            say = WizardSay.SAVED_AT if step is Step.FINISH and trial.is_good else WizardSay.TRIED_AT
            title = words(say, time=words.time(at, seconds=True))
        kinds = (
            (WizardSay.TALLY_GOOD, Good),
            (WizardSay.TALLY_BAD, Failed),
            (WizardSay.TALLY_WAITING, Waits),
        )
        counts = [(say, trial.count(kind)) for say, kind in kinds]
        tally = ", ".join(words(say, count=count) for say, count in counts if count)
        row.addWidget(SafeLabel(title, "section"))
        row.addStretch(1)
        row.addWidget(SafeLabel(tally, "caption"))
        return widget

    def _row(self, each: Line, *, is_now: bool, is_over: bool) -> QWidget:
        px, words = self._session.px, self._session.words
        title, more, right = told(each, words)
        mark = Mark.GOOD if isinstance(each, Good) else Mark.FAILED if isinstance(each, Failed) else Mark.WAITS
        row = QWidget()
        if mark is Mark.FAILED:
            ground(row, "bg2")
            self.failed = row
        outer = line(row)
        edge = QWidget()
        edge.setFixedWidth(px(4))
        ground(edge, "lit" if mark is Mark.FAILED else "bg1")
        outer.addWidget(edge)
        inner = line(margins=(px(20), px(9), px(24), px(9)), gap=px(20))
        outer.addLayout(inner, 1)
        inner.addWidget(LineMark(mark, self._session.look), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=px(1))
        look = "strong" if mark is Mark.FAILED else "body" if mark is Mark.GOOD and not is_over else "second"
        texts.addWidget(SafeLabel(title, look, wraps=True, longest=400))
        if more:
            texts.addWidget(SafeLabel(more, "reason", wraps=True, longest=1200))
        inner.addLayout(texts, 1)
        side = SafeLabel(words(WizardSay.RUNNING) if is_now else right, "reason")
        inner.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        if is_now:
            self._running = side
        row.setAccessibleName(" ".join(part for part in (title, more, right) if part))
        self.texts.append(" ".join(part for part in (title, more, right) if part))
        return row


def told(each: Line, words: Words) -> tuple[str, str, str]:
    """A line as title, sentence below it, and what stands at the right."""
    match each:
        case Waits(tried):
            return words(WAITS[tried]), "", words(WizardSay.WAITS)
        case Good(tried, seconds, detail, note):
            return words(GOOD[tried], detail=detail), _seen(tried, detail, note, words), _seconds(seconds, words)
        case Failed(tried, trouble, seconds, detail, code):
            saved = WizardSay.SETTINGS_NOT_SAVED if tried in SAVING else WizardSay.NOTHING_SAVED
            title, remedy = _trouble(trouble, detail, words)
            right = words(WizardSay.CODE, code=code) if code else _seconds(seconds, words)
            return title, f"{_ended(remedy)} {words(saved)}", right


def _seen(tried: Tried, detail: str, note: Note | None, words: Words) -> str:
    if note is not None:
        return words(NOTES[note], detail=detail)
    return words(SEEN[tried], detail=detail) if detail and tried not in _SAID_IN_TITLE else ""


def _trouble(trouble: Trouble, detail: str, words: Words) -> tuple[str, str]:
    if trouble is Trouble.BAD_VALUE:
        field, remedy = FIELDS.get(detail, ANY_FIELD)
        return words(TROUBLES[trouble], field=words(field)), words(remedy)
    return words(TROUBLES[trouble], detail=detail), words(REMEDIES[trouble], detail=detail).strip()


def _ended(sentence: str) -> str:
    """With a full stop, where somebody else's words have none."""
    return sentence if sentence.endswith((".", "?", ":", "!")) or not sentence else f"{sentence}."


def _seconds(seconds: float, words: Words) -> str:
    shown = f"{seconds:.2f}"
    return words(WizardSay.SECONDS, seconds=shown.replace(".", ",") if words.language == "sv" else shown)
