"""The right side of the wizard: a step's page and its trial's lines, which scroll, over the foot, which does not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.parts import column, ground, rule
from ui.wizard.account_page import AccountPage
from ui.wizard.connection_page import ConnectionPage
from ui.wizard.course import Course, Step
from ui.wizard.database_page import DatabasePage
from ui.wizard.finish_page import FinishPage
from ui.wizard.look_page import LookPage
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.wizard.sound_page import SoundPage


class Stage(QWidget):
    """`area` is what scrolls."""

    def __init__(self, page: QWidget, results: QWidget, foot: QWidget) -> None:
        super().__init__()
        ground(self, "bg1")
        layout = column(self)
        inner = QWidget()
        inner_layout = column(inner)
        inner_layout.addWidget(page)
        inner_layout.addWidget(results)
        inner_layout.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        layout.addWidget(self.area, 1)
        layout.addWidget(rule())
        layout.addWidget(foot)


def page_of(step: Step, session: Session, course: Course) -> Page:
    """A step's page, filled in with the draft."""
    match step:
        case Step.LOOK:
            return LookPage(session)
        case Step.BROKER:
            return ConnectionPage(session)
        case Step.DATABASE:
            return DatabasePage(session)
        case Step.SOUND:
            return SoundPage(session)
        case Step.ACCOUNT:
            return AccountPage(session)
        case Step.FINISH:
            return FinishPage(session, course)
