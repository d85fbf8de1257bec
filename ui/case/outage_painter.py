"""How a person of an outage's list is painted. Type does not shrink: of the reasons whole ones go, from the last."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from console.domain.reach import Reach
from ui.assets import Icon
from ui.theme import Look
from ui.widgets import marks
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.strokes import Left, Right, State, draw, paint_ground
from ui.words.outage_lines import PersonLine

ROW, TALL_ROW = 44, 54
"""Unscaled pixels of a person in one line, and in two."""


class PeopleModel(KeyedModel[PersonLine]):
    """The people of an outage, in order."""

    def told(self, line: PersonLine) -> str:
        return line.told()


class PersonDelegate(LineDelegate):
    """Number, name and age, why, the way that is left, and what is done. Where room is short the reasons stand under
    the name; of the reasons whole ones go, and nothing else does."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.is_wide = True

    def height_of(self, _: object) -> int:
        return self._look.theme.px(ROW if self.is_wide else TALL_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(LINE_ROLE)
        if not isinstance(shown, PersonLine):
            return
        painter.save()
        rect: QRect = option.rect
        paint_ground(painter, rect, option.state, self._look.theme)
        ground = "bg2" if option.state & State.State_MouseOver else "bg1"
        ground = "sel" if option.state & State.State_Selected else ground
        (self._paint_wide if self.is_wide else self._paint_tall)(painter, rect, shown, ground)
        painter.restore()

    def _paint_wide(self, painter: QPainter, rect: QRect, shown: PersonLine, ground: str) -> None:
        theme, px = self._look.theme, self._look.theme.px
        side = px(theme.density.padding)
        left, right = rect.left() + side, rect.right() - side
        room = right - left
        why, way, done = left + int(room * 0.30), left + int(room * 0.645), left + int(room * 0.80)
        self._paint_who(painter, rect, shown, why - px(12))
        font, space = theme.font(11), way - why - px(12)
        at = QRect(why, rect.top(), space, rect.height() - 1)
        draw(painter, at, self._reasons(shown, space, 11), font, theme.colour("tx2"))
        self._paint_way(painter, QRect(way, rect.top(), done - way, rect.height() - 1), shown, ground)
        end = QRect(done, rect.top(), right - done, rect.height() - 1)
        draw(painter, end, shown.done, font, theme.colour("tx2"), Right)

    def _paint_tall(self, painter: QPainter, rect: QRect, shown: PersonLine, ground: str) -> None:
        theme, px = self._look.theme, self._look.theme.px
        side = px(theme.density.padding)
        first = QRect(rect.left(), rect.top() + px(5), rect.width(), px(24))
        second = QRect(rect.left(), rect.top() + px(28), rect.width(), px(20))
        right = rect.right() - side
        way = theme.font(11, 700)
        room = QFontMetrics(way).horizontalAdvance(shown.way) + px(4)
        self._paint_who(painter, first, shown, right - room - px(12))
        self._paint_way(painter, QRect(right - room, first.top(), room, first.height()), shown, ground)
        font = theme.font(10)
        width = min(QFontMetrics(font).horizontalAdvance(shown.done) + px(4), rect.width() // 2)
        left = rect.left() + side + px(36)
        end = QRect(right - width, second.top(), width, second.height())
        draw(painter, end, shown.done, font, theme.colour("tx2"), Right)
        space = right - width - px(12) - left
        at = QRect(left, second.top(), space, second.height())
        draw(painter, at, self._reasons(shown, space, 10), font, theme.colour("tx2"))

    def _paint_who(self, painter: QPainter, rect: QRect, shown: PersonLine, end: int) -> None:
        theme, px = self._look.theme, self._look.theme.px
        left, top, high = rect.left() + px(theme.density.padding), rect.top(), rect.height() - 1
        number = QRect(left, top, px(30), high)
        draw(painter, number, str(shown.number), theme.font(11, tabular=True), theme.colour("tx2"))
        left += px(36)
        if shown.person.is_masked:
            size = px(16)
            where = QRect(left, top + (high - size) // 2, size, size)
            marks.paint_icon(painter, where, Icon.LOCKED, theme.colour("tx1"), painter.device().devicePixelRatioF())
            left += size + px(6)
        age = theme.font(11)
        kept = QFontMetrics(age).horizontalAdvance(shown.age) + px(6) if shown.age else 0
        name = QRect(left, top, end - left - kept, high)
        left += draw(painter, name, shown.name, theme.font(11, 700), theme.colour("tx1")) + px(6)
        draw(painter, QRect(left, top, kept, high), shown.age, age, theme.colour("tx2"))

    def _paint_way(self, painter: QPainter, rect: QRect, shown: PersonLine, ground: str) -> None:
        """Without any way it is bold; what is not known is hatched. Under each other they end at the same place."""
        theme, px = self._look.theme, self._look.theme.px
        font = theme.font(11, 700 if shown.reach is Reach.NO_PATH else 400)
        width = QFontMetrics(font).horizontalAdvance(shown.way)
        left = rect.left() if self.is_wide else rect.right() - width
        if shown.reach is Reach.UNKNOWN:
            box = QRectF(left - px(5), rect.center().y() - px(10), width + px(10), px(20))
            marks.paint_hatch(painter, box, theme.colour("edge"), px(6))
            painter.fillRect(box.adjusted(px(3), px(3), -px(3), -px(3)), theme.colour(ground))
        strong = shown.reach in (Reach.NO_PATH, Reach.UNKNOWN)
        align = Left if self.is_wide else Right
        draw(painter, rect, shown.way, font, theme.colour("tx1" if strong else "tx2"), align)

    def _reasons(self, shown: PersonLine, room: int, points: float) -> str:
        """As many whole reasons as fit."""
        metrics = QFontMetrics(self._look.theme.font(points))
        for kept in range(len(shown.why), 1, -1):
            text = shown.reasons(kept)
            if metrics.horizontalAdvance(text) <= room:
                return text
        return shown.reasons(1)
