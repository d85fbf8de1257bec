"""The list of steps at the left: which are done and with what, which one is shown, which are still closed."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ui.assets import Icon
from ui.widgets.marks import paint_focus, paint_icon
from ui.widgets.parts import Expanding, Fixed, KeyedButton, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.wizard.course import STEPS, Course, Step
from ui.wizard.finish_page import look_words
from ui.wizard.session import Session
from ui.words.wizard import WizardSay

WIDTH, NARROW_WIDTH = 340, 56

TITLES = {step: WizardSay[f"STEP_{step.name}"] for step in Step}
_UNDER = {
    Step.BROKER: WizardSay.SUB_BROKER,
    Step.DATABASE: WizardSay.SUB_DATABASE,
    Step.SOUND: WizardSay.SUB_SOUND,
    Step.ACCOUNT: WizardSay.SUB_ACCOUNT,
    Step.FINISH: WizardSay.SUB_FINISH,
}


class StepRow(QPushButton):
    """One step. Only those that are open can be pressed."""

    def __init__(self, step: Step, course: Course, session: Session) -> None:
        super().__init__()
        self._step = step
        self._course = course
        self._session = session
        self.setAutoDefault(False)
        self.setSizePolicy(Expanding, Fixed)
        self.refresh()

    def refresh(self) -> None:
        """What is true now."""
        self.setEnabled(self._course.reachable(self._step, self._session.draft))
        parts = (f"{self._step.number} {self._session.words(TITLES[self._step])}", self.summary())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def summary(self) -> str:
        """What was decided there, once it was; what it is about, while it is shown."""
        words, draft, step = self._session.words, self._session.draft, self._step
        if step is self._course.step and step in _UNDER:
            return words(_UNDER[step])
        if not self._is_passed():
            return ""
        match step:
            case Step.LOOK:
                return look_words(self._session, is_short=True)
            case Step.BROKER:
                return words(WizardSay.DONE_LATER) if draft.broker.is_later else draft.broker.host
            case Step.DATABASE:
                return draft.database.host if draft.database.is_server else words(WizardSay.DONE_FILE)
            case Step.SOUND:
                if not self._course.trials[step].is_good:
                    return words(WizardSay.DONE_WITHOUT)
                return draft.sound.device or words(WizardSay.DONE_SYSTEM)
            case Step.ACCOUNT:
                return draft.account.login
            case Step.FINISH:
                return ""

    def sizeHint(self) -> QSize:
        return QSize(self._session.px(60), self._session.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _is_passed(self) -> bool:
        is_before = STEPS.index(self._step) < STEPS.index(self._course.step)
        return is_before or (self._step is not Step.LOOK and self._course.is_done(self._step, self._session.draft))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._session.look.theme, self._session.px
        painter = QPainter(self)
        whole, is_now = QRectF(self.rect()), self._step is self._course.step
        is_passed = self._is_passed()
        painter.fillRect(whole, theme.colour("sel" if is_now else "bg2" if self.underMouse() else "bg1"))
        if is_now:
            painter.fillRect(QRectF(0, 0, px(4), self.height()), theme.colour("tx1"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        token = "tx1" if is_now or is_passed else "tx2"
        if is_passed and not is_now:
            side = px(18)
            box = QRectF(px(19), (self.height() - side) / 2, side, side).toRect()
            paint_icon(painter, box, Icon.STEP, theme.colour("tx2"), self.devicePixelRatioF())
        else:
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(11, 600))
            painter.drawText(QRectF(px(20), 0, px(20), self.height()), _AT_LEFT, str(self._step.number))
        if not self._session.is_narrow:
            self._paint_words(painter, token, 600 if is_now or is_passed else 400)
        if self.hasFocus():
            paint_focus(painter, whole, theme)
        painter.end()

    def _paint_words(self, painter: QPainter, token: str, weight: int) -> None:
        theme, px = self._session.look.theme, self._session.px
        painter.setPen(theme.colour(token))
        painter.setFont(theme.font(11.5, weight))
        title = self._session.words(TITLES[self._step])
        room = QRectF(px(54), 0, self.width() - px(74), self.height())
        painter.drawText(room, _AT_LEFT, title)
        taken = painter.fontMetrics().horizontalAdvance(title) + px(16)
        painter.setFont(theme.font(10))
        painter.setPen(theme.colour("tx2"))
        rest = room.adjusted(taken, 0, 0, 0)
        text = painter.fontMetrics().elidedText(self.summary(), Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)


_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class StepList(QWidget):
    """`chosen` carries a step that may be gone to."""

    chosen = Signal(object)
    demo_wanted = Signal()

    def __init__(self, course: Course, session: Session) -> None:
        super().__init__()
        px, words = session.px, session.words
        ground(self, "bg1")
        self.setFixedWidth(px(NARROW_WIDTH if session.is_narrow else WIDTH))
        layout = column(self)
        if not session.is_narrow:
            head = column(margins=(px(20), px(18), px(20), px(16)), gap=px(1))
            head.addWidget(SafeLabel(words(WizardSay.GET_GOING), "name"))
            number = words(WizardSay.STEP_OF, number=course.step.number, count=len(STEPS))
            head.addWidget(SafeLabel(number, "reason", wraps=True))
            layout.addLayout(head)
            layout.addWidget(rule())
        self.rows = {step: StepRow(step, course, session) for step in STEPS}
        listed = QWidget()
        inner = column(listed)
        for step, row in self.rows.items():
            row.clicked.connect(lambda _=False, to=step: self.chosen.emit(to))
            inner.addWidget(row)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(listed)
        layout.addWidget(area, 1)
        if not session.is_narrow:
            layout.addWidget(rule())
            foot = line(margins=(px(16), px(11), px(16), px(11)), gap=px(12))
            foot.addWidget(SafeLabel(words(WizardSay.JUST_TRY), "reason", wraps=True), 1)
            foot.addWidget(self.demo_button(session))
            layout.addLayout(foot)

    def demo_button(self, session: Session) -> KeyedButton:
        """The way to the demo, without any settings."""
        button = KeyedButton(session.words(WizardSay.DEMO), "Alt D", session.look)
        button.clicked.connect(self.demo_wanted)
        return button

    def refresh(self) -> None:
        """What is true now."""
        for row in self.rows.values():
            row.refresh()
