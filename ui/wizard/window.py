"""The wizard's window: the step that is shown, its trial, and the keys. It knows what to try only through `Trials`.

It is built anew when language, theme, size or step change; what was filled in and tried stands in the session and the
course, never in a widget. Nothing here waits: a trial runs beside, and its lines come as they are made.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from console.domain.refused import Refused
from console.services.setup import Line, Trouble
from ui.style import style_sheet
from ui.tasks import Tasks
from ui.theme import COMPACT, DAY, NIGHT, Look, Theme
from ui.widgets.parts import clear, column, line, rule
from ui.wizard.course import STEPS, Course, Step, asked
from ui.wizard.foot import Foot
from ui.wizard.look_page import LookPage
from ui.wizard.results import Results
from ui.wizard.session import NARROW_BELOW, Session
from ui.wizard.sound_page import SoundPage
from ui.wizard.stage import Stage, page_of
from ui.wizard.status import WizardStatus
from ui.wizard.steps import StepList
from ui.wizard.top import Top
from ui.wizard.trial import Trials
from ui.words import Words
from ui.words.wizard import WizardSay

TICK_MS = 1000


class WizardWindow(QWidget):
    """`finished` comes when all is saved, `demo_wanted` with the wish to see the demo, `closing` when it is closed."""

    finished = Signal()
    demo_wanted = Signal()
    closing = Signal()

    def __init__(self, trials: Trials, tasks: Tasks, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.setObjectName("window")
        draft = trials.begin()
        words = Words(draft.look.language)
        self.session = Session(Look(_theme(draft.look.theme, draft.look.scale_percent)), words, trials, tasks, now)
        self.course = Course()
        self._trying: asyncio.Task[None] | None = None
        self._layout = column(self)
        self._is_built = False
        self._shortcuts()
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start(TICK_MS)
        self.session.changed.connect(self._refresh)
        self.session.looked.connect(self._look_changed)
        self._wear()
        self._build()

    # What is shown.

    def _build(self) -> None:
        self._is_built = False
        clear(self._layout)
        session, course = self.session, self.course
        self.setWindowTitle(session.words(WizardSay.WINDOW_TITLE))
        self.top = Top(session)
        self.top.language_wanted.connect(self.switch_language)
        self.page = page_of(course.step, session, course)
        self.results = Results(session)
        self.foot = Foot(course, session)
        self.steps = StepList(course, session)
        self.status = WizardStatus(course, session)
        self.foot.back.connect(self.go_back)
        self.foot.tried.connect(self.try_or_cancel)
        self.foot.onward.connect(self.go_on)
        self.steps.chosen.connect(self._go_to)
        self.steps.demo_wanted.connect(self.demo_wanted)
        if session.is_narrow:
            self.top.take_in(self.steps.demo_button(session))
        self._layout.addWidget(self.top)
        middle = line()
        middle.addWidget(self.steps)
        middle.addWidget(rule(is_upright=True))
        self.stage = Stage(self.page, self.results, self.foot)
        middle.addWidget(self.stage, 1)
        self._layout.addLayout(middle, 1)
        self._layout.addWidget(rule())
        self._layout.addWidget(self.status)
        self._is_built = True
        self._refresh()

    def _refresh(self) -> None:
        """After each change of the draft and each line of a trial."""
        if not self._is_built:
            return
        course, step = self.course, self.course.step
        is_changed = course.trial.about != asked(step, self.session.draft)
        self.results.show_trial(course.trial, step, is_changed=is_changed)
        self.steps.refresh()
        self.foot.refresh()
        self.status.refresh()

    def _wear(self) -> None:
        look = self.session.draft.look
        theme = _theme(look.theme, look.scale_percent)
        self.session.look.wear(theme)
        self.session.is_narrow = self.width() / theme.scale < NARROW_BELOW
        self.setPalette(theme.palette())
        self.setStyleSheet(style_sheet(theme))

    def _look_changed(self) -> None:
        """Language, theme or size: everything is made anew, with the keyboard where it was."""
        group = self.page.focused_group() if isinstance(self.page, LookPage) else None
        self.session.words.speak(self.session.draft.look.language)
        self._wear()
        self._build()
        if isinstance(self.page, LookPage) and group is not None:
            self.page.focus_on(group)
        else:
            self.page.take_focus()

    # The keys.

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Alt+V", self.go_back), ("Alt+N", self.go_on), ("Alt+P", self.try_or_cancel),
            ("Alt+D", self.demo_wanted.emit), ("Alt+S", self.switch_language), ("Escape", self.cancel),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif isinstance(focused, QLineEdit) or focused is None:
            self.foot.press_lit()

    def switch_language(self) -> None:
        """Swedish becomes English, and English Swedish."""
        draft = self.session.draft
        language = "en" if draft.look.language == "sv" else "sv"
        self.session.change(replace(draft, look=replace(draft.look, language=language)))

    def go_back(self) -> None:
        """To the step before."""
        if self.foot.may_go_back():
            self._go_to(STEPS[STEPS.index(self.course.step) - 1])

    def go_on(self) -> None:
        """To the next step, where it is open; at the last, saves and starts."""
        if not self.foot.may_go_on():
            return
        if self.course.step is Step.FINISH:
            self._try()
        else:
            self._settle_account()
            self._go_to(STEPS[STEPS.index(self.course.step) + 1])

    def try_or_cancel(self) -> None:
        """Begins the step's trial, or ends the one that runs."""
        if self.course.trial.is_running:
            self.cancel()
        elif self.foot.may_try():
            self._try()

    def cancel(self) -> None:
        """Ends a trial that runs. What is being saved is not stopped half-way."""
        if self._trying is not None and self.course.step is not Step.FINISH:
            self._trying.cancel()

    def _settle_account(self) -> None:
        """Where there are accounts already, none is made."""
        draft = self.session.draft
        is_there = any(one.trouble is Trouble.ACCOUNTS_EXIST for one in self.course.trials[Step.ACCOUNT].failed)
        self.session.change(replace(draft, account=replace(draft.account, is_there=is_there)))

    def _go_to(self, step: Step) -> None:
        if self.course.trial.is_running or not self.course.reachable(step, self.session.draft):
            return
        self.course.step = step
        self._build()
        self.page.take_focus()

    # The trial.

    def _try(self) -> None:
        trial = self.course.begin_trial(self.session.draft, self.session.now())
        self._began = asyncio.get_running_loop().time()
        self._refresh()
        task = self.session.tasks.start(self._run(), name=f"try {self.course.step.name}", on_refused=self._refused)
        task.add_done_callback(lambda done: self._over(trial.at, was_cancelled=done.cancelled()))
        self._trying = task

    async def _run(self) -> None:
        trials, draft = self.session.trials, self.session.draft
        match self.course.step:
            case Step.BROKER:
                await trials.broker(draft, self._take)
            case Step.DATABASE:
                await trials.database(draft, self._take)
            case Step.SOUND:
                await trials.sound(draft, self._take, self._hear)
            case Step.ACCOUNT:
                await trials.account(draft, self._take)
            case Step.FINISH:
                await trials.save(draft, self._take)
            case Step.LOOK:
                pass

    def _take(self, each: Line) -> None:
        if self.course.trial.is_running:
            self.course.trial.take(each)
            self._refresh()

    def _hear(self, level: float) -> None:
        if isinstance(self.page, SoundPage):
            self.page.hear(level)

    def _refused(self, refused: Refused) -> None:
        self.foot.refresh()

    def _over(self, at: datetime | None, *, was_cancelled: bool) -> None:
        self._trying = None
        trial = self.course.trial
        if trial.at != at or not trial.is_running:
            return
        trial.is_running = False
        trial.was_cancelled = was_cancelled
        if isinstance(self.page, SoundPage):
            self.page.hear_no_more()
        self._refresh()
        if self.results.failed is not None:
            QTimer.singleShot(0, self, self._show_failed)
        if self.course.step is Step.FINISH and trial.is_good:
            self.finished.emit()

    def _show_failed(self) -> None:
        if self.results.failed is not None:
            self.stage.area.ensureWidgetVisible(self.results.failed, 0, self.session.px(12))

    # The window.

    def _tick(self) -> None:
        self.status.refresh()
        if self.course.trial.is_running and self._trying is not None:
            seconds = asyncio.get_running_loop().time() - self._began
            self.foot.step_running(seconds)
            self.results.step_running(seconds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() / self.session.look.theme.scale < NARROW_BELOW
        if is_narrow != self.session.is_narrow:
            self.session.is_narrow = is_narrow
            self._build()
            self.page.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._ticks.stop()
        self.closing.emit()
        super().closeEvent(event)


def _theme(name: str, percent: int) -> Theme:
    return Theme(DAY if name == "day" else NIGHT, percent / 100, COMPACT)
