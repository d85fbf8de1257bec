"""The night's report in the middle of the view: figures, every line in its section, and the key that signs it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QStyleOptionViewItem, QWidget

from console.domain.ids import OperatorId
from console.domain.refused import Reason, Refused
from console.services.night_reports import ShownNight
from ui.rounds.night_column import figures_told
from ui.rounds.report_lines import Entry, ReportEntry, SectionHead, entries_of
from ui.theme import COMPACT, Look
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.parts import KeyCap, KeyedButton, clear, column, ground, line, rule
from ui.widgets.strokes import Right, draw, hairline, paint_ground
from ui.widgets.text import SafeLabel
from ui.words import Say as General
from ui.words import Words
from ui.words.rounds import RoundsSay as Say

ROW, HEAD, EDGE, FIGURES_FROM = 48, 28, 16, 330
"""Unscaled pixels; the page's height from which the figures stand over the list."""


class ReportModel(KeyedModel[ReportEntry]):
    """The lines of the report, told."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: ReportEntry) -> str:
        if isinstance(line, SectionHead):
            return f"{self._words(line.name)} {line.count}"
        return ", ".join(part for part in (line.who, line.when, line.came) if part)


class ReportPainter(LineDelegate):
    """Heads, and lines of two rows."""

    def __init__(self, look: Look, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def height_of(self, line: object) -> int:
        return self._look.theme.px(HEAD if isinstance(line, SectionHead) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, words = self._look.theme, self._look.theme.px, self._words
        entry, rect = index.data(LINE_ROLE), option.rect
        painter.save()
        inner = rect.adjusted(px(EDGE), 0, -px(EDGE), 0)
        if isinstance(entry, SectionHead):
            text = f"{words(entry.name)}  {words.number(entry.count)}"
            draw(painter, inner, text, theme.font(10, 600), theme.colour("tx2"))
            hairline(painter, rect, theme)
        elif isinstance(entry, Entry):
            paint_ground(painter, rect, option.state, theme)
            half = (rect.height() - 1) // 2
            upper = QRect(inner.left(), rect.top() + half - px(20), inner.width(), px(20))
            lower = QRect(inner.left(), rect.top() + half + px(1), inner.width(), px(17))
            taken = draw(painter, upper, entry.who, theme.font(11, 600), theme.colour("tx1"))
            rest = upper.adjusted(taken + px(12), 0, 0, 0)
            draw(painter, rest, entry.when, theme.font(10, tabular=True), theme.colour("tx2"), Right)
            draw(painter, lower, entry.came, theme.font(10), theme.colour("tx2"))
        painter.restore()


class ReportPage(QWidget):
    """`sign_wanted` comes with the signing key's click, `turned` with an arrow to another municipality."""

    sign_wanted = Signal()
    turned = Signal(int)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        px, side = look.theme.px, look.theme.px(20 if look.theme.density is not COMPACT else 12)
        self._title = SafeLabel("", "title", wraps=True)
        self._state = SafeLabel("", "second", wraps=True)
        self._digest = SafeLabel("", "caption", wraps=True)
        self._figures = QGridLayout()
        self.model = ReportModel(words, self)
        self.list = LineList(self.model, ReportPainter(look, words, self), look, words(Say.LIST), self)
        self.sign = KeyedButton(words(Say.SIGN), "F12", look)
        self.sign.clicked.connect(self.sign_wanted)
        for key, by in (("Left", -1), ("Right", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=by: self.turned.emit(step))
        layout = column(self)
        head = column(margins=(side, px(12), side, px(10)), gap=px(6))
        top = line(gap=px(12))
        top.addWidget(self._title, 1)
        top.addWidget(KeyCap("Esc", look))
        top.addWidget(SafeLabel(words(General.BACK), "caption"))
        head.addLayout(top)
        self._figures.setHorizontalSpacing(px(16))
        self._figures.setVerticalSpacing(px(3))
        head.addLayout(self._figures)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        foot = line(margins=(side, px(10), side, px(10)), gap=px(14))
        texts = column(gap=px(2))
        texts.addWidget(self._state)
        texts.addWidget(self._digest)
        foot.addLayout(texts, 1)
        foot.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)
        self.show_report(None, {})

    def show_report(self, shown: ShownNight | None, names: Mapping[OperatorId, str], hint: str = "") -> None:
        """The report, or that it is being made. `names` are colleagues'; `hint` says why it was not signed."""
        words = self._words
        clear(self._figures)
        if shown is None:
            self._title.setText(words(Say.REPORT_FETCHING))
            self._state.setText("")
            self._digest.setText("")
            self.list.show_lines(())
            self.sign.hide()
            return
        report = shown.report
        day = words.date(datetime.combine(report.night, datetime.min.time(), words.zone))
        self._title.setText(words(Say.REPORT, tenant=words.tenant(report.municipality), day=day))
        for number, (label, value) in enumerate(figures_told(report.figures, words)):
            row, at = divmod(number, 2)
            self._figures.addWidget(SafeLabel(label, "table2", wraps=True), row, 2 * at)
            self._figures.addWidget(SafeLabel(value, "status"), row, 2 * at + 1)
            self._figures.setColumnStretch(2 * at, 1)
        self._fit()
        self.list.show_lines(entries_of(shown, names, words))
        self._state.setText(hint or self._state_of(shown, names))
        self._digest.setText(words(Say.REPORT_DIGEST, digest=report.digest[:16]))
        can_sign = report.is_over and not report.is_signed
        self.sign.setVisible(not report.is_signed)
        self.sign.setProperty("lit", can_sign)
        self.sign.setEnabled(can_sign)
        self.sign.style().unpolish(self.sign)
        self.sign.style().polish(self.sign)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is next to no room the list of what was not done stays: the night's column has the figures."""
        has_room = self.height() >= self._look.theme.px(FIGURES_FROM)
        self._digest.setVisible(has_room)
        for place in range(self._figures.count()):
            item = self._figures.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(has_room)

    def _state_of(self, shown: ShownNight, names: Mapping[OperatorId, str]) -> str:
        words, report = self._words, shown.report
        if report.signed is not None:
            at = words.moment(report.signed.at, self._now())
            signed = words(Say.REPORT_SIGNED, name=names.get(report.signed.who, report.signed.who), time=at)
            return signed if report.is_signed else f"{signed}. {words.refused(Refused(Reason.NIGHT_CHANGED))}"
        if not report.looks:
            return words(Say.REPORT_EMPTY)
        return words(Say.REPORT_READY if report.is_over else Say.REPORT_OPEN)
