"""The left column of the dispatch view: the ranking, who is excluded, the task with its receipts, the promise, and what
happens by itself. A panel opens in the place of the task."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.dispatch.promise import PromiseBlock, PromiseShown
from ui.dispatch.ranking import ROW, ROW_COMPACT, NearLine, near_list
from ui.dispatch.track import track
from ui.theme import COMPACT, Look
from ui.widgets.order import stands_after
from ui.widgets.panel import Panel
from ui.widgets.panel_box import PanelBox
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.task_lines import Receipt

WIDTH, WIDTH_COMPACT = 424, 340
"""Unscaled pixels."""

ROWS, ROWS_BESIDE, ROWS_SHORT = 6, 4, 3
"""Candidates that are seen without scrolling; fewer where a task stands below, or the screen is small, or both."""

LEAST_PANEL = 150


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task in words; without receipts it is a sentence that nobody is sent. `is_said`: its kind is told on a small
    screen too."""

    title: str
    kind: str = ""
    receipts: tuple[Receipt, ...] = ()
    earlier: str = ""
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """All that stands there. `notice` is a title and a sentence in the place of the candidates."""

    title: str
    count: str = ""
    notice: tuple[str, str] = ("", "")
    lines: tuple[NearLine, ...] = ()
    excluded: str = ""
    task: TaskShown = field(default_factory=lambda: TaskShown(""))
    promise: PromiseShown | None = None
    foot: str = ""


class DispatchColumn(QWidget):
    """Which candidate is selected its owner decides, by what `list.chosen` carries."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        ground(self, "bg1")
        self._shown: ColumnShown | None = None
        px = look.theme.px
        head = QWidget()
        head.setFixedHeight(px(52))
        inner = line(head, margins=(px(16), 0, px(16), 0), gap=px(12))
        self._title = SafeLabel("", "strong", wraps=True)
        self._count = SafeLabel("", "reason")
        inner.addWidget(self._title, 1)
        inner.addWidget(self._count)
        self.list = near_list(look, words, now, self)
        self.track = track(look, words, self)
        self._promise = PromiseBlock(look)
        self._panel_box = PanelBox(words(Say.PANEL_SAID, name=""), look, px(LEAST_PANEL))
        self._panel_box.hide()
        self._box = ScrollBox(words(Say.PAGE_LIST), look)
        self._box.setWidget(self._content())
        self._foot = SafeLabel("", "reason", wraps=True)
        self._foot.setContentsMargins(px(16), px(9), px(16), px(10))
        layout = column(self)
        for widget in (head, rule(), self._box, self._panel_box, rule(), self._foot):
            layout.addWidget(widget, 1 if widget is self._box else 0)
        self.list.chosen.connect(lambda _: self._box.ensureWidgetVisible(self.list, 0, 0))

    def show_all(self, shown: ColumnShown) -> None:
        """What holds now."""
        self.list.viewport().update()
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self._title.setText(shown.title)
        self._count.setText(shown.count)
        self.list.show_lines(shown.lines)
        for label, text in zip(self._notice, shown.notice, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._excluded.setText(shown.excluded)
        self._excluded.setVisible(bool(shown.excluded))
        self._task_title.setText(shown.task.title)
        self._task_kind.setText(shown.task.kind if shown.task.is_said or not self._is_compact() else "")
        self._earlier.setText(shown.task.earlier)
        self._earlier.setVisible(bool(shown.task.earlier))
        self.track.show_receipts(shown.task.receipts)
        if shown.promise is not None:
            self._promise.show_promise(shown.promise)
        self._foot.setText(shown.foot)
        self._arrange()
        is_new = before is None or before.task.title != shown.task.title
        if is_new and shown.task.receipts:
            QTimer.singleShot(0, self, lambda: self._box.ensureWidgetVisible(self.track, 0, 0))

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()
        self.track.fit()
        self._arrange()

    def wanted_width(self) -> int:
        """Pixels."""
        return self._look.theme.px(WIDTH_COMPACT if self._look.theme.density is COMPACT else WIDTH)

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel_box.panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel under the candidates, in the place of any other and of the task."""
        self.put_away()
        self._panel_box.open(panel)
        stands_after(self.list, panel)
        self._arrange()

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it. It stays this widget's child."""
        panel = self._panel_box.put_away(self)
        if panel is not None:
            self._arrange()
        return panel

    def _content(self) -> QWidget:
        px = self._look.theme.px
        content = ground(QWidget(), "bg1")
        layout = column(content)
        notice = column(margins=(px(16), px(14), px(16), px(14)), gap=px(6))
        self._notice = (SafeLabel("", "strong", wraps=True), SafeLabel("", "second", wraps=True))
        for label in self._notice:
            notice.addWidget(label)
        self._notice_box = QWidget()
        self._notice_box.setLayout(notice)
        self._excluded = SafeLabel("", "reason", wraps=True)
        self._excluded.setContentsMargins(px(16), px(9), px(16), px(9))
        self._task_box = self._task_part()
        parts: Sequence[QWidget] = (self._notice_box, self.list, self._excluded, rule(), self._task_box)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        return content

    def _task_part(self) -> QWidget:
        px = self._look.theme.px
        box = QWidget()
        layout = column(box)
        head = line(margins=(px(16), px(11), px(16), px(6)), gap=px(12))
        self._task_title, self._task_kind = SafeLabel("", "fact", wraps=True), SafeLabel("", "reason")
        head.addWidget(self._task_title, 1)
        head.addWidget(self._task_kind, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        layout.addWidget(self.track)
        self._earlier = SafeLabel("", "reason", wraps=True)
        self._earlier.setContentsMargins(px(16), px(2), px(16), px(8))
        layout.addWidget(self._earlier)
        self._before_promise = rule()
        layout.addWidget(self._before_promise)
        layout.addWidget(self._promise)
        return box

    def _is_compact(self) -> bool:
        return self._look.theme.density is COMPACT

    def _arrange(self) -> None:
        """With a panel open the task gives way to it; the candidates never do."""
        shown = self._shown
        has_panel = self._panel_box.panel is not None
        has_task = shown is not None and bool(shown.task.title)
        has_track = shown is not None and bool(shown.task.receipts)
        is_short = self._is_compact() or has_panel
        most = ROWS_SHORT if is_short and has_track else ROWS_BESIDE if is_short or has_track else ROWS
        count = len(self.list.candidates())
        row = self._look.theme.px(ROW_COMPACT if self._is_compact() else ROW)
        self.list.setFixedHeight(max(row * min(count, most), 1))
        self.list.setVisible(count > 0)
        self._notice_box.setVisible(shown is not None and bool(shown.notice[0]))
        self._task_box.setVisible(has_task and not has_panel)
        self.track.setVisible(has_track)
        has_promise = shown is not None and shown.promise is not None
        self._promise.setVisible(has_promise)
        self._before_promise.setVisible(has_promise)
        self._foot.setVisible(not has_panel and bool(self._foot.text()))
