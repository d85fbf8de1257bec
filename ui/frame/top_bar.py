"""The top bar: the program, the views with their keys, and who sits here.

Where room is short the search folds to its icon and key, and the sign of practice to one word; then the operator's
first name to its initial, then the program's name goes, then the views but the one that is shown are their numbers.
Nothing ever lies over anything else.
"""

from PySide6.QtCore import QEvent, QMargins, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import key_cap_width, paint_icon, paint_key_cap
from ui.widgets.parts import Logo, ground, line
from ui.widgets.text import SPARE, SafeLabel, button_text, set_safe_tip, widest_digit, with_digit
from ui.words import Say, Words

VIEWS = (Say.VIEW_CASES, Say.VIEW_ROUNDS, Say.VIEW_MAP, Say.VIEW_NIGHT, Say.VIEW_TECHNICAL, Say.VIEW_CENTRE)


ROUNDS, MAP, NIGHT, TECHNICAL = 1, 2, 3, 4
"""The numbers, from 0, of the views of the night's looks, of dispatch, of a resident's night, and of the faults."""

ANY_SIZE = 16_777_215
"""Pixels; Qt's own bound."""

FOLDS = 4
"""How many times the bar can fold: search, operator, the program's name, views."""


class TopBar(QWidget):
    """`view_chosen` carries the number of a view, from 0; `search_wanted` comes from the palette's field."""

    view_chosen = Signal(int)
    search_wanted = Signal()

    def __init__(self, look: Look, words: Words, *, is_demo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._name = ""
        self._counts = ["" for _ in VIEWS]
        ground(self, "bg0")
        px = look.theme.px
        self._layout = layout = line(self, margins=(px(16), 0, px(16), 0), gap=0)
        layout.addWidget(Logo(look))
        layout.addSpacing(px(9))
        self._brand = SafeLabel("Vaka", "brand")
        layout.addWidget(self._brand)
        layout.addSpacing(px(20))
        self._place = SafeLabel("", "second", longest=120)
        layout.addWidget(self._place)
        self._group = QButtonGroup(self)
        self._views: list[ViewButton] = []
        self._fold = 0
        for number, say in enumerate(VIEWS):
            button = ViewButton()
            self._views.append(button)
            set_safe_tip(button, f"{words(say)} Ctrl+{number + 1}")
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.idClicked.connect(self.view_chosen)
        layout.addStretch(1)
        self._demo = SafeLabel("", "pill", self)
        self._demo.setVisible(is_demo)
        if is_demo:
            layout.addWidget(self._demo)
            layout.addSpacing(px(16))
        self._search = SearchField(look, words)
        self._search.clicked.connect(self.search_wanted)
        layout.addWidget(self._search)
        layout.addSpacing(px(16))
        self._who = SafeLabel("", "strong", longest=60)
        layout.addWidget(self._who)
        self.show_view(0)

    def show_view(self, number: int) -> None:
        """Marks the view that is shown."""
        self._group.button(number).setChecked(True)
        self._refold()

    def show_operator(self, name: str) -> None:
        """Who sits here; nobody for an empty name."""
        self._name = name or self._words(Say.NOBODY_SEATED)
        self._who.setAccessibleName(self._name)
        self._refold()

    def show_count(self, count: str, view: int = 0) -> None:
        """How many cases are open, or what else a view counts, beside its name."""
        before = self._counts[view]
        if before == count:
            return
        self._counts[view] = count
        if with_digit(before, "0") == with_digit(count, "0"):
            self._label(view)
        else:
            self._refold()

    def show_desk(self, *, is_shown: bool) -> None:
        """Views and search belong to the desk: nobody has them before somebody sits here."""
        self._search.setVisible(is_shown)
        self._place.setVisible(not is_shown)
        for button in self._group.buttons():
            button.setVisible(is_shown)
        self._refold()

    def show_place(self, centre: str) -> None:
        """Whose screen this is: stands where the views do while there are none."""
        self._place.setText(centre)
        self._refold()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setFixedHeight(self._look.theme.px(self._look.theme.density.top_bar))
        self._refold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PolishRequest:
            self._refold()
        return super().event(event)

    def _refold(self) -> None:
        """As little folded as the room allows."""
        for view in self._views:
            view.let_go()
        for fold in range(FOLDS + 1):
            self._show_folded(fold)
            self._layout.invalidate()
            if self._layout.minimumSize().width() <= self.width():
                break
        for view in self._views:
            view.hold(self._look.theme.px(self._look.theme.density.top_bar))
        self._layout.activate()  # as they have their new widths at once, they need their new places at once

    def _show_folded(self, fold: int) -> None:
        self._search.fit(is_folded=fold > 0)
        self._demo.setText(self._words(Say.DEMO_SHORT if fold > 0 else Say.DEMO))
        first, _, last = self._name.partition(" ")
        is_person = bool(last) and self._name != self._words(Say.NOBODY_SEATED)
        self._who.setText(f"{first[:1]}. {last}" if fold > 1 and is_person else self._name)
        self._brand.setVisible(fold <= 2)
        self._fold = fold
        for number in range(len(VIEWS)):
            self._label(number)

    def _label(self, number: int) -> None:
        button, name, count = self._views[number], self._words(VIEWS[number]), self._counts[number]
        shown = "" if self._fold > 3 and not button.isChecked() else name
        button.setText(button_text("  ".join(part for part in (str(number + 1), shown, count) if part)))
        button.setAccessibleName(" ".join(part for part in (name, count) if part))


class ViewButton(QToolButton):
    """A view's number, name and count, with room for every count of so many digits: one that steps by one moves
    nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("view", True)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        hint, metrics, text = super().sizeHint(), self.fontMetrics(), self.text()
        widest = with_digit(text, widest_digit(metrics))
        more = metrics.horizontalAdvance(widest) - metrics.horizontalAdvance(text) + SPARE
        return hint.grownBy(QMargins(0, 0, more, 0))

    def hold(self, height: int) -> None:
        """Keeps the room that it needs: a text that changes then lays nothing out anew."""
        self.setFixedSize(self.sizeHint().width(), height)

    def let_go(self) -> None:
        """Takes any room again."""
        self.setMinimumSize(0, 0)
        self.setMaximumSize(ANY_SIZE, ANY_SIZE)


class SearchField(QPushButton):
    """Looks like the field that it opens: an icon, what can be sought, the key."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._look = look
        self._words = words
        self._text = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words(Say.SEARCH)} Ctrl+K")
        self.fit()

    def fit(self, *, is_folded: bool = False) -> None:
        """Takes on the theme's density; `is_folded` is the icon and the key alone."""
        theme, px = self._look.theme, self._look.theme.px
        is_compact = theme.density is COMPACT
        self._text = "" if is_folded else self._words(Say.SEARCH_SHORT if is_compact else Say.SEARCH)
        words = QFontMetrics(theme.font(10.5)).horizontalAdvance(self._text)
        needed = px(38) + words + px(18 if words else 0) + key_cap_width("Ctrl K", theme) + px(8)
        least = 0 if is_folded else px(232 if is_compact else 340)
        self.setFixedSize(max(needed, least), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        ink = theme.colour("tx2" if self.isEnabled() else "tx3")
        side = px(17)
        icon = QRect(px(12), (self.height() - side) // 2, side, side)
        paint_icon(painter, icon, Icon.SEARCH, ink, self.devicePixelRatioF())
        cap = key_cap_width("Ctrl K", theme)
        box = QRectF(self.width() - cap - px(8), (self.height() - px(20)) / 2, cap, px(20))
        paint_key_cap(painter, box, "Ctrl K", theme)
        painter.setPen(ink)
        painter.setFont(theme.font(10.5))
        room = QRectF(px(38), 0, box.left() - px(46), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
        painter.end()
