"""Where the parts of the page stand: who at the left, entrance and checks in the middle, what waits at the right.

Where there is no room for three columns, what waits goes under the checks; nothing is left out. Layout and refreshing
only: what the keys mean is the panel's.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.link import LinkState
from console.domain.sight import Grade
from console.domain.start_check import CheckKind
from console.services.screen import Restarted
from ui.sight import Seen
from ui.sign_in.check_lines import CheckLines
from ui.sign_in.entrance import Entrance
from ui.sign_in.findings import Findings, Known, is_blind
from ui.sign_in.people import PeopleColumn
from ui.sign_in.told import told
from ui.sign_in.waiting import LeadFoot, WaitingHere
from ui.standing import Standing
from ui.theme import Look
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.sign_in import SignInSay

BESIDE_FROM = 1180
"""Unscaled pixels of the page; narrower, what waits stands under the checks."""

SLIM_PEOPLE = (340, 250)
"""Widths of the list where the page is narrower than that, and than `SLIM_FROM`."""
SLIM_FROM = 800
NOTHING_KNOWN = Known(Findings(), Standing(), Seen(Grade.WAITING, None, None, None, LinkState.CONNECTING))


class Sheet(QWidget):
    """What scrolls: as low as its words allow at the width that it has, so that nothing scrolls without need."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        wanted = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        return QSize(0, max(0, wanted))


class SignInPage(QWidget):
    """The parts, by name."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.people = PeopleColumn(look, words, now)
        self.entrance = Entrance(look, words, now)
        self.checks = CheckLines(look, words, [told(kind, NOTHING_KNOWN, words, now()) for kind in CheckKind])
        self.waiting = WaitingHere(look, words, now)
        self.lead = LeadFoot(look, words)
        middle = self._middle()
        self._right = QWidget()
        self._right_column = column(self._right)
        self._right_box = ScrollBox(words(Say.WAITS_HERE), look)
        self._right_column.addWidget(self._right_box, 1)
        self._right_rule = rule(is_upright=True)
        layout = line(self)
        for part in (self.people, rule(is_upright=True), middle, self._right_rule, self._right):
            layout.addWidget(part, 1 if part is middle else 0)
        self._is_beside: bool | None = None
        self._arrange(is_beside=True)
        self.lead.show_lead("")
        self.refresh(NOTHING_KNOWN)

    def fit(self) -> None:
        """Takes on the theme's density, and the room there is."""
        theme = self._look.theme
        width = self.width() / theme.scale
        is_beside = width >= BESIDE_FROM
        self._arrange(is_beside=is_beside)
        slim = SLIM_PEOPLE[0 if width >= SLIM_FROM else 1]
        people = theme.density.queue_width if is_beside else slim
        self.people.setFixedWidth(theme.px(people))
        self.people.fit(is_slim=not is_beside)
        self._right.setFixedWidth(theme.px(theme.density.right_width))
        middle = width - people - (theme.density.right_width if is_beside else 0)
        self.entrance.fit(middle)
        self.checks.fit(middle)

    def show_place(self, where: str, rules: str, lead: str) -> None:
        """Which centre and place this is, what holds for wrong passwords, and the shift lead's number."""
        self.entrance.show_place(where, rules)
        self.lead.show_lead(lead)

    def refresh(self, known: Known, restarted: Restarted | None = None) -> None:
        """Once a second, and after each change: what waits, what was tried, who is locked."""
        words, now = self._words, self._now()
        self.checks.show_told([told(kind, known, words, now) for kind in CheckKind], known.ticks)
        self.waiting.refresh(known.standing.waiting, known.seen, restarted)
        self.people.refresh()
        self.entrance.refresh()
        self.entrance.show_lit(is_lit=not is_blind(known.seen))
        self.lead.refresh(known.seen)

    def hear(self, level: float) -> None:
        """The microphone's level now, 0 to 1."""
        self.checks.lines[CheckKind.HEADSET].meter.show_level(level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _middle(self) -> QWidget:
        words, px, pad = self._words, self._look.theme.px, self._look.theme.density.padding
        middle, content = QWidget(), ground(Sheet(), "bg1")
        self._middle_column = column(middle)
        box = ScrollBox(words(SignInSay.CHECKS), self._look)
        self._content = column(content)
        self._content.addWidget(self.entrance)
        self._content.addWidget(rule())
        self._content.addWidget(self.checks)
        self._content.addStretch(1)
        box.setWidget(content)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._middle_column.addWidget(box, 1)
        self._foot = QWidget()
        outer = column(self._foot)
        outer.addWidget(rule())
        foot = line(margins=(px(pad), px(9), px(pad), px(9)), gap=px(12))
        hourly = SafeLabel(words(SignInSay.HOURLY), "reason", wraps=True)
        hourly.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(SafeLabel(words(SignInSay.KEPT), "reason", wraps=True), 1)
        foot.addWidget(hourly, 1)
        outer.addLayout(foot)
        return middle

    def _arrange(self, *, is_beside: bool) -> None:
        if is_beside == self._is_beside:
            return
        self._is_beside = is_beside
        moved = (self._foot, self.waiting, self.lead)
        for part in moved:
            self._content.removeWidget(part)
        if is_beside:
            self._middle_column.addWidget(self._foot)
            self._right_box.setWidget(self.waiting)
            self._right_column.addWidget(self.lead)
        else:
            self._right_box.takeWidget()
            for part in moved:
                self._content.insertWidget(self._content.count() - 1, part)
        self._right.setVisible(is_beside)
        self._right_rule.setVisible(is_beside)
