"""The wizard's foot: back, why the next step is open or not, the trial's key, and on. At most one of them is lit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.parts import KeyedButton, line
from ui.widgets.text import SafeLabel
from ui.wizard.course import Course, Step
from ui.wizard.session import Session
from ui.words.wizard import WizardSay


class Foot(QWidget):
    """`back`, `tried` and `onward` come with the buttons; `tried` is also the wish to cancel a trial that runs."""

    back = Signal()
    tried = Signal()
    onward = Signal()

    def __init__(self, course: Course, session: Session) -> None:
        super().__init__()
        self._course = course
        self._session = session
        words, px, look = session.words, session.px, session.look
        layout = line(self, margins=(px(24), px(11), px(24), px(11)), gap=px(8))
        self._back = KeyedButton(words(WizardSay.BACK), "Alt V", look)
        self._reason = SafeLabel("", "reason", wraps=True)
        self._try = KeyedButton(words(WizardSay.TRY), "Alt P", look)
        self._next = KeyedButton(words(WizardSay.NEXT), "Alt N", look)
        self._back.clicked.connect(self.back)
        self._try.clicked.connect(self.tried)
        self._next.clicked.connect(self.onward)
        layout.addWidget(self._back)
        layout.addSpacing(px(8))
        if not session.is_narrow:
            self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._reason, 1)
        layout.addSpacing(px(8))
        layout.addWidget(self._try)
        layout.addWidget(self._next)
        QWidget.setTabOrder(self._try, self._next)
        QWidget.setTabOrder(self._next, self._back)
        self.refresh()

    def refresh(self) -> None:
        """What is true now."""
        course, draft, words = self._course, self._session.draft, self._session.words
        step, trial = course.step, course.trial
        is_open, reason = course.is_open(step, draft)
        is_finish, is_running = step is Step.FINISH, trial.is_running
        is_later = step is Step.BROKER and draft.broker.is_later
        self._back.setVisible(step is not Step.LOOK)
        self._back.setEnabled(not is_running)
        self._try.setVisible(step not in (Step.LOOK, Step.FINISH))
        self._try.setEnabled(not is_later)
        say = WizardSay.CANCEL if is_running else WizardSay.TRY_AGAIN if trial.lines else WizardSay.TRY
        self._try.rename(words(say))
        if is_finish:
            self._next.rename(words(WizardSay.SAVE_AGAIN if trial.failed else WizardSay.SAVE))
        self._next.setEnabled(not is_running if is_finish else is_open)
        _light(self._try, not is_running and not is_open)
        _light(self._next, self._next.isEnabled())
        if reason is None or is_running:
            self._reason.setText("")
        elif is_finish and trial.failed:
            self._reason.setText(words(WizardSay.SETTINGS_NOT_SAVED))
        else:
            self._reason.setText(words(reason))

    def step_running(self, seconds: float) -> None:
        """How long the trial has taken."""
        self._reason.setText(self._session.words(WizardSay.TRYING, seconds=f"{seconds:.0f}"))

    def lit(self) -> KeyedButton | None:
        """The one lit key."""
        return next((one for one in (self._next, self._try) if one.isEnabled() and one.property("lit")), None)

    def press_lit(self) -> None:
        """Enter, from a field."""
        button = self.lit()
        if button is not None and not button.isHidden():
            button.click()

    def may_go_on(self) -> bool:
        """Whether Next may be pressed."""
        return self._next.isEnabled()

    def may_try(self) -> bool:
        """Whether the trial's key may be pressed."""
        return self._try.isEnabled() and not self._try.isHidden()

    def may_go_back(self) -> bool:
        """Whether Back may be pressed."""
        return self._back.isEnabled() and not self._back.isHidden()

    def reason(self) -> str:
        """What stands beside the keys."""
        return self._reason.text()


def _light(button: KeyedButton, is_lit: bool) -> None:
    if bool(button.property("lit")) != is_lit:
        button.setProperty("lit", is_lit)
        button.style().unpolish(button)
        button.style().polish(button)
    button.update()
