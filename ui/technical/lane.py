"""The lane: counts over it, the rows, and under it what is known of the selected fault, or the panel in which something
is decided about it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.domain.ids import CaseId
from console.domain.lane import LaneRow
from console.domain.reach import Reach
from console.domain.sight import Grade
from ui.sight import Seen
from ui.technical.counts import LaneHeader, ReachCounts
from ui.technical.detail import Detail
from ui.technical.lane_lines import LaneCounts, LaneLine, counts_of, lines_of, next_of
from ui.technical.lane_painter import LaneModel, LanePainter
from ui.technical.legend import LaneTitles, Legend
from ui.theme import Look
from ui.widgets.line_list import LineList
from ui.widgets.order import stands_after
from ui.widgets.panel import Panel
from ui.widgets.panel_box import PanelBox
from ui.widgets.parts import column, ground, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.technical import TechnicalSay as Say

LEAST_PANEL, LEAST_ROWS = 150, 120
"""Unscaled pixels of a panel that must scroll, and of the rows over it."""


class Lane(QWidget):
    """Which row is selected its owner decides, by what `list.chosen` carries."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg1")
        self._rows: dict[CaseId, LaneRow] = {}
        self._told: Sequence[LaneRow] | None = None
        self._counts = LaneCounts()
        self.header = LaneHeader(look, words)
        self._head = QWidget()
        self._head_line = column(self._head)
        self._head_rule = rule()
        self.put_back_header()
        self._reach = ReachCounts(look, words)
        self._titles = LaneTitles(look, words)
        self.model = LaneModel(words, now, self)
        self.list = LineList(self.model, LanePainter(look, words, now, self), look, words(Say.LANE), self)
        self._empty = self._nothing()
        self._detail = Detail(look, words, now)
        self._panel_box = PanelBox(words(Say.LANE), look, look.theme.px(LEAST_PANEL))
        self._panel_box.hide()
        self._legend = Legend(look, words)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = column(self)
        for over in (self._head, self._reach, rule(), self._titles, rule()):
            layout.addWidget(over)
        layout.addLayout(self._stack, 1)
        for under in (self._panel_box, rule(), self._detail, rule(), self._legend):
            layout.addWidget(under)

    def show_lane(self, rows: Sequence[LaneRow] | None, reach: Mapping[Reach, int] | None, seen: Seen) -> None:
        """The rows in their order, and what may be said of our sight; None where nothing has been told."""
        words = self._words
        if rows is not self._told:
            self._told, told = rows, rows or ()
            self._rows = {row.row.case: row for row in told}
            self._counts = counts_of(told)
            self.list.show_lines(lines_of(told))
        counts, is_certain = self._counts, rows is not None and seen.grade is not Grade.BLIND
        certain = words.time(seen.since, seconds=True) if seen.since is not None else words(Say.UNTOLD)
        note = words(Say.ONE_CASE) if is_certain else words(Say.LAST_CERTAIN, time=certain)
        self.header.show_counts(counts, is_certain=is_certain, note=note)
        self._reach.show_counts(reach, is_certain=is_certain)
        self._tell_empty(rows, seen)
        has_rows = bool(self.model.lines)
        self._stack.setCurrentWidget(self.list if has_rows else self._empty)
        silenced = words(Say.HIDDEN, n=counts.silenced) if counts.silenced else words(Say.HIDDEN_NONE)
        self._legend.tell(silenced if is_certain else "")
        self._detail.show_row(self.selected())
        self.list.viewport().update()

    def put_back_header(self) -> None:
        """The counts over the lane, where they stand in no other line."""
        self.header.setFixedHeight(self._look.theme.px(52))
        self._head_line.addWidget(self.header)
        self._head_line.addWidget(self._head_rule)

    def select(self, case: CaseId | None) -> None:
        """A row as selected, or none; tells nobody."""
        self.list.select(case)
        self._detail.show_row(self.selected())

    def selected(self) -> LaneRow | None:
        """The selected row."""
        line = self.model.line_at(self.list.currentIndex().row()) if self.list.currentIndex().isValid() else None
        return line.lane if isinstance(line, LaneLine) else None

    def row(self, case: CaseId | None) -> LaneRow | None:
        """The row of a case, also one that a silence covers."""
        return self._rows.get(case) if case is not None else None

    def next(self) -> LaneRow | None:
        """The first row that nobody has."""
        return next_of(self.model.lines)

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel_box.panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel under the rows, in the place of any other and of what is known of the fault."""
        self.put_away()
        self._detail.hide()
        self._panel_box.open(panel)
        stands_after(self.list, panel)
        self._fit()

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it. It stays this widget's child."""
        panel = self._panel_box.put_away(self)
        if panel is not None:
            self._detail.show()
            self._fit()
        return panel

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With a panel open, what else stands there gives way where there is little room; the rows never do."""
        px = self._look.theme.px
        is_tight = self._panel_box.panel is not None and self.height() < px(760)
        self._reach.setVisible(not is_tight)
        self._titles.setVisible(not is_tight)
        self._detail.setVisible(self._panel_box.panel is None and self.height() >= px(380))
        fixed = px(52 + 40) + (0 if is_tight else self._reach.sizeHint().height() + px(26))
        self._panel_box.setMaximumHeight(max(px(LEAST_PANEL), self.height() - fixed - px(LEAST_ROWS)))
        self.list.scrollTo(self.list.currentIndex())

    def _tell_empty(self, rows: Sequence[LaneRow] | None, seen: Seen) -> None:
        words = self._words
        if seen.grade is Grade.BLIND:
            texts = words(Say.LANE_BLIND), words(Say.LANE_BLIND_HOW)
        elif rows is None or seen.silence is None:
            texts = words(Say.LANE_UNTOLD), ""
        else:
            texts = words(Say.LANE_EMPTY), words(Say.LANE_EMPTY_HOW, time=words.duration(seen.silence))
        self._nothing_title.setText(texts[0])
        self._nothing_how.setText(texts[1])

    def _nothing(self) -> QWidget:
        px = self._look.theme.px
        page = QWidget(self)
        layout = column(page, margins=(px(40), 0, px(40), 0), gap=px(8))
        self._nothing_title = SafeLabel("", "big", wraps=True)
        self._nothing_how = SafeLabel("", "second", wraps=True)
        layout.addStretch(3)
        layout.addWidget(self._nothing_title)
        layout.addWidget(self._nothing_how)
        layout.addStretch(4)
        return page
