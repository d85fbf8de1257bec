"""The rows of the list of people, and how they are painted: heads, persons, and a remark in words."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.ids import OperatorId
from ui.assets import Icon
from ui.sign_in.choice import Candidate
from ui.theme import COMPACT, Look
from ui.widgets.lines import LINE_ROLE, Index, LinesModel
from ui.widgets.marks import key_cap_width, paint_focus, paint_icon, paint_key_cap

AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
BROKEN = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft)
TEXT_AT, ICON, FRAME = 40, 20, 8
"""Unscaled pixels; `FRAME` is how far inside its dashed frame an invented operator stands."""
MOST_NAME_LINES = 4


@dataclass(frozen=True, slots=True)
class Head:
    """A group's name and count."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about what stands above it."""

    text: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody: name, roles, what stands at the right, and the digit that chooses at once."""

    person: Candidate
    name: str
    roles: str
    state: str
    icon: Icon
    key: str = ""
    is_quiet: bool = False


Line = Head | Remark | PersonLine


class PeopleModel(LinesModel[Line]):
    """The lines; only persons can be chosen."""

    def person_at(self, row: int) -> Candidate | None:
        """Who stands in a row; None for another line."""
        line = self.line_at(row)
        return line.person if isinstance(line, PersonLine) else None

    def row_of(self, person: OperatorId | None) -> int | None:
        """Where somebody stands."""
        rows = (row for row, line in enumerate(self.lines) if isinstance(line, PersonLine) and line.person.id == person)
        return next(rows, None)

    def told(self, line: Line) -> str:
        if isinstance(line, PersonLine):
            return ", ".join(part for part in (line.key, line.name, line.roles, line.state) if part)
        return line.text

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.person_at(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class PeopleDelegate(QStyledItemDelegate):
    """One row each. The demo's invented operators stand in a dashed frame."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        px, density, line = self._look.theme.px, self._look.theme.density, index.data(LINE_ROLE)
        width = self._view.viewport().width()
        if isinstance(line, Head):
            return QSize(0, px(density.head))
        if isinstance(line, Remark):
            room = width - px(2 * density.edge)
            height = self._metrics(10).boundingRect(QRect(0, 0, room, 9999), WRAPPED, line.text).height()
            return QSize(0, height + px(18))
        if not isinstance(line, PersonLine):
            return QSize()
        around = px(12 if density is COMPACT else 16) + (px(8) if line.person.is_invented else 0)
        low = self._metrics(10.5).height()
        below = 0 if self._fits_beside(line, width) else low
        return QSize(0, self._name_height(line, width) + low + below + around)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, line = self._look.theme, self._look.theme.px, index.data(LINE_ROLE)
        rect: QRect = option.rect
        edge = px(theme.density.edge)
        painter.save()
        if isinstance(line, Head):
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(10, 600))
            painter.drawText(rect.adjusted(edge, 0, -edge, 0), AT_LEFT, line.text)
        elif isinstance(line, Remark):
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(10))
            painter.drawText(rect.adjusted(edge, px(8), -edge, 0), WRAPPED, line.text)
        elif isinstance(line, PersonLine):
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_person(painter, rect, line, is_chosen=is_chosen)
            if is_chosen and self._view.hasFocus():
                paint_focus(painter, QRectF(rect), theme)
        if not isinstance(line, Remark):
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.restore()

    def _paint_person(self, painter: QPainter, rect: QRect, line: PersonLine, *, is_chosen: bool) -> None:
        theme, px = self._look.theme, self._look.theme.px
        edge = px(theme.density.edge)
        if is_chosen:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(QRect(rect.left(), rect.top(), px(4), rect.height()), theme.colour("tx1"))
        if line.person.is_invented:
            painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(px(10), px(4), -px(10), -px(5)))
        side = px(ICON)
        inside = px(FRAME) if line.person.is_invented else 0
        spot = QRect(rect.left() + edge + inside, rect.center().y() - side // 2, side, side)
        if line.key:
            width = max(side, key_cap_width(line.key, theme))
            paint_key_cap(painter, QRectF(spot.x(), spot.y(), width, side), line.key, theme)
        else:
            paint_icon(painter, spot, line.icon, theme.colour("tx2"), painter.device().devicePixelRatioF())
        self._paint_words(painter, rect, line)

    def _paint_words(self, painter: QPainter, rect: QRect, line: PersonLine) -> None:
        theme, px = self._look.theme, self._look.theme.px
        left, right = self._sides(line)
        inner = rect.adjusted(left, 0, -right, 0)
        low, high = self._metrics(10.5).height(), self._name_height(line, rect.width())
        is_beside = self._fits_beside(line, rect.width())
        top = inner.top() + (inner.height() - high - low * (1 if is_beside else 2)) // 2
        painter.setPen(theme.colour("tx2" if line.is_quiet else "tx1"))
        painter.setFont(self._name_font())
        flags = self._flags(painter.fontMetrics(), line.name, inner.width())
        painter.drawText(QRect(inner.left(), top, inner.width(), high), flags, line.name)
        painter.setFont(theme.font(10.5))
        painter.setPen(theme.colour("tx2"))
        room = inner.width()
        if line.state and is_beside:
            painter.drawText(inner, AT_RIGHT, line.state)
            room -= self._metrics(10.5).horizontalAdvance(line.state) + px(12)
        elif line.state:
            painter.drawText(QRect(inner.left(), top + high + low, inner.width(), low), AT_LEFT, line.state)
        roles = painter.fontMetrics().elidedText(line.roles, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(inner.left(), top + high, room, low), AT_LEFT, roles)

    def _flags(self, metrics: QFontMetrics, text: str, room: int) -> int:
        """Between words; a single word wider than the room is broken."""
        return WRAPPED if all(metrics.horizontalAdvance(word) <= room for word in text.split()) else BROKEN

    def _sides(self, line: PersonLine) -> tuple[int, int]:
        px, edge = self._look.theme.px, self._look.theme.density.edge
        inside = FRAME if line.person.is_invented else 0
        return px(edge + TEXT_AT + inside), px(edge + inside)

    def _fits_beside(self, line: PersonLine, width: int) -> bool:
        """Whether what stands at the right has room beside the name."""
        if not line.state:
            return True
        name = QFontMetrics(self._name_font()).horizontalAdvance(line.name)
        state = self._metrics(10.5).horizontalAdvance(line.state)
        return name + state + self._look.theme.px(16) <= width - sum(self._sides(line))

    def _name_height(self, line: PersonLine, width: int) -> int:
        """A name that is wider than the row wraps; one without end is cut."""
        metrics = QFontMetrics(self._name_font())
        room = QRect(0, 0, max(1, width - sum(self._sides(line))), 9999)
        flags = self._flags(metrics, line.name, room.width())
        height = metrics.boundingRect(room, flags, line.name).height()
        return min(height, metrics.lineSpacing() * MOST_NAME_LINES)

    def _name_font(self) -> QFont:
        return self._look.theme.font(12, 600)

    def _metrics(self, points: float) -> QFontMetrics:
        return QFontMetrics(self._look.theme.font(points))
